"""Rows of short words: those of dense tables and of long answer grids, which a roster's key has by the thousand.

The cells of such a row are no fragments of their own. The row is one, and the words of each cell are a run in it, which
is content of its own as any cell is. A row that cannot be set so, since a cell has more than words, or words that would
have to be parted, is left to the general way.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from guidegen.diagnostics import Span
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.render.pdf.column_widths import Column
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.fragment import Fragment, FragmentLine, Mark, ornament
from guidegen.render.pdf.glyph_sets import Glyphs
from guidegen.render.pdf.layout import Frame, Layout, artifact
from guidegen.render.pdf.pieced_text import Piece, PiecedText, Pieces
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.plain_text import OneRunText, word_by_word
from guidegen.render.pdf.setting import Setting
from guidegen.render.pdf.structure import Attributes, Element
from guidegen.render.pdf.table_grounds import row_ground
from guidegen.render.pdf.text import Style, TextRun
from guidegen.render.pdf.text_operators import set_in

#: The styles of the words of a dense table: of what a row is about, and of its other cells.
_HEADER, _CELL = "table-row", "table"
_ROW_HEADER: Attributes = {"Table": {"Scope": "/Row"}}


#: More lines in a row are left to the general way.
_MOST_LINES = 8


class WordSetter:
    """Sets words of a document on lines of their own."""

    def __init__(self, setting: Setting) -> None:
        """No style was asked for yet."""
        self._setting = setting
        self._pieces = Pieces(setting)
        #: For each style of the theme, and how much lower than usual words stand: what all words in it share.
        self._styles: dict[tuple[str, float], tuple[Style, str, float]] = {}

    def words(self, text: str, style: str, lower: float = 0.0) -> PiecedText | None:
        """The words in a style of the theme, so many points further down than usual; None where they are not plain."""
        base, before, baseline = self._styles.get((style, lower)) or self._in_style(style, lower)
        shaped = word_by_word([TextRun(text, base, 0)])
        if not isinstance(shaped, OneRunText):
            return None
        array, glyphs = shaped.alone()
        wide = shaped.widest()
        drawn = ((before, wide, baseline, f"Tm [{array}] TJ ET"),)
        return PiecedText([Piece((), drawn, ((base.faces[0], glyphs),), ((wide, wide),), shaped.narrowest())])

    def line(self, line: doc.Line, style: str) -> PiecedText | None:
        """A line of prose in a style of the theme; None where it has anything but words in it."""
        if len(line) == 1 and type(line[0]) is Text:
            return self.words(line[0].text, style)
        return self._pieces.text(line, style)

    def _in_style(self, style: str, lower: float) -> tuple[Style, str, float]:
        base = self._setting.style(style)
        _, baseline = self._setting.leading_and_baseline(style)
        chosen = set_in(base.faces[0], base.size, base.colour)
        made = self._styles[style, lower] = base, f"BT {chosen} 1 0 0 1 ", baseline - lower + base.rise
        return made


class DenseRows:
    """The rows of a dense table whose cells are words."""

    def __init__(self, layout: Layout, block: doc.Table) -> None:
        """All of its words are set; nothing is placed."""
        self._layout = layout
        setter = WordSetter(layout.fragments)
        self._words: dict[int, list[PiecedText]] = {}
        for row in block.rows:
            if isinstance(row, doc.Row) and (words := _words_of(row, setter)) is not None:
                self._words[id(row)] = words
        #: Whether the table has no other rows.
        self.are_all = len(self._words) == len(block.rows)
        self._leadings = layout.fragments.leading(_HEADER), layout.fragments.leading(_CELL)
        self._grounds: dict[tuple[object, ...], Fragment] = {}

    def column(self, index: int, head: tuple[float, float], padding: float) -> Column:
        """What a column holds where no row is another; its head is so wide at its narrowest and at its widest."""
        cells = [row[index] for row in self._words.values()]
        narrow = max([head[0], *[cell.narrowest() for cell in cells]])
        wide = max([head[1], *[cell.widest() for cell in cells]])
        return Column(narrow + padding, wide + padding, ((head[1],), *[(cell.widest(),) for cell in cells]))

    def row(
        self, row: doc.Row, frame: Frame, widths: Sequence[float], room: float, *, striped: bool, is_last: bool
    ) -> tuple[list[Unit], Element] | None:
        """A row with `room` points above and below its words; None where it has more than words, or where a cell is too
        narrow for them.
        """
        words = self._words.get(id(row))
        if words is None or len(words) != len(widths):
            return None
        padding, x, high = self._layout.space("cell-sides"), 0.0, 0.0
        marks: list[Mark] = []
        used: dict[str, Glyphs] = {}
        for run, (cell, width) in enumerate(zip(words, widths, strict=True)):
            lines = cell.lines(width - 2 * padding)
            if lines is None or len(lines) > _MOST_LINES:
                return None
            leading = self._leadings[min(run, 1)]
            marks.append(Mark(run, cell.operators(lines, x + padding, leading)))
            cell.add_glyphs(used)
            high = max(high, len(lines) * leading)
            x += width
        height = high + 2 * room
        fragment = row_of(marks, len(words), frame.width, high, used, row.origin)
        key = self._layout.keys.take(fragment)
        ground = self._ground(frame.width, height, tuple(widths), striped, is_last)
        placed = [artifact(ground, frame.x, 0.0), Placed(fragment, frame.x, room, key, 0, 0, 1)]
        header = Element("TH", [key], _ROW_HEADER)
        cells = [header, *[Element("TD", [key + run]) for run in range(1, len(words))]]
        return [Unit(height, placed, groups=frame.groups, origin=row.origin)], Element("TR", list(cells))

    def _ground(self, width: float, height: float, widths: tuple[float, ...], striped: bool, is_last: bool) -> Fragment:
        """What stands behind a row: few differ."""
        key = width, height, widths, striped, is_last
        known = self._grounds.get(key)
        if known is None:
            starts, kind = list(itertools.accumulate(widths[:-1], initial=0.0)), self._layout.part("table")
            drawn = row_ground(self._layout, kind, width, height, starts, striped=striped, is_last=is_last)
            known = self._grounds[key] = ornament(drawn, width, height, mirrors=True)
        return known


def _words_of(row: doc.Row, setter: WordSetter) -> list[PiecedText] | None:
    """The words of all cells of a row; None where one has something else."""
    header = setter.line(row.header, _HEADER) if row.header else None
    if header is None:
        return None
    found = [header]
    for cell in row.cells:
        if cell.columns > 1 or len(cell.blocks) != 1:
            return None
        block = cell.blocks[0]
        if not isinstance(block, doc.Paragraph) or block.style != _CELL or block.anchor or not block.line:
            return None
        words = setter.line(block.line, _CELL)
        if words is None:
            return None
        found.append(words)
    return found


def row_of(
    marks: Sequence[Mark], runs: int, width: float, height: float, used: dict[str, Glyphs], origin: Span
) -> Fragment:
    """A row as a fragment, with the words of each cell as a run."""
    return Fragment(
        width=width,
        height=height,
        lines=(FragmentLine(0.0, height, tuple(marks)),),
        kids=tuple(range(runs)),
        runs=runs,
        glyphs=tuple(sorted(used.items())),
        origin=origin,
        extent=width,
    )

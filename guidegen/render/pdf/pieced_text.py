"""Lines of many short pieces that come again and again: `1 B   2 A C   3 D`, a line for each copy of a quiz in its key.

Such a line is seldom the same as another, while its pieces are always the same few: each is shaped once, and a line is
set by putting them beside each other. What is drawn is what setting the whole line would give, which
`tests/render/test_pieced_text.py` holds. Lines that are longer than their place are left to the general way, but for
those in rows of words (`dense_rows`), which are broken between pieces.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from guidegen.diagnostics import Span
from guidegen.document.elements import Line
from guidegen.inline import Strong, Text
from guidegen.records import dataclass, field
from guidegen.render.pdf.fragment import Fragment, FragmentLine, Mark
from guidegen.render.pdf.glyph_sets import Glyphs, together
from guidegen.render.pdf.line_breaking import Breakable
from guidegen.render.pdf.memory import Bound, Memory
from guidegen.render.pdf.operators import number
from guidegen.render.pdf.plain_text import word_by_word
from guidegen.render.pdf.prose_fragments import glyphs_used_by
from guidegen.render.pdf.prose_runs import runs_of
from guidegen.render.pdf.setting import Setting
from guidegen.render.pdf.text import GlyphRun
from guidegen.render.pdf.text_operators import set_in

#: Pieces of more characters are none that come again and again.
_SHORT = 24
_PIECES = Bound(1_000)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words with the spaces behind them: how wide each run of glyphs is, with the operators before its place on
    the line, its baseline, and the operators behind that; their glyphs by face; and the widths of words with and
    without spaces.

    `line` is what they were made of, which is kept while it is known by its identity. In `lowered` is what is written
    around the places of its runs on the lines of a paragraph, from the first on.
    """

    line: Line
    drawn: tuple[tuple[str, float, float, str], ...]
    glyphs: tuple[tuple[str, Glyphs], ...]
    advances: tuple[tuple[float, float], ...]
    narrowest: float
    lowered: list[tuple[tuple[str, float, str], ...]] = field(default_factory=list, compare=False, repr=False)

    def on_line(self, index: int, leading: float) -> tuple[tuple[str, float, str], ...]:
        """Its runs on a line of a paragraph: operators, how wide it is, and operators behind its place."""
        while len(self.lowered) <= index:
            down = len(self.lowered) * leading
            self.lowered.append(
                tuple([(before, wide, f" {number(y - down)} {shown}") for before, wide, y, shown in self.drawn])
            )
        return self.lowered[index]


class PiecedText:
    """A line as pieces beside each other. Widths are added up as those of other lines are, word by word."""

    __slots__ = ("_widest", "pieces")

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """A line of one piece or more."""
        self.pieces = pieces
        x = ink = 0.0
        for piece in pieces:
            for width, inked in piece.advances:
                ink = x + inked
                x += width
        self._widest = ink

    def narrowest(self) -> float:
        """The width of the widest word."""
        return max([piece.narrowest for piece in self.pieces])

    def widest(self) -> float:
        """The width on one line."""
        return self._widest

    def fragment(self, setting: Setting, style: str, width: float, align: str, origin: Span) -> Fragment:
        """The line in a place that has room for it."""
        ink = self._widest
        leading = setting.leading(style)
        shift = {"start": 0.0, "centre": (width - ink) / 2, "end": width - ink}[align]
        used: dict[str, Glyphs] = {}
        self.add_glyphs(used)
        line = FragmentLine(0.0, leading, (Mark(0, self.operators([self.pieces], shift, leading)),))
        of_faces = tuple(sorted(used.items()))
        return Fragment(ink, leading, (line,), kids=(0,), runs=1, glyphs=of_faces, origin=origin, extent=width)

    def lines(self, width: float) -> list[Sequence[Piece]] | None:
        """The pieces on lines no wider than `width`, as any text would be broken; None where one has to be parted."""
        if self._widest <= width + 0.01:
            return [self.pieces]
        text = _UnpartedPieces(self.pieces)
        if not text.may_stay_whole or text.narrowest() > width + 0.01:
            return None
        return [self.pieces[a:b] for a, b in itertools.pairwise(text.cuts(width))]

    @staticmethod
    def operators(lines: Sequence[Sequence[Piece]], start: float, leading: float) -> str:
        """What draws pieces on lines that begin at `start`."""
        drawn: list[str] = []
        for index, pieces in enumerate(lines):
            x = 0.0
            for piece in pieces:
                for before, wide, after in piece.on_line(index, leading):
                    drawn.append(f"{before}{number(start + x)}{after}")
                    x += wide
        return "\n".join(drawn)

    def add_glyphs(self, used: dict[str, Glyphs]) -> None:
        """Add the glyphs to those that are used of each face."""
        for piece in self.pieces:
            for face, glyphs in piece.glyphs:
                used[face] = together(used.get(face, 0), glyphs)


class _UnpartedPieces(Breakable):
    """Pieces as a text in which each is a word. All `may_stay_whole` where none can be broken."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.text = "x" * len(pieces)
        self.missing = []
        self._breaks = list(range(1, len(pieces) + 1))
        self._starts: list[float] = []
        self._inks: list[float] = []
        self.may_stay_whole = True
        x = 0.0
        for piece in pieces:
            self._starts.append(x)
            ink = x
            for width, inked in piece.advances:
                ink = x + inked
                x += width
            self._inks.append(ink)
            self.may_stay_whole = self.may_stay_whole and ink - self._starts[-1] <= piece.narrowest + 0.001

    def _width(self, start: int, end: int) -> float:
        return self._inks[end - 1] - self._starts[start] if end > start else 0.0


class Pieces:
    """Makes pieces and remembers them."""

    def __init__(self, setting: Setting) -> None:
        """No piece is known."""
        self._setting = setting
        self._known: Memory[Piece] = Memory(_PIECES)

    def text(self, line: Line, style: str) -> PiecedText | None:
        """The line in a style of the theme as pieces; None for one that is not made of such, or is not plain."""
        lines = _cut(line)
        pieces: list[Piece] = []
        for each in lines or ():
            key = (style, *map(id, each))
            piece = self._known.get(key)
            if piece is None:
                piece = self._made(each, style)
                if piece is None:
                    return None
                self._known.put(key, piece)
            pieces.append(piece)
        return PiecedText(pieces) if pieces else None

    def _made(self, line: Line, style: str) -> Piece | None:
        shaped = word_by_word(runs_of(line, style, self._setting).text_runs)
        if shaped is None:
            return None
        lines = shaped.lines(float("inf")).lines
        if len(lines) > 1:
            # Something in it ends a line.
            return None
        [set_] = lines
        _, baseline = self._setting.leading_and_baseline(style)
        drawn = tuple(_around_place(run, baseline) for run in set_.runs)
        return Piece(line, drawn, glyphs_used_by(set_.runs), tuple(shaped.advances()), shaped.narrowest())


def _around_place(run: GlyphRun, baseline: float) -> tuple[str, float, float, str]:
    """The operators before the place of a run of plain text, its width, its baseline, and the operators behind that."""
    style = run.run.style
    chosen = set_in(run.face, style.size, style.colour)
    return f"BT {chosen} 1 0 0 1 ", run.width, baseline + style.rise, f"Tm {run.shown} ET"


def _cut(line: Line) -> list[Line] | None:
    """The line cut where a line may be broken for certain: behind spaces, before a letter or a digit."""
    texts = list(map(_words, line))
    if not all(texts):
        return None
    lines: list[Line] = []
    start = length = 0
    for end, (words, following) in enumerate(zip(texts, [*texts[1:], "x"], strict=True), start=1):
        length += len(words)
        if length > _SHORT:
            return None
        if words[-1] == " " and following[0].isalnum():
            lines.append(line[start:end])
            start, length = end, 0
    if start < len(line):
        lines.append(line[start:])
    return lines


def _words(node: object) -> str:
    """The words of text, which may be strong; nothing for anything else."""
    if type(node) is Text:
        return node.text
    if type(node) is Strong and len(node.children) == 1 and type(node.children[0]) is Text:
        return node.children[0].text
    return ""

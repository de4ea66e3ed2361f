"""Lines of many short pieces that come again and again: `1 B   2 A C   3 D`, a line for each copy of a quiz in its key.

Such a line is seldom the same as another, while its pieces are always the same few: each is shaped once, and a line is
set by putting them beside each other. What is drawn is what setting the whole line would give, which
`tests/render/test_pieced_text.py` holds. Lines that are longer than their place are left to the general way.
"""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.diagnostics import Span
from guidegen.document.elements import Line
from guidegen.inline import Strong, Text
from guidegen.records import dataclass
from guidegen.render.pdf.fragment import Fragment, FragmentLine, Mark
from guidegen.render.pdf.glyph_sets import Glyphs, together
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
    """Some words with the spaces behind them: how wide each run of glyphs is, with the operators before and after its
    place on the line; their glyphs by face; and the widths of words with and without spaces.

    `line` is what they were made of, which is kept while it is known by its identity.
    """

    line: Line
    drawn: tuple[tuple[str, float, str], ...]
    glyphs: tuple[tuple[str, Glyphs], ...]
    advances: tuple[tuple[float, float], ...]
    narrowest: float


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
        x = 0.0
        drawn: list[str] = []
        used: dict[str, Glyphs] = {}
        for piece in self.pieces:
            for before, wide, after in piece.drawn:
                drawn.append(f"{before}{number(x + shift)}{after}")
                x += wide
            for face, glyphs in piece.glyphs:
                used[face] = together(used.get(face, 0), glyphs)
        line = FragmentLine(0.0, leading, (Mark(0, "\n".join(drawn)),))
        of_faces = tuple(sorted(used.items()))
        return Fragment(ink, leading, (line,), kids=(0,), runs=1, glyphs=of_faces, origin=origin, extent=width)


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


def _around_place(run: GlyphRun, baseline: float) -> tuple[str, float, str]:
    """The width of a run of plain text, and the operators before and after its place on the line."""
    style = run.run.style
    chosen = set_in(run.face, style.size, style.colour)
    return f"BT {chosen} 1 0 0 1 ", run.width, f" {number(baseline + style.rise)} Tm {run.shown} ET"


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

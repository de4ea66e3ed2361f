"""Lines of code, one under the other; those longer than the column go on below, with a hook that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegen.diagnostics import Diagnostic, Span
from guidegen.records import dataclass
from guidegen.render.pdf.fonts import load_face
from guidegen.render.pdf.fragment import ARTIFACT, Fragment, FragmentLine, InlineElement, Mark
from guidegen.render.pdf.missing import missing
from guidegen.render.pdf.operators import number, numbers, stroke_colour
from guidegen.render.pdf.prose_fragments import glyphs_used_by
from guidegen.render.pdf.setting import Setting
from guidegen.render.pdf.shaped_text import ShapedText
from guidegen.render.pdf.text import GlyphRun, TextLine, TextRun
from guidegen.render.pdf.text_operators import text_on_line
from guidegen.render.pdf.wide_words import word_too_wide
from guidegen.theme import Colour

#: After these characters a line of code goes on below more readily than elsewhere.
_BREAKS = frozenset(" ,;([{=+-*/|&.")
#: How much further in a continued line stands than the line that it continues, in characters.
_DEEPER = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line of code; `indent` is 0 for its beginning, else how far in the rest is set, in characters."""

    text: str
    indent: int = 0


def code_fragment(setting: Setting, lines: Sequence[str], width: float, origin: Span) -> Fragment:
    """Lines of code, one under the other; what does not fit goes on below, set in and with a hook before it."""
    style = setting.style("code")
    leading, baseline = setting.leading_and_baseline("code")
    face = load_face(style.faces[0])
    columns = max(8, int(width / (face.advance(face.glyphs[ord("x")]) * style.size / 1000)))
    drawn: list[FragmentLine] = []
    runs: list[GlyphRun] = []
    problems: list[Diagnostic] = []
    widest = 0.0
    for line in lines:
        for piece in wrapped(line, columns):
            shaped = ShapedText([TextRun(piece.text, style, 0)])
            [text_line] = shaped.lines(float("inf")).lines if piece.text else [TextLine((), 0.0)]
            problems += missing(shaped.missing, origin)
            x = piece.indent * face.advance(face.glyphs[ord("x")]) * style.size / 1000
            if x + text_line.width > width + 0.01:
                problems.append(word_too_wide(piece.text, width, origin))
            marks = [Mark(0, text_on_line(run, x, baseline)) for run in text_line.runs]
            if piece.indent:
                marks.append(Mark(ARTIFACT, hook(x, baseline, style.size, setting.theme.colours["soft"])))
            runs += text_line.runs
            drawn.append(FragmentLine(len(drawn) * leading, leading, tuple(marks)))
            widest = max(widest, x + text_line.width)
    return Fragment(
        width=widest,
        height=leading * len(drawn),
        lines=tuple(drawn),
        kids=(InlineElement("Code", (0,)),),
        runs=1,
        glyphs=glyphs_used_by(runs),
        problems=tuple(problems),
        origin=origin,
        extent=width,
    )


def wrapped(line: str, columns: int) -> Iterator[Piece]:
    """A line in pieces of at most `columns` characters, none of them lost.

    What ends a line of the source reads as a space, so that lines stay apart when they are copied.

    >>> [piece.text for piece in wrapped("total = first + second", 16)]
    ['total = first + ', 'second\\n']
    """
    indent = 0
    deeper = min(len(line) - len(line.lstrip(" ")) + _DEEPER, columns // 2)
    while len(line) > columns - indent:
        cut = _cut(line, columns - indent)
        yield Piece(line[:cut], indent)
        line, indent = line[cut:], deeper
    yield Piece(line + "\n", indent)


def _cut(line: str, room: int) -> int:
    """After the last good place to break, if it is not too far to the left; else where the room ends."""
    for place in range(room, room // 2, -1):
        if line[place - 1] in _BREAKS:
            return place
    return room


def hook(x: float, baseline: float, size: float, colour: Colour) -> str:
    """A small hook before a continued line: down and to the line."""
    left, right, top, bottom = x - 1.1 * size, x - 0.35 * size, baseline + 0.75 * size, baseline + 0.25 * size
    path = f"{numbers(left, top)} m {numbers(left, bottom)} l {numbers(right, bottom)} l"
    tip = f"{numbers(right - 0.2 * size, bottom + 0.15 * size)} m {numbers(right, bottom)} l"
    tip += f" {numbers(right - 0.2 * size, bottom - 0.15 * size)} l"
    return f"{stroke_colour(colour)} {number(0.07 * size)} w {path} S {tip} S"

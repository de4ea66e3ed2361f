"""The word across every page of what is not approved: large outlined letters behind the text, an artifact.

The letters are drawn as thin grey lines, so that text over them keeps its contrast; what says it to a screen reader
stands at the top of the document and in its footer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from guidegen.records import dataclass
from guidegen.render.pdf.fonts import load_face
from guidegen.render.pdf.fragment import ARTIFACT, Fragment, FragmentLine, Mark
from guidegen.render.pdf.operators import number, numbers, stroke_colour
from guidegen.render.pdf.shaped_text import ShapedText
from guidegen.render.pdf.text import Style, TextRun
from guidegen.render.pdf.text_operators import show
from guidegen.theme import Colour, Theme, contrast

#: The colours of text on white paper.
_INKS = ("ink", "soft", "primary", "warning")

#: The share of the diagonal that the word takes, and the most of the shorter side that its letters are high.
_LENGTH, _HEIGHT = 0.66, 0.3
_LINE = 1.2
_CONTRAST = 4.5
#: The darkest and the palest grey of the lines, in percent of white.
_DARKEST, _PALEST = 72, 88


@dataclass(frozen=True, slots=True)
class DraftMark:
    """The word around its origin, which is the middle of a page: `x` from the start edge, `y` from the upper edge."""

    drawing: Fragment
    x: float
    y: float


def draft_mark(word: str, theme: Theme, size: tuple[float, float]) -> DraftMark:
    """The mark for paper of this size."""
    grey = mark_grey([theme.colours[name] for name in _INKS])
    drawing = _drawn(word, theme.faces["extrabold"], grey, *size)
    return DraftMark(drawing, size[0] / 2, size[1] / 2)


def mark_grey(inks: Sequence[Colour]) -> Colour:
    """The darkest light grey on which every colour of text can be read."""
    for step in range(_DARKEST, _PALEST):
        grey = (step / 100, step / 100, step / 100)
        if all(contrast(ink, grey) >= _CONTRAST for ink in inks):
            return grey
    # Where a text is barely dark enough for white paper, a thin pale line still does not hide it.
    return (_PALEST / 100, _PALEST / 100, _PALEST / 100)


def _drawn(word: str, faces: tuple[str, ...], grey: Colour, width: float, height: float) -> Fragment:
    """The word along the diagonal from bottom left to top right."""
    measured = ShapedText([TextRun(word, Style(faces, 100.0, grey), 0)], one_line=True).widest()
    cap = load_face(faces[0]).cap_height / 10
    size = 100 * min(_LENGTH * math.hypot(width, height) / measured, _HEIGHT * min(width, height) / cap)
    style = Style(faces, size, grey)
    [line] = ShapedText([TextRun(word, style, 0)], one_line=True).lines(float("inf")).lines
    angle = math.atan2(height, width)
    cos, sin = math.cos(angle), math.sin(angle)
    left, foot = -line.width / 2, -load_face(faces[0]).cap_height * size / 2000
    turned = " ".join(f"{value:.4f}" for value in (cos, sin, -sin, cos, 0, 0))
    parts = [f"q {turned} cm {stroke_colour(grey)} {number(_LINE)} w"]
    glyphs: dict[str, set[int]] = {}
    for run in line.runs:
        face = load_face(run.face)
        glyphs.setdefault(run.face, set()).update(glyph.id for glyph in run.glyphs)
        parts.append(
            f"BT /{face.resource} {number(size)} Tf 1 Tr 1 0 0 1 {numbers(left + run.x, foot)} Tm {show(run, face)} ET"
        )
    parts.append("Q")
    return Fragment(
        0.0,
        0.0,
        (FragmentLine(0.0, 0.0, (Mark(ARTIFACT, " ".join(parts)),)),),
        glyphs=tuple((name, tuple(sorted(ids))) for name, ids in sorted(glyphs.items())),
    )

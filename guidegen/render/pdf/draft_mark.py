"""The word on every page of what is not approved, an artifact: across it, behind the text, or up its outer margin.

Across the page the letters are drawn as thin grey lines, so that text over them keeps its contrast. A copier may lose
these; in the margin the letters are filled, since they stand behind nothing. What says it to a screen reader stands at
the top of the document and in its footer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from guidegen.records import dataclass, replace
from guidegen.render.pdf.fonts import Face, load_face
from guidegen.render.pdf.fragment import ARTIFACT, Fragment, FragmentLine, Mark
from guidegen.render.pdf.operators import fill_colour, number, numbers, stroke_colour
from guidegen.render.pdf.shaped_text import ShapedText
from guidegen.render.pdf.text import GlyphRun, Style, TextRun
from guidegen.render.pdf.text_operators import show
from guidegen.theme import Colour, Theme, contrast

#: The colours of text on white paper.
_INKS = ("ink", "soft", "primary", "warning")

#: The share of the diagonal that the word takes, and the most of the shorter side that its letters are high.
_LENGTH, _HEIGHT = 0.66, 0.3
_LINE = 1.2
_CONTRAST = 4.5
#: Of the outer margin, what the letters are high, and how far from the text their middle is: printers leave the edge.
_IN_MARGIN, _FROM_TEXT = 0.42, 0.45
#: How often the word stands in the margin, where there is room: copies may be cut.
_TIMES = 3
#: The darkest and the palest grey of the lines, in percent of white.
_DARKEST, _PALEST = 72, 88


@dataclass(frozen=True, slots=True)
class DraftMark:
    """The word around its origin: `x` from the start edge of a front side, `y` from the upper edge.

    On a back side, whose margins may be mirrored, it is as far from the end edge.
    """

    drawing: Fragment
    x: float
    y: float


def draft_mark(word: str, theme: Theme, size: tuple[float, float], margin: float) -> DraftMark:
    """The mark for paper of this size with this outer margin, as the theme has it."""
    width, height = size
    faces = theme.faces["extrabold"]
    if theme.parts["draft"] == "margin":
        drawing = _up(word, faces, theme.colours["ink"], _IN_MARGIN * margin, height)
        return DraftMark(drawing, width - (1 - _FROM_TEXT) * margin, height / 2)
    grey = mark_grey([theme.colours[name] for name in _INKS])
    return DraftMark(_across(word, faces, grey, width, height), width / 2, height / 2)


def mark_grey(inks: Sequence[Colour]) -> Colour:
    """The darkest light grey on which every colour of text can be read."""
    for step in range(_DARKEST, _PALEST):
        grey = (step / 100, step / 100, step / 100)
        if all(contrast(ink, grey) >= _CONTRAST for ink in inks):
            return grey
    # Where a text is barely dark enough for white paper, a thin pale line still does not hide it.
    return (_PALEST / 100, _PALEST / 100, _PALEST / 100)


def _across(word: str, faces: tuple[str, ...], grey: Colour, width: float, height: float) -> Fragment:
    """The outlined word along the diagonal from bottom left to top right."""
    cap = load_face(faces[0]).cap_height / 10
    size = 100 * min(_LENGTH * math.hypot(width, height) / _length(word, faces), _HEIGHT * min(width, height) / cap)
    before = f"{stroke_colour(grey)} {number(_LINE)} w"
    return _drawn(word, Style(faces, size, grey), before, 1, math.atan2(height, width), [0.0])


def _up(word: str, faces: tuple[str, ...], ink: Colour, cap: float, height: float) -> Fragment:
    """The filled word from the bottom to the top, its letters `cap` high."""
    per_point = _length(word, faces) / 100
    size = min(1000 * cap / load_face(faces[0]).cap_height, _LENGTH * height / per_point)
    times = _TIMES if 1.5 * _TIMES * size * per_point <= height else 1
    places = [height * ((2 * index + 1) / (2 * times) - 0.5) for index in range(times)]
    return _drawn(word, Style(faces, size, ink), fill_colour(ink), 0, math.pi / 2, places)


def _length(word: str, faces: tuple[str, ...]) -> float:
    """How long the word is in letters of 100 points."""
    return ShapedText([TextRun(word, Style(faces, 100.0, (0.0, 0.0, 0.0)), 0)], one_line=True).widest()


def _drawn(word: str, style: Style, before: str, mode: int, angle: float, places: Sequence[float]) -> Fragment:
    """The word at this angle, with its middle at each of the places along its line; `mode` fills or outlines it."""
    [line] = ShapedText([TextRun(word, style, 0)], one_line=True).lines(float("inf")).lines
    cos, sin = math.cos(angle), math.sin(angle)
    foot = -load_face(style.faces[0]).cap_height * style.size / 2000
    turned = " ".join(f"{value:.4f}" for value in (cos, sin, -sin, cos, 0, 0))
    parts = [f"q {turned} cm {before}"]
    glyphs: dict[str, set[int]] = {}
    for left in (place - line.width / 2 for place in places):
        for run in line.runs:
            face, x = load_face(run.face), left + run.x
            if any(glyph.outlined for glyph in run.glyphs):
                parts.append(_outlined(run, face, x, foot, mode))
                continue
            glyphs.setdefault(run.face, set()).update(glyph.id for glyph in run.glyphs)
            at, font = numbers(x, foot), f"/{face.resource} {number(style.size)} Tf"
            parts.append(f"BT {font} {mode} Tr 1 0 0 1 {at} Tm {show(run, face)} ET")
    parts.append("Q")
    return Fragment(
        0.0,
        0.0,
        (FragmentLine(0.0, 0.0, (Mark(ARTIFACT, " ".join(parts)),)),),
        glyphs=tuple((name, tuple(sorted(ids))) for name, ids in sorted(glyphs.items())),
    )


def _outlined(run: GlyphRun, face: Face, x: float, y: float, mode: int) -> str:
    """A run of joined letters, all of them as outlines. The letters that stand over such to be copied are left out."""
    from guidegen.render.pdf.joined import outlines

    painted = [glyph if glyph.width else replace(glyph, outlined=True) for glyph in run.glyphs]
    return outlines(painted, face, run.run.style.size, x, y, _LINE if mode else 0.0)

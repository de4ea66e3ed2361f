"""Whether the text of a theme can be read on what it stands on."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.records import dataclass
from guidegen.theme.colours import Colour, contrast, nearest_with_contrast
from guidegen.theme.styles import Theme

#: WCAG 2.2, 1.4.3: text, and large text: 18 points, or 14 points in bold.
TEXT, LARGE_TEXT = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18.0, 14.0
_BOLD_FACES = ("bold", "bold-italic", "extrabold", "display")
_PAPER: Colour = (1.0, 1.0, 1.0)

#: Text styles and the colours that they stand on; the others stand on paper. A style may stand on several.
GROUNDS: Mapping[str, tuple[str, ...]] = {
    "letter-marked": ("ink",),
    "number-marked": ("primary",),
    "band": ("primary",),
    "tab": ("primary",),
    "table-head": ("primary",),
    "data-head": ("paper", "tint"),
    "table-group": ("tint",),
    "label": ("tint",),
    "main-message": ("tint",),
    "box-title": ("tint",),
    "warning-title": ("warning-tint",),
    "body": ("paper", "tint", "warning-tint"),
    "code": ("paper", "tint"),
    "table": ("paper", "stripe"),
    "table-row": ("paper", "stripe"),
}


_TINTED = ("bar", "box", "tint", "tab")
_FILLED = ("band", "tab")

#: Grounds that text styles stand on when the theme makes a part of the page up in one of these ways.
GROUNDS_BY_PART: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str], ...] = (
    ("title", ("band",), ("title", "lead", "audience"), "tint"),
    ("heading", ("tint",), ("h2",), "tint"),
    ("warning", _FILLED, ("tab",), "warning"),
    ("card", _TINTED, ("card-title",), "tint"),
    ("stimulus", _TINTED, ("card-title", "points"), "tint"),
    ("head", ("band",), ("furniture",), "tint"),
)


def grounds_of(theme: Theme, style: str) -> tuple[str, ...]:
    """The grounds that a text style stands on in this theme, by the names of their colours."""
    found = GROUNDS.get(style, ("paper",))
    for part, choices, styles, ground in GROUNDS_BY_PART:
        if style in styles and theme.parts[part] in choices and ground not in found:
            found = (*found, ground)
    return found


#: WCAG 2.2, 1.4.11: shapes that must be seen to answer.
SHAPE = 3.0
#: These shapes, with their colour and their ground. Other lines and grounds are ornaments.
SHAPES: Mapping[str, tuple[str, str]] = {
    "What is drawn to answer in: boxes, circles and lines": ("ink", "paper"),
    "What marks room for an answer": ("soft", "paper"),
}


@dataclass(frozen=True, slots=True)
class Illegible:
    """Text of a `style`, or a shape, in a colour with too little contrast to its ground: `ratio`, `needed` is more."""

    style: str
    colour: str
    ground: str
    ratio: float
    needed: float


def illegible(theme: Theme) -> list[Illegible]:
    """Every text style and ground of the theme with too little contrast, the worst first."""
    found = []
    for name, style in theme.styles.items():
        needed = LARGE_TEXT if style.size >= (_LARGE_BOLD if style.face in _BOLD_FACES else _LARGE) else TEXT
        for ground in grounds_of(theme, name):
            ratio = contrast(theme.colours[style.colour], ground_colour(theme, ground))
            if ratio < needed:
                found.append(Illegible(name, style.colour, ground, ratio, needed))
    return sorted(found, key=lambda each: each.ratio)


def indistinct(theme: Theme) -> list[Illegible]:
    """The shapes of the theme that have too little contrast with their ground."""
    found = []
    for shape, (colour, ground) in SHAPES.items():
        ratio = contrast(theme.colours[colour], ground_colour(theme, ground))
        if ratio < SHAPE:
            found.append(Illegible(shape, colour, ground, ratio, SHAPE))
    return found


def ground_colour(theme: Theme, ground: str) -> Colour:
    """The colour of a ground; `paper` is white."""
    return _PAPER if ground == "paper" else theme.colours[ground]


def legible_primary(theme: Theme) -> Colour | None:
    """The colour nearest to the theme's primary one that can be read as text and under text; None when none can."""
    return nearest_legible(theme, "primary")


def nearest_legible(theme: Theme, colour: str) -> Colour | None:
    """The colour nearest to the one of this name that can be read wherever the theme uses it; None when none can.

    What is text in one place and stands under text in another must do for both.
    """
    grounds = [_PAPER]
    for name, style in theme.styles.items():
        stands_on = grounds_of(theme, name)
        if style.colour == colour:
            grounds += [ground_colour(theme, ground) for ground in stands_on]
        elif colour in stands_on:
            grounds.append(theme.colours[style.colour])
    return nearest_with_contrast(theme.colours[colour], grounds, TEXT)

"""Whether the text of a theme can be read on what it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guidegen.theme.colours import Colour, contrast, nearest_with_contrast
from guidegen.theme.styles import Theme

#: WCAG 2.2, 1.4.3: text, and large text: 18 points, or 14 points in bold.
TEXT, LARGE_TEXT = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18.0, 14.0
_BOLD_FACES = ("bold", "bold-italic", "extrabold")
_PAPER: Colour = (1.0, 1.0, 1.0)

#: Text styles and the colours that they stand on; the others stand on paper. A style may stand on several.
GROUNDS: Mapping[str, tuple[str, ...]] = {
    "letter-marked": ("ink",),
    "table-head": ("primary",),
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


@dataclass(frozen=True, slots=True)
class Illegible:
    """Text of a `style` in a colour that has too little contrast with its ground: `ratio` where `needed` is asked."""

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
        for ground in GROUNDS.get(name, ("paper",)):
            ratio = contrast(theme.colours[style.colour], ground_colour(theme, ground))
            if ratio < needed:
                found.append(Illegible(name, style.colour, ground, ratio, needed))
    return sorted(found, key=lambda each: each.ratio)


def ground_colour(theme: Theme, ground: str) -> Colour:
    """The colour of a ground; `paper` is white."""
    return _PAPER if ground == "paper" else theme.colours[ground]


def legible_primary(theme: Theme) -> Colour | None:
    """The colour nearest to the theme's primary one that can be read as text and under text; None when none can."""
    grounds = [theme.colours["on-primary"]]
    for name, style in theme.styles.items():
        if style.colour == "primary":
            grounds += [ground_colour(theme, ground) for ground in GROUNDS.get(name, ("paper",))]
    return nearest_with_contrast(theme.colours["primary"], grounds, TEXT)

"""How a document looks: colours, type and spacing as data, and the check that it can be read."""

from __future__ import annotations

from guidegen.theme.colours import Colour, contrast, parse_colour
from guidegen.theme.own import theme_named, theme_problems
from guidegen.theme.styles import PAGE_SIZES, PageStyle, TextStyle, Theme, known_themes, load_theme, with_primary

__all__ = [
    "PAGE_SIZES",
    "Colour",
    "PageStyle",
    "TextStyle",
    "Theme",
    "contrast",
    "known_themes",
    "load_theme",
    "parse_colour",
    "theme_named",
    "theme_problems",
    "with_primary",
]

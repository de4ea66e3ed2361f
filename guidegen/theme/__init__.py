"""How a document looks: colours, type and spacing as data, and the check that it can be read."""

from __future__ import annotations

from guidegen.theme.colours import Colour, contrast, parse_colour
from guidegen.theme.families import Family
from guidegen.theme.font_files import project_font
from guidegen.theme.scripts import for_language, installed_families
from guidegen.theme.styles import PAGE_SIZES, PageStyle, TextStyle, Theme, known_themes, load_theme, with_primary

__all__ = [
    "PAGE_SIZES",
    "Colour",
    "Family",
    "PageStyle",
    "TextStyle",
    "Theme",
    "contrast",
    "for_language",
    "installed_families",
    "known_themes",
    "load_theme",
    "parse_colour",
    "project_font",
    "with_primary",
]

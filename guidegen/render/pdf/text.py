"""Text before and after it was shaped: runs of one style, and lines of glyphs. Plain data; others make it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guidegen.records import dataclass
from guidegen.render.pdf.glyph_sets import GlyphSet, glyph_ids
from guidegen.theme import Colour

if TYPE_CHECKING:
    from guidegen.render.pdf.glyph import Glyph

#: Stands in the text for an object of a given width, such as a slot.
OBJECT = "\ufffc"


@dataclass(frozen=True, slots=True)
class Style:
    """How a run is set: font files in order of preference, size in points, colour, shift above the baseline.

    `tabular` figures are of one width, where the font has such.
    """

    faces: tuple[str, ...]
    size: float
    colour: Colour
    rise: float = 0.0
    language: str = "en"
    tabular: bool = False


@dataclass(frozen=True, slots=True)
class TextRun:
    """Characters of one style. `index` tells the caller which run it was; an object has a width instead of glyphs."""

    text: str
    style: Style
    index: int
    object_width: float = 0.0


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one style and face on a line, from left to right, at `x` points from the line's start.

    `text` is what they mean, in reading order, and `start` its place in the paragraph. An object has no glyphs. Plain
    text has operators instead (`shown`), the set of its glyphs, and its width without spaces at the end (`ink`).
    """

    run: TextRun
    face: str
    x: float
    width: float
    glyphs: tuple[Glyph, ...]
    text: str
    start: int
    right_to_left: bool = False
    shown: str = ""
    glyph_set: GlyphSet = 0
    ink: float = 0.0

    def text_glyphs(self) -> Iterator[tuple[str, int]]:
        """The glyphs that are text, each with its face."""
        if self.glyph_set:
            return ((self.face, id_) for id_ in glyph_ids(self.glyph_set))
        return ((glyph.face or self.face, glyph.id) for glyph in self.glyphs if not glyph.outlined)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line: its runs in reading order, and the width of its ink (a space at the end does not count)."""

    runs: tuple[GlyphRun, ...]
    width: float


@dataclass(frozen=True, slots=True)
class BrokenText:
    """A paragraph as lines, with what went wrong: characters that no face covers, words wider than the line."""

    lines: tuple[TextLine, ...]
    missing: tuple[str, ...] = ()
    too_wide: tuple[str, ...] = ()

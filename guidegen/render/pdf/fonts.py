"""Font files: coverage, metrics and subsets.

Character codes in the PDF are the font's own glyph ids (Identity-H), so that the operators of a line are the
same in every document, whatever else the document holds.
"""

from __future__ import annotations

import functools
from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from guidegen.kept.digests import sha256
from guidegen.prepared import once
from guidegen.records import dataclass, field
from guidegen.theme.font_files import font_data, is_bundled

if TYPE_CHECKING:
    import uharfbuzz as hb

#: Files that come along without ligatures and forms that depend on what stands around a letter (`paired`), and without
#: tables that depend on others (`truetype`): they are used without HarfBuzz.
SIMPLE = frozenset(
    {
        "AtkinsonHyperlegibleMono-Bold",
        "AtkinsonHyperlegibleMono-Regular",
        "AtkinsonHyperlegibleNext-Bold",
        "AtkinsonHyperlegibleNext-BoldItalic",
        "AtkinsonHyperlegibleNext-ExtraBold",
        "AtkinsonHyperlegibleNext-Italic",
        "AtkinsonHyperlegibleNext-Regular",
        "AtkinsonHyperlegibleNext-SemiBold",
    }
)
#: Signs that the program prints in words of its own and that these faces lack: the arrow stands in keys, between what
#: belongs together. What is made of them is known from one run to the next; which signs stand in a project is not.
OTHER_SIGNS = "→"


@dataclass(frozen=True, eq=False)
class Face:
    """One font file. Metrics are in thousandths of the font size; `resource` names it in page resources.

    `weight` says which one is taken of a file that has many. Of a file that comes along, all but the outlines and the
    shapes of words is known without opening it, so that HarfBuzz is loaded for new words only.
    """

    name: str
    resource: str
    scale: float
    ascent: float
    descent: float
    cap_height: float
    x_height: float
    bounding_box: tuple[int, ...]
    italic_angle: float
    weight: int
    #: HarfBuzz's own, where the file had to be opened to know the rest.
    opened: hb.Font | None = field(default=None, repr=False)

    @functools.cached_property
    def font(self) -> hb.Font:
        """What HarfBuzz shapes with."""
        if self.opened is not None:
            return self.opened
        from guidegen.render.pdf.opened_fonts import opened

        return opened(self.name)

    @functools.cached_property
    def glyphs(self) -> dict[int, int]:
        """The glyph of each character."""
        found: dict[int, int] = _known("glyphs", self.name, lambda: self._letters[0])
        return found

    @functools.cached_property
    def texts(self) -> dict[int, str]:
        """What each glyph reads as."""
        found: dict[int, str] = _known("texts", self.name, lambda: self._letters[1])
        return found

    @functools.cached_property
    def characters(self) -> frozenset[str]:
        """What the font can draw, and the line feed."""
        found: frozenset[str] = _known("characters", self.name, lambda: self._letters[2])
        return found

    @functools.cached_property
    def has_ascii(self) -> bool:
        """Whether it has all letters, digits and signs of ASCII."""
        return all(code in self.glyphs for code in range(ord(" "), ord("~") + 1))

    def covers(self, character: str) -> bool:
        """True when the font can draw the character."""
        return ord(character) in self.glyphs

    def covers_all(self, text: str) -> bool:
        """True when the font can draw every character of the text, line feeds aside."""
        if self.has_ascii and text.isascii() and text.isprintable():
            return True
        return self.characters.issuperset(text)

    def advance(self, glyph: int) -> float:
        """The unkerned width of a glyph in thousandths of the font size."""
        widths = self._widths
        return float(widths[glyph] if widths is not None else self.font.get_glyph_h_advance(glyph)) * self.scale

    @functools.cached_property
    def _letters(self) -> tuple[dict[int, int], dict[int, str], frozenset[str]]:
        from guidegen.render.pdf.opened_fonts import letters_of

        return letters_of(self.font)

    @functools.cached_property
    def _widths(self) -> array[int] | None:
        """Those of all glyphs, in units of the font, of a file that comes along."""
        if not is_bundled(self.name):
            return None
        return array("H", once("widths", self.name, self._measured_widths))

    def _measured_widths(self) -> bytes:
        from guidegen.render.pdf.opened_fonts import widths_of

        return widths_of(self.font)


@functools.cache
def load_face(name: str) -> Face:
    """The font file `name`, read once per process: one that comes along, of a package, or of the project."""
    fonts: list[hb.Font] = []

    def metrics() -> dict[str, Any]:
        from guidegen.render.pdf.opened_fonts import metrics_of, opened

        fonts.append(opened(name))
        return metrics_of(fonts[0], font_data(name)[1])

    measured = _known("metrics", name, metrics)
    return Face(name=name, resource=name.replace("-", ""), opened=fonts[0] if fonts else None, **measured)


def _known(kind: str, name: str, make: Callable[[], Any]) -> Any:
    """What is known of a file that comes along, or worked out of another one."""
    return once(kind, name, make) if is_bundled(name) else make()


def subset(name: str, glyphs: frozenset[int]) -> bytes:
    """The font file with the outlines of `glyphs` only, as TrueType. Glyph ids stay what they were."""
    face = load_face(name)
    if name in SIMPLE:
        from guidegen.render.pdf.truetype import truetype_subset

        return truetype_subset(font_data(name)[0], glyphs, face.glyphs)

    def cut() -> bytes:
        from guidegen.render.pdf.opened_fonts import subset_of

        return subset_of(face.font, face.weight, glyphs)

    if is_bundled(name) and glyphs <= {0, *(face.glyphs.get(ord(sign), 0) for sign in OTHER_SIGNS)}:
        data: bytes = once("cut", (name, tuple(sorted(glyphs))), cut)
        return data
    return cut()


def subset_tag(name: str, glyphs: frozenset[int]) -> str:
    """Six capitals that mark a subset (ISO 32000-1, 9.6.4), from its content: equal subsets are named equally."""
    digest = sha256(f"{name}:{sorted(glyphs)}".encode())
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

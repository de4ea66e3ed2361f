"""Font files: coverage, metrics, shaping faces and subsets.

Character codes in the PDF are the font's own glyph ids (Identity-H), so that the operators of a line are the
same in every document, whatever else the document holds.
"""

from __future__ import annotations

import functools
import unicodedata
from array import array
from collections.abc import Callable, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any

from guidegen.kept.digests import sha256
from guidegen.prepared import once
from guidegen.records import dataclass
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
#: What fonts have in figures of one width, with spaces between so that nothing joins.
_FIGURES = " ".join("0123456789.,%+-−€$£")


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
        return self.opened or _opened(self.name)

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
        return _letters_of(self.font)

    @functools.cached_property
    def _widths(self) -> array[int] | None:
        """Those of all glyphs, in units of the font, of a file that comes along."""
        if not is_bundled(self.name):
            return None
        return array("H", once("widths", self.name, lambda: _widths_of(self.font)))


@functools.cache
def load_face(name: str) -> Face:
    """The font file `name`, read once per process: one that comes along, of a package, or of the project."""
    opened: list[hb.Font] = []

    def metrics() -> dict[str, Any]:
        opened.append(_opened(name))
        return _metrics_of(opened[0], font_data(name)[1])

    measured = _known("metrics", name, metrics)
    return Face(name=name, resource=name.replace("-", ""), opened=opened[0] if opened else None, **measured)


def _known(kind: str, name: str, make: Callable[[], Any]) -> Any:
    """What is known of a file that comes along, or worked out of another one."""
    return once(kind, name, make) if is_bundled(name) else make()


def _opened(name: str) -> hb.Font:
    import uharfbuzz as hb

    data, weight = font_data(name)
    face = hb.Face(hb.Blob(data))
    font = hb.Font(face)
    if _is_variable(face, weight):
        font.set_variations({"wght": weight})
    return font


def _is_variable(face: hb.Face, weight: int) -> bool:
    return bool(weight) and any(axis.tag == "wght" for axis in face.axis_infos)


def _metrics_of(font: hb.Font, weight: int) -> dict[str, Any]:
    """What is measured of a face, by the names of its fields."""
    face, scale = font.face, 1000 / font.face.upem
    head, hhea, os2, post = (face.reference_table(tag).data for tag in ("head", "hhea", "OS/2", "post"))
    capital, small = (
        font.get_glyph_extents(glyph) if (glyph := font.get_nominal_glyph(ord(letter))) else None for letter in "Hx"
    )
    return {
        "scale": scale,
        "ascent": _signed(hhea, 4) * scale,
        "descent": _signed(hhea, 6) * scale,
        "cap_height": (_signed(os2, 88) or (capital.y_bearing if capital else 700 / scale)) * scale,
        "x_height": (_signed(os2, 86) or (small.y_bearing if small else 500 / scale)) * scale,
        "bounding_box": tuple(round(_signed(head, offset) * scale) for offset in (36, 38, 40, 42)),
        "italic_angle": _signed(post, 4),
        "weight": weight if _is_variable(face, weight) else 0,
    }


def _letters_of(font: hb.Font) -> tuple[dict[int, int], dict[int, str], frozenset[str]]:
    """The glyph of each character, what each glyph reads as, and all characters with the line feed."""
    glyphs = {code: glyph for code in font.face.unicodes if (glyph := font.get_nominal_glyph(code))}
    texts = {**_figures_of_one_width(font), **_canonical_texts(glyphs), **_joined_texts(font, glyphs)}
    return glyphs, texts, frozenset(map(chr, glyphs)) | {"\n"}


def _widths_of(font: hb.Font) -> bytes:
    return array("H", [font.get_glyph_h_advance(glyph) for glyph in range(font.face.glyph_count)]).tobytes()


def undrawable(text: str, faces: Sequence[str]) -> list[str]:
    """The characters of a text that none of the faces has, each once."""
    return [
        character
        for character in dict.fromkeys(text)
        if not (character.isspace() or unicodedata.combining(character) or unicodedata.category(character) == "Cf")
        and not any(load_face(face).covers(character) for face in faces)
    ]


def subset(name: str, glyphs: frozenset[int]) -> bytes:
    """The font file with the outlines of `glyphs` only, as TrueType. Glyph ids stay what they were."""
    face = load_face(name)
    if name in SIMPLE:
        from guidegen.render.pdf.truetype import truetype_subset

        return truetype_subset(font_data(name)[0], glyphs, face.glyphs)
    if is_bundled(name) and glyphs <= {0, *(face.glyphs.get(ord(sign), 0) for sign in OTHER_SIGNS)}:
        data: bytes = once("cut", (name, tuple(sorted(glyphs))), lambda: _cut_by_harfbuzz(face, glyphs))
        return data
    return _cut_by_harfbuzz(face, glyphs)


def _cut_by_harfbuzz(face: Face, glyphs: frozenset[int]) -> bytes:
    import uharfbuzz as hb

    hb_input = hb.SubsetInput()
    hb_input.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    hb_input.glyph_set.update(glyphs)
    for tag in ("GSUB", "GPOS", "GDEF", "kern", "DSIG", "name", "vhea", "vmtx", "VORG", "BASE", "STAT"):
        hb_input.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
    hb_face = face.font.face
    if face.weight:
        hb_input.pin_all_axes_to_default(hb_face)
        hb_input.pin_axis_location(hb_face, "wght", face.weight)
    data = bytes(hb_input.subset(hb_face).blob.data)
    if data[:4] != b"OTTO":
        return data
    from guidegen.render.pdf.outlines import truetype

    return truetype(data)


@functools.cache
def is_usable(name: str) -> bool:
    """True when the font can be read, shaped with, and embedded. One that a project names may be damaged anywhere."""
    import uharfbuzz as hb

    try:
        face = load_face(name)
        shaped = hb.Buffer()
        shaped.add_str("".join(map(chr, list(face.glyphs)[:64])))
        shaped.guess_segment_properties()
        hb.shape(face.font, shaped)
        return bool(face.glyphs) and bool(subset(name, frozenset(list(face.glyphs.values())[:16])))
    except Exception:  # whatever reads the tables of a font may stumble over them
        return False


def subset_tag(name: str, glyphs: frozenset[int]) -> str:
    """Six capitals that mark a subset (ISO 32000-1, 9.6.4), from its content: equal subsets are named equally."""
    digest = sha256(f"{name}:{sorted(glyphs)}".encode())
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _signed(table: bytes, offset: int) -> int:
    return int.from_bytes(table[offset : offset + 2], "big", signed=True)


def _figures_of_one_width(font: hb.Font) -> dict[int, str]:
    """What the figures read as that stand in tables, where the font has others for it."""
    import uharfbuzz as hb

    buffer = hb.Buffer()
    buffer.add_str(_FIGURES)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"tnum": True})
    return {info.codepoint: _FIGURES[info.cluster] for info in buffer.glyph_infos or ()}


def _canonical_texts(glyphs: dict[int, int]) -> dict[int, str]:
    """What each glyph reads as when copied: its lowest character, ligature characters as their letters.

    Where a line means another text than this (a no-break space drawn by the glyph of the space), the line carries
    the text itself as /ActualText.
    """
    texts: dict[int, str] = {}
    for code in sorted(glyphs, reverse=True):
        character = chr(code)
        if unicodedata.category(character) == "Co":
            continue
        is_arabic = 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC
        meant = unicodedata.normalize("NFKC", character) if is_arabic or 0xFB00 <= code <= 0xFB06 else character
        # Programs that copy text turn the letters of one Arabic glyph round: see `joined`.
        if not (is_arabic and len(meant) > 1):
            texts[glyphs[code]] = meant
    return texts


def _joined_texts(font: hb.Font, glyphs: dict[int, int]) -> dict[int, str]:
    """What the glyphs of joined Arabic letters read as, which no character leads to."""
    if _BEH not in glyphs:
        return {}
    letters = [chr(code) for code in _JOINING if code in glyphs]
    texts: dict[int, str] = {}
    for letter in letters:
        for before, after in (("", ""), ("\u200d", ""), ("", "\u200d"), ("\u200d", "\u200d")):
            _note_single_glyph(font, letter, before, after, texts)
    return texts


def _note_single_glyph(font: hb.Font, word: str, before: str, after: str, texts: dict[int, str]) -> None:
    import uharfbuzz as hb

    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
    buffer.add_str(before + word + after)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"liga": False, "dlig": False})
    start = len(before)
    inside = [info.codepoint for info in buffer.glyph_infos if start <= info.cluster < start + len(word)]
    if len(inside) == 1:
        texts.setdefault(inside[0], word)


#: A letter by which a font for Arabic is known.
_BEH = 0x628
#: The letters of Arabic, Persian, Urdu, Pashto, Kurdish and Sindhi.
_JOINING = (
    *range(0x621, 0x63B), *range(0x641, 0x64B), 0x671, 0x679, 0x67A, 0x67B, 0x67C, 0x67D, 0x67E, 0x67F, 0x680, 0x681,
    0x683, 0x684, 0x685, 0x686, 0x687, 0x688, 0x689, 0x68A, 0x68C, 0x68D, 0x68F, 0x691, 0x693, 0x695, 0x696, 0x698,
    0x699, 0x69A, 0x6A4, 0x6A6, 0x6A9, 0x6AA, 0x6AB, 0x6AF, 0x6B1, 0x6B3, 0x6B5, 0x6BA, 0x6BB, 0x6BC, 0x6BE, 0x6C0,
    0x6C1, 0x6C2, 0x6C3, 0x6C6, 0x6CC, 0x6CD, 0x6CE, 0x6D0, 0x6D2, 0x6D3, 0x6D5,
)  # fmt: skip

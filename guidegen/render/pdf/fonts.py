"""Font files: coverage, metrics, shaping faces and subsets.

Character codes in the PDF are the font's own glyph ids (Identity-H), so that the operators of a line are the
same in every document, whatever else the document holds.
"""

from __future__ import annotations

import functools
import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources

import uharfbuzz as hb

#: What fonts have in figures of one width, with spaces between so that nothing joins.
_FIGURES = " ".join("0123456789.,%+-−€$£")


@dataclass(frozen=True, eq=False)
class Face:
    """One font file. Metrics are in thousandths of the font size; `resource` names it in page resources."""

    name: str
    resource: str
    data: bytes = field(repr=False)
    font: hb.Font = field(repr=False)
    scale: float
    ascent: float
    descent: float
    cap_height: float
    x_height: float
    bounding_box: tuple[int, ...]
    italic_angle: float
    glyphs: dict[int, int] = field(repr=False)
    texts: dict[int, str] = field(repr=False)
    characters: frozenset[str] = field(repr=False)

    def covers(self, character: str) -> bool:
        """True when the font can draw the character."""
        return ord(character) in self.glyphs

    def covers_all(self, text: str) -> bool:
        """True when the font can draw every character of the text, line feeds aside."""
        return self.characters.issuperset(text)

    def advance(self, glyph: int) -> float:
        """The unkerned width of a glyph in thousandths of the font size."""
        return float(self.font.get_glyph_h_advance(glyph)) * self.scale


@functools.cache
def load_face(name: str) -> Face:
    """The bundled font file `name` (without `.ttf`), read once per process."""
    data = resources.files("guidegen.theme").joinpath("fonts", f"{name}.ttf").read_bytes()
    hb_face = hb.Face(hb.Blob(data))
    font = hb.Font(hb_face)
    scale = 1000 / hb_face.upem
    glyphs = {code: font.get_nominal_glyph(code) for code in hb_face.unicodes}
    head, hhea, os2, post = (hb_face.reference_table(tag).data for tag in ("head", "hhea", "OS/2", "post"))
    return Face(
        name=name,
        resource=name.replace("-", ""),
        data=data,
        font=font,
        scale=scale,
        ascent=_signed(hhea, 4) * scale,
        descent=_signed(hhea, 6) * scale,
        cap_height=_signed(os2, 88) * scale,
        x_height=_signed(os2, 86) * scale,
        bounding_box=tuple(round(_signed(head, offset) * scale) for offset in (36, 38, 40, 42)),
        italic_angle=_signed(post, 4),
        glyphs=glyphs,
        texts={**_figures_of_one_width(font), **_canonical_texts(glyphs)},
        characters=frozenset(map(chr, glyphs)) | {"\n"},
    )


def undrawable(text: str, faces: Sequence[str]) -> list[str]:
    """The characters of a text that none of the faces has, each once."""
    return [
        character
        for character in dict.fromkeys(text)
        if not (character.isspace() or unicodedata.combining(character) or unicodedata.category(character) == "Cf")
        and not any(load_face(face).covers(character) for face in faces)
    ]


def subset(name: str, glyphs: frozenset[int]) -> bytes:
    """The font file with the outlines of `glyphs` only. Glyph ids stay what they were."""
    hb_input = hb.SubsetInput()
    hb_input.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    hb_input.glyph_set.update(glyphs)
    for tag in ("GSUB", "GPOS", "GDEF", "kern", "DSIG", "name"):
        hb_input.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
    hb_face = load_face(name).font.face
    return bytes(hb_input.subset(hb_face).blob.data)


def subset_tag(name: str, glyphs: frozenset[int]) -> str:
    """Six capitals that mark a subset (ISO 32000-1, 9.6.4), from its content: equal subsets are named equally."""
    digest = hashlib.sha256(f"{name}:{sorted(glyphs)}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _signed(table: bytes, offset: int) -> int:
    return int.from_bytes(table[offset : offset + 2], "big", signed=True)


def _figures_of_one_width(font: hb.Font) -> dict[int, str]:
    """What the figures read as that stand in tables, where the font has others for it."""
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
        texts[glyphs[code]] = unicodedata.normalize("NFKC", character) if 0xFB00 <= code <= 0xFB06 else character
    return texts

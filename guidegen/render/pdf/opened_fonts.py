"""Font files as HarfBuzz opens them: what is measured of a font, what its glyphs read as, and how it is cut."""

from __future__ import annotations

import unicodedata
from array import array
from typing import Any

import uharfbuzz as hb

from guidegen.theme.font_files import font_data

#: What fonts have in figures of one width, with spaces between so that nothing joins.
_FIGURES = " ".join("0123456789.,%+-−€$£")


def opened(name: str) -> hb.Font:
    """The font file `name`, in the weight that is taken of it."""
    data, weight = font_data(name)
    face = hb.Face(hb.Blob(data))
    font = hb.Font(face)
    if _is_variable(face, weight):
        font.set_variations({"wght": weight})
    return font


def _is_variable(face: hb.Face, weight: int) -> bool:
    return bool(weight) and any(axis.tag == "wght" for axis in face.axis_infos)


def metrics_of(font: hb.Font, weight: int) -> dict[str, Any]:
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


def letters_of(font: hb.Font) -> tuple[dict[int, int], dict[int, str], frozenset[str]]:
    """The glyph of each character, what each glyph reads as, and all characters with the line feed."""
    glyphs = {code: glyph for code in font.face.unicodes if (glyph := font.get_nominal_glyph(code))}
    texts = {**_figures_of_one_width(font), **_canonical_texts(glyphs), **_joined_texts(font, glyphs)}
    return glyphs, texts, frozenset(map(chr, glyphs)) | {"\n"}


def widths_of(font: hb.Font) -> bytes:
    """The widths of all glyphs in units of the font, two bytes each."""
    return array("H", [font.get_glyph_h_advance(glyph) for glyph in range(font.face.glyph_count)]).tobytes()


def subset_of(font: hb.Font, weight: int, glyphs: frozenset[int]) -> bytes:
    """The font file with the outlines of `glyphs` only, as TrueType, in one weight where it has many."""
    hb_input = hb.SubsetInput()
    hb_input.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    hb_input.glyph_set.update(glyphs)
    for tag in ("GSUB", "GPOS", "GDEF", "kern", "DSIG", "name", "vhea", "vmtx", "VORG", "BASE", "STAT"):
        hb_input.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
    hb_face = font.face
    if weight:
        hb_input.pin_all_axes_to_default(hb_face)
        hb_input.pin_axis_location(hb_face, "wght", weight)
    data = bytes(hb_input.subset(hb_face).blob.data)
    if data[:4] != b"OTTO":
        return data
    from guidegen.render.pdf.outlines import truetype

    return truetype(data)


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

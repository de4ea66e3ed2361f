"""Fonts as a file embeds them: subsets with their widths and meanings, made once for all files with the same glyphs.

What a copy's own values need is embedded by whole blocks of characters, so that the few subsets of a batch are made
once, and each is that of its own copy and of no other.
"""

from __future__ import annotations

import functools

from guidegen.records import dataclass
from guidegen.render.pdf.deflating import deflated
from guidegen.render.pdf.fonts import load_face, subset, subset_tag
from guidegen.render.pdf.glyph_sets import Glyphs, GlyphSet, glyph_ids, glyph_set
from guidegen.render.pdf.operators import number
from guidegen.render.pdf.pdffile import utf16_hex
from guidegen.typed import Protocol

#: How many characters a block has.
_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Embedded:
    """A subset of a face: its program and its map to Unicode (both deflated), and the dictionaries around them.

    The dictionaries are open at their end for the references to each other. `length` is that of the program.
    """

    program: bytes
    length: int
    to_unicode: bytes
    descriptor: str
    descendant: str
    font: str


class Keeper(Protocol):
    """Has subsets of earlier runs."""

    def embedded(self, name: str, glyphs: GlyphSet) -> Embedded:
        """The face `name` with these glyphs."""


#: Where subsets are looked for while files are written that are kept between runs.
keeper: Keeper | None = None


def embedded(name: str, glyphs: GlyphSet) -> Embedded:
    """The face `name` with these glyphs."""
    return keeper.embedded(name, glyphs) if keeper is not None else made(name, glyphs)


@functools.lru_cache(maxsize=128)
def made(name: str, glyphs: GlyphSet) -> Embedded:
    """The same, made in this run."""
    face, ids = load_face(name), glyph_ids(glyphs)
    tagged = f"/{subset_tag(name, ids)}+{name}"
    program = subset(name, ids)
    box = " ".join(map(str, face.bounding_box))
    widths = " ".join(f"{g} [{number(face.advance(g))}]" for g in sorted(ids))
    return Embedded(
        program=deflated(program),
        length=len(program),
        to_unicode=deflated(_unicode_map(name, ids).encode("ascii")),
        descriptor=(
            f"<</Type /FontDescriptor /FontName {tagged} /Flags 4 /FontBBox [{box}] "
            f"/ItalicAngle {number(face.italic_angle)} /Ascent {number(face.ascent)} /Descent {number(face.descent)} "
            f"/CapHeight {number(face.cap_height)} /XHeight {number(face.x_height)} /StemV 80"
        ),
        descendant=(
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont {tagged} /CIDToGIDMap /Identity "
            f"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /DW 0 /W [{widths}]"
        ),
        font=f"<</Type /Font /Subtype /Type0 /BaseFont {tagged} /Encoding /Identity-H",
    )


@functools.lru_cache(maxsize=64)
def whole_blocks(name: str, glyphs: Glyphs) -> GlyphSet:
    """The glyphs, and those of all characters that stand in one block with a character of theirs."""
    found = used = glyph_set(glyphs)
    for own, block in _blocks(name):
        if used & own:
            found |= block
    return found


@functools.cache
def _blocks(name: str) -> list[tuple[GlyphSet, GlyphSet]]:
    """For each block of a face the glyphs that stand in no earlier one, and all of its glyphs."""
    blocks: dict[int, GlyphSet] = {}
    own: dict[int, GlyphSet] = {}
    met = 0
    for code, glyph in load_face(name).glyphs.items():
        block, one = code // _BLOCK, 1 << glyph
        blocks[block] = blocks.get(block, 0) | one
        own[block] = own.get(block, 0) | (one & ~met)
        met |= one
    return [(own[block], blocks[block]) for block in blocks]


def _unicode_map(name: str, glyphs: frozenset[int]) -> str:
    texts = load_face(name).texts
    # A glyph without a text of its own stands under /ActualText wherever it is used.
    pairs = [f"<{g:04X}> <{utf16_hex(texts.get(g, chr(0xFFFD)))}>" for g in sorted(glyphs)]
    blocks = [
        f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar"
        for chunk in (pairs[i : i + 100] for i in range(0, len(pairs), 100))
    ]
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + "\n".join(blocks)
        + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )

"""The values of a page's slots as a stream of their own: names and dates of a copy, and numbers of pages."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from guidegen.records import dataclass
from guidegen.render.pdf.deflating import deflated
from guidegen.render.pdf.embedding import whole_blocks
from guidegen.render.pdf.glyph_sets import GlyphSet
from guidegen.render.pdf.pieces import DrawnSlot, marked
from guidegen.render.pdf.slots import value_in


@dataclass(frozen=True, slots=True)
class Values:
    """A stream (deflated), the owners of its marked content in their order, each with its page, and the glyphs."""

    stream: bytes
    owners: tuple[tuple[int, int], ...]
    glyphs: Mapping[str, GlyphSet]


def set_values(
    slots: Sequence[DrawnSlot], texts: Sequence[str], first: int, roles: Mapping[int, str], *, to_the_left: bool
) -> Values:
    """The texts in their slots. Marked content is numbered from `first`; `roles` are those of content keys."""
    parts: list[str] = []
    owners: list[tuple[int, int]] = []
    glyphs: dict[str, GlyphSet] = {}
    for (page, owner), group in itertools.groupby(
        zip(slots, texts, strict=True), key=lambda pair: (pair[0].page, pair[0].owner)
    ):
        inside = "\n".join([_drawn(slot, text, glyphs, to_the_left=to_the_left) for slot, text in group])
        if isinstance(owner, int):
            parts.append(marked(owner, roles.get(owner, "Span"), inside, first + len(owners)))
            owners.append((page, owner))
        else:
            parts.append(marked(owner, "", inside, 0))
    return Values(deflated("\n".join(parts).encode("latin-1"), quickly=True), tuple(owners), glyphs)


def _drawn(place: DrawnSlot, text: str, glyphs: dict[str, GlyphSet], *, to_the_left: bool) -> str:
    """The operators of a text in its slot; its glyphs are added to `glyphs`."""
    operators, used = value_in(place.slot, text, place.x, place.y, to_the_left=to_the_left)
    for face, ids in used:
        glyphs[face] = glyphs.get(face, 0) | whole_blocks(face, ids)
    return operators

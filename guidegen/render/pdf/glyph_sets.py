"""Sets of glyphs as whole numbers: bit n stands for the glyph n. Those of many pieces are put together all the time."""

from __future__ import annotations

import functools

#: A set of glyphs.
GlyphSet = int


@functools.lru_cache(maxsize=4096)
def glyph_set(ids: tuple[int, ...]) -> GlyphSet:
    """The set of these glyphs.

    >>> glyph_set((0, 3))
    9
    """
    found = 0
    for id_ in ids:
        found |= 1 << id_
    return found


@functools.lru_cache(maxsize=256)
def glyph_ids(glyphs: GlyphSet) -> frozenset[int]:
    """The glyphs of a set.

    >>> sorted(glyph_ids(9))
    [0, 3]
    """
    return frozenset(id_ for id_, bit in enumerate(reversed(f"{glyphs:b}")) if bit == "1")

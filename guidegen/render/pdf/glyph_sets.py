"""Sets of glyphs as whole numbers: bit n stands for the glyph n. Those of many pieces are put together all the time."""

from __future__ import annotations

import functools
from collections.abc import Collection

#: A set of glyphs.
GlyphSet = int
#: The glyphs of a piece: a set where their numbers are small, as those of Latin letters are. A number for a set with
#: large ones would have thousands of bytes, so that there each glyph is told.
Glyphs = GlyphSet | tuple[int, ...]

_SMALL = 2048
#: No font has more.
_ALL = 65_536


def glyphs_of(ids: Collection[int]) -> Glyphs:
    """These glyphs in little room.

    >>> glyphs_of([3, 0]), glyphs_of({40_000, 3})
    (9, (3, 40000))
    """
    found = tuple(sorted(ids))
    return _set_of(found) if not found or found[-1] < _SMALL else found


def as_text(glyphs: Glyphs) -> str | list[int]:
    """Glyphs as plain data: a set in hexadecimal digits, large numbers one by one.

    >>> as_text(9), as_text((3, 40_000))
    ('9', [3, 40000])
    """
    return f"{glyphs:x}" if isinstance(glyphs, int) else list(glyphs)


def from_text(told: str | list[int]) -> Glyphs:
    """The glyphs that plain data tells; ValueError or TypeError where it tells none.

    >>> from_text("9"), from_text([3, 40_000])
    (9, (3, 40000))
    """
    if not isinstance(told, str):
        if (
            type(told) is not list
            or not {int}.issuperset(map(type, told))
            or not 0 <= min(told, default=0) <= max(told, default=0) < _ALL
        ):
            raise ValueError("no glyphs")
        return glyphs_of(told)
    glyphs = int(told, 16) if len(told) <= _SMALL // 4 else -1
    if glyphs < 0:
        raise ValueError("no set of glyphs")
    return glyphs


def together(first: Glyphs, second: Glyphs) -> Glyphs:
    """The glyphs of both.

    >>> together(1, 9), together(9, (3, 40_000))
    (9, (0, 3, 40000))
    """
    if isinstance(first, int) and isinstance(second, int):
        return first | second
    return glyphs_of({*_each(first), *_each(second)})


def _each(glyphs: Glyphs) -> Collection[int]:
    return glyph_ids(glyphs) if isinstance(glyphs, int) else glyphs


def glyph_set(glyphs: Glyphs) -> GlyphSet:
    """The set of these glyphs.

    >>> glyph_set((0, 3)), glyph_set(9)
    (9, 9)
    """
    return glyphs if isinstance(glyphs, int) else _set_of(glyphs)


@functools.lru_cache(maxsize=1024)
def _set_of(ids: tuple[int, ...]) -> GlyphSet:
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
    bits = f"{glyphs:b}"[::-1]
    found: list[int] = []
    at = bits.find("1")
    while at >= 0:
        found.append(at)
        at = bits.find("1", at + 1)
    return frozenset(found)

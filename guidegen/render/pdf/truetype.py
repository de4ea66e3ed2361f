"""Subsets of TrueType files without HarfBuzz, which takes longer to load than a page to set.

The outlines of the wanted glyphs stay, with those that they are composed of, and every glyph keeps its id. Only files
that come along are cut in this way (`fonts.SIMPLE`), always: they are static, small, and have no tables that depend on
others. The bytes are those that HarfBuzz gave, which cut these files before.
"""

from __future__ import annotations

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

#: Tables that are kept as they are or in part; the others serve shaping and names.
_TABLES = ("OS/2", "cmap", "gasp", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post", "prep")
#: What the outline of a composed glyph begins with.
_COMPOSITE = b"\xff\xff"
#: Flags of a part of a composed glyph: longer arguments, one scale, two, four, and that another part follows.
_WORDS, _SCALE, _MORE, _SCALES, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080
#: The sum of all numbers of a font file.
_MAGIC = 0xB1B0AFBA
#: Blocks of Unicode by first and last character, with the bits that tell of them (OpenType, OS/2).
_BLOCKS = (
    (0x0000, 0x007F, 0), (0x0080, 0x00FF, 1), (0x0100, 0x017F, 2), (0x0180, 0x024F, 3), (0x0250, 0x02AF, 4),
    (0x02B0, 0x02FF, 5), (0x0300, 0x036F, 6), (0x0370, 0x03FF, 7), (0x0400, 0x052F, 9), (0x1D00, 0x1DBF, 4),
    (0x1E00, 0x1EFF, 29), (0x2000, 0x206F, 31), (0x2070, 0x209F, 32), (0x20A0, 0x20CF, 33), (0x2100, 0x214F, 35),
    (0x2150, 0x218F, 36), (0x2190, 0x21FF, 37), (0x2200, 0x22FF, 38), (0x2300, 0x23FF, 39), (0x2500, 0x257F, 43),
    (0x25A0, 0x25FF, 45), (0x2600, 0x26FF, 46), (0x2700, 0x27BF, 47), (0xA700, 0xA71F, 5), (0xE000, 0xF8FF, 60),
    (0xFB00, 0xFB4F, 62),
)  # fmt: skip
#: How many bytes a new range of characters costs: as the first of its row, and within it.
_FIRST_COST, _NEXT_COST = 8, 16
#: The last range, which is none.
_LAST = 0xFFFF


def truetype_subset(data: bytes, glyphs: Iterable[int], characters: Mapping[int, int]) -> bytes:
    """The file with these glyphs only. `characters` gives the glyph of each character that it can draw."""
    tables = _tables(data)
    wanted = {0, *glyphs}
    reached = sorted([(code, glyph) for code, glyph in characters.items() if glyph in wanted and code <= _LAST])
    kept = _with_parts(wanted, tables)
    count = max(kept) + 1
    tables["glyf"], tables["loca"] = _outlines(kept, count)
    tables["hmtx"], long_ones = _widths(kept, count, tables["hmtx"], _number(tables["hhea"], 34))
    tables["hhea"] = _with(tables["hhea"], 34, ">H", long_ones)
    tables["maxp"] = _with(tables["maxp"], 4, ">H", count)
    tables["post"] = _with(tables["post"][:32], 0, ">I", 0x00030000)
    tables["head"] = _with(_with(tables["head"], 8, ">I", 0), 50, ">H", 0)
    tables["cmap"] = _character_map(reached)
    tables["OS/2"] = _description(tables["OS/2"], [code for code, _ in reached])
    return _file(tables)


def _tables(data: bytes) -> dict[str, bytes]:
    found = {}
    for at in range(12, 12 + 16 * _number(data, 4), 16):
        name, _, start, length = struct.unpack_from(">4sIII", data, at)
        found[name.decode("ascii")] = start, start + length
    return {name: data[slice(*found[name])] for name in _TABLES if name in found}


def _number(table: bytes, at: int) -> int:
    return int.from_bytes(table[at : at + 2], "big")


def _with(table: bytes, at: int, form: str, value: int) -> bytes:
    changed = bytearray(table)
    struct.pack_into(form, changed, at, value)
    return bytes(changed)


# Outlines


def _with_parts(glyphs: Iterable[int], tables: dict[str, bytes]) -> dict[int, bytes]:
    """The outlines of the glyphs, and of those that they are composed of."""
    glyf, loca = tables["glyf"], tables["loca"]
    # Where one begins and ends is told in words of two bytes, or in bytes where there are many.
    form, size, unit = (">II", 4, 1) if _number(tables["head"], 50) else (">HH", 2, 2)
    found: dict[int, bytes] = {}
    waiting = list(glyphs)
    while waiting:
        glyph = waiting.pop()
        if glyph not in found:
            start, end = struct.unpack_from(form, loca, size * glyph)
            found[glyph] = outline = glyf[unit * start : unit * end]
            if outline[:2] == _COMPOSITE:
                waiting += _parts(outline)
    return found


def _parts(outline: bytes) -> list[int]:
    """The glyphs that a composed glyph is made of."""
    parts, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, at)
        parts.append(part)
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0
    return parts


def _outlines(kept: dict[int, bytes], count: int) -> tuple[bytes, bytes]:
    """The outlines one after the other, and where they begin: in words of two bytes, as there are few."""
    outlines, places, length, told = list[bytes](), list[bytes](), 0, 0
    for glyph in sorted(kept):
        # Those before it that are left out begin and end where it begins.
        places.append((length // 2).to_bytes(2, "big") * (glyph + 1 - told))
        told = glyph + 1
        outline = kept[glyph]
        outlines.append(outline if len(outline) % 2 == 0 else outline + b"\0")
        length += len(outlines[-1])
    places.append((length // 2).to_bytes(2, "big"))
    return b"".join(outlines), b"".join(places)


def _widths(kept: Iterable[int], count: int, hmtx: bytes, long_ones: int) -> tuple[bytes, int]:
    """The widths of the glyphs, 0 for those that are left out; the last may stand once for all that follow."""
    pairs = bytearray(4 * count)
    last = hmtx[4 * long_ones - 4 : 4 * long_ones - 2]
    for glyph in kept:
        at, side = 4 * glyph, 2 * (long_ones + glyph)
        pairs[at : at + 4] = hmtx[at : at + 4] if glyph < long_ones else last + hmtx[side : side + 2]
    long, width = count, pairs[4 * count - 4 : 4 * count - 2]
    while long > 1 and pairs[4 * long - 8 : 4 * long - 6] == width:
        long -= 1
    sides = [pairs[at : at + 2] for at in range(4 * long + 2, 4 * count, 4)]
    return b"".join([pairs[: 4 * long], *sides]), long


# Characters


def _character_map(reached: list[tuple[int, int]]) -> bytes:
    """The table of characters (format 4), once for both platforms; an empty one where there are none."""
    if not reached:
        return bytes(4)
    ranges = [*_ranges(reached), (_LAST, _LAST, 1)]
    glyph_of = dict(reached)
    count = len(ranges)
    offsets, listed = [], list[int]()
    for index, (first, last, step) in enumerate(ranges):
        offsets.append(0 if step else 2 * (count - index + len(listed)))
        if not step:
            listed += [glyph_of[code] for code in range(first, last + 1)]
    power = count.bit_length() - 1
    numbers = [
        *(2 * count, 2 << power, power, 2 * count - (2 << power)),
        *(last for _, last, _ in ranges),
        0,
        *(first for first, _, _ in ranges),
        *(step & 0xFFFF for _, _, step in ranges),
        *offsets,
        *listed,
    ]
    head = struct.pack(">HHHHIHHI", 0, 2, 0, 3, 20, 3, 1, 20)
    return head + struct.pack(f">{3 + len(numbers)}H", 4, 2 * (3 + len(numbers)), 0, *numbers)


def _ranges(reached: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Ranges of characters, each with the step from characters to glyphs, or 0 where the glyphs have to be listed."""
    found: list[tuple[int, int, int]] = []
    rows: list[list[tuple[int, int]]] = []
    for code, glyph in reached:
        if not rows or code != rows[-1][-1][0] + 1:
            rows.append([])
        rows[-1].append((code, glyph))
    for row in rows:
        found += _ranges_of_row(row)
    return found


def _ranges_of_row(row: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """The ranges of characters that follow each other. A run of glyphs gets its own where that takes less room."""
    found: list[tuple[int, int, int]] = []
    runs: list[tuple[int, int, int]] = []
    for code, glyph in row:
        step = glyph - code
        if runs and runs[-1][2] == step:
            runs[-1] = runs[-1][0], code, step
        else:
            runs.append((code, code, step))
    start = 0
    for index, (first, last, _) in enumerate(runs[:-1]):
        cost = _NEXT_COST if index else _FIRST_COST
        if 2 * (last - first + 1) >= cost:
            found += _committed(runs[start : index + 1], cost)
            start = index + 1
    return found + _committed(runs[start:], _FIRST_COST)


def _committed(runs: list[tuple[int, int, int]], cost: int) -> list[tuple[int, int, int]]:
    """Runs as one range, or as two where the last of them is worth it."""
    first, last = runs[0][0], runs[-1][1]
    if len(runs) == 1:
        return [runs[0]]
    start = runs[-1][0]
    if start < last and 2 * (last - start + 1) >= cost:
        return [(first, start - 1, runs[0][2] if len(runs) == 2 else 0), runs[-1]]
    return [(first, last, 0)]


def _description(os2: bytes, codes: list[int]) -> bytes:
    """What the file says of the characters in it, which are in order: their blocks, the first and the last."""
    blocks = 0
    for first, last, bit in _BLOCKS:
        if bisect_left(codes, first) < bisect_right(codes, last):
            blocks |= 1 << bit
    told = list(struct.unpack_from(">4I", os2, 42))
    there = [old & blocks >> 32 * index for index, old in enumerate(told)]
    ends = (codes[0], codes[-1]) if codes else (_LAST, _LAST)
    return os2[:42] + struct.pack(">4I", *there) + os2[58:64] + struct.pack(">2H", *ends) + os2[68:]


# The file


def _file(tables: dict[str, bytes]) -> bytes:
    """The tables one after the other, the shortest first, behind a list of them."""
    power = len(tables).bit_length() - 1
    head = struct.pack(">IHHHH", 0x00010000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    places, body = {}, list[bytes]()
    start, whole = len(head) + 16 * len(tables), 0
    for name in sorted(tables, key=lambda name: (len(tables[name]), name)):
        padded = tables[name] + b"\0" * (-len(tables[name]) % 4)
        own = _sum(padded)
        places[name] = struct.pack(">4sIII", name.encode("ascii"), own, start, len(tables[name]))
        body.append(padded)
        start += len(padded)
        whole += own
    head += b"".join(places[name] for name in sorted(tables))
    data = head + b"".join(body)
    at = int.from_bytes(places["head"][8:12], "big") + 8
    return data[:at] + struct.pack(">I", (_MAGIC - _sum(head) - whole) & 0xFFFFFFFF) + data[at + 4 :]


def _sum(padded: bytes) -> int:
    numbers: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(numbers) & 0xFFFFFFFF

"""Fonts of any PDF: codes of a shown string to characters and widths (ISO 32000-1, 9.10).

A character comes from the ToUnicode map, else from the encoding and the names of glyphs, else from a known
character collection. Where none of them tells, it is unknown, and that is a fault.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

from guidegen.audit.objects import (
    TooLarge,
    entry,
    identity,
    is_dictionary,
    is_stream,
    items,
    name,
    number,
    raw,
    stream_bytes,
    whole,
)
from guidegen.records import dataclass, field

_LARGEST_MAP = 8 * 2**20
_MOST_CODES = 70_000
_USUAL_WIDTH = 0.5  # of an em, where a font does not say

#: Predefined CMaps whose codes are Unicode; the others need tables of Adobe.
_UNICODE_MAP = re.compile(r"Uni\w+-(UCS2|UTF16)-[HV]")
_SYMBOLIC = 4
_OWN_SYMBOLS = ("Symbol", "ZapfDingbats")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A shown code: its text (None: nothing tells), its width in ems, and whether it is .notdef or a word space."""

    code: int
    text: str | None
    width: float
    missing: bool = False
    space: bool = False


@dataclass(slots=True)
class Font:
    """What is needed to read text in a font. `exact` says that its widths are given and not guessed."""

    name: str = "?"
    embedded: bool = True
    composite: bool = False
    exact: bool = False
    default_width: float = _USUAL_WIDTH
    widths: dict[int, float] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    lengths: tuple[tuple[int, int, int], ...] = ()
    codec: str = ""
    opaque: bool = False
    identity: bool = False

    def glyphs(self, data: bytes) -> Iterator[Glyph]:
        """The codes of a shown string, in order."""
        if not self.composite:
            for code in data:
                yield Glyph(code, self._text(code, b""), self._width(code), space=code == 32)
            return
        place = 0
        while place < len(data):
            length = self._length(data, place)
            piece = data[place : place + length]
            code = int.from_bytes(piece, "big")
            place += length
            missing = self.identity and code == 0
            yield Glyph(code, self._text(code, piece), self._width(code), missing, length == 1 and code == 32)

    def _length(self, data: bytes, place: int) -> int:
        """How many bytes the code at a place takes: those of the first range that it lies in."""
        for length, first, last in self.lengths:
            code = int.from_bytes(data[place : place + length], "big")
            if first <= code <= last:
                return length
        return 2

    def _text(self, code: int, piece: bytes) -> str | None:
        if code in self.texts:
            return self.texts[code]
        if self.codec:
            return piece.decode(self.codec, "replace")
        return "" if self.opaque else None

    def _width(self, code: int) -> float:
        return self.widths.get(code, self.default_width)


class Fonts:
    """Reads fonts, each once. `read_so_far` are those that a page asked for."""

    def __init__(self) -> None:
        """None read yet."""
        self.read_so_far: list[Font] = []
        self._known: dict[tuple[int, int], Font] = {}

    def read(self, obj: Any) -> Font:
        """The font of a font dictionary; one that tells nothing when it is none."""
        own = identity(obj)
        if own in self._known and own != (0, 0):
            return self._known[own]
        font = self._known[own] = _read(obj)
        self.read_so_far.append(font)
        return font


def _read(obj: Any) -> Font:
    if not is_dictionary(obj):
        return Font(opaque=True)
    kind = name(entry(obj, "/Subtype"))
    font = _composite(obj) if kind == "Type0" else _simple(obj, kind)
    font.name = (name(entry(obj, "/BaseFont")) or name(entry(obj, "/Name")) or kind).split("+", 1)[-1]
    unicode_map = entry(obj, "/ToUnicode")
    if is_stream(unicode_map):
        texts, lengths = _to_unicode(unicode_map)
        font.texts.update(texts)
        if font.composite and not font.lengths:
            font.lengths = lengths
    return font


# Composite fonts


def _composite(obj: Any) -> Font:
    descendant = next(items(entry(obj, "/DescendantFonts")), None)
    font = Font(composite=True, exact=True, default_width=number(entry(descendant, "/DW"), 1000.0) / 1000)
    font.embedded = _is_embedded(entry(descendant, "/FontDescriptor"))
    font.widths = _composite_widths(entry(descendant, "/W"))
    encoding = entry(obj, "/Encoding")
    called = name(encoding)
    if is_stream(encoding):
        _, font.lengths = _to_unicode(encoding)
        font.exact = False
    elif called in ("Identity-H", "Identity-V"):
        font.identity = True
        font.lengths = ((2, 0, 0xFFFF),)
    else:
        font.codec = "utf-16-be" if _UNICODE_MAP.fullmatch(called) else ""
        font.lengths = ((2, 0, 0xFFFF),) if font.codec else ()
        font.exact = False
    ordering = raw(entry(entry(descendant, "/CIDSystemInfo"), "/Ordering"))
    # Adobe's collections have public tables of their characters; text in them can be read.
    font.opaque = not font.codec and ordering in (b"GB1", b"CNS1", b"Japan1", b"Korea1", b"KR")
    return font


def _composite_widths(array: Any) -> dict[int, float]:
    """The widths of the W array: `first [w w w]` or `first last w`."""
    widths: dict[int, float] = {}
    members = list(items(array))
    place = 0
    while place + 1 < len(members) and len(widths) < _MOST_CODES:
        first, second = whole(members[place]), members[place + 1]
        if isinstance(second, int):
            width = number(members[place + 2] if place + 2 < len(members) else None) / 1000
            last = min(second, first + _MOST_CODES)
            widths.update((code, width) for code in range(max(first, 0), last + 1))
            place += 3
        else:
            widths.update((first + index, number(width) / 1000) for index, width in enumerate(items(second)))
            place += 2
    return widths


# Simple fonts


def _simple(obj: Any, kind: str) -> Font:
    descriptor = entry(obj, "/FontDescriptor")
    font = Font(embedded=kind == "Type3" or _is_embedded(descriptor))
    unit = abs(number(next(items(entry(obj, "/FontMatrix")), None), 0.001)) if kind == "Type3" else 0.001
    first = whole(entry(obj, "/FirstChar"), 0)
    given = [number(width) * unit for width in items(entry(obj, "/Widths"))][:256]
    font.widths = {first + index: width for index, width in enumerate(given)}
    font.exact = bool(given)
    font.default_width = number(entry(descriptor, "/MissingWidth"), 0.0) * unit or (0.0 if given else _USUAL_WIDTH)
    called = name(entry(obj, "/BaseFont")).split("+", 1)[-1]
    font.opaque = called in _OWN_SYMBOLS
    if not font.opaque:
        font.texts = _encoded(entry(obj, "/Encoding"), _base_encoding(obj, descriptor, kind))
    return font


def _base_encoding(obj: Any, descriptor: Any, kind: str) -> str:
    """The encoding under the differences. A symbolic TrueType font or a Type 3 font has none that names characters."""
    encoding = entry(obj, "/Encoding")
    named = name(encoding) or name(entry(encoding, "/BaseEncoding"))
    if named:
        return named
    symbolic = bool(whole(entry(descriptor, "/Flags"), 0) & _SYMBOLIC)
    if kind == "Type3" or (symbolic and kind == "TrueType"):
        return ""
    return "StandardEncoding"


def _encoded(encoding: Any, base: str) -> dict[int, str]:
    """Code to text by the names of glyphs."""
    texts = dict(_BASES[base]()) if base in _BASES else {}
    code = 0
    for each in items(entry(encoding, "/Differences")):
        if isinstance(each, int):
            code = each
        elif glyph := name(each):
            text = _glyph_text(glyph)
            texts.pop(code, None)
            if text:
                texts[code] = text
            code += 1
    return texts


def _glyph_text(glyph: str) -> str:
    """The text that a glyph's name stands for, by Adobe's list; empty for a name that tells nothing."""
    from fontTools import agl

    return str(agl.toUnicode(glyph))


def _by_codec(codec: str) -> Callable[[], dict[int, str]]:
    def table() -> dict[int, str]:
        decoded = ((code, bytes([code]).decode(codec, "ignore")) for code in range(32, 256))
        return {code: character for code, character in decoded if character}

    return table


def _standard() -> dict[int, str]:
    from fontTools.encodings.StandardEncoding import StandardEncoding

    return {code: text for code, glyph in enumerate(StandardEncoding) if (text := _glyph_text(glyph))}


_BASES: dict[str, Callable[[], dict[int, str]]] = {
    "WinAnsiEncoding": _by_codec("cp1252"),
    "MacRomanEncoding": _by_codec("mac_roman"),
    "StandardEncoding": _standard,
}


def _is_embedded(descriptor: Any) -> bool:
    return any(is_stream(entry(descriptor, key)) for key in ("/FontFile", "/FontFile2", "/FontFile3"))


# ToUnicode maps

_BLOCK = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])")

Lengths = tuple[tuple[int, int, int], ...]


def _to_unicode(stream: Any) -> tuple[dict[int, str], Lengths]:
    """Code to text of a CMap, and its code ranges as (bytes, first, last), shortest first. Damaged maps tell less."""
    try:
        data = stream_bytes(stream, _LARGEST_MAP)
    except (ValueError, TooLarge):
        return {}, ()
    texts: dict[int, str] = {}
    lengths: set[tuple[int, int, int]] = set()
    for block in _BLOCK.finditer(data):
        values = [_bytes(match[1]) for match in _HEX.finditer(block[2])]
        pairs = zip(values[::2], values[1::2], strict=False)
        match block[1]:
            case b"codespacerange":
                lengths |= {(len(first), _code(first), _code(last)) for first, last in pairs if 1 <= len(first) <= 4}
            case b"bfchar":
                texts.update((_code(code), _utf16(text)) for code, text in pairs)
            case _:
                texts.update(itertools.islice(_ranges(block[2]), _MOST_CODES))
        if len(texts) > _MOST_CODES:
            break
    return texts, tuple(sorted(lengths))


def _ranges(block: bytes) -> Iterator[tuple[int, str]]:
    """`<first> <last> <text>` counts up the last unit of the text; `<first> <last> [<text> ...]` lists them."""
    for found in _RANGE.finditer(block):
        first, last = _code(_bytes(found[1])), _code(_bytes(found[2]))
        if found[3] is None:
            listed = [_utf16(_bytes(match[1])) for match in _HEX.finditer(found[4])]
            yield from zip(range(first, last + 1), listed, strict=False)
            continue
        start = _bytes(found[3])
        base, unit = start[:-2], _code(start[-2:])
        for code in range(first, min(last, first + 0xFFFF) + 1):
            yield code, _utf16(base + ((unit + code - first) & 0xFFFF).to_bytes(2, "big"))


def _bytes(digits: bytes) -> bytes:
    """The bytes of a hexadecimal string; white space does not count, and a last digit alone is followed by 0."""
    packed = b"".join(digits.split())
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode("ascii"))


def _code(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _utf16(data: bytes) -> str:
    return (data if len(data) != 1 else b"\0" + data).decode("utf-16-be", "replace")

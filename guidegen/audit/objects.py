"""PDF objects of strangers, taken as what they should be: a wrong type is as good as nothing, never an exception."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

#: Streams are read up to this many bytes; what is larger is a bomb or a mistake.
LARGEST_STREAM = 16 * 2**20
#: Streams whose filters cannot be read stepwise are decoded only when they are no larger than this.
_LARGEST_OPAQUE = 2**18


class TooLarge(Exception):
    """A file asks for more than an audit will do."""


def entry(obj: Any, key: str) -> Any:
    """The value of a key in a dictionary or stream; None where there is none."""
    if not isinstance(obj, pikepdf.Dictionary | pikepdf.Stream):
        return None
    try:
        return obj.get(key)
    except (pikepdf.PdfError, ValueError, TypeError):
        return None


def keys(obj: Any) -> list[str]:
    """The keys of a dictionary."""
    try:
        return list(obj.keys()) if isinstance(obj, pikepdf.Dictionary | pikepdf.Stream) else []
    except (pikepdf.PdfError, ValueError):
        return []


def items(obj: Any) -> Iterator[Any]:
    """The members of an array."""
    if isinstance(obj, pikepdf.Array):
        for index in range(len(obj)):
            try:
                yield obj[index]
            except (pikepdf.PdfError, ValueError, IndexError):
                yield None


def one_or_more(obj: Any) -> Iterator[Any]:
    """The members of an array, or the value itself, as many keys allow either."""
    if isinstance(obj, pikepdf.Array):
        yield from items(obj)
    elif obj is not None:
        yield obj


def name(obj: Any) -> str:
    """A name without its slash; empty for anything else."""
    if not isinstance(obj, pikepdf.Name):
        return ""
    try:
        return str(obj)[1:]
    except (UnicodeDecodeError, ValueError):
        return "?"


def text(obj: Any) -> str | None:
    """A text string; None for anything else."""
    if not isinstance(obj, pikepdf.String):
        return None
    try:
        return str(obj)
    except (UnicodeDecodeError, ValueError):
        return bytes(obj).decode("latin-1")


def raw(obj: Any) -> bytes:
    """The bytes of a string; none for anything else."""
    return bytes(obj) if isinstance(obj, pikepdf.String) else b""


def number(obj: Any, default: float = 0.0) -> float:
    """A number; the default for anything else, and for what no page can hold."""
    if isinstance(obj, bool):
        return default
    try:
        value = float(obj)
    except (TypeError, ValueError, OverflowError):
        return default
    return value if -1e9 < value < 1e9 else default


def whole(obj: Any, default: int = -1) -> int:
    """A whole number; the default for anything else."""
    return obj if isinstance(obj, int) and not isinstance(obj, bool) else default


def is_dictionary(obj: Any) -> bool:
    """Whether it is a dictionary."""
    return isinstance(obj, pikepdf.Dictionary)


def is_stream(obj: Any) -> bool:
    """Whether it is a stream."""
    return isinstance(obj, pikepdf.Stream)


def identity(obj: Any) -> tuple[int, int]:
    """Object number and generation; (0, 0) for what stands inside another object."""
    try:
        number_, generation = obj.objgen
    except (AttributeError, ValueError):
        return (0, 0)
    return (number_, generation)


def number_tree(root: Any, most: int) -> dict[int, Any]:
    """The entries of a number tree (ISO 32000-1, 7.9.7). Circles are cut; TooLarge beyond `most` entries."""
    found: dict[int, Any] = {}
    seen: set[tuple[int, int]] = set()
    todo = [root]
    nodes = 0
    while todo:
        node = todo.pop()
        nodes += 1
        own = identity(node)
        if own in seen and own != (0, 0):
            continue
        seen.add(own)
        pairs = list(items(entry(node, "/Nums")))
        found.update((key, value) for key, value in zip(pairs[::2], pairs[1::2], strict=False) if isinstance(key, int))
        todo.extend(items(entry(node, "/Kids")))
        if len(found) > most or nodes > most:
            raise TooLarge
    return found


def stream_bytes(stream: Any, most: int = LARGEST_STREAM) -> bytes:
    """The decoded bytes of a stream. TooLarge beyond `most`; ValueError when they cannot be decoded."""
    filters = [name(each) for each in one_or_more(entry(stream, "/Filter"))]
    try:
        data = bytes(stream.read_raw_bytes())
        if set(filters) <= _STEPWISE.keys() and not _has_predictor(stream):
            for each in filters:
                data = _STEPWISE[each](data, most)
        elif len(data) <= _LARGEST_OPAQUE:
            data = bytes(stream.read_bytes())
        else:
            raise TooLarge
    except (pikepdf.PdfError, zlib.error, binascii.Error, TypeError) as error:
        raise ValueError("a stream cannot be decoded") from error
    if len(data) > most:
        raise TooLarge
    return data


def _has_predictor(stream: Any) -> bool:
    return any(whole(entry(each, "/Predictor"), 1) > 1 for each in one_or_more(entry(stream, "/DecodeParms")))


def _inflated(data: bytes, most: int) -> bytes:
    decoder = zlib.decompressobj()
    result = decoder.decompress(data, most + 1)
    if len(result) > most:
        raise TooLarge
    return result


def _from_base85(data: bytes, _most: int) -> bytes:
    body = data.strip().removeprefix(b"<~").partition(b"~>")[0]
    return base64.a85decode(body)


def _from_hex(data: bytes, _most: int) -> bytes:
    digits = bytes(byte for byte in data.partition(b">")[0] if byte not in b" \t\r\n\f\0")
    return binascii.unhexlify(digits + b"0" * (len(digits) % 2))


_STEPWISE = {
    "FlateDecode": _inflated,
    "Fl": _inflated,
    "ASCII85Decode": _from_base85,
    "A85": _from_base85,
    "ASCIIHexDecode": _from_hex,
    "AHx": _from_hex,
}

"""PDF objects to bytes: strings, names, streams, object streams, the cross-reference stream.

ReportLab's object graph writes each of thousands of structure elements as a Python object with its own
formatting pass; here an object is bytes from the start (docs/adr/0004). The file's id is a hash of its content,
so equal content gives equal files.
"""

from __future__ import annotations

import functools
import itertools
import struct
from codecs import utf_16_be_encode
from collections.abc import Mapping, Sequence

from guidegen.kept.digests import sha256_of_beginning
from guidegen.render.pdf.deflating import deflated

#: So many objects stand in one object stream.
PER_OBJECT_STREAM = 200
#: A row of the cross-reference table: kind, offset or object stream, place in the stream (ISO 32000-1, 7.5.8.3).
ROW, _BEGINNING = struct.Struct(">BIH"), struct.Struct(">BI")


def text_string(text: str) -> str:
    """A text string in PDF syntax: literal where ASCII allows it, else UTF-16BE in hex."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{utf16_hex(text, 'surrogatepass')}>"


def utf16_hex(text: str, errors: str = "strict") -> str:
    """A text as UTF-16BE in hexadecimal digits. Asked for by its name, the encoding would be imported first."""
    return utf_16_be_encode(text, errors)[0].hex().upper()


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary in PDF syntax; values are in PDF syntax already."""
    return "<<" + "".join(f"/{key} {value}" for key, value in entries.items()) + ">>"


def reference(number: int) -> str:
    """An indirect reference."""
    return f"{number} 0 R"


class PdfFile:
    """Collects objects by number and writes them out once."""

    def __init__(self, version: str) -> None:
        """An empty file of the PDF version (`1.7`)."""
        self.version = version
        self._plain: dict[int, bytes] = {}
        self._apart: dict[int, bytes] = {}
        self._packed: list[tuple[Sequence[int], bytes]] = []
        self._streams: dict[int, tuple[bytes, ...]] = {}
        self._count = 0

    def reserve(self, count: int = 1) -> int:
        """A number for an object that is filled in later, or the first of several."""
        first = self._count + 1
        self._count += count
        return first

    def add(self, content: str, number: int = 0) -> int:
        """Add an object that is no stream; returns its number."""
        number = number or self.reserve()
        self._plain[number] = content.encode("latin-1")
        return number

    def add_apart(self, content: str, number: int) -> None:
        """Add an object that is no stream and differs in every copy: copies may have all others alike."""
        self._apart[number] = content.encode("latin-1")

    def add_packed(self, numbers: Sequence[int], packed: bytes) -> None:
        """Add objects that are packed together already (see `packed`); their numbers were reserved."""
        self._packed.append((numbers, packed))

    def add_stream(self, data: bytes, entries: Mapping[str, str], *, compressed: bool = False, number: int = 0) -> int:
        """Add a stream. `compressed` says that `data` is deflated already; otherwise it is stored as it is."""
        number = number or self.reserve()
        self._streams[number] = stream_of(data, entries, compressed=compressed)
        return number

    def to_bytes(self, root: int, info: int = 0) -> bytes:
        """The whole file. Objects that are no streams are packed into object streams (PDF 1.5).

        `root` is the number of the catalogue, `info` that of the Info dictionary, or 0 where there is none.
        """
        for objects in (self._plain, self._apart):
            plain: Sequence[int] = sorted(objects)
            for start in range(0, len(plain), PER_OBJECT_STREAM):
                members = tuple(plain[start : start + PER_OBJECT_STREAM])
                pack = packed if objects is self._apart else _packed_again
                self._packed.append((members, pack(members, tuple([objects[member] for member in members]))))
        table = bytearray(7 * (self._count + len(self._packed) + 2))
        for numbers, data in self._packed:
            container = self.reserve()
            self._streams[container] = (data,)
            first = numbers[0]
            if numbers[-1] - first == len(numbers) - 1:
                table[7 * first : 7 * (first + len(numbers))] = _rows(container, len(numbers))
            else:
                for index, member in enumerate(numbers):
                    ROW.pack_into(table, 7 * member, 2, container, index)
        parts = [f"%PDF-{self.version}\n%".encode() + b"\xe2\xe3\xcf\xd3\n"]
        offset = len(parts[0])
        for number, stream in sorted(self._streams.items()):
            head = b"%d 0 obj\n" % number
            parts += (head, *stream, b"\nendobj\n")
            ROW.pack_into(table, 7 * number, 1, offset, 0)
            offset += len(head) + sum(map(len, stream)) + 8
        return closed(parts, table, self._count + 1, root, info)


def stream_of(data: bytes, entries: Mapping[str, str], *, compressed: bool) -> tuple[bytes, ...]:
    """A stream as an object, in parts: a page may hold the same data, which are not copied."""
    head = "".join([f"/{key} {value}" for key, value in entries.items()]) if entries else ""
    filtered = "/Filter /FlateDecode" if compressed else ""
    told = f"<<{head}/Length {len(data)}{filtered}>>\nstream\n"
    return told.encode("latin-1"), data, b"\nendstream"


def closed(parts: list[bytes], table: bytearray, own: int, root: int, info: int) -> bytes:
    """The file whose objects are these `parts`, with their cross-reference table as the object `own` at its end.

    `table` has a row for each object, with one left for the table itself.
    """
    beginning = b"".join(parts)
    digest = sha256_of_beginning(beginning).hex()[:32].upper()
    ROW.pack_into(table, 7 * own, 1, len(beginning), 0)
    data = deflated(table, quickly=True)
    entries = {
        "Type": "/XRef",
        "Size": str(own + 1),
        "W": "[1 4 2]",
        "Root": reference(root),
        **({"Info": reference(info)} if info else {}),
        "ID": f"[<{digest}><{digest}>]",
        "Filter": "/FlateDecode",
        "Length": str(len(data)),
    }
    told = dictionary(entries).encode()
    ending = b"startxref\n%d\n%%%%EOF\n" % len(beginning)
    return b"".join((beginning, b"%d 0 obj\n" % own, told, b"\nstream\n", data, b"\nendstream\nendobj\n", ending))


def packed(numbers: Sequence[int], bodies: Sequence[bytes]) -> bytes:
    """An object stream (ISO 32000-1, 7.5.7) with objects that are no streams."""
    # A line feed follows each.
    offsets = itertools.accumulate(map((1).__add__, map(len, bodies)), initial=0)
    places = itertools.chain.from_iterable(zip(numbers, offsets, strict=False))
    head = (_pairs(len(numbers)) % tuple(places)).encode()
    data = deflated(head + b"\n".join(bodies), quickly=True)
    entries = f"<</Type /ObjStm/N {len(numbers)}/First {len(head)}/Filter /FlateDecode/Length {len(data)}>>"
    return entries.encode() + b"\nstream\n" + data + b"\nendstream"


#: Copies have most of their objects alike.
_packed_again = functools.lru_cache(maxsize=32)(packed)


@functools.lru_cache(maxsize=256)
def _pairs(count: int) -> str:
    """A pattern for so many numbers of objects with their offsets: all at once takes a third of one by one."""
    return " ".join(["%d %d"] * count) + "\n"


@functools.lru_cache(maxsize=512)
def _rows(container: int, count: int) -> bytes:
    """The rows of the cross-reference table for the objects of an object stream, in order."""
    beginning = _BEGINNING.pack(2, container)
    return beginning + beginning.join(_places(count))


@functools.lru_cache(maxsize=256)
def _places(count: int) -> list[bytes]:
    """The places of so many objects in their stream, as rows end with them."""
    return [index.to_bytes(2, "big") for index in range(count)]

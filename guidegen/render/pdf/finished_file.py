"""A finished file of this program, of which some streams are replaced and all other objects stay as they are."""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Mapping

from guidegen.records import dataclass
from guidegen.render.pdf.deflating import inflated
from guidegen.render.pdf.pdffile import ROW, closed

#: A row of the table is that of an object at a place of the file, or of one in an object stream.
_AT_PLACE, _IN_STREAM = 1, 2
_STREAM = b"\nstream\n"


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """The bytes of a file that this program wrote, with its cross-reference table, which is the object `own`.

    `root` is the number of its catalogue, `info` that of its Info dictionary, or 0.
    """

    data: bytes
    table: bytes
    own: int
    root: int
    info: int

    @classmethod
    def of(cls, data: bytes) -> FinishedFile:
        """Read the table. ValueError where it is not written as this program writes it."""
        at = int(data[data.rindex(b"startxref\n") + 10 :].split(b"\n", 1)[0])
        end = data.index(_STREAM, at)
        told = data[at:end].decode("latin-1")
        own = int(told.partition(" ")[0])
        table = _inflated(_stored_at(data, at), ROW.size * (own + 1))
        return cls(data, table, own, _number_of("Root", told), _number_of("Info", told))

    def stream(self, number: int, length: int) -> bytes:
        """What stands in the stream of an object, inflated to so many bytes. ValueError where there is none such."""
        return _inflated(self.stored(number), length)

    def stored(self, number: int) -> bytes:
        """The same as it is stored."""
        kind, at, _ = self._row(number)
        if kind != _AT_PLACE:
            raise ValueError("no stream of its own")
        return _stored_at(self.data, at)

    def container(self, number: int) -> int:
        """The object stream that an object stands in. ValueError where it is in none."""
        kind, container, _ = self._row(number)
        if kind != _IN_STREAM:
            raise ValueError("not in an object stream")
        return container

    def objects(self, container: int) -> dict[int, bytes]:
        """The objects of an object stream by their numbers, in order (ISO 32000-1, 7.5.7)."""
        _, at, _ = self._row(container)
        told = self.data[at : self.data.index(_STREAM, at)].decode("latin-1")
        first = int(told.partition("/First ")[2].partition("/")[0])
        text = zlib.decompress(_stored_at(self.data, at))
        pairs = list(map(int, text[:first].split()))
        starts = [first + offset for offset in pairs[1::2]]
        # A line feed follows each.
        ends = [start - 1 for start in starts[1:]] + [len(text)]
        return {number: text[start:end] for number, start, end in zip(pairs[::2], starts, ends, strict=True)}

    def _row(self, number: int) -> tuple[int, int, int]:
        kind, at, index = ROW.unpack_from(self.table, ROW.size * number)
        return kind, at, index

    def with_streams(self, streams: Mapping[int, tuple[bytes, ...]]) -> bytes:
        """The file with other streams, each in parts, by their numbers."""
        table, data = bytearray(self.table), self.data
        parts: list[bytes] = []
        start = moved = 0
        # Streams stand in the order of their numbers.
        places = [(at, number) for number, (kind, at, _) in enumerate(ROW.iter_unpack(table)) if kind == _AT_PLACE]
        for (at, number), (following, _) in itertools.pairwise(places):
            ROW.pack_into(table, ROW.size * number, _AT_PLACE, at + moved, 0)
            if number in streams:
                new = [b"%d 0 obj\n" % number, *streams[number], b"\nendobj\n"]
                parts += (data[start:at], *new)
                start = following
                moved += sum(map(len, new)) - (following - at)
        # The last is the table itself.
        parts.append(data[start : places[-1][0]])
        return closed(parts, table, self.own, self.root, self.info)


def _stored_at(data: bytes, at: int) -> bytes:
    """What is stored in the stream of the object at a place."""
    start = data.index(_STREAM, at)
    told = data[at:start].decode("latin-1").rpartition("/Length ")[2]
    start += len(_STREAM)
    return data[start : start + int(told.partition("/")[0].removesuffix(">>"))]


def _inflated(data: bytes, length: int) -> bytes:
    """What is stored, inflated to so many bytes."""
    found = inflated(data, length)
    if len(found) != length:
        raise ValueError("a stream of another length")
    return found


def _number_of(name: str, told: str) -> int:
    """The object that an entry of the dictionary refers to; 0 without the entry."""
    _, _, after = told.partition(f"/{name} ")
    return int(after.partition(" ")[0]) if after else 0

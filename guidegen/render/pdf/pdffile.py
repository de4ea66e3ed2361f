"""PDF objects to bytes: strings, names, streams, object streams, the cross-reference stream.

ReportLab's object graph writes each of thousands of structure elements as a Python object with its own
formatting pass; here an object is bytes from the start (docs/adr/0004). The file's id is a hash of its content,
so equal content gives equal files.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping

_PER_OBJECT_STREAM = 200


def text_string(text: str) -> str:
    """A text string in PDF syntax: literal where ASCII allows it, else UTF-16BE in hex."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{text.encode('utf-16-be', 'surrogatepass').hex().upper()}>"


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
        self._streams: dict[int, bytes] = {}
        self._count = 0

    def reserve(self) -> int:
        """A number for an object that is filled in later."""
        self._count += 1
        return self._count

    def add(self, content: str, number: int = 0) -> int:
        """Add an object that is no stream; returns its number."""
        number = number or self.reserve()
        self._plain[number] = content.encode("latin-1")
        return number

    def add_stream(self, data: bytes, entries: Mapping[str, str], *, compressed: bool = False, number: int = 0) -> int:
        """Add a stream. `compressed` says that `data` is deflated already; otherwise it is stored as it is."""
        number = number or self.reserve()
        full = {**entries, "Length": str(len(data))}
        if compressed:
            full["Filter"] = "/FlateDecode"
        self._streams[number] = dictionary(full).encode("latin-1") + b"\nstream\n" + data + b"\nendstream"
        return number

    def to_bytes(self, root: int, info: int = 0) -> bytes:
        """The whole file. Objects that are no streams are packed into object streams (PDF 1.5).

        `root` is the number of the catalogue, `info` that of the Info dictionary, or 0 where there is none.
        """
        places: dict[int, tuple[int, int, int]] = {}
        plain = sorted(self._plain)
        for start in range(0, len(plain), _PER_OBJECT_STREAM):
            members = plain[start : start + _PER_OBJECT_STREAM]
            container = self.reserve()
            for index, member in enumerate(members):
                places[member] = (2, container, index)
            self._streams[container] = self._object_stream(members)
        parts = [f"%PDF-{self.version}\n%".encode() + b"\xe2\xe3\xcf\xd3\n"]
        offset = len(parts[0])
        for number in sorted(self._streams):
            part = b"%d 0 obj\n" % number + self._streams[number] + b"\nendobj\n"
            places[number] = (1, offset, 0)
            parts.append(part)
            offset += len(part)
        digest = hashlib.sha256(b"".join(parts)).hexdigest()[:32].upper()
        own = self._count + 1
        places[own] = (1, offset, 0)
        table = b"\x00" * 7 + b"".join(_entry(places[number]) for number in range(1, own + 1))
        entries = {
            "Type": "/XRef",
            "Size": str(own + 1),
            "W": "[1 4 2]",
            "Root": reference(root),
            **({"Info": reference(info)} if info else {}),
            "ID": f"[<{digest}><{digest}>]",
            "Filter": "/FlateDecode",
        }
        data = zlib.compress(table)
        entries["Length"] = str(len(data))
        parts.append(
            b"%d 0 obj\n" % own + dictionary(entries).encode() + b"\nstream\n" + data + b"\nendstream\nendobj\n"
        )
        parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
        return b"".join(parts)

    def _object_stream(self, members: list[int]) -> bytes:
        index, offset, bodies = [], 0, []
        for member in members:
            body = self._plain[member] + b"\n"
            index.append(f"{member} {offset}")
            bodies.append(body)
            offset += len(body)
        head = (" ".join(index) + "\n").encode()
        data = zlib.compress(head + b"".join(bodies))
        entries = {"Type": "/ObjStm", "N": str(len(members)), "First": str(len(head)), "Filter": "/FlateDecode"}
        entries["Length"] = str(len(data))
        return dictionary(entries).encode() + b"\nstream\n" + data + b"\nendstream"


def _entry(place: tuple[int, int, int]) -> bytes:
    kind, one, two = place
    return kind.to_bytes(1, "big") + one.to_bytes(4, "big") + two.to_bytes(2, "big")

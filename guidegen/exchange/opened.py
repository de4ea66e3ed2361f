"""Files of strangers, opened with care: text, XML, packages and sheets, or a refusal that says why not.

Nothing is resolved, fetched or unpacked to the disk: XML may declare no entities, and a package is read member by
member, each with a limit.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from guidegen.exchange.yaml_text import without_controls
from guidegen.records import dataclass, field
from guidegen.source.files import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LARGEST_FILE = 256 * 1024 * 1024
LARGEST_MEMBER = 64 * 1024 * 1024
LARGEST_TEXT_MEMBER = 16 * 1024 * 1024
MOST_MEMBERS = 20_000
MOST_UNPACKED = 512 * 1024 * 1024
MOST_ROWS = 50_000
#: Real files of text and pictures are packed to a hundredth at the very best.
_LARGEST_RATIO = 200
_SMALL = 1024 * 1024
_ENTITY = "<!ENTITY"


#: Texts in XML longer than this need more room than the parser gives by itself: pictures inside Moodle's files.
_LONG_TEXT = 9_000_000
#: Encodings in which the name of a declaration is written with the bytes of ASCII, or that were looked at before.
_PLAIN_ENCODING = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["'](?:utf-?8|utf-?16|us-ascii|iso-8859-\d+|windows-125\d)["']""", re.IGNORECASE
)
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding")

#: Files that people try, told by their first bytes: what they are, and what to do.
_NO_BANKS = (
    (b"%PDF-", "This is a PDF, from which questions cannot be read.", "Export the questions from where they came."),
    (
        b"\xd0\xcf\x11\xe0",
        "This is a file of an old office program (.xls or .doc).",
        "Open it there, and save a table as .xlsx or CSV.",
    ),
    (
        b"\x1f\x8b",
        "This is a compressed archive; a backup of Moodle (.mbz) is one.",
        "In Moodle open the question bank, choose Export, and take the format Moodle XML.",
    ),
    (b"Rar!", "This is a RAR archive.", "Unpack it, and import the files that are in it."),
    (b"7z\xbc\xaf", "This is a 7z archive.", "Unpack it, and import the files that are in it."),
)
#: The same for packages, told by a file that they hold.
_NO_BANKS_IN_ZIPS = (
    ("word/document.xml", "This is a Word document, in which questions have no form that a program could read.",
     "Put the questions into a table (CSV or xlsx) or into one of the formats that can be read."),
    ("META-INF/manifest.xml", "This is a document of LibreOffice.", "Save a table as .xlsx or CSV."),
    (".bb-package-info", "This is an archive of a Blackboard course or pool.",
     "In Blackboard export the test as QTI 2.1, or keep its questions as tab-separated text."),
    ("moodle_backup.xml", "This is a backup of Moodle, not an export of questions.",
     "In Moodle open the question bank, choose Export, and take the format Moodle XML."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of plain text. Its line ends are unified."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class XmlFile:
    """A file of XML, with the root element."""

    path: str
    root: Element


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first sheet of a workbook: rows of cells as text, empty rows included so that numbers of rows are right."""

    path: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Package:
    """A zip file whose members are read when they are asked for."""

    path: str
    archive: zipfile.ZipFile
    names: tuple[str, ...]
    unpacked: int = 0
    _xml: dict[str, Element | Refusal] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """True when there is such a member."""
        return name in self.archive.NameToInfo

    def read(self, name: str, limit: int = LARGEST_MEMBER) -> bytes | Refusal:
        """The content of a member, at most `limit` bytes."""
        info = self.archive.NameToInfo.get(name)
        if info is None:
            return Refusal("X101", f"The package has no file {name}.")
        bomb = info.file_size > _SMALL and info.file_size > _LARGEST_RATIO * max(1, info.compress_size)
        if info.file_size > limit or bomb or self.unpacked + info.file_size > MOST_UNPACKED:
            hint = "No real question bank is like that; do not trust this file."
            return Refusal("X103", f"The file {name} of this package is far too large when it is unpacked.", hint)
        if info.flag_bits & 1:
            return Refusal("X102", f"The file {name} of this package is encrypted.", "Export it without a password.")
        try:
            with self.archive.open(info) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
            return _damaged("The package is damaged or incomplete")
        self.unpacked += len(data)
        return data

    def xml(self, name: str) -> Element | Refusal:
        """The root element of a member."""
        if name not in self._xml:
            data = self.read(name, LARGEST_TEXT_MEMBER)
            self._xml[name] = data if isinstance(data, Refusal) else parse_xml(data)
        return self._xml[name]


Opened = TextFile | XmlFile | Sheet | Package


def open_data(path: str, data: bytes) -> Opened | Refusal:
    """What a file is, told by its content alone."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _open_zip(path, data)
    for start, sentence, hint in _NO_BANKS:
        if data.startswith(start):
            return Refusal("X105", sentence, hint)
    if looks_like_xml(data):
        root = parse_xml(data)
        return root if isinstance(root, Refusal) else XmlFile(path, root)
    text = decoded(data)
    return text if isinstance(text, Refusal) else TextFile(path, text)


def looks_like_xml(data: bytes) -> bool:
    """True for an XML declaration, a document type or an element at the very beginning."""
    start = data[:400].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith((b"<?xml", b"<!DOCTYPE", b"<!--", b"<quiz", b"<questestinterop", b"<assessment", b"<qti-"))


def decoded(data: bytes) -> str | Refusal:
    """Text in UTF-8, or in UTF-16 where its first bytes say so."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        hint = "Open the file in the program that made it, and save it with the encoding UTF-8."
        return Refusal("X104", "This file is not saved as UTF-8, so that its letters cannot be told.", hint)
    if "\x00" in text:
        return Refusal("X101", "This is no text: it holds bytes that no text has.")
    return without_controls(text.replace("\r\n", "\n").replace("\r", "\n"))


def parse_xml(data: bytes) -> Element | Refusal:
    """The root element. Entities are refused, wherever they would come from; nothing is fetched."""
    from lxml import etree

    if any(_ENTITY.encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
        hint = "Files of question banks need none; do not trust this one."
        return Refusal("X103", "This XML file declares entities, which can fill the memory or read other files.", hint)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True,
        huge_tree=len(data) > _LONG_TEXT and _is_plainly_encoded(data),
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f"at line {line}" if line else "at its beginning"
        return Refusal("X102", f"The XML is broken {where}.", "Export the file again; perhaps it was cut off.")
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):  # type: ignore[union-attr]
        return Refusal("X103", "This XML file declares entities, which can fill the memory or read other files.")
    return root


def _is_plainly_encoded(data: bytes) -> bool:
    """True where a declaration of entities could not have been overlooked."""
    head = data[:400].replace(b"\x00", b"")
    return _ENCODING.search(head) is None or _PLAIN_ENCODING.search(head) is not None


def _open_zip(path: str, data: bytes) -> Opened | Refusal:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _damaged("The package is damaged or incomplete")
    members = [info.filename for info in archive.infolist() if not info.is_dir()]
    names = tuple(name for name in members if not _is_of_finder(name))
    if len(members) > MOST_MEMBERS:
        return Refusal("X103", f"This package has {len(members):,} files; at most {MOST_MEMBERS:,} are read.")
    for name in members:
        if _climbs(name):
            hint = "No program that exports questions makes such a package; do not trust it."
            return Refusal("X103", "A file of this package would stand outside of it.", hint)
    for name, sentence, hint in _NO_BANKS_IN_ZIPS:
        if name in names:
            return Refusal("X105", sentence, hint)
    package = Package(path, archive, names)
    return _sheet(package, data) if "xl/workbook.xml" in names else package


def _is_of_finder(name: str) -> bool:
    """True for what the Finder of macOS adds to an archive: notes about its files."""
    folder, _, file = name.rpartition("/")
    return file.startswith("._") or "__MACOSX" in folder.split("/")


def _climbs(name: str) -> bool:
    slashed = name.replace("\\", "/")
    return slashed.startswith("/") or slashed[1:2] == ":" or ".." in slashed.split("/")


def _sheet(package: Package, data: bytes) -> Sheet | Refusal:
    """The first sheet. Every part is checked first, as the library unpacks without limits."""
    for name in package.names:
        part = package.read(name, LARGEST_MEMBER)
        if isinstance(part, Refusal):
            return part
        if name.endswith((".xml", ".rels")) and any(
            _ENTITY.encode(encoding) in part for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        ):
            return Refusal("X103", "This workbook declares entities, which can fill the memory or read other files.")
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = list(itertools.islice(book.worksheets[0].iter_rows(values_only=True), MOST_ROWS + 1))
    except Exception:  # openpyxl raises errors of a dozen kinds (KeyError, ValueError, ...) for damaged files
        return _damaged("The workbook is damaged or incomplete")
    if len(rows) > MOST_ROWS:
        return Refusal("X103", f"This sheet has more than {MOST_ROWS:,} rows.", "Divide it.")
    return Sheet(package.path, tuple(tuple(_cell(value) for value in row) for row in rows))


def _cell(value: object) -> str:
    """A cell as somebody reads it: whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _damaged(sentence: str) -> Refusal:
    return Refusal("X102", f"{sentence}.", "Download or export it again.")


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip file with fixed dates and order, so that the same content gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, data)
    return stream.getvalue()

"""What a file says about itself: the entries of its catalog, its metadata, bookmarks and page labels."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pikepdf

from guidegen.audit.objects import (
    TooLarge,
    entry,
    identity,
    is_dictionary,
    is_stream,
    name,
    number_tree,
    stream_bytes,
    text,
)
from guidegen.records import dataclass, field

_LARGEST_METADATA = 4 * 2**20
_MOST_BOOKMARKS = 100_000
_MOST_LABELS = 100_000

_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_A = "{http://www.aiim.org/pdfa/ns/id/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TITLE = f"{_DC}title"
_RDF_LI = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
_DESCRIPTION = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
_LABEL_STYLES = ("", "D", "R", "r", "A", "a")


@dataclass(slots=True)
class Catalog:
    """The file's own words. Texts are empty where it says nothing; `labels` is None where there are no labels."""

    version: str = ""
    marked: bool = False
    suspects: bool = False
    structured: bool = False
    language: str = ""
    title: str = ""
    title_shown: bool = False
    metadata_readable: bool = True
    identifier: str = ""
    relations: tuple[str, ...] = ()
    ua_part: str = ""
    a_part: str = ""
    a_level: str = ""
    locked: bool = False
    dynamic_form: bool = False
    labels: bool | None = None
    bookmarks: int = 0
    bookmark_faults: list[str] = field(default_factory=list)

    @property
    def claims(self) -> tuple[str, ...]:
        """The standards that the file claims to conform to."""
        accessible = (f"PDF/UA-{self.ua_part}",) if self.ua_part else ()
        archival = (f"PDF/A-{self.a_part}{self.a_level.lower()}",) if self.a_part else ()
        return accessible + archival


def read_catalog(pdf: pikepdf.Pdf) -> Catalog:
    """The catalog of an open file. TooLarge for endless bookmarks or labels."""
    root = pdf.Root
    mark = entry(root, "/MarkInfo")
    found = Catalog(
        version=pdf.pdf_version,
        marked=entry(mark, "/Marked") is True,
        suspects=entry(mark, "/Suspects") is True,
        structured=is_dictionary(entry(root, "/StructTreeRoot")),
        language=text(entry(root, "/Lang")) or "",
        title_shown=entry(entry(root, "/ViewerPreferences"), "/DisplayDocTitle") is True,
        locked=pdf.is_encrypted and not pdf.allow.accessibility,
        dynamic_form=_is_dynamic(root),
        labels=_labels(entry(root, "/PageLabels")),
    )
    _read_metadata(entry(root, "/Metadata"), found)
    _read_bookmarks(entry(root, "/Outlines"), found)
    return found


def _is_dynamic(root: Any) -> bool:
    return entry(root, "/NeedsRendering") is True and entry(entry(root, "/AcroForm"), "/XFA") is not None


def _labels(root: Any) -> bool | None:
    """Whether the page labels begin with the first page and have known styles; None without labels."""
    if root is None:
        return None
    ranges = number_tree(root, _MOST_LABELS)
    return 0 in ranges and all(
        is_dictionary(label) and name(entry(label, "/S")) in _LABEL_STYLES for label in ranges.values()
    )


# Metadata


def _read_metadata(stream: Any, found: Catalog) -> None:
    """Title and claims from XMP. A document type declaration is refused: it could stand for endless text."""
    if not is_stream(stream):
        return
    try:
        data = stream_bytes(stream, _LARGEST_METADATA)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ValueError("a document type declaration")
        root = ElementTree.fromstring(_without_packet(data))
    except (ElementTree.ParseError, ValueError, LookupError, TooLarge):
        found.metadata_readable = False
        return
    found.ua_part = _property(root, f"{_UA}part")
    found.a_part, found.a_level = _property(root, f"{_A}part"), _property(root, f"{_A}conformance")
    found.identifier = _property(root, f"{_DC}identifier")
    relations = root.find(f".//{_DC}relation")
    if relations is not None:
        found.relations = tuple((each.text or "").strip() for each in relations.iter(_RDF_LI))
    titles = root.find(f".//{_TITLE}")
    if titles is not None:
        found.title = " ".join((titles.text or "", *(each.text or "" for each in titles.iter(_RDF_LI)))).strip()


def _without_packet(data: bytes) -> bytes:
    """The XML between the packet marks, whose padding some programs fill with zeros."""
    return re.sub(rb"<\?xpacket[^>]*\?>", b"", data).strip(b" \t\r\n\0\xef\xbb\xbf")


def _property(root: ElementTree.Element, called: str) -> str:
    """A simple property, which XMP writes as an element or as an attribute of a description."""
    element = root.find(f".//{called}")
    if element is not None and element.text:
        return element.text.strip()
    values = (each.get(called, "") for each in root.iter(_DESCRIPTION))
    return next((value.strip() for value in values if value), "")


# Bookmarks


def _read_bookmarks(root: Any, found: Catalog) -> None:
    """Counts the bookmarks, each once."""
    seen: set[tuple[int, int]] = set()
    todo = [entry(root, "/First")]
    while todo:
        bookmark = todo.pop()
        if not is_dictionary(bookmark):
            continue
        if identity(bookmark) in seen:
            found.bookmark_faults.append("The bookmarks run in a circle.")
            continue
        seen.add(identity(bookmark))
        found.bookmarks += 1
        if found.bookmarks > _MOST_BOOKMARKS:
            raise TooLarge
        if not (text(entry(bookmark, "/Title")) or "").strip():
            found.bookmark_faults.append("A bookmark has no words.")
        todo += [entry(bookmark, "/Next"), entry(bookmark, "/First")]

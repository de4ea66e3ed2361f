"""A finished PDF as own values, with which all checks work: opened, read to its end, or said why not."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, TypeVar

import pikepdf

from guidegen.audit.catalog import Catalog, read_catalog
from guidegen.audit.content import PageContent, Reader
from guidegen.audit.fonts import Font
from guidegen.audit.objects import TooLarge, entry, identity, is_dictionary, items, name, number, text, whole
from guidegen.audit.tree import Tree, read_tree
from guidegen.records import dataclass, field

T = TypeVar("T")

#: No printed document needs more; what is larger is not even opened.
LARGEST_FILE = 2**30
MOST_PAGES = 20_000
_MOST_ANNOTATIONS = 500_000
_MOST_FIELD_LEVELS = 50

_HIDDEN = 2


class Unreadable(Exception):
    """A file that cannot be checked; `code` and `message` say why."""

    def __init__(self, code: str, message: str) -> None:
        """With the code of a fault and a sentence."""
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link, field or note on a page. `number` is its entry in the parent tree, -1 without one.

    `field_name` is what a field asks for, `field` the identity of the field, which may have several places.
    """

    identity: tuple[int, int]
    kind: str
    words: str
    number: int
    hidden: bool
    field_name: str
    field: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Page:
    """A page: what is drawn, what is laid on it, and its entry in the parent tree (-1 without one)."""

    content: PageContent
    annotations: list[Annotation]
    number: int
    tabs: str


@dataclass(slots=True)
class Finished:
    """A file that was read. `tree` is None for an untagged file."""

    catalog: Catalog
    pages: list[Page] = field(default_factory=list)
    tree: Tree | None = None
    fonts: list[Font] = field(default_factory=list)
    damaged: bool = False


def read_catalog_of(data: bytes) -> Catalog:
    """What the file says about itself, without its pages. Raises Unreadable."""
    return _opened(data, read_catalog)


def read_finished(data: bytes) -> Finished:
    """Read the bytes of a PDF. Raises Unreadable."""
    return _opened(data, _read)


def _opened(data: bytes, reading: Callable[[pikepdf.Pdf], T]) -> T:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return reading(pdf)
    except pikepdf.PasswordError:
        raise Unreadable("A001", "The file is locked with a password.") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        raise Unreadable("A001", "The file is no PDF, or is damaged beyond repair.") from None
    except (TooLarge, RecursionError, MemoryError):
        raise Unreadable("A002", "The check stopped, because the file asks for too much work.") from None


def _read(pdf: pikepdf.Pdf) -> Finished:
    found = Finished(read_catalog(pdf))
    if len(pdf.pages) > MOST_PAGES:
        raise TooLarge
    if not len(pdf.pages):
        raise Unreadable("A001", "The file has no page that can be read.")
    objects = [page.obj for page in pdf.pages]
    if found.catalog.structured:
        found.tree = read_tree(pdf.Root.StructTreeRoot, {identity(page): i for i, page in enumerate(objects)})
    reader = Reader(pdf)
    laid_on = 0
    for index, page in enumerate(objects):
        annotations = [_annotation(each) for each in items(entry(page, "/Annots")) if is_dictionary(each)]
        laid_on += len(annotations)
        if laid_on > _MOST_ANNOTATIONS:
            raise TooLarge
        number_ = whole(entry(page, "/StructParents"))
        found.pages.append(Page(reader.page(index, page), annotations, number_, name(entry(page, "/Tabs"))))
    found.fonts = reader.fonts.read_so_far
    found.damaged = bool(pdf.get_warnings())
    return found


def _annotation(obj: Any) -> Annotation:
    return Annotation(
        identity=identity(obj),
        kind=name(entry(obj, "/Subtype")),
        words=(text(entry(obj, "/Contents")) or "").strip(),
        number=whole(entry(obj, "/StructParent")),
        hidden=bool(whole(entry(obj, "/F"), 0) & _HIDDEN) or _has_no_area(obj),
        field_name=_field_name(obj),
        field=_field(obj),
    )


def _has_no_area(obj: Any) -> bool:
    corners = [number(corner) for corner in items(entry(obj, "/Rect"))]
    return len(corners) == 4 and (corners[0] == corners[2] or corners[1] == corners[3])


def _field(obj: Any) -> tuple[int, int]:
    """The identity of the field that a place belongs to: itself, or the parent where it has no name of its own."""
    for _ in range(_MOST_FIELD_LEVELS):
        above = entry(obj, "/Parent")
        if entry(obj, "/T") is not None or not is_dictionary(above):
            break
        obj = above
    return identity(obj)


def _field_name(obj: Any) -> str:
    """What a field asks for: its TU, or that of the field that it belongs to."""
    for _ in range(_MOST_FIELD_LEVELS):
        if not is_dictionary(obj):
            break
        if words := (text(entry(obj, "/TU")) or "").strip():
            return words
        obj = entry(obj, "/Parent")
    return ""

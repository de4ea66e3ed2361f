"""The structure tree: what a screen reader follows. It comes from the document, before anything is placed.

Leaves are content keys: whole numbers that placements of fragments refer to. When pages are written, each key
collects the marked-content sequences that carry it; the writer requires every key to be drawn and every drawn
run to have a key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from guidegen.records import dataclass, field
from guidegen.render.pdf.fragment import Fragment, InlineElement

#: Entries in PDF syntax by their owner.
Attributes = Mapping[str, Mapping[str, str]]
#: Most elements have none.
_NO_ATTRIBUTES: Attributes = MappingProxyType({})


@dataclass(slots=True)
class Element:
    """A structure element (ISO 32000-1, 14.7.2). `kids` are elements and content keys in reading order.

    `attributes` maps an owner (`List`, `Table`, `Layout`) to its entries, already in PDF syntax.
    `id` names a header cell, and `rank` counts the headings around one that spans its table; `link` is set on Link
    elements to the key of their annotations; `anchor` names the element as a place that links and bookmarks lead to.
    In `written` the writer keeps what it made of an element that stands in copy after copy; None where it stands in one
    alone. `named` says that the header cells of all tables in it have their names.
    """

    role: str
    kids: list[Element | int] = field(default_factory=list)
    attributes: Attributes = field(default_factory=lambda: _NO_ATTRIBUTES)
    language: str = ""
    alt: str = ""
    actual_text: str = ""
    expansion: str = ""
    title: str = ""
    id: str = ""
    link: int = -1
    anchor: str = ""
    rank: int = 0
    named: bool = False
    written: dict[str, Any] | None = field(default=None, compare=False, repr=False)

    @property
    def is_plain_paragraph(self) -> bool:
        """Whether it is a paragraph of which nothing is told but what is in it."""
        told = self.language or self.alt or self.actual_text or self.expansion or self.title or self.id or self.anchor
        return self.role == "P" and not (told or self.attributes or self.link >= 0 or self.written is not None)

    def tell(self, owner: str, entries: Mapping[str, str]) -> None:
        """Add the attributes of an owner."""
        self.attributes = {**self.attributes, owner: entries}

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


def holding(role: str, elements: Sequence[Element | int], attributes: Attributes = _NO_ATTRIBUTES) -> Element:
    """An element with these in it. A paragraph that is alone and says nothing of itself gives way to its content.

    The body of a point or a cell holds words as well as a paragraph does (ISO 32000-1, 14.8.4.3), and half as many
    elements are sooner read.
    """
    kids = list(elements)
    if len(kids) == 1 and isinstance(only := kids[0], Element) and only.is_plain_paragraph:
        kids = only.kids
    return Element(role, kids, attributes)


#: What is read of a fragment that is nothing but words, as most are.
_ONE_RUN = (0,)


class Keys:
    """Hands out content keys and link keys for one document."""

    def __init__(self) -> None:
        """Start at 0."""
        self.content = 0
        self.links = 0

    def take(self, fragment: Fragment) -> int:
        """The first of as many keys as the fragment has runs."""
        first = self.content
        self.content += fragment.runs
        return first

    def take_links(self, fragment: Fragment) -> int:
        """The first of as many link keys as the fragment has links."""
        first = self.links
        if fragment.kids != _ONE_RUN:
            self.links += _count_links(fragment.kids)
        return first


def kids_of(fragment: Fragment, first_key: int, first_link: int) -> list[Element | int]:
    """The fragment's part of the tree, with its runs numbered from `first_key`."""
    if fragment.kids == _ONE_RUN:
        return [first_key]
    return [_kid(kid, first_key, first_link) for kid in fragment.kids]


def _kid(kid: int | InlineElement, first_key: int, first_link: int) -> Element | int:
    if isinstance(kid, int):
        return first_key + kid
    return Element(
        role=kid.role,
        kids=[_kid(inner, first_key, first_link) for inner in kid.kids],
        language=kid.language,
        actual_text=kid.actual_text,
        alt=kid.alt,
        expansion=kid.expansion,
        link=first_link + kid.link if kid.link >= 0 else -1,
    )


def _count_links(kids: tuple[int | InlineElement, ...]) -> int:
    return sum((kid.link >= 0) + _count_links(kid.kids) for kid in kids if isinstance(kid, InlineElement))

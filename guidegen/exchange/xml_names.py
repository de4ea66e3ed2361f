"""XML elements by their local names, whatever namespace they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def local(element: Element) -> str:
    """The name without its namespace; nothing for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element) -> Iterator[Element]:
    """The elements directly below."""
    return (child for child in element if isinstance(child.tag, str))


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Every element of this name below, in document order."""
    return (each for each in element.iter() if each is not element and local(each) == name)


def first(element: Element, name: str) -> Element | None:
    """The first element of this name below."""
    return next(descendants(element, name), None)


def text_in(element: Element | None) -> str:
    """All characters of an element, without white space around them."""
    return "" if element is None else "".join(map(str, element.itertext())).strip()

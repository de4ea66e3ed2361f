"""Elements of WordprocessingML (ECMA-376, part 1). Their children stand in the order that its schema asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement
#: Lengths are twentieths of a point.
TWIPS = 20
_SPACE = qn("xml:space")


def element(tag: str, attributes: Mapping[str, object] | None = None, *children: Element | None) -> Element:
    """An element such as `w:p` with attributes such as `w:val`; children that are None are left out."""
    made: Element = OxmlElement(tag)  # type: ignore[assignment]
    for name, value in (attributes or {}).items():
        made.set(qn(name), str(value))
    made.extend(child for child in children if child is not None)
    return made


def value(tag: str, content: object = None) -> Element:
    """An element that holds one value, or says that something is so."""
    return element(tag, {} if content is None else {"w:val": content})


def text_of(tag: str, text: str) -> Element:
    """An element with text, whose spaces count."""
    made = element(tag)
    made.set(_SPACE, "preserve")
    made.text = text
    return made


def twips(points: float) -> int:
    """Points as twentieths."""
    return round(points * TWIPS)


def border(sides: Iterable[str], colour: str, *, eighths: int = 6, space: int = 0, tag: str = "w:pBdr") -> Element:
    """Lines at these sides: their width is in eighths of a point, their distance in points."""
    look = {"w:val": "single", "w:sz": eighths, "w:space": space, "w:color": colour}
    return element(tag, {}, *(element(f"w:{side}", look) for side in sides))


def shade(colour: str) -> Element:
    """A ground of this colour."""
    return element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour})

"""XHTML and the names of QTI as the published schemas of 2.1 and 3.0 have them.

An item is written once, with the names of version 2 and the XHTML of `to_html`. Here that becomes what the schemas
allow: `xml:lang`, alignment and width as attributes, formulas as MathML; for version 3 its names and content bodies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from guidegen.exchange.mathml import mathml
from guidegen.patterns import pattern

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACES = {
    2: "http://www.imsglobal.org/xsd/imsqti_v2p1",
    3: "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
}
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: Elements of XHTML, which have the same names in both versions.
_XHTML = frozenset(
    "p strong em code a span abbr br h3 h4 h5 h6 ul ol li blockquote pre table caption thead tbody tr th td img figure "
    "figcaption div".split()
)
#: What may hold text with formulas, and what inside it may not.
_TEXTS = ("itemBody", "modalFeedback")
_NO_FORMULAS = ("code", "pre", "inlineChoice")
_FORMULA = pattern(r"\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_ALIGNED = pattern(r"text-align:(center|right)")
_WIDE = pattern(r"width:(\d+%)")
_CAPITAL = pattern(r"(?<=[a-z])([A-Z])")
_WITH_BODY = ("rubricBlock", "modalFeedback")


def in_qti(text: str, version: int) -> bytes:
    """The file with what the schemas of a version allow."""
    from lxml import etree

    root = etree.fromstring(text.encode())
    for element in list(root.iter(f"{{{NAMESPACES[version]}}}*")):
        name = etree.QName(element).localname
        if name in _XHTML:
            _attributes(element)
        elif name in _TEXTS:
            _formulas(element)
    if version == 3:
        _as_version_3(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _attributes(element: Element) -> None:
    style = element.attrib.pop("style", "")
    if aligned := _ALIGNED.search(str(style)):
        element.set("align", aligned[1])
    if wide := _WIDE.search(str(style)):
        element.set("width", wide[1])
    if language := element.attrib.pop("lang", ""):
        element.set(_XML_LANGUAGE, language)


def _formulas(parent: Element) -> None:
    """MathML for every formula in the texts below; what stands in code stays as it is."""
    from lxml import etree

    if etree.QName(parent).localname in _NO_FORMULAS:
        return
    inner = list(parent)
    for child in inner:
        _formulas(child)
    texts = [parent.text or "", *(child.tail or "" for child in inner)]
    if not any(map(_FORMULA.search, texts)):
        return
    parts = [part for text, child in zip(texts, [*inner, None], strict=True) for part in (*_parted(text), child)]
    for child in inner:
        child.tail = None
        parent.remove(child)
    parent.text = None
    last: Element | None = None
    for part in parts:
        if isinstance(part, str):
            if last is None:
                parent.text = (parent.text or "") + part
            else:
                last.tail = (last.tail or "") + part
        elif part is not None:
            parent.append(part)
            last = part


def _parted(text: str) -> list[str | Element]:
    """Texts and formulas in turn."""
    from lxml import etree

    parts: list[str | Element] = []
    place = 0
    for match in _FORMULA.finditer(text):
        parts.append(text[place : match.start()])
        parts.append(etree.fromstring(mathml(match[1] or match[2], display=match[2] is not None)))
        place = match.end()
    return [*parts, text[place:]]


def _as_version_3(root: Element) -> None:
    from lxml import etree

    namespace = NAMESPACES[3]
    for element in list(root.iter(f"{{{namespace}}}*")):
        name = etree.QName(element).localname
        if name in _XHTML:
            continue
        if name in _WITH_BODY:
            body = etree.Element(f"{{{namespace}}}qti-content-body")
            body.text, element.text = element.text, None
            body.extend(list(element))
            element.append(body)
            if name == "rubricBlock":
                element.set("use", "scoring")
        element.tag = f"{{{namespace}}}qti-{_kebab(name)}"
        for attribute, value in list(element.attrib.items()):
            if not str(attribute).startswith("{"):
                del element.attrib[attribute]
                element.set(_kebab(str(attribute)), value)


def _kebab(name: str) -> str:
    return _CAPITAL.sub(lambda match: f"-{match[1].lower()}", name)

"""What stands on one page of a Word document: paragraphs that stay with the next, rows that no page parts.

Word lays the document out, so that nobody knows its pages here. Heights are estimated, and what is too high for that
is left to Word: a long chain that no page holds would be parted anywhere, and leave the page before it empty.
"""

from __future__ import annotations

import math
from typing import cast

from docx.oxml.ns import qn

from guidegen.render.docx.elements import TWIPS, Element, value
from guidegen.render.docx.writer import Elements, Writer

#: The most of a page that is kept in one piece.
_MOST = 0.6
#: What stands on one page with what follows it: the two may take more together.
_MOST_WITH_NEXT = 0.9
#: The room between two paragraphs, and above and below the text of a cell, in points of regular print.
_BETWEEN, _IN_CELL = 3.0, 6.0
_EMU = 12_700
_P, _ROW, _CELL, _TABLE, _TEXT = (qn(f"w:{name}") for name in ("p", "tr", "tc", "tbl", "t"))


def keep_together(writer: Writer, made: Elements, width: int, *, most: float = _MOST) -> bool:
    """Keep elements that are `width` twips wide on one page, and say whether they are low enough for that."""
    if not made or _height(writer, made, width) > most * writer.height:
        return False
    for element in made[:-1]:
        _keep(element, with_next=True)
    _keep(made[-1], with_next=False)
    return True


def keep_with_next(writer: Writer, made: Elements, following: Elements, width: int) -> None:
    """Keep elements on the page of those that follow; where both are too high, their end alone."""
    if not keep_together(writer, [*made, *following], width, most=_MOST_WITH_NEXT):
        keep_together(writer, made, width)
    _keep(made[-1], with_next=True)


def _keep(element: Element, *, with_next: bool) -> None:
    """No page parts a paragraph, or the rows of a table; `with_next` it stays with what follows."""
    rows = cast(Elements, list(element.iter(_ROW)))
    # A table of one row is kept by its paragraphs: LibreOffice parts it from what follows where the row may not break.
    for row in rows if len(rows) > 1 else ():
        properties = row.find(qn("w:trPr"))
        if properties is None:
            properties = value("w:trPr")
            row.insert(0, properties)
        if properties.find(qn("w:cantSplit")) is None:
            properties.insert(0, value("w:cantSplit"))
    last = list(rows[-1].iter(_P)) if rows and not with_next else []
    for paragraph in element.iter(_P):
        is_last = paragraph in last or (paragraph is element and not with_next)
        _keep_paragraph(cast(Element, paragraph), with_next=not is_last)


def _keep_paragraph(paragraph: Element, *, with_next: bool) -> None:
    properties = cast(Element, paragraph[0])
    where = 1 if len(properties) and properties[0].tag == qn("w:pStyle") else 0
    if properties.find(qn("w:keepNext")) is not None:
        where += 1
    elif with_next:
        properties.insert(where, value("w:keepNext"))
        where += 1
    if properties.find(qn("w:keepLines")) is None:
        properties.insert(where, value("w:keepLines"))


def _height(writer: Writer, made: Elements, width: int) -> float:
    """About how high elements are, in points."""
    return sum(_height_of(writer, element, width) for element in made)


def _height_of(writer: Writer, element: Element, width: int) -> float:
    if element.tag == _TABLE:
        return sum(_height_of_row(writer, cast(Element, row)) for row in element.iterchildren(_ROW))
    if element.tag != _P:
        return 0.0
    exact = element.find(f"{qn('w:pPr')}/{qn('w:spacing')}[@{qn('w:lineRule')}]")
    leading = writer.look.theme.styles["body"].leading * writer.look.scale
    if exact is not None:
        leading = int(exact.get(qn("w:line")) or 0) / TWIPS
    characters = sum(len(text.text or "") for text in element.iter(_TEXT))
    lines = max(1, math.ceil(writer.about(characters, "body") / max(1, width))) + len(list(element.iter(qn("w:br"))))
    pictures = sum(int(extent.get("cy") or 0) / _EMU for extent in element.iter(qn("wp:extent")))
    return lines * leading + pictures + (0.0 if exact is not None else _BETWEEN * writer.look.scale)


def _height_of_row(writer: Writer, row: Element) -> float:
    given = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    heights = [0.0 if given is None else int(given.get(qn("w:val")) or 0) / TWIPS]
    for cell in row.iterchildren(_CELL):
        wide = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        width = int(wide.get(qn("w:w")) or 0) if wide is not None else 0
        inside = sum(_height_of(writer, cast(Element, child), width) for child in cell)
        heights.append(inside + _IN_CELL * writer.look.scale)
    return max(heights)

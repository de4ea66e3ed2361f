"""Ordering: lettered entries, each behind the box for its number."""

from __future__ import annotations

from dataclasses import replace

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange, letter
from guidegen.inline import Text
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.fragments import drawn_content
from guidegen.render.pdf.layout import Frame, Laid, Layout
from guidegen.render.pdf.structure import Element

_BOX = 24.0
_LETTER = 34.0
_TEXT = 56.0


def lay_order_boxes(layout: Layout, task: doc.OrderBoxes, arranged: ArrangedItem, frame: Frame) -> Laid:
    """A list: box, letter, entry."""
    scale = layout.scale
    side, indent = _BOX * scale, _TEXT * scale
    outline = ops.box(0.5, 0.5 - side, side - 1, side - 1, radius=2 * scale, stroke=layout.colour("ink"), thickness=1.0)
    units, entries = [], []
    for index, entry in enumerate(arrange(task.entries, arranged.options)):
        text, body = layout.whole(entry.line, "option", frame.x + indent, 0, frame.width - indent, origin=entry.origin)
        height = max(side, text.fragment.height)
        said = task.box_label.replace("{letter}", letter(index))
        box, box_element = layout.content(drawn_content(outline, side, side, said), frame.x, (height - side) / 2, "P")
        mark, label = layout.whole(
            (Text(letter(index)),), "number", frame.x + _LETTER * scale, 0, indent - _LETTER * scale, role="Lbl"
        )
        shown = [replace(one, y=(height - one.fragment.height) / 2) for one in (mark, text)]
        units.append(Unit(height, [box, *shown], before=5 * scale, groups=frame.groups, keep_next=True))
        entries.append(Element("LI", [label, Element("LBody", [box_element, body])]))
    return Laid(units, [Element("L", list(entries), {"List": {"ListNumbering": "/UpperAlpha"}})])

"""Ordering: lettered entries, each behind the box for its number."""

from __future__ import annotations

from functools import partial

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange
from guidegen.inline import Text
from guidegen.records import replace
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.form_fields import DropDown, fill, question, said_of
from guidegen.render.pdf.layout import Frame, Laid, Layout
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.tasks.answer_box import answer_box

_LETTER = 34.0
_TEXT = 56.0


def lay_order_boxes(layout: Layout, task: doc.OrderBoxes, arranged: ArrangedItem, frame: Frame) -> Laid:
    """A list: box, letter, entry."""
    scale = layout.scale
    indent = _TEXT * scale
    box, side = answer_box(layout)
    units, entries = [], []
    for index, entry in enumerate(arrange(task.entries, arranged.options)):
        text, body = layout.whole(entry.line, "option", frame.x + indent, 0, frame.width - indent, origin=entry.origin)
        height = max(side, text.fragment.height)
        boxes, box_element = layout.answer(
            box, frame.x, (height - side) / 2, side, side,
            said=task.box_label.replace("{letter}", layout.letter(index)),
            place=entry.id,
            field=partial(_number, layout, task, arranged.number, layout.letter(index), entry),
        )  # fmt: skip
        mark, label = layout.whole(
            (Text(layout.letter(index)),), "number", frame.x + _LETTER * scale, 0, indent - _LETTER * scale, role="Lbl"
        )
        shown = [replace(one, y=(height - one.fragment.height) / 2) for one in (mark, text)]
        units.append(Unit(height, [*boxes, *shown], before=6 * scale, groups=frame.groups, keep_next=True))
        entries.append(Element("LI", [label, Element("LBody", [box_element, body])]))
    return Laid(units, [Element("L", list(entries), {"List": {"ListNumbering": "/UpperAlpha"}})])


def _number(
    layout: Layout, task: doc.OrderBoxes, item: int, text: str, entry: doc.Option, phrases: doc.FieldPhrases
) -> DropDown:
    """The box as a list of numbers."""
    numbers = [str(place) for place in range(1, len(task.entries) + 1)]
    words = fill(phrases.place, number=item, letter=text, text=said_of(entry))
    return DropDown(question(item, text), words, layout.fragments.style("option"), tuple((n, n) for n in numbers), True)

"""Matching: a table of premises with a box each, and the lettered responses."""

from __future__ import annotations

from functools import partial

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange
from guidegen.inline import Text
from guidegen.records import replace
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.form_fields import DropDown, fill, question, said_of
from guidegen.render.pdf.layout import Frame, Laid, Layout, lay_text, stacked
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.tasks.answer_box import answer_box

_ANSWER_CELL = 52.0


def lay_premises(layout: Layout, task: doc.Premises, arranged: ArrangedItem, frame: Frame) -> Laid:
    """Premises with an answer cell each, and beside them (or below) the list of lettered responses."""
    gap = 24.0 * layout.scale
    half = (frame.width - gap) / 2
    if _fits_beside(layout, task, half):
        table, table_element = _premise_table(layout, task, arranged, Frame(frame.x, half))
        side = _responses(layout, task, arranged, Frame(frame.x + half + gap, half))
        left, left_height = stacked(table)
        right, right_height = stacked(side.units)
        height = max(left_height, right_height)
        if height <= layout.page_height * 0.8:
            unit = Unit(height, left + right, before=6 * layout.scale, groups=frame.groups)
            return Laid([unit], [table_element, *side.elements])
    table, table_element = _premise_table(layout, task, arranged, Frame(frame.x, frame.width))
    below = _responses(layout, task, arranged, Frame(frame.x, frame.width))
    below.units[0].before = 10 * layout.scale
    for unit in [*table, *below.units]:
        unit.groups = frame.groups
    return Laid([*table, *below.units], [table_element, *below.elements])


def _fits_beside(layout: Layout, task: doc.Premises, width: float) -> bool:
    """True when no word is wider than its half, and no entry runs over more than a few lines."""
    lines = [option.line for option in (*task.premises, *task.responses)]
    narrowest = max(layout.fragments.extent(line, "option")[0] for line in lines)
    widest = max(layout.fragments.extent(line, "option")[1] for line in lines)
    room = width - _answer_cell(layout, task)
    return narrowest <= room and widest <= 4 * room


def _answer_cell(layout: Layout, task: doc.Premises) -> float:
    """The width of the column of boxes, whose header may be a longer word than “Letter”."""
    header = layout.fragments.extent(task.answer_header, "points")[1] + 8 * layout.scale
    return max(_ANSWER_CELL * layout.scale, header)


def _premise_table(
    layout: Layout, task: doc.Premises, arranged: ArrangedItem, frame: Frame
) -> tuple[list[Unit], Element]:
    scale = layout.scale
    box, side = answer_box(layout)
    cell = _answer_cell(layout, task)
    width = frame.width - cell
    first, first_head = layout.whole(task.answer_header, "points", frame.x, 0, cell, role="TH")
    second, second_head = layout.whole(task.premise_header, "points", frame.x + cell, 0, width, role="TH")
    for head in (first_head, second_head):
        head.tell("Table", {"Scope": "/Column"})
    units = [Unit(max(first.fragment.height, second.fragment.height), [first, second], after=3 * scale, keep_next=True)]
    rows = []
    for index, premise in enumerate(task.premises, start=1):
        text, head = layout.whole(premise.line, "option", frame.x + cell, 0, width, role="TH", origin=premise.origin)
        head.tell("Table", {"Scope": "/Row"})
        height = max(side, text.fragment.height)
        answers, answer_cell = layout.answer(
            box, frame.x, (height - side) / 2, side, side,
            said=task.answer_label, place=premise.id,
            field=partial(_letters, layout, task, arranged.number, index, premise), role="TD",
        )  # fmt: skip
        text = replace(text, y=(height - text.fragment.height) / 2)
        units.append(Unit(height, [*answers, text], before=6 * scale, keep_next=True))
        rows.append(Element("TR", [answer_cell, head]))
    head_row = Element("THead", [Element("TR", [first_head, second_head])])
    return units, Element("Table", [head_row, Element("TBody", list(rows))])


def _letters(
    layout: Layout, task: doc.Premises, item: int, index: int, premise: doc.Option, phrases: doc.FieldPhrases
) -> DropDown:
    """The answer cell as a list of the responses' letters: as on paper, a letter is the answer."""
    letters = [layout.letter(place) for place in range(len(task.responses))]
    words = fill(phrases.premise, number=item, text=said_of(premise))
    return DropDown(
        question(item, index), words, layout.fragments.style("option"), tuple((a, a) for a in letters), True
    )


def _responses(layout: Layout, task: doc.Premises, arranged: ArrangedItem, frame: Frame) -> Laid:
    scale = layout.scale
    indent = 24.0 * scale
    laid = lay_text(layout, task.responses_label, "points", frame, keep_next=True)
    laid.units[-1].after = 3 * scale
    entries = []
    for index, response in enumerate(arrange(task.responses, arranged.options)):
        text, body = layout.whole(
            response.line, "option", frame.x + indent, 0, frame.width - indent, origin=response.origin
        )
        label, label_element = layout.whole((Text(layout.letter(index)),), "number", frame.x, 0, indent, role="Lbl")
        height = max(layout.mark("answer-box"), text.fragment.height)
        shift = (height - text.fragment.height) / 2 if len(text.fragment.lines) == 1 else 0.0
        placed = [replace(label, y=shift + text.fragment.lines[0].lowered), replace(text, y=shift)]
        laid.units.append(Unit(height, placed, before=6 * scale, keep_next=True))
        entries.append(Element("LI", [label_element, Element("LBody", [body])]))
    laid.elements.append(Element("L", list(entries), {"List": {"ListNumbering": "/UpperAlpha"}}))
    return laid

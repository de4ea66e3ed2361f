"""A line for a number, with its unit behind it."""

from __future__ import annotations

from functools import partial

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.form_fields import TextField, fill, question, said
from guidegen.render.pdf.layout import Frame, Laid, Layout
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.tasks.answer_space import lay_answer_space
from guidegen.render.pdf.writing_line import line_height, writing_line

_WIDTH = 150.0
_GAP = 7.0


def lay_number_line(layout: Layout, task: doc.NumberLine, arranged: ArrangedItem, frame: Frame) -> Laid:
    """Room to work in if there is any, then words, line and unit on one line of writing."""
    laid = Laid() if task.work is None else lay_answer_space(layout, task.work, arranged, frame, "work")
    scale = layout.scale
    gap, height = _GAP * scale, line_height(layout)
    # Words stand on the line that is written on.
    drop = height - layout.fragments.leading("option") + scale
    placed: list[Placed] = []
    elements: list[Element] = []
    x = frame.x
    if task.before:
        width = min(layout.fragments.extent(task.before, "option")[1] + 0.5, frame.width / 3)
        words, element = layout.whole(task.before, "option", x, drop, width)
        placed.append(words)
        elements.append(element)
        x += words.fragment.width + gap
    room = frame.x + frame.width - x
    narrowest, widest = layout.fragments.extent(task.unit, "option") if task.unit else (0.0, 0.0)
    # A unit gets half of the room at most, unless its longest word needs more.
    length = min(_WIDTH * scale, room - gap - max(narrowest, min(widest, room / 2)) - 1)
    rule = writing_line(layout, -height + 2, length)
    number = partial(_number, layout, task, arranged.number)
    line, line_element = layout.answer(
        rule, x, 0, length, height, said=task.label, place=task.PLACE, field=number, above=3
    )
    placed += line
    elements.append(line_element)
    if task.unit:
        x += length + gap
        unit, unit_element = layout.whole(task.unit, "option", x, drop, frame.x + frame.width - x)
        placed.append(unit)
        elements.append(unit_element)
    bottom = max(one.y + one.fragment.height for one in placed)
    if laid.units:
        laid.units[-1].keep_next = True
    laid.units.append(Unit(max(height, bottom), placed, before=4 * scale if laid.units else 0.0, groups=frame.groups))
    return Laid(laid.units, [*laid.elements, *elements])


def _number(layout: Layout, task: doc.NumberLine, item: int, phrases: doc.FieldPhrases) -> TextField:
    what = ", ".join(part for part in (task.label, said(task.unit)) if part)
    return TextField(question(item), fill(phrases.answer, number=item, what=what), layout.fragments.style("option"))

"""The answer key: all answers at a glance, then item by item."""

from __future__ import annotations

from collections.abc import Callable

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.records import replace
from guidegen.render.pdf.flow import Group, Unit
from guidegen.render.pdf.fragment import Fragment, ornament
from guidegen.render.pdf.late import late
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact, lowered, stacked
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.structure import Element, holding

_turned: Callable[[Fragment, float], Fragment] = late("turned", "turned")


def lay_answer_grid(layout: Layout, block: doc.AnswerGrid, frame: Frame) -> Laid:
    """Answers in boxes, as many in a row as fit."""
    scale = layout.scale
    padding = 7.0 * scale
    answers: list[tuple[doc.Line, doc.Line]] = [((Text(label),), (Text(letters),)) for label, letters in block.answers]
    number_width = max(22.0 * scale, max(layout.fragments.extent(label, "points")[1] for label, _ in answers) + padding)
    widest = max(layout.fragments.extent(letters, "table-row")[1] for _, letters in answers)
    cell = max(46.0 * scale, number_width + widest + 2 * padding)
    columns = max(1, int(frame.width / cell))
    height = 27.0 * scale
    units: list[Unit] = []
    entries = []
    line = layout.stroke("rule")
    outline = ornament(ops.box(0, -height, cell, height, stroke=layout.colour("rule"), thickness=line), cell, height)
    for start in range(0, len(answers), columns):
        placed: list[Placed] = []
        for index, (number, letters) in enumerate(answers[start : start + columns]):
            x = frame.x + index * cell
            shown, label = layout.whole(number, "points", x + padding, 0, number_width, role="Lbl")
            room = cell - number_width - padding
            answer, body = layout.whole(letters, "table-row", x + padding + number_width, 0, room)
            centred = [p.lower((height - p.fragment.height) / 2) for p in (shown, answer)]
            placed += [artifact(outline, x, 0), *centred]
            entries.append(Element("LI", [label, holding("LBody", [body])]))
        units.append(Unit(height, placed, groups=frame.groups))
    units[0].before = 4 * scale
    units[-1].after = 8 * scale
    return Laid(units, [Element("L", list(entries), {"List": {"ListNumbering": "/Decimal"}})])


def lay_turned_answers(layout: Layout, block: doc.TurnedAnswers, frame: Frame) -> Laid:
    """The answers upside down at the foot of the page, below a rule."""
    fragment, key, link, element = layout.text(block.line, "small", frame.width, doc.NOWHERE)
    upside_down = _turned(fragment, frame.width)
    gap = 6 * layout.scale
    line = artifact(
        ornament(ops.rule(0, 0, frame.width, layout.stroke("rule"), layout.colour("rule")), frame.width, 1), frame.x, 0
    )
    answers = Placed(upside_down, frame.x, gap + upside_down.lines[0].top, key, link, 0, len(upside_down.lines))
    unit = Unit(gap + fragment.height, [line, answers], before=14 * layout.scale, at_foot=True, groups=frame.groups)
    return Laid([unit], [element])


def lay_key_list(layout: Layout, block: doc.KeyList, frame: Frame) -> Laid:
    """Answers item by item: number and letters in large type, beside them what explains them."""
    scale = layout.scale
    side = 84.0 * scale
    units: list[Unit] = []
    entries = []
    for entry in block.entries:
        group = Group(keep=True)
        body = Frame(frame.x + side, frame.width - side, (*frame.groups, group))
        laid = layout.blocks(entry.blocks, body)
        number, label = layout.whole((Text(entry.label),), "key-number", frame.x, 0, side - 8 * scale, role="Lbl")
        height = lowered(laid.units[0])
        placed = [replace(number, y=height)]
        height += number.fragment.height
        if entry.points:
            points, points_element = layout.whole(entry.points, "small", frame.x, height, side - 8 * scale)
            placed.append(points)
            laid.elements.insert(0, points_element)
            height += points.fragment.height
        first = laid.units[0]
        first.placed[:0] = placed
        # What stands at the side may be taller than what stands beside it.
        laid.units[-1].height += max(0.0, height - stacked(laid.units)[1])
        first.before = 8 * scale
        first.anchors = (entry.anchor,) if entry.anchor else ()
        line = ornament(ops.rule(0, 0, frame.width, layout.stroke("rule"), layout.colour("rule")), frame.width, 1)
        laid.units[-1].after = 7 * scale
        laid.units[-1].keep_next = True
        laid.units.append(Unit(1.0, [artifact(line, frame.x, 0)], groups=(*frame.groups, group), after=0))
        units += laid.units
        entries.append(Element("LI", [label, Element("LBody", list(laid.elements))], anchor=entry.anchor))
    return Laid(units, [Element("L", list(entries), {"List": {"ListNumbering": "/Decimal"}})])

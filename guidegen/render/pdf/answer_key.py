"""The answer key: all answers at a glance, then item by item."""

from __future__ import annotations

from collections.abc import Callable

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.records import dataclass, replace
from guidegen.render.pdf.flow import Group, Unit
from guidegen.render.pdf.fragment import Fragment, ornament
from guidegen.render.pdf.late import late
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact, lowered, stacked
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.structure import Element, holding

#: The styles of labels and answers in a grid.
GRID_LABEL, GRID_ANSWER = "points", "table-row"
#: So many answers are set as rows of words, where they are no more than that.
_MANY = 40
_long_grid: Callable[[Layout, doc.AnswerGrid, Frame], Laid | None] = late("long_grids", "long_grid")
_turned: Callable[[Fragment, float], Fragment] = late("turned", "turned")


@dataclass(frozen=True, slots=True)
class AnswerBoxes:
    """The boxes of a grid, all of one size: the `padding` inside, the room for the label, and how many are in a row."""

    padding: float
    label: float
    width: float
    height: float
    columns: int

    @classmethod
    def of(cls, layout: Layout, frame: Frame, label: float, answer: float) -> AnswerBoxes:
        """The boxes whose widest label and widest answer are so wide."""
        scale = layout.scale
        padding = 7.0 * scale
        label = max(22.0 * scale, label + padding)
        width = max(46.0 * scale, label + answer + 2 * padding)
        return cls(padding, label, width, 27.0 * scale, max(1, int(frame.width / width)))

    def outline(self, layout: Layout, x: float) -> str:
        """The operators that draw a box at `x`."""
        stroke, thickness = layout.colour("rule"), layout.stroke("rule")
        return ops.box(x, -self.height, self.width, self.height, stroke=stroke, thickness=thickness)


def lay_answer_grid(layout: Layout, block: doc.AnswerGrid, frame: Frame) -> Laid:
    """Answers in boxes, as many in a row as fit."""
    if len(block.answers) >= _MANY and (laid := _long_grid(layout, block, frame)) is not None:
        return laid
    answers: list[tuple[doc.Line, doc.Line]] = [((Text(label),), (Text(letters),)) for label, letters in block.answers]
    extent = layout.fragments.extent
    label_width = max([extent(label, GRID_LABEL)[1] for label, _ in answers])
    grid = AnswerBoxes.of(layout, frame, label_width, max([extent(letters, GRID_ANSWER)[1] for _, letters in answers]))
    padding, number_width, cell, height, columns = grid.padding, grid.label, grid.width, grid.height, grid.columns
    units: list[Unit] = []
    entries = []
    outline = ornament(grid.outline(layout, 0.0), cell, height)
    for start in range(0, len(answers), columns):
        placed: list[Placed] = []
        for index, (number, letters) in enumerate(answers[start : start + columns]):
            x = frame.x + index * cell
            shown, label = layout.whole(number, GRID_LABEL, x + padding, 0, number_width, role="Lbl")
            room = cell - number_width - padding
            answer, body = layout.whole(letters, GRID_ANSWER, x + padding + number_width, 0, room)
            centred = [p.lower((height - p.fragment.height) / 2) for p in (shown, answer)]
            placed += [artifact(outline, x, 0), *centred]
            entries.append(Element("LI", [label, holding("LBody", [body])]))
        units.append(Unit(height, placed, groups=frame.groups))
    return grid_of(layout, units, entries)


def grid_of(layout: Layout, units: list[Unit], entries: list[Element]) -> Laid:
    """Rows of answers as a list, with room around it."""
    units[0].before = 4 * layout.scale
    units[-1].after = 8 * layout.scale
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

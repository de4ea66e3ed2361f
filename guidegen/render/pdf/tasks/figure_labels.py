"""Label the figure: numbers on the picture, a box or a line for each, and the lettered labels."""

from __future__ import annotations

from collections.abc import Callable

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange
from guidegen.inline import Text
from guidegen.records import dataclass, replace
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.form_fields import DropDown, TextField, fill, question
from guidegen.render.pdf.layout import Frame, Laid, Layout, lay_text
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.tasks.answer_box import answer_box
from guidegen.render.pdf.text import Style
from guidegen.render.pdf.writing_line import line_height, writing_line

_NUMBER = 22.0
_GAP = 18.0
_LETTER = 24.0


def lay_figure_labels(layout: Layout, task: doc.FigureLabels, arranged: ArrangedItem, frame: Frame) -> Laid:
    """Numbered boxes in rows with the labels below them, or numbered lines in two columns."""
    if not task.labels:
        return _numbered(layout, task, frame, _lines(layout, task, arranged, frame))
    laid = _numbered(layout, task, frame, _boxes(layout, task, arranged, frame))
    laid.add(_lay_labels(layout, task, arranged, frame))
    return laid


@dataclass(frozen=True, slots=True)
class _Room:
    """How the places to answer in stand: so many in a row, `step` points from one number to the next.

    `number_drop` is how far down a number of one line stands; `answer` gives the place of an index whose answer begins
    at x.
    """

    columns: int
    step: float
    height: float
    number_drop: Callable[[float], float]
    answer: Callable[[int, float], tuple[list[Placed], Element]]


def _boxes(layout: Layout, task: doc.FigureLabels, arranged: ArrangedItem, frame: Frame) -> _Room:
    """Boxes for letters, close together."""
    box, side = answer_box(layout)
    gap = _GAP * layout.scale
    step = _NUMBER * layout.scale + side + gap
    letters = tuple((layout.letter(order), layout.letter(order)) for order in range(len(task.labels)))

    def answer(index: int, x: float) -> tuple[list[Placed], Element]:
        def field(phrases: doc.FieldPhrases) -> DropDown:
            return DropDown(*_named(layout, task, arranged, index, phrases), letters, True)

        return layout.answer(
            box, x, 0, side, side, said=task.places[index].answer_label, place=str(index + 1), field=field
        )

    columns = max(1, min(len(task.places), int((frame.width + gap) / step)))
    return _Room(columns, step, side, lambda height: (side - height) / 2, answer)


def _lines(layout: Layout, task: doc.FigureLabels, arranged: ArrangedItem, frame: Frame) -> _Room:
    """Lines to write on, in two columns."""
    gap, height = _GAP * layout.scale, line_height(layout)
    step = (frame.width + gap) / 2
    width = step - _NUMBER * layout.scale - gap
    rule = writing_line(layout, -height + 2, width)

    def answer(index: int, x: float) -> tuple[list[Placed], Element]:
        def field(phrases: doc.FieldPhrases) -> TextField:
            return TextField(*_named(layout, task, arranged, index, phrases))

        return layout.answer(
            rule, x, 0, width, height, said=task.places[index].answer_label, place=str(index + 1), field=field, above=3
        )

    return _Room(2, step, height, lambda high: height - high, answer)


def _named(
    layout: Layout, task: doc.FigureLabels, arranged: ArrangedItem, index: int, phrases: doc.FieldPhrases
) -> tuple[str, str, Style]:
    """The name of a field, what is said for it, and its style."""
    said = fill(phrases.answer, number=arranged.number, what=task.places[index].answer_label)
    return question(arranged.number, index + 1), said, layout.fragments.style("option")


def _numbered(layout: Layout, task: doc.FigureLabels, frame: Frame, room: _Room) -> Laid:
    """The places with their numbers, row by row: a list."""
    scale = layout.scale
    number = _NUMBER * scale
    units, entries = [], []
    for start in range(0, len(task.places), room.columns):
        placed: list[Placed] = []
        for column in range(min(room.columns, len(task.places) - start)):
            x = frame.x + column * room.step
            text = (Text(str(start + column + 1)),)
            mark, label = layout.whole(text, "number", x, 0, number - 5 * scale, role="Lbl", align="end")
            shown, element = room.answer(start + column, x + number)
            placed += [replace(mark, y=room.number_drop(mark.fragment.height)), *shown]
            entries.append(Element("LI", [label, Element("LBody", [element])]))
        units.append(Unit(room.height, placed, before=6 * scale, groups=frame.groups, keep_next=True))
    return Laid(units, [Element("L", list(entries), {"List": {"ListNumbering": "/Decimal"}})])


def _lay_labels(layout: Layout, task: doc.FigureLabels, arranged: ArrangedItem, frame: Frame) -> Laid:
    """The labels with their letters, in as many columns as the longest of them allows."""
    scale = layout.scale
    letters, gap = _LETTER * scale, _GAP * scale
    labels = arrange(task.labels, arranged.options)
    widest = max(layout.fragments.extent(label.line, "option")[1] for label in labels) + letters + 0.5
    columns = max(1, min(len(labels), int((frame.width + gap) / (widest + gap))))
    step = (frame.width + gap) / columns if columns == 1 else widest + gap
    laid = lay_text(layout, task.list_label, "points", frame, keep_next=True)
    laid.units[0].before = 9 * scale
    entries = []
    for start in range(0, len(labels), columns):
        placed: list[Placed] = []
        for column, label in enumerate(labels[start : start + columns]):
            x = frame.x + column * step
            text, body = layout.whole(label.line, "option", x + letters, 0, step - letters - gap, origin=label.origin)
            mark, element = layout.whole((Text(layout.letter(start + column)),), "number", x, 0, letters, role="Lbl")
            placed += [replace(mark, y=text.fragment.lines[0].lowered), text]
            entries.append(Element("LI", [element, Element("LBody", [body])]))
        height = max(each.y + each.fragment.height for each in placed)
        laid.units.append(Unit(height, placed, before=3 * scale, groups=frame.groups, keep_next=True))
    laid.elements.append(Element("L", list(entries), {"List": {"ListNumbering": "/UpperAlpha"}}))
    return laid

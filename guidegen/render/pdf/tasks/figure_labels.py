"""Label the figure: numbers on the picture, a box or a line for each, and the lettered labels."""

from __future__ import annotations

from dataclasses import replace

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange, letter
from guidegen.inline import Text
from guidegen.render.pdf.flow import Placed, Unit
from guidegen.render.pdf.form_fields import DropDown, TextField, fill, question
from guidegen.render.pdf.fragments import drawn_content, ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact, lay_text
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.tasks.answer_space import LINE

_BOX = 24.0
_NUMBER = 22.0
_GAP = 18.0
_LETTER = 24.0


def lay_figure_labels(layout: Layout, task: doc.FigureLabels, arranged: ArrangedItem, frame: Frame) -> Laid:
    """Numbered boxes in rows with the labels below them, or numbered lines in two columns."""
    if not task.labels:
        return _numbered(layout, task, arranged, frame, 2, LINE, "")
    room = (_NUMBER + _BOX + _GAP) * layout.scale
    columns = max(1, min(len(task.places), int((frame.width + _GAP * layout.scale) / room)))
    laid = _numbered(layout, task, arranged, frame, columns, _BOX, _box(layout), least=room)
    laid.add(_lay_labels(layout, task, arranged, frame))
    return laid


def _box(layout: Layout) -> str:
    side, scale = _BOX * layout.scale, layout.scale
    colour = layout.colour("ink")
    return ops.box(0.5, 0.5 - side, side - 1, side - 1, radius=2 * scale, stroke=colour, thickness=1.0)


def _numbered(
    layout: Layout,
    task: doc.FigureLabels,
    arranged: ArrangedItem,
    frame: Frame,
    columns: int,
    high: float,
    box: str,
    *,
    least: float = 0.0,
) -> Laid:
    """A list: the number of each place, and where its answer goes."""
    scale = layout.scale
    step = least or (frame.width + _GAP * scale) / columns
    number, height = _NUMBER * scale, high * scale
    wide = _BOX * scale if box else step - number - _GAP * scale
    drawing = box or ops.rule(0, -height + 2, wide, 0.9, layout.colour("ink"))
    units, entries = [], []
    for start in range(0, len(task.places), columns):
        placed: list[Placed] = []
        for column in range(min(columns, len(task.places) - start)):
            x = frame.x + column * step
            text = (Text(str(start + column + 1)),)
            mark, label = layout.whole(text, "number", x, 0, number - 5 * scale, role="Lbl", align="end")
            drop = height - mark.fragment.height - (0.0 if not box else (height - mark.fragment.height) / 2)
            shown, element = _answer(layout, task, arranged, start + column, drawing, (x + number, wide, height))
            placed += [replace(mark, y=drop), *shown]
            entries.append(Element("LI", [label, Element("LBody", [element])]))
        units.append(Unit(height, placed, before=5 * scale, groups=frame.groups, keep_next=True))
    return Laid(units, [Element("L", list(entries), {"List": {"ListNumbering": "/Decimal"}})])


def _answer(
    layout: Layout,
    task: doc.FigureLabels,
    arranged: ArrangedItem,
    index: int,
    drawing: str,
    place: tuple[float, float, float],
) -> tuple[list[Placed], Element]:
    """The box or line of one place, which is `place`: x, width, height. To fill in on the screen: a list, or text."""
    x, width, height = place
    said = task.places[index].answer_label
    if layout.phrases is None:
        shown, element = layout.content(drawn_content(drawing, width, height, said), x, 0, "P")
        return [shown], element
    name = question(arranged.number, index + 1)
    words = fill(layout.phrases.answer, number=arranged.number, what=said)
    style = layout.fragments.style("option")
    letters = tuple((letter(order), letter(order)) for order in range(len(task.labels)))
    field = DropDown(name, words, style, letters, True) if task.labels else TextField(name, words, style)
    shown, element = layout.field(field, x, 0, width, height if task.labels else height - 3, role="P")
    return [artifact(ornament(drawing, width, height), x, 0), shown], element


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
            mark, element = layout.whole((Text(letter(start + column)),), "number", x, 0, letters, role="Lbl")
            placed += [replace(mark, y=text.fragment.lines[0].lowered), text]
            entries.append(Element("LI", [element, Element("LBody", [body])]))
        height = max(each.y + each.fragment.height for each in placed)
        laid.units.append(Unit(height, placed, before=3 * scale, groups=frame.groups, keep_next=True))
    laid.elements.append(Element("L", list(entries), {"List": {"ListNumbering": "/UpperAlpha"}}))
    return laid

"""Lines to write on."""

from __future__ import annotations

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.render.pdf import operators as ops
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.fragments import Fragment, drawn_content
from guidegen.render.pdf.layout import Frame, Laid, Layout


def lay_answer_lines(layout: Layout, task: doc.AnswerLines, arranged: ArrangedItem, frame: Frame) -> Laid:
    """Lines of the whole width."""
    distance = 27.0 * layout.scale
    units, elements = [], []
    for _ in range(task.count):
        line = _writing_line(layout, frame.width, distance, task.label)
        placed, element = layout.content(line, frame.x, 0, "P")
        units.append(Unit(distance, [placed], groups=frame.groups, keep_next=True))
        elements.append(element)
    return Laid(units, elements)


def _writing_line(layout: Layout, width: float, height: float, label: str) -> Fragment:
    return drawn_content(ops.rule(0, -height + 2, width, 0.9, layout.colour("ink")), width, height, label)

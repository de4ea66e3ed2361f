"""The tasks of items: one module each, and the table of functions that lay them out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.render.pdf.layout import Frame, Laid, Layout
from guidegen.render.pdf.tasks.answer_space import lay_answer_space
from guidegen.render.pdf.tasks.blanks import lay_blanks
from guidegen.render.pdf.tasks.figure_labels import lay_figure_labels
from guidegen.render.pdf.tasks.number_line import lay_number_line
from guidegen.render.pdf.tasks.options import lay_options
from guidegen.render.pdf.tasks.order_boxes import lay_order_boxes
from guidegen.render.pdf.tasks.premises import lay_premises
from guidegen.render.pdf.tasks.statement_table import lay_statement_table


class TaskLayout(Protocol):
    """Lays a task out below its stem. Every unit but the last keeps with the next; the caller sees to that."""

    def __call__(self, layout: Layout, task: Any, arranged: ArrangedItem, frame: Frame) -> Laid:
        """Units and structure elements."""


TASKS: Mapping[type[doc.Task], TaskLayout] = {
    doc.Options: lay_options,
    doc.Premises: lay_premises,
    doc.StatementTable: lay_statement_table,
    doc.OrderBoxes: lay_order_boxes,
    doc.AnswerSpace: lay_answer_space,
    doc.NumberLine: lay_number_line,
    doc.Blanks: lay_blanks,
    doc.FigureLabels: lay_figure_labels,
}

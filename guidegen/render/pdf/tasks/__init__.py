"""The tasks of items: one module each, and the table of functions that lay them out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.render.pdf.late import late
from guidegen.render.pdf.layout import Frame, Laid, Layout
from guidegen.render.pdf.tasks.options import lay_options
from guidegen.typed import Protocol


class TaskLayout(Protocol):
    """Lays a task out below its stem. Every unit but the last keeps with the next; the caller sees to that."""

    def __call__(self, layout: Layout, task: Any, arranged: ArrangedItem, frame: Frame) -> Laid:
        """Units and structure elements."""


TASKS: Mapping[type[doc.Task], TaskLayout] = {
    doc.Options: lay_options,
    doc.Premises: late("tasks.premises", "lay_premises"),
    doc.StatementTable: late("tasks.statement_table", "lay_statement_table"),
    doc.OrderBoxes: late("tasks.order_boxes", "lay_order_boxes"),
    doc.AnswerSpace: late("tasks.answer_space", "lay_answer_space"),
    doc.NumberLine: late("tasks.number_line", "lay_number_line"),
    doc.Blanks: late("tasks.blanks", "lay_blanks"),
    doc.FigureLabels: late("tasks.figure_labels", "lay_figure_labels"),
}

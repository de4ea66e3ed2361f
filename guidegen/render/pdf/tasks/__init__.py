"""The tasks of items: one module each, and the table of functions that lay them out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.render.pdf.layout import Frame, Laid, Layout
from guidegen.render.pdf.tasks.answer_lines import lay_answer_lines
from guidegen.render.pdf.tasks.options import lay_options
from guidegen.render.pdf.tasks.premises import lay_premises


class TaskLayout(Protocol):
    """Lays a task out below its stem. Every unit but the last keeps with the next; the caller sees to that."""

    def __call__(self, layout: Layout, task: Any, arranged: ArrangedItem, frame: Frame) -> Laid:
        """Units and structure elements."""


TASKS: Mapping[type[doc.Task], TaskLayout] = {
    doc.Options: lay_options,
    doc.Premises: lay_premises,
    doc.AnswerLines: lay_answer_lines,
}

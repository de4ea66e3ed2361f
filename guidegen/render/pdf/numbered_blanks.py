"""Lines with other numbered blanks than they came with: fields to type in, answers on them, less room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guidegen.document.elements import Line
from guidegen.inline import NumberedBlank
from guidegen.records import replace
from guidegen.render.pdf.blanks import most_characters

_Change = Callable[[NumberedBlank], NumberedBlank]


def with_fields(line: Line, width_of: Callable[[int], int]) -> Line:
    """The line with a form field at each numbered blank, which is at least as wide as `width_of` its number says."""
    return _changed(line, lambda blank: replace(blank, field=True, width=max(blank.width, width_of(blank.number))))


def with_answers(line: Line, answer_of: Callable[[int], str]) -> Line:
    """The line with an answer on each numbered blank that `answer_of` its number gives one for."""
    return _changed(line, lambda blank: replace(blank, answer=answer_of(blank.number)))


def with_blanks_for(line: Line, width: float, size: float) -> Line:
    """The line in text of a size with no numbered blank that a line so many points wide could not hold."""
    most = most_characters(width, size)
    return _changed(line, lambda blank: replace(blank, width=min(blank.width, most)))


def _changed(line: Line, change: _Change) -> Line:
    return tuple([_with_change(node, change) for node in line])


def _with_change(node: Any, change: _Change) -> Any:
    if isinstance(node, NumberedBlank):
        return change(node)
    if children := getattr(node, "children", ()):
        return replace(node, children=_changed(children, change))
    return node

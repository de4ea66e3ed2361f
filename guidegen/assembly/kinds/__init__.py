"""The kinds of item: one module each, and the table of them.

A kind says in which order its options are printed, what the quiz shows, and what the key answers, so that none of
this is decided twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidegen.assembly.kinds import (
    choice,
    cloze,
    essay,
    label_figure,
    matching,
    numerical,
    ordering,
    short_answer,
    statements,
    true_false,
)
from guidegen.assembly.kinds.base import Kind
from guidegen.model.item import (
    Cloze,
    Essay,
    Item,
    LabelFigure,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numerical,
    Ordering,
    ShortAnswer,
    Statements,
    TrueFalse,
)

KINDS: Mapping[type[Item], Kind[Any]] = {
    MultipleChoice: choice.MULTIPLE_CHOICE,
    MultipleResponse: choice.MULTIPLE_RESPONSE,
    TrueFalse: true_false.KIND,
    Statements: statements.KIND,
    Matching: matching.KIND,
    Ordering: ordering.KIND,
    ShortAnswer: short_answer.KIND,
    Numerical: numerical.KIND,
    Essay: essay.KIND,
    Cloze: cloze.KIND,
    LabelFigure: label_figure.KIND,
}


def kind_of(item: Item) -> Kind[Any]:
    """The kind of an item."""
    return KINDS[type(item)]

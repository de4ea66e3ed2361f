"""The kinds of item: one module each, and the table of them.

A kind says in which order its options are printed, what the quiz shows, and what the key answers, so that none of
this is decided twice.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

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

#: Where each kind stands: its module, which is loaded when there is an item of it, and its name there.
PLACES: Mapping[type[Item], tuple[str, str]] = {
    MultipleChoice: ("choice", "MULTIPLE_CHOICE"),
    MultipleResponse: ("choice", "MULTIPLE_RESPONSE"),
    TrueFalse: ("true_false", "KIND"),
    Statements: ("statements", "KIND"),
    Matching: ("matching", "KIND"),
    Ordering: ("ordering", "KIND"),
    ShortAnswer: ("short_answer", "KIND"),
    Numerical: ("numerical", "KIND"),
    Essay: ("essay", "KIND"),
    Cloze: ("cloze", "KIND"),
    LabelFigure: ("label_figure", "KIND"),
}


_loaded: dict[type[Item], Kind[Any]] = {}


def kind_of(item: Item) -> Kind[Any]:
    """The kind of an item."""
    kind = _loaded.get(type(item))
    if kind is None:
        module, name = PLACES[type(item)]
        kind = _loaded[type(item)] = getattr(importlib.import_module(f"guidegen.assembly.kinds.{module}"), name)
    return kind

"""Options that refer to other options by letter: no shuffle may part what such words say from what is printed."""

from __future__ import annotations

from collections.abc import Iterable

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic
from guidegen.inline import plain_text
from guidegen.model.item import Item, MultipleChoice, MultipleResponse
from guidegen.model.quiz import Quiz
from guidegen.model.wording import labels_its_statements, names_options

_HINT = (
    "Give the item `shuffle: false` and the long form `options:`, or say in words what is meant. "
    "If these letters are no options, add a word, such as “types A and B”."
)


def letter_references(quiz: Quiz, items: Iterable[Item]) -> list[Diagnostic]:
    """A problem for each option of `items` that names options whose letters the quiz shuffles."""
    if not quiz.shuffle_options:
        return []
    return [problem for item in items for problem in _of_item(item)]


def _of_item(item: Item) -> list[Diagnostic]:
    if not isinstance(item, MultipleChoice | MultipleResponse) or not item.shuffle:
        return []
    naming = [option for option in item.options if names_options(option.prose, len(item.options))]
    if not naming:
        return []
    if all(option.anchored or option in naming for option in item.options):
        # What the letters stand for never moves.
        return []
    if labels_its_statements(item.common.stem):
        return []
    return [
        diagnosed(
            "S242",
            f"“{plain_text(option.prose)}” refers to options by letter, but the options of this item are shuffled.",
            option.origin,
            hint=_HINT,
        )
        for option in naming
    ]

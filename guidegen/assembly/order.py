"""The printed order of the items of a form."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.assembly.random_streams import Stream
from guidegen.model.item import Item
from guidegen.model.quiz import Quiz


def printed_order(quiz: Quiz, items: Sequence[Item], stream: Stream) -> tuple[str, ...]:
    """The ids of the drawn `items`, which come in the order of their banks, in the order in which they are printed.

    Shuffled, or else as the quiz lists them, or else as the banks do.
    """
    ids = tuple(item.common.id for item in items)
    if quiz.shuffle_items:
        return stream.shuffled(ids, "items")
    if quiz.blueprint.count is None and quiz.blueprint.items:
        return quiz.blueprint.items
    return ids

"""Ordering: lettered entries, never printed in their right order, with a box each for its number."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from guidegen.assembly.kinds.base import Kind, Order, lines
from guidegen.assembly.kinds.credit import credit_sentence
from guidegen.assembly.random_streams import Stream
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.document.arrangement import arrange, letter
from guidegen.inline import Strong, Text
from guidegen.locale import Words
from guidegen.model.item import Ordering


def _order(item: Ordering, stream: Stream, *, shuffle: bool) -> Order:
    """Any order but the right one, each as likely: the first of a row of shuffles that is another.

    `shuffle` does not count, since the order in which entries are listed is the answer.
    """
    right = tuple(entry.id for entry in item.entries)
    purpose = f"order:{item.common.id}"
    tries = (stream.shuffled(right, f"{purpose}:{number}" if number else purpose) for number in itertools.count())
    return next(order for order in tries if order != right)


def _printed(item: Ordering, order: Order) -> list[Any]:
    return [[entry.prose for entry in arrange(item.entries, order)]]


def _task(item: Ordering, words: Words) -> doc.OrderBoxes:
    # Sorted by id: the bank lists the entries in their right order.
    by_id = sorted(item.entries, key=lambda entry: entry.id)
    entries = tuple(doc.Option(entry.id, for_print(entry.prose, words), entry.origin) for entry in by_id)
    return doc.OrderBoxes(entries, words["order-box"])


def _letters(item: Ordering, order: Order, words: Words) -> str:
    """What stands in the boxes: `A3 B1 C2`."""
    numbers = {entry.id: number for number, entry in enumerate(item.entries, 1)}
    return " ".join(f"{letter(index, words.letters)}{numbers[id_]}" for index, id_ in enumerate(order))


def _shown(item: Ordering, order: Order, words: Words) -> Mapping[str, doc.Line]:
    return {entry.id: (Text(str(number)),) for number, entry in enumerate(item.entries, 1)}


def _right(item: Ordering, order: Order, words: Words) -> doc.Line:
    marked = [(entry, letter(order.index(entry.id), words.letters)) for entry in item.entries]
    return lines(
        [
            (Strong((Text(f"{number}  {mark}"),)), Text("  "), *for_print(entry.prose, words))
            for number, (entry, mark) in enumerate(marked, 1)
        ]
    )


def _credit(item: Ordering, order: Order, words: Words) -> Sequence[doc.Block]:
    return (credit_sentence("ordering", item.credit, item.common, len(item.entries), words),)


def _right_in_words(item: Ordering, words: Words) -> Sequence[doc.Block]:
    entries = [
        (Strong((Text(f"{number}"),)), Text("  "), *for_print(entry.prose, words))
        for number, entry in enumerate(item.entries, 1)
    ]
    return (doc.Paragraph(lines(entries), "answer", origin=item.common.origin),)


KIND: Kind[Ordering] = Kind(
    _order,
    _printed,
    _task,
    _letters,
    _right,
    shown=_shown,
    before=_credit,
    right_in_words=_right_in_words,
    hint="order-hint",
)

"""True or false: two options that never move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidegen.assembly.kinds.base import Kind, Order
from guidegen.assembly.random_streams import Stream
from guidegen.document import elements as doc
from guidegen.document.arrangement import letter
from guidegen.inline import Strong, Text
from guidegen.locale import Words
from guidegen.model.item import TrueFalse

#: The ids of the two options of every true/false item, in printed order, and the phrases that name them.
TRUE_FALSE = ("true", "false")


def _order(item: TrueFalse, stream: Stream, *, shuffle: bool) -> Order:
    return TRUE_FALSE


def _printed(item: TrueFalse, order: Order) -> list[Any]:
    return []


def _task(item: TrueFalse, words: Words) -> doc.Options:
    return doc.Options(tuple(doc.Option(id_, (Text(words[id_]),)) for id_ in TRUE_FALSE))


def _letters(item: TrueFalse, order: Order, words: Words) -> str:
    return letter(order.index(_key(item)), words.letters)


def _right(item: TrueFalse, order: Order, words: Words) -> doc.Line:
    return (Strong((Text(_letters(item, order, words)),)), Text("  "), Text(words[_key(item)]))


def _key(item: TrueFalse) -> str:
    return "true" if item.is_true else "false"


def _shown(item: TrueFalse, order: Order, words: Words) -> Mapping[str, doc.Line]:
    return {_key(item): ()}


KIND: Kind[TrueFalse] = Kind(_order, _printed, _task, _letters, _right, shown=_shown)

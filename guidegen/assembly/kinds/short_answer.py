"""Short answer: lines to write on; a person judges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guidegen.assembly.kinds.base import Kind, Order, joined
from guidegen.assembly.random_streams import Stream
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.locale import Words
from guidegen.model.item import ShortAnswer


def _order(item: ShortAnswer, stream: Stream, *, shuffle: bool) -> Order:
    return ()


def _printed(item: ShortAnswer, order: Order) -> list[Any]:
    return [item.lines]


def _task(item: ShortAnswer, words: Words) -> doc.AnswerLines:
    return doc.AnswerLines(item.lines, words["answer-line"])


def _letters(item: ShortAnswer, order: Order) -> str:
    return ""


def _right(item: ShortAnswer, order: Order, words: Words) -> doc.Line:
    return for_print(item.accepted[0], words)


def _also(item: ShortAnswer, order: Order, words: Words) -> Sequence[doc.Block]:
    if len(item.accepted) == 1:
        return ()
    others = joined([for_print(prose, words) for prose in item.accepted[1:]], "; ")
    return (doc.Paragraph(words.phrase("key-also", answer=others), "explained"),)


KIND: Kind[ShortAnswer] = Kind(_order, _printed, _task, _letters, _right, before=_also, is_open=True)

"""Short answer: room for a few words; a person judges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guidegen.assembly.kinds.base import Kind, Order, joined
from guidegen.assembly.kinds.credit import earns, explained
from guidegen.assembly.kinds.space import printed_space
from guidegen.assembly.random_streams import Stream
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.locale import Words
from guidegen.model.item import ShortAnswer


def _order(item: ShortAnswer, stream: Stream, *, shuffle: bool) -> Order:
    return ()


def _printed(item: ShortAnswer, order: Order) -> list[Any]:
    return [item.space]


def _task(item: ShortAnswer, words: Words) -> doc.AnswerSpace:
    return printed_space(item.space, words)


def _letters(item: ShortAnswer, order: Order, words: Words) -> str:
    return ""


def _right(item: ShortAnswer, order: Order, words: Words) -> doc.Line:
    return for_print(item.accepted[0].prose, words)


def _also(item: ShortAnswer, order: Order, words: Words) -> Sequence[doc.Block]:
    blocks: list[doc.Block] = []
    if full := [for_print(answer.prose, words) for answer in item.accepted[1:] if answer.credit == 1]:
        blocks.append(doc.Paragraph(words.phrase("key-also", answer=joined(full, "; ")), "explained"))
    for answer in item.accepted[1:]:
        if answer.credit != 1:
            points = (Text(earns(answer.credit, item.common, words)),)
            line = words.phrase("key-earns", answer=for_print(answer.prose, words), points=points)
            blocks.append(doc.Paragraph(line, "explained"))
    if item.case_sensitive:
        blocks.append(explained(words["key-capitals"], item.common))
    return blocks


KIND: Kind[ShortAnswer] = Kind(_order, _printed, _task, _letters, _right, before=_also, is_open=True)

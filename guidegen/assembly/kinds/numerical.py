"""Numerical: a line for a number and its unit. The key says the number and exactly which others are accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guidegen.assembly.kinds.base import Kind, Order
from guidegen.assembly.kinds.credit import earns
from guidegen.assembly.kinds.numbers import accepted_numbers, best_number
from guidegen.assembly.kinds.space import printed_space
from guidegen.assembly.random_streams import Stream
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.locale import Words
from guidegen.model.item import NumberAnswer, Numerical, accepted_range

_FITS_GRID = 6


def _order(item: Numerical, stream: Stream, *, shuffle: bool) -> Order:
    return ()


def _printed(item: Numerical, order: Order) -> list[Any]:
    return [item.unit, item.work]


def _task(item: Numerical, words: Words) -> doc.NumberLine:
    work = None if item.work is None else printed_space(item.work, words)
    before = (Text(words["number-answer"]),) if work else ()
    return doc.NumberLine(words["number-line"], for_print(item.unit, words), before, work)


def _letters(item: Numerical, order: Order, words: Words) -> str:
    """The number as it was typed; ranges and long numbers do not fit the grid."""
    best = item.accepted[0]
    typed = best.value.typed if isinstance(best, NumberAnswer) else ""
    return typed if len(typed) <= _FITS_GRID else ""


def _shown(item: Numerical, order: Order, words: Words) -> Mapping[str, doc.Line]:
    return {doc.NumberLine.PLACE: (Text(best_number(item.accepted[0], words)),)}


def _right(item: Numerical, order: Order, words: Words) -> doc.Line:
    return _with_unit(best_number(item.accepted[0], words), item, words)


def _accepted(item: Numerical, order: Order, words: Words) -> Sequence[doc.Block]:
    """The accepted numbers of every answer, worked out exactly."""
    blocks: list[doc.Block] = []
    best, *others = item.accepted
    if isinstance(best, NumberAnswer):
        low, high = accepted_range(best)
        reach = _with_unit(accepted_numbers(best, words), item, words)
        exactly: doc.Line = (Text(words["key-accept-exactly"]),)
        line = exactly if low == high else words.phrase("key-accept", answer=reach)
        blocks.append(doc.Paragraph(line, "explained"))
    for answer in others:
        numbers = accepted_numbers(answer, words)
        phrase = "key-also-number" if answer.credit == 1 else "key-earns"
        points = (Text(earns(answer.credit, item.common, words)),)
        line = words.phrase(phrase, answer=_with_unit(numbers, item, words), points=points)
        blocks.append(doc.Paragraph(line, "explained"))
    return blocks


def _with_unit(number: str, item: Numerical, words: Words) -> doc.Line:
    if not item.unit:
        return (Text(number),)
    return words.phrase("key-with-unit", number=(Text(number),), unit=for_print(item.unit, words))


KIND: Kind[Numerical] = Kind(_order, _printed, _task, _letters, _right, before=_accepted, shown=_shown, is_open=True)

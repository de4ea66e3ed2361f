"""Essay: room for a text or drawing; the key holds a sample answer and the rubric as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guidegen.assembly.kinds.base import Kind, Order, introduced
from guidegen.assembly.kinds.space import printed_space
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.random_streams import Stream
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.locale import Words
from guidegen.model.item import Essay
from guidegen.model.prose import Paragraph
from guidegen.model.rubric import Criterion, Rubric


def _order(item: Essay, stream: Stream, *, shuffle: bool) -> Order:
    return ()


def _printed(item: Essay, order: Order) -> list[Any]:
    return [item.space]


def _task(item: Essay, words: Words) -> doc.AnswerSpace:
    return printed_space(item.space, words)


def _letters(item: Essay, order: Order, words: Words) -> str:
    return ""


def _right(item: Essay, order: Order, words: Words) -> doc.Line:
    """The sample answer, as far as it is one line; else who marks."""
    if item.sample and isinstance(item.sample[0], Paragraph):
        return (Text(words["key-sample"]), *for_print(item.sample[0].prose, words))
    return (Text(words["key-essay" if item.rubric is None else "key-essay-rubric"]),)


def _sample_and_rubric(item: Essay, order: Order, words: Words) -> Sequence[doc.Block]:
    blocks: list[doc.Block] = []
    if item.sample and isinstance(item.sample[0], Paragraph):
        blocks += blocks_for_print(item.sample[1:], words, style="explained")
    elif item.sample:
        blocks += introduced((Text(words["key-sample"]),), blocks_for_print(item.sample, words, style="explained"))
    if item.rubric is not None:
        blocks.append(_table(item.rubric, item, words))
    return blocks


def _table(rubric: Rubric, item: Essay, words: Words) -> doc.Table:
    """Criteria with their points or levels, or levels by points. Two columns fit beside the number in any print."""
    names = ("rubric-points", "rubric-levels") if rubric.levels else ("rubric-criterion", "rubric-points")
    rows = [
        doc.Row((Text(words.number(level.points)),), (_cell([for_print(level.prose, words)]),))
        for level in rubric.levels
    ]
    rows += [_criterion_row(criterion, words) for criterion in rubric.criteria]
    columns = tuple((Text(words[name]),) for name in names)
    return doc.Table((Text(words["rubric"]),), columns, tuple(rows), fit=True, origin=item.common.origin)


def _criterion_row(criterion: Criterion, words: Words) -> doc.Row:
    levels = [
        words.phrase("rubric-level", points=(Text(words.number(level.points)),), text=for_print(level.prose, words))
        for level in criterion.levels
    ]
    cell = _cell(levels or [(Text(words.number(criterion.points)),)])
    return doc.Row(for_print(criterion.prose, words), (cell,), origin=criterion.origin)


def _cell(lines: Sequence[doc.Line]) -> doc.Cell:
    return doc.Cell(tuple(doc.Paragraph(line, "table") for line in lines))


KIND: Kind[Essay] = Kind(_order, _printed, _task, _letters, _right, before=_sample_and_rubric, is_open=True)

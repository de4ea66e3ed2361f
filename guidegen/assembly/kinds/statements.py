"""Statements: a table with a letter and two boxes in each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guidegen.assembly.kinds.base import Kind, Order, introduced, lines, rationales_in_words
from guidegen.assembly.kinds.credit import credit_sentence
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.random_streams import Stream
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.document.arrangement import arrange, letter
from guidegen.inline import Prose, Strong, Text, plain_text
from guidegen.locale import Words
from guidegen.model.item import Statement, Statements


def _order(item: Statements, stream: Stream, *, shuffle: bool) -> Order:
    ids = [statement.id for statement in item.statements]
    return stream.shuffled(ids, f"statements:{item.common.id}") if shuffle and item.shuffle else tuple(ids)


def _printed(item: Statements, order: Order) -> list[Any]:
    return [item.labels, [statement.prose for statement in arrange(item.statements, order)]]


def _task(item: Statements, words: Words) -> doc.StatementTable:
    statements = tuple(doc.Option(s.id, for_print(s.prose, words), s.origin) for s in item.statements)
    first, second = (for_print(label, words) for label in _labels(item, words))
    return doc.StatementTable(statements, (Text(words["statement"]),), (first, second), words["statement-box"])


def _labels(item: Statements, words: Words) -> tuple[Prose, ...]:
    return item.labels or ((Text(words["true"]),), (Text(words["false"]),))


def _label(statement: Statement, item: Statements, words: Words) -> Prose:
    return _labels(item, words)[0 if statement.is_true else 1]


def _letters(item: Statements, order: Order, words: Words) -> str:
    """One mark for each row: the first letter of its label, or the place of its box where both begin alike."""
    initials = [plain_text(label).strip()[:1].upper() for label in _labels(item, words)]
    marks = initials if initials[0] != initials[1] else ["1", "2"]
    return " ".join(marks[0 if statement.is_true else 1] for statement in arrange(item.statements, order))


def _shown(item: Statements, order: Order, words: Words) -> Mapping[str, doc.Line]:
    return {doc.StatementTable.place(each.id, 0 if each.is_true else 1): () for each in item.statements}


def _right(item: Statements, order: Order, words: Words) -> doc.Line:
    return lines(
        [
            (
                Strong((Text(f"{letter(index, words.letters)}  "), *for_print(_label(statement, item, words), words))),
                Text("  "),
                *for_print(statement.prose, words),
            )
            for index, statement in enumerate(arrange(item.statements, order))
        ]
    )


def _credit(item: Statements, order: Order, words: Words) -> Sequence[doc.Block]:
    return (credit_sentence("statements", item.credit, item.common, len(item.statements), words),)


def _why(item: Statements, order: Order, words: Words) -> Sequence[doc.Block]:
    blocks: list[doc.Block] = []
    for index, statement in enumerate(arrange(item.statements, order)):
        if statement.rationale:
            intro = words.phrase("key-why", letter=(Text(letter(index, words.letters)),))
            blocks += introduced(intro, blocks_for_print(statement.rationale, words, style="explained"))
    return blocks


def _right_in_words(item: Statements, words: Words) -> Sequence[doc.Block]:
    rows = [
        (Strong(for_print(_label(statement, item, words), words)), Text("  "), *for_print(statement.prose, words))
        for statement in item.statements
    ]
    return (doc.Paragraph(lines(rows), "answer", origin=item.common.origin),)


def _why_in_words(item: Statements, words: Words) -> Sequence[doc.Block]:
    return rationales_in_words(item.statements, words)


KIND: Kind[Statements] = Kind(
    _order,
    _printed,
    _task,
    _letters,
    _right,
    shown=_shown,
    before=_credit,
    after=_why,
    right_in_words=_right_in_words,
    after_in_words=_why_in_words,
    hint="statements-hint",
)

"""Matching: premises with a box each, and lettered responses."""

from __future__ import annotations

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
from guidegen.model.item import Matching


def _order(item: Matching, stream: Stream, *, shuffle: bool) -> Order:
    ids = [response.id for response in item.responses]
    # Responses are listed in the order of their premises: unshuffled they would tell the answers.
    return stream.shuffled(ids, f"responses:{item.common.id}") if item.shuffle else tuple(sorted(ids))


def _printed(item: Matching, order: Order) -> list[Any]:
    premises = [premise.prose for premise in item.premises]
    return [premises, [response.prose for response in arrange(item.responses, order)]]


def _task(item: Matching, words: Words) -> doc.Premises:
    return doc.Premises(
        premises=tuple(doc.Option(p.id, for_print(p.prose, words), p.origin) for p in item.premises),
        responses=tuple(doc.Option(r.id, for_print(r.prose, words), r.origin) for r in item.responses),
        answer_header=(Text(words["match-answer"]),),
        premise_header=(Text(words["match-premise"]),),
        responses_label=(Text(words["match-responses"]),),
        answer_label=words["letter-box"],
    )


def _letters(item: Matching, order: Order, words: Words) -> str:
    return " ".join(letter(order.index(premise.response), words.letters) for premise in item.premises)


def _shown(item: Matching, order: Order, words: Words) -> Mapping[str, doc.Line]:
    return {premise.id: (Text(letter(order.index(premise.response), words.letters)),) for premise in item.premises}


def _right(item: Matching, order: Order, words: Words) -> doc.Line:
    texts = {response.id: response.prose for response in item.responses}
    return lines(
        [
            words.phrase(
                "key-pair",
                premise=for_print(premise.prose, words),
                response=(
                    Strong((Text(letter(order.index(premise.response), words.letters)),)),
                    Text(" "),
                    *for_print(texts[premise.response], words),
                ),
            )
            for premise in item.premises
        ]
    )


def _credit(item: Matching, order: Order, words: Words) -> Sequence[doc.Block]:
    return (credit_sentence("matching", item.credit, item.common, len(item.premises), words),)


def _right_in_words(item: Matching, words: Words) -> Sequence[doc.Block]:
    texts = {response.id: response.prose for response in item.responses}
    pairs = [
        words.phrase(
            "key-pair", premise=for_print(premise.prose, words), response=for_print(texts[premise.response], words)
        )
        for premise in item.premises
    ]
    return (doc.Paragraph(lines(pairs), "answer", origin=item.common.origin),)


KIND: Kind[Matching] = Kind(
    _order,
    _printed,
    _task,
    _letters,
    _right,
    shown=_shown,
    before=_credit,
    right_in_words=_right_in_words,
    hint="match-hint",
)

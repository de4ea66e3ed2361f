"""Label the figure: a box (or a line) for each numbered place of a picture, and the lettered labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guidegen.assembly.kinds.base import Kind, Order, introduced, lines
from guidegen.assembly.kinds.credit import credit_sentence
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.random_streams import Stream
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.document.arrangement import arrange, letter
from guidegen.inline import Prose, Strong, Text
from guidegen.locale import Words
from guidegen.model.item import LabelFigure


def _order(item: LabelFigure, stream: Stream, *, shuffle: bool) -> Order:
    if not item.listed:
        return ()
    ids = [label.id for label in item.labels]
    # Labels are listed in the order of their places: unshuffled they would tell the answers.
    return stream.shuffled(ids, f"labels:{item.common.id}") if item.shuffle else tuple(sorted(ids))


def _printed(item: LabelFigure, order: Order) -> list[Any]:
    places = [[m.across, m.down, m.number_across, m.number_down, m.description] for m in item.markers]
    return [places, [label.prose for label in arrange(item.labels, order)]]


def _task(item: LabelFigure, words: Words) -> doc.FigureLabels:
    box = "marker-box" if item.listed else "marker-line"
    places = tuple(
        doc.Place(
            (float(marker.across) / 100, float(marker.down) / 100),
            (float(marker.number_across) / 100, float(marker.number_down) / 100),
            words.fill("marker-described", number=str(number), description=marker.description),
            words.fill(box, number=str(number), description=marker.description),
        )
        for number, marker in enumerate(item.markers, start=1)
    )
    # Sorted by id: the labels come in the order of the places, and nothing may follow from that.
    labels = sorted(item.labels, key=lambda label: label.id) if item.listed else ()
    options = tuple(doc.Option(label.id, for_print(label.prose, words), label.origin) for label in labels)
    return doc.FigureLabels(places, options, (Text(words["labels"]),) if options else ())


def _letters(item: LabelFigure, order: Order, words: Words) -> str:
    return " ".join(letter(order.index(marker.label), words.letters) for marker in item.markers) if item.listed else ""


def _shown(item: LabelFigure, order: Order, words: Words) -> Mapping[str, doc.Line]:
    """In boxes the letters, on lines the names."""
    labels = _labels(item)
    return {
        str(number): (
            (Text(letter(order.index(marker.label), words.letters)),)
            if item.listed
            else for_print(labels[marker.label], words)
        )
        for number, marker in enumerate(item.markers, start=1)
    }


def _right(item: LabelFigure, order: Order, words: Words) -> doc.Line:
    labels = _labels(item)
    answers = []
    for number, marker in enumerate(item.markers, start=1):
        answer = for_print(labels[marker.label], words)
        if item.listed:
            answer = (Strong((Text(letter(order.index(marker.label), words.letters)),)), Text(" "), *answer)
        answers.append(_answer(number, answer, words))
    return lines(answers)


def _right_in_words(item: LabelFigure, words: Words) -> Sequence[doc.Block]:
    labels = _labels(item)
    answers = [_answer(n, for_print(labels[m.label], words), words) for n, m in enumerate(item.markers, start=1)]
    return (doc.Paragraph(lines(answers), "answer", origin=item.common.origin),)


def _labels(item: LabelFigure) -> dict[str, Prose]:
    return {label.id: label.prose for label in item.labels}


def _answer(number: int, answer: doc.Line, words: Words) -> doc.Line:
    return words.phrase("key-blank", number=(Strong((Text(str(number)),)),), answer=answer)


def _credit(item: LabelFigure, order: Order, words: Words) -> Sequence[doc.Block]:
    return (credit_sentence("labels", item.credit, item.common, len(item.markers), words),)


def _why(item: LabelFigure, order: Order, words: Words) -> Sequence[doc.Block]:
    blocks: list[doc.Block] = []
    for number, marker in enumerate(item.markers, start=1):
        if marker.rationale:
            intro = words.phrase("key-marker-why", number=(Text(str(number)),))
            blocks += introduced(intro, blocks_for_print(marker.rationale, words, style="explained"))
    return blocks


def _why_in_words(item: LabelFigure, words: Words) -> Sequence[doc.Block]:
    return _why(item, (), words)


KIND: Kind[LabelFigure] = Kind(
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
    is_open=True,
)

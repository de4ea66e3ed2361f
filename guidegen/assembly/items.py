"""Items of a form to the items of a document. What is right stays behind."""

from __future__ import annotations

from guidegen.assembly.form import TRUE_FALSE, Form
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.locale import Words
from guidegen.model.item import Item, Matching, MultipleChoice, MultipleResponse, Option, ShortAnswer, TrueFalse


def printed_items(form: Form, words: Words, *, show_points: bool) -> doc.ItemList:
    """The items of a form. The list is in the order of the arrangement's ids, so that its own order tells nothing."""
    return doc.ItemList(
        tuple(_item(form.item(placed.item), words, show_points=show_points) for placed in form.arrangement.items)
    )


def points_phrase(points: int, words: Words) -> str:
    """`1 point`, `2 points`."""
    return words["points-one"] if points == 1 else words.fill("points-many", count=str(points))


def _item(item: Item, words: Words, *, show_points: bool) -> doc.Item:
    common = item.common
    figure = None
    if common.figure is not None:
        figure = doc.Figure(common.figure.image, common.figure.alt, width=0.6, origin=common.figure.origin)
    hint: tuple[Text, ...] = ()
    if isinstance(item, MultipleResponse):
        hint = (Text(words["mark-all"]),)
    elif isinstance(item, Matching):
        hint = (Text(words["match-hint"]),)
    return doc.Item(
        id=common.id,
        stem=blocks_for_print(common.stem, words),
        task=_task(item, words),
        hint=hint,
        points=(Text(points_phrase(common.points, words)),) if show_points else (),
        figure=figure,
        origin=common.origin,
    )


def _task(item: Item, words: Words) -> doc.Task:
    match item:
        case MultipleChoice(_, options, _):
            return doc.Options(_options(options, words))
        case MultipleResponse(_, options, _):
            return doc.Options(_options(options, words), many=True)
        case TrueFalse():
            return doc.Options(tuple(doc.Option(id_, (Text(words[id_]),)) for id_ in TRUE_FALSE))
        case Matching(_, premises, responses, _):
            return doc.Premises(
                premises=tuple(doc.Option(p.id, for_print(p.prose, words), p.origin) for p in premises),
                responses=tuple(doc.Option(r.id, for_print(r.prose, words), r.origin) for r in responses),
                answer_header=(Text(words["match-answer"]),),
                premise_header=(Text(words["match-premise"]),),
                responses_label=(Text(words["match-responses"]),),
                answer_label=words["letter-box"],
            )
        case ShortAnswer(_, _, lines):
            return doc.AnswerLines(lines, words["answer-line"])


def _options(options: tuple[Option, ...], words: Words) -> tuple[doc.Option, ...]:
    # Sorted by id: the bank lists the key first, and nothing may follow from that.
    by_id = sorted(options, key=lambda option: option.id)
    return tuple(doc.Option(o.id, for_print(o.prose, words), o.origin) for o in by_id)

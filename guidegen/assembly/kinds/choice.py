"""Multiple choice and multiple response: lettered options."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from guidegen.assembly.kinds.base import Kind, Order, introduced, lines, rationales_in_words
from guidegen.assembly.kinds.credit import credit_sentence, earns, explained
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.random_streams import Stream
from guidegen.assembly.same import Same
from guidegen.assembly.speech import words_of
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.document.arrangement import arrange, letter
from guidegen.inline import Strong, Text
from guidegen.locale import Words
from guidegen.model.item import MultipleChoice, MultipleResponse, Option
from guidegen.model.scoring import ALL_OR_NOTHING, RIGHT_MINUS_WRONG
from guidegen.model.wording import is_closing
from guidegen.records import replace

Choice = MultipleChoice | MultipleResponse


def _order(item: Choice, stream: Stream, *, shuffle: bool) -> Order:
    """Anchored options keep their places; the others are shuffled among the places that are left.

    An option such as `All of the above` that is not anchored takes the last of these places.
    """
    if not (shuffle and item.shuffle):
        return tuple(option.id for option in item.options)
    shuffled, closing = _moving(Same(item))
    moving = (*stream.shuffled(shuffled, f"options:{item.common.id}"), *closing)
    if len(moving) == len(item.options):
        return moving
    free = iter(moving)
    return tuple(option.id if option.anchored else next(free) for option in item.options)


@functools.lru_cache(maxsize=256)
def _moving(same: Same[Choice]) -> tuple[Order, Order]:
    """The ids of the options that are shuffled, and of those that close the others.

    Not many are remembered, since items with values of their own are other objects in each copy.
    """
    free = [option for option in same.item.options if not option.anchored]
    closing = tuple(option.id for option in free if is_closing(option.prose))
    return tuple(option.id for option in free if option.id not in closing), closing


def _printed(item: Choice, order: Order) -> list[Any]:
    options = arrange(item.options, order)
    return [[_content(option) for option in options]]


def _content(option: Option) -> Any:
    """What is printed of an option."""
    if option.blocks:
        return [option.blocks, option.figure]
    return option.prose if option.figure is None else [option.prose, option.figure]


def _task(item: Choice, words: Words) -> doc.Options:
    return doc.Options(_options(item.options, words), many=isinstance(item, MultipleResponse))


def _options(options: tuple[Option, ...], words: Words) -> tuple[doc.Option, ...]:
    # Sorted by id: the bank lists the key first, and nothing may follow from that.
    by_id = sorted(options, key=lambda option: option.id)
    return tuple(_option(option, words) for option in by_id)


def _option(option: Option, words: Words) -> doc.Option:
    line = () if option.is_picture else for_print(option.prose, words)
    blocks = blocks_for_print(option.blocks, words, style="option")
    if option.figure is None:
        return doc.Option(option.id, line, option.origin, blocks=blocks)
    figure = doc.Figure(option.figure.image, option.figure.alt, origin=option.figure.origin)
    return doc.Option(option.id, line, option.origin, figure, blocks)


def _letters(item: Choice, order: Order, words: Words) -> str:
    options = enumerate(arrange(item.options, order))
    return words.letter_gap.join(letter(index, words.letters) for index, option in options if option.is_key)


def _right(item: Choice, order: Order, words: Words) -> doc.Line:
    options = enumerate(arrange(item.options, order))
    keys = [(letter(index, words.letters), option.prose) for index, option in options if option.is_key]
    if not keys:
        return (Text(words["key-none-right"]),)
    return lines([(Strong((Text(mark),)), Text("  "), *for_print(prose, words)) for mark, prose in keys])


def _why_not(item: Choice, order: Order, words: Words) -> Sequence[doc.Block]:
    blocks: list[doc.Block] = []
    for index, option in enumerate(arrange(item.options, order)):
        if option.rationale:
            mark = (Text(letter(index, words.letters)),)
            intro = words.phrase("key-why-not", letter=mark, option=for_print(option.prose, words))
            blocks += introduced(intro, blocks_for_print(option.rationale, words, style="explained"))
    return blocks


def _shown(item: Choice, order: Order, words: Words) -> Mapping[str, doc.Line]:
    return {option.id: () for option in item.options if option.is_key}


def _credit(item: Choice, order: Order, words: Words) -> Sequence[doc.Block]:
    return _credit_by(item, {id_: letter(index, words.letters) for index, id_ in enumerate(order)}, words)


def _credit_in_words(item: Choice, words: Words) -> Sequence[doc.Block]:
    return _credit_by(
        item, {o.id: words.fill("quoted", text=words_of(o.prose, words.language)) for o in item.options}, words
    )


def _credit_by(item: Choice, names: Mapping[str, str], words: Words) -> Sequence[doc.Block]:
    """How points are given; options are called by `names`, in the order of these."""
    by_id = {option.id: option for option in item.options}
    own = [(name, credit) for id_, name in names.items() if (credit := by_id[id_].credit)]
    if own:
        parts = [words.fill("credit-option", letter=name, points=earns(c, item.common, words)) for name, c in own]
        phrase = "credit-choice-own" if isinstance(item, MultipleResponse) else "credit-choice-near"
        return (explained(words.fill(phrase, list=", ".join(parts)), item.common),)
    if isinstance(item, MultipleChoice):
        return ()
    keys = sum(option.is_key for option in item.options)
    # Without keys there is nothing to be marked, and no share of it.
    rule = item.credit if keys or item.credit != RIGHT_MINUS_WRONG else ALL_OR_NOTHING
    parts_of_all = keys if rule == RIGHT_MINUS_WRONG else len(item.options)
    return (credit_sentence("choice", rule, item.common, parts_of_all, words),)


def _right_in_words(item: Choice, words: Words) -> Sequence[doc.Block]:
    keys = [for_print(option.prose, words) for option in item.options if option.is_key]
    right = lines(keys) if keys else (Text(words["key-none-right"]),)
    return (doc.Paragraph(right, "answer", origin=item.common.origin),)


def _why_not_in_words(item: Choice, words: Words) -> Sequence[doc.Block]:
    return rationales_in_words(item.options, words)


MULTIPLE_CHOICE: Kind[Choice] = Kind(
    _order,
    _printed,
    _task,
    _letters,
    _right,
    before=_credit,
    after=_why_not,
    shown=_shown,
    right_in_words=_right_in_words,
    before_in_words=_credit_in_words,
    after_in_words=_why_not_in_words,
)
MULTIPLE_RESPONSE: Kind[Choice] = replace(MULTIPLE_CHOICE, hint="mark-all")

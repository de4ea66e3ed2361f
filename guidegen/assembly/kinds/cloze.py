"""Cloze: a text with numbered blanks, lists to choose from, perhaps a word bank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guidegen.assembly.kinds.base import Kind, Order, introduced, joined, lines
from guidegen.assembly.kinds.credit import credit_sentence
from guidegen.assembly.kinds.numbers import accepted_numbers, best_number
from guidegen.assembly.points import points_phrase
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.random_streams import Stream
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.document.arrangement import arrange_those, letter
from guidegen.inline import Mathematics, Strong, Text, original_of, plain_text, walk
from guidegen.locale import Words
from guidegen.model.item import AnyBlank, ChosenBlank, Cloze, NumberBlank, Option, WrittenBlank
from guidegen.model.scoring import PER_OPTION


def _order(item: Cloze, stream: Stream, *, shuffle: bool) -> Order:
    """The options of the lists, blank by blank, then the words of the word bank."""
    ids: list[str] = []
    for blank in item.blanks:
        if isinstance(blank, ChosenBlank):
            own = [_option_id(blank, option) for option in blank.options]
            ids += stream.shuffled(own, f"blank:{item.common.id}:{blank.id}") if shuffle and blank.shuffle else own
    # The bank lists the words in the order of the blanks: unshuffled they stand in alphabetical order.
    words = sorted(item.words, key=lambda word: (plain_text(original_of(word.prose)).casefold(), word.id))
    words_ids = [word.id for word in words]
    return (*ids, *(stream.shuffled(words_ids, f"words:{item.common.id}") if shuffle else words_ids))


def _option_id(blank: ChosenBlank, option: Option) -> str:
    """Equal options of two blanks differ by their blank."""
    return f"{blank.id}:{option.id}"


def _in_order(blank: ChosenBlank, order: Order) -> list[Option]:
    by_id = {_option_id(blank, option): option for option in blank.options}
    return [by_id[id_] for id_ in order if id_ in by_id]


def _printed(item: Cloze, order: Order) -> list[Any]:
    lists = [
        [option.prose for option in _in_order(blank, order)] if isinstance(blank, ChosenBlank) else []
        for blank in item.blanks
    ]
    return [lists, [word.prose for word in arrange_those(item.words, order)]]


def _task(item: Cloze, words: Words) -> doc.Blanks:
    lists = tuple(
        doc.BlankOptions(number, (Text(words.fill("numbered-blank", number=str(number))),), _options(blank, words))
        for number, blank in enumerate(item.blanks, start=1)
        if isinstance(blank, ChosenBlank)
    )
    bank = tuple(doc.Option(word.id, for_print(word.prose, words), word.origin) for word in item.words)
    # Sorted by id: the words come in the order of the blanks, and nothing may follow from that.
    return doc.Blanks(lists, tuple(sorted(bank, key=lambda word: word.id)), (Text(words["words"]),) if bank else ())


def _options(blank: ChosenBlank, words: Words) -> tuple[doc.Option, ...]:
    by_id = sorted(blank.options, key=lambda option: option.id)
    return tuple(doc.Option(_option_id(blank, o), for_print(o.prose, words), o.origin) for o in by_id)


def _letters(item: Cloze, order: Order, words: Words) -> str:
    """The letters of the blanks, when all of them have lists."""
    letters = [_letter(blank, order, words) for blank in item.blanks if isinstance(blank, ChosenBlank)]
    return " ".join(letters) if len(letters) == len(item.blanks) else ""


def _part_letters(item: Cloze, order: Order, words: Words) -> str:
    """`2: B, 4: A`: the letters of those blanks that have lists, where others are written."""
    chosen = [(number, blank) for number, blank in enumerate(item.blanks, 1) if isinstance(blank, ChosenBlank)]
    if len(chosen) == len(item.blanks):
        return ""
    letters = [(str(number), _letter(blank, order, words)) for number, blank in chosen]
    return ", ".join(words.fill("key-blank", number=number, answer=mark) for number, mark in letters)


def _letter(blank: ChosenBlank, order: Order, words: Words) -> str:
    return next(letter(index, words.letters) for index, option in enumerate(_in_order(blank, order)) if option.is_key)


def _shown(item: Cloze, order: Order, words: Words) -> Mapping[str, doc.Line]:
    """Words and numbers in the text; of a list the letter, and its bubble below."""
    shown: dict[str, doc.Line] = {}
    for number, blank in enumerate(item.blanks, start=1):
        match blank:
            case WrittenBlank():
                best = blank.accepted[0]
                # A formula cannot stand on the line; it stands below.
                if not any(isinstance(node, Mathematics) for node in walk(best)):
                    shown[doc.Blanks.place(number)] = for_print(best, words)
            case NumberBlank():
                shown[doc.Blanks.place(number)] = (Text(best_number(blank.accepted[0], words)),)
            case ChosenBlank():
                shown[doc.Blanks.place(number)] = (Text(_letter(blank, order, words)),)
                shown |= {_option_id(blank, option): () for option in blank.options if option.is_key}
    return shown


def _right(item: Cloze, order: Order, words: Words) -> doc.Line:
    return lines([_answer(number, blank, order, words) for number, blank in enumerate(item.blanks, start=1)])


def _right_in_words(item: Cloze, words: Words) -> Sequence[doc.Block]:
    parts = [_answer(number, blank, None, words) for number, blank in enumerate(item.blanks, start=1)]
    return (doc.Paragraph(lines(parts), "answer", origin=item.common.origin),)


def _marking_in_words(item: Cloze, words: Words) -> Sequence[doc.Block]:
    return _marking(item, (), words)


def _why_in_words(item: Cloze, words: Words) -> Sequence[doc.Block]:
    return _why(item, (), words)


def _answer(number: int, blank: AnyBlank, order: Order | None, words: Words) -> doc.Line:
    """The answer of one blank; without an `order` there is no letter."""
    if isinstance(blank, WrittenBlank):
        answer = for_print(blank.accepted[0], words)
    elif isinstance(blank, NumberBlank):
        answer = (Text(best_number(blank.accepted[0], words)),)
    else:
        key = next(option for option in blank.options if option.is_key)
        mark = (Strong((Text(_letter(blank, order, words)),)), Text(" ")) if order is not None else ()
        answer = (*mark, *for_print(key.prose, words))
    if blank.points is not None:
        points = (Text(points_phrase(blank.points, words)),)
        answer = words.phrase("key-answer-points", answer=answer, points=points)
    return words.phrase("key-blank", number=(Strong((Text(str(number)),)),), answer=answer)


def _marking(item: Cloze, order: Order, words: Words) -> Sequence[doc.Block]:
    """What each blank earns where the answers do not say it, and what else is right."""
    is_shared = len(item.blanks) > 1 and all(blank.points is None for blank in item.blanks)
    credit = [credit_sentence("blanks", PER_OPTION, item.common, len(item.blanks), words)] if is_shared else []
    return (*credit, *_also(item, order, words))


def _also(item: Cloze, order: Order, words: Words) -> Sequence[doc.Block]:
    """What else is right: other words, and the numbers that a tolerance reaches."""
    blocks = []
    for number, blank in enumerate(item.blanks, start=1):
        if isinstance(blank, WrittenBlank):
            others: list[doc.Line] = [for_print(prose, words) for prose in blank.accepted[1:]]
        elif isinstance(blank, NumberBlank):
            others = _other_numbers(blank, words)
        else:
            continue
        if others:
            numbered = (Text(str(number)),)
            line = words.phrase("key-also-blank", number=numbered, answer=joined(others, "; "))
            blocks.append(doc.Paragraph(line, "explained", origin=blank.origin))
    return blocks


def _other_numbers(blank: NumberBlank, words: Words) -> list[doc.Line]:
    """The reach of the best answer where it accepts more than its number, then the other answers."""
    best, *others = [accepted_numbers(answer, words) for answer in blank.accepted]
    reach = [] if best == best_number(blank.accepted[0], words) else [best]
    return [(Text(text),) for text in (*reach, *others)]


def _why(item: Cloze, order: Order, words: Words) -> Sequence[doc.Block]:
    blocks: list[doc.Block] = []
    for number, blank in enumerate(item.blanks, start=1):
        if blank.rationale:
            intro = words.phrase("key-blank-why", number=(Text(str(number)),))
            blocks += introduced(intro, blocks_for_print(blank.rationale, words, style="explained"))
    return blocks


KIND: Kind[Cloze] = Kind(
    _order,
    _printed,
    _task,
    _letters,
    _right,
    shown=_shown,
    part_letters=_part_letters,
    before=_marking,
    after=_why,
    right_in_words=_right_in_words,
    before_in_words=_marking_in_words,
    after_in_words=_why_in_words,
    is_open=True,
)

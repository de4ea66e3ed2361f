"""The form in which an item is stored when nothing else was asked for: derived ids, the order of the short form.

What is shuffled in print has no order of its own. Items that come from other programs, and items that are compared
after a round trip, are settled first.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from guidegen.inline import Text
from guidegen.model.item import (
    Accepted,
    AnyBlank,
    ChosenBlank,
    Cloze,
    Entry,
    Item,
    ItemFigure,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberAnswer,
    NumberBlank,
    Numerical,
    Option,
    Ordering,
    Premise,
    RangeAnswer,
    Response,
    ShortAnswer,
    Statement,
    Statements,
    Word,
)
from guidegen.model.prose import Picture
from guidegen.model.scoring import ALL_OR_NOTHING, RIGHT_MINUS_WRONG
from guidegen.model.wording import is_closing
from guidegen.patterns import pattern
from guidegen.reading.items.base import LONGEST_ITEM_ID, derived_id
from guidegen.reading.names import first_words, folded, slug
from guidegen.records import replace

_Answer = TypeVar("_Answer", Accepted, NumberAnswer | RangeAnswer)

_NAME = pattern(r"[a-z0-9][a-z0-9-]{0,63}")


def settled(item: Item) -> Item:
    """The item with ids that follow from its words, and shuffled options in the order of the short form."""
    item = _with_figure(item)
    match item:
        case MultipleChoice(options=options, shuffle=shuffle):
            plain = [replace(o, credit=None) if o.credit == (1 if o.is_key else 0) else o for o in options]
            named = _settled_options(plain, shuffle=shuffle)
            return item if all(map(operator.is_, named, options)) else replace(item, options=named)
        case MultipleResponse():
            item = _with_rule(item)
            return replace(item, options=_settled_options(item.options, shuffle=item.shuffle))
        case Matching():
            return _settled_matching(item)
        case Numerical(accepted=accepted):
            return replace(item, accepted=_best_first(map(_without_empty_tolerance, accepted)))
        case ShortAnswer(accepted=answers):
            return replace(item, accepted=_best_first(answers))
        case Ordering(entries=entries):
            return replace(item, entries=tuple(Entry(derived_id(e.prose), e.prose, e.origin) for e in entries))
        case Statements(statements=statements):
            return replace(item, statements=tuple(_settled_statement(each) for each in statements))
        case Cloze():
            blanks = tuple(_settled_blank(blank) for blank in _with_equal_points(item.blanks))
            words = tuple(Word(f"word-{derived_id(word.prose)}", word.prose, word.origin) for word in item.words)
            return replace(item, blanks=blanks, words=words)
        case _:
            return item


def _with_rule(item: MultipleResponse) -> MultipleResponse:
    """Shares that a rule says shorter: every right mark earns as much as every wrong one takes."""
    options = tuple(replace(o, credit=None) if not o.is_key and o.credit == 0 else o for o in item.options)
    keys = sum(option.is_key for option in options)
    if not any(option.credit is not None for option in options):
        return replace(item, options=options)
    if keys and all(o.credit == (Fraction(1, keys) if o.is_key else Fraction(-1, keys)) for o in options):
        return replace(item, options=tuple(replace(o, credit=None) for o in options), credit=RIGHT_MINUS_WRONG)
    return replace(item, options=options, credit=ALL_OR_NOTHING)


def is_short(option: Option) -> bool:
    """True for an option that the short form can say."""
    return _is_bare(option) and option.id == derived_id(option.prose)


def _is_bare(option: Option) -> bool:
    """True for words alone."""
    is_alone = not option.anchored and not option.rationale and option.credit is None
    return is_alone and option.figure is None and not option.blocks


def short_order(options: Iterable[Option]) -> list[Option]:
    """The order in which options of the short form are stored: it tells nothing about the key."""
    return sorted(options, key=lambda option: (is_closing(option.prose), option.id))


def _settled_options(options: Sequence[Option], *, shuffle: bool) -> tuple[Option, ...]:
    named = [_named(option) for option in options]
    if not shuffle:  # all of them keep their places
        named = [replace(option, anchored=False) if option.anchored else option for option in named]
    if shuffle and all(map(_is_bare, named)):
        named = short_order(named)
    return tuple(named)


def _named(option: Option) -> Option:
    name = derived_id(option.prose)
    return option if option.id == name else replace(option, id=name)


def _settled_list(blank: ChosenBlank) -> tuple[Option, ...]:
    """A list that is shuffled stands in the order of ids, whatever its options say."""
    named = [_named(option) for option in blank.options]
    return tuple(sorted(named, key=lambda option: option.id) if blank.shuffle else named)


def _settled_blank(blank: AnyBlank) -> AnyBlank:
    if isinstance(blank, ChosenBlank):
        return replace(blank, options=_settled_list(blank))
    if isinstance(blank, NumberBlank):
        return replace(blank, accepted=tuple(map(_without_empty_tolerance, blank.accepted)))
    return blank


def _with_equal_points(blanks: Sequence[AnyBlank]) -> Sequence[AnyBlank]:
    """Blanks that all count the same do not say so."""
    equal = len({blank.points for blank in blanks}) == 1
    return [replace(blank, points=None) for blank in blanks] if equal else blanks


def _settled_matching(item: Matching) -> Matching:
    """Responses in the order of their premises, extra ones last, equal ones once."""
    by_id = {response.id: response for response in item.responses}
    wanted = [by_id[premise.response] for premise in item.premises]
    responses: dict[str, Response] = {}
    for response in (*wanted, *item.responses):
        responses.setdefault(folded(response.prose), Response(derived_id(response.prose), response.prose))
    premises = tuple(
        Premise(derived_id(premise.prose), premise.prose, responses[folded(by_id[premise.response].prose)].id)
        for premise in item.premises
    )
    return replace(item, premises=premises, responses=tuple(responses.values()))


def _best_first(answers: Iterable[_Answer]) -> tuple[_Answer, ...]:
    """Accepted answers, those that earn most first."""
    return tuple(sorted(answers, key=lambda answer: -answer.credit))


def _without_empty_tolerance(answer: NumberAnswer | RangeAnswer) -> NumberAnswer | RangeAnswer:
    if isinstance(answer, RangeAnswer) or answer.tolerance is None or not answer.tolerance.amount.is_drawn:
        return answer
    return answer if answer.tolerance.amount.value else replace(answer, tolerance=None)


def _settled_statement(statement: Statement) -> Statement:
    return replace(statement, id=derived_id(statement.prose))


def _with_figure(item: Item) -> Item:
    """A picture of full width at the end of a stem is the figure of its item."""
    stem, figure = item.common.stem, item.common.figure
    if figure is not None or len(stem) < 2 or not isinstance(stem[-1], Picture):
        return item
    last = stem[-1]
    if last.caption or not last.alt or last.width < 1:
        return item
    common = replace(item.common, stem=stem[:-1], figure=ItemFigure(last.image, last.alt))
    return replace(item, common=common)


def item_name(wanted: str, item: Item) -> str:
    """The id for an item: the one it had, one made of its name, or one made of its first words."""
    if _NAME.fullmatch(wanted):
        return wanted
    return slug(wanted or first_words(item.common.stem), LONGEST_ITEM_ID)


def with_own_ids(items: Iterable[Item]) -> list[Item]:
    """The items with ids that no two share: a number is added to those that are taken."""
    taken: set[str] = set()
    last: dict[str, int] = {}
    named = []
    for item in items:
        name = item_name(item.common.id, item)
        number, free = last.get(name, 1), name
        while free in taken:
            number += 1
            free = f"{name[:58]}-{number}"
        taken.add(free)
        last[name] = number
        named.append(item if item.common.id == free else replace(item, common=replace(item.common, id=free)))
    return named


def picture_option(option: Option) -> Option:
    """An option whose words are the alternate text of its picture."""
    assert option.figure is not None
    return replace(option, prose=(Text(option.figure.alt),), is_picture=True)

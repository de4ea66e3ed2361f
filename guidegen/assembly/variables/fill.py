"""Parametrised items to plain items with the values of one form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from guidegen.assembly.random_streams import Stream
from guidegen.assembly.variables.draws import LARGEST_COUNTED, MOST_TRIES, draw, pick_of
from guidegen.assembly.variables.faults import faults
from guidegen.assembly.variables.filled import FilledItems
from guidegen.assembly.variables.worksheet import Pick, Values, Worksheet, named, stored
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.expressions.formats import Marks
from guidegen.locale import words_for
from guidegen.model.bank import ItemBank
from guidegen.model.item import Item
from guidegen.model.placeholders import filled


def fill_in(items: Iterable[Item], banks: Sequence[ItemBank], stream: Stream) -> FilledItems:
    """The items with the values that belong to the stream, which is that of one form."""
    result = FilledItems()
    for item in items:
        if item.common.parameters is None:
            result.items.append(item)
            continue
        worksheet = Worksheet(item, marks_of(_language(item, banks)))
        drawn = draw(worksheet, stream)
        if drawn is None:
            result.problems.append(no_values(worksheet))
            result.items.append(worksheet.item)
            continue
        values = worksheet.drawn(drawn.pick)
        for fault in faults(worksheet, drawn.pick):
            message = f"With {named(values)}, as drawn for {stream.drawn_for}, {fault.clause}."
            result.problems.append(fault.diagnostic(message))
        result.items.append(with_pick(worksheet, drawn.pick))
        result.values[item.common.id] = {name: stored(value) for name, value in values.items()}
    return result


def with_pick(worksheet: Worksheet, pick: Pick) -> Item:
    """The item with the values of a choice."""
    return filled(worksheet.item, Values(worksheet, pick))


def with_stored(item: Item, values: Mapping[str, str], language: str) -> Item | None:
    """The item with the values that a form has stored; None when its variables do not have them (any more)."""
    worksheet = Worksheet(item, marks_of(language))
    pick = pick_of(worksheet, values)
    return None if pick is None else with_pick(worksheet, pick)


def no_values(worksheet: Worksheet) -> Diagnostic:
    """That no values fulfil the requirements of an item, or that none were found."""
    message = f"No values fulfil what `require:` asks for; all {worksheet.size:,} choices were looked at."
    if worksheet.size > LARGEST_COUNTED:
        message = f"No values were found that fulfil what `require:` asks for, in {MOST_TRIES:,} tries."
    hint = "Ask for less, or widen the ranges and lists of the variables."
    return diagnosed("S262", message, require_origin(worksheet), hint=hint)


def require_origin(worksheet: Worksheet) -> Span:
    """The place of the first requirement, or of the item."""
    requirements = worksheet.parameters.requirements
    return requirements[0].origin if requirements else worksheet.item.common.origin


def marks_of(language: str) -> Marks:
    """What a language writes before decimals and between thousands; as English does where it is not known."""
    words = words_for(language)
    return Marks(words.decimal, words.thousands) if words is not None else Marks()


def _language(item: Item, banks: Sequence[ItemBank]) -> str:
    return next((bank.language for bank in banks if any(each is item for each in bank.items)), "en")

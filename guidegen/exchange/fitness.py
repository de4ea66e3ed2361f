"""What the model can hold: why an item could not be written into a bank that reads without errors.

The rules are those of `guidegen.reading.items`, looked at from the other side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from guidegen.exchange.places import are_too_close
from guidegen.inline import NumberedBlank, Prose
from guidegen.model.item import (
    ChosenBlank,
    Cloze,
    Item,
    LabelFigure,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberAnswer,
    NumberBlank,
    Numerical,
    Option,
    Ordering,
    RangeAnswer,
    ShortAnswer,
    Statements,
    WrittenBlank,
)
from guidegen.reading.names import folded

_MOST_ENTRIES = 20
_MOST_MARKERS = 26


def unfit(item: Item) -> str:
    """Why the item cannot stand in a bank, or nothing."""
    if not item.common.stem:
        return "it has no text"
    match item:
        case MultipleChoice(_, options):
            return _options(options) or _one_key(options)
        case MultipleResponse(_, options):
            return _options(options) or _credits(options)
        case Matching(_, premises):
            if any(not premise.prose for premise in premises):
                return "one of its premises has no words"
            return _few(premises, "pairs") or _twice([p.prose for p in premises], "premise")
        case Ordering(_, entries):
            if len(entries) > _MOST_ENTRIES:
                return f"it has more than {_MOST_ENTRIES} things to be put in order"
            return _few(entries, "things to be put in order") or _twice([e.prose for e in entries], "entry")
        case Statements(_, statements):
            return _few(statements, "statements") or _twice([s.prose for s in statements], "statement")
        case ShortAnswer(_, accepted):
            if not accepted or any(not answer.prose for answer in accepted):
                return "it has no right answer"
            return "" if accepted[0].credit == 1 else "none of its answers earns all the points"
        case Numerical(_, accepted):
            return _numbers(accepted)
        case LabelFigure(common, markers):
            if common.figure is None or not common.figure.alt:
                return "it has no picture"
            if not 1 <= len(markers) <= _MOST_MARKERS:
                return f"it has no places, or more than {_MOST_MARKERS}"
            if are_too_close([(marker.number_across, marker.number_down) for marker in markers]):
                return "two of its places are so close that their numbers would cover each other"
        case Cloze(_, blanks):
            if not blanks:
                return "it has no blanks"
            if sorted(_numbered(item.common.stem)) != list(range(1, len(blanks) + 1)):
                return "its text has other blanks than its answers"
            for blank in blanks:
                reason = _one_key(blank.options) if isinstance(blank, ChosenBlank) else ""
                if isinstance(blank, ChosenBlank) and not reason:
                    reason = _options(blank.options)
                elif isinstance(blank, NumberBlank):
                    reason = _numbers(blank.accepted)
                elif isinstance(blank, WrittenBlank):
                    reason = "" if blank.accepted and all(blank.accepted) else "it has no right answer"
                if reason:
                    return f"blank {blank.id}: {reason}"
    return ""


def _numbered(value: Any) -> list[int]:
    """The numbers of the blanks in blocks."""
    if isinstance(value, NumberedBlank):
        return [value.number]
    if isinstance(value, tuple):
        return [number for each in value for number in _numbered(each)]
    if hasattr(value, "__dataclass_fields__"):
        fields = (f.name for f in value.__dataclass_fields__.values() if f.compare)
        return [number for name in fields for number in _numbered(getattr(value, name))]
    return []


def _options(options: Sequence[Option]) -> str:
    for option in options:
        if not option.prose:
            return "one of its options is empty"
        if option.credit is not None and abs(option.credit) > 1:
            return "an option earns or takes more than all the points"
    return _few(options, "options") or _twice([option.prose for option in options], "option")


def _one_key(options: Sequence[Option]) -> str:
    keys = [option for option in options if option.is_key]
    if len(keys) != 1:
        return "it has no right option" if not keys else f"it has one best answer, and {len(keys)} are marked as right"
    if keys[0].credit not in (None, Fraction(1)):
        return "its right option does not earn all the points"
    return ""


def _credits(options: Sequence[Option]) -> str:
    keys = [option for option in options if option.is_key]
    if not keys:
        return "it has no right option"
    if all(option.credit is None for option in options):
        return ""
    if sum((key.credit or Fraction(0) for key in keys), Fraction(0)) != 1:
        return "its right options do not earn 100% together"
    if any((option.credit or 0) > 0 for option in options if not option.is_key):
        return "a wrong option earns points"
    return ""


def _numbers(accepted: Sequence[NumberAnswer | RangeAnswer]) -> str:
    if not accepted:
        return "it has no right answer"
    if accepted[0].credit != 1:
        return "none of its answers earns all the points"
    for answer in accepted:
        if not isinstance(answer, RangeAnswer) or not (answer.low.is_drawn and answer.high.is_drawn):
            continue
        if answer.low.value > answer.high.value:
            return "a range ends before it begins"
    values = [answer.value.value for answer in accepted if isinstance(answer, NumberAnswer) and answer.value.is_drawn]
    return "one of its numbers stands twice" if len(set(values)) != len(values) else ""


def _few(parts: Sequence[object], noun: str) -> str:
    return f"it has fewer than two {noun}" if len(parts) < 2 else ""


def _twice(proses: Iterable[Prose], noun: str) -> str:
    seen: set[str] = set()
    for prose in proses:
        name = folded(prose)
        if name in seen:
            return f"the {noun} “{name[:40]}” stands twice"
        seen.add(name)
    return ""

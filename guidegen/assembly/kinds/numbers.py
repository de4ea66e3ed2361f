"""Accepted numbers in words: as they were typed, and exactly how far they reach."""

from __future__ import annotations

from decimal import Decimal

from guidegen.locale import Words
from guidegen.model.item import NumberAnswer, RangeAnswer, accepted_range

#: Longer numbers are written with an exponent.
_MOST_DIGITS = 24


def best_number(answer: NumberAnswer | RangeAnswer, words: Words) -> str:
    """The number as it was typed, or the range."""
    return _range(answer, words) if isinstance(answer, RangeAnswer) else answer.value.typed


def accepted_numbers(answer: NumberAnswer | RangeAnswer, words: Words) -> str:
    """All numbers that the answer accepts: `11.5 to 13.5`, or the one number."""
    return _range(answer, words) if isinstance(answer, RangeAnswer) else _reach(answer, words)


def _reach(answer: NumberAnswer, words: Words) -> str:
    """`11.5 to 13.5`, or the number as it was typed where no other is accepted."""
    low, high = accepted_range(answer)
    if low == high:
        return answer.value.typed
    return words.fill("key-range", low=_plain(low), high=_plain(high))


def _range(answer: RangeAnswer, words: Words) -> str:
    return words.fill("key-range", low=answer.low.typed, high=answer.high.typed)


def _plain(value: Decimal) -> str:
    """Digits without zeros at the end."""
    text = f"{value:f}"
    if len(text) > _MOST_DIGITS:
        return str(value.normalize())
    return text.rstrip("0").rstrip(".") if "." in text else text

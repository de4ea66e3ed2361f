"""Choosing the values of an item, the same on every machine and in every later release."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from fractions import Fraction

from guidegen.assembly.random_streams import Stream
from guidegen.assembly.variables.worksheet import Pick, Worksheet, stored
from guidegen.model.variables import Range
from guidegen.records import dataclass

#: Both numbers belong to the algorithm: another number would draw other values.
MOST_TRIES = 1_000
LARGEST_COUNTED = 20_000


@dataclass(frozen=True, slots=True)
class Draw:
    """A choice that fulfils the requirements, and how many choices were looked at to find it."""

    pick: Pick
    tries: int


def draw(worksheet: Worksheet, stream: Stream) -> Draw | None:
    """The choice that belongs to the stream; every choice that fits is equally likely. None when none is found.

    Choices are drawn until one fits, at most `MOST_TRIES`. Where none of them does and all choices can be counted,
    one of those that fit is drawn, so that None is certain then.
    """
    item = worksheet.item.common.id
    for turn in range(MOST_TRIES):
        pick = tuple(
            # 64 bits for at most a million values: no value is likelier than another by more than 1 in 10**13.
            stream.draw(f"variable:{item}:{name}", str(turn)) % length
            for name, length in zip(worksheet.leaders, worksheet.lengths, strict=True)
        )
        if worksheet.fits(pick):
            return Draw(pick, turn + 1)
    if worksheet.size > LARGEST_COUNTED:
        return None
    fitting = [pick for pick in every_pick(worksheet) if worksheet.fits(pick)]
    if not fitting:
        return None
    return Draw(fitting[stream.draw(f"variables:{item}", "") % len(fitting)], MOST_TRIES + worksheet.size)


def every_pick(worksheet: Worksheet) -> Iterator[Pick]:
    """All choices, the smallest first."""
    return itertools.product(*(range(length) for length in worksheet.lengths))


def pick_of(worksheet: Worksheet, values: Mapping[str, str]) -> Pick | None:
    """The choice whose drawn values are those of a stored form; None when the item does not have them (any more)."""
    pick: list[int] = []
    for place, length in enumerate(worksheet.lengths):
        together = worksheet.drawn_together(place)
        first = together[0][1]
        turns = _turns_of_range(first, values.get(together[0][0], "")) if isinstance(first, Range) else range(length)
        fits = (turn for turn in turns if all(stored(source[turn]) == values.get(name) for name, source in together))
        found = next(fits, None)
        if found is None:
            return None
        pick.append(found)
    return tuple(pick)


def _turns_of_range(numbers: Range, value: str) -> range:
    """The place of a value in a range, as the only one to be looked at."""
    try:
        turn = (Fraction(value) - numbers.first) / numbers.step
    except (ValueError, ZeroDivisionError):
        return range(0)
    return range(int(turn), int(turn) + 1) if turn.denominator == 1 and 0 <= turn < len(numbers) else range(0)

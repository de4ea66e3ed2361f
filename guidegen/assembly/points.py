"""Points in words: whole, half, or the exact share that a part of an answer earns."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from guidegen.locale import Words
from guidegen.model.item import Item


def points_phrase(points: Decimal | Fraction, words: Words) -> str:
    """`1 point`, `2.5 points`, `2/3 of a point`: exact, without zeros at the end."""
    text = words.number(points)
    is_part = "/" in text and points < 1
    return words.fill("points-part", count=text) if is_part else words.counted("points", points)


def plain_number(value: Decimal | Fraction) -> str:
    """A number of 0 or more, exact and short, as data are written: `2`, `0.5`, `2/3`, `1 1/3`.

    >>> plain_number(Decimal("2.50")), plain_number(Fraction(2, 3)), plain_number(Fraction(4, 3))
    ('2.5', '2/3', '1 1/3')
    """
    exact = Fraction(value)
    thousandths = exact * 1000
    if thousandths.denominator == 1:
        text = f"{Decimal(int(thousandths)).scaleb(-3):f}"
        return text.rstrip("0").rstrip(".")
    whole, rest = divmod(exact, 1)
    return f"{whole} {rest}" if whole else str(rest)


def total_points(items: Iterable[Item]) -> Decimal:
    """What the items are worth together."""
    return sum((item.common.points for item in items), Decimal(0))

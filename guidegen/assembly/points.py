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


def total_points(items: Iterable[Item]) -> Decimal:
    """What the items are worth together."""
    return sum((item.common.points for item in items), Decimal(0))

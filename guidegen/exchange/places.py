"""Places on pictures: fields and shapes in pixels, as other programs give them, as points in percent."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from guidegen.model.image import Image
from guidegen.patterns import pattern

_NUMBER = pattern(r"-?\d{1,6}(?:\.\d{1,6})?")
#: Numbers closer than this, in percent, would print one over the other (S254).
_CLOSEST = Decimal(4)

Point = tuple[Decimal, Decimal]


def centre(shape: str, coordinates: str) -> Point | None:
    """The middle of a circle (`x,y;r`), a rectangle (`x,y;width,height`) or a polygon (`x,y;x,y;...`).

    >>> centre("circle", "10,20;5"), centre("rectangle", "10,20;30,40")
    ((Decimal('10'), Decimal('20')), (Decimal('25'), Decimal('40')))
    """
    numbers = [Decimal(text) for text in _NUMBER.findall(coordinates)]
    match shape.strip().lower(), len(numbers):
        case "circle", 3:
            return numbers[0], numbers[1]
        case "rectangle", 4:
            return numbers[0] + numbers[2] / 2, numbers[1] + numbers[3] / 2
        case "polygon", count if count >= 6 and count % 2 == 0:
            return sum(numbers[::2], Decimal(0)) * 2 / count, sum(numbers[1::2], Decimal(0)) * 2 / count
        case _:
            return None


def in_percent(point: Point, image: Image) -> Point | None:
    """A point of a picture in percent of its width and height, or None where it stands outside."""
    across, down = (
        (Decimal(100) * value / size).quantize(Decimal("0.01")).normalize() + 0
        for value, size in zip(point, (image.width, image.height), strict=True)
    )
    return (across, down) if 0 <= across <= 100 and 0 <= down <= 100 else None


def are_too_close(points: Sequence[Point]) -> bool:
    """True where the numbers of two places would cover each other."""
    return any(
        max(abs(one[0] - other[0]), abs(one[1] - other[1])) < _CLOSEST
        for one, other in itertools.combinations(points, 2)
    )

"""What chance gives: exact binomial sums."""

from __future__ import annotations

import math
from collections.abc import Sequence

from guidegen.lint.items.ground import ItemGround

#: Fewer items say nothing about a quiz.
LEAST = 10


def mean_chance(grounds: Sequence[ItemGround]) -> float:
    """The share of items that a reader who knows nothing gets right."""
    return sum(1 / len(ground.options) for ground in grounds) / len(grounds)


def at_least(count: int, number: int, chance: float) -> float:
    """The probability of `count` hits or more in `number` trials.

    >>> round(at_least(6, 10, 0.25), 4)
    0.0197
    """
    # By logarithms: the coefficients of a thousand trials are beyond floating point.
    hit, miss, ways = math.log(chance), math.log(1 - chance), math.lgamma(number + 1)
    return sum(
        math.exp(ways - math.lgamma(k + 1) - math.lgamma(number - k + 1) + k * hit + (number - k) * miss)
        for k in range(count, number + 1)
    )

"""F101: the key stands in one place too often.

Source: Haladyna, Downing, Rodriguez (2002), guideline 20; Bar-Hillel and Attali (2002). A place that holds the key so
often by chance in 1 of 100 quizzes, by an exact binomial sum. Only items whose options are printed in the author's
order count, from ten of them on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.quizzes.chance import LEAST, at_least, mean_chance
from guidegen.lint.quizzes.ground import QuizGround

_CHANCE = 0.01


def find(ground: QuizGround) -> Iterator[Diagnostic]:
    """An error at the quiz."""
    items = ground.in_order
    if len(items) < LEAST:
        return
    place, count = Counter(each.key for each in items).most_common(1)[0]
    chance = mean_chance(items)
    if at_least(count, len(items), chance) / chance <= _CHANCE and place is not None:
        letter = "ABCDEFGHIJ"[place] if place < 10 else str(place + 1)
        message = f"The key is {letter} in {count} of {len(items)} items whose options keep their order."
        yield ground.problem("F101", message, "Let the options be shuffled, or put some of them in another order.")

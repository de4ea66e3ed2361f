"""F102: the key stands in the same place in too many items in a row.

Source: Haladyna, Downing, Rodriguez (2002), guideline 20. A run that chance gives in 1 of 100 quizzes; only where items
and options are printed in the author's order, from ten items on.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.quizzes.chance import LEAST, mean_chance
from guidegen.lint.quizzes.ground import QuizGround

_CHANCE = 0.01


def find(ground: QuizGround) -> Iterator[Diagnostic]:
    """A warning at the quiz."""
    items = ground.in_order
    if len(items) < LEAST or ground.quiz.shuffle_items or ground.quiz.sections:
        return
    longest = max(len(list(group)) for _, group in itertools.groupby(each.key for each in items))
    if (len(items) - longest + 1) * mean_chance(items) ** (longest - 1) <= _CHANCE:
        message = f"The key stands in the same place in {longest} items in a row."
        yield ground.problem("F102", message, "Let the items or the options be shuffled.")

"""F103: the longest option is the key too often.

Source: NBME (length of options); Haladyna, Downing, Rodriguez (2002). So often that chance gives it in fewer than 5 of
100 quizzes, by an exact binomial sum; items with variables do not count, and ten others must be there. Many official
exams fail it.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.quizzes.chance import LEAST, at_least, mean_chance
from guidegen.lint.quizzes.ground import QuizGround

_CHANCE = 0.05


def find(ground: QuizGround) -> Iterator[Diagnostic]:
    """A warning at the quiz."""
    judged = [each for each in ground.keyed if not each.has_variables]
    longest = sum(map(_is_longest, judged))
    if len(judged) >= LEAST and at_least(longest, len(judged), mean_chance(judged)) < _CHANCE:
        message = f"The longest option is the key in {longest} of {len(judged)} items."
        yield ground.problem("F103", message, "Shorten some keys, or lengthen some distractors.")


def _is_longest(ground: ItemGround) -> bool:
    lengths = sorted((len(text), n) for n, text in enumerate(ground.texts))
    return lengths[-1][1] == ground.key and lengths[-1][0] > lengths[-2][0]

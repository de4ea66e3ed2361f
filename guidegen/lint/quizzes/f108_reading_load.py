"""F108: an item has more words than the quiz allows.

Source: Haladyna, Downing, Rodriguez (2002), guideline on the amount of reading. How many are too many the author says
(`most-words`); nothing is assumed. Stem and options count; a case that is told on purpose can be accepted.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.quizzes.ground import QuizGround
from guidegen.lint.quizzes.words import words_in


def find(ground: QuizGround) -> Iterator[Diagnostic]:
    """A note at the item."""
    most = ground.quiz.most_words
    if most is None:
        return
    for each in ground.drawn:
        count = len(words_in(" ".join((each.stem, *each.texts))))
        if count > most:
            message = f"This item has {count} words; the quiz allows {most}."
            yield ground.problem("F108", message, "Shorten it, or allow more.", each.item.common.origin)

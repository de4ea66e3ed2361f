"""Q402: far more statements are true than false, or the other way round.

Source: guides to true-false items. So uneven that chance gives it in fewer than 5 of 100 quizzes, by an exact binomial
sum from both sides; from ten statements on, those of tables included. Tables with labels of their own do not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.quizzes.chance import LEAST, at_least
from guidegen.lint.quizzes.ground import QuizGround
from guidegen.model.item import Item, Statements, TrueFalse

_CHANCE = 0.05


def find(ground: QuizGround) -> Iterator[Diagnostic]:
    """A note at the quiz."""
    judged = [truth for each in ground.drawn for truth in _truths_of(each.item)]
    if len(judged) < LEAST:
        return
    true = sum(judged)
    more = max(true, len(judged) - true)
    if 2 * at_least(more, len(judged), 0.5) < _CHANCE:
        message = f"{true} of {len(judged)} statements to be judged are true."
        yield ground.problem("Q402", message, "Turn some of them round.")


def _truths_of(item: Item) -> list[bool]:
    if isinstance(item, TrueFalse):
        return [item.is_true] if isinstance(item.is_true, bool) else []
    if isinstance(item, Statements) and not item.labels:
        return [statement.is_true for statement in item.statements]
    return []

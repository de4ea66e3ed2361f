"""F101 to F105 and Q402: what a whole quiz gives away, although each of its items is fine.

Judged are the items that the quiz draws with its own seed.

Source: Haladyna, Downing, Rodriguez (2002), guideline 20; Bar-Hillel and Attali (2002); NBME on length. The thresholds
follow from exact binomial sums: a place that holds the key too often by chance in 1 of 100 quizzes, a longest option
that is the key too often in 5 of 100. Places count only where the author's own order is printed.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator

from guidegen.assembly.form import make_form
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.overlap import cues, near_duplicates
from guidegen.model.item import Item, MultipleChoice, Statements, TrueFalse
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz

_LEAST = 10
_PLACE_CHANCE, _LENGTH_CHANCE, _BALANCE_CHANCE = 0.01, 0.05, 0.05


def form_problems(project: Project) -> list[Diagnostic]:
    """What the quizzes of a project give away."""
    quizzes = [*project.quizzes.values(), *(guide.quiz for guide in project.guides.values() if guide.quiz is not None)]
    return [problem for quiz in quizzes for problem in _quiz_problems(quiz, project)]


def _quiz_problems(quiz: Quiz, project: Project) -> Iterator[Diagnostic]:
    drawn = list(_drawn(quiz, project))
    grounds = [each for each in drawn if each.key is not None]
    fixed = [each for each in grounds if isinstance(each.item, MultipleChoice) and _keeps_order(each.item, quiz)]
    yield from _places(quiz, fixed)
    if not quiz.shuffle_items and not quiz.sections:
        yield from _run(quiz, fixed)
    yield from _lengths(quiz, grounds)
    yield from _truths(quiz, drawn)
    yield from near_duplicates(drawn)
    yield from cues(drawn)


def _drawn(quiz: Quiz, project: Project) -> Iterator[ItemGround]:
    """The items of the quiz's own form, in printed order, as their banks hold them."""
    banks = [project.banks[reference.name] for reference in quiz.banks if reference.name in project.banks]
    if len(banks) < len(quiz.banks):
        return
    known = {item.common.id: (item, bank.language) for bank in banks for item in bank.items}
    for placed in make_form(quiz, banks).arrangement.items:
        yield ItemGround(*known[placed.item])


def _keeps_order(item: MultipleChoice, quiz: Quiz) -> bool:
    return not (item.shuffle and quiz.shuffle_options)


def _places(quiz: Quiz, grounds: list[ItemGround]) -> Iterator[Diagnostic]:
    """F101: the key stands in one place too often."""
    counts = Counter(ground.key for ground in grounds)
    if len(grounds) < _LEAST:
        return
    place, count = counts.most_common(1)[0]
    chance = _mean_chance(grounds)
    if at_least(count, len(grounds), chance) / chance <= _PLACE_CHANCE and place is not None:
        letter = "ABCDEFGHIJ"[place] if place < 10 else str(place + 1)
        message = f"The key is {letter} in {count} of {len(grounds)} items whose options keep their order."
        yield _told("F101", quiz, message, "Let the options be shuffled, or put some of them in another order.")


def _run(quiz: Quiz, grounds: list[ItemGround]) -> Iterator[Diagnostic]:
    """F102: the key stands in the same place in too many items in a row."""
    if len(grounds) < _LEAST:
        return
    longest = max(len(list(group)) for _, group in itertools.groupby(ground.key for ground in grounds))
    chance = (len(grounds) - longest + 1) * _mean_chance(grounds) ** (longest - 1)
    if chance <= _PLACE_CHANCE:
        message = f"The key stands in the same place in {longest} items in a row."
        yield _told("F102", quiz, message, "Let the items or the options be shuffled.")


def _lengths(quiz: Quiz, grounds: list[ItemGround]) -> Iterator[Diagnostic]:
    """F103: the longest option is the key too often."""
    judged = [ground for ground in grounds if not ground.has_variables]
    longest = sum(_is_longest(ground) for ground in judged)
    if len(judged) >= _LEAST and at_least(longest, len(judged), _mean_chance(judged)) < _LENGTH_CHANCE:
        message = f"The longest option is the key in {longest} of {len(judged)} items."
        yield _told("F103", quiz, message, "Shorten some keys, or lengthen some distractors.")


def _truths(quiz: Quiz, grounds: list[ItemGround]) -> Iterator[Diagnostic]:
    """Q402: far more statements are true than false, or the other way round."""
    judged = [truth for ground in grounds for truth in _truths_of(ground.item)]
    if len(judged) < _LEAST:
        return
    true = sum(judged)
    more = max(true, len(judged) - true)
    if 2 * at_least(more, len(judged), 0.5) < _BALANCE_CHANCE:
        message = f"{true} of {len(judged)} statements to be judged are true."
        yield _told("Q402", quiz, message, "Turn some of them round.")


def _truths_of(item: Item) -> list[bool]:
    if isinstance(item, TrueFalse):
        return [item.is_true] if isinstance(item.is_true, bool) else []
    if isinstance(item, Statements) and not item.labels:
        return [statement.is_true for statement in item.statements]
    return []


def _is_longest(ground: ItemGround) -> bool:
    lengths = sorted((len(text), n) for n, text in enumerate(ground.texts))
    return lengths[-1][1] == ground.key and lengths[-1][0] > lengths[-2][0]


def _mean_chance(grounds: list[ItemGround]) -> float:
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


def _told(code: str, quiz: Quiz, message: str, hint: str) -> Diagnostic:
    return diagnosed(code, message, quiz.origin, hint=hint)

"""F101 to F103: what a whole quiz gives away, although each of its items is fine.

Source: Haladyna, Downing, Rodriguez (2002), guideline 20; Bar-Hillel and Attali (2002); NBME on length. The thresholds
follow from exact binomial sums: a place that holds the key too often by chance in 1 of 100 quizzes, a longest option
that is the key too often in 5 of 100. Places count only where the author's own order is printed.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.model.item import MultipleChoice
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz

_LEAST = 10
_PLACE_CHANCE, _LENGTH_CHANCE = 0.01, 0.05


def form_problems(project: Project) -> list[Diagnostic]:
    """What the quizzes of a project give away."""
    quizzes = [*project.quizzes.values(), *(guide.quiz for guide in project.guides.values() if guide.quiz is not None)]
    return [problem for quiz in quizzes for problem in _quiz_problems(quiz, project)]


def _quiz_problems(quiz: Quiz, project: Project) -> Iterator[Diagnostic]:
    grounds = [each for each in _choices(quiz, project) if each.key is not None]
    fixed = [each for each in grounds if isinstance(each.item, MultipleChoice) and _keeps_order(each.item, quiz)]
    yield from _places(quiz, fixed)
    if not quiz.shuffle_items and not quiz.sections:
        yield from _run(quiz, fixed)
    yield from _lengths(quiz, grounds)


def _choices(quiz: Quiz, project: Project) -> list[ItemGround]:
    """The items with one right option from which the quiz draws."""
    banks = [project.banks[reference.name] for reference in quiz.banks if reference.name in project.banks]
    wanted = set(quiz.blueprint.items)
    return [
        ItemGround(item, bank.language)
        for bank in banks
        for item in bank.items
        if isinstance(item, MultipleChoice)
        and (not wanted or item.common.id in wanted)
        and item.common.id not in quiz.blueprint.exclude
    ]


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
    return sum(math.comb(number, k) * chance**k * (1 - chance) ** (number - k) for k in range(count, number + 1))


def _told(code: str, quiz: Quiz, message: str, hint: str) -> Diagnostic:
    return diagnosed(code, message, quiz.origin, hint=hint)

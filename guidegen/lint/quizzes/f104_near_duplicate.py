"""F104: two items of one quiz are nearly the same.

Source: shingles of three words (Broder 1997): at least 7 of 10 of both are shared. Items with variables, and items
about different pictures or texts, are not compared; exercises made after one pattern are found too, and may be meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Label
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.quizzes.ground import QuizGround
from guidegen.lint.quizzes.words import words_in

_SHARED = 0.7
_LEAST_SHINGLES = 6
#: Shingles of more items than this are phrases that a whole bank uses.
_MOST_ITEMS = 40


def find(ground: QuizGround) -> Iterator[Diagnostic]:
    """A warning at the later of the two items."""
    compared = ground.constant
    shingles = [_shingles(each) for each in compared]
    for (a, b), count in sorted(_shared(shingles).items()):
        is_near = count >= _SHARED * (len(shingles[a]) + len(shingles[b]) - count)
        if is_near and _ask_about(compared[a]) == _ask_about(compared[b]):
            first, second = sorted((compared[a].item.common.origin, compared[b].item.common.origin))
            message = "This item and another that the same quiz prints are nearly the same."
            hint = "Remove one, or make the two enemies, so that a form has one of them at most."
            yield ground.problem("F104", message, hint, second, labels=(Label(first, "the other one"),))


def _shared(shingles: list[set[tuple[str, ...]]]) -> Counter[tuple[int, int]]:
    """How many shingles two items have in common, by their places; pairs without any are left out."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, own in enumerate(shingles):
        for shingle in own if len(own) >= _LEAST_SHINGLES else ():
            holders[shingle].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indexes in holders.values():
        if len(indexes) <= _MOST_ITEMS:
            shared.update((a, b) for place, b in enumerate(indexes) for a in indexes[:place])
    return shared


def _shingles(ground: ItemGround) -> set[tuple[str, ...]]:
    words = words_in(" ".join((ground.stem, *sorted(ground.texts))))
    return {tuple(words[index : index + 3]) for index in range(len(words) - 2)}


def _ask_about(ground: ItemGround) -> tuple[str, str]:
    """The picture and the stimulus of an item: about another one the same words ask something else."""
    common = ground.item.common
    return common.figure.image.digest if common.figure else "", common.stimulus

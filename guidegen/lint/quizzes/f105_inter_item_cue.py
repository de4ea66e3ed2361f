"""F105: the key of an item stands word for word in the stem of another.

Source: Haladyna, Downing, Rodriguez (2002), guideline on cues. Keys of two words and ten letters or more count; many of
these pairs only share a term and are harmless. Items with variables are not compared.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Label
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.quizzes.ground import QuizGround
from guidegen.lint.quizzes.words import words_in

_LEAST_WORDS, _LEAST_LETTERS = 2, 10


def find(ground: QuizGround) -> Iterator[Diagnostic]:
    """A note at the key."""
    keys: dict[tuple[str, ...], list[ItemGround]] = defaultdict(list)
    for each in ground.constant:
        if words := _cueing_key(each):
            keys[words].append(each)
    lengths = {len(words) for words in keys}
    told: set[str] = set()
    for other in ground.constant:
        stem = words_in(other.stem)
        for length, start in itertools.product(lengths, range(len(stem))):
            for each in keys.get(tuple(stem[start : start + length]), ()):
                if each is not other and each.item.common.id not in told:
                    told.add(each.item.common.id)
                    message = "The stem of another item that the same quiz prints says this key."
                    hint = "Say it in other words in one of the two, or make the items enemies."
                    label = Label(other.item.common.origin, "said here")
                    yield ground.problem("F105", message, hint, each.options[each.key or 0].origin, (label,))


def _cueing_key(ground: ItemGround) -> tuple[str, ...]:
    """The words of the key, when they are enough to be a cue; else nothing."""
    words = words_in(ground.texts[ground.key]) if ground.key is not None else []
    is_enough = len(words) >= _LEAST_WORDS and len(" ".join(words)) >= _LEAST_LETTERS
    return tuple(words) if is_enough else ()

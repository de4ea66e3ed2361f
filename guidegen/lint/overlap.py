"""F104 and F105: what one item of a quiz says about another.

F104 compares shingles of three words (Broder 1997): two items are nearly the same where at least 7 of 10 shingles of
both are shared. F105: Haladyna, Downing, Rodriguez (2002), guideline on cues. Items with variables, or about different
pictures or texts, are not compared.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Label
from guidegen.lint.items.ground import ItemGround

_SHARED = 0.7
_LEAST_SHINGLES = 6
#: Shingles of more items than this are phrases that a whole bank uses.
_MOST_ITEMS = 40
_LEAST_WORDS, _LEAST_LETTERS = 2, 10
_WORD = re.compile(r"\w+")


def near_duplicates(grounds: Sequence[ItemGround]) -> Iterator[Diagnostic]:
    """F104: two items of one quiz are nearly the same."""
    compared = [ground for ground in grounds if not ground.has_variables]
    shingles = [_shingles(ground) for ground in compared]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, own in enumerate(shingles):
        for shingle in own if len(own) >= _LEAST_SHINGLES else ():
            holders[shingle].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indexes in holders.values():
        if len(indexes) <= _MOST_ITEMS:
            shared.update((a, b) for place, b in enumerate(indexes) for a in indexes[:place])
    for (a, b), count in sorted(shared.items()):
        is_near = count >= _SHARED * (len(shingles[a]) + len(shingles[b]) - count)
        if is_near and _ask_about(compared[a]) == _ask_about(compared[b]):
            first, second = sorted((compared[a].item.common.origin, compared[b].item.common.origin))
            message = "This item and another that the same quiz prints are nearly the same."
            hint = "Remove one, or make the two enemies, so that a form has one of them at most."
            yield diagnosed("F104", message, second, hint=hint, labels=(Label(first, "the other one"),))


def cues(grounds: Sequence[ItemGround]) -> Iterator[Diagnostic]:
    """F105: the key of an item stands word for word in the stem of another."""
    compared = [ground for ground in grounds if not ground.has_variables]
    keys: dict[tuple[str, ...], list[ItemGround]] = defaultdict(list)
    for ground in compared:
        if words := _cueing_key(ground):
            keys[words].append(ground)
    lengths = {len(words) for words in keys}
    told: set[str] = set()
    for other in compared:
        stem = _words(other.stem)
        for length, start in itertools.product(lengths, range(len(stem))):
            for ground in keys.get(tuple(stem[start : start + length]), ()):
                if ground is not other and ground.item.common.id not in told:
                    told.add(ground.item.common.id)
                    yield _cue(ground, other)


def _cueing_key(ground: ItemGround) -> tuple[str, ...]:
    """The words of the key, when they are enough to be a cue; else nothing."""
    words = _words(ground.texts[ground.key]) if ground.key is not None else []
    is_enough = len(words) >= _LEAST_WORDS and len(" ".join(words)) >= _LEAST_LETTERS
    return tuple(words) if is_enough else ()


def _cue(ground: ItemGround, other: ItemGround) -> Diagnostic:
    message = "The stem of another item that the same quiz prints says this key."
    hint = "Say it in other words in one of the two, or make the items enemies."
    label = Label(other.item.common.origin, "said here")
    origin = ground.options[ground.key or 0].origin
    return diagnosed("F105", message, origin, hint=hint, labels=(label,))


def _shingles(ground: ItemGround) -> set[tuple[str, ...]]:
    words = _words(" ".join((ground.stem, *sorted(ground.texts))))
    return {tuple(words[index : index + 3]) for index in range(len(words) - 2)}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _ask_about(ground: ItemGround) -> tuple[str, str]:
    """The picture and the stimulus of an item: about another one the same words ask something else."""
    common = ground.item.common
    return common.figure.image.digest if common.figure else "", common.stimulus

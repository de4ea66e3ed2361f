"""Q306: the right option shares more words with the others than any of them does.

Source: NBME (convergence): distractors are often made from the key, word by word. On 5,700 keyed items the option with
the most shared words was the key in 33 of 100 cases, against 25 by chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround, words_of

_LEAST = 2
_SHORT = 3


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A note at the key."""
    if ground.key is None or len(ground.texts) < 4 or ground.has_variables:
        return
    words = [{word for word in words_of(text) if len(word) > _SHORT} for text in ground.texts]
    # A word that all options share says nothing.
    common = set.intersection(*words)
    shared = [
        sum(len((own - common) & other) for n, other in enumerate(words) if n != number)
        for number, own in enumerate(words)
    ]
    others = [count for number, count in enumerate(shared) if number != ground.key]
    if shared[ground.key] >= max(_LEAST, max(others) + 2):
        hint = "Let distractors share words with each other, not only with the key."
        yield ground.problem(
            "Q306", ground.options[ground.key].origin, "The right option shares most words with the others.", hint
        )

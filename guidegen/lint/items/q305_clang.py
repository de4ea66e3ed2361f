"""Q305: the key alone repeats a longer word of the stem. Off unless it is selected.

Source: Haladyna, Downing, Rodriguez (2002), guideline on cues. Words of six letters or more count, in any language. On
public banks such an option is the key no more often than by chance, so the rule is off by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround, words_of

_LEAST_LETTERS = 6


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A note at the key."""
    if ground.key is None:
        return
    asked = {word for word in words_of(ground.stem) if len(word) >= _LEAST_LETTERS}
    repeated = [asked.intersection(words_of(text)) for text in ground.texts]
    own = sorted(repeated[ground.key])
    if own and not any(words for place, words in enumerate(repeated) if place != ground.key):
        message = f"The key alone repeats “{own[0]}” from the stem."
        hint = "Say it in other words, or let a distractor repeat it too."
        yield ground.problem("Q305", ground.options[ground.key].origin, message, hint)

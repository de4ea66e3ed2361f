"""Q102: an option says that none of the others is right.

Source: Haladyna, Downing, Rodriguez (2002). It tells what a reader does not believe, not what they know, and is mostly
filler: on 5,700 keyed items it was the key in 20 of 100 cases, below chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.items.referring import NONE, options_like


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the option."""
    for option, text in options_like(ground, NONE):
        yield ground.problem(
            "Q102",
            option.origin,
            f"“{text}” does not tell what a reader knows.",
            "Write another distractor, or leave it out.",
        )

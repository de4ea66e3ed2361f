"""Q101: an option says that all the others are right.

Source: Haladyna, Downing, Rodriguez (2002), NBME. Who knows two of them need not know the third; on 5,700 keyed items
such an option was the key in 63 of 100 cases, against 25 by chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.items.referring import ALL, options_like


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the option."""
    for option, text in options_like(ground, ALL):
        yield ground.problem(
            "Q101",
            option.origin,
            f"“{text}” gives itself away.",
            "Write another distractor, or ask for all that apply.",
        )

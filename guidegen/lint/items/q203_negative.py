"""Q203: the stem asks for what is not so.

Source: Haladyna, Downing, Rodriguez (2002), guideline 17; NBME. Readers overlook the negative, and to know what is
wrong is not to know what is right. Questions such as “Why is it not ...” are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.items.negatives import negative_in


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the negative word."""
    found = negative_in(ground)
    if found is not None:
        word = ground.lead_in_text[slice(*found)]
        yield ground.problem(
            "Q203", ground.in_lead_in(*found), f"The stem asks for what is not so (“{word}”).", "Ask for what is right."
        )

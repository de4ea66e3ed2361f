"""Q403: a matching item with as many responses as premises, or with more than ten premises.

Source: guides on matching items: with equal lists the last pair answers itself, and long ones tire.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.model.item import Matching

MOST = 10


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A note at the stem."""
    if not isinstance(ground.item, Matching):
        return
    premises, responses = len(ground.item.premises), len(ground.item.responses)
    if premises > MOST:
        yield ground.problem("Q403", ground.at_stem(), f"{premises} premises are many.", f"Use {MOST} or fewer.")
    elif premises == responses:
        hint = "Add `extra-responses:` that fit nothing."
        yield ground.problem("Q403", ground.at_stem(), "The last pair answers itself.", hint)

"""Q105: fewer than three options, or more than five.

Source: Rodriguez (2005), meta-analysis: three are enough; Tarrant et al. (2009): of four only two or three work. Three
options are never reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.model.item import MultipleChoice

LEAST, MOST = 3, 5


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A note at the stem."""
    count = len(ground.options)
    if isinstance(ground.item, MultipleChoice) and not LEAST <= count <= MOST:
        hint = "Three good options are enough." if count > MOST else "Add a distractor, or make a statement of it."
        yield ground.problem("Q105", ground.at_stem(), f"This item has {count} options.", hint)

"""Q303: the right option is the only one with a hedge: usually, may, often.

Source: NBME. On 5,700 keyed items the only hedged option was the key in 34 of 100 cases, against 25 by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.items.wordings import HEDGES
from guidegen.source.places import place_of


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the hedge."""
    pattern = HEDGES.get(ground.language)
    if ground.key is None or ground.has_variables or pattern is None or len(ground.options) < 3:
        return
    matches = [re.search(pattern, text, re.IGNORECASE) for text in ground.texts]
    own = matches[ground.key]
    if own is not None and sum(match is not None for match in matches) == 1:
        span = place_of(ground.source, ground.options[ground.key].origin, ground.texts[ground.key], *own.span())
        message = f"Only the right option is careful (“{own.group()}”)."
        yield ground.problem("Q303", span, message, "Hedge a distractor too, or none.")

"""Q302: a distractor with an absolute word: always, never, only.

Source: NBME (absolute terms). Such options were the key in 19 of 100 cases, against 25 by chance: readers learn to
leave them out. Items whose key has such a word too are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.items.referring import ALL, NONE, options_like
from guidegen.lint.items.wordings import ABSOLUTE
from guidegen.source.places import place_of


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A note at the word of the first such distractor."""
    pattern = ABSOLUTE.get(ground.language)
    if ground.key is None or ground.has_variables or pattern is None:
        return
    if re.search(pattern, ground.texts[ground.key], re.IGNORECASE):
        return
    about_others = [each for patterns in (ALL, NONE) for each, _ in options_like(ground, patterns)]
    for option, text in zip(ground.options, ground.texts, strict=True):
        match = re.search(pattern, text, re.IGNORECASE)
        if match is not None and not option.is_key and option not in about_others:
            span = place_of(ground.source, option.origin, text, *match.span())
            hint = "Take the word out, or make the distractor wrong for another reason."
            yield ground.problem("Q302", span, f"“{match.group()}” makes this option easy to leave out.", hint)
            return

"""Q401: an absolute word in a false statement, or a hedge in a true one.

Source: guides on true/false items (specific determiners). Readers learn that `always` means false and `usually` true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.items.wordings import ABSOLUTE, HEDGES
from guidegen.model.item import TrueFalse
from guidegen.patterns import pattern

#: Absolute words that state facts more often than they exaggerate.
_PLAIN = pattern(r"\b(?:all|only|every|none|must)\b", re.IGNORECASE)


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A note at the word."""
    if not isinstance(ground.item, TrueFalse) or not isinstance(ground.item.is_true, bool):
        return
    pattern = (HEDGES if ground.item.is_true else ABSOLUTE).get(ground.language)
    match = re.search(pattern, ground.lead_in_text, re.IGNORECASE) if pattern is not None else None
    if match is not None and not _PLAIN.fullmatch(match.group()):
        word = "true" if ground.item.is_true else "false"
        message = f"“{match.group()}” tells that the statement is {word}."
        yield ground.problem("Q401", ground.in_lead_in(*match.span()), message, "Word it without, or use it both ways.")

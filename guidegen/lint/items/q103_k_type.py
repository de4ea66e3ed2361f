"""Q103: options that combine other options or points of the stem: `1 and 3`, `Both A and B`.

Source: Haladyna, Downing, Rodriguez (2002), guideline 9: such items test puzzling. It fires when two or more options
are only labels and the stem has a labelled list, or when an option names other options by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.model.prose import NumberedList
from guidegen.patterns import pattern

_LABEL = r"(?:[ivx]{1,4}|\d{1,2}|[a-h])"
_COMBINED = pattern(
    rf"(?:(?:only|both|solo|nur|apenas)\s+)?{_LABEL}(?:\s*(?:,|;|&|\+|and|y|e|et|und)\s*{_LABEL})*(?:\s+only)?\W*", re.I
)
_LETTERS = pattern(
    r"(?:[Bb]oth\s+)?\(?[A-E]\)?\s*(?:and|&|y|et|und|e)\s*\(?[A-E]\)?(?:\s+only)?\W*|(?:[Bb]oth|"
    r"[Nn]either) [A-E] (?:and|"
    r"nor) [A-E]\W*"
)
_LISTED = pattern(r"(?:^|[\s(])(?:1|I|i|a)[.)]\s.+(?:[\s(])(?:2|II|ii|b)[.)]\s", re.DOTALL)


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the first of these options."""
    named = [o for o, text in zip(ground.options, ground.texts, strict=True) if _LETTERS.fullmatch(text)]
    has_list = any(isinstance(block, NumberedList) for block in ground.item.common.stem) or _LISTED.search(ground.stem)
    labels = [o for o, text in zip(ground.options, ground.texts, strict=True) if _COMBINED.fullmatch(text)]
    combined = any(re.search(r"(?:,|;|&|\band\b|\by\b|\bet\b|\bund\b)", text) for text in ground.texts)
    found = named or (labels if has_list and len(labels) > 1 and combined else [])
    if found:
        yield ground.problem(
            "Q103",
            found[0].origin,
            "Options that combine other options test how well a reader solves puzzles.",
            "Ask for all that apply, or make two items.",
        )

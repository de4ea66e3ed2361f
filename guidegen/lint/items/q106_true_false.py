"""Q106: two or more options of a multiple-choice item are only True and False, or Yes and No.

Source: Tarrant et al. (2006). `Yes, because it binds iron` is an answer and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.patterns import pattern

_WORDS = pattern(
    r"(?:true|false|yes|no|verdadero|falso|sí|vrai|faux|oui|non|wahr|falsch|richtig|ja|nein|verdadeiro|não|sim)\W*",
    re.I,
)


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the first of them."""
    found = [o for o, text in zip(ground.options, ground.texts, strict=True) if _WORDS.fullmatch(text)]
    if len(found) > 1:
        yield ground.problem(
            "Q106",
            found[0].origin,
            "This is a statement to be judged, in the clothes of a choice.",
            "Write it as a statement with `key: true` or `key: false`.",
        )

"""Q205: the stem asks for what is not so, and an option is negative too.

Source: Haladyna, Downing, Rodriguez (2002), guidelines 17 and 27.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Label
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.items.negatives import negative_in
from guidegen.lint.items.referring import ALL, NONE, options_like

_NEGATIVE = {
    "en": r"\b(?:not|no|never|none|cannot|without)\b|n['’]t\b",
    "es": r"\b(?:no|nunca|ningún|ninguna|sin)\b",
    "fr": r"\b(?:ne|pas|jamais|aucune?|sans)\b|\bn['’]",
    "de": r"\b(?:nicht|nie|kein\w*|ohne)\b",
    "pt": r"\b(?:não|nunca|nenhum\w*|sem)\b",
}


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the first negative option."""
    found = negative_in(ground)
    if found is None or ground.language not in _NEGATIVE:
        return
    about_others = [each for patterns in (ALL, NONE) for each, _ in options_like(ground, patterns)]
    for option, text in zip(ground.options, ground.texts, strict=True):
        if option not in about_others and re.search(_NEGATIVE[ground.language], text, re.IGNORECASE):
            label = Label(ground.in_lead_in(*found), "the stem is negative")
            hint = "Ask for what is right, or word the option positively."
            yield ground.problem("Q205", option.origin, "Two negatives must be undone to answer.", hint, (label,))
            return

"""R106: the passive voice. Off unless selected: it hardly goes with how hard people find a sentence (r = 0.04).

Source: CDC Clear Communication Index, item 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.ground import Ground
from guidegen.patterns import pattern

_PARTICIPLES = (
    "been|born|bitten|broken|brought|built|bought|caught|chosen|cut|done|drawn|driven|eaten|fed|felt|found|forgotten|"
    "given|gone|grown|heard|held|hidden|hurt|kept|known|laid|led|left|lost|made|meant|met|paid|put|read|said|seen|sent|"
    "set|shown|shut|spent|split|spread|stuck|taken|taught|thought|thrown|told|torn|understood|woken|worn|written"
)
PASSIVE = pattern(
    rf"\b(?:am|is|are|was|were|be|been|being)\s+(?:(?:not|never|also|always|often|usually|\w+ly)\s+)?"
    rf"(?:\w{{2,}}ed|{_PARTICIPLES})\b",
    re.IGNORECASE,
)
#: Participles that are adjectives more often than not: you are tired.
_STATES = pattern(
    r"(?:tired|interested|worried|scared|excited|pleased|married|concerned|used|supposed|allowed|need|red|hundred|"
    r"confused|relaxed|involved|related|limited|gone|left|lost|hurt|born)$",
    re.IGNORECASE,
)


def find(ground: Ground) -> Iterator[Diagnostic]:
    """A note at each passive form, in English."""
    if ground.language != "en":
        return
    for passage in ground.running:
        for match in PASSIVE.finditer(passage.text):
            if not _STATES.search(match.group()):
                yield ground.problem(
                    "R106",
                    ground.place(passage, *match.span()),
                    f"“{match.group()}” does not say who does it.",
                    "Say who does what: “your nurse checks” in place of “is checked”.",
                )

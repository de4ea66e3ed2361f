"""R110: a Spanish text that is hard to read by the INFLESZ scale.

Source: Barrio-Cantalejo et al. (2008): below 55 is somewhat hard or worse, 55 to 65 normal. Health texts
should reach 65.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Severity
from guidegen.lint.guides.ground import Ground
from guidegen.readability.measures import measure

HARD, FAIRLY_EASY = 55, 65


def find(ground: Ground) -> Iterator[Diagnostic]:
    """A warning below 55, a note below 65, at the guide's name."""
    if ground.language != "es" or not ground.is_for_lay_readers:
        return
    measures = measure((p.text for p in ground.body), ground.guide.language, ground.known_words)
    ease = measures.value("inflesz")
    if ease is None or not measures.is_enough or ease >= FAIRLY_EASY:
        return
    yield ground.problem(
        "R110",
        ground.guide.origin,
        f"The text has {ease:.0f} points of INFLESZ; {FAIRLY_EASY} or more are fairly easy to read.",
        "Divide long sentences and take shorter words.",
        severity=Severity.WARNING if ease < HARD else Severity.NOTE,
    )

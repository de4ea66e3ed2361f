"""H403: a number to take, without a unit.

Source: ISMP's advice that every dose has its unit, in our own words. `Take 2 tablets` has one. A dose is never changed
by a fix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.ground import Ground

_FOLLOWS = {
    "en": (
        r"\b(?:take|takes|taking|give|gives|giving|inject|injects|swallow|swallows|use|inhale|chew)\b"
        r"(?:\s+(?:only|just|up to|about))?",
        r"(?:once|twice|three times|times|\d+ times|a day|per day|each|every|daily|in the|at (?:night|bed|noon|break)|"
        r"with|before|after|by mouth|nightly|as needed|and|then|if)",
    ),
    "es": (
        r"\b(?:tome|tomar|toma|dé|dar|inyecte|use|trague)\b(?:\s+(?:solo|hasta))?",
        r"(?:una vez|dos veces|veces|al día|por día|cada|por la|con|antes|después|y|si)",
    ),
    "fr": (
        r"\b(?:prenez|prendre|donnez|injectez|avalez|utilisez)\b",
        r"(?:une fois|deux fois|fois|par jour|chaque|le matin|le soir|avec|avant|après|et|si)",
    ),
    "de": (
        r"\b(?:nehmen sie|nimm|geben sie|spritzen sie|schlucken sie)\b",
        r"(?:einmal|zweimal|mal|täglich|am|pro tag|jeden|mit|vor|nach|und|wenn)",
    ),
    "pt": (
        r"\b(?:tome|tomar|dê|injete|use|engula)\b",
        r"(?:uma vez|duas vezes|vezes|ao dia|por dia|cada|com|antes|depois|e|se)",
    ),
}
_NUMBER = r"\d+(?:[.,/]\d+)?"


def find(ground: Ground) -> Iterator[Diagnostic]:
    """A warning at each such number."""
    if ground.language not in _FOLLOWS:
        return
    verb, following = _FOLLOWS[ground.language]
    bare = re.compile(
        rf"{verb}\s+(?P<number>{_NUMBER})(?=\s+{following}\b|\s*[.,;!)]?\s*$|[.;!](?:\s|$))", re.IGNORECASE
    )
    for passage in ground.passages:
        for match in bare.finditer(passage.text):
            yield ground.problem(
                "H403",
                ground.place(passage, *match.span("number")),
                f"“{match['number']}” has no unit.",
                "Say of what: tablets, mg, mL, drops.",
            )

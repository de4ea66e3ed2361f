"""H302: a guide about a supplement says that something treats, prevents or cures a disease.

Source: 21 CFR 101.93(f) and (g): such a claim makes the product a drug. Whether a sentence is one, counsel decides.
Asked only of guides that say `supplement: true`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.denial import is_denied
from guidegen.lint.guides.ground import Ground
from guidegen.lint.phrases import phrases

_REACH = 60


def find(ground: Ground) -> Iterator[Diagnostic]:
    """An error at each verb with the disease that follows it."""
    verbs, diseases = (phrases(name, ground.guide.language) for name in ("disease-verbs", "diseases"))
    if not ground.guide.supplement or verbs is None or diseases is None:
        return
    for passage in ground.passages:
        for verb, _ in verbs.find(passage.text):
            within = re.match(r"[^.!?;]*", passage.text[verb.end() : verb.end() + _REACH])
            disease = next(diseases.find(within.group()), None) if within is not None else None
            if disease is None or is_denied(passage, *verb.span(), ground.language):
                continue
            end = verb.end() + disease[0].end()
            yield ground.problem(
                "H302",
                ground.place(passage, verb.start(), end),
                f"“{passage.text[verb.start() : end]}” says that a supplement acts on a disease.",
                "The law keeps such claims for drugs: say what it does for the body, or leave it out.",
            )

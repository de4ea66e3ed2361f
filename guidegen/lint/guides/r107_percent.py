"""R107: a percentage without the same in whole numbers near it.

Source: CDC Clear Communication Index, items 15 and 20: many readers understand `2 in 10 people` and not `20%`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.ground import Ground
from guidegen.patterns import pattern

_PERCENT = pattern(
    r"\d+(?:[.,]\d+)?\s?(?:%|percent\b|per cent\b|por ciento\b|pour cent\b|prozent\b|por cento\b)", re.IGNORECASE
)
_NUMBER = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|half|most|un[oae]?|dos|tres|deux|trois|zwei|drei|"
    r"dois|duas|três)"
)
FREQUENCY = pattern(
    rf"\b{_NUMBER}\s+(?:\w+\s+)?(?:in|out of|of|of every|in every|de cada|sur|von|em cada|em)\s+(?:every\s+)?"
    rf"{_NUMBER}\b"
    rf"|\b(?:half|a third|a quarter|one in|la mitad|la moitié|die hälfte|a metade)\b",
    re.IGNORECASE,
)
#: What percentages are said of, not of people: strengths and concentrations, which are printed on packs.
_STRENGTH = pattern(
    r"^\s*(?:solution|saline|cream|gel|ointment|alcohol|strength|fat|milk|cotton|juice|fruit|oxygen|cocoa|sodium|"
    r"hydrocortisone|benzoyl|off\b|discount|de alcohol|alkohol)|^-",
    re.IGNORECASE,
)


def find(ground: Ground) -> Iterator[Diagnostic]:
    """A note at the first percentage of a passage that has no such numbers, nor its neighbours."""
    passages = ground.running
    for number, passage in enumerate(passages):
        near = [p for p in passages[max(0, number - 1) : number + 2] if p.section == passage.section]
        match = next((m for m in _PERCENT.finditer(passage.text) if not _STRENGTH.match(passage.text[m.end() :])), None)
        if match is not None and not any(FREQUENCY.search(p.text) for p in near):
            yield ground.problem(
                "R107",
                ground.place(passage, *match.span()),
                f"“{match.group()}” stands without the same in whole numbers.",
                "Add how many people that is, such as “2 in 10 people”.",
            )

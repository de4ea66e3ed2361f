"""The negative word of a stem that asks for what is not so. Only the last sentence counts: matched anywhere, 42 of 100
such words are no negative question; there, 27 of 30 are.
"""

from __future__ import annotations

import re

from guidegen.lint.items.ground import ItemGround
from guidegen.patterns import pattern

_NEGATIVE = {
    "en": (
        r"\b(?:which|what|who|where|all|each|every)\b.*?"
        r"(?P<word>\bnot\b|\bexcept\b|\bleast\b|\bfalse\b|\bincorrect\b|\buntrue\b|\bnever\b|\bwrong\b|"
        r"(?:is|are|was|were|does|do)n['’]t\b)|(?P<last>\b(?:except|not)\b)\W*$"
    ),
    "es": r"(?P<word>\bexcepto\b|\bsalvo\b|\bfals[ao]s?\b|\bincorrect[ao]s?\b|\bno (?:es|son|está|están|debe|"
    r"puede|se|forma|corresponde)\b)",
    "fr": r"(?P<word>\bsauf\b|\bexcepté\b|\bfausses?\b|\binexactes?\b|\bincorrectes?\b|\bne\b.*?\bpas\b|"
    r"\bn['’]\w+ pas\b)",
    "de": r"(?P<word>\bnicht\b|\baußer\b|\bfalsch(?:e|en)?\b|\bkein(?:e|er|en)?\b)",
    "pt": r"(?P<word>\bexceto\b|\bincorret[ao]s?\b|\bfals[ao]s?\b|\bnão\b)",
}  # fmt: skip
#: What asks for something else than the negative: "false negatives", "why is it not", "not only".
_OTHERWISE = pattern(
    r"\bfalse (?:negatives?|positives?|alarms?)\b|^\W*(?:why|how|when|if)\b|\bnot only\b|\bwhether or not\b|"
    r"\bprobability\b|\bchances?\b",
    re.IGNORECASE,
)


def negative_in(ground: ItemGround) -> tuple[int, int] | None:
    """Where the negative word stands in the last sentence of the stem; None when it asks for what is so."""
    text = ground.lead_in_text
    pattern = _NEGATIVE.get(ground.language)
    if not ground.options or pattern is None or _OTHERWISE.search(text):
        return None
    match = re.search(pattern, text, re.IGNORECASE)
    if match is None:
        return None
    groups = match.groupdict()
    name = "word" if groups.get("word") else "last"
    return match.span(name)

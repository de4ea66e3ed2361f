"""Our own marks in prose, as the parser (`rules`) and who does without it (`simple`) read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from guidegen.patterns import pattern
from guidegen.reading.names import IDENTIFIER, plain_name
from guidegen.reading.prose.notes import Cited, Finding, Notes

if TYPE_CHECKING:
    from guidegen.mathematics.formula import Unreadable

CITATION = pattern(r"\[(@[^\[\]\n;]*(?:;[ ]*@[^\[\]\n;]*)*)\]")
_CITED = pattern(r"@\s*([^;\]]*)")
LANGUAGE = pattern(r"\{lang=\"?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\"?\}")
# Single quotes as well: in a text that YAML itself puts into double quotes they are the natural choice.
ABBREVIATION = pattern(r"""\{abbr=(?:"([^"\n]+)"|'([^'\n]+)')\}""")
BLANK = pattern(r"_{3,}")


def note_citation(match: re.Match[str], offset: Callable[[int], int], notes: Notes) -> list[str]:
    """Note the sources that are cited, and what is wrong with them; their ids as they were typed."""
    sources: list[str] = []
    for cited in _CITED.finditer(match.string, match.start(1), match.end(1)):
        name = cited.group(1).strip()
        sources.append(name)
        if IDENTIFIER.fullmatch(name):
            notes.citations.append(Cited(name, offset(cited.start()), offset(cited.start(1)) + len(name)))
        else:
            notes.citations.append(Cited(plain_name(name), offset(cited.start()), offset(cited.start(1)), is_id=False))
            message = f"`@{name[:60]}` is no id of a source."
            hint = "Write ids with small letters, digits and hyphens; divide several with `; `: [@who-2021; @nhs]."
            note_finding(notes, offset, "S205", cited.start(), cited.end(), message, hint)
    return sources


def note_finding(
    notes: Notes, offset: Callable[[int], int], code: str, start: int, end: int, message: str, hint: str
) -> None:
    """Note what is wrong with the characters from `start` to `end`."""
    first = offset(start)
    notes.findings.append(Finding(code, first, max(offset(end), first + 1), message, hint))


def unreadable(problem: Unreadable) -> str:
    """The sentence about a formula that cannot be read."""
    return f"This formula cannot be read: {problem.reason}."

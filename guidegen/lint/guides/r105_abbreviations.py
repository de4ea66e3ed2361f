"""R105: a short form that is not spelled out where it first stands.

Source: NHS content style guide. Left alone are short forms that are better known than what they stand for, units,
roman numbers, words that are only set in capitals, and what `known-words:` or the glossary names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.ground import Ground
from guidegen.lint.guides.known import expansions
from guidegen.patterns import pattern
from guidegen.readability.hard_words import is_common
from guidegen.readability.passages import Passage

_SHORT_FORM = pattern(r"(?<![\w&.'’-])([A-ZÁÉÍÓÚÄÖÜÑÇ]{2,6})s?(?![\w&'’-]|\.\w)")
_ROMAN = pattern(r"[IVX]+")
#: Better known than their long forms, or no short forms for any reader.
_WELL_KNOWN = frozenset(
    "AIDS AM ATM BBC CD COVID CPR DNA DVD EU FAQ FM GPS HIV ID IQ IT IV MRI NASA NATO NHS OK PDF PE PIN PM QR RNA SARS "
    "SMS SOS TB TV UK UN UNICEF US USA USB UV VIP WHO WIFI XL ZIP AD BC CE AC DC PH EN NR PS SI PC CT IVF DJ".split()
)


def find(ground: Ground) -> Iterator[Diagnostic]:
    """A warning at the first place of each short form that is spelled out neither there nor before."""
    seen: set[str] = set()
    known = {word.upper() for word in ground.known_words}
    for passage in ground.running:
        spelled = {form.strip().removesuffix("s") for form in expansions(passage)}
        for match in _SHORT_FORM.finditer(passage.text):
            form = match[1]
            if form in seen or form in _WELL_KNOWN or form in known or _ROMAN.fullmatch(form):
                continue
            if _is_shouted(passage, match, ground.language):
                continue
            seen.add(form)
            if form not in spelled and not _is_spelled_out(passage.text, match):
                yield ground.problem(
                    "R105",
                    ground.place(passage, *match.span()),
                    f"“{match.group()}” is not spelled out where it first stands.",
                    f'Write the long form with the short one in brackets, or [{match.group()}]{{abbr="..."}}.',
                )


def _is_spelled_out(text: str, match: re.Match[str]) -> bool:
    """`irritable bowel syndrome (IBS)` and `IBS (irritable bowel syndrome)`, or `IBS stands for`, `IBS means`."""
    after = text[match.end() :]
    if re.match(r"[\"”*]*\s*(?:\([^\W\d_]{3,}|,? (?:which |that )?(?:stands for|means|short for)\b)", after):
        return True
    before = text[: match.start()]
    return re.search(r"[^\W\d_]{3,}\W*\(\W*(?:or |also called |called )?$", before) is not None


def _is_shouted(passage: Passage, match: re.Match[str], language: str) -> bool:
    """Words in capitals for stress: `do NOT take`, `CALL 911`, or a whole line in capitals."""
    if language == "en" and len(match[1]) > 1 and is_common(match[1]):
        return True
    letters = [c for c in passage.text if c.isalpha()]
    return sum(c.isupper() for c in letters) > len(letters) / 2 and len(letters) > 2 * len(match[1])

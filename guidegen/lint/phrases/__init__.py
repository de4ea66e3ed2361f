"""Lists of words and phrases, by language: text files beside this module, `NAME.LANGUAGE.txt`.

A line is a phrase, or `phrase = what to write instead`; the first lines, after `#`, say where the list comes from. A
phrase is found in any letter case and across line ends, and never inside a word. In it `word/other` stands for either
and `(word)` for a word that may be missing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib import resources

from guidegen.patterns import pattern
from guidegen.records import dataclass

_OPTIONAL = pattern(r"\(([^()]+)\)\s*")


@dataclass(frozen=True, slots=True)
class PhraseList:
    """The phrases of one list in one language, with what to write instead (empty where the list does not say)."""

    pattern: re.Pattern[str]
    better: tuple[str, ...]

    def find(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Every place where a phrase stands, the longest phrase at each, with what to write instead."""
        for match in self.pattern.finditer(text):
            yield match, self.better[(match.lastindex or 1) - 1]


@functools.cache
def phrases(name: str, language: str) -> PhraseList | None:
    """The list `name` in a language, or None when there is no such list."""
    file = resources.files(__name__).joinpath(f"{name}.{language.split('-')[0].lower()}.txt")
    if not file.is_file():
        return None
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    pairs = [(phrase.strip(), better.strip()) for phrase, _, better in (line.partition("=") for line in lines)]
    # Longest first, as the first alternative that fits is taken.
    pairs.sort(key=lambda pair: -len(pair[0]))
    pattern = "|".join(f"({_expression(phrase)})" for phrase, _ in pairs)
    return PhraseList(
        re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), tuple(better for _, better in pairs)
    )


def _expression(phrase: str) -> str:
    """A phrase as a regular expression without groups of its own."""
    parts = []
    for word in phrase.split():
        optional = _OPTIONAL.fullmatch(word)
        either = "|".join(map(_word, (optional[1] if optional else word).split("/")))
        parts.append(rf"(?:(?:{either})\s+)?" if optional else rf"(?:{either})\s+")
    return "".join(parts).removesuffix(r"\s+")


def _word(word: str) -> str:
    return re.escape(word).replace("'", "['’]")

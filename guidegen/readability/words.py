"""Words of a text: what stands between white spaces, as readers and commercial programs count them.

`blood-pressure` is one word, and so is `5`, `24/7`, `60%` or a web address. A dash alone is none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from guidegen.patterns import pattern
from guidegen.readability.numerals import said
from guidegen.records import dataclass

_TOKEN = pattern(r"\S+")
#: A dash without spaces parts two words (`gut—brain`), as an ellipsis does.
_INNER_BREAK = pattern(r"[—…]|--+|\.{3,}|(?<=[^\W\d])/(?=[^\W\d])")
_EDGE = pattern(r"[\W_]+")
_TAIL = pattern(r"[\W_]+$")
_ADDRESS = pattern(
    r"(?:https?://|www\.|mailto:)\S+|\S+@\S+\.\w+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|int|eu|uk|io)\b\S*",
    re.IGNORECASE,
)
_LETTERS = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DOTTED = pattern(r"(?:[^\W\d_]\.){2,}")
_FIGURES = pattern(r"\d[\d.,]*%?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in its text. `text` has no punctuation at its ends."""

    text: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """True for figures without letters: `5`, `60%`, `2003`, `555-0142`."""
        return not any(c.isalpha() for c in self.text)

    @property
    def is_address(self) -> bool:
        """True for addresses of web pages and e-mail."""
        return _ADDRESS.fullmatch(self.text) is not None


@functools.lru_cache(maxsize=4_096)
def words_in(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of a stretch of text, in order."""
    found = []
    for token in _TOKEN.finditer(text, start, len(text) if end is None else end):
        first = token.start()
        breaks = () if _ADDRESS.search(token.group()) else _INNER_BREAK.finditer(text, token.start(), token.end())
        for piece_end, following in [*((m.start(), m.end()) for m in breaks), (token.end(), token.end())]:
            word = _word(text, first, piece_end)
            if word is not None:
                found.append(word)
            first = following
    return tuple(found)


def _word(text: str, start: int, end: int) -> Word | None:
    """The stretch without punctuation around it; None when nothing is left. A percent sign belongs to its number."""
    piece = text[start:end]
    if not any(c.isalnum() for c in piece):
        return None
    lead = _EDGE.match(piece)
    first = lead.end() if lead is not None else 0
    tail = _TAIL.search(piece)
    last = tail.start() if tail is not None else len(piece)
    if _DOTTED.match(piece, first) or piece[last : last + 1] == "%":
        last += 1
    return Word(piece[first:last], start + first, start + last)


def syllables_of(word: Word, count: Callable[[str], int]) -> int:
    """How many syllables a word has; `count` counts those of a plain word of the language.

    The parts of a hyphenated word are counted one by one. A number has one (`said_syllables` says how it is spoken),
    and so has an address. Capitals are counted as they are written: what an abbreviation costs its readers is not its
    length, and commercial programs do the same.
    """
    if word.is_number or word.is_address:
        return 1
    return max(sum(count(part) for part in _LETTERS.findall(word.text.replace(".", ""))), 1)


def said_syllables(word: Word, count: Callable[[str], int]) -> int:
    """The same with numbers as they are said in English: `60%` has four, `COVID-19` has four."""
    if word.is_address:
        return 1
    if word.is_number:
        return said(word.text)
    parts = [count(part) for part in _LETTERS.findall(word.text.replace(".", ""))]
    figures = [said(part) for part in _FIGURES.findall(word.text)]
    return max(sum(parts) + sum(figures), 1)

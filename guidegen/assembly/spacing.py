"""Spaces and dashes that a language has of its own: where French parts a colon, and what Polish keeps together."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from guidegen.patterns import pattern

_NBSP = "\u00a0"
#: A colon, or a mark that ends a sentence, behind a word: French parts them from it, and no line ends between.
_HIGH_MARKS = pattern(r"(?<=[\w»”)\]%…])[ \u00a0\u202f]?([;!?]+|:)(?=[\s\u00a0»”)]|$)")
_COLON = pattern(r"(?<=[\w»”)\]%…])[ \u00a0\u202f]?(:)(?=[\s\u00a0»”)]|$)")
_GUILLEMETS = pattern(r"(?<=«)[ \u00a0\u202f]?(?=\w)|(?<=[\w.!?…)])[ \u00a0\u202f]?(?=»)")
#: Words of one letter, which never end a line.
_SHORT_WORDS: Mapping[str, re.Pattern[str]] = {
    "pl": re.compile(r"(?<![\w’-])([aiouwz]) (?=\w)", re.IGNORECASE),
    "ru": re.compile(r"(?<![\w’-])([авикосуя]) (?=\w)", re.IGNORECASE),
}
#: The dash between words, where it is not the short one with spaces; a line may end behind it, not before.
_LONG_DASH = frozenset(["ru"])


@functools.cache
def has_own_spaces(language: str) -> bool:
    """Whether `spaced` may change anything in a language."""
    first = language.lower().split("-")[0]
    return first == "fr" or first in _LONG_DASH or first in _SHORT_WORDS


def spaced(text: str, language: str) -> str:
    """The text with the spaces of a language.

    >>> spaced("Quoi : ça va? À 10:30.", "fr").replace(_NBSP, "_")
    'Quoi_: ça va_? À 10:30.'
    >>> spaced("Quoi : ça va?", "fr-CA").replace(_NBSP, "_")
    'Quoi_: ça va?'
    >>> spaced("woda i mydło w domu", "pl").replace(_NBSP, "_")
    'woda i_mydło w_domu'
    """
    tag = language.lower()
    first = tag.split("-")[0]
    if first == "fr":
        marks = _COLON if tag in ("fr-ca", "fr-ch") else _HIGH_MARKS
        return marks.sub(rf"{_NBSP}\1", _GUILLEMETS.sub(_NBSP, text))
    if first in _LONG_DASH:
        text = re.sub(r"(?<=[\w»”)\"'])[ \u00a0][–-](?= \w)", f"{_NBSP}—", text)
    if (short := _SHORT_WORDS.get(first)) is not None:
        # Twice: of two such words in a row the second begins where the first one ended.
        text = short.sub(rf"\1{_NBSP}", short.sub(rf"\1{_NBSP}", text))
    return text

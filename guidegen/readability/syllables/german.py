"""Syllables of German words, by rules of our own.

A syllable has one vowel or one of the diphthongs ai, au, ei, eu, äu, ie, ui and the double vowels; other vowels that
stand together part (`Thea-ter`, `Stu-di-um`), and so does ie in words such as `Familie` and `Patient`.
"""

from __future__ import annotations

import functools
import re

from guidegen.patterns import pattern

_VOWELS = pattern(r"[aeiouyäöü]+")
_PAIRS = pattern(r"ei|ey|ai|ay|au|eu|äu|ie|aa|ee|oo|.")
#: Words in which ie is said apart, by what stands before it.
_IE_APART = pattern(
    r"(?:famil|lin|ser|fer|stud|med|bakter|arter|ital|span|tragöd|komöd|kriter|fol|präm|lil|mater|akt)ie(?:n|ns)?$"
    r"|(?:pat|grad|hyg|exper|quot|effiz|kl)ie(?=n[tez])"
)


@functools.lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has, 1 at least."""
    letters = word.lower()
    count = sum(_in_group(group) for group in _VOWELS.findall(re.sub(r"(?<=q)u", "", letters)))
    return max(count + len(_IE_APART.findall(letters)), 1)


def _in_group(vowels: str) -> int:
    """The syllables of vowels that stand together, diphthongs taken from the left."""
    return len(_PAIRS.findall(vowels))

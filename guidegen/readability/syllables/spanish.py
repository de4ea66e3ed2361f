"""Syllables of Spanish words, by the rules of the language's own orthography.

A syllable has one vowel or a diphthong or triphthong. Two open vowels (a, e, o) part; an open and a closed one (i, u)
stay together unless the closed one has an accent (`día`); two closed ones stay together (`ciudad`). The u of `que`,
`gui` is silent, `y` is a vowel at the end of a word, and h does not part vowels (`prohibir`, but `búho`).
Source: Real Academia Española, Ortografía de la lengua española (2010), on diphthongs and hiatus.
"""

from __future__ import annotations

import functools
import itertools
import re

from guidegen.patterns import pattern

_OPEN = "aeoáéó"
_CLOSED = "iuü"
_SILENT_U = pattern(r"(?<=q)u|(?<=g)u(?=[eéií])")
_VOWELS = pattern(r"[aeiouáéíóúü]+")


@functools.lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has, 1 at least."""
    letters = _SILENT_U.sub("", word.lower())
    letters = re.sub(r"y$", "i", letters)
    letters = re.sub(r"(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])", "", letters)
    return max(sum(map(_in_group, _VOWELS.findall(letters))), 1)


def _in_group(vowels: str) -> int:
    """The syllables of vowels that stand together: each pair that parts begins another one."""
    return 1 + sum(_parts(a, b) for a, b in itertools.pairwise(vowels))


def _parts(first: str, second: str) -> bool:
    if first in _OPEN and second in _OPEN:
        return True
    if "í" in (first, second) or "ú" in (first, second):
        return first in _OPEN or second in _OPEN
    return first == second and first in _CLOSED

"""Syllables of Portuguese words, by rules of our own.

As in Spanish a syllable has one vowel or a diphthong; the falling diphthongs (`ai`, `ei`, `ou`, `ão`, `õe`) stay
together, and so do the endings `ia`, `ie`, `io`, `ua`, `uo` after a stressed syllable in speech, which orthography
parts and rapid speech does not: they are counted apart, as in Martins et al. (1996).
"""

from __future__ import annotations

import functools

from guidegen.patterns import pattern

_SILENT_U = pattern(r"(?<=q)u(?=[eéêií])|(?<=g)u(?=[eéêií])")
_VOWELS = pattern(r"[aeiouáàâãéêíóôõúü]+")
_DIPHTHONG = pattern(r"ão|ãe|õe|[aeoáéóâêô][iu]|ui|iu|(?<=[qg])[uü][aáoóâãô]")


@functools.lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has, 1 at least."""
    letters = _SILENT_U.sub("", word.lower())
    joined = len(_DIPHTHONG.findall(letters))
    return max(sum(map(len, _VOWELS.findall(letters))) - joined, 1)

"""Syllables of French words as they are said, by rules of our own.

Groups of vowel letters count once; a final mute e (with -s, or the -ent of verbs after a vowel or consonant) is
silent, and closed vowels before another one part where French says them apart (`oublier`, `création`).
"""

from __future__ import annotations

import functools
import re

from guidegen.patterns import pattern

_VOWELS = pattern(r"[aeiouyàâäéèêëîïôöùûüœæ]+")
_MUTE = pattern(r"(?<=[^aeiouyàâäéèêëîïôöùûüœæ])es?$")
_VERB_ENDING = pattern(r"(?<![aeiouyàâéèêîïôùûmdcgqlsrtv])ent$")
_APART = pattern(
    r"(?<=[bcdfgptv][lr])i(?=[aeouéèêô])|é(?=[aeiouéèêo])|[aeouâ](?=[ïëé])|[ïë](?=[aeo])|ao(?!û|u)|oa|"
    r"(?<=[^gq])u(?=[aéeo])(?!e$|es$|eu)|uo"
)
_NO_VERBS = frozenset(
    "vent dent cent lent argent souvent comment moment patient accident aliment absent présent content parent talent "
    "client urgent récent fréquent différent agent serpent ciment évident excellent prudent vraiment médicament "
    "traitement fortement rarement ainsi".split()
)


@functools.lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word is said with, 1 at least. Elided `l'`, `d'` and the like add none."""
    letters = word.lower().replace("’", "'")
    letters = letters.rsplit("'", 1)[-1] or letters
    letters = re.sub(r"(?<=[gq])u(?=[eiéèêaoîâ])", "", letters)
    apart = len(_APART.findall(letters))
    spoken = re.sub(r"(?<=[aeiouâéèê])y(?=[aeiouéèê])", "i.", letters)
    count = len(_VOWELS.findall(spoken)) + apart
    is_mute = _MUTE.search(letters) is not None and len(_VOWELS.findall(letters)) > 1
    return max(count - (is_mute or _is_verb(letters)), 1)


def _is_verb(letters: str) -> bool:
    """Whether -ent is the silent ending of a verb: most nouns and adjectives have -ment, -dent, -cent and the like."""
    return _VERB_ENDING.search(letters) is not None and letters not in _NO_VERBS

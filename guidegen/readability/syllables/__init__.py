"""Syllables of words, by rules of our own for each language, without dictionaries."""

from __future__ import annotations

from collections.abc import Callable

from guidegen.readability.syllables import english, french, german, portuguese, spanish

#: The rules by the first part of a language tag. A language that is not here has none, and no measure that needs them.
SYLLABLES: dict[str, Callable[[str], int]] = {
    "en": english.syllables,
    "es": spanish.syllables,
    "fr": french.syllables,
    "de": german.syllables,
    "pt": portuguese.syllables,
}

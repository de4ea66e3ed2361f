"""The words of a text, for comparison."""

from __future__ import annotations

from guidegen.patterns import pattern

_WORD = pattern(r"\w+")


def words_in(text: str) -> list[str]:
    """The words in their order, without capitals and punctuation.

    >>> words_in("The Heart; 5 mg")
    ['the', 'heart', '5', 'mg']
    """
    return _WORD.findall(text.casefold())

"""How many syllables a number is said with in English: `14` has two, `2003` has four, `60%` has four.

Kincaid's manual and the commercial programs that follow it count numbers as they are said for Flesch-Kincaid and
SMOG; the older FORCAST counts each as one. Reference: Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of new
readability formulas for Navy enlisted personnel, Research Branch Report 8-75.
"""

from __future__ import annotations

from guidegen.patterns import pattern

_FIGURES = pattern(r"\d[\d,]*(?:\.\d+)?")
_ONES = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # zero to nineteen
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 2)  # twenty to ninety
_MOST_SAID_WHOLE = 9
_SIGNS = {"%": 2, "$": 2, "£": 1, "€": 2, "°": 2}


def said(text: str) -> int:
    """The syllables of a word that is a number, with its signs: `$5`, `60%`, `24/7`, `555-0142`; 1 at least."""
    figures = _FIGURES.findall(text)
    # The figures of telephone numbers and codes are said one by one.
    is_code = sum(c == "-" for c in text) > 0 and sum(c.isdigit() for c in text) >= 7
    count = sum(sum(_ONES[int(c)] for c in each if c.isdigit()) if is_code else _number(each) for each in figures)
    return max(count + sum(_SIGNS.get(c, 0) for c in text), 1)


def _number(figures: str) -> int:
    whole, _, decimals = figures.replace(",", "").partition(".")
    after = 1 + sum(_ONES[int(c)] for c in decimals) if decimals else 0
    if len(whole) > _MOST_SAID_WHOLE:
        return sum(_ONES[int(c)] for c in whole) + after
    is_year = len(whole) == 4 and "," not in figures and not decimals and 1100 <= int(whole) <= 1999
    if is_year and int(whole[2:]):
        return _whole(int(whole[:2])) + _whole(int(whole[2:])) + (1 if whole[2] == "0" else 0) + after
    return (_whole(int(whole)) if whole else 0) + after


def _whole(number: int) -> int:
    """A whole number below a thousand million: `million` and `hundred` have two syllables, `thousand` too."""
    if number < 20:
        return _ONES[number]
    for size in (1_000_000, 1_000, 100):
        if number >= size:
            rest = number % size
            return _whole(number // size) + 2 + (_whole(rest) if rest else 0)
    return _TENS[number // 10] + (_ONES[number % 10] if number % 10 else 0)

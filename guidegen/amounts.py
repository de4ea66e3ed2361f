"""Counts with their nouns, as they are told in English by the tool itself; printed words stand in the locale files."""

from __future__ import annotations


def amount(count: int, noun: str) -> str:
    """A number with its noun.

    >>> amount(0, "error"), amount(1, "entry"), amount(2500, "entry"), amount(2, "key")
    ('no errors', '1 entry', '2,500 entries', '2 keys')
    """
    if count == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"
    return f"{count:,} {plural}" if count else f"no {plural}"

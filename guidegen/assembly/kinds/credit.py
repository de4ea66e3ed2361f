"""How points are given, in one sentence for the person who marks."""

from __future__ import annotations

from fractions import Fraction

from guidegen.assembly.points import points_phrase
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.locale import Words
from guidegen.model.item import ItemCommon
from guidegen.model.scoring import ALL_OR_NOTHING, PER_OPTION, RIGHT_MINUS_WRONG, share

_PHRASES = {ALL_OR_NOTHING: "all", PER_OPTION: "part", RIGHT_MINUS_WRONG: "minus"}


def credit_sentence(subject: str, rule: str, common: ItemCommon, parts: int, words: Words) -> doc.Paragraph:
    """The rule with its amounts. `subject` is choice, statements, matching, ordering, labels or blanks."""
    every, part = points_phrase(common.points, words), points_phrase(share(common.points, parts), words)
    return explained(words.fill(f"credit-{subject}-{_PHRASES[rule]}", all=every, part=part), common)


def earns(credit: Fraction, common: ItemCommon, words: Words) -> str:
    """What a share of the item's points comes to, such as `0.5 points` or `−1 point`."""
    amount = Fraction(common.points) * credit
    return f"\N{MINUS SIGN}{points_phrase(-amount, words)}" if amount < 0 else points_phrase(amount, words)


def explained(sentence: str, common: ItemCommon) -> doc.Paragraph:
    """A sentence of the key."""
    return doc.Paragraph((Text(sentence),), "explained", origin=common.origin)

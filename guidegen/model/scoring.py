"""Partial credit: how the points of an item follow from its parts. Exact; nothing is rounded.

The parts of a multiple-response item are its options, of a matching item its premises, of an ordering item its
entries, of a table of statements its rows. What other systems carry: `all-or-nothing` is QTI's match_correct and
Moodle's all-or-nothing multiple choice; `right-minus-wrong` is Canvas's partial credit with penalty and a QTI
map_response with a lower bound of 0; credit of its own for each option is Moodle's `fraction`.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

ALL_OR_NOTHING = "all-or-nothing"
#: Each part that is right earns its share; an option that is rightly left empty is right too.
PER_OPTION = "per-option"
#: Each right mark earns a share, each wrong one takes a share off; never below 0.
RIGHT_MINUS_WRONG = "right-minus-wrong"

CREDIT_RULES = (ALL_OR_NOTHING, PER_OPTION, RIGHT_MINUS_WRONG)


def share(points: Decimal, parts: int) -> Fraction:
    """What one of so many equal parts is worth."""
    return Fraction(points) / parts


def earned(rule: str, points: Decimal, *, parts: int, right: int, wrong: int) -> Fraction:
    """The points for `right` and `wrong` of `parts` parts; those that are left were not answered.

    Under `right-minus-wrong` the parts of a multiple-response item are its keys, and a marked distractor is wrong.
    """
    if rule == ALL_OR_NOTHING:
        return Fraction(points) if right == parts and not wrong else Fraction(0)
    counted = right if rule == PER_OPTION else max(0, right - wrong)
    return share(points, parts) * counted

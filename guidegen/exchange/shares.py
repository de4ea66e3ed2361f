"""Shares of the points as other programs write them: percentages with five decimals."""

from __future__ import annotations

from fractions import Fraction


def share_text(share: Fraction, decimals: int = 5) -> str:
    """A share as a percentage without zeros at its end.

    >>> share_text(Fraction(1, 3)), share_text(Fraction(-1, 2)), share_text(Fraction(1))
    ('33.33333', '-50', '100')
    """
    text = f"{float(round(share * 100, decimals)):.{decimals}f}"
    return text.rstrip("0").rstrip(".")

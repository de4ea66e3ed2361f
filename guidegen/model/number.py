"""Numbers of items: as they were typed, with their exact value, or still to be drawn."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction

from guidegen.inline import Prose, Variable, plain_text
from guidegen.patterns import pattern
from guidegen.records import dataclass

_DIGITS = pattern(r"[-+]?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][-+]?[0-9]{1,2})?")
#: Wide enough for the sums and products of all numbers that can be typed. Rounding would be an exception.
EXACT = Context(prec=2000, traps=[InvalidOperation, Inexact])


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number as prose: its digits, or the one variable that gives them when a form is drawn.

    Digits keep their zeros: `3.10` is printed as 3.10, and is worth 3.1.
    """

    prose: Prose

    @property
    def is_drawn(self) -> bool:
        """False while it is a variable."""
        return not any(isinstance(node, Variable) for node in self.prose)

    @property
    def typed(self) -> str:
        """The digits as they are printed."""
        return plain_text(self.prose)

    @property
    def value(self) -> Decimal:
        """The exact value; ValueError where a variable gave something else than a number."""
        # A drawn number has the decimal mark of its language.
        digits = self.typed.replace("\N{MINUS SIGN}", "-").replace(",", ".")
        if not _DIGITS.fullmatch(digits):
            raise ValueError(f"“{self.typed}” stands where a number must")
        return Decimal(digits)


def interval(value: Decimal, amount: Decimal, *, is_relative: bool) -> tuple[Decimal, Decimal]:
    """The least and the greatest number within a tolerance, exactly. A relative one is so many percent of the value.

    >>> interval(Decimal("12.5"), Decimal("5"), is_relative=True)
    (Decimal('11.875'), Decimal('13.125'))
    """
    reach = EXACT.multiply(abs(value), amount).scaleb(-2, EXACT) if is_relative else amount
    return EXACT.subtract(value, reach), EXACT.add(value, reach)


def plain_number(value: Decimal | Fraction) -> str:
    """A number of 0 or more, exact and short, as data are written: `2`, `0.5`, `2/3`, `1 1/3`.

    >>> plain_number(Decimal("2.50")), plain_number(Fraction(2, 3)), plain_number(Fraction(4, 3))
    ('2.5', '2/3', '1 1/3')
    """
    exact = Fraction(value)
    thousandths = exact * 1000
    if thousandths.denominator == 1:
        text = f"{Decimal(int(thousandths)).scaleb(-3):f}"
        return text.rstrip("0").rstrip(".")
    whole, rest = divmod(exact, 1)
    return f"{whole} {rest}" if whole else str(rest)

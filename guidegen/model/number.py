"""Numbers of items: as they were typed, with their exact value, or still to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation

from guidegen.inline import Variable

#: Wide enough for the sums and products of all numbers that can be typed. Rounding would be an exception.
EXACT = Context(prec=2000, traps=[InvalidOperation, Inexact])


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number. `typed` keeps its zeros: `3.10` is printed as 3.10, and is worth 3.1."""

    typed: str

    @property
    def value(self) -> Decimal:
        """The exact value."""
        return Decimal(self.typed.replace("\N{MINUS SIGN}", "-"))


#: A number, or the expression that gives it when a form is drawn; no drawn item holds an expression.
Quantity = Number | Variable


def drawn(quantity: Quantity) -> Number:
    """The number; TypeError for an expression (a programmer's mistake: items are drawn before they are printed)."""
    if isinstance(quantity, Variable):
        raise TypeError(f"{quantity} is not drawn yet")
    return quantity


def interval(value: Decimal, amount: Decimal, *, is_relative: bool) -> tuple[Decimal, Decimal]:
    """The least and the greatest number within a tolerance, exactly. A relative one is so many percent of the value.

    >>> interval(Decimal("12.5"), Decimal("5"), is_relative=True)
    (Decimal('11.875'), Decimal('13.125'))
    """
    reach = EXACT.multiply(abs(value), amount).scaleb(-2, EXACT) if is_relative else amount
    return EXACT.subtract(value, reach), EXACT.add(value, reach)

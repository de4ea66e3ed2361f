"""Exact arithmetic: every number is a fraction, so that 0.1 + 0.2 is 0.3 on every machine.

What no fraction can say (a root, a logarithm, a sine) is a `Rounded` fraction of 40 digits. It counts as 12 digits
as soon as somebody looks at it: when it is compared, rounded or printed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

#: Numerators and denominators are shorter than this: about 150 digits.
MOST_BITS = 512
LONGEST_WORDS = 200
_DIGITS_KEPT = 40
_DIGITS_SEEN = 12
_NOTHING = Fraction(1, 10**30)
_HALF = Fraction(1, 2)

Value = Fraction | str | bool


class Failed(Exception):
    """A calculation that has no result. `message` begins with a small letter; raised and caught within this folder."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Rounded(Fraction):
    """A number that is known to 40 digits, such as a root."""

    __slots__ = ()


def decimal_fraction(text: str) -> Fraction:
    """The number that a text spells, exactly: `0.1` is one tenth."""
    return Fraction(Decimal(text))


def half_up(number: Fraction, decimals: int) -> Fraction:
    """Rounded to so many decimals (fewer than none: to tens, hundreds), a half away from zero."""
    scale = Fraction(10) ** decimals
    whole = (abs(number) * scale + _HALF).__floor__()
    return (whole if number >= 0 else -whole) / scale


def magnitude(number: Fraction) -> int:
    """The power of ten of the first digit: 2 for 123, -2 for 0.05; 0 for 0."""
    if not number:
        return 0
    power = len(str(abs(number.numerator))) - len(str(number.denominator))
    return power if abs(number) >= Fraction(10) ** power else power - 1


def to_digits(number: Fraction, digits: int) -> Fraction:
    """Rounded to so many significant digits, half up."""
    return half_up(number, digits - 1 - magnitude(number))


def settled(number: Fraction) -> Fraction:
    """The number as it is looked at: what is known to 40 digits counts as 12, which every machine agrees on."""
    if not isinstance(number, Rounded):
        return number
    return Fraction(0) if abs(number) < _NOTHING else to_digits(Fraction(number), _DIGITS_SEEN)


def decimals_of(number: Fraction) -> int | None:
    """How many decimals it takes to write the number; None when they never end."""
    rest, twos, fives = settled(number).denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def within_limits(number: Fraction) -> Fraction:
    """The same number, unless it is too large or too fine to be handled."""
    if number.numerator.bit_length() > MOST_BITS or number.denominator.bit_length() > MOST_BITS:
        raise Failed("a number gets too large")
    return number


def number(value: Value, use: str) -> Fraction:
    """The value as a number; `use` tells in a message what needs one."""
    if isinstance(value, bool) or not isinstance(value, Fraction):
        kind = "words" if isinstance(value, str) else "true or false"
        raise Failed(f"{use} needs a number, not {kind}")
    return value


def exact(symbol: str, compute: Callable[..., Fraction]) -> Callable[..., Value]:
    """An operation on numbers. Its result is rounded when one of its numbers is."""

    def operation(*values: Any) -> Value:
        numbers = [number(value, f"`{symbol}`") for value in values]
        result = Fraction(compute(*numbers))
        if any(isinstance(each, Rounded) for each in numbers):
            result = Rounded(to_digits(result, _DIGITS_KEPT))
        return within_limits(result)

    return operation


def compared(symbol: str, holds: Callable[[Fraction, Fraction], bool]) -> Callable[[Value, Value], bool]:
    """A comparison of numbers by `holds`, which is told the difference of the two and zero."""

    def operation(left: Value, right: Value) -> bool:
        one, other = settled(number(left, f"`{symbol}`")), settled(number(right, f"`{symbol}`"))
        if isinstance(left, Rounded) or isinstance(right, Rounded):
            larger = max(abs(one), abs(other))
            if abs(one - other) * 10 ** (_DIGITS_SEEN - 1) <= larger:
                other = one
        return holds(one, other)

    return operation


def equal(left: Value, right: Value) -> bool:
    """Whether two numbers, or two words, are the same. A number and a word cannot be compared."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) and isinstance(right, bool):
        return left == right
    return compared("==", lambda one, other: one == other)(left, right)


def add(left: Value, right: Value) -> Value:
    """The sum of two numbers, or two texts one after the other."""
    if isinstance(left, str) and isinstance(right, str):
        if len(left) + len(right) > LONGEST_WORDS:
            raise Failed("a text gets too long")
        return left + right
    return _add(left, right)


_add = exact("+", lambda one, other: one + other)


def divide(one: Fraction, other: Fraction) -> Fraction:
    """The quotient."""
    if not settled(other):
        raise Failed("something is divided by zero")
    return one / other


def divide_down(one: Fraction, other: Fraction) -> Fraction:
    """The quotient without its decimals, rounded down."""
    one, other = settled(one), settled(other)
    if not other:
        raise Failed("something is divided by zero")
    return Fraction(one // other)


def remainder(one: Fraction, other: Fraction) -> Fraction:
    """What is left after `divide_down`."""
    one, other = settled(one), settled(other)
    if not other:
        raise Failed("something is divided by zero")
    return one % other


def power(left: Value, right: Value) -> Value:
    """`left` to the power of `right`; exact for whole powers."""
    base, exponent = number(left, "`**`"), number(right, "`**`")
    whole = settled(exponent)
    if whole.denominator == 1:
        if not settled(base) and whole < 0:
            raise Failed("something is divided by zero")
        bits = max(base.numerator.bit_length(), base.denominator.bit_length())
        if (bits - (bits == 1)) * abs(whole) > 2 * MOST_BITS or abs(whole) > 10**6:
            raise Failed("a number gets too large")
        return exact("**", lambda one: one ** int(whole))(base)
    if base < 0:
        raise Failed("a number below zero has no such power")
    return approximately(lambda context, one, other: context.power(one, other), base, exponent)


def approximately(compute: Callable[..., Any], *numbers: Fraction) -> Rounded:
    """The result of a function of mpmath on these numbers, to 40 digits.

    mpmath works with whole numbers alone, so that every machine gets the same digits; the C library's do not.
    """
    context = _context()
    try:
        found = compute(context, *(context.mpf(each.numerator) / each.denominator for each in numbers))
    except (ValueError, ZeroDivisionError, OverflowError) as error:
        raise Failed("a function is asked for a number that it does not have") from error
    if not isinstance(found, context.mpf) or not context.isfinite(found):
        raise Failed("a function is asked for a number that it does not have")
    sign, digits, exponent, _ = found._mpf_
    if abs(exponent) > 4 * MOST_BITS:
        raise Failed("a number gets too large")
    result = Fraction((-1) ** sign * int(digits)) * Fraction(2) ** exponent
    return Rounded(within_limits(to_digits(result, _DIGITS_KEPT)))


@functools.cache
def _context() -> Any:
    from mpmath import MPContext

    context = MPContext()
    context.dps = _DIGITS_KEPT + 10
    return context

"""How a number is printed: `{{need:.2}}`, `{{need:3sig}}`, `{{need:,}}`."""

from __future__ import annotations

from fractions import Fraction

from guidegen.expressions.numbers import decimals_of, half_up, magnitude, settled, to_digits
from guidegen.patterns import pattern
from guidegen.records import dataclass

_FORMAT = pattern(
    r"(?P<sign>\+?)(?P<thousands>,?)(?:\.(?P<decimals>[0-9])|(?P<digits>[1-9]|1[0-2]) ?sig|(?P<fraction>fraction))?"
)
_LONGEST_WHOLE = 10**15
#: A number with more significant digits than this, decimals among them, is not one that an author means to print.
MOST_DIGITS_PRINTED = 6
_DIGITS_OF_UGLY = 12
_LARGEST_DENOMINATOR = 10_000


@dataclass(frozen=True, slots=True)
class Format:
    """How a number is printed; rounding is half up. At most one of `decimals`, `digits` and `fraction` is set.

    `sign` prints `+` before numbers above zero, `thousands` separates groups of three digits.
    """

    sign: bool = False
    thousands: bool = False
    decimals: int | None = None
    digits: int | None = None
    fraction: bool = False

    @property
    def rounds(self) -> bool:
        """True when the format says how exact the number is."""
        return self.decimals is not None or self.digits is not None


@dataclass(frozen=True, slots=True)
class Marks:
    """What a language writes before decimals and between thousands."""

    decimal: str = "."
    thousands: str = ","


PLAIN = Format()
ENGLISH = Marks()


def format_of(text: str) -> Format | None:
    """The format that stands after the colon; None when it is none."""
    match = _FORMAT.fullmatch(text.strip())
    if match is None:
        return None
    decimals, digits = match["decimals"], match["digits"]
    return Format(
        bool(match["sign"]),
        bool(match["thousands"]),
        int(decimals) if decimals else None,
        int(digits) if digits else None,
        bool(match["fraction"]),
    )


def rounded(number: Fraction, how: Format) -> Fraction:
    """The number that is printed, as a number."""
    number = settled(number)
    if how.decimals is not None:
        return half_up(number, how.decimals)
    if how.digits is not None:
        return to_digits(number, how.digits)
    if how.fraction or decimals_of(number) is not None:
        return number
    return to_digits(number, _DIGITS_OF_UGLY)


def is_ugly(number: Fraction, how: Format) -> bool:
    """Whether a number is printed with more digits than anybody asked for, or with decimals that never end."""
    number = settled(number)
    if number.denominator == 1 or how.rounds:
        return abs(number) >= _LONGEST_WHOLE
    if how.fraction:
        return number.denominator > _LARGEST_DENOMINATOR
    decimals = decimals_of(number)
    return decimals is None or decimals + magnitude(number) + 1 > MOST_DIGITS_PRINTED


def printed(number: Fraction, how: Format = PLAIN, marks: Marks = ENGLISH) -> str:
    """The digits as they stand in the text, with a hyphen for minus, which print sets as a minus sign."""
    number = rounded(number, how)
    sign = "-" if number < 0 else "+" if how.sign and number > 0 else ""
    if how.fraction and number.denominator != 1:
        return f"{sign}{abs(number.numerator)}/{number.denominator}"
    decimals = _decimals_printed(number, how)
    digits = str(abs(number.numerator) * 10**decimals // number.denominator).rjust(decimals + 1, "0")
    whole, part = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    if how.thousands:
        whole = marks.thousands.join(_groups(whole))
    return sign + whole + (marks.decimal + part if part else "")


def _decimals_printed(number: Fraction, how: Format) -> int:
    if how.decimals is not None:
        return how.decimals
    if how.digits is not None:
        return max(how.digits - 1 - magnitude(number), 0)
    return decimals_of(number) or 0


def _groups(digits: str) -> list[str]:
    first = len(digits) % 3
    return [digits[:first]] * bool(first) + [digits[place : place + 3] for place in range(first, len(digits), 3)]

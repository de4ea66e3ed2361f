"""Quantities as they are typed: numbers, ranges such as `10 to 12`, and what a number may be off, `12.5 ± 5%`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from guidegen.diagnostics import Fix, Span
from guidegen.inline import Prose, Text, Variable, plain_text
from guidegen.model.item import NumberAnswer, RangeAnswer, Tolerance
from guidegen.model.number import Number
from guidegen.patterns import pattern
from guidegen.reading.items.base import Placed
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import shown
from guidegen.records import dataclass

_NUMBER = pattern(r"[-\N{MINUS SIGN}]?(?:0|[1-9][0-9]{0,39})(?:\.[0-9]{1,40})?(?:[eE][-+]?[0-9]{1,2})?")
_RANGE = pattern(r"(.+?)(?: to |\.\.)(.+)")
_REACH = pattern(r"(.+?) *(?:±|\+/-) *(.+)")
_VARIABLE = pattern(r"\{\{[^{}]+\}\}")
_GROUPED = pattern(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_COMMA = pattern(r"-?[0-9]{1,40},[0-9]{1,40}")
_DASHED = pattern(r"([0-9.]+) ?[-\N{EN DASH}] ?([0-9.]+)")
_WITH_UNIT = pattern(r"(-?[0-9]+(?:\.[0-9]+)?) ?([^\W\d_%°/]+\S{0,20})")
#: Stands for a variable while a text is looked at.
_HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"


def is_number_text(text: str) -> bool:
    """True for a text that is a number or a range where it stands without quotation marks, or says what it may be off.

    >>> [is_number_text(text) for text in ("12.5", "10 to 12", "12.5 ± 5%", "ten", "{{x}} ± 1")]
    [True, True, True, False, True]
    """
    text = text.strip()
    parts = _RANGE.fullmatch(text)
    if parts is not None:
        return all(_NUMBER.fullmatch(each.strip()) for each in parts.groups())
    return bool(_NUMBER.fullmatch(text)) or says_tolerance(text)


def is_drawn_number(text: str, word_variables: Collection[str]) -> bool:
    """True for a text that is a number or a range once its variables are drawn; those named are drawn from words.

    >>> [is_drawn_number(text, {"animal"}) for text in ("{{x / 2:.1}}", "{{low}} to 12", "{{animal}}")]
    [True, True, False]
    """
    parts = _RANGE.fullmatch(text.strip())
    sides = (text,) if parts is None else parts.groups()
    return all(_is_drawn_number(side.strip(), word_variables) for side in sides)


def _is_drawn_number(text: str, word_variables: Collection[str]) -> bool:
    if not _VARIABLE.fullmatch(text):
        return _NUMBER.fullmatch(text) is not None
    from guidegen.expressions.syntax import Placeholder, parse_placeholder

    found = parse_placeholder(text[2:-2])
    if not isinstance(found, Placeholder) or found.format.thousands or found.format.fraction:
        return False
    return not any(name in word_variables for name in found.expression.names)


def is_read_as_number(text: str) -> bool:
    """True for a text that is read as a number where it stands without quotation marks, though a comma is refused.

    >>> is_read_as_number("12,5"), is_number_text("12,5")
    (True, False)
    """
    return is_number_text(text) or bool(_COMMA.fullmatch(text.strip()) or _GROUPED.fullmatch(text.strip()))


def says_tolerance(text: str) -> bool:
    """True for a number, or a variable, with what it may be off."""
    parts = _REACH.fullmatch(text.strip())
    if parts is None:
        return False
    sides = (parts[1], parts[2].removesuffix("%").rstrip())
    return all(_NUMBER.fullmatch(each) or _VARIABLE.fullmatch(each) for each in sides)


def read_number(
    placed: Placed, tolerance: Tolerance | None, reader: Reader, credit: Fraction = Fraction(1)
) -> NumberAnswer | RangeAnswer | None:
    """A number or a range in one text. What a number may be off stands in the text, or is the `tolerance` given."""
    parts = _Parts(placed.prose)
    ends = parts.halves(_RANGE)
    if ends is not None:
        low, high = (Placed(prose, placed.span) for prose in ends)
        return read_range(low, high, placed.span, reader, credit)
    sides = parts.halves(_REACH)
    if sides is not None:
        own = read_tolerance(Placed(sides[1], placed.span), reader)
        value = read_quantity(Placed(sides[0], placed.span), reader)
        return None if own is None or value is None else NumberAnswer(value, own, credit)
    value = read_quantity(placed, reader)
    return None if value is None else NumberAnswer(value, tolerance, credit)


def read_range(
    low: Placed, high: Placed, span: Span, reader: Reader, credit: Fraction = Fraction(1)
) -> RangeAnswer | None:
    """All numbers from one to another."""
    least, most = read_quantity(low, reader), read_quantity(high, reader)
    if least is None or most is None:
        return None
    if least.is_drawn and most.is_drawn and least.value > most.value:
        hint = f"Write {most.typed} to {least.typed}."
        reader.report("S204", span, "This range ends before it begins.", hint)
        return None
    return RangeAnswer(least, most, credit)


def read_tolerance(placed: Placed | None, reader: Reader) -> Tolerance | None:
    """What a number may be off: an amount, or a share in percent."""
    if placed is None:
        return None
    amount, is_relative = _Parts(placed.prose).percent()
    quantity = read_quantity(Placed(amount, placed.span), reader)
    if quantity is not None and quantity.is_drawn and quantity.value < 0:
        reader.report("S204", placed.span, "A tolerance cannot be below 0.", "Write it without the minus sign.")
        return None
    return None if quantity is None else Tolerance(quantity, is_relative)


def read_quantity(placed: Placed | None, reader: Reader) -> Number | None:
    """A number, or the one variable that the text consists of."""
    if placed is None:
        return None
    parts = _Parts(placed.prose)
    text = parts.text.strip()
    if text == _HOLE:
        return _variable(parts.variables[0], placed.span, reader)
    if _NUMBER.fullmatch(text):
        return Number((Text(text),))
    _report_no_number(plain_text(placed.prose).strip(), placed.span, reader)
    return None


def _variable(variable: Variable, span: Span, reader: Reader) -> Number | None:
    """A variable, if it is printed in a way that can be compared with what is written."""
    from guidegen.expressions.syntax import Placeholder, parse_placeholder

    found = parse_placeholder(variable.expression)
    if isinstance(found, Placeholder) and (found.format.thousands or found.format.fraction):
        message = "The right answer is printed as a fraction or with separated thousands, which no number is."
        reader.report("S204", span, message, "Use decimals, such as {{x:.2}}, or significant figures, {{x:3sig}}.")
        return None
    return Number((variable,))


@dataclass(frozen=True, slots=True)
class _Parts:
    """A text that may hold variables, to be cut like a plain one."""

    prose: Prose

    @property
    def text(self) -> str:
        return "".join(_HOLE if isinstance(node, Variable) else plain_text((node,)) for node in self.prose)

    @property
    def variables(self) -> list[Variable]:
        return [node for node in self.prose if isinstance(node, Variable)]

    def halves(self, pattern: re.Pattern[str]) -> tuple[Prose, Prose] | None:
        match = pattern.fullmatch(self.text.strip())
        if match is None:
            return None
        left = iter(self.variables)
        return _filled(match[1], left), _filled(match[2], left)

    def percent(self) -> tuple[Prose, bool]:
        text = self.text.strip()
        is_relative = text.endswith("%")
        return _filled(text.removesuffix("%").strip(), iter(self.variables)), is_relative


def _filled(text: str, variables: Iterator[Variable]) -> Prose:
    """The text with its variables in their places again."""
    return tuple(next(variables) if part == _HOLE else Text(part) for part in re.split(f"({_HOLE})", text) if part)


def _report_no_number(typed: str, span: Span, reader: Reader) -> None:
    if _GROUPED.fullmatch(typed):
        plain, decimal = typed.replace(",", ""), typed.replace(",", ".", 1)
        hint = f"Write {plain}, or {decimal} if the comma is a decimal one."
        reader.report("Y102", span, f"{shown(typed)} is read differently from country to country.", hint)
    elif _COMMA.fullmatch(typed):
        better = typed.replace(",", ".")
        message = f"{shown(typed)} has a decimal comma; numbers are written with a point."
        reader.report("Y102", span, message, f"Write {better}.", fix=Fix(span, better))
    elif match := _DASHED.fullmatch(typed):
        reader.report("S204", span, f"{shown(typed)} is not a number.", f"For a range write {match[1]} to {match[2]}.")
    elif match := _WITH_UNIT.fullmatch(typed):
        hint = f"Write the number alone, {match[1]}, and `unit: {match[2]}` for the item."
        reader.report("S204", span, f"{shown(typed)} is more than a number.", hint)
    else:
        hint = "Write it with digits and a decimal point, such as 12.5, 0.5 or -3."
        reader.report("S204", span, f"{shown(typed)} is not a number.", hint)


def report_equal_numbers(
    accepted: Sequence[NumberAnswer | RangeAnswer], places: Sequence[Span], reader: Reader
) -> None:
    """A number may stand among the right ones once."""
    seen = set()
    for number, span in zip(accepted, places, strict=True):
        if not isinstance(number, NumberAnswer) or not number.value.is_drawn:
            continue
        if number.value.value in seen:
            reader.report("S102", span, "This number stands twice.", "Change or remove one of the two.")
        seen.add(number.value.value)

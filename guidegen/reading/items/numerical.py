"""Numerical: a number to be written, with what it may be off, and its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guidegen.diagnostics import Fix, Span
from guidegen.expressions.syntax import Placeholder, parse_placeholder
from guidegen.inline import Prose, Text, Variable, plain_text
from guidegen.model.item import ItemCommon, NumberAnswer, Numerical, RangeAnswer, Tolerance
from guidegen.model.number import Number
from guidegen.reading.items.answers import ANSWER_FIELD, SPACE_FIELDS, Given, full_credit_first, read_space
from guidegen.reading.items.base import Placed, PlacedText
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import Field, InlineText, Values, shown
from guidegen.source.nodes import MappingNode, Node, ScalarNode, SequenceNode

FIELDS = (
    ANSWER_FIELD,
    Field("tolerance", PlacedText(), "What the number may be off: an amount, or a share of it.", example="5%"),
    Field("unit", InlineText(), "What is printed beside the line for the number.", example="mg"),
    *SPACE_FIELDS,
)

_NUMBER = re.compile(r"[-\N{MINUS SIGN}]?(?:0|[1-9][0-9]{0,39})(?:\.[0-9]{1,40})?(?:[eE][-+]?[0-9]{1,2})?")
_RANGE = re.compile(r"(.+?)(?: to |\.\.)(.+)")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_COMMA = re.compile(r"-?[0-9]{1,40},[0-9]{1,40}")
_DASHED = re.compile(r"([0-9.]+) ?[-\N{EN DASH}] ?([0-9.]+)")
_WITH_UNIT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) ?([^\W\d_%°/]+\S{0,20})")
#: Stands for a variable while a text is looked at.
_HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"


def is_numeric(node: Node | None) -> bool:
    """True for a number or a range that stands without quotation marks, for a list of them, and for their keys."""
    if isinstance(node, SequenceNode):
        return bool(node.children) and all(is_numeric(child) for child in node.children)
    if isinstance(node, MappingNode):
        return any(entry.key.value in ("value", "from", "to", "tolerance") for entry in node.entries)
    return isinstance(node, ScalarNode) and node.style == "plain" and is_number_text(node.value)


def is_number_text(text: str) -> bool:
    """True for a text that is a number or a range where it stands without quotation marks."""
    parts = _RANGE.fullmatch(text.strip())
    texts = parts.groups() if parts else (text,)
    return all(_NUMBER.fullmatch(each.strip()) for each in texts)


def numerical(common: ItemCommon, values: Values, reader: Reader) -> Numerical | None:
    """The accepted numbers and ranges, the best one first."""
    work = read_space(values, reader)
    tolerance = _tolerance(values.get("tolerance"), reader)
    if not values.has("answer"):
        hint = "Add `answer:`, for example: answer: 12.5"
        reader.report("S101", values.at, "This item does not say which number is right.", hint)
        return None
    answers: list[Given] = values.get("answer") or []
    accepted = [_accepted(answer, tolerance, reader) for answer in answers]
    known = [answer for answer in accepted if answer is not None]
    if not known or len(known) != len(accepted) or (values.has("tolerance") and tolerance is None):
        return None
    if tolerance is not None and not any(isinstance(answer, NumberAnswer) for answer in known):
        message = "`tolerance` is for numbers; a range says itself how far it reaches."
        reader.report("S201", values.key("tolerance"), message, "Remove it.")
    _report_equal_numbers(known, answers, reader)
    if not full_credit_first(answers, reader):
        return None
    return Numerical(common, tuple(known), values.runs("unit"), work)


def _accepted(answer: Given, tolerance: Tolerance | None, reader: Reader) -> NumberAnswer | RangeAnswer | None:
    values = answer.values
    if values is None:
        plain = Placed(answer.prose, answer.span)
        low_and_high = _Parts(answer.prose).range()
        if low_and_high is not None:
            low, high = low_and_high
            return _range(Placed(low, answer.span), Placed(high, answer.span), answer, reader)
        value = _quantity(plain, reader)
        return None if value is None else NumberAnswer(value, tolerance, answer.credit)
    if values.has("text"):
        message = "`text` belongs to words, and this answer is a number."
        reader.report("S201", values.key("text"), message, "Write `value:` or `from:` and `to:`.")
        return None
    if values.has("from") or values.has("to"):
        return _range_of_keys(answer, values, reader)
    if not values.has("value"):
        reader.report("S202", values.at, "An answer needs `value`.", "Add a line, for example: value: 12.5")
        return None
    own = _tolerance(values.get("tolerance"), reader)
    value = _quantity(answer.key("value"), reader)
    return None if value is None else NumberAnswer(value, own or tolerance, answer.credit)


def _range_of_keys(answer: Given, values: Values, reader: Reader) -> RangeAnswer | None:
    for name in ("value", "tolerance"):
        if values.has(name):
            reader.report("S201", values.key(name), f"`{name}` does not belong to a range.", "Remove it.")
    for name in ("from", "to"):
        if not values.has(name):
            reader.report("S202", values.at, f"A range needs `{name}`.", f"Add `{name}:` with a number.")
    low, high = answer.key("from"), answer.key("to")
    return _range(low, high, answer, reader) if low and high else None


def _range(low: Placed, high: Placed, answer: Given, reader: Reader) -> RangeAnswer | None:
    least, most = _quantity(low, reader), _quantity(high, reader)
    if least is None or most is None:
        return None
    if least.is_drawn and most.is_drawn and least.value > most.value:
        hint = f"Write {most.typed} to {least.typed}."
        reader.report("S204", answer.span, "This range ends before it begins.", hint)
        return None
    return RangeAnswer(least, most, answer.credit)


def _tolerance(placed: Placed | None, reader: Reader) -> Tolerance | None:
    if placed is None:
        return None
    amount, is_relative = _Parts(placed.prose).percent()
    quantity = _quantity(Placed(amount, placed.span), reader)
    if quantity is not None and quantity.is_drawn and quantity.value < 0:
        reader.report("S204", placed.span, "A tolerance cannot be below 0.", "Write it without the minus sign.")
        return None
    return None if quantity is None else Tolerance(quantity, is_relative)


def _quantity(placed: Placed | None, reader: Reader) -> Number | None:
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

    def range(self) -> tuple[Prose, Prose] | None:
        match = _RANGE.fullmatch(self.text)
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


def _report_equal_numbers(accepted: list[NumberAnswer | RangeAnswer], answers: list[Given], reader: Reader) -> None:
    seen = set()
    for number, answer in zip(accepted, answers, strict=True):
        if not isinstance(number, NumberAnswer) or not number.value.is_drawn:
            continue
        if number.value.value in seen:
            reader.report("S102", answer.span, "This number stands twice.", "Change or remove one of the two.")
        seen.add(number.value.value)

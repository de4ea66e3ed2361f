"""Numerical: a number to be written, with what it may be off, and its unit."""

from __future__ import annotations

from guidegen.model.item import ItemCommon, NumberAnswer, Numerical, RangeAnswer, Tolerance
from guidegen.reading.items.answers import ANSWER_FIELD, SPACE_FIELDS, Given, full_credit_first, read_space
from guidegen.reading.items.base import Placed, PlacedText
from guidegen.reading.items.quantities import (
    is_read_as_number,
    read_number,
    read_quantity,
    read_range,
    read_tolerance,
    report_equal_numbers,
)
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import Field, InlineText, Values
from guidegen.source.nodes import MappingNode, Node, ScalarNode, SequenceNode

FIELDS = (
    ANSWER_FIELD,
    Field("tolerance", PlacedText(), "What the number may be off: an amount, or a share of it.", example="5%"),
    Field("unit", InlineText(), "What is printed beside the line for the number.", example="mg"),
    *SPACE_FIELDS,
)


def is_numeric(node: Node | None) -> bool:
    """True for a number or a range that stands without quotation marks, for a list of them, and for their keys."""
    if isinstance(node, SequenceNode):
        return bool(node.children) and all(is_numeric(child) for child in node.children)
    if isinstance(node, MappingNode):
        return any(entry.key.value in ("value", "from", "to", "tolerance") for entry in node.entries)
    # A decimal comma is refused further on, and not taken for words.
    return isinstance(node, ScalarNode) and node.style == "plain" and is_read_as_number(node.value)


def numerical(common: ItemCommon, values: Values, reader: Reader) -> Numerical | None:
    """The accepted numbers and ranges, the best one first."""
    work = read_space(values, reader)
    tolerance = read_tolerance(values.get("tolerance"), reader)
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
    report_equal_numbers(known, [answer.span for answer in answers], reader)
    if not full_credit_first(answers, reader):
        return None
    reader.keep(values.node("answer"))
    reader.keep(values.node("tolerance"))
    return Numerical(common, tuple(known), values.runs("unit"), work)


def _accepted(answer: Given, tolerance: Tolerance | None, reader: Reader) -> NumberAnswer | RangeAnswer | None:
    values = answer.values
    if values is None:
        return read_number(Placed(answer.prose, answer.span), tolerance, reader, answer.credit)
    if values.has("text"):
        message = "`text` belongs to words, and this answer is a number."
        reader.report("S201", values.key("text"), message, "Write `value:` or `from:` and `to:`.")
        return None
    if values.has("from") or values.has("to"):
        return _range_of_keys(answer, values, reader)
    if not values.has("value"):
        reader.report("S202", values.at, "An answer needs `value`.", "Add a line, for example: value: 12.5")
        return None
    own = read_tolerance(values.get("tolerance"), reader)
    value = read_quantity(answer.key("value"), reader)
    return None if value is None else NumberAnswer(value, own or tolerance, answer.credit)


def _range_of_keys(answer: Given, values: Values, reader: Reader) -> RangeAnswer | None:
    for name in ("value", "tolerance"):
        if values.has(name):
            reader.report("S201", values.key(name), f"`{name}` does not belong to a range.", "Remove it.")
    for name in ("from", "to"):
        if not values.has(name):
            reader.report("S202", values.at, f"A range needs `{name}`.", f"Add `{name}:` with a number.")
    low, high = answer.key("from"), answer.key("to")
    return read_range(low, high, answer.span, reader, answer.credit) if low and high else None

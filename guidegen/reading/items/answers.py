"""Answers that are written: words, numbers and ranges, in the one field that says them, and the room for them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.space import AnswerSpace
from guidegen.reading.items.base import Placed, PlacedText
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import ByKind, Credit, Field, ListOf, Record, Room, Values
from guidegen.records import dataclass
from guidegen.source.nodes import Node


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was typed. `prose` is the whole of a plain one; `values` are the keys of a longer one."""

    prose: Prose
    span: Span
    values: Values | None = None

    @property
    def credit(self) -> Fraction:
        """The share of the points that it earns."""
        return Fraction(1) if self.values is None else self.values.get("credit", Fraction(1))

    def key(self, name: str) -> Placed | None:
        """The text below a key of its own."""
        return None if self.values is None else self.values.get(name)


class _PlainAnswer(PlacedText):
    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        placed = super().read(node, reader, at)
        return None if placed is None else Given(placed.prose, placed.span)


def _given(values: Values, reader: Reader) -> Given:
    text = values.get("text") or values.get("value")
    return Given(text.prose if text else (), text.span if text else values.at, values)


ANSWER = Record(
    "an answer",
    (
        Field("text", PlacedText(), "The words."),
        Field("value", PlacedText(), "The number, in place of words.", example="12.5"),
        Field("tolerance", PlacedText(), "What this number may be off.", example="5%"),
        Field("from", PlacedText(), "The least number that is right.", example="10"),
        Field("to", PlacedText(), "The greatest number that is right.", example="12"),
        Field("credit", Credit(), "The share of the points that it earns (default 100%).", example="50%"),
    ),
    _given,
)


class Answers(ByKind):
    """One answer, or a list of answers; read as a list either way."""

    def read(self, node: Node, reader: Reader, at: Span) -> list[Given] | None:
        """A list of `Given`, or None when there are problems."""
        value = super().read(node, reader, at)
        return [value] if isinstance(value, Given) else value


ANSWER_FIELD = Field(
    "answer",
    Answers(text=_PlainAnswer(), sequence=ListOf(ByKind(text=_PlainAnswer(), group=ANSWER), least=1), group=ANSWER),
    "What is to be written: words, a number or a range (`10 to 12`); the best answer first when there are several.",
)

SPACE_FIELDS = (
    Field("lines", Room("lines"), "How many lines to write on.", example="4"),
    Field("box", Room("box"), "An empty frame to write or draw in.", example="6 cm"),
    Field("grid", Room("grid"), "Squared paper.", example="8 cm"),
    Field("space", Room("blank"), "Blank paper.", example="third of a page"),
)


def read_space(values: Values, reader: Reader) -> AnswerSpace | None:
    """The answer space that is asked for: one of lines, box, grid and space."""
    first, *others = [field.name for field in SPACE_FIELDS if values.has(field.name)] or [""]
    for other in others:
        message = f"`{first}` and `{other}` both say what room there is to answer."
        reader.report("S201", values.key(other), message, "Keep one of them.")
    space: AnswerSpace | None = values.get(first)
    return space


def full_credit_first(answers: list[Given], reader: Reader) -> bool:
    """The best answer comes first and earns everything; True when it does."""
    if answers[0].credit == 1:
        return True
    message = "The first answer is the best one, and does not earn all the points."
    reader.report("S240", answers[0].span, message, "Put the answer that earns 100% first.")
    return False

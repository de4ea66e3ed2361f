"""The shape of answer space: how much room there is to write or draw, in the words that authors use."""

from __future__ import annotations

from fractions import Fraction

from guidegen.diagnostics import Span
from guidegen.model.space import AnswerSpace
from guidegen.patterns import pattern
from guidegen.reading.reader import Reader
from guidegen.reading.shapes.base import Schema, Shape, as_text, shown
from guidegen.records import dataclass
from guidegen.source.nodes import Node

_COUNT = pattern(r"[1-9][0-9]{0,2}")
_MEASURED = pattern(r"([0-9]{1,4}(?:\.[0-9]{1,3})?) ?(lines?|mm|cm|in|inch|inches)")
_OF_A_PAGE = pattern(r"(?:an? )?(.+?)(?: of)?(?: an?| the)? pages?")
_SHARES = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "one third": Fraction(1, 3),
    "two thirds": Fraction(2, 3),
    "quarter": Fraction(1, 4),
    "one quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4),
    "a": Fraction(1),
    "one": Fraction(1),
    "the": Fraction(1),
    "whole": Fraction(1),
    "full": Fraction(1),
}
_RATIO = pattern(r"([1-9][0-9]?)/([1-9][0-9]?)")
_DECIMAL = pattern(r"[0-9](?:\.[0-9]{1,3})?")
_MILLIMETRES = {"mm": Fraction(1), "cm": Fraction(10), "in": Fraction("25.4")}
_MOST = {"line": 100, "mm": 1000, "page": 5}
_LEAST = {"line": Fraction(1), "mm": Fraction(5), "page": Fraction(1, 20)}


@dataclass(frozen=True, slots=True)
class Room(Shape):
    """Room to answer in: `6 cm`, `2.5 in`, `5 lines`, `third of a page`; a bare number is a number of lines."""

    look: str
    noun = "a height"

    def read(self, node: Node, reader: Reader, at: Span) -> AnswerSpace | None:
        """The space."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        typed = " ".join(scalar.value.split())
        found = _count(typed) if self.look == "lines" else None
        found = found or _measured(typed.lower()) or _share(typed.lower())
        if found is None:
            reader.report("S204", scalar.span, f"{shown(typed)} is no room to answer in.", self._hint(typed))
            return None
        amount, measure = found
        if not _LEAST[measure] <= amount <= _MOST[measure]:
            size = "little" if amount < _LEAST[measure] else "much"
            limits = "From 1 line, 5 mm or a twentieth of a page to 100 lines, 100 cm or 5 pages can be asked for."
            reader.report("S204", scalar.span, f"{shown(typed)} is too {size} room.", limits)
            return None
        return AnswerSpace(self.look, amount, measure)

    def _hint(self, typed: str) -> str:
        if self.look != "lines" and _DECIMAL.fullmatch(typed):
            return f"Say the unit: {typed} cm, {typed} lines."
        first = "a number of lines such as 4, or a height such as" if self.look == "lines" else "a height such as"
        return f"Write {first} 6 cm, 2.5 in, 5 lines or third of a page."

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        text: Schema = {"type": "string"}
        return {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 100}, text]} if self.look == "lines" else text


def _count(typed: str) -> tuple[Fraction, str] | None:
    return (Fraction(typed), "line") if _COUNT.fullmatch(typed) else None


def _measured(typed: str) -> tuple[Fraction, str] | None:
    match = _MEASURED.fullmatch(typed)
    if match is None:
        return None
    amount, unit = Fraction(match[1]), match[2]
    if unit.startswith("line"):
        return amount, "line"
    return amount * _MILLIMETRES["in" if unit.startswith("in") else unit], "mm"


def _share(typed: str) -> tuple[Fraction, str] | None:
    match = _OF_A_PAGE.fullmatch(typed)
    if match is None:
        return None
    words = match[1]
    if words in _SHARES:
        return _SHARES[words], "page"
    if ratio := _RATIO.fullmatch(words):
        return Fraction(int(ratio[1]), int(ratio[2])), "page"
    return (Fraction(words), "page") if _DECIMAL.fullmatch(words) else None

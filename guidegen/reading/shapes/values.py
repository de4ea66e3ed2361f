"""Shapes for single values that are no words: numbers, switches, choices and dates."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

from guidegen.diagnostics import Fix, Span
from guidegen.patterns import pattern
from guidegen.reading.reader import Reader
from guidegen.reading.shapes.base import Schema, Shape, as_text, either, shown
from guidegen.records import dataclass
from guidegen.source.nodes import Node

_WHOLE = pattern(r"-?(?:0|[1-9][0-9]{0,17})")
_MISLEADING_NUMBER = pattern(
    r"[-+]?(?:0[0-9]+|0[xob][0-9a-fA-F_]+|[0-9][0-9_]*_[0-9_]*|[0-9]+(?::[0-9]+)+|[0-9]+\.[0-9]*|[0-9.]+e[-+]?[0-9]+)|\+[0-9]+"
)
_NUMBER = pattern(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9}")
_POINTS = pattern(r"(?:0|[1-9][0-9]{0,3})(?:\.[05])?")
_MOST_POINTS = Decimal(100)
_PERCENT = pattern(r"(-?[0-9]{1,3}(?:\.[0-9]{1,9})?) ?%")
_RATIO = pattern(r"(-?[0-9]{1,4})/([0-9]{1,4})")
_DATE = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SAID_YES = frozenset({"yes", "y", "on", "1"})
_SAID_NO = frozenset({"no", "n", "off", "0"})


@dataclass(frozen=True, slots=True)
class Integer(Shape):
    """A whole number between two limits."""

    least: int = 0
    most: int = 2**53
    noun = "a whole number"

    def read(self, node: Node, reader: Reader, at: Span) -> int | None:
        """The number."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        value = scalar.value.strip()
        if not _WHOLE.fullmatch(value):
            if len(value) <= 40 and _MISLEADING_NUMBER.fullmatch(value):
                reader.report(
                    "Y102",
                    scalar.span,
                    f"{shown(value)} means different numbers to different programs.",
                    "Write a whole number with digits only, and without a zero in front.",
                )
            else:
                reader.report("S204", scalar.span, f"{shown(value)} is not a whole number.", f"Write {self._range()}.")
            return None
        number = int(value)
        if not self.least <= number <= self.most:
            size = "small" if number < self.least else "large"
            reader.report("S204", scalar.span, f"{number} is too {size}.", f"Write {self._range()}.")
            return None
        return number

    def _range(self) -> str:
        return (
            f"a number of {self.least} or more" if self.most >= 2**53 else f"a number from {self.least} to {self.most}"
        )

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Points(Shape):
    """Points: whole or half, from 0.5 (or 0, where a part may be worth nothing) to 100."""

    least: Decimal = Decimal("0.5")
    noun = "a number of points"

    def read(self, node: Node, reader: Reader, at: Span) -> Decimal | None:
        """The points."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        value = scalar.value.strip()
        points = points_of(value)
        if points is not None and points >= self.least:
            return points
        hint = f"Write whole or half points from {self.least} to {_MOST_POINTS}, such as 2 or 0.5."
        if len(value) <= 40 and "." not in value and _MISLEADING_NUMBER.fullmatch(value):
            reader.report("Y102", scalar.span, f"{shown(value)} means different numbers to different programs.", hint)
        else:
            reader.report("S204", scalar.span, f"{shown(value)} is not a possible number of points.", hint)
        return None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "number", "minimum": float(self.least), "maximum": int(_MOST_POINTS), "multipleOf": 0.5}


def points_of(text: str) -> Decimal | None:
    """Whole or half points from 0 to 100, or None where the text says something else."""
    if not _POINTS.fullmatch(text) or Decimal(text) > _MOST_POINTS:
        return None
    return Decimal(text).quantize(Decimal("0.5") if text.endswith(".5") else Decimal(1))


@dataclass(frozen=True, slots=True)
class Credit(Shape):
    """A share of an item's points: `50%`, `-25%`, `1/3`. Exact."""

    noun = "a share of the points"

    def read(self, node: Node, reader: Reader, at: Span) -> Fraction | None:
        """The share, from -1 to 1."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        value = scalar.value.strip().replace("\N{MINUS SIGN}", "-")
        if percent := _PERCENT.fullmatch(value):
            share = Fraction(percent[1]) / 100
        elif (ratio := _RATIO.fullmatch(value)) and int(ratio[2]):
            share = Fraction(int(ratio[1]), int(ratio[2]))
        else:
            reader.report(
                "S204", scalar.span, f"{shown(value)} is not a share of the points.", "Write it as 50% or as 1/3."
            )
            return None
        if abs(share) > 1:
            reader.report("S204", scalar.span, f"{shown(value)} is more than the whole.", "Write 100% or less.")
            return None
        return share

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "string", "pattern": f"^(?:{_PERCENT.pattern}|{_RATIO.pattern})$"}


@dataclass(frozen=True, slots=True)
class Share(Shape):
    """A number above 0 and up to 1."""

    noun = "a number"

    def read(self, node: Node, reader: Reader, at: Span) -> float | None:
        """The number."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        value = scalar.value.strip()
        if _NUMBER.fullmatch(value) and 0 < float(value) <= 1:
            return float(value)
        reader.report(
            "S204",
            scalar.span,
            f"{shown(value)} is not a share of the whole.",
            "Write a number above 0 and up to 1, such as 0.5.",
        )
        return None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "number", "exclusiveMinimum": 0, "maximum": 1}


@dataclass(frozen=True, slots=True)
class Switch(Shape):
    """`true` or `false`."""

    noun = "true or false"

    def read(self, node: Node, reader: Reader, at: Span) -> bool | None:
        """The value of the switch."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        value = scalar.value.strip().lower()
        if value in ("true", "false"):
            return value == "true"
        if value in _SAID_YES | _SAID_NO:
            meant = "true" if value in _SAID_YES else "false"
            reader.report(
                "Y102",
                scalar.span,
                f"Only true and false can stand here, not {shown(scalar.value)}.",
                f"Write `{meant}`.",
                fix=Fix(scalar.span, meant),
            )
        else:
            reader.report(
                "S204", scalar.span, f"{shown(scalar.value)} is neither true nor false.", "Write true or false."
            )
        return None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Choice(Shape):
    """One of a few words."""

    words: tuple[str, ...]
    noun = "one of a few words"

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        """The word."""
        scalar = as_text(node, reader, either(self.words))
        if scalar is None:
            return None
        value = scalar.value.strip()
        if value in self.words:
            return value
        near = reader.nearest(value, self.words)
        reader.report(
            "S204",
            scalar.span,
            f"{shown(value)} is not possible here.",
            f"Write {either(self.words)}.",
            fix=Fix(scalar.span, near, safe=value.lower() == near) if near else None,
        )
        return None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Date(Shape):
    """A day, year first: 2025-12-31."""

    noun = "a date"

    def read(self, node: Node, reader: Reader, at: Span) -> datetime.date | None:
        """The day."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        value = scalar.value.strip()
        if _DATE.fullmatch(value):
            try:
                return datetime.date.fromisoformat(value)
            except ValueError:
                reader.report("S204", scalar.span, f"There is no such day as {value}.", "Check month and day.")
                return None
        reader.report(
            "S204", scalar.span, f"{shown(value)} is not a date.", "Write year, month and day with hyphens: 2025-12-31."
        )
        return None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "string", "format": "date"}

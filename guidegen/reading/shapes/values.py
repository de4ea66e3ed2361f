"""Shapes for single values that are no words: numbers, switches, choices and dates."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from guidegen.diagnostics import Fix, Span
from guidegen.reading.reader import Reader
from guidegen.reading.shapes.base import Schema, Shape, as_text, either, shown
from guidegen.source.nodes import Node

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_MISLEADING_NUMBER = re.compile(
    r"[-+]?(?:0[0-9]+|0[xob][0-9a-fA-F_]+|[0-9][0-9_]*_[0-9_]*|[0-9]+(?::[0-9]+)+|[0-9]+\.[0-9]*|[0-9.]+e[-+]?[0-9]+)|\+[0-9]+"
)
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SAID_YES = frozenset({"yes", "y", "on", "1"})
_SAID_NO = frozenset({"no", "n", "off", "0"})


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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

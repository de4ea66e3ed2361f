"""The shape of a small length on paper: `8 mm`, `0.8 cm`, `0.3 in`; a bare number is millimetres."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.patterns import pattern
from guidegen.reading.reader import Reader
from guidegen.reading.shapes.base import Schema, Shape, as_text, shown
from guidegen.records import dataclass
from guidegen.source.nodes import Node

_LENGTH = pattern(r"([0-9]{1,3}(?:\.[0-9]{1,3})?) ?(mm|cm|in|inch|inches)?")
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "inch": 25.4, "inches": 25.4}
#: Points in a millimetre.
POINTS = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Millimetres(Shape):
    """A length between two limits, in millimetres where no unit is named."""

    least: float
    most: float
    noun = "a length"

    def read(self, node: Node, reader: Reader, at: Span) -> float | None:
        """The length in millimetres."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        found = _LENGTH.fullmatch(scalar.value.strip())
        length = float(found[1]) * _MILLIMETRES[found[2] or "mm"] if found else None
        if length is not None and self.least <= length <= self.most:
            return length
        hint = f"Write a length from {self.least:g} to {self.most:g} mm, such as {self._example()} mm."
        reader.report("S204", scalar.span, f"{shown(scalar.value)} is not possible here.", hint)
        return None

    def _example(self) -> str:
        return f"{self.most / 4:g}"

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        number: Schema = {"type": "number", "minimum": self.least, "maximum": self.most}
        return {"anyOf": [number, {"type": "string", "pattern": f"^{_LENGTH.pattern}$"}]}

"""What only a translated file has: who made it and who checked it, and from which texts it was made."""

from __future__ import annotations

from typing import Any

from guidegen.diagnostics import Span
from guidegen.model.translation import Person, Translation
from guidegen.patterns import pattern
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import ByKind, Date, Field, Record, Schema, Shape, Text, Values, as_text
from guidegen.source.nodes import MappingNode, Node, ScalarNode, head

#: Keys of a translated file that its original has not.
TRANSLATION, MARKS = "translation", "made-from"
MARK = pattern(r"[0-9a-f]{8}")


class _Pending(Shape):
    noun = "a name, or `pending`"

    def read(self, node: Node, reader: Reader, at: Span) -> Person | None:
        scalar = as_text(node, reader)
        if scalar is None:
            return None
        name = " ".join(scalar.value.split())
        return Person(origin=scalar.span) if name == "pending" else Person(name, pending=False, origin=scalar.span)

    def schema(self) -> Schema:
        return Text().schema()


def _person(noun: str, example: str) -> ByKind:
    record = Record(
        noun,
        (
            Field("name", Text(), "Who it is.", required=True, example=example),
            Field("credentials", Text(), "What makes them able to.", example="certified translator"),
        ),
        lambda values, _: Person(
            values.text("name"), values.text("credentials"), pending=False, origin=values.value("name")
        ),
    )
    return ByKind(text=_Pending(), group=record)


def _translation(values: Values, _reader: Reader) -> Translation:
    return Translation(
        path="",
        language="",
        translator=values.get("translator", Person()),
        reviewer=values.get("reviewer", Person()),
        reviewed_on=values.get("reviewed-on"),
        origin=values.at,
    )


TRANSLATION_RECORD = Record(
    "a translation",
    (
        Field("translator", _person("a translator", "M. Ortiz"), "Who translated it: a name, or `pending`."),
        Field(
            "reviewer",
            _person("a reviewer", "L. Park"),
            "Who read the translation against its original: a name, a group with `name` and `credentials`, or "
            "`pending`, which is printed as such.",
        ),
        Field("reviewed-on", Date(), "The day of that review.", example="2026-06-30"),
    ),
    _translation,
)


class _Marks(Shape):
    """Marks by place; `guidegen translation confirm` writes them."""

    noun = "a group of marks"

    def read(self, node: Node, reader: Reader, at: Span) -> dict[str, str] | None:
        if not isinstance(node, MappingNode):
            message = "This is not what `guidegen translation confirm` writes here."
            reader.report("S203", head(node), message, "Remove it, and confirm the translation again.")
            return None
        marks: dict[str, str] = {}
        for entry in node.entries:
            if isinstance(entry.value, ScalarNode) and MARK.fullmatch(entry.value.value.strip()):
                marks[entry.key.value] = entry.value.value.strip()
            else:
                message = "A mark has eight digits and letters; guidegen keeps them itself."
                reader.report("S204", entry.key.span, message, "Remove the line, and confirm the text again.")
        return marks

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": {"type": ["string", "integer", "number"]}}


#: The fields of a translated file beside those of its original.
FIELDS: tuple[Field, ...] = (
    Field(TRANSLATION, TRANSLATION_RECORD, "Who translated the file, and who checked it."),
    Field(MARKS, _Marks(), "From which texts it was made: `guidegen translation confirm` keeps this list."),
)


def read_own(entries: dict[str, tuple[ScalarNode, Node]], reader: Reader) -> dict[str, Any]:
    """The values of FIELDS that stand in a file."""
    found: dict[str, Any] = {}
    for field in FIELDS:
        if field.name in entries:
            key, value = entries[field.name]
            if not (isinstance(value, ScalarNode) and value.is_empty):
                found[field.name] = field.shape.read(value, reader, key.span)
    return found

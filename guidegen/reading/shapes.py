"""The shapes that values of a file can take: one table for reading, for JSON Schema and for the documentation.

A shape reads a node into a value, or reports what is wrong and gives None. Every shape of a file is tried,
whatever went wrong elsewhere, so that all problems come at once. An empty value counts as left out.
"""

from __future__ import annotations

import datetime
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from guidegen.diagnostics import Fix, Span
from guidegen.inline import Prose
from guidegen.model.prose import Blocks
from guidegen.reading.names import IDENTIFIER, slug
from guidegen.reading.prose import LONGEST_TEXT
from guidegen.reading.reader import Reader
from guidegen.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, head

Schema = dict[str, Any]

_COMMENT = re.compile(r"[ \t]+#(?! guidegen:)")
_GLUED_COMMENT = re.compile(r"[ \t]*#[^\s#]")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_MISLEADING_NUMBER = re.compile(
    r"[-+]?(?:0[0-9]+|0[xob][0-9a-fA-F_]+|[0-9][0-9_]*_[0-9_]*|[0-9]+(?::[0-9]+)+|[0-9]+\.[0-9]*|[0-9.]+e[-+]?[0-9]+)|\+[0-9]+"
)
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_URL = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
# Editors resolve `3.10`, `No` and `~` to other types; guidegen takes them as typed.
_TYPED_AS_TEXT = ["string", "number", "boolean", "null"]
_SAID_YES = frozenset({"yes", "y", "on", "1"})
_SAID_NO = frozenset({"no", "n", "off", "0"})


class Shape(ABC):
    """What a value may be. `noun` names it in messages."""

    noun: str

    @abstractmethod
    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """The value, or None with the problem reported. `at` is the place of the value's key."""

    @abstractmethod
    def schema(self) -> Schema:
        """The JSON Schema of the value."""


def kind_of(node: Node) -> str:
    """What a node is, in plain words."""
    if isinstance(node, SequenceNode):
        return "a list"
    if isinstance(node, MappingNode):
        return "a group of keys"
    return "text"


def shown(text: str) -> str:
    """A value quoted in a message, shortened."""
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= 50 else f"`{line[:47]}...`"


def either(words: Iterable[str]) -> str:
    """Words as `a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]


def as_text(node: Node, reader: Reader, noun: str = "text") -> ScalarNode | None:
    """The node as text; anything else is reported, above all a text that was taken for a group of keys."""
    if isinstance(node, ScalarNode):
        return node
    raw = node.where.text[node.start : node.end].rstrip()
    is_one_line = 0 < len(raw) <= 500 and "\n" not in raw
    if isinstance(node, MappingNode) and is_one_line and len(node.entries) == 1:
        quoted = f'"{raw}"' if '"' not in raw and "\\" not in raw else "'" + raw.replace("'", "''") + "'"
        span = node.where.span(node.start, node.start + len(raw))
        reader.report(
            "Y213",
            span,
            "This needs quotation marks, because the text holds a colon followed by a space.",
            f"Write {quoted}",
            fix=Fix(span, quoted),
        )
        return None
    reader.report(
        "S203",
        head(node),
        f"Here {noun} was expected, but this is {kind_of(node)}.",
        f"Write {noun} after the colon or dash.",
    )
    return None


def check_whole(node: ScalarNode, reader: Reader) -> bool:
    """Report a text that is cut by ` #`; True when it is whole."""
    if node.style != "plain":
        return True
    match = _COMMENT.match(node.where.text, node.end)
    if match is None:
        return True
    end = node.where.line_bounds(node.end)[1]
    whole = node.where.text[node.start : end].rstrip()
    quoted = f'"{whole}"' if '"' not in whole and "\\" not in whole else "'" + whole.replace("'", "''") + "'"
    reader.report(
        "Y101",
        node.where.span(match.end() - 1, end),
        "The text ends here, because ` #` begins a comment.",
        "Put the whole text in quotation marks, or the comment on a line of its own.",
        fix=Fix(node.where.span(node.start, node.start + len(whole)), quoted),
    )
    return False


def check_not_swallowed(node: ScalarNode, reader: Reader) -> bool:
    """Report an empty value whose text was taken for a comment (`title: #1 reason`); True when there was none."""
    if node.style != "plain" or node.value or (match := _GLUED_COMMENT.match(node.where.text, node.end)) is None:
        return True
    text, start = node.where.text, match.end() - 2
    end = start + len(text[start : node.where.line_bounds(start)[1]].rstrip())
    span = node.where.span(start, end)
    quoted = "'" + text[start:end].replace("'", "''") + "'" if '"' in text[start:end] else f'"{text[start:end]}"'
    reader.report(
        "Y101", span, "This text is lost, because `#` begins a comment.", f"Write {quoted}", fix=Fix(span, quoted)
    )
    return False


@dataclass(frozen=True)
class Text(Shape):
    """Plain text without markup, as it was typed."""

    noun = "text"

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        """The text without the white space around it."""
        scalar = as_text(node, reader)
        if scalar is None:
            return None
        check_whole(scalar, reader)
        if len(scalar.value) > LONGEST_TEXT:
            reader.report("S204", at, f"This text is longer than {LONGEST_TEXT:,} characters.", "Shorten it.")
            return None
        return " ".join(scalar.value.split())

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": _TYPED_AS_TEXT}


@dataclass(frozen=True)
class InlineText(Shape):
    """One run of prose: bold, italics, links, citations, but no lists or paragraphs."""

    noun = "text"

    def read(self, node: Node, reader: Reader, at: Span) -> Prose | None:
        """The runs of the text."""
        scalar = as_text(node, reader)
        if scalar is None:
            return None
        check_whole(scalar, reader)
        return reader.inline(scalar)

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": _TYPED_AS_TEXT}


@dataclass(frozen=True)
class BlockText(Shape):
    """Prose with paragraphs, lists, quotations and headings."""

    noun = "text"

    def read(self, node: Node, reader: Reader, at: Span) -> Blocks | None:
        """The blocks of the text."""
        scalar = as_text(node, reader)
        if scalar is None:
            return None
        check_whole(scalar, reader)
        return reader.blocks(scalar)

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": _TYPED_AS_TEXT}


@dataclass(frozen=True)
class Identifier(Shape):
    """A name or id: small letters, digits and hyphens."""

    noun = "an id"

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        """The id."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        return scalar.value if check_identifier(scalar, reader) else None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": ["string", "integer"], "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": 64}


def check_identifier(node: ScalarNode, reader: Reader) -> bool:
    """Report an id that is not spelled like one; True when it is."""
    if IDENTIFIER.fullmatch(node.value):
        return True
    better = slug(node.value)
    reader.report(
        "S205",
        node.span,
        f"{shown(node.value)} cannot be an id: small letters, digits and hyphens only, 64 at most.",
        f"Write `{better}`.",
    )
    return False


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
                    "Write a whole number with digits only and no leading zero.",
                )
            else:
                reader.report("S204", scalar.span, f"{shown(value)} is not a whole number.", f"Write {self._range()}.")
            return None
        number = int(value)
        if not self.least <= number <= self.most:
            reader.report("S204", scalar.span, f"{number} is out of range.", f"Write {self._range()}.")
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
                f"{shown(scalar.value)} is not taken for {meant}.",
                f"Write {meant}.",
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
            f"{shown(value)} is not known here.",
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


@dataclass(frozen=True)
class Pattern(Shape):
    """Text of a fixed form: a web address, a language, a colour."""

    noun: str
    pattern: re.Pattern[str]
    hint: str

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        """The text."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        value = scalar.value.strip()
        if self.pattern.fullmatch(value) and len(value) <= 2000:
            return value
        reader.report("S204", scalar.span, f"{shown(value)} is not {self.noun}.", self.hint)
        return None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "string", "pattern": f"^(?:{self.pattern.pattern})$"}


@dataclass(frozen=True)
class Url(Pattern):
    """The address of a web page."""

    noun: str = "the address of a web page"
    pattern: re.Pattern[str] = _URL
    hint: str = "Write it with https:// at the beginning."

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        """The address; other kinds of link are refused as unsafe."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        value = scalar.value.strip()
        if self.pattern.fullmatch(value) and len(value) <= 2000:
            return value
        reader.report("S217", scalar.span, f"{shown(value)} is not {self.noun}.", self.hint)
        return None


LANGUAGE = Pattern("a language", _LANGUAGE, "Write a language tag such as en, es or pt-BR.")
COLOUR = Pattern("a colour", _COLOUR, 'Write it with quotation marks and six digits: "#1a5f7a".')


@dataclass(frozen=True)
class ImagePath(Shape):
    """The path of a PNG or JPEG picture, seen from the file's own folder."""

    noun = "the path of a picture"

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """The picture itself."""
        scalar = as_text(node, reader, self.noun)
        return None if scalar is None else reader.image(scalar)

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "string"}


@dataclass(frozen=True)
class ListOf(Shape):
    """A list of values of one shape."""

    each: Shape
    least: int = 0
    most: int = 1_000_000
    noun = "a list"

    def read(self, node: Node, reader: Reader, at: Span) -> list[Any] | None:
        """The values that could be read."""
        if not isinstance(node, SequenceNode):
            hint = f"Put each entry ({self.each.noun}) on a line of its own that begins with `- `."
            reader.report("S203", head(node), f"Here a list was expected, but this is {kind_of(node)}.", hint)
            return None
        count = len(node.children)
        if count < self.least:
            reader.report(
                "S219", at, f"Here stand {count} entries; at least {self.least} are needed.", "Add what is missing."
            )
        elif count > self.most:
            reader.report(
                "S219", at, f"Here stand {count} entries; at most {self.most} fit.", "Remove some, or make two lists."
            )
        values = []
        for child in node.children:
            if isinstance(child, ScalarNode) and child.is_empty:
                if check_not_swallowed(child, reader):
                    reader.report(
                        "S202",
                        at_least_one(child),
                        "This entry of the list is empty.",
                        "Write the entry, or remove its dash.",
                    )
                continue
            value = self.each.read(child, reader, head(child))
            if value is not None:
                values.append(value)
        return values

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "array", "items": self.each.schema(), "minItems": self.least, "maxItems": self.most}


def at_least_one(node: ScalarNode) -> Span:
    """The place of an empty value: the character before it, so that something can be pointed at."""
    return node.span if node.end > node.start else node.where.span(max(node.start - 1, 0), node.start)


@dataclass(frozen=True)
class MapOf(Shape):
    """Values of one shape, each under an id."""

    each: Shape
    build: Callable[[str, Any, Span], Any]
    noun = "a group of ids"

    def read(self, node: Node, reader: Reader, at: Span) -> list[Any] | None:
        """What `build` makes of each id and its value."""
        if not isinstance(node, MappingNode):
            reader.report(
                "S203",
                head(node),
                f"Here ids with their texts were expected, but this is {kind_of(node)}.",
                "Write `id: text` on each line.",
            )
            return None
        built = []
        for entry in node.entries:
            fine = check_identifier(entry.key, reader)
            if isinstance(entry.value, ScalarNode) and entry.value.is_empty:
                if check_not_swallowed(entry.value, reader):
                    reader.report(
                        "S202",
                        entry.key.span,
                        f"{shown(entry.key.value)} has no text.",
                        "Write the text after the colon.",
                    )
                continue
            value = self.each.read(entry.value, reader, entry.key.span)
            if fine and value is not None:
                built.append(self.build(entry.key.value, value, entry.key.span))
        return built

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "object", "additionalProperties": self.each.schema()}


@dataclass(frozen=True)
class ByKind(Shape):
    """One shape for text, one for a list, one for a group of keys; a shape that is left out is refused."""

    noun = "text"
    text: Shape | None = None
    sequence: Shape | None = None
    group: Shape | None = None

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """What the shape for the node's kind makes of it."""
        shape = self.text
        if isinstance(node, SequenceNode):
            shape = self.sequence
        elif isinstance(node, MappingNode):
            shape = self.group
        shape = shape or self.text or self.sequence or self.group
        return None if shape is None else shape.read(node, reader, at)

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"anyOf": [shape.schema() for shape in (self.text, self.sequence, self.group) if shape is not None]}


@dataclass(frozen=True)
class Field:
    """A key of a record: its shape, whether it must stand there, a sentence for the documentation, an example."""

    name: str
    shape: Shape
    doc: str
    required: bool = False
    example: str = ""


@dataclass(slots=True)
class Values:
    """The values of a record that could be read, with the places of all that stand there."""

    node: MappingNode
    at: Span
    found: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, tuple[ScalarNode, Node]] = field(default_factory=dict)

    @property
    def origin(self) -> Span:
        """The place of the whole record: where it begins."""
        return self.at

    def has(self, name: str) -> bool:
        """True when the key stands there with a value, be it a good one or not."""
        return name in self.entries

    def key(self, name: str) -> Span:
        """The place of a key, or of the record where the key is missing."""
        entry = self.entries.get(name)
        return entry[0].span if entry else self.at

    def value(self, name: str) -> Span:
        """The place of a value, or of the record where it is missing."""
        entry = self.entries.get(name)
        return head(entry[1]) if entry else self.at

    def get(self, name: str, default: Any = None) -> Any:
        """A value as its shape read it."""
        return self.found.get(name, default)

    def runs(self, name: str) -> Prose:
        """Inline prose, empty when left out."""
        return tuple(self.found.get(name, ()))

    def blocks(self, name: str) -> Blocks:
        """Block prose, empty when left out."""
        return tuple(self.found.get(name, ()))

    def items(self, name: str) -> tuple[Any, ...]:
        """The entries of a list, none when left out."""
        return tuple(self.found.get(name, ()))

    def text(self, name: str, default: str = "") -> str:
        """Plain text."""
        return str(self.found.get(name, default))


Build = Callable[[Values, Reader], Any]


@dataclass(frozen=True)
class Record(Shape):
    """A group of known keys. `build` makes the value of the model when every required key could be read."""

    noun: str
    fields: tuple[Field, ...]
    build: Build
    doc: str = ""

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by their names."""
        return {field.name: field for field in self.fields}

    @cached_property
    def _required(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields if field.required)

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """What `build` makes of the keys."""
        if not isinstance(node, MappingNode):
            hint = (
                f"Write keys such as {', '.join(f'`{name}:`' for name in (self._required or tuple(self.by_name))[:3])}."
            )
            reader.report("S203", head(node), f"Here {self.noun} was expected, but this is {kind_of(node)}.", hint)
            return None
        values = Values(node, at)
        known = self.by_name
        complete = True
        unknown: list[ScalarNode] = []
        for entry in node.entries:
            name = entry.key.value
            shape = known.get(name)
            if shape is None:
                unknown.append(entry.key)
                continue
            if isinstance(entry.value, ScalarNode) and entry.value.is_empty:
                if not check_not_swallowed(entry.value, reader):
                    complete = complete and not shape.required
                    values.entries[name] = (entry.key, entry.value)
                continue
            values.entries[name] = (entry.key, entry.value)
            value = shape.shape.read(entry.value, reader, entry.key.span)
            if value is not None:
                values.found[name] = value
            elif shape.required:
                complete = False
        for key in unknown:
            self._unknown(key, values, reader)
        for name in self._required:
            if name not in values.entries:
                complete = False
                self._missing(name, node, reader, at)
        return self.build(values, reader) if complete else None

    def _missing(self, name: str, node: MappingNode, reader: Reader, at: Span) -> None:
        empty = next((entry.key for entry in node.entries if entry.key.value == name), None)
        example = self.by_name[name].example
        if empty is not None:
            reader.report(
                "S202",
                empty.span,
                f"`{name}` is empty.",
                f"Write a value, such as `{name}: {example}`." if example else "Write a value after it.",
            )
        else:
            reader.report(
                "S202",
                at,
                f"{self.noun.capitalize()} needs `{name}`.",
                f"Add `{name}: {example}`." if example else f"Add `{name}:`.",
            )

    def _unknown(self, key: ScalarNode, values: Values, reader: Reader) -> None:
        near = reader.nearest(key.value, (name for name in self.by_name if name not in values.entries))
        if near:
            reader.report(
                "S201",
                key.span,
                f"{self.noun.capitalize()} has no {shown(key.value)}; is `{near}` meant?",
                f"Write `{near}`.",
                fix=Fix(key.span, near, safe=False),
            )
        else:
            known = ", ".join(self.by_name)
            reader.report(
                "S201", key.span, f"{self.noun.capitalize()} has no {shown(key.value)}.", f"Known here: {known}."
            )

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        properties = {}
        for each in self.fields:
            properties[each.name] = {**each.shape.schema(), "description": each.doc}
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if self._required:
            schema["required"] = list(self._required)
        if self.doc:
            schema["description"] = self.doc
        return schema


@dataclass(frozen=True)
class ByKey(Shape):
    """Plain text, or one of several records, told by the key that only it has: the first of its fields."""

    noun: str
    text: Callable[[ScalarNode, Reader], Any]
    records: tuple[Record, ...]

    @cached_property
    def _by_key(self) -> Mapping[str, Record]:
        return {record.fields[0].name: record for record in self.records}

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """What the record makes of the node."""
        if isinstance(node, ScalarNode):
            check_whole(node, reader)
            return self.text(node, reader)
        if isinstance(node, SequenceNode):
            reader.report(
                "S203", head(node), f"Here {self.noun} was expected, but this is a list.", "Remove one of the dashes."
            )
            return None
        told = next((entry.key.value for entry in node.entries if entry.key.value in self._by_key), None)
        if told is not None:
            return self._by_key[told].read(node, reader, at)
        first = node.entries[0].key if node.entries else None
        near = reader.nearest(first.value, self._by_key) if first is not None else ""
        if first is not None and not near and len(node.entries) == 1 and isinstance(node.entries[0].value, ScalarNode):
            as_text(node, reader)
            return None
        fix = Fix(first.span, near, safe=False) if near and first is not None else None
        reader.report(
            "S201",
            at,
            f"This is no kind of {self.noun.removeprefix('a ')} that is known.",
            f"Write plain text, or one of {', '.join(self._by_key)}.",
            fix=fix,
        )
        return None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"anyOf": [{"type": _TYPED_AS_TEXT}, *(record.schema() for record in self.records)]}

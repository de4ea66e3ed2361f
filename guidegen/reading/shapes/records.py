"""Shapes that hold other shapes: lists, groups of ids and records with known keys."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from guidegen.amounts import amount
from guidegen.diagnostics import Fix, Span
from guidegen.inline import Prose
from guidegen.model.prose import Blocks
from guidegen.reading.names import plain_name
from guidegen.reading.reader import Reader
from guidegen.reading.shapes.base import (
    Schema,
    Shape,
    as_text,
    check_not_swallowed,
    check_whole,
    kind_of,
    shown,
)
from guidegen.reading.shapes.texts import TYPED_AS_TEXT, check_identifier
from guidegen.reading.shapes.words import WORDS
from guidegen.records import dataclass, field, replace
from guidegen.source.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, head
from guidegen.source.traps import in_quotes, to_type


@dataclass(frozen=True, slots=True)
class ListOf(Shape):
    """A list of values of one shape."""

    each: Shape
    least: int = 0
    most: int = 1_000_000
    noun = "a list"

    def fits(self, node: Node) -> bool:
        """True for a list."""
        return isinstance(node, SequenceNode)

    def read(self, node: Node, reader: Reader, at: Span) -> list[Any] | None:
        """The values that could be read."""
        if not isinstance(node, SequenceNode):
            hint = f"Put each entry ({self.each.noun}) on a line of its own that begins with `- `."
            reader.report("S203", head(node), f"This is {kind_of(node)}, where a list belongs.", hint)
            return None
        count = len(node.children)
        if count < self.least:
            reader.report(
                "S219",
                at,
                f"This list has {amount(count, 'entry')}; it needs at least {self.least}.",
                "Add what is missing.",
            )
        elif count > self.most:
            reader.report(
                "S219",
                at,
                f"This list has {amount(count, 'entry')}; at most {self.most} fit.",
                "Remove some, or make two lists.",
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


@dataclass(frozen=True, slots=True)
class MapOf(Shape):
    """Values of one shape, each under an id."""

    each: Shape
    build: Callable[[str, Any, Span], Any]
    declares: str
    noun = "a group of ids"

    def fits(self, node: Node) -> bool:
        """True for a group of keys."""
        return isinstance(node, MappingNode)

    def read(self, node: Node, reader: Reader, at: Span) -> list[Any] | None:
        """What `build` makes of each id and its value."""
        if not isinstance(node, MappingNode):
            reader.report(
                "S203",
                head(node),
                f"This is {kind_of(node)}, where ids with their texts belong.",
                "Write each text on a line of its own, after its id: `id: text`.",
            )
            reader.unsure.add(self.declares)
            return None
        built = []
        for entry in node.entries:
            fine = check_identifier(entry.key, reader)
            name = entry.key.value if fine else plain_name(entry.key.value)
            reader.declare(self.declares, name, entry.key.span, is_typed=fine)
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
                built.append(self.build(name, value, entry.key.span))
        for entry in node.repeated:
            self.each.read(entry.value, reader, entry.key.span)
        return built

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "object", "additionalProperties": self.each.schema()}


@dataclass(frozen=True, slots=True)
class TextMap(Shape):
    """Values of one shape, each under a text instead of an id: `A statement: true`."""

    each: Shape
    noun = "a group of texts"

    def fits(self, node: Node) -> bool:
        """True for a group of keys."""
        return isinstance(node, MappingNode)

    def read(self, node: Node, reader: Reader, at: Span) -> list[tuple[ScalarNode, Any]] | None:
        """The keys as they were typed, with their values."""
        if not isinstance(node, MappingNode):
            hint = "Write each text on a line of its own, with its value after a colon."
            reader.report("S203", head(node), f"This is {kind_of(node)}, where texts with values belong.", hint)
            return None
        pairs = []
        for entry in node.entries:
            if isinstance(entry.value, ScalarNode) and entry.value.is_empty:
                if check_not_swallowed(entry.value, reader):
                    message = f"{shown(entry.key.value)} has no value."
                    reader.report("S202", entry.key.span, message, "Write the value after the colon.")
                continue
            value = self.each.read(entry.value, reader, entry.key.span)
            if value is not None:
                pairs.append((entry.key, value))
        for entry in node.repeated:
            self.each.read(entry.value, reader, entry.key.span)
        return pairs

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "object", "additionalProperties": self.each.schema()}


@dataclass(frozen=True, slots=True)
class ByKind(Shape):
    """One shape for text, one for a list, one for a group of keys; a shape that is left out is refused."""

    noun = "text"
    text: Shape | None = None
    sequence: Shape | None = None
    group: Shape | None = None

    def fits(self, node: Node) -> bool:
        """True when one of the shapes fits."""
        return any(shape.fits(node) for shape in (self.text, self.sequence, self.group) if shape is not None)

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


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record: its shape, whether it must stand there, a sentence for the documentation, an example."""

    name: str
    shape: Shape
    doc: str
    required: bool = False
    example: str = ""


@dataclass(slots=True)
class Values:
    """The values of a record that could be read, with the places of all that stand there.

    `lost` are the keys without a value that are reported already, `unknown` the entries that could not be read.
    """

    at: Span
    found: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, tuple[ScalarNode, Node]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    unknown: list[Entry] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """True when the key stands there with a value, be it a good one or not."""
        return name in self.entries

    def node(self, name: str) -> Node | None:
        """What was typed as the value, or None where there is none."""
        entry = self.entries.get(name)
        return entry[1] if entry else None

    def has_unknown_group(self) -> bool:
        """True when a group of keys stands below a key that is not known, so that it was not read."""
        return any(isinstance(entry.value, MappingNode) for entry in self.unknown)

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
        prose: Prose = self.found.get(name, ())
        return prose

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


@dataclass(frozen=True, slots=True)
class Record(Shape):
    """A group of known keys.

    `build` makes the value of the model, checks what belongs together, and notes what is declared and mentioned. It
    is called even when a required key could not be read, so that all problems come at once; what it makes is then
    thrown away. A misspelt key is read as the one that is meant.
    """

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

    def fits(self, node: Node) -> bool:
        """True for a group of keys."""
        return isinstance(node, MappingNode)

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """What `build` makes of the keys."""
        if not isinstance(node, MappingNode):
            hint = (
                f"Write keys such as {', '.join(f'`{name}:`' for name in (self._required or tuple(self.by_name))[:3])}."
            )
            reader.report("S203", head(node), f"This is {kind_of(node)}, where {self.noun} belongs.", hint)
            return None
        values = Values(at)
        by_name, entries = self.by_name, values.entries
        misspelt: list[Entry] = []
        for entry in node.entries:
            key, value = entry.key, entry.value
            name = key.value
            if name not in by_name:
                misspelt.append(entry)
            elif not (isinstance(value, ScalarNode) and value.is_empty):
                entries[name] = (key, value)
            elif not check_not_swallowed(value, reader):
                entries[name] = (key, value)
                values.lost.add(name)
        for entry in misspelt:
            self._unknown(entry, node, values, reader)
        for name, (key, value) in entries.items():
            if name in values.lost:
                continue
            found = by_name[name].shape.read(value, reader, key.span)
            if found is not None:
                values.found[name] = found
        for entry in node.repeated:
            self._repeated(entry, reader)
        for name in self._required:
            if name not in entries:
                self._missing(name, node, reader, at)
        built = self.build(values, reader)
        return built if all(name in values.found for name in self._required) else None

    def _repeated(self, entry: Entry, reader: Reader) -> None:
        """Check what stands below a key that stands there before; only what is new counts as declared."""
        field = self.by_name.get(entry.key.value)
        if field is None or (isinstance(entry.value, ScalarNode) and entry.value.is_empty):
            return
        count = len(reader.declarations)
        field.shape.read(entry.value, reader, entry.key.span)
        before = {(each.kind, each.name) for each in reader.declarations[:count]}
        fresh = [each for each in reader.declarations[count:] if (each.kind, each.name) not in before]
        reader.declarations[count:] = fresh

    def _missing(self, name: str, node: MappingNode, reader: Reader, at: Span) -> None:
        empty = next((entry.key for entry in node.entries if entry.key.value == name), None)
        example = self.by_name[name].example
        if empty is not None:
            reader.report(
                "S202",
                empty.span,
                f"`{name}` is empty.",
                f"Write it after the colon, for example: {name}: {example}" if example else "Write it after the colon.",
            )
        else:
            reader.report(
                "S202",
                at,
                f"{self.noun.capitalize()} needs `{name}`.",
                f"Add a line, for example: {name}: {example}" if example else f"Add `{name}:`.",
            )

    def _unknown(self, entry: Entry, node: MappingNode, values: Values, reader: Reader) -> None:
        key = entry.key
        stray = _of_list_above(entry, node)
        free = (name for name in self.by_name if name not in values.entries)
        near = "" if stray else reader.nearest(key.value, free)
        if near:
            reader.report(
                "S201",
                key.span,
                f"{self.noun.capitalize()} has no {shown(key.value)}; is `{near}` meant?",
                f"Write `{near}`.",
                fix=Fix(key.span, near, safe=False),
            )
            if isinstance(entry.value, ScalarNode) and entry.value.is_empty:
                values.lost.add(near)
            if near in values.lost or self.by_name[near].shape.fits(entry.value):
                values.entries[near] = (key, entry.value)
                return
        else:
            known = ", ".join(self.by_name)
            reader.report(
                "S201",
                key.span,
                f"{self.noun.capitalize()} has no {shown(key.value)}.",
                f"{stray}These keys can stand here: {known}.",
            )
        values.unknown.append(entry)

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


def _of_list_above(entry: Entry, node: MappingNode) -> str:
    """Where a key belongs that stands as far left as the dashes of the list above; nothing where there is none."""
    place = node.entries.index(entry)
    above = node.entries[place - 1] if place and entry.key.value in WORDS else None
    if above is None or not isinstance(above.value, SequenceNode) or not above.value.children:
        return ""
    if not isinstance(above.value.children[-1], MappingNode) or head(above.value).column != entry.key.span.column:
        return ""
    return f"If it belongs to the last entry of `{above.key.value}`, set it in as far as the keys there. "


@dataclass(frozen=True, slots=True)
class LateRecord:
    """A record of which few files have any: its module is loaded when its key is read. `key` is its first field."""

    key: str
    module: str
    name: str

    def load(self) -> Record:
        """The record."""
        record: Record = getattr(importlib.import_module(self.module), self.name)
        return record


def _loaded(part: Record | LateRecord) -> Record:
    return part.load() if isinstance(part, LateRecord) else part


@dataclass(frozen=True, slots=True)
class ByKey(Shape):
    """One of several records, told by the key that only it has (the first of its fields), or plain text.

    Without `text`, plain text is refused, and what no key tells is read as the first of the records. `other_names` are
    words that people write for one of the keys, each with the key and what to write.
    """

    noun: str
    parts: tuple[Record | LateRecord, ...]
    text: Callable[[ScalarNode, Reader], Any] | None = None
    other_names: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def _kind(self) -> str:
        return self.noun.removeprefix("a ")

    @property
    def records(self) -> tuple[Record, ...]:
        """All records."""
        return tuple(map(_loaded, self.parts))

    @cached_property
    def _by_key(self) -> Mapping[str, Record | LateRecord]:
        return {part.key if isinstance(part, LateRecord) else part.fields[0].name: part for part in self.parts}

    def fits(self, node: Node) -> bool:
        """True for a group of keys, and for text where that can stand here."""
        return isinstance(node, MappingNode) or (self.text is not None and isinstance(node, ScalarNode))

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """What the record makes of the node."""
        if isinstance(node, ScalarNode) and self.text is not None:
            check_whole(node, reader)
            return self.text(node, reader)
        if isinstance(node, SequenceNode):
            reader.report(
                "S203", head(node), f"This is a list, where {self.noun} belongs.", "Remove one of the dashes."
            )
            return None
        if isinstance(node, ScalarNode):
            return _loaded(self.parts[0]).read(node, reader, at)
        told = next((entry.key.value for entry in node.entries if entry.key.value in self._by_key), None)
        if told is not None:
            return _loaded(self._by_key[told]).read(node, reader, at)
        first = node.entries[0].key if node.entries else None
        owner = self._owner(first.value) if first is not None and self.text is not None else ""
        if first is not None and owner:
            self._report_stray(node, first, owner, reader)
            return None
        near, cure = "", ""
        if first is not None:
            near, cure = self.other_names.get(first.value) or (reader.nearest(first.value, self._by_key), "")
        if first is not None and near:
            reader.report(
                "S201",
                first.span,
                f"No {self._kind} is called {shown(first.value)}; is `{near}` meant?",
                cure or f"Write `{near}`.",
                fix=None if cure else Fix(first.span, near, safe=False),
            )
            key = Entry(replace(first, value=near), node.entries[0].value)
            return _loaded(self._by_key[near]).read(replace(node, entries=(key, *node.entries[1:])), reader, at)
        if self.text is None:
            return _loaded(self.parts[0]).read(node, reader, at)
        if first is not None and len(node.entries) == 1 and isinstance(node.entries[0].value, ScalarNode):
            as_text(node, reader)
            return None
        reader.report(
            "S201",
            at,
            f"None of these keys tells what kind of {self._kind} this is.",
            f"Write plain text, or begin with one of {', '.join(f'`{name}:`' for name in self._by_key)}.",
        )
        return None

    def _owner(self, word: str) -> str:
        """The record that has a key of this name behind its first, or nothing."""
        if word not in WORDS:
            return ""
        return next((each.noun for each in self.records if word in each.by_name), "")

    def _report_stray(self, node: MappingNode, key: ScalarNode, owner: str, reader: Reader) -> None:
        raw = node.where.text[node.start : node.end].rstrip()
        told = "" if "\n" in raw else f" If it is text, write: {to_type(node.where, node.start, in_quotes(raw))}"
        reader.report(
            "S201",
            key.span,
            f"{shown(key.value)} is a key of {owner}; no {self._kind} begins with it.",
            f"If it belongs to the {self._kind} above, remove its dash and set it in as far as the keys there.{told}",
        )

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        text = [] if self.text is None else [{"type": TYPED_AS_TEXT}]
        return {"anyOf": [*text, *(record.schema() for record in self.records)]}

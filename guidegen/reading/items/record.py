"""The table of item kinds, and the shape of an item, whose kind is named or told by its keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guidegen.diagnostics import Span
from guidegen.model.item import Item, ItemCommon
from guidegen.reading.items import (
    choice,
    cloze,
    essay,
    label_figure,
    matching,
    numerical,
    ordering,
    short_answer,
    statements,
    true_false,
)
from guidegen.reading.items.answers import SPACE_FIELDS
from guidegen.reading.items.base import COMMON_FIELDS, StemText, read_common
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import Choice, Field, Identifier, Record, Values
from guidegen.records import dataclass
from guidegen.source.nodes import Node, SequenceNode


@dataclass(frozen=True, slots=True)
class ItemKind:
    """The fields of a kind beside those that every item has, and the function that reads them."""

    fields: tuple[Field, ...]
    read: Callable[[ItemCommon, Values, Reader], Item | None]


KINDS: Mapping[str, ItemKind] = {
    "multiple-choice": ItemKind(choice.FIELDS, choice.multiple_choice),
    "multiple-response": ItemKind(choice.FIELDS_OF_SEVERAL, choice.multiple_response),
    "true-false": ItemKind(true_false.FIELDS, true_false.true_false),
    "statements": ItemKind(statements.FIELDS, statements.statements),
    "matching": ItemKind(matching.FIELDS, matching.matching),
    "ordering": ItemKind(ordering.FIELDS, ordering.ordering),
    "short-answer": ItemKind(short_answer.FIELDS, short_answer.short_answer),
    "cloze": ItemKind(cloze.FIELDS, cloze.cloze),
    "numerical": ItemKind(numerical.FIELDS, numerical.numerical),
    "label-figure": ItemKind(label_figure.FIELDS, label_figure.label_figure),
    "essay": ItemKind(essay.FIELDS, essay.essay),
}

#: Fields that only one kind has, so that they tell it.
_TOLD_BY: Mapping[str, str] = {
    "pairs": "matching",
    "order": "ordering",
    "statements": "statements",
    "markers": "label-figure",
    "tolerance": "numerical",
    "unit": "numerical",
    "rubric": "essay",
    "sample-answer": "essay",
}

#: The fields of all kinds, each once.
_KIND_FIELDS = {field.name: field for kind in KINDS.values() for field in kind.fields}
#: The fields of each kind, by name.
_OWN_FIELDS = {name: sorted(field.name for field in kind.fields) for name, kind in KINDS.items()}


def _item(values: Values, reader: Reader) -> Item | None:
    blanks = reader.blanks_of(values.node("stem"))
    name = _kind(values, has_blanks=bool(blanks))
    kind = KINDS[name]
    if blanks and name != "cloze":
        reader.report(
            "S253",
            blanks[0][1],
            f"This is a blank with its answer, and a {name} item has none.",
            "Write `kind: cloze`, or put a backslash before `[[` to print the brackets.",
        )
    own = _OWN_FIELDS[name]
    for field in values.entries:
        if field in _KIND_FIELDS and field not in own:
            reader.report(
                "S201",
                values.key(field),
                f"`{field}` does not belong to a {name} item.",
                f"Remove it; this kind has {', '.join(own)}.",
            )
    return kind.read(read_common(values, reader), values, reader)


def _kind(values: Values, *, has_blanks: bool) -> str:
    """The kind that is named, or the one that the keys tell."""
    if values.get("kind"):
        return str(values.get("kind"))
    if has_blanks:
        return "cloze"
    for field, kind in _TOLD_BY.items():
        if values.has(field):
            return kind
    if values.has("answer"):
        is_number = numerical.is_numeric(values.node("answer")) and not values.has("case-sensitive")
        return "numerical" if is_number else "short-answer"
    if values.has("key"):
        key = values.node("key")
        if isinstance(key, SequenceNode):
            return "multiple-response"
        if not values.has("options") and not values.has("distractors") and true_false.truth_of(key) is not None:
            return "true-false"
        return "multiple-choice"
    if any(values.has(field.name) for field in SPACE_FIELDS) and not values.has("options"):
        return "essay"
    flagged = [option for option in values.items("options") if option.is_key]
    return "multiple-response" if len(flagged) > 1 else "multiple-choice"


class _ItemRecord(Record):
    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """The item; the `{{...}}` below it are its own."""
        around, reader.placeholders = reader.placeholders, []
        try:
            return super().read(node, reader, at)
        finally:
            reader.placeholders = around


ITEM = _ItemRecord(
    "an item",
    (
        Field(
            "stem", StemText(), "The question or statement.", required=True, example="What is the capital of France?"
        ),
        Field("id", Identifier(), "A stable id; derived from the stem when left out."),
        Field("kind", Choice(tuple(KINDS)), "The kind of item; the keys below tell it when it is left out."),
        *_KIND_FIELDS.values(),
        *COMMON_FIELDS,
    ),
    _item,
)

"""The table of item kinds, and the shape of an item, whose kind is named or told by its keys."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

from guidegen.diagnostics import Span
from guidegen.model.item import Item, ItemCommon
from guidegen.reading.items import (
    choice,
    matching,
    numerical,
    ordering,
    short_answer,
    true_false,
)
from guidegen.reading.items.answers import SPACE_FIELDS
from guidegen.reading.items.base import COMMON_FIELDS, CREDIT, SHUFFLE, WIDEST_BLANK, PlacedText, StemText, read_common
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    BlockText,
    Choice,
    Field,
    Identifier,
    Integer,
    LateShape,
    ListOf,
    Record,
    Switch,
    Values,
)
from guidegen.records import dataclass
from guidegen.source.nodes import Node, SequenceNode


@dataclass(frozen=True, slots=True)
class ItemKind:
    """The fields of a kind beside those that every item has, and the function that reads them."""

    fields: tuple[Field, ...]
    read: Callable[[ItemCommon, Values, Reader], Item | None]


def _late(kind: str) -> Callable[[ItemCommon, Values, Reader], Item | None]:
    """The function that reads a kind of which few banks have items: its module is loaded when there is one."""

    def read(common: ItemCommon, values: Values, reader: Reader) -> Item | None:
        module = importlib.import_module(f"guidegen.reading.items.{kind}")
        item: Item | None = getattr(module, kind)(common, values, reader)
        return item

    return read


def _late_shape(noun: str, kind: str, name: str) -> LateShape:
    return LateShape(noun, f"guidegen.reading.items.{kind}", name)


_CLOZE = (
    Field(
        "blanks",
        _late_shape("a group of ids", "cloze", "BLANKS"),
        "The long form: the blanks by the names that stand in the stem.",
    ),
    Field("word-bank", Switch(), "True when the answers are printed as a list of words, in random order."),
    Field("extra-words", ListOf(PlacedText(), least=1), "Words of the list that fit no blank."),
    Field("width", Integer(3, WIDEST_BLANK), "How many characters wide the blanks are."),
)
_ESSAY = (
    *SPACE_FIELDS,
    Field(
        "rubric",
        _late_shape("text", "essay", "RUBRIC"),
        "How the points are given: what counts with its points, or points with what earns them.",
    ),
    Field("sample-answer", BlockText(), "A good answer, for the key."),
)
_STATEMENTS = (
    Field("statements", _late_shape("text", "statements", "STATEMENTS"), "Statements, each with true or false."),
    Field("labels", ListOf(PlacedText(), least=2, most=2), "Two words in place of true and false."),
    SHUFFLE,
    CREDIT,
)
_LABEL_FIGURE = (
    Field(
        "markers",
        _late_shape("a list", "label_figure", "MARKERS"),
        "The places of the picture that are to be labelled.",
    ),
    Field("extra-labels", ListOf(PlacedText(), least=1), "Labels that fit no place."),
    Field("list-labels", Switch(), "False when the labels are to be known and written, not chosen (default true)."),
    SHUFFLE,
    CREDIT,
)

KINDS: Mapping[str, ItemKind] = {
    "multiple-choice": ItemKind(choice.FIELDS, choice.multiple_choice),
    "multiple-response": ItemKind(choice.FIELDS_OF_SEVERAL, choice.multiple_response),
    "true-false": ItemKind(true_false.FIELDS, true_false.true_false),
    "statements": ItemKind(_STATEMENTS, _late("statements")),
    "matching": ItemKind(matching.FIELDS, matching.matching),
    "ordering": ItemKind(ordering.FIELDS, ordering.ordering),
    "short-answer": ItemKind(short_answer.FIELDS, short_answer.short_answer),
    "cloze": ItemKind(_CLOZE, _late("cloze")),
    "numerical": ItemKind(numerical.FIELDS, numerical.numerical),
    "label-figure": ItemKind(_LABEL_FIGURE, _late("label_figure")),
    "essay": ItemKind(_ESSAY, _late("essay")),
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
#: The fields of the other kinds, by the name of each.
_FOREIGN_FIELDS = {name: _KIND_FIELDS.keys() - own for name, own in _OWN_FIELDS.items()}


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
    foreign = _FOREIGN_FIELDS[name]
    if not foreign.isdisjoint(values.entries):
        for field in values.entries:
            if field in foreign:
                reader.report(
                    "S201",
                    values.key(field),
                    f"`{field}` does not belong to a {name} item.",
                    f"Remove it; this kind has {', '.join(_OWN_FIELDS[name])}.",
                )
    return kind.read(read_common(values, reader), values, reader)


def _kind(values: Values, *, has_blanks: bool) -> str:
    """The kind that is named, or the one that the keys tell."""
    if named := values.get("kind"):
        return str(named)
    if has_blanks:
        return "cloze"
    if not _TOLD_BY.keys().isdisjoint(values.entries):
        return next(kind for field, kind in _TOLD_BY.items() if values.has(field))
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

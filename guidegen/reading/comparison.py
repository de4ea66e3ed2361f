"""Comparison tables: features, groups of features, and cells that hold for one subject or for several."""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.amounts import amount
from guidegen.diagnostics import Span
from guidegen.inline import Citation
from guidegen.model.guide import CERTAINTIES, MARKS, Cell, Comparison, Feature, FeatureGroup
from guidegen.model.prose import Paragraph
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    BlockText,
    ByKey,
    ByKind,
    Choice,
    Field,
    Identifier,
    InlineText,
    Integer,
    ListOf,
    Record,
    Schema,
    Shape,
    Values,
    as_text,
    check_identifier,
    either,
)
from guidegen.records import replace
from guidegen.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, head

#: A cell that was written with `all:`; how many subjects that are is known when the whole table is read.
_ALL = 0
#: The keys that hold a cell for each subject, with what each entry is called.
_NOUNS = {"cells": "cell", "marks": "mark", "certainty": "certainty", "sources": "source"}
_NO_SOURCE = "none"


def comparison(values: Values, reader: Reader) -> Comparison:
    """The table, with one cell or part of a cell for every subject in each row."""
    node = values.node("subjects")
    subjects = len(node.children) if isinstance(node, SequenceNode) else 0
    for row in _feature_nodes(values.node("features")):
        _check_cells(row, reader, subjects)
    return Comparison(
        values.text("id"),
        values.runs("comparison"),
        values.runs("corner"),
        values.items("subjects"),
        tuple(_spread(row, subjects) for row in values.items("features")),
        values.runs("how-to-read"),
        values.text("arrangement"),
        origin=values.at,
    )


def _spread(row: Feature | FeatureGroup, subjects: int) -> Feature | FeatureGroup:
    """The row, or the rows of the group, with cells for all subjects as wide as the table."""
    if isinstance(row, FeatureGroup):
        return replace(row, features=tuple(_spread_feature(feature, subjects) for feature in row.features))
    return _spread_feature(row, subjects)


def _spread_feature(feature: Feature, subjects: int) -> Feature:
    cells = tuple(replace(cell, span=subjects) if cell.span == _ALL else cell for cell in feature.cells)
    return replace(feature, cells=cells)


def _feature_nodes(features: Node | None) -> Iterator[MappingNode]:
    """The rows as they were typed, those of groups included."""
    for row in features.children if isinstance(features, SequenceNode) else ():
        if isinstance(row, MappingNode):
            inner = next((entry.value for entry in row.entries if entry.key.value == "features"), None)
            yield from [row] if inner is None else _feature_nodes(inner)


def _check_cells(row: MappingNode, reader: Reader, subjects: int) -> None:
    """The cells cover every subject once; counted in the file, so that a bad cell is not reported twice."""
    for entry in row.entries:
        noun = _NOUNS.get(entry.key.value)
        if noun is None or not isinstance(entry.value, SequenceNode) or not subjects:
            continue
        spans = [_span(cell) for cell in entry.value.children]
        if sum(spans) == subjects:
            continue
        cells = amount(len(spans), noun)
        message = f"This row has {cells} for {amount(subjects, 'subject')}."
        if sum(spans) != len(spans):
            message = f"The cells of this row hold for {amount(sum(spans), 'subject')} of {subjects}."
        hint = f"Write one {noun} for each subject, in the order of the subjects."
        if len(spans) == 1 and noun == "cell":
            hint = "Write one cell for each subject, or `all:` instead of `cells:` for what holds for all of them."
        reader.report("S214", entry.key.span, message, hint)


def _span(cell: Node) -> int:
    """How many subjects a cell covers; one where that cannot be read, which is reported elsewhere."""
    for entry in cell.entries if isinstance(cell, MappingNode) else ():
        if entry.key.value == "span" and isinstance(entry.value, ScalarNode) and entry.value.value.strip().isdecimal():
            return max(1, int(entry.value.value.strip()[:4]))
    return 1


def _plain_cell(node: ScalarNode, reader: Reader) -> Cell:
    return Cell(tuple(BlockText().read(node, reader, node.span) or ()))


def _feature(values: Values, reader: Reader) -> Feature:
    given = sorted((name for name in (*_NOUNS, "all") if values.has(name)), key=lambda name: values.key(name))
    for name in given[1:]:
        hint = f"Keep one of the two; a row is made of {either((*_NOUNS, 'all'))}."
        if {given[0], name} == {"cells", "all"}:
            hint = "Keep `all:` when one statement holds for every subject, else `cells:`."
        reader.report("S214", values.key(name), f"This row has `{given[0]}` and `{name}`.", hint)
    if not given:
        reader.report("S202", values.at, "A feature needs `cells`.", "Add `cells:` with one entry for each subject.")
    kind = given[0] if given and given[0] in ("certainty", "sources") else ""
    cells = (Cell(values.blocks("all"), _ALL),) if values.has("all") else values.items(given[0] if given else "cells")
    return Feature(values.runs("feature"), cells, origin=values.at, kind=kind)


def _cell(values: Values, _reader: Reader) -> Cell:
    return Cell(values.blocks("text"), values.get("span", 1), values.text("mark") or values.text("level"))


class _Word(Choice):
    """One of a few words, as a whole cell."""

    def read(self, node: Node, reader: Reader, at: Span) -> Cell | None:  # type: ignore[override]
        if isinstance(node, ScalarNode) and (typed := "-".join(node.value.lower().split())) in self.words:
            return Cell((), mark=typed)
        word = super().read(node, reader, at)
        return None if word is None else Cell((), mark=word)


class _CitedCell(Shape):
    """The ids of the sources of a statement, or `none`."""

    noun = "the id of a source, or a list of them"

    def fits(self, node: Node) -> bool:
        return not isinstance(node, MappingNode)

    def read(self, node: Node, reader: Reader, at: Span) -> Cell | None:
        """The cell, with the sources mentioned."""
        children = node.children if isinstance(node, SequenceNode) else (node,)
        ids = []
        for child in children:
            scalar = as_text(child, reader, self.noun)
            if scalar is None:
                return None
            name = scalar.value.strip()
            if name == _NO_SOURCE and len(children) == 1:
                return Cell(())
            if not check_identifier(scalar, reader):
                return None
            reader.mention("source", name, scalar.span)
            ids.append(name)
        return Cell((Paragraph((Citation(tuple(ids), alone=True),), origin=head(node)),))

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        one = Identifier().schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}


_SPAN = Field(
    "span",
    Integer(1, 12),
    "How many subjects the cell holds for: its own, and those that follow (default 1).",
    example="2",
)
_MARK = Field("mark", Choice(MARKS), "A sign with its word: yes, no, partly or unknown.", example="partly")

CELL = Record(
    "a cell",
    (Field("text", BlockText(), "The words of the cell.", required=True), _SPAN, _MARK),
    _cell,
)

MARKED_CELL = Record(
    "a cell with a mark",
    (
        replace(_MARK, required=True),
        Field("text", BlockText(), "What stands below the sign."),
        _SPAN,
    ),
    _cell,
)

CERTAINTY_CELL = Record(
    "a certainty",
    (
        Field("level", Choice(CERTAINTIES), "How certain the evidence is.", required=True, example="low"),
        Field("text", BlockText(), "Why, in a few words.", example="Two small studies. [@zhou2019]"),
        _SPAN,
    ),
    _cell,
)

_MARKED = Field(
    "marks",
    ListOf(_Word(MARKS)),
    "One sign with its word for each subject, instead of `cells`: yes, no, partly or unknown.",
    example="[yes, no]",
)
_CERTAINTY = Field(
    "certainty",
    ListOf(ByKind(text=_Word(CERTAINTIES), group=CERTAINTY_CELL)),
    "How certain the evidence is for each subject: high, moderate, low, very-low, or a group with `level` and `text`.",
    example="[moderate, low]",
)
_SOURCES = Field(
    "sources",
    ListOf(_CitedCell()),
    "Where the statements about each subject come from: the id of a source, a list of ids, or `none`.",
    example="[cdc, [cdc, who-2009]]",
)
_NAME = Field("feature", InlineText(), "What is compared in this row.")

FEATURE = Record(
    "a feature",
    (
        replace(_NAME, required=True),
        Field(
            "cells",
            ListOf(ByKey("a cell", (CELL, MARKED_CELL), _plain_cell)),
            "One cell for each subject, in the same order: a text, or a group with `text`, `mark` and `span`.",
        ),
        Field("all", BlockText(), "One statement that holds for every subject, instead of `cells`."),
        _MARKED,
        _CERTAINTY,
        _SOURCES,
    ),
    _feature,
)

CERTAINTY_ROW = Record(
    "a row of certainty", (replace(_CERTAINTY, required=True), replace(_NAME, doc="What the row is called.")), _feature
)

SOURCES_ROW = Record(
    "a row of sources", (replace(_SOURCES, required=True), replace(_NAME, doc="What the row is called.")), _feature
)

_ROWS = (FEATURE, CERTAINTY_ROW, SOURCES_ROW)

FEATURE_GROUP = Record(
    "a group of features",
    (
        Field(
            "group", InlineText(), "What the features below have in common: a heading across the table.", required=True
        ),
        Field("features", ListOf(ByKey("a row", _ROWS), least=1), "The rows of the group.", required=True),
    ),
    lambda values, _: FeatureGroup(values.runs("group"), values.items("features"), origin=values.at),
)

FEATURES = ListOf(ByKey("a row", (*_ROWS, FEATURE_GROUP)), least=1)

"""Comparison tables: features, groups of features, and cells that hold for one subject or for several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guidegen.amounts import amount
from guidegen.model.guide import Cell, Comparison, Feature, FeatureGroup
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import BlockText, ByKey, Field, InlineText, Integer, ListOf, Record, Values
from guidegen.source.nodes import MappingNode, Node, ScalarNode, SequenceNode

#: A cell that was written with `all:`; how many subjects that are is known when the whole table is read.
_ALL = 0


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
        if entry.key.value != "cells" or not isinstance(entry.value, SequenceNode) or not subjects:
            continue
        spans = [_span(cell) for cell in entry.value.children]
        if sum(spans) == subjects:
            continue
        cells = amount(len(spans), "cell")
        message = f"This row has {cells} for {amount(subjects, 'subject')}."
        if sum(spans) != len(spans):
            message = f"The cells of this row hold for {amount(sum(spans), 'subject')} of {subjects}."
        hint = "Write one cell for each subject, in the order of the subjects."
        if len(spans) == 1:
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
    if values.has("cells") and values.has("all"):
        reader.report(
            "S214",
            values.key("all"),
            "This row has `cells` and `all`.",
            "Keep `all:` when one statement holds for every subject, else `cells:`.",
        )
    elif not values.has("cells") and not values.has("all"):
        reader.report("S202", values.at, "A feature needs `cells`.", "Add `cells:` with one entry for each subject.")
    cells = (Cell(values.blocks("all"), _ALL),) if values.has("all") else values.items("cells")
    return Feature(values.runs("feature"), cells, origin=values.at)


CELL = Record(
    "a cell",
    (
        Field("text", BlockText(), "The words of the cell.", required=True),
        Field(
            "span",
            Integer(1, 12),
            "How many subjects the cell holds for: its own, and those that follow (default 1).",
            example="2",
        ),
    ),
    lambda values, _: Cell(values.blocks("text"), values.get("span", 1)),
)

FEATURE = Record(
    "a feature",
    (
        Field("feature", InlineText(), "What is compared in this row.", required=True),
        Field(
            "cells",
            ListOf(ByKey("a cell", (CELL,), _plain_cell)),
            "One cell for each subject, in the same order: a text, or a group with `text` and `span`.",
        ),
        Field("all", BlockText(), "One statement that holds for every subject, instead of `cells`."),
    ),
    _feature,
)

FEATURE_GROUP = Record(
    "a group of features",
    (
        Field(
            "group", InlineText(), "What the features below have in common: a heading across the table.", required=True
        ),
        Field("features", ListOf(FEATURE, least=1), "The rows of the group.", required=True),
    ),
    lambda values, _: FeatureGroup(values.runs("group"), values.items("features"), origin=values.at),
)

FEATURES = ListOf(ByKey("a row", (FEATURE, FEATURE_GROUP)), least=1)

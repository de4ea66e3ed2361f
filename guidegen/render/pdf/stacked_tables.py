"""Tables whose columns would be too narrow: each row of the table becomes a small group, subject below subject.

It is still one table for a screen reader. The header of a row becomes a header across the group, and the header of a
column the header of a row: every cell has the same two headers as before (guidegen/render/pdf/headers.py).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.records import dataclass, replace
from guidegen.render.pdf.layout import Layout

#: A label stands beside its text where it takes no more than this share of the width, and the text has so many ems.
_WIDEST_LABEL, _LEAST_TEXT = 0.36, 15.0


@dataclass(frozen=True, slots=True)
class Stack:
    """A feature with what holds for each subject. `outer` is the heading of the group that the feature begins."""

    feature: doc.RowGroup
    outer: doc.Line = ()
    in_group: bool = False


def stacks(table: doc.Table) -> Iterator[Stack]:
    """The rows of a table as small groups."""
    for row in table.rows:
        if not isinstance(row, doc.RowGroup):
            yield Stack(_stack(table, row))
            continue
        for index, inner in enumerate(row.rows):
            yield Stack(_stack(table, inner), row.header if index == 0 else (), in_group=True)


def _stack(table: doc.Table, row: doc.Row) -> doc.RowGroup:
    rows = []
    ends = itertools.accumulate((cell.columns for cell in row.cells), initial=1)
    for cell, start in zip(row.cells, ends, strict=False):
        if not cell.blocks:
            continue
        is_for_all = len(row.cells) == 1 and cell.columns > 1 and table.for_all
        label = table.for_all if is_for_all else _joined(table.columns[start : start + cell.columns])
        rows.append(doc.Row(label, (replace(cell, columns=1),), row.origin))
    return doc.RowGroup(row.header, tuple(rows), row.origin)


def _joined(labels: Sequence[doc.Line]) -> doc.Line:
    """The subjects for which a cell holds, with commas between."""
    runs: list[doc.Run] = list(labels[0])
    for label in labels[1:]:
        runs += [Text(", "), *label]
    return tuple(runs)


def label_width(layout: Layout, table: doc.Table, width: float, padding: float, narrowest_text: float) -> float:
    """The width of the labels beside their texts; 0 where labels stand above them. Joined ones may be broken."""
    single = [layout.fragments.extent(label, "table-row")[1] for label in table.columns[1:]]
    joined = [
        layout.fragments.extent(row.header, "table-row")[0] for stack in stacks(table) for row in stack.feature.rows
    ]
    beside = max(*single, *joined) + 2 * padding + 0.5
    text = width - beside
    least = max(narrowest_text, _LEAST_TEXT * layout.fragments.style("table").size)
    return beside if beside <= _WIDEST_LABEL * width and text >= least else 0.0

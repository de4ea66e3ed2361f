"""Tables with more columns than a page holds: cut into several tables with the same row headers."""

from __future__ import annotations

from guidegen.document import elements as doc
from guidegen.records import replace
from guidegen.render.pdf.layout import Frame, Laid, Layout
from guidegen.render.pdf.tables import column_extent, lay_table


def lay_wide_table(layout: Layout, block: doc.WideTable, frame: Frame) -> Laid:
    """As few tables as the width allows, each with about as many columns as the others."""
    table = block.table
    laid = Laid()
    for start, end in _stretches(layout, block, frame.width):
        part = replace(
            table,
            columns=(table.columns[0], *table.columns[start:end]),
            rows=tuple(_part(row, start, end) for row in table.rows),
            introduction=table.introduction if start == 1 else (),
        )
        laid.add(lay_table(layout, part, frame, None if block.even else _natural_widths(layout, part, frame.width)))
    return laid


def _part(row: doc.Row | doc.RowGroup, start: int, end: int) -> doc.Row:
    if isinstance(row, doc.RowGroup) or any(cell.columns > 1 for cell in row.cells):
        raise ValueError("a wide table has neither groups nor cells over several columns")
    return replace(row, cells=row.cells[start - 1 : end - 1])


def _natural_widths(layout: Layout, table: doc.Table, width: float) -> list[float] | None:
    """What the words of each column need, and an equal share of what is left; None when they need too much."""
    widest = [column_extent(layout, table, column)[1] for column in range(len(table.columns))]
    spare = width - sum(widest)
    return None if spare < 0 else [wide + spare / len(widest) for wide in widest]


def _stretches(layout: Layout, block: doc.WideTable, width: float) -> list[tuple[int, int]]:
    """Ranges of columns that fit beside the row headers."""
    extents = [column_extent(layout, block.table, column) for column in range(len(block.table.columns))]
    first, *others = extents
    # Row headers break before letters do.
    room = width - max(first[0], min(first[1], width * 0.26))
    widest = [wide for _, wide in others]
    if block.even:
        fitting = max(1, int(room / max(widest)))
        tables = -(-len(others) // fitting)
        each = -(-len(others) // tables)
        return [(start, min(start + each, len(extents))) for start in range(1, len(extents), each)]
    return _packed(widest, room)


def _packed(widths: list[float], room: float) -> list[tuple[int, int]]:
    """Ranges of columns, counted from 1, that are no wider than the room in sum; a range has at least one."""
    ranges, start, used = [], 1, 0.0
    for column, width in enumerate(widths, start=1):
        if column > start and used + width > room:
            ranges.append((start, column))
            start, used = column, 0.0
        used += width
    return [*ranges, (start, len(widths) + 1)]

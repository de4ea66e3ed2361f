"""Tables: rows of equal length, header cells, and what they head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guidegen.audit.findings import Finding
from guidegen.audit.finished import Finished
from guidegen.audit.tree import Node

_SCOPES = ("Row", "Column", "Both")


def check(file: Finished) -> Iterator[Finding]:
    """Faults of all tables."""
    for node in file.tree.nodes if file.tree else ():
        if node.standard == "Table":
            rows = _rows(node)
            cells = [cell for row in rows for cell in row.nodes if cell.standard in ("TH", "TD")]
            yield from _uneven(rows)
            yield from _headers(node, cells)


def _rows(table: Node) -> list[Node]:
    found: list[Node] = []
    for part in table.nodes:
        if part.standard == "TR":
            found.append(part)
        elif part.standard in ("THead", "TBody", "TFoot"):
            found += [row for row in part.nodes if row.standard == "TR"]
    return found


def _uneven(rows: list[Node]) -> Iterator[Finding]:
    """The first row that is longer or shorter than most. A cell that spans rows counts in each of them."""
    widths: list[int] = []
    open_spans: list[tuple[int, int]] = []  # (rows still to come, columns)
    for row in rows:
        from_above = sum(columns for _, columns in open_spans)
        open_spans = [(left - 1, columns) for left, columns in open_spans if left > 1]
        cells = [cell for cell in row.nodes if cell.standard in ("TH", "TD")]
        widths.append(from_above + sum(cell.columns for cell in cells))
        for cell in cells:
            if cell.rows > 1:
                open_spans.append((cell.rows - 1, cell.columns))
    if len(set(widths)) > 1:
        usual = Counter(widths).most_common(1)[0][0]
        index = next(index for index, width in enumerate(widths) if width != usual)
        message = f"Row {index + 1} of the table has {widths[index]} columns, where most rows have {usual}."
        yield _at("A601", message, rows[index])


def _headers(table: Node, cells: list[Node]) -> Iterator[Finding]:
    heads = [cell for cell in cells if cell.standard == "TH"]
    if not heads:
        yield _at("A602", "The table has no header cell.", table)
    ids = {cell.id for cell in heads if cell.id}
    named: set[bytes] = set()
    for cell in cells:
        for head in cell.headers:
            named.add(head)
            if head not in ids:
                message = f"The cell names the header cell “{head.decode('latin-1')}”, which the table does not have."
                yield _at("A604", message, cell)
    for cell in heads:
        if cell.scope not in _SCOPES and (not cell.id or cell.id not in named):
            yield _at("A603", "The header cell has no scope, and no cell names it.", cell)


def _at(code: str, message: str, node: Node) -> Finding:
    return Finding(code, message, node.nearest_page, node.path)

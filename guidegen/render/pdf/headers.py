"""Header cells of tables: each gets an id, and every other cell names the headers that speak for it.

Scope alone would do for a plain grid. Groups of rows and cells that span columns need the ids, and readers differ
in what they make of Scope; so all tables have both (ISO 32000-1, table 349; ISO 14289-1, 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegen.render.pdf.structure import Element


def name_headers(elements: Sequence[Element], last: int = 0, prefix: str = "th") -> int:
    """Number the header cells of all tables in the elements, and refer to them from the cells that they head.

    `last` is the number of the last header cell before them; gives that of the last one in them. Elements that are
    named already stay as they are: tables in an item are named by the item, so that its place does not change them.
    """
    for element in elements:
        tables: list[Element] = []
        _gather(element, tables)
        for table in tables:
            last = _Grid(table, last, prefix).run()
        element.named = True
    return last


def _gather(element: Element, tables: list[Element]) -> None:
    """Add the tables whose header cells have no names yet."""
    if element.named:
        return
    found = len(tables)
    if element.role == "Table":
        tables.append(element)
    for kid in element.kids:
        if kid.__class__ is Element and not kid.named:
            _gather(kid, tables)
    # What has no table in it need not be gone through again in the next copy.
    element.named = len(tables) == found


class _Grid:
    """The cells of one table at their places. `last` is the number of the last header cell before it."""

    def __init__(self, table: Element, last: int, prefix: str) -> None:
        self.table = table
        self.prefix = prefix
        self.last = last
        self.columns: dict[int, list[str]] = {}
        self.groups: dict[int, dict[int, str]] = {}

    def run(self) -> int:
        for row, is_head in _rows(self.table, in_head=False):
            placed = list(_placed(row))
            own = [self._header(cell, columns, is_head=is_head) for cell, columns in placed]
            rows = [name for name, (cell, _) in zip(own, placed, strict=True) if name and _scope(cell) == "/Row"]
            for cell, columns in placed:
                if cell.role == "TD":
                    _refer(cell, [*self._above(columns), *self._groups(columns), *rows])
                elif _scope(cell) == "/Row":
                    _refer(cell, self._groups(columns))
        return self.last

    def _header(self, cell: Element, columns: range, *, is_head: bool) -> str:
        """The id of a header cell; a column header among the body's rows heads those that follow it."""
        if cell.role != "TH":
            return ""
        self.last += 1
        cell.id = f"{self.prefix}{self.last}"
        if _scope(cell) == "/Column":
            for column in columns:
                if is_head:
                    self.columns.setdefault(column, []).append(cell.id)
                else:
                    around = self.groups.get(column, {})
                    kept = {rank: name for rank, name in around.items() if rank < cell.rank}
                    self.groups[column] = {**kept, cell.rank: cell.id}
        return cell.id

    def _above(self, columns: range) -> list[str]:
        return list(dict.fromkeys(name for column in columns for name in self.columns.get(column, ())))

    def _groups(self, columns: range) -> list[str]:
        return list(dict.fromkeys(name for column in columns for name in self.groups.get(column, {}).values()))


def _rows(element: Element, *, in_head: bool) -> Iterator[tuple[Element, bool]]:
    """The rows of a table in order, and whether they stand in its head."""
    for kid in element.kids:
        if isinstance(kid, Element) and kid.role == "TR":
            yield kid, in_head
        elif isinstance(kid, Element) and kid.role in ("THead", "TBody", "TFoot"):
            yield from _rows(kid, in_head=kid.role == "THead")


def _placed(row: Element) -> Iterator[tuple[Element, range]]:
    """The cells of a row with the columns that they stand in. No table here has cells that span rows."""
    start = 0
    for cell in row.kids:
        if isinstance(cell, Element):
            end = start + int(cell.attributes.get("Table", {}).get("ColSpan", "1"))
            yield cell, range(start, end)
            start = end


def _scope(cell: Element) -> str:
    return cell.attributes.get("Table", {}).get("Scope", "")


def _refer(cell: Element, names: list[str]) -> None:
    if names:
        headers = f"[{''.join(f'({name})' for name in names)}]"
        cell.tell("Table", {**cell.attributes.get("Table", {}), "Headers": headers})

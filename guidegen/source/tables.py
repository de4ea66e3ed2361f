"""Tables of comma-separated values: rows with their lines, and what is wrong with them."""

from __future__ import annotations

from guidegen.amounts import amount
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.records import dataclass
from guidegen.source.text import SourceText

MOST_ROWS = 10_000
_LONGEST_CELL = 1_000
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, without white space around them, and the line on which it begins."""

    cells: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """The header of a file and its rows, all as long as the header."""

    path: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(source: SourceText) -> tuple[Table | None, list[Diagnostic]]:
    """The table that a text holds, with the problems of its rows; bad rows are left out of it.

    Cells are divided by commas, semicolons or tabs, whichever comes first in the header.
    """
    import csv

    first = source.text.split("\n", 1)[0]
    separator = min((mark for mark in _SEPARATORS if mark in first), key=first.index, default=",")
    reader = csv.reader(source.text.splitlines(keepends=True), delimiter=separator, strict=True)
    rows: list[Row] = []
    problems: list[Diagnostic] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(tuple(cell.strip() for cell in cells), line))
            line = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                problems.append(_problem(source, line, f"This table has more than {MOST_ROWS:,} rows.", "Divide it."))
                return None, problems
    except csv.Error:
        hint = "Close every quotation mark, and write a quotation mark inside a cell twice."
        return None, [_problem(source, line, "This row cannot be read: a quotation mark is not closed.", hint)]
    if not rows:
        return None, [diagnosed("S219", "This table has no rows.", Span(source.path), hint="Write a header first.")]
    header, *body = rows
    problems += _header_problems(source, header)
    problems += [problem for row in body if (problem := _row_problem(source, row, header)) is not None]
    good = tuple(row for row in body if _row_problem(source, row, header) is None)
    if not body:
        problems.append(_problem(source, 1, "This table has a header and no rows.", "Add rows below the header."))
    return (Table(source.path, header.cells, good) if good else None), problems


def _header_problems(source: SourceText, header: Row) -> list[Diagnostic]:
    repeated = [name for place, name in enumerate(header.cells) if name in header.cells[:place]]
    if not repeated:
        return []
    return [_problem(source, header.line, f"Two columns are called `{repeated[0]}`.", "Give each a name of its own.")]


def _row_problem(source: SourceText, row: Row, header: Row) -> Diagnostic | None:
    have, need = len(row.cells), len(header.cells)
    if have != need:
        message = f"This row has {amount(have, 'cell')}, and the header has {need}."
        return _problem(source, row.line, message, "Write one cell for each column; put a cell with commas in quotes.")
    if any(len(cell) > _LONGEST_CELL for cell in row.cells):
        return _problem(source, row.line, f"A cell of this row is longer than {_LONGEST_CELL:,} characters.", "")
    return None


def _problem(source: SourceText, line: int, message: str, hint: str) -> Diagnostic:
    return diagnosed("S219", message, Span(source.path, line, 1, line, len(source.line(line)) + 1), hint=hint)

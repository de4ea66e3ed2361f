"""Tables of cells: comma-separated text and workbooks as rows, and cells that no spreadsheet executes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from guidegen.exchange.intake import Intake
from guidegen.exchange.opened import MOST_ROWS, Opened, Sheet, TextFile
from guidegen.patterns import pattern

_SEPARATORS = ",;\t"
#: What a spreadsheet takes for a formula where it begins a cell, behind any number of quotation marks.
_EXECUTED = pattern(r"'*[=+\-@\t\r]")
_ESCAPED = pattern(r"'+[=+\-@\t\r]")
_NUMBER = pattern(r"[-+]?\d+(?:[.,]\d+)?%?")


def rows_of(file: Opened) -> tuple[tuple[str, ...], ...]:
    """The rows of a workbook or of separated text; nothing where the file is neither. Cells are divided by the mark
    that comes first in the first line that has one: comma, semicolon or tab.
    """
    if isinstance(file, Sheet):
        return file.rows
    if not isinstance(file, TextFile):
        return ()
    line = next((line for line in file.text.split("\n") if any(mark in line for mark in _SEPARATORS)), "")
    separator = min((mark for mark in _SEPARATORS if mark in line), key=line.index, default="")
    if not separator:
        return ()
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(file.text), delimiter=separator)]
    except csv.Error:
        return ()
    return tuple(rows[:MOST_ROWS])


def note_more_rows(file: Opened, intake: Intake) -> None:
    """Name the rows of a text that has more of them than are read; a workbook with so many is refused."""
    if len(rows_of(file)) == MOST_ROWS:
        intake.refuse_file(f"the rows after row {MOST_ROWS}", "a table of so many rows has to be divided")


def safe_cell(text: str) -> str:
    """A cell that a spreadsheet shows and does not execute. Numbers such as -5 stay numbers.

    >>> safe_cell("-5"), safe_cell("=1+2"), safe_cell("plain")
    ('-5', "'=1+2", 'plain')
    """
    return f"'{text}" if _EXECUTED.match(text) and not _NUMBER.fullmatch(text) else text


def plain_cell(text: str) -> str:
    """The text of a cell that `safe_cell` made.

    >>> plain_cell("'=1+2"), plain_cell("'tis")
    ('=1+2', "'tis")
    """
    return text[1:] if _ESCAPED.match(text) else text


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as comma-separated text with the mark by which spreadsheets know UTF-8."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows([safe_cell(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")

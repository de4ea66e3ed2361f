"""The rows of a file of separated values, one after the other: however long the file is, one row is held at a time.

A row is one line. A quotation mark that is never closed therefore spoils its own row and no other.
"""

from __future__ import annotations

import enum
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from guidegen.records import dataclass
from guidegen.source.files import Refusal

_LONGEST_ROW = 20_000
_SEPARATORS = ",;\t"
#: Control and format characters (Unicode categories); joiners shape letters of some scripts, and tabs divide cells.
_UNSEEN = ("Cc", "Cf")
_JOINERS = "\u200c\u200d\t"


class Fault(enum.Enum):
    """Why a row cannot be read."""

    NOT_UTF8 = "is not saved as UTF-8"
    QUOTE = "has a quotation mark that is not closed on its line"
    UNSEEN = "has a character that cannot be seen, such as a mark of direction"
    TOO_LONG = f"is longer than {_LONGEST_ROW:,} characters"


@dataclass(frozen=True, slots=True, repr=False)
class SeparatedRow:
    """A row: its number (1 is the first below the header), its line, and its cells without white space around them.

    A row with a fault has no cells. It has no `repr`, as what stands in the cells belongs in no log.
    """

    number: int
    line: int
    cells: tuple[str, ...] = ()
    fault: Fault | None = None


class SeparatedRows:
    """A header and the rows below it. Lines without any value do not count."""

    def __init__(self, path: Path, header: SeparatedRow, separator: str) -> None:
        """For `open_rows`: the header was read already."""
        self.path = path
        self.header = header
        self.separator = separator

    def __iter__(self) -> Iterator[SeparatedRow]:
        with _text(self.path) as stream:
            number = 0
            for line, text in _lines(stream):
                if line <= self.header.line:
                    continue
                row = _row(number + 1, line, text, self.separator)
                if row.fault is not None or any(row.cells):
                    number += 1
                    yield row


def open_rows(path: Path) -> SeparatedRows | Refusal:
    """The rows of a file, or why it has none. Raises OSError when the machine cannot read it.

    Cells are divided by commas, semicolons or tabs, whichever comes first in the header.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        return Refusal("C101", "The roster is no ordinary file.", "Save it as a file and name that.")
    with path.open("rb") as binary:
        beginning = binary.read(200)
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in beginning:
        hint = "Save it as “CSV UTF-8” in your spreadsheet."
        return Refusal("C101", "The roster is no text in UTF-8.", hint)
    separator = ""
    with _text(path) as stream:
        for line, text in _lines(stream):
            if line == 1 and text.strip().lower().startswith("sep="):
                # Spreadsheets write their separator so, for each other.
                separator = text.rstrip("\r\n")[4:5]
            elif text.strip(" \t\n,;"):
                found = (mark for mark in _SEPARATORS if mark in text)
                separator = separator or min(found, key=text.index, default=",")
                return SeparatedRows(path, _row(0, line, text, separator), separator)
    return Refusal("C101", "The roster is empty.", "Write the names of the columns first, such as: name,id")


def _text(path: Path) -> TextIO:
    """Bytes that are no UTF-8 arrive as surrogates, so that they spoil no more than their row."""
    return path.open(encoding="utf-8-sig", errors="surrogateescape")


def _lines(stream: TextIO) -> Iterator[tuple[int, str]]:
    """The lines with their numbers. A line that is far too long is given as far as shows that it is."""
    number = 0
    while text := stream.readline(_LONGEST_ROW + 1):
        number += 1
        rest = text
        while not rest.endswith("\n") and (rest := stream.readline(_LONGEST_ROW)):
            pass
        yield number, text


def _row(number: int, line: int, text: str, separator: str) -> SeparatedRow:
    if len(text) > _LONGEST_ROW:
        return SeparatedRow(number, line, fault=Fault.TOO_LONG)
    if not text.isascii() and any("\udc80" <= character <= "\udcff" for character in text):
        return SeparatedRow(number, line, fault=Fault.NOT_UTF8)
    # A row is one line, so its quotation marks come in pairs: else it is a part of one that goes over several lines.
    if text.count('"') % 2:
        return SeparatedRow(number, line, fault=Fault.QUOTE)
    if any(unicodedata.category(character) in _UNSEEN and character not in _JOINERS for character in text.strip()):
        return SeparatedRow(number, line, fault=Fault.UNSEEN)
    import csv

    try:
        cells = next(csv.reader([text.rstrip("\n")], delimiter=separator, strict=True), [])
    except csv.Error:
        return SeparatedRow(number, line, fault=Fault.QUOTE)
    return SeparatedRow(number, line, tuple(" ".join(cell.split()) for cell in cells))

"""A roster to recipients, row by row. Bad rows are reported by line; the others go on.

Messages name the row and the column, never what stands in a cell: rosters hold the names of people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from guidegen.amounts import amount
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.digest_table import DigestTable
from guidegen.kept.digests import blake2b
from guidegen.model.roster import ExtraTime, Recipient
from guidegen.reading.names import plain_name
from guidegen.records import dataclass, field, replace
from guidegen.source.files import Refusal
from guidegen.source.rows import Fault, SeparatedRow, SeparatedRows, open_rows

LONGEST_VALUE = 200
_LONGEST_LABEL = 60
_MOST_MINUTES = 24 * 60
_MOST_PERCENT = 400


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a roster may have: its name, other names for it, and what it holds."""

    name: str
    others: tuple[str, ...]
    doc: str


#: Letter case, spaces, hyphens and underscores do not count in the names of columns.
COLUMNS = (
    Column("name", ("full name", "student", "student name", "patient", "patient name", "recipient"), "Whom it is for."),
    Column("first name", ("given name", "forename"), "With `last name`, in place of `name`."),
    Column("last name", ("surname", "family name"), "With `first name`, in place of `name`."),
    Column(
        "id",
        ("student id", "student number", "id number", "patient id", "record number", "mrn"),
        "A number or code that only this person has.",
    ),
    Column("group", ("class", "section", "course", "ward", "room"), "Class, course or ward."),
    Column("date", ("test date", "exam date", "visit date"), "The date that the copy bears; `2026-12-24` is best."),
    Column("language", ("lang",), "The language of the copy, one of those in which there is a translation."),
    Column("form", ("test form",), "`A`, `B` and so on: this form in place of an arrangement of its own."),
    Column("size", ("print size", "font size"), "`regular`, `large`, `giant` or `compact`."),
    Column("extra time", ("additional time", "time extension"), "`15 minutes`, `25%` or `1.5x`."),
    Column("paper", ("paper colour", "paper color"), "The colour of the paper to print on."),
)
_NAMES = {alias: column.name for column in COLUMNS for alias in (column.name, *column.others)}


@dataclass(frozen=True, slots=True)
class Known:
    """What the cells of a roster may name: sizes, the letters of forms, and the languages of what is printed.

    The first language is that of rows that name none.
    """

    sizes: Sequence[str]
    forms: Sequence[str]
    languages: Sequence[str]


@dataclass(slots=True)
class Roster:
    """The rows of a roster. `shown` is its path as the user wrote it.

    `places` has the column of each value, `label_column` that of the values that files are named by (-1: none).
    """

    rows: SeparatedRows
    shown: str
    known: Known
    places: Mapping[str, int]
    label_column: int = -1
    _ids: DigestTable = field(default_factory=DigestTable)
    _labels: DigestTable = field(default_factory=DigestTable)

    def recipients(self, report: Callable[[Diagnostic], None]) -> Iterator[Recipient]:
        """The good rows, in order; what is wrong with the others goes to `report`."""
        self._ids, self._labels = DigestTable(), DigestTable()
        is_empty = True
        for row in self.rows:
            is_empty = False
            reading = _RowReading(self, row)
            recipient = reading.recipient()
            for problem in reading.problems:
                report(problem)
            if not reading.problems:
                yield recipient
        if is_empty:
            line = self.rows.header.line
            report(_at(self.shown, line, "C101", "The roster has a header and no rows.", "Add a row for each person."))


def open_roster(path: Path, shown: str, known: Known, name_by: str = "") -> tuple[Roster | None, list[Diagnostic]]:
    """The roster at `path`, with what is wrong with its header. Raises OSError."""
    rows = open_rows(path)
    if isinstance(rows, Refusal):
        return None, [diagnosed(rows.code, rows.message, Span(shown), hint=rows.hint)]
    header = rows.header
    if header.fault is not None:
        return None, [_at(shown, header.line, "C101", f"The first row of the roster {header.fault.value}.")]
    places, problems = _columns(header, shown)
    label_column = -1
    if name_by and not problems:
        folded = [_folded(cell) for cell in header.cells]
        wanted = _folded(name_by)
        label_column = folded.index(wanted) if wanted in folded else places.get(_NAMES.get(wanted, ""), -1)
        if label_column < 0:
            message = "The roster has no such column to name the files by."
            hint = "Name one of: " + ", ".join(f"`{cell}`" for cell in header.cells if cell) + "."
            problems.append(_at(shown, header.line, "C103", message, hint))
    if problems:
        return None, problems
    unknown = [_unknown(cell, index, header, shown) for index, cell in enumerate(header.cells) if _is_unknown(cell)]
    warnings = [problem for index, problem in unknown if index != label_column]
    return Roster(rows, shown, known, places, label_column), warnings


def _columns(header: SeparatedRow, shown: str) -> tuple[dict[str, int], list[Diagnostic]]:
    """The place of each known column. Without a known one, or with few under another name (a row of people may hold
    the word `student`), the first row is no header: it is not shown then."""
    places: dict[str, int] = {}
    problems: list[Diagnostic] = []
    for index, cell in enumerate(header.cells):
        name = _NAMES.get(_folded(cell))
        if name is None:
            continue
        if name in places:
            message = f"Two columns of the roster mean `{name}`: column {places[name] + 1} and column {index + 1}."
            problems.append(_at(shown, header.line, "C103", message, "Remove or rename one of them."))
        places.setdefault(name, index)
    told = [cell for cell in header.cells if cell]
    is_named = any(_folded(cell) in {column.name for column in COLUMNS} for cell in told)
    if not places or (not is_named and 2 * len(places) < len(told)):
        message = "The first row of the roster names none of the columns that guidegen knows."
        hint = "Write a first row such as: name,id,group. The columns are: " + ", ".join(c.name for c in COLUMNS) + "."
        problems.append(_at(shown, header.line, "C101", message, hint))
    elif "name" in places and {"first name", "last name"} & places.keys():
        message = "The roster has `name` and its parts too, and only one of them can be printed."
        problems.append(_at(shown, header.line, "C103", message, "Remove the column `name`, or those of its parts."))
    return places, problems


def _is_unknown(cell: str) -> bool:
    return bool(cell) and _folded(cell) not in _NAMES


def _unknown(cell: str, index: int, header: SeparatedRow, shown: str) -> tuple[int, Diagnostic]:
    import difflib

    near = difflib.get_close_matches(_folded(cell), _NAMES, n=1, cutoff=0.7)
    # What is like no name of a column could be the name of a person: it stays unsaid.
    name = f"The column `{cell}`" if near and len(cell) <= 40 else f"Column {index + 1}"
    hint = f"Is `{near[0]}` meant?" if near else "The columns are: " + ", ".join(c.name for c in COLUMNS) + "."
    message = f"{name} means nothing to guidegen, and nothing of it is printed."
    return index, _at(shown, header.line, "C102", message, hint)


def _folded(name: str) -> str:
    return " ".join(re.split(r"[\s_-]+", name.strip().casefold()))


def _at(shown: str, line: int, code: str, message: str, hint: str = "") -> Diagnostic:
    return diagnosed(code, message, Span(shown, line, 1, line, 2), hint=hint)


class _RowReading:
    """One row on its way to a recipient, with what is wrong with it."""

    def __init__(self, roster: Roster, row: SeparatedRow) -> None:
        self.roster = roster
        self.row = row
        self.problems: list[Diagnostic] = []

    def recipient(self) -> Recipient:
        """The recipient; it counts only where there are no problems."""
        row, roster = self.row, self.roster
        nobody = Recipient(row.number, row.line)
        if row.fault is not None:
            self._bad("C105", f"Row {row.number} {row.fault.value}.", _CURES[row.fault])
            return nobody
        need = len(roster.rows.header.cells)
        if not any(row.cells[need:]):
            # Spreadsheets write empty cells at the end of a row.
            row = self.row = replace(row, cells=row.cells[:need])
        have = len(row.cells)
        if have != need:
            hint = "Write one cell for each column; put a cell with a separator in it in quotes."
            self._bad("C104", f"Row {row.number} has {amount(have, 'cell')}, and the header has {need}.", hint)
            return nobody
        if long := [index for index, cell in enumerate(row.cells) if len(cell) > LONGEST_VALUE]:
            message = f"Row {row.number}: the cell in column {long[0] + 1} is longer than {LONGEST_VALUE} characters."
            self._bad("C105", message)
            return nobody
        name = self._cell("name") or " ".join(filter(None, (self._cell("first name"), self._cell("last name"))))
        id_ = self._cell("id")
        if not name and not id_:
            self._bad("C110", f"Row {row.number} has neither name nor id.", "For blank copies use `--spares`.")
        self._only_once(id_, roster._ids, "id")
        return Recipient(
            row=row.number,
            line=row.line,
            name=name,
            id=id_,
            group=self._cell("group"),
            date=self._cell("date"),
            form=self._one_of("C106", "form", roster.known.forms, str.upper),
            size=self._one_of("C107", "size", roster.known.sizes, str.lower),
            extra_time=self._extra_time(),
            paper=self._cell("paper"),
            label=self._label(),
            language=self._language(),
        )

    def _cell(self, column: str) -> str:
        place = self.roster.places.get(column, -1)
        return self.row.cells[place] if place >= 0 else ""

    def _bad(self, code: str, message: str, hint: str = "") -> None:
        self.problems.append(_at(self.roster.shown, self.row.line, code, message, hint))

    def _one_of(self, code: str, column: str, known: Sequence[str], fold: Callable[[str], str]) -> str:
        value = fold(self._cell(column))
        if not value or value in known:
            return value
        if not known:
            cure = "There is no quiz here: empty the cell."
        elif code == "C106" and len(known) == 1:
            cure = "The quiz has one form, A. Write `forms: 2` in it, or build with `--forms 2`."
        else:
            shown = ", ".join(f"`{name}`" for name in known[:8]) + (" and so on" if len(known) > 8 else "")
            cure = f"Write one of: {shown}. An empty cell is good too."
        self._bad(code, f"Row {self.row.number}: the cell `{column}` names no {column} that there is.", cure)
        return ""

    def _language(self) -> str:
        """The language that the row asks for; nothing where it leaves that open. `es` stands for `es-MX` too."""
        wanted, languages = self._cell("language").casefold(), self.roster.known.languages
        if not wanted:
            return ""
        exact = [language for language in languages if language.casefold() == wanted]
        first = [language for language in languages if language.casefold().split("-")[0] == wanted]
        if exact or first:
            return (exact or first)[0]
        shown = " and ".join(f"`{language}`" for language in languages)
        are = "that is the only one" if len(languages) == 1 else "those are the only ones"
        # A translation may be there and have errors, which are told at their places.
        message = f"Row {self.row.number} asks for another language than {shown}, and {are} that can be printed."
        cure = "Empty the cell, translate the guide or quiz into that language, or mend the translation that is there."
        self._bad("C108", message, cure)
        return ""

    def _extra_time(self) -> ExtraTime | None:
        value = self._cell("extra time").casefold().replace(",", ".")
        if value in ("", "0", "-", "no", "none"):
            return None
        found = extra_time(value)
        if found is None:
            message = f"Row {self.row.number}: the cell `extra time` cannot be understood."
            self._bad("C109", message, "Write minutes (`15 minutes`), a share (`25%`) or a multiple (`1.5x`).")
        return found

    def _label(self) -> str:
        if self.roster.label_column < 0:
            return ""
        column = self.roster.rows.header.cells[self.roster.label_column]
        value = self.row.cells[self.roster.label_column]
        if not value:
            self._bad("C115", f"Row {self.row.number}: the file is to be named by `{column}`, and that cell is empty.")
            return ""
        label = plain_name(value, _LONGEST_LABEL)
        if label == "key" or label.startswith("key-"):
            self._bad("C115", f"Row {self.row.number}: a file that is named so would be taken for the key.")
        self._only_once(label, self.roster._labels, column)
        return label

    def _only_once(self, value: str, known: DigestTable, column: str) -> None:
        """A digest of each value is kept: a roster may be long, and its words are not ours to hold."""
        if not value:
            return
        first = known.setdefault(blake2b(value.encode(), digest_size=8).digest(), self.row.number)
        if first == self.row.number:
            return
        if known is self.roster._ids:
            self._bad("C111", f"Row {self.row.number} has the same id as row {first}.", "An id is one person's alone.")
        else:
            message = f"Row {self.row.number}: named by `{column}`, its file has the name of that of row {first}."
            self._bad("C115", message, "Name the files by a column that tells people apart, such as the id.")


def extra_time(value: str) -> ExtraTime | None:
    """Minutes, a share or a multiple of the time; None for anything else and for what cannot be meant.

    >>> extra_time("15 min"), extra_time("25%"), extra_time("1.5x")
    (ExtraTime(minutes=15, percent=0), ExtraTime(minutes=0, percent=25), ExtraTime(minutes=0, percent=50))
    """
    match = re.fullmatch(r"\+?([0-9]{1,4}(?:\.[0-9]{1,2})?) ?(%|x|×|min|mins|minutes?|)\.?", value)
    if match is None:
        return None
    amount, unit = float(match[1]), match[2]
    if unit in ("x", "×"):
        amount = (amount - 1) * 100
    if amount != round(amount) or amount <= 0:
        return None
    if unit in ("%", "x", "×"):
        return ExtraTime(percent=round(amount)) if amount <= _MOST_PERCENT else None
    return ExtraTime(minutes=round(amount)) if amount <= _MOST_MINUTES else None


_CURES = {
    Fault.NOT_UTF8: "Save the roster as “CSV UTF-8” in your spreadsheet.",
    Fault.QUOTE: "Close the quotation mark, write a quotation mark inside a cell twice, and keep a row on one line.",
    Fault.UNSEEN: "Type the cell again, without copying it from elsewhere.",
    Fault.TOO_LONG: "Divide it.",
}

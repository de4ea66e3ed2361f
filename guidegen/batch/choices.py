"""What the command line sets for one run."""

from __future__ import annotations

from pathlib import Path

from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """Seed, key mode and look for this run; None leaves what the files say. `forms` is how many are printed.

    `impose` puts several pages on each side of a sheet, `fillable` adds form fields to what is handed out to be
    answered, `teach_back` prints that page for guides with a quiz. `format` is a key of `outputs.FORMATS`.
    `language` is the one that is printed, of those that there are; `bilingual` stands beside that of each file. All
    get the letterhead of the `site`.
    """

    seed: int | None = None
    key: str | None = None
    page: str | None = None
    size: str = "regular"
    theme: str | None = None
    standard: str | None = None
    forms: int | None = None
    exclude: tuple[str, ...] = ()
    impose: str | None = None
    columns: int | None = None
    fillable: bool = False
    teach_back: bool = False
    format: str = "pdf"
    language: str | None = None
    bilingual: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class CopiesWanted:
    """Copies for the people of a roster, and blank ones: `spares` like theirs, and `make_up` with other items.

    `roster` is its path as the user wrote it, `name_by` the column that files are named by (empty: row numbers).
    With `merge` they stand one after the other in files of so many pages, with `two_sided` each on sheets of its own
    when they are printed on both sides.
    """

    roster: Path | None = None
    name_by: str = ""
    spares: int = 0
    make_up: int = 0
    merge: int = 0
    two_sided: bool = True

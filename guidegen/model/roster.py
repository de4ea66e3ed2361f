"""A roster: whom copies are for, and what each of them needs."""

from __future__ import annotations

from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class ExtraTime:
    """More time than the others have: so many minutes, or a share of the time of the quiz in percent."""

    minutes: int = 0
    percent: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Recipient:
    """Whom one copy is for: a row of a roster. What it leaves empty is empty here.

    `row` counts from 1 below the header, `line` is that of the file. `label` is what its file is named by, where
    that was asked for. There is no `repr`: none of this belongs in a log.
    """

    row: int
    line: int
    name: str = ""
    id: str = ""
    group: str = ""
    date: str = ""
    form: str = ""
    size: str = ""
    extra_time: ExtraTime | None = None
    paper: str = ""
    label: str = ""
    language: str = ""

    @property
    def identity(self) -> str:
        """What decides the arrangement of the copy: the id, or else the number of the row (docs/adr/0012)."""
        return f"id {self.id}" if self.id else f"row {self.row}"

"""Which rules count: those that were selected and are not ignored. What makes a file unreadable always counts."""

from __future__ import annotations

from collections.abc import Iterable

from guidegen.catalogue import CODES
from guidegen.diagnostics import Diagnostic, Severity
from guidegen.records import dataclass

#: The families of rules on content; the others are about files that cannot be read or printed.
CONTENT = "HRQFL"


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes, names or beginnings of codes (`R`, `H4`, `R104`, `passive`).

    `select` leaves only these (empty: all that are on), `also` switches on rules that are off, `ignore` leaves out.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def wants(self, diagnostic: Diagnostic) -> bool:
        """Whether a diagnostic is to be shown."""
        if not can_be_ignored(diagnostic):
            return True
        if self.select and not _names(diagnostic.code, (*self.select, *self.also)):
            return False
        return not _names(diagnostic.code, self.ignore)

    def switches_on(self, codes: Iterable[str]) -> frozenset[str]:
        """Those of some codes of rules that are off that were asked for."""
        return frozenset(code for code in codes if _names(code, (*self.select, *self.also)))


def can_be_ignored(diagnostic: Diagnostic) -> bool:
    """Whether nobody is harmed when a diagnostic is not shown: not where a file cannot be read or printed."""
    return diagnostic.code[0] in CONTENT or diagnostic.severity is not Severity.ERROR


def _names(code: str, patterns: tuple[str, ...]) -> bool:
    name = CODES[code].name if code in CODES else ""
    return any(pattern == name or code.startswith(pattern.upper()) for pattern in patterns if pattern)

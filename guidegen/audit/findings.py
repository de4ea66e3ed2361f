"""What an audit finds, as values: findings with their place, and the report about one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from guidegen.audit.faults import AREAS, FAULTS, Fault
from guidegen.diagnostics import Severity
from guidegen.records import dataclass, field

#: So many findings of one code are told about one file; the others are counted.
MOST_TOLD = 25


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place. `page` counts from 1; 0 means the file as a whole.

    `path` leads to the element, such as `Document > L > LI 3 > LBody`; it is empty where there is none.
    `message` is one sentence.
    """

    code: str
    message: str
    page: int = 0
    path: str = ""

    @property
    def fault(self) -> Fault:
        """The entry of the table."""
        return FAULTS[self.code]

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.fault.severity


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says about itself. `claims` are standards such as `PDF/UA-1` and `PDF/A-2a`."""

    version: str = ""
    pages: int = 0
    title: str = ""
    language: str = ""
    claims: tuple[str, ...] = ()
    tagged: bool = False
    page_labels: bool = False
    bookmarks: int = 0
    elements: int = 0


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The audit of one file. `counts` counts all findings by code; `findings` tells the first of each code.

    `checked` are the areas that were looked at: a file that cannot be read has only its first area checked.
    """

    name: str
    sha256: str
    size: int
    facts: Facts = Facts()
    checked: tuple[str, ...] = tuple(AREAS)
    findings: tuple[Finding, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        """How many errors were found."""
        return self._count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many warnings were found."""
        return self._count(Severity.WARNING)

    @property
    def passed(self) -> tuple[str, ...]:
        """The areas that were looked at and have no finding."""
        faulty = {FAULTS[code].area for code in self.counts}
        return tuple(area for area in self.checked if area not in faulty)

    def _count(self, severity: Severity) -> int:
        return sum(count for code, count in self.counts.items() if FAULTS[code].severity is severity)


def counted(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], dict[str, int]]:
    """The findings to be told, sorted by code and place, and the number of all of them by code."""
    counts: Counter[str] = Counter()
    told: list[Finding] = []
    for finding in findings:
        counts[finding.code] += 1
        if counts[finding.code] <= MOST_TOLD:
            told.append(finding)
    told.sort(key=lambda finding: (finding.code, finding.page))
    return tuple(told), dict(sorted(counts.items()))

"""What the catalogue says about one code."""

from __future__ import annotations

from guidegen.diagnostics import Severity
from guidegen.records import dataclass

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem. `bad` and `good` are examples of YAML; one of them may be empty."""

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    bad: str = ""
    good: str = ""

"""What went wrong, as values: a diagnostic says where, what was expected and what to write instead.

User mistakes never raise. Every stage returns the diagnostics it found beside its result; only the
command line prints them (`guidegen.cli.report`). The table of codes is `guidegen.catalogue`.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

from guidegen.records import dataclass


class Severity(enum.Enum):
    """How much a diagnostic weighs: an error refuses the file, a warning fails only with --strict."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a source file. Lines and columns count characters from 1; the end is exclusive.

    `path` is relative to the project's root, with forward slashes. Line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that helps to understand the first, such as the earlier one of two equal keys."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A replacement of the text at `span`; `safe` says that it cannot change what is meant."""

    span: Span
    replacement: str
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place. `code` is a key of `guidegen.catalogue.CODES`, and `catalogue.diagnosed` makes them."""

    code: str
    message: str
    span: Span
    severity: Severity
    hint: str = ""
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by place, each once, so that the same mistakes always read the same."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: (d.span, d.code, d.message))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """True when at least one diagnostic refuses its file."""
    return any(d.severity is Severity.ERROR for d in diagnostics)

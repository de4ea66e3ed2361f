"""What went wrong, as values: a diagnostic says where, what was expected and what to write instead.

User mistakes never raise. Every stage returns the diagnostics it found beside its result; only the
command line prints them (`guidegen.cli.report`). The table of codes is `guidegen.catalogue`.
"""

from __future__ import annotations

from collections.abc import Iterable

from guidegen.records import dataclass
from guidegen.typed import ClassVar


class Severity:
    """How much a diagnostic weighs: an error refuses the file, a warning fails only with --strict.

    There are three, and `Severity("error")` is `Severity.ERROR`, as with `enum.Enum`. This is none, since nothing else
    that most builds load needs `enum`, which takes a hundredth of the time of a build.
    """

    __slots__ = ("value",)
    value: str
    ERROR: ClassVar[Severity]
    WARNING: ClassVar[Severity]
    NOTE: ClassVar[Severity]

    def __new__(cls, value: str) -> Severity:
        """The one that is called so; KeyError for another word."""
        return _SEVERITIES[value]

    def __reduce__(self) -> tuple[type[Severity], tuple[str]]:
        return Severity, (self.value,)

    def __repr__(self) -> str:
        return f"Severity.{self.value.upper()}"


def _severity(value: str) -> Severity:
    made = object.__new__(Severity)
    made.value = value
    return made


Severity.ERROR, Severity.WARNING, Severity.NOTE = SEVERITIES = tuple(map(_severity, ("error", "warning", "note")))
_SEVERITIES = {severity.value: severity for severity in SEVERITIES}


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


#: The place of what is wrong in the command itself and stands in no file.
COMMAND = Span("the command")


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


def check_of(path: str) -> str:
    """The command that tells what is wrong with a file, as it is typed.

    >>> check_of("content/sleep.yaml"), check_of("content/sleep copy.yaml")
    ('guidegen check content/sleep.yaml', 'guidegen check "content/sleep copy.yaml"')
    """
    return f'guidegen check "{path}"' if " " in path else f"guidegen check {path}"

"""Diagnostics as plain data and back, so that a run can say again what an earlier one found."""

from __future__ import annotations

from typing import Any

from guidegen.catalogue import CODES, diagnosed
from guidegen.diagnostics import Diagnostic, Fix, Label, Severity, Span


def as_plain(problem: Diagnostic) -> list[Any]:
    """A diagnostic as lists, texts and numbers."""
    fix = problem.fix
    return [
        problem.code,
        problem.message,
        _place(problem.span),
        problem.severity.value,
        problem.hint,
        [[_place(label.span), label.text] for label in problem.labels],
        None if fix is None else [_place(fix.span), fix.replacement, fix.safe],
    ]


def from_plain(data: Any) -> Diagnostic:
    """The diagnostic that was made plain; ValueError for data that are none."""
    try:
        code, message, span, severity, hint, labels, fix = data
        if code not in CODES or not all(isinstance(text, str) for text in (message, hint)):
            raise ValueError("no diagnostic")
        return diagnosed(
            code,
            message,
            _span(span),
            hint=hint,
            labels=tuple(Label(_span(at), str(text)) for at, text in labels),
            fix=None if fix is None else Fix(_span(fix[0]), str(fix[1]), safe=bool(fix[2])),
            severity=Severity(severity),
        )
    except (TypeError, IndexError, KeyError) as error:
        raise ValueError("no diagnostic") from error


def files_of(problem: Diagnostic) -> set[str]:
    """The files at which a diagnostic points."""
    spans = [problem.span, *(label.span for label in problem.labels)]
    return {span.path for span in spans if span.path}


def _place(span: Span) -> list[Any]:
    return [span.path, span.line, span.column, span.end_line, span.end_column]


def _span(data: Any) -> Span:
    path, *numbers = data
    if not isinstance(path, str) or len(numbers) != 4 or not all(isinstance(number, int) for number in numbers):
        raise ValueError("no place")
    return Span(path, *numbers)

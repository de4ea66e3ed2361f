"""What did not pass from one format to another: which item, where, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Severity, Span
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """Something of an item that is not carried over, or, when it is `refused`, the whole item.

    `item` is the name that the user knows it by; `reason` is a sentence without its period.
    """

    span: Span
    item: str
    reason: str
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an item cannot be carried over at all."""

    reason: str


def as_diagnostic(loss: Loss, severity: Severity | None = None) -> Diagnostic:
    """The loss as the report prints it, as heavy as the catalogue says or as `severity` says."""
    code = "X108" if loss.refused else "X107"
    done = "is left out" if loss.refused else "changes"
    return diagnosed(code, f"“{loss.item}” {done}: {loss.reason}.", loss.span, severity=severity)


def as_data(losses: Iterable[Loss]) -> list[dict[str, Any]]:
    """The losses as the JSON report promises them."""
    return [
        {
            "file": loss.span.path,
            "line": loss.span.line or None,
            "item": loss.item,
            "what": "refused" if loss.refused else "changed",
            "reason": loss.reason,
        }
        for loss in losses
    ]

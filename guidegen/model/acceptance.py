"""Problems that an author accepts, with the reason: `ignore:` of an item, a section or a guide."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A rule (its code or name) whose problems in the lines `first` to `last` of the file are accepted.

    `span` is where the rule is named.
    """

    rule: str
    reason: str
    first: int
    last: int
    span: Span

"""H101: nobody stands for the content: no reviewer, or one whose credentials are not told.

Source: HONcode principle 1 (authority). `reviewer: pending` is honest and prints so: a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Severity
from guidegen.lint.guides.ground import Ground


def find(ground: Ground) -> Iterator[Diagnostic]:
    """One problem at the reviewer, or at the guide where there is none."""
    if not ground.is_for_lay_readers:
        return
    reviewer = ground.guide.reviewer
    if reviewer is None:
        yield ground.problem(
            "H101",
            ground.guide.origin,
            "Nobody is named who checked the content.",
            "Add `reviewer:` with `name:` and `credentials:`, or `reviewer: pending` until there is one.",
        )
    elif reviewer.pending:
        yield ground.problem(
            "H101",
            reviewer.origin,
            "No one has reviewed this guide yet.",
            "Have the content checked, then write the reviewer's `name:` and `credentials:`.",
            severity=Severity.WARNING,
        )
    elif not reviewer.credentials.strip():
        yield ground.problem(
            "H101",
            reviewer.origin,
            f"The guide does not say what makes {reviewer.name} able to review it.",
            "Add `credentials:`, such as RN or MD.",
        )

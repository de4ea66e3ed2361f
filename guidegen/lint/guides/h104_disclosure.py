"""H104: the guide does not say who paid for it and what interests its authors have.

Source: HONcode principles 6 and 7 (financial disclosure, advertising policy). `disclosure: none` is an answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.ground import Ground


def find(ground: Ground) -> Iterator[Diagnostic]:
    """A warning at the guide."""
    if ground.is_for_lay_readers and not ground.guide.disclosure:
        yield ground.problem(
            "H104",
            ground.guide.origin,
            "The guide does not say who paid for it.",
            "Add `disclosure:` with the funding and the interests of its authors, or `disclosure: none`.",
        )

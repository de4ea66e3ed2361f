"""Rubrics: how the points of a written answer are given."""

from __future__ import annotations

from decimal import Decimal

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.prose import NOWHERE
from guidegen.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Level:
    """How good an answer must be for so many points."""

    points: Decimal
    prose: Prose


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that counts. With `levels`, the best of them is worth `points`; without, it is there or it is not."""

    prose: Prose
    points: Decimal
    levels: tuple[Level, ...] = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Rubric:
    """Criteria that add up (an analytic rubric), or levels of the whole answer (a holistic one): one of the two."""

    criteria: tuple[Criterion, ...] = ()
    levels: tuple[Level, ...] = ()

    @property
    def points(self) -> Decimal:
        """What the best answer is worth."""
        if self.levels:
            return max(level.points for level in self.levels)
        return sum((criterion.points for criterion in self.criteria), Decimal(0))

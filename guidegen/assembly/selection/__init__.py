"""Selection: which items of the banks a form draws, and which row of the blueprint each of them fills.

`plan` says what a quiz asks for, `drawing` applies the rule that decides what is drawn, with `matching`, `feasible`
and `search` to answer its questions, `placing` assigns rows, `shortfall` and `wording` say why nothing can be drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guidegen.assembly.random_streams import Stream
from guidegen.assembly.selection.drawing import draw
from guidegen.assembly.selection.placing import place
from guidegen.assembly.selection.plan import Plan, Row, plan_for
from guidegen.assembly.selection.search import MOST_STEPS, Budget, TooHard
from guidegen.assembly.selection.shortfall import shortfalls, too_hard
from guidegen.diagnostics import Diagnostic
from guidegen.model.bank import ItemBank
from guidegen.model.quiz import Quiz

__all__ = ["Plan", "Refusal", "Row", "Selection", "plan_for", "select", "select_from"]


@dataclass(frozen=True, slots=True)
class Selection:
    """The items of a form by id, in the order in which they were drawn, with the index in `plan.rows` of each.

    `drawn` are those that are not always in: what a parallel form of other items leaves out.
    """

    plan: Plan
    rows: dict[str, int]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the items."""
        return tuple(self.rows)

    @property
    def drawn(self) -> frozenset[str]:
        """The items that were drawn, without those that are always in."""
        return frozenset(self.rows) - frozenset(self.plan.fixed)

    def part(self, id_: str) -> int:
        """The index of the section in which the item stands; 0 in a quiz without sections."""
        return self.plan.rows[self.rows[id_]].part


@dataclass(frozen=True, slots=True)
class Refusal:
    """No form satisfies the blueprint, for these reasons."""

    problems: tuple[Diagnostic, ...]


def select(
    quiz: Quiz, banks: Sequence[ItemBank], seed: int, *, exclude: frozenset[str] = frozenset()
) -> Selection | Refusal:
    """The items of a form. `exclude` are ids to leave out beside those that the quiz excludes itself."""
    return select_from(plan_for(quiz, banks), seed, exclude=exclude)


def select_from(
    plan: Plan, seed: int, *, exclude: frozenset[str] = frozenset(), steps: int = MOST_STEPS
) -> Selection | Refusal:
    """The same from a plan, which several forms may share. Parallel forms draw from the stream of the first."""
    gone = plan.excluded | exclude
    # Every id stays in its place of the random order, whatever else may be taken.
    others = [id_ for id_ in plan.candidates if id_ not in gone and id_ not in plan.fixed and plan.masks[id_]]
    order = (*plan.fixed, *Stream(seed).shuffled(others, "selection"))
    budget = Budget(steps)
    try:
        if gone.isdisjoint(plan.fixed):
            chosen = draw(plan, order, budget)
            if chosen is not None:
                return Selection(plan, place(plan, chosen, budget))
    except TooHard:
        return Refusal((too_hard(plan),))
    takeable = set(order) - gone
    available = [id_ for id_ in plan.candidates if id_ in takeable]
    return Refusal(tuple(shortfalls(plan, available, exclude)))

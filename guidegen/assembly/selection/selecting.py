"""The items of a form, or why there are none."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.assembly.selection.budget import MOST_STEPS, Budget, TooHard
from guidegen.assembly.selection.drawing import draw
from guidegen.assembly.selection.placing import place
from guidegen.assembly.selection.plan import Plan, plan_for
from guidegen.diagnostics import Diagnostic
from guidegen.model.bank import ItemBank
from guidegen.model.quiz import Quiz
from guidegen.records import dataclass


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
    plan: Plan,
    seed: int,
    *,
    exclude: frozenset[str] = frozenset(),
    earlier: frozenset[str] = frozenset(),
    earlier_are: str = "in the forms before",
    forms_to_come: int = 0,
    steps: int = MOST_STEPS,
) -> Selection | Refusal:
    """The same from a plan, which several forms may share. Parallel forms draw from the stream of the first.

    `earlier` are items that earlier forms drew, which this one leaves out too; `earlier_are` says so. With
    `forms_to_come` so many forms of other items find enough for their rows in what this one leaves.
    """
    gone = plan.excluded | exclude | earlier
    fixed = frozenset(plan.fixed)
    others = (id_ for id_ in plan.shuffled(seed) if id_ not in gone and id_ not in fixed and plan.masks[id_])
    order = (*plan.fixed, *others)
    budget = Budget(steps)
    try:
        if gone.isdisjoint(plan.fixed):
            chosen = draw(plan, order, budget, forms_to_come)
            if chosen is not None:
                return Selection(plan, place(plan, chosen, budget))
    except TooHard:
        from guidegen.assembly.selection.shortfall import too_hard

        return Refusal((too_hard(plan),))
    from guidegen.assembly.selection.shortfall import shortfalls

    takeable = set(order) - gone
    available = [id_ for id_ in plan.candidates if id_ in takeable]
    return Refusal(tuple(shortfalls(plan, available, exclude, earlier, earlier_are)))

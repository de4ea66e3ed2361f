"""What the forms that follow need, where none prints an item of another.

A form that takes the first items that it can may leave too few of a rare sort to the next. Rows are looked at here,
limits and enemies of the later forms are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from guidegen.assembly.selection.matching import Matching
from guidegen.assembly.selection.plan import Plan


class Later:
    """Whether `forms` more forms can fill their rows from what this one leaves."""

    def __init__(self, plan: Plan, order: Iterable[str], forms: int) -> None:
        self.plan = plan
        self.forms = forms
        self.shift = len(plan.rows)
        self.needs = (*plan.needs, *(need * forms for need in plan.needs))
        self.fixed = [plan.masks[id_] for id_ in plan.fixed]
        fixed = frozenset(plan.fixed)
        self.free = Counter(plan.masks[id_] for id_ in order if id_ not in fixed)
        self.taken: Counter[int] = Counter(self.fixed)
        self.hopeless: set[int] = set()

    def may_take(self, id_: str) -> bool:
        """True when the rows of all forms can be filled with the item in this one."""
        mask = self.plan.masks[id_]
        if mask in self.hopeless:
            return False
        self.take(id_)
        fits = self.are_possible()
        if not fits:
            # What is taken only grows, so that no other item of this sort can be taken either.
            self.hopeless.add(mask)
        self.free[mask] += 1
        self.taken[mask] -= 1
        return fits

    def take(self, id_: str) -> None:
        """Count the item as one of this form."""
        mask = self.plan.masks[id_]
        self.free[mask] -= 1
        self.taken[mask] += 1

    def are_possible(self) -> bool:
        """True when the rows of all forms can be filled."""
        bound = Counter({mask << self.shift: 0 for mask in self.fixed})
        for mask in self.fixed:
            bound[mask << self.shift] += self.forms
        free = {mask | mask << self.shift: count for mask, count in self.free.items()}
        return can_fill(self.taken + bound, free, self.needs)


def can_fill(bound: Mapping[int, int], free: Mapping[int, int], needs: Sequence[int]) -> bool:
    """True when items fill all rows, those of `bound` all being used; both count items by the rows that they fit."""
    masks = [*bound, *free]
    matching = Matching(masks, needs)
    amounts = [*bound.values(), *free.values()]
    for source, amount in enumerate(amounts):
        placed = matching.add_many(source, amount)
        if placed < amount and source < len(bound):
            return False
    return not matching.missing


def can_fill_forms(plan: Plan, available: Iterable[str], forms: int) -> bool:
    """True when so many forms can fill their rows. Without limits and enemies they can then be drawn."""
    fixed = frozenset(plan.fixed)
    bound: Counter[int] = Counter()
    for id_ in plan.fixed:
        bound[plan.masks[id_]] += forms
    free = Counter(plan.masks[id_] for id_ in available if id_ not in fixed)
    return can_fill(bound, free, [need * forms for need in plan.needs])

"""Forms of which none draws an item of another: drawing them, and how many there can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from guidegen.assembly.selection.budget import MOST_STEPS, Budget, TooHard
from guidegen.assembly.selection.later import can_fill_forms
from guidegen.assembly.selection.plan import Plan
from guidegen.assembly.selection.search import Bound, Search
from guidegen.assembly.selection.selecting import Refusal, Selection, select_from
from guidegen.records import dataclass

_STEPS_A_QUESTION = MOST_STEPS // 8


@dataclass(frozen=True, slots=True)
class Drawn:
    """The forms that could be drawn, and why there is not one more of those that were asked for."""

    selections: tuple[Selection, ...]
    refusal: Refusal | None = None


def draw_distinct(plan: Plan, seed: int, count: int, *, without: frozenset[str] = frozenset()) -> Drawn:
    """`count` forms. Items that are always in are in each; `without` are ids that no form may print.

    Each form takes the first items that it can, so that it does not depend on how many follow. Only where that leaves
    too few to a later one are they drawn again, each leaving the next ones what their rows need.
    """
    drawn = _one_after_the_other(plan, seed, count, without, looks_ahead=False)
    if drawn.refusal is None or not drawn.selections:
        return drawn
    again = _one_after_the_other(plan, seed, count, without, looks_ahead=True)
    return again if again.refusal is None else drawn


def _one_after_the_other(plan: Plan, seed: int, count: int, without: frozenset[str], *, looks_ahead: bool) -> Drawn:
    selections: list[Selection] = []
    earlier: frozenset[str] = frozenset()
    for index in range(count):
        to_come = count - index - 1 if looks_ahead else 0
        selection = select_from(plan, seed, exclude=without, earlier=earlier, forms_to_come=to_come)
        if isinstance(selection, Refusal):
            return Drawn(tuple(selections), selection)
        selections.append(selection)
        earlier |= selection.drawn
    return Drawn(tuple(selections))


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many forms of distinct items there can be: `least` were drawn, and there are `most` at the utmost.

    When the two are equal the number is exact. `most` is None where nothing is drawn, as every item is always in.
    """

    least: int
    most: int | None

    @property
    def is_exact(self) -> bool:
        """True when no number but this one is possible."""
        return self.least == self.most


def capacity(plan: Plan, seed: int) -> Capacity:
    """How many distinct forms can be drawn, with the seed for the lower number."""
    if plan.total <= len(plan.fixed):
        return Capacity(int(isinstance(select_from(plan, seed), Selection)), None)
    most = _most(plan)
    drawn = draw_distinct(plan, seed, most)
    least = len(drawn.selections)
    # More may be drawn when fewer are asked for, as each then leaves less for the others.
    while drawn.refusal is not None and least + 1 < most:
        most_drawn = draw_distinct(plan, seed, least + 1)
        if most_drawn.refusal is not None:
            break
        least += 1
    return Capacity(least, most)


def _most(plan: Plan) -> int:
    """The largest number that rows, limits and groups of enemies allow to all forms taken together."""
    available = [id_ for id_, mask in plan.masks.items() if mask and id_ not in plan.excluded]
    if not plan.excluded.isdisjoint(plan.fixed):
        return 0
    fits, too_many = 0, (len(available) - len(plan.fixed)) // (plan.total - len(plan.fixed)) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if can_fill_forms(plan, available, middle) and _may_keep_limits(plan, available, middle):
            fits = middle
        else:
            too_many = middle
    return fits


def _may_keep_limits(plan: Plan, available: Sequence[str], forms: int) -> bool:
    """False when it is certain that so many forms cannot keep the limits of the whole quiz and part their enemies."""
    limits = [index for index, limit in enumerate(plan.limits) if limit.part is None]
    if not limits and not plan.enemies:
        return True
    fixed = frozenset(plan.fixed)
    sorts: Counter[tuple[int, tuple[int, ...], tuple[int, ...], bool]] = Counter(
        (
            plan.masks[id_],
            tuple(plan.weights[id_][index] for index in limits),
            plan.groups.get(id_, ()),
            id_ in fixed,
        )
        for id_ in available
    )
    bounds = [
        Bound(
            tuple((source, weights[place]) for source, (_, weights, _, _) in enumerate(sorts) if weights[place]),
            plan.limits[index].least * forms,
            plan.limits[index].most * forms,
        )
        for place, index in enumerate(limits)
    ]
    for group in range(len(plan.enemies)):
        members = tuple((source, 1) for source, (_, _, groups, _) in enumerate(sorts) if group in groups)
        if len(members) > 1 or sum(size for sort, size in sorts.items() if group in sort[2]) > forms:
            bounds.append(Bound(members, 0, forms))
    high = [size * forms if is_fixed else size for (_, _, _, is_fixed), size in sorts.items()]
    low = [amount if is_fixed else 0 for (_, _, _, is_fixed), amount in zip(sorts, high, strict=True)]
    needs = [need * forms for need in plan.needs]
    search = Search([sort[0] for sort in sorts], needs, bounds, Budget(_STEPS_A_QUESTION))
    try:
        return search.solve(low, high, low) is not None
    except TooHard:
        return True

"""Drawing the items of a form: go through them in random order, and take each with which the form can be completed.

What is drawn follows from this rule alone (docs/adr/0011-exact-selection.md). Mostly it is enough to take whatever
does not break a rule at once: when the form is complete in the end, the form itself proves that each step was right.
Otherwise an exact search answers each question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from guidegen.assembly.selection.budget import Budget
from guidegen.assembly.selection.matching import Matching
from guidegen.assembly.selection.plan import Plan
from guidegen.records import dataclass

if TYPE_CHECKING:
    from guidegen.assembly.selection.feasible import Amounts, Signature
    from guidegen.assembly.selection.later import Later


@dataclass(frozen=True, slots=True)
class _Cap:
    """At most so much. `weights` is by item; items of several parts do not count where only one part does."""

    weights: dict[str, int]
    most: int


def draw(plan: Plan, order: Sequence[str], budget: Budget, forms_to_come: int = 0) -> tuple[str, ...] | None:
    """The items of the form, or None when no form satisfies the plan.

    `order` holds what may be taken, the items that are always in first. With `forms_to_come` an item is taken only
    when so many forms of other items can still fill their rows. Raises TooHard.
    """
    ways: tuple[Callable[[_Taking], tuple[str, ...] | None], ...] = (_simply, lambda each: _exactly(each, budget))
    found = (way(_Taking(plan, order, forms_to_come)) for way in ways)
    return next((chosen for chosen in found if chosen is not None), None)


def _later(plan: Plan, order: Sequence[str], forms_to_come: int) -> Later:
    from guidegen.assembly.selection.later import Later

    return Later(plan, order, forms_to_come)


class _Taking:
    """The items taken so far, and what they leave possible: conditions that are necessary, not sufficient."""

    def __init__(self, plan: Plan, order: Sequence[str], forms_to_come: int = 0) -> None:
        self.plan = plan
        self.order = order
        self.later = _later(plan, order, forms_to_come) if forms_to_come else None
        self.matching = Matching([plan.masks[id_] for id_ in order], plan.needs)
        self.caps = [(cap, [0]) for cap in _caps(plan, order)]
        self.spent: set[int] = set()
        self.taken: list[str] = []

    def may_take(self, place: int) -> bool:
        """False when a row, a limit or an enemy rules the item out."""
        id_ = self.order[place]
        return (
            not any(group in self.spent for group in self.plan.groups.get(id_, ()))
            and all(total[0] + cap.weights[id_] <= cap.most for cap, total in self.caps if id_ in cap.weights)
            and self.matching.has_room(place)
            and (self.later is None or place < len(self.plan.fixed) or self.later.may_take(id_))
        )

    def take(self, place: int) -> None:
        """Take the item, which `may_take` allows."""
        id_ = self.order[place]
        self.matching.add(place)
        if self.later is not None and place >= len(self.plan.fixed):
            self.later.take(id_)
        self.spent.update(self.plan.groups.get(id_, ()))
        for cap, total in self.caps:
            total[0] += cap.weights.get(id_, 0)
        self.taken.append(id_)

    @property
    def is_full(self) -> bool:
        """True when every row is full."""
        return not self.matching.missing

    def keeps_limits(self) -> bool:
        """True when the items, in the rows where they are now, keep every limit."""
        totals = [0] * len(self.plan.limits)
        for row, places in zip(self.plan.rows, self.matching.placed, strict=True):
            for place in places:
                for index, weight in enumerate(self.plan.weights[self.order[place]]):
                    if self.plan.limits[index].part in (None, row.part):
                        totals[index] += weight
        return all(limit.least <= total <= limit.most for limit, total in zip(self.plan.limits, totals, strict=True))


def _caps(plan: Plan, order: Sequence[str]) -> list[_Cap]:
    """The limits as upper bounds. At least 3 of 10 items with something are at most 7 items without it."""
    caps = []
    for index, limit in enumerate(plan.limits):
        rows = -1 if limit.part is None else plan.part_masks[limit.part]
        inside = [id_ for id_ in order if not plan.masks[id_] & ~rows]
        weights = {id_: plan.weights[id_][index] for id_ in inside}
        caps.append(_Cap({id_: weight for id_, weight in weights.items() if weight}, limit.most))
        if limit.least and not limit.of_points:
            total = sum(row.need for row in plan.rows if limit.part in (None, row.part))
            caps.append(_Cap({id_: 1 for id_, weight in weights.items() if not weight}, total - limit.least))
    return caps


def _simply(taking: _Taking) -> tuple[str, ...] | None:
    """Take what does not break a rule at once; None when that does not lead to a whole form."""
    fixed = len(taking.plan.fixed)
    for place in range(len(taking.order)):
        if taking.is_full and place >= fixed:
            break
        if taking.may_take(place):
            taking.take(place)
        elif place < fixed:
            return None
    return tuple(taking.taken) if taking.is_full and taking.keeps_limits() else None


def _exactly(taking: _Taking, budget: Budget) -> tuple[str, ...] | None:
    """Ask before each step whether the form can still be completed."""
    plan, order = taking.plan, taking.order
    asking = _Asking(plan, order, budget)
    if not asking.can_begin():
        return None
    for place in range(len(plan.fixed)):
        taking.take(place)
    for place in range(len(plan.fixed), len(order)):
        if taking.is_full:
            break
        if taking.may_take(place) and asking.can_take(order[place], taking):
            taking.take(place)
    # Only the forms to come can leave this one without a way to be completed.
    return tuple(taking.taken) if taking.is_full else None


class _Asking:
    """Whether the form can be completed, with a completion at hand that answers most questions."""

    def __init__(self, plan: Plan, order: Sequence[str], budget: Budget) -> None:
        from guidegen.assembly.selection.feasible import Scope, Stock

        whole = Scope.whole(plan)
        self.plan = plan
        self.order = order
        self.budget = budget
        self.stock = Stock(plan, order, whole)
        self.counts = self.stock.tally(plan.fixed)
        self.completion: Amounts = {}
        self.hopeless: set[Signature] = set()
        #: Without enemies most items are alike, so that most questions with the answer no are quick.
        self.peaceful = Scope(whole.rows, whole.limits, enemies=False)

    def can_begin(self) -> bool:
        """True when there is a form at all."""
        found = self.stock.completion(self.counts, {}, self.budget)
        self.completion = found or {}
        return found is not None

    def can_take(self, id_: str, taking: _Taking) -> bool:
        """True when the form can be completed with the item; it is then counted as taken."""
        signature = self.stock.signatures[id_]
        if signature in self.hopeless:
            return False
        self.counts[signature] += 1
        if self.completion.get(signature, 0) >= self.counts[signature]:
            return True
        found = self._peaceful(id_, taking) if self.plan.enemies else self._found(taking)
        if found is not None:
            self.completion = found
            return True
        # What cannot be completed now cannot later: what is taken only grows.
        self.counts[signature] -= 1
        self.hopeless.add(signature)
        return False

    def _found(self, taking: _Taking) -> Amounts | None:
        return self.stock.completion(self.counts, self.completion, self.budget, taking.matching.closed)

    def _peaceful(self, id_: str, taking: _Taking) -> Amounts | None:
        """A completion that is looked for as if those that are left had no enemies among themselves.

        When there is none, there is none with enemies either; when it cannot be made of items that are no enemies,
        the whole search follows.
        """
        groups, spent = self.plan.groups, taking.spent | set(self.plan.groups.get(id_, ()))
        chosen = dict.fromkeys((*taking.taken, id_))
        free = [each for each in self.order if each not in chosen and spent.isdisjoint(groups.get(each, ()))]
        from guidegen.assembly.selection.feasible import Stock

        stock = Stock(self.plan, (*chosen, *free), self.peaceful)
        amounts = stock.completion(stock.tally(chosen), {}, self.budget, taking.matching.closed)
        if amounts is None:
            return None
        left = Counter(amounts)
        left.subtract(stock.tally(chosen))
        made = list(chosen)
        for each in free:
            if left[stock.signatures[each]] > 0 and spent.isdisjoint(groups.get(each, ())):
                left[stock.signatures[each]] -= 1
                spent.update(groups.get(each, ()))
                made.append(each)
        return self.stock.tally(made) if len(made) == self.plan.total else self._found(taking)

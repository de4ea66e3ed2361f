"""Whether amounts of items exist that fill all rows and keep all bounds: an exact search, limited by counted steps.

The answer is a matter of mathematics, not of the way in which it is found; only the limit belongs to this search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from guidegen.assembly.selection.budget import Budget
from guidegen.assembly.selection.matching import Matching
from guidegen.records import dataclass

#: How often prices are changed before a node is divided, and by how much at first.
_ROUNDS = 24
_STEP = 64


@dataclass(frozen=True, slots=True)
class Bound:
    """The weighted sum over some sources must lie between `least` and `most`. `terms` are (source, weight > 0)."""

    terms: tuple[tuple[int, int], ...]
    least: int
    most: int

    def total(self, amounts: Sequence[int]) -> int:
        """The weighted sum for these amounts."""
        return sum(weight * amounts[source] for source, weight in self.terms)


@dataclass(slots=True)
class _Node:
    """A part of what is searched: a range for each source, amounts that are liked, bounds to look at, and prices."""

    low: list[int]
    high: list[int]
    near: list[int]
    changed: Sequence[int]
    prices: list[int]


class Search:
    """Sources of items with the rows that they fit, the numbers that the rows need, and bounds."""

    def __init__(self, masks: Sequence[int], needs: Sequence[int], bounds: Sequence[Bound], budget: Budget) -> None:
        self.masks = masks
        self.needs = needs
        self.total = sum(needs)
        self.budget = budget
        self.given = list(bounds)
        self.weighted = [bound for bound in bounds if any(weight > 1 for _, weight in bound.terms)]
        self.bounds = [*bounds, *self._implied(bounds)]
        self.holders: list[list[int]] = [[] for _ in masks]
        self.weights: list[dict[int, int]] = [{} for _ in masks]
        for index, bound in enumerate(self.bounds):
            for source, weight in bound.terms:
                self.holders[source].append(index)
                if index < len(bounds):
                    self.weights[source][index] = weight

    def _implied(self, bounds: Sequence[Bound]) -> list[Bound]:
        """What follows from the rows: it decides much before anything is tried."""
        total, everything = self.total, range(len(self.masks))
        implied = [Bound(tuple((source, 1) for source in everything), total, total)]
        for row, need in enumerate(self.needs):
            fitting = [source for source in everything if self.masks[source] >> row & 1]
            implied.append(Bound(tuple((source, 1) for source in fitting), need, total))
            only = [source for source in fitting if self.masks[source] == 1 << row]
            implied.append(Bound(tuple((source, 1) for source in only), 0, need))
        for bound in bounds:
            if len(bound.terms) > 2 and all(weight == 1 for _, weight in bound.terms):
                inside = {source for source, _ in bound.terms}
                outside = tuple((source, 1) for source in everything if source not in inside)
                implied.append(Bound(outside, total - min(bound.most, total), total - bound.least))
        return implied

    def solve(self, low: Sequence[int], high: Sequence[int], near: Sequence[int]) -> list[int] | None:
        """Amounts between `low` and `high` that satisfy everything, or None when there are none.

        Amounts like those of `near` are tried first. Raises TooHard when the budget does not suffice.
        """
        every: Sequence[int] = range(len(self.bounds))
        stack = [_Node(list(low), list(high), list(near), every, [0] * len(self.given))]
        while stack:
            node = stack.pop()
            amounts = self._tried(node)
            if amounts is None:
                continue
            branches = self._branches(amounts, node.low, node.high)
            if branches is None:
                return amounts
            source, first, second = branches
            for bottom, top in (second, first):
                lower, upper = list(node.low), list(node.high)
                lower[source], upper[source] = bottom, top
                stack.append(_Node(lower, upper, amounts, self.holders[source], list(node.prices)))
        return None

    def _tried(self, node: _Node) -> list[int] | None:
        """Amounts that fill all rows and are as near to the bounds as was found; None when it is certain that none keep
        them. The ranges and prices of the node are narrowed and improved."""
        low, high = node.low, node.high
        if not self._tighten(low, high, node.changed) or not self._sums_are_possible(low, high):
            return None
        matching = self._filled(low, high, node.near)
        if matching is None:
            return None
        amounts = self._mended(matching, low, high)
        if self._missed(amounts):
            priced = self._priced(node)
            if priced is None:
                return None
            amounts = min(amounts, self._mended(priced, low, high), key=self._missed)
        return amounts

    def _missed(self, amounts: Sequence[int]) -> int:
        """How far all sums together are outside their bounds."""
        return sum(_distance(bound, bound.total(amounts)) for bound in self.given)

    def _tighten(self, low: list[int], high: list[int], changed: Sequence[int]) -> bool:
        """Narrow the amounts to what each bound leaves possible; False when one cannot be kept."""
        queue = dict.fromkeys(changed)
        while queue:
            bound = self.bounds[next(iter(queue))]
            del queue[next(iter(queue))]
            self.budget.spend(len(bound.terms) + 1)
            least = sum(weight * low[source] for source, weight in bound.terms)
            most = sum(weight * high[source] for source, weight in bound.terms)
            if least > bound.most or most < bound.least:
                return False
            if most <= bound.most and least >= bound.least:
                continue
            for source, weight in bound.terms:
                top = low[source] + (bound.most - least) // weight
                bottom = high[source] - (most - bound.least) // weight
                if top < high[source] or bottom > low[source]:
                    high[source], low[source] = min(high[source], top), max(low[source], bottom)
                    if low[source] > high[source]:
                        return False
                    queue.update(dict.fromkeys(self.holders[source]))
        return True

    def _sums_are_possible(self, low: Sequence[int], high: Sequence[int]) -> bool:
        """False when no choice of as many items as are missing has the weight that a bound needs."""
        missing = self.total - sum(low)
        for bound in self.weighted:
            weights = dict(bound.terms)
            room: Counter[int] = Counter()
            for source, (bottom, top) in enumerate(zip(low, high, strict=True)):
                room[weights.get(source, 0)] += top - bottom
            self.budget.spend(len(low))
            base = bound.total(low)
            # sums[n] has the bit s when n items can have the weight s.
            sums = [1] + [0] * missing
            for weight, most in sorted(room.items()):
                self.budget.spend(missing * missing)
                sums = [
                    _union(sums[taken - each] << weight * each for each in range(min(most, taken) + 1))
                    for taken in range(missing + 1)
                ]
            span = bound.most - max(bound.least, base)
            if span < 0 or not sums[missing] >> max(bound.least - base, 0) & ((2 << span) - 1):
                return False
        return True

    def _filled(self, low: Sequence[int], high: Sequence[int], near: Sequence[int]) -> Matching | None:
        """Amounts that fill every row, whatever the other bounds say; None when there are none."""
        self.budget.spend(len(self.masks))
        matching = Matching(self.masks, self.needs)
        for source, count in enumerate(low):
            for _ in range(count):
                if not matching.add(source):
                    return None
        liked = [min(max(near[source], low[source]), high[source]) for source in range(len(low))]
        for start, end in ((low, liked), (liked, high)):
            for source, (first, last) in enumerate(zip(start, end, strict=True)):
                for _ in range(first, last):
                    if not matching.missing or not matching.add(source):
                        break
        return None if matching.missing else matching

    def _priced(self, node: _Node) -> Matching | None:
        """The filled rows that came nearest to the bounds while prices were sought; None when prices refute the node.

        Each bound has a price: above zero for a sum that is too large, below for one that is too small. The cheapest
        way to fill the rows is found by taking the cheapest items first, as in every matroid. Where even that costs
        more than the bounds allow, nothing keeps all of them: a proof in whole numbers, however the prices were found
        (Lagrangian relaxation, by the subgradient method).
        """
        nearest: Matching | None = None
        least_missed = -1
        for round_ in range(_ROUNDS):
            self.budget.spend(8 * len(self.masks))
            costs = [sum(node.prices[index] * weight for index, weight in weights.items()) for weights in self.weights]
            matching = self._cheapest(node.low, node.high, costs)
            amounts = matching.amounts()
            cost = sum(cost * amount for cost, amount in zip(costs, amounts, strict=True))
            allowed = sum(
                price * (bound.most if price > 0 else bound.least)
                for price, bound in zip(node.prices, self.given, strict=True)
            )
            if cost > allowed:
                return None
            missed = self._missed(amounts)
            if nearest is None or missed < least_missed:
                nearest, least_missed = matching, missed
            if not missed:
                break
            self._change_prices(node.prices, amounts, _STEP // (1 + round_ // 4))
        return nearest

    def _cheapest(self, low: Sequence[int], high: Sequence[int], costs: Sequence[int]) -> Matching:
        """The rows filled at the least cost, within the ranges, which must allow it."""
        matching = Matching(self.masks, self.needs)
        for source, count in enumerate(low):
            matching.add_many(source, count)
        for source in sorted(range(len(costs)), key=costs.__getitem__):
            if not matching.missing:
                break
            if high[source] > low[source]:
                matching.add_many(source, high[source] - low[source])
        return matching

    def _change_prices(self, prices: list[int], amounts: Sequence[int], step: int) -> None:
        """Make dearer what there is too much of, cheaper what there is too little of, and what is right more normal."""
        for index, bound in enumerate(self.given):
            price, total = prices[index], bound.total(amounts)
            unit = max((weight for _, weight in bound.terms), default=1)
            if total > bound.most or price > 0:
                change = (total - bound.most) * step // unit
                prices[index] = max(price + change, 0) if price >= 0 else price + change
            elif total < bound.least or price < 0:
                change = (total - bound.least) * step // unit
                prices[index] = min(price + change, 0)

    def _mended(self, matching: Matching, low: Sequence[int], high: Sequence[int]) -> list[int]:
        """The amounts after exchanges of two items within a row, each of which brings the bounds nearer."""
        amounts = matching.amounts()
        given = self.given
        totals = [bound.total(amounts) for bound in given]
        while any(map(_distance, given, totals)):
            exchange = self._exchange(matching, amounts, (low, high), given, totals)
            if exchange is None:
                break
            row, out, into = exchange
            matching.exchange(row, out, into)
            amounts[out] -= 1
            amounts[into] += 1
            for source, sign in ((out, -1), (into, 1)):
                for index, weight in self.weights[source].items():
                    totals[index] += sign * weight
        return amounts

    def _exchange(
        self,
        matching: Matching,
        amounts: Sequence[int],
        ranges: tuple[Sequence[int], Sequence[int]],
        given: Sequence[Bound],
        totals: Sequence[int],
    ) -> tuple[int, int, int] | None:
        """A row, a source that gives way in it, and one that takes the place, so that the bounds come nearer."""
        low, high = ranges
        for row, placed in enumerate(matching.placed):
            candidates = [
                source for source, mask in enumerate(self.masks) if mask >> row & 1 and amounts[source] < high[source]
            ]
            for out in placed:
                if amounts[out] == low[out]:
                    continue
                self.budget.spend(len(candidates))
                for into in candidates:
                    if into != out and self._gain(out, into, given, totals) > 0:
                        return row, out, into
        return None

    def _gain(self, out: int, into: int, given: Sequence[Bound], totals: Sequence[int]) -> int:
        """How much nearer the bounds come when one item of `into` takes the place of one of `out`."""
        before, after = self.weights[out], self.weights[into]
        gain = 0
        for index in before.keys() | after.keys():
            total = totals[index]
            moved = total + after.get(index, 0) - before.get(index, 0)
            if moved != total:
                gain += _distance(given[index], total) - _distance(given[index], moved)
        return gain

    def _branches(
        self, amounts: Sequence[int], low: Sequence[int], high: Sequence[int]
    ) -> tuple[int, tuple[int, int], tuple[int, int]] | None:
        """A source of the first bound that is not kept, with two ranges for it, the more hopeful first."""
        for bound in self.bounds:
            total = bound.total(amounts)
            if total > bound.most:
                free = [(w, s) for s, w in bound.terms if amounts[s] > low[s]]
                _, source = max(free, key=lambda pair: (pair[0], -pair[1]))
                return source, (low[source], amounts[source] - 1), (amounts[source], high[source])
            if total < bound.least:
                free = [(w, s) for s, w in bound.terms if amounts[s] < high[s]]
                _, source = max(free, key=lambda pair: (pair[0], -pair[1]))
                return source, (amounts[source] + 1, high[source]), (low[source], amounts[source])
        return None


def _distance(bound: Bound, total: int) -> int:
    """How far a sum is outside its bound."""
    return max(bound.least - total, total - bound.most, 0)


def _union(sets: Iterable[int]) -> int:
    whole = 0
    for each in sets:
        whole |= each
    return whole

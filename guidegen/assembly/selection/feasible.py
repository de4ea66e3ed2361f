"""Whether a plan can be completed from some items: items that do not differ are counted together, then searched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from guidegen.assembly.selection.budget import Budget
from guidegen.assembly.selection.plan import Plan
from guidegen.assembly.selection.search import Bound, Search
from guidegen.records import dataclass


class Signature(NamedTuple):
    """What counts about an item: the rows that it fits, what it adds to each limit, and its id if it has enemies."""

    mask: int
    weights: tuple[int, ...]
    own: str


Amounts = Mapping[Signature, int]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which requirements of a plan count. A row that is left out may stay unfilled, wholly or in part."""

    rows: frozenset[int]
    limits: frozenset[int]
    enemies: bool = True

    @classmethod
    def whole(cls, plan: Plan) -> Scope:
        """All of them."""
        return cls(frozenset(range(len(plan.rows))), frozenset(range(len(plan.limits))))


class Stock:
    """The items that there are, counted by signature. `masks` may narrow the rows that they can fill."""

    def __init__(self, plan: Plan, ids: Iterable[str], scope: Scope, masks: Mapping[str, int] | None = None) -> None:
        self.plan = plan
        self.scope = scope
        self.limits = sorted(scope.limits)
        self.signatures = {id_: self._signature(id_, (masks or plan.masks)[id_]) for id_ in ids}
        self.sizes = Counter(self.signatures.values())

    def _signature(self, id_: str, mask: int) -> Signature:
        weights = self.plan.weights[id_]
        own = id_ if self.scope.enemies and id_ in self.plan.groups else ""
        return Signature(mask, tuple(weights[index] for index in self.limits), own)

    def tally(self, ids: Iterable[str]) -> Counter[Signature]:
        """How many of these items have each signature."""
        return Counter(self.signatures[id_] for id_ in ids)

    def completion(self, taken: Amounts, near: Amounts, budget: Budget, closed: int = 0) -> Amounts | None:
        """Amounts, at least those of `taken`, that satisfy the scope; None when there are none.

        Amounts like those of `near` are tried first. `closed` are rows that `taken` fills whatever is added. Raises
        TooHard when the budget does not suffice.
        """
        if any(not signature.mask for signature, amount in taken.items() if amount):
            return None
        lots = self._lots(taken, near, closed)
        sources = _Sources(self, lots)
        bounds = [*sources.limits(), *sources.enemies(), *sources.shared()]
        found = Search(sources.masks, self.plan.needs, bounds, budget).solve(*sources.ranges())
        return None if found is None else sources.amounts(found)

    def _lots(self, taken: Amounts, near: Amounts, closed: int) -> list[_Lot]:
        """What is taken by signature, and what is left by what still counts about it; then blanks."""
        lots = []
        spare: dict[Signature, _Lot] = {}
        for signature, size in self.sizes.items():
            used = taken.get(signature, 0)
            if used:
                lots.append(_Lot(signature, used, used, used, {signature: used}))
            if size > used:
                rest = Signature(signature.mask & ~closed, signature.weights, signature.own)
                lot = spare.setdefault(rest, _Lot(rest, 0, 0, 0, {}))
                lot.high += size - used
                lot.near += max(near.get(signature, 0) - used, 0)
                lot.holds[signature] = size - used
        lots += spare.values()
        for index, need in enumerate(self.plan.needs):
            if index not in self.scope.rows:
                lots.append(_Lot(Signature(1 << index, (0,) * len(self.limits), ""), 0, need, 0, {}))
        return lots


@dataclass(slots=True)
class _Lot:
    """Items that are counted together: the least, the most, a liked number, and of which signatures they are.

    A row that may stay unfilled has a lot of blanks, which hold nothing.
    """

    signature: Signature
    low: int
    high: int
    near: int
    holds: dict[Signature, int]


class _Sources:
    """The sources of a search: one for each lot, or one for each part where limits tell parts apart."""

    def __init__(self, stock: Stock, lots: Sequence[_Lot]) -> None:
        self.stock = stock
        self.lots: list[_Lot] = []
        self.masks: list[int] = []
        self.parts: list[int | None] = []
        self.of: list[tuple[_Lot, list[int]]] = []
        plan = stock.plan
        is_divided = any(plan.limits[index].part is not None for index in stock.scope.limits)
        parts = list(enumerate(plan.part_masks)) if is_divided else [(None, -1)]
        for lot in lots:
            sources = []
            for part, own in parts:
                if lot.signature.mask & own:
                    sources.append(len(self.masks))
                    self.lots.append(lot)
                    self.masks.append(lot.signature.mask & own)
                    self.parts.append(part)
            self.of.append((lot, sources))

    def ranges(self) -> tuple[list[int], list[int], list[int]]:
        """The least, the most and the liked amount of each source."""
        divided = {source for _, sources in self.of if len(sources) > 1 for source in sources}
        low = [0 if source in divided else lot.low for source, lot in enumerate(self.lots)]
        liked = [0 if source in divided else lot.near for source, lot in enumerate(self.lots)]
        return low, [lot.high for lot in self.lots], liked

    def limits(self) -> list[Bound]:
        """The limits of the scope."""
        bounds = []
        for place, index in enumerate(self.stock.limits):
            limit = self.stock.plan.limits[index]
            terms = tuple(
                (source, lot.signature.weights[place])
                for source, lot in enumerate(self.lots)
                if lot.signature.weights[place] and limit.part in (None, self.parts[source])
            )
            bounds.append(Bound(terms, limit.least, limit.most))
        return bounds

    def enemies(self) -> list[Bound]:
        """At most one item of each group of enemies."""
        sources: dict[str, list[int]] = {}
        for source, lot in enumerate(self.lots):
            if lot.signature.own:
                sources.setdefault(lot.signature.own, []).append(source)
        groups = ([s for id_ in group for s in sources.get(id_, ())] for group in self.stock.plan.enemies)
        return [Bound(tuple((source, 1) for source in group), 0, 1) for group in groups if len(group) > 1]

    def shared(self) -> list[Bound]:
        """What the sources of one lot hold together."""
        return [
            Bound(tuple((source, 1) for source in sources), lot.low, lot.high)
            for lot, sources in self.of
            if len(sources) > 1
        ]

    def amounts(self, found: Sequence[int]) -> Amounts:
        """What was found, by signature."""
        amounts: Counter[Signature] = Counter()
        for lot, sources in self.of:
            left = sum(found[source] for source in sources)
            for signature, size in lot.holds.items():
                amounts[signature] += min(left, size)
                left -= min(left, size)
        return amounts

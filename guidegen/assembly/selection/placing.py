"""Which row each drawn item fills: item by item, the first row with which all the others still find theirs."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.assembly.selection.budget import Budget
from guidegen.assembly.selection.matching import Matching, bits
from guidegen.assembly.selection.plan import Plan


def place(plan: Plan, chosen: Sequence[str], budget: Budget) -> dict[str, int]:
    """The row of each item; the items come in the order in which they were drawn. Raises TooHard."""
    if any(limit.part is not None for limit in plan.limits):
        return _searched(plan, chosen, budget)
    return _Swaps(plan, chosen).rows()


class _Swaps:
    """All items in some row each; items go to their first possible row one after the other, and stay there."""

    def __init__(self, plan: Plan, chosen: Sequence[str]) -> None:
        self.chosen = chosen
        self.masks = [plan.masks[id_] for id_ in chosen]
        matching = Matching(self.masks, plan.needs)
        for item in range(len(chosen)):
            matching.add(item)
        self.row_of = {item: row for row, items in enumerate(matching.placed) for item in items}
        #: The items of each row that may still move.
        self.loose = [set(items) for items in matching.placed]

    def rows(self) -> dict[str, int]:
        """The row of each item."""
        for item, mask in enumerate(self.masks):
            self.loose[self.row_of[item]].discard(item)
            for row in bits(mask):
                if row == self.row_of[item] or self._swap(item, row):
                    break
        return {id_: self.row_of[item] for item, id_ in enumerate(self.chosen)}

    def _swap(self, item: int, wanted: int) -> bool:
        """Move the item to a row, and others on until its old place is filled; False when that cannot be."""
        goal = self.row_of[item]
        came: dict[int, tuple[int, int]] = {wanted: (-1, item)}
        queue = [wanted]
        for row in queue:
            if row == goal:
                break
            for mover in sorted(self.loose[row]):
                for other in bits(self.masks[mover]):
                    if other not in came:
                        came[other] = (row, mover)
                        queue.append(other)
        if goal not in came:
            return False
        row = goal
        while row != wanted:
            before, mover = came[row]
            self.loose[before].remove(mover)
            self.loose[row].add(mover)
            self.row_of[mover] = row
            row = before
        self.row_of[item] = wanted
        return True


def _searched(plan: Plan, chosen: Sequence[str], budget: Budget) -> dict[str, int]:
    """The same where limits count for one part, so that rows are no longer all alike."""
    from guidegen.assembly.selection.feasible import Scope, Stock

    masks = {id_: plan.masks[id_] for id_ in chosen}
    for id_ in chosen:
        for row in bits(masks[id_]):
            tried = {**masks, id_: 1 << row}
            stock = Stock(plan, chosen, Scope.whole(plan), tried)
            if stock.completion(stock.sizes, {}, budget) is not None:
                masks = tried
                break
    return {id_: mask.bit_length() - 1 for id_, mask in masks.items()}

"""Which items can fill which rows, when each item counts for one row: augmenting paths between the two.

Items are counted in sources: one source is one item, or several that fit the same rows. Sets of rows are bit masks.
"""

from __future__ import annotations

from collections.abc import Sequence


def bits(mask: int) -> list[int]:
    """The rows of a mask, in order.

    >>> bits(0b1011)
    [0, 1, 3]
    """
    rows = []
    while mask:
        low = mask & -mask
        rows.append(low.bit_length() - 1)
        mask ^= low
    return rows


class Matching:
    """Items placed in rows so far. What is placed stays placed, though perhaps in another of its rows."""

    def __init__(self, masks: Sequence[int], needs: Sequence[int]) -> None:
        self.masks = masks
        self.free = list(needs)
        self.placed: list[dict[int, int]] = [{} for _ in needs]
        self.missing = sum(needs)
        #: Rows that are full and stay full: nothing in them can move to a row with room.
        self.closed = 0

    def add(self, source: int) -> bool:
        """Place one more item of a source; False, with nothing changed, when no arrangement has room for it."""
        way = self._way(source)
        if way is None:
            return False
        self._shift(*way)
        self.missing -= 1
        return True

    def add_many(self, source: int, count: int) -> int:
        """Place up to `count` items of a source; how many were placed."""
        left = count
        for row in bits(self.masks[source] & ~self.closed):
            now = min(left, self.free[row])
            if now:
                self.free[row] -= now
                self.missing -= now
                self.placed[row][source] = self.placed[row].get(source, 0) + now
                left -= now
        while left and self.missing and self.add(source):
            left -= 1
        return count - left

    def has_room(self, source: int) -> bool:
        """True when `add` would place an item of this source."""
        return self._way(source) is not None

    def _way(self, source: int) -> tuple[int, dict[int, tuple[int, int]]] | None:
        """A row with room, and how each row on the way there is reached: from which row, by which source.

        When there is none, every row that was seen stays full for good; so all failures together see each row once.
        """
        came: dict[int, tuple[int, int]] = dict.fromkeys(bits(self.masks[source] & ~self.closed), (-1, source))
        queue = list(came)
        for row in queue:
            if self.free[row]:
                return row, came
            for mover in self.placed[row]:
                for other in bits(self.masks[mover] & ~self.closed):
                    if other not in came:
                        came[other] = (row, mover)
                        queue.append(other)
        for row in queue:
            self.closed |= 1 << row
        return None

    def _shift(self, row: int, came: dict[int, tuple[int, int]]) -> None:
        self.free[row] -= 1
        while True:
            before, source = came[row]
            self.placed[row][source] = self.placed[row].get(source, 0) + 1
            if before < 0:
                return
            self._leave(before, source)
            row = before

    def _leave(self, row: int, source: int) -> None:
        count = self.placed[row].pop(source) - 1
        if count:
            self.placed[row][source] = count

    def exchange(self, row: int, out: int, into: int) -> None:
        """Put an item of the source `into` in the place of one of `out`. Nothing can be added afterwards."""
        self._leave(row, out)
        self.placed[row][into] = self.placed[row].get(into, 0) + 1

    def amounts(self) -> list[int]:
        """How many items of each source are placed."""
        amounts = [0] * len(self.masks)
        for row in self.placed:
            for source, count in row.items():
                amounts[source] += count
        return amounts

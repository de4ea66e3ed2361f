"""The lines of a text: from places in what the parser hands out to places in what was typed."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable


class Lines:
    """Finds the lines of a piece of prose, from which the parser removed markers and indentation, in the whole text."""

    def __init__(self, text: str) -> None:
        self.text = text
        lines = text.split("\n")
        self._last = len(lines) - 1
        self._starts = [*itertools.accumulate([len(line) + 1 for line in lines[:-1]], initial=0)]
        self._ends = [start + len(line.rstrip()) for start, line in zip(self._starts, lines, strict=True)]

    def start(self, line: int) -> int:
        """The beginning of a line; that of the last one for those behind it."""
        return self._starts[line if line < self._last else self._last]

    def end(self, line: int) -> int:
        """The end of a line, without white space."""
        return self._ends[line if line < self._last else self._last]

    def offsets(self, first_line: int, content: str) -> Callable[[int], int]:
        """From an offset of `content`, which begins on `first_line`, to an offset of the text."""
        pieces = content.split("\n")
        while first_line < self._last and self._starts[first_line] == self._ends[first_line]:
            first_line += 1

        begins = [0, *itertools.accumulate(len(piece) + 1 for piece in pieces[:-1])]
        shifts: dict[int, int] = {}

        def shift(index: int) -> int:
            """How far the characters of a piece stand from where they stand in the text."""
            words = pieces[index].strip()
            start, end = self.start(first_line + index), self.end(first_line + index)
            found = self.text.rfind(words, start, max(end, start)) if words else start
            return max(found, start) - (len(pieces[index]) - len(pieces[index].lstrip())) - begins[index]

        def offset(place: int) -> int:
            index = bisect_right(begins, place) - 1
            if index not in shifts:
                shifts[index] = shift(index)
            return place + shifts[index]

        return offset

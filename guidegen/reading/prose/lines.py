"""The lines of a text: from places in what the parser hands out to places in what was typed."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_right
from collections.abc import Callable

from guidegen.patterns import pattern

_LINE_END = pattern("\n")


class Lines:
    """Finds the lines of a piece of prose, from which the parser removed markers and indentation, in the whole text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def start(self, line: int) -> int:
        """The beginning of a line."""
        return self._starts[min(line, len(self._starts) - 1)]

    def end(self, line: int) -> int:
        """The end of a line, without white space."""
        start = self.start(line)
        following = self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self.text)
        return start + len(self.text[start:following].rstrip())

    def offsets(self, first_line: int, content: str) -> Callable[[int], int]:
        """From an offset of `content`, which begins on `first_line`, to an offset of the text."""
        pieces = content.split("\n")
        while first_line < len(self._starts) - 1 and self.start(first_line) == self.end(first_line):
            first_line += 1

        begins = [0, *itertools.accumulate(len(piece) + 1 for piece in pieces[:-1])]

        @functools.cache
        def shift(index: int) -> int:
            """How far the characters of a piece stand from where they stand in the text."""
            words = pieces[index].strip()
            start, end = self.start(first_line + index), self.end(first_line + index)
            found = self.text.rfind(words, start, max(end, start)) if words else start
            return max(found, start) - (len(pieces[index]) - len(pieces[index].lstrip())) - begins[index]

        def offset(place: int) -> int:
            return place + shift(bisect_right(begins, place) - 1)

        return offset

"""The text of a file, and the way from an offset in it to a line and column.

Offsets count characters from 0, lines and columns from 1. Line ends are `\\n` only: `SourceText.of` unifies
the others, so that lines and columns are those that an editor shows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

from guidegen.diagnostics import Span
from guidegen.patterns import pattern
from guidegen.records import dataclass

_UNPRINTABLE = pattern(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True)
class SourceText:
    """A file's path (relative to the project, forward slashes) and its text."""

    path: str
    text: str

    @classmethod
    def of(cls, path: str, text: str) -> SourceText:
        """The text with line ends unified and without a byte order mark."""
        return cls(path, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [*accumulate([len(line) + 1 for line in self.text.split("\n")[:-1]], initial=0)]

    @property
    def line_count(self) -> int:
        """How many lines the text has; an empty text has one."""
        return len(self._line_starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1; offsets outside the text are moved to its ends."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets, the end exclusive."""
        # As `position` says it for both, but for the time that it takes to ask: everything that is read has a span.
        starts = self._line_starts
        if 0 <= start <= end:
            line = bisect_right(starts, start)
            if line < len(starts) and end < starts[line]:
                begin = starts[line - 1] - 1
                return Span(self.path, line, start - begin, line, end - begin)
        last = len(self.text)
        if not 0 <= start <= end <= last:
            end = max(0, min(max(start, end), last))
            start = max(0, min(start, last))
        line = bisect_right(starts, start)
        is_in_line = line == len(starts) or end < starts[line]
        end_line = line if is_in_line else bisect_right(starts, end, line)
        return Span(self.path, line, start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1)

    def line(self, number: int) -> str:
        """A line by its number from 1, fit to be printed: unsafe characters are replaced by visible or blank ones.

        Columns stay right, as every character is replaced by exactly one. A line that does not exist is empty.
        """
        if not 1 <= number <= self.line_count:
            return ""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] - 1 if number < self.line_count else len(self.text)
        return _UNPRINTABLE.sub(_visible, self.text[start:end])


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\t":
        return " "
    return chr(0x2400 + ord(character)) if ord(character) < 0x20 else "\ufffd"


@dataclass(frozen=True)
class WorkingText:
    """The text as it is parsed: the source, with quotation marks inserted where they were missing.

    Offsets of nodes count in `text`; `insertions` are the places of inserted characters in the source, sorted.
    """

    source: SourceText
    text: str
    insertions: tuple[int, ...] = ()

    @classmethod
    def of(cls, source: SourceText) -> WorkingText:
        """The source as it stands."""
        return cls(source, source.text)

    @cached_property
    def _inserted_at(self) -> list[int]:
        return [place + count for count, place in enumerate(self.insertions)]

    def original(self, offset: int) -> int:
        """The offset in the source that belongs to an offset in this text."""
        return offset - bisect_left(self._inserted_at, offset) if self.insertions else offset

    def span(self, start: int, end: int) -> Span:
        """The span in the source that belongs to two offsets in this text."""
        if not self.insertions:
            return self.source.span(start, end)
        return self.source.span(self.original(start), self.original(end))

    def line_bounds(self, offset: int) -> tuple[int, int]:
        """Start and end of the line in which an offset stands, without its line end."""
        offset = max(0, min(offset, len(self.text)))
        end = self.text.find("\n", offset)
        return self.text.rfind("\n", 0, offset) + 1, len(self.text) if end < 0 else end

    def with_insertions(self, edits: list[tuple[int, str]]) -> WorkingText:
        """This text with characters inserted at offsets of this text, which must be in order."""
        parts: list[str] = []
        places = list(self.insertions)
        last = 0
        for offset, characters in edits:
            parts += (self.text[last:offset], characters)
            places += [self.original(offset)] * len(characters)
            last = offset
        return WorkingText(self.source, "".join(parts) + self.text[last:], tuple(sorted(places)))

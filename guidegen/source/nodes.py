"""What a YAML file consists of, with places: mappings, sequences and scalars whose values are text as typed.

No value is ever resolved to a number, date or truth value here: `No` and `3.10` stay what was typed.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

from guidegen.diagnostics import Span
from guidegen.patterns import pattern
from guidegen.records import dataclass, field
from guidegen.source.text import WorkingText
from guidegen.typed import Literal

Style = Literal["plain", "single", "double", "literal", "folded"]

_BLOCK_HEADER = pattern(r"[|>][^\n]*\n?")
_PIECES: dict[Style, re.Pattern[str]] = {
    "single": re.compile(r"''|\S"),
    "double": re.compile(r"\\(?:x..|u.{4}|U.{8}|\n|.)|\S"),
}
_ANY_PIECE = pattern(r"\S")
#: What begins a character that is typed in another way than it reads.
_ESCAPES: dict[Style, str] = {"single": "''", "double": "\\"}
_WHITE_ESCAPES = frozenset("tnrvfeN_LP \t\n0ab")


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A piece of text. `start` and `end` are offsets in `where`, quotation marks included."""

    value: str
    style: Style
    where: WorkingText = field(repr=False, compare=False)
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.where.span(self.start, self.end)

    @property
    def is_empty(self) -> bool:
        """True when nothing but white space was typed."""
        return not self.value or self.value.isspace()

    def place(self, start: int, end: int) -> Span:
        """Where the characters `start` to `end` of the value stand in the file.

        Exact for every style as long as white space is not the first character asked for.
        """
        if self.style == "plain" and self.end - self.start == len(self.value):
            return self.where.span(self.start + start, self.start + end)
        places = self._places()
        last = len(places) - 1
        first = places[min(start, last)]
        return self.where.span(first, max(first, places[min(max(end - 1, 0), last)] + 1))

    def placer(self) -> Placer:
        """The same as `place`, prepared for many questions."""
        return Placer(self)

    def _places(self) -> array[int] | _PlacesOfLines:
        """For each character of the value, and for its end, the offset it came from.

        White space is folded in many ways, but the other characters always come in the order of the file:
        so they are paired one by one, and white space takes the place after the character before it.
        """
        text = self.where.text
        start, end = self.start, self.end
        if self.style in ("single", "double"):
            start, end = start + 1, end - 1
        elif self.style in ("literal", "folded"):
            header = _BLOCK_HEADER.match(text, start, end)
            start = header.end() if header else start
        if (found := self._places_by_line(start, end)) is not None:
            return found
        pieces = (
            match.start()
            for match in _PIECES.get(self.style, _ANY_PIECE).finditer(text, start, end)
            if self.style != "double" or not _is_white_escape(match.group())
        )
        places: array[int] = array("l")
        after = start
        for character in self.value:
            if not character.isspace() and character.isprintable():
                after = next(pieces, after)
                places.append(after)
                after += 1
            else:
                places.append(after)
        places.append(end if self.style in ("single", "double") else min(after, end))
        return places

    def _places_by_line(self, start: int, end: int) -> _PlacesOfLines | None:
        """The same for most texts, sooner: each line stands in the file as it does in the value. None for others."""
        text, value = self.where.text, self.value
        escape = _ESCAPES.get(self.style)
        if (escape and text.find(escape, start, end) >= 0) or not value.replace("\n", "").isprintable():
            return None
        begins: list[int] = []
        places: list[int] = []
        ends: list[int] = []
        last, place = 0, start
        for line in text[start:end].split("\n"):
            if words := line.strip():
                begin = value.find(words, last)
                between = value[last:begin]
                # Nothing but white space may stand between lines, and no more than a space between words.
                if begin < 0 or not (between.isspace() or (not between and not begins)) or "  " in words:
                    return None
                last = begin + len(words)
                begins.append(begin)
                places.append(place + line.index(words))
                ends.append(last)
            place += len(line) + 1
        if value[last:].strip():
            return None
        after = places[-1] + ends[-1] - begins[-1] if places else start
        end = end if self.style in ("single", "double") else min(after, end)
        return _PlacesOfLines(start, begins, ends, places, len(value), end)


class _PlacesOfLines:
    """The place of each character by those of lines; white space takes the place after the word before it."""

    __slots__ = ("_begin", "_begins", "_ends", "_last", "_length", "_places")

    def __init__(
        self, begin: int, begins: list[int], ends: list[int], places: list[int], length: int, last: int
    ) -> None:
        self._begin = begin
        self._begins = begins
        self._ends = ends
        self._places = places
        self._length = length
        self._last = last

    def __len__(self) -> int:
        return self._length + 1

    def __getitem__(self, index: int) -> int:
        if index >= self._length:
            return self._last
        line = bisect_right(self._begins, index) - 1
        return self._begin if line < 0 else self._places[line] + min(index, self._ends[line]) - self._begins[line]


class Placer:
    """Finds where characters of one text stand in the file, computing the table once."""

    def __init__(self, node: ScalarNode) -> None:
        """Prepare for `node`; nothing is computed before the first question."""
        self._node = node
        self._table: array[int] | _PlacesOfLines | None = None

    def __call__(self, start: int, end: int) -> Span:
        """The span of the characters `start` to `end` of the value."""
        if self._table is None:
            self._table = self._node._places()
        last = len(self._table) - 1
        first = self._table[min(start, last)]
        return self._node.where.span(first, max(first, self._table[min(max(end - 1, 0), last)] + 1))


def _is_white_escape(piece: str) -> bool:
    return len(piece) == 2 and piece[0] == "\\" and piece[1] in _WHITE_ESCAPES


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    children: tuple[Node, ...]
    where: WorkingText = field(repr=False, compare=False)
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.where.span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: ScalarNode
    value: Node


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with values, in the order in which they were typed. No key stands twice in `entries`.

    `repeated` holds the entries whose key stood there before; each is reported where it is parsed.
    """

    entries: tuple[Entry, ...]
    where: WorkingText = field(repr=False, compare=False)
    start: int
    end: int
    repeated: tuple[Entry, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.where.span(self.start, self.end)


Node = ScalarNode | SequenceNode | MappingNode


def head(node: Node) -> Span:
    """The place to point at for a whole node: its first key, or the text itself."""
    if isinstance(node, ScalarNode):
        return node.span
    if isinstance(node, MappingNode) and node.entries:
        return node.entries[0].key.span
    return node.where.span(node.start, node.start + 1)

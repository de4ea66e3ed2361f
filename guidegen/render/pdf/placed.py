"""Fragments in their places: alone, or in a stack that is placed as one."""

from __future__ import annotations

from typing import Any

from guidegen.records import dataclass
from guidegen.render.pdf.fragment import Fragment, SlotPlace


@dataclass(slots=True)
class Placed:
    """Lines `first` to `last` (exclusive) of a fragment at (x, y): from the text area's start, and downwards.

    Nobody changes one, though nothing forbids it: so many are made that checking would be felt.

    `key` and `link` are the first of the fragment's content and link keys; an artifact has key -1 and names its type.
    """

    fragment: Fragment
    x: float
    y: float
    key: int
    link: int = 0
    first: int = 0
    last: int = 0
    artifact: str = ""

    def lower(self, by: float) -> Placed:
        """The same so many points further down."""
        if not by:
            return self
        return Placed(self.fragment, self.x, self.y + by, self.key, self.link, self.first, self.last, self.artifact)


@dataclass(slots=True, eq=False)
class Stack:
    """Pieces below each other that are placed together in copy after copy, such as an item with its options.

    Their places are from the stack's own corner. Those `of_copy` stand at other places in other copies. `slots` are the
    places of values, once they were asked for; in `drawn` the writer keeps what it made of the pieces, once the stack
    `came` before.
    """

    placed: tuple[Placed, ...]
    of_copy: bool = False
    slots: tuple[SlotPlace, ...] | None = None
    drawn: Any = None
    came: bool = False

    def let_go(self, slots: tuple[SlotPlace, ...]) -> None:
        """Hold no pieces any more, as the stack is drawn; `slots` are the places of values in it.

        Those of points of lists are asked for again, where a list stands in what is laid out anew.
        """
        self.slots = slots
        if self.of_copy:
            self.placed = ()


@dataclass(frozen=True, slots=True)
class PlacedStack:
    """A stack at (x, y)."""

    stack: Stack
    x: float
    y: float

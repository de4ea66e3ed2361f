"""Who does work that falls into tasks, such as laying out the items of a long quiz: this process, alone or not."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Any

from guidegen.typed import Protocol


class Hands(Protocol):
    """So many processes, this one among them."""

    @property
    def count(self) -> int:
        """How many there are."""

    def results(self, make: Callable[[Any], Any], tasks: Iterator[Any]) -> Generator[tuple[Any, Any]]:
        """Each task with what `make` gives for it, in any order; to be closed when no more is wanted.

        It is called here or in a double of this process as it is now: what it gives depends on the task alone, and is
        plain data. A mistake of the program in it is raised here.
        """

    def at_most(self, count: int) -> Hands:
        """So many of these processes, and no more."""

    def besides(self, *others: Callable[[], object]) -> Hands:
        """The same processes, of which this one does the `others` as soon as the rest are at work. Whoever needs what
        they give asks for it all the same, as they are not done where there is nobody else.
        """


class OwnHands:
    """This process alone."""

    count = 1

    def results(self, make: Callable[[Any], Any], tasks: Iterator[Any]) -> Generator[tuple[Any, Any]]:
        """Each task with its result, one after the other."""
        for task in tasks:
            yield task, make(task)

    def at_most(self, count: int) -> Hands:
        """There are no fewer."""
        return self

    def besides(self, *others: Callable[[], object]) -> Hands:
        """Nothing is gained by doing them now."""
        return self


def shares(tasks: int, hands: int, least: int, most: int) -> Iterator[range]:
    """So many small tasks in larger ones, of `least` to `most`: smaller ones at the end, so that nobody waits long.

    >>> [len(share) for share in shares(100, 2, 10, 20)]
    [12, 11, 10, 10, 10, 10, 10, 10, 10, 7]
    """
    start = 0
    while start < tasks:
        end = min(tasks, start + min(most, max(least, (tasks - start) // (4 * hands))))
        yield range(start, end)
        start = end

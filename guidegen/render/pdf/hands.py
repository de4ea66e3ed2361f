"""Who does work that falls into tasks, such as laying out the items of a long quiz: this process, alone or not."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Any

from guidegen.typed import Generic, Protocol, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """Something that is worked out once: by another process meanwhile, or else when it is asked for."""

    def __init__(self, make: Callable[[], T]) -> None:
        """Nothing is worked out yet. What `make` gives is plain data, and not None."""
        self.make = make
        #: Gives what another process made of it, as soon as it is there; None where that was lost.
        self.fetch: Callable[[], T | None] | None = None
        self._known: T | None = None

    def __call__(self) -> T:
        """What it is."""
        if self._known is None and self.fetch is not None:
            fetch, self.fetch = self.fetch, None
            self._known = fetch()
        if self._known is None:
            self._known = self.make()
        return self._known

    @property
    def is_known(self) -> bool:
        """Whether somebody asked already."""
        return self._known is not None


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

    def besides(self, *others: Later[Any]) -> Hands:
        """The same processes, of which the rest work the `others` out when no tasks are left and this one goes on."""


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

    def besides(self, *others: Later[Any]) -> Hands:
        """Nobody is there to work them out."""
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

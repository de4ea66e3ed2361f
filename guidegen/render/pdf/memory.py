"""Memories of bounded size for what is costly to make again: what was not asked for in a long while is forgotten.

Long batches of copies need them: texts with drawn values never come again. A bound holds for all memories of a kind
together, since a roster may ask for every print size in every language, and each of these has memories of its own.
"""

from __future__ import annotations

from _weakref import ref
from collections.abc import Callable, Hashable
from typing import Any

from guidegen.typed import Generic, TypeVar

V = TypeVar("V")


class Bound:
    """How much memories of one kind may hold together: what weighs up to twice `most`."""

    def __init__(self, most: int) -> None:
        """Nothing is held."""
        self.most = most
        #: What was remembered before it was aged twice may be forgotten.
        self.times_aged = 0
        self._weight = 0
        # `weakref` has sets for it, and loads five times as much as this module.
        self._memories: list[ref[Memory[Any]]] = []

    def holds(self, memory: Memory[Any]) -> None:
        """A memory counts from now on, as long as there is one."""
        self._memories = [each for each in self._memories if each() is not None]
        self._memories.append(ref(memory))

    def add(self, weight: int) -> None:
        """Something is remembered."""
        if self._weight >= self.most:
            self._weight = 0
            self.times_aged += 1
            for each in self._memories:
                if (memory := each()) is not None:
                    memory.age()
        self._weight += weight


class Memory(Generic[V]):
    """Remembers values. What was not asked for since the bound was reached for the last time but one is forgotten."""

    def __init__(self, bound: Bound, weight: Callable[[V], int] = lambda value: 1) -> None:
        """An empty memory. `weight` says what a value weighs; without it all weigh the same."""
        self._bound, self._weight_of = bound, weight
        self._young: dict[Hashable, V] = {}
        self._old: dict[Hashable, V] = {}
        bound.holds(self)

    def get(self, key: Hashable) -> V | None:
        """The value, which is young again; None when there is none."""
        value = self._young.get(key)
        if value is None and (value := self._old.get(key)) is not None:
            self.put(key, value)
        return value

    def put(self, key: Hashable, value: V) -> None:
        """Remember a value."""
        if key not in self._young:
            self._bound.add(self._weight_of(value))
        self._young[key] = value

    def age(self) -> None:
        """Forget what was not asked for since this was called before."""
        self._old, self._young = self._young, {}

    def clear(self) -> None:
        """Forget everything."""
        self._old, self._young = {}, {}

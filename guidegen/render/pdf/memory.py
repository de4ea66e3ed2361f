"""A memory of bounded size for what is costly to make again: what was not asked for in a long while is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from guidegen.typed import Generic, TypeVar

V = TypeVar("V")


class Memory(Generic[V]):
    """Remembers values that weigh up to twice `most` together. Long batches of copies need it: texts with drawn values
    never come again.
    """

    def __init__(self, most: int, weight: Callable[[V], int] = lambda value: 1) -> None:
        """An empty memory. `weight` says what a value weighs; without it all weigh the same."""
        self.most = most
        self._weigh, self._weight = weight, 0
        self._young: dict[Hashable, V] = {}
        self._old: dict[Hashable, V] = {}

    def get(self, key: Hashable) -> V | None:
        """The value, which is young again; None when there is none."""
        value = self._young.get(key)
        if value is None and (value := self._old.get(key)) is not None:
            self.put(key, value)
        return value

    def put(self, key: Hashable, value: V) -> None:
        """Remember a value."""
        if self._weight >= self.most:
            self._old, self._young, self._weight = self._young, {}, 0
        if key not in self._young:
            self._weight += self._weigh(value)
        self._young[key] = value

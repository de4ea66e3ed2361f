"""Results of checks that are made again and again while somebody types: only what changed is worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from guidegen.reading.memory import ReadingMemory
from guidegen.records import dataclass, field
from guidegen.typed import TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Memo:
    """Results by the objects that they were made of, told apart by identity: what was read again is another object."""

    _known: dict[tuple[Hashable, ...], tuple[tuple[Any, ...], Any]] = field(default_factory=dict)
    _used: set[tuple[Hashable, ...]] = field(default_factory=set)
    _same: dict[str, Any] = field(default_factory=dict)

    def of(self, name: Hashable, objects: tuple[Any, ...], make: Callable[[], T]) -> T:
        """What `make` made of these objects under this name, now or before."""
        key = (name, *map(id, objects))
        if key not in self._known:
            # The objects are kept, so that no other one takes over their identity.
            self._known[key] = objects, make()
        self._used.add(key)
        result: T = self._known[key][1]
        return result

    def same(self, name: str, value: T) -> T:
        """The value of this name of the last time, where the new one is equal to it."""
        if self._same.get(name) != value:
            self._same[name] = value
        kept: T = self._same[name]
        return kept

    def sweep(self) -> None:
        """Forget what was not asked for since the last time."""
        self._known = {key: known for key, known in self._known.items() if key in self._used}
        self._used.clear()


@dataclass(slots=True)
class CheckMemory:
    """What a check remembers for the next one of the same project."""

    reading: ReadingMemory = field(default_factory=ReadingMemory)
    results: Memo = field(default_factory=Memo)

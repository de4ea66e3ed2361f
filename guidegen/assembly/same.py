"""Items by their identity: copies share them, and comparing them word by word takes long."""

from __future__ import annotations

from guidegen.model.item import Item
from guidegen.typed import Generic, TypeVar

T = TypeVar("T", bound=Item)


class Same(Generic[T]):
    """An item as a key, which only the same object is equal to."""

    __slots__ = ("item",)

    def __init__(self, item: T) -> None:
        """The item is kept, so that no other takes over its identity."""
        self.item = item

    def __hash__(self) -> int:
        return id(self.item)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.item is self.item

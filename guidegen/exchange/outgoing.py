"""What a writer is given: items that lack what its format cannot carry, and what the file is called."""

from __future__ import annotations

from guidegen.model.item import Item
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Outgoing:
    """`name` is that of the bank, `title` its words; `items` are all of kinds that the format has."""

    name: str
    title: str
    language: str
    items: tuple[Item, ...]

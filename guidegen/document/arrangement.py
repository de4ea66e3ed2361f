"""The order in which one form prints its items and their options. Plain data: it can be stored and read back."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from guidegen.records import dataclass
from guidegen.typed import Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class ArrangedItem:
    """An item of a form: its id, its printed number, and the ids of its options (or responses) in printed order.

    `stimulus` is the id of the stimulus that it is about, or empty; `section` that of its section of the quiz.
    """

    item: str
    number: int
    options: tuple[str, ...] = ()
    stimulus: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The items of a form in printed order."""

    items: tuple[ArrangedItem, ...] = ()


NO_ARRANGEMENT = Arrangement()


class HasId(Protocol):
    """Anything with a stable id."""

    @property
    def id(self) -> str:
        """The id."""


def by_stimulus(items: Sequence[ArrangedItem]) -> Iterator[tuple[str, list[ArrangedItem]]]:
    """Neighbours that are about the same stimulus (or about none), with its id."""
    for stimulus, group in itertools.groupby(items, key=lambda placed: placed.stimulus):
        yield stimulus, list(group)


T = TypeVar("T", bound=HasId)


def arrange(things: Sequence[T], order: Sequence[str]) -> list[T]:
    """`things` in the order of the ids in `order`. KeyError when an id is not among them (a programmer's mistake)."""
    by_id = {thing.id: thing for thing in things}
    return [by_id[id_] for id_ in order]


def arrange_those(things: Sequence[T], order: Sequence[str]) -> list[T]:
    """`things` in the order of the ids in `order`, which names others as well."""
    by_id = {thing.id: thing for thing in things}
    return [by_id[id_] for id_ in order if id_ in by_id]


def letter(index: int, letters: Sequence[str]) -> str:
    """The letter of the option at `index` among those of the language: after the last come two together.

    >>> [letter(index, "ABC") for index in (0, 2, 3)]
    ['A', 'C', 'AA']
    """
    if index < len(letters):
        return letters[index]
    return letter(index // len(letters) - 1, letters) + letter(index % len(letters), letters)

"""Item banks: stored items, to be drawn from."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.item import Item
from guidegen.model.prose import NOWHERE
from guidegen.model.stimulus import Stimulus
from guidegen.model.translation import Translation
from guidegen.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Objective:
    """What a reader should be able to do; items name it by id."""

    id: str
    prose: Prose
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ItemBank:
    """A bank. `guide` is the name of the guide whose sections its items test, or empty.

    `enemies` are groups of item ids, of which no two stand in one form; items may name enemies of their own.
    """

    name: str
    title: Prose
    language: str
    guide: str
    objectives: tuple[Objective, ...]
    items: tuple[Item, ...]
    stimuli: tuple[Stimulus, ...] = ()
    enemies: tuple[tuple[str, ...], ...] = ()
    translation: Translation | None = field(default=None, compare=False)
    path: str = ""
    origin: Span = field(default=NOWHERE, compare=False)

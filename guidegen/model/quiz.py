"""Quizzes: which items of which banks are to be printed, and how."""

from __future__ import annotations

from dataclasses import dataclass, field

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.prose import NOWHERE, Blocks

#: Where the answers stand: on the last page, in a file of their own, at the foot of the last page with the text
#: turned, in their places on a teacher's copy, nowhere.
KEY_MODES = ("end", "apart", "upside-down", "inline", "none")
#: Whether parallel forms print the same items, or each draws its own from the pool.
DRAWS = ("shared", "distinct")
MOST_FORMS = 702  # A to ZZ


@dataclass(frozen=True, slots=True)
class Blueprint:
    """How many items from the quiz's banks, and which.

    `items` are item ids that are always in, in that order; `count` is the total to print, or None for
    all of `items` (all of the banks when `items` is empty too).
    """

    count: int | None = None
    items: tuple[str, ...] = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class BankReference:
    """A bank named by a quiz."""

    name: str
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz inside a guide (`name` is the guide's) or one that prints alone.

    `key` is one of KEY_MODES and `draw` one of DRAWS; `minutes` is None where no time is set. Optional prose is empty
    when left out.
    """

    name: str
    title: Prose
    subtitle: Prose
    language: str
    introduction: Blocks
    banks: tuple[BankReference, ...]
    blueprint: Blueprint
    seed: int
    shuffle_items: bool
    shuffle_options: bool
    key: str
    version: str = ""
    minutes: int | None = None
    show_points: bool = False
    forms: int = 1
    draw: str = "shared"
    path: str = ""
    origin: Span = field(default=NOWHERE, compare=False)

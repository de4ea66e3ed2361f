"""Quizzes: which items of which banks are to be printed, and how."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.prose import NOWHERE, Blocks
from guidegen.model.teach_back import TeachBack
from guidegen.model.translation import Translation
from guidegen.records import dataclass, field

#: Where the answers stand: on the last page, in a file of their own, at the foot of the last page with the text
#: turned, in their places on a teacher's copy, nowhere.
KEY_MODES = ("end", "apart", "upside-down", "inline", "none")
#: Whether parallel forms print the same items, or each draws its own from the pool.
DRAWS = ("shared", "distinct")
MOST_FORMS = 702  # A to ZZ


@dataclass(frozen=True, slots=True)
class Criteria:
    """What an item must have, feature by feature: one of the values named. No values: anything.

    `section` is a section of the guide that the item tests, `bank` the name of the bank that holds it.
    """

    objective: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    points: tuple[int, ...] = ()
    section: tuple[str, ...] = ()
    bank: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlueprintRow:
    """So many items that meet the criteria."""

    count: int
    criteria: Criteria = Criteria()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Limit:
    """At least or at most so many items that meet the criteria, across all rows. None: no such bound."""

    criteria: Criteria
    at_least: int | None = None
    at_most: int | None = None
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """How many items, and which.

    `items` are item ids that are always in, in that order; `count` is the total to print, or None for what the
    `rows` add up to; without rows for all of `items` (all of the banks when `items` is empty too). Each item counts
    for one row, and those that are always in fill rows like the others. `points` is the exact total, or None.
    `item_origins` are the places of the `items`, as far as they are known.
    """

    count: int | None = None
    items: tuple[str, ...] = ()
    rows: tuple[BlueprintRow, ...] = ()
    limits: tuple[Limit, ...] = ()
    points: int | None = None
    exclude: tuple[str, ...] = ()
    origin: Span = field(default=NOWHERE, compare=False)
    points_origin: Span = field(default=NOWHERE, compare=False)
    item_origins: tuple[Span, ...] = field(default=(), compare=False, repr=False)

    def origin_of(self, id_: str) -> Span:
        """Where an item is named that is always in, or else where the number of items stands."""
        return dict(zip(self.items, self.item_origins, strict=False)).get(id_, self.origin)


@dataclass(frozen=True, slots=True)
class BankReference:
    """A bank named by a quiz."""

    name: str
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class QuizSection:
    """A part of a quiz under its own heading. `banks` are its own, or those of the quiz when it names none."""

    title: Prose
    instructions: Blocks
    banks: tuple[BankReference, ...]
    blueprint: Blueprint
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz inside a guide (`name` is the guide's) or one that prints alone.

    `key` is one of KEY_MODES and `draw` one of DRAWS; `minutes` is None where no time is set. Optional prose is empty
    when left out. `banks` are all from which an item may come. With `sections` the quiz's own blueprint holds only
    what counts for the whole form: limits, points and exclusions. `most_words` is how many words an item may have.
    `teach_back` is there when the quiz of a guide asks for such a page.
    `columns` is how many it is printed in, or None where it does not say.
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
    sections: tuple[QuizSection, ...] = ()
    most_words: int | None = None
    teach_back: TeachBack | None = None
    columns: int | None = None
    translation: Translation | None = field(default=None, compare=False)
    site: str = field(default="", compare=False)
    path: str = ""
    origin: Span = field(default=NOWHERE, compare=False)

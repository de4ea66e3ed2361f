"""A guide: what a reader should know and do about one subject."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from guidegen.diagnostics import Span
from guidegen.inline import LATER, Prose
from guidegen.model.acceptance import Acceptance
from guidegen.model.image import Image
from guidegen.model.prose import NOWHERE, Blocks
from guidegen.model.quiz import Quiz
from guidegen.model.translation import Translation
from guidegen.records import dataclass, field

if TYPE_CHECKING:
    from guidegen.model.chart import Chart, Pictograph
    from guidegen.model.visual import DoAndDont, Schedule, StepPicture, Timeline, Zones
    from guidegen.model.write_on import Acknowledgement, FillIns, Notes


@dataclass(frozen=True, slots=True)
class Text:
    """Prose as a block of a section's body. A claim is a statement that needs a source."""

    id: str
    blocks: Blocks
    is_claim: bool = field(default=False, compare=False)
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Steps:
    """Things to do, one after the other. `pictures` are empty, or one (or None) for each step."""

    id: str
    steps: tuple[Prose, ...]
    origin: Span = field(default=NOWHERE, compare=False)
    pictures: tuple[StepPicture | None, ...] = field(default=(), metadata={LATER: True})


@dataclass(frozen=True, slots=True)
class Checklist:
    """Things to tick off."""

    id: str
    points: tuple[Prose, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that stands out. `kind` is one of `note`, `tip`, `important`, `warning`; `title` may be empty."""

    id: str
    kind: str
    title: Prose
    blocks: Blocks
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Card:
    """One of a few short texts that stand side by side."""

    title: Prose
    blocks: Blocks
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Cards:
    """Two or more cards, side by side where there is room."""

    id: str
    cards: tuple[Card, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with alternate text, or marked decorative. `width` is a share of the column, 0 < width <= 1."""

    id: str
    image: Image
    alt: str
    decorative: bool
    caption: Prose
    width: float = 1.0
    origin: Span = field(default=NOWHERE, compare=False)
    how_to_read: Prose = field(default=(), metadata={LATER: True})


#: What a cell can be marked with, and how certain the evidence of a statement can be (GRADE), the most certain first.
MARKS = ("yes", "no", "partly", "unknown")
CERTAINTIES = ("high", "moderate", "low", "very-low")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a comparison: prose that holds for `span` subjects, its own and those that follow.

    `mark` is one of MARKS, in a row of the kind `certainty` one of CERTAINTIES, or empty.
    """

    blocks: Blocks
    span: int = 1
    mark: str = field(default="", metadata={LATER: True})


@dataclass(frozen=True, slots=True)
class Feature:
    """A row of a comparison: what is compared, and cells that cover every subject once.

    `kind` is `certainty` for a row that says how sure the evidence is, `sources` for one that says where statements
    come from, else empty; rows of a kind may be without a name.
    """

    name: Prose
    cells: tuple[Cell, ...]
    origin: Span = field(default=NOWHERE, compare=False)
    kind: str = field(default="", metadata={LATER: True})


@dataclass(frozen=True, slots=True)
class FeatureGroup:
    """Features under a heading of their own."""

    name: Prose
    features: tuple[Feature, ...]
    origin: Span = field(default=NOWHERE, compare=False)


#: How a comparison can stand on the page: across it, on a page that is turned, or subject below subject.
ARRANGEMENTS = ("across", "turned", "stacked")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table of subjects (columns) by features (rows), which may stand in groups.

    `arrangement` is one of ARRANGEMENTS, or empty: how it stands on the page says nothing, and counts for no code.
    """

    id: str
    caption: Prose
    corner: Prose
    subjects: tuple[Prose, ...]
    features: tuple[Feature | FeatureGroup, ...]
    how_to_read: Prose = ()
    arrangement: str = field(default="", compare=False)
    origin: Span = field(default=NOWHERE, compare=False)


if TYPE_CHECKING:
    BodyBlock = (
        Text
        | Steps
        | Checklist
        | Callout
        | Cards
        | Figure
        | Comparison
        | Notes
        | FillIns
        | Acknowledgement
        | Timeline
        | DoAndDont
        | Zones
        | Schedule
        | Chart
        | Pictograph
    )


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the guide under its own heading. `id` is given, or derived from the title."""

    id: str
    title: Prose
    body: tuple[BodyBlock, ...]
    accepts: tuple[Acceptance, ...] = field(default=(), compare=False)
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from. `url` may be empty; with `code` it is also printed as a code to scan."""

    id: str
    text: Prose
    url: str = ""
    code: bool = field(default=False, metadata={LATER: True})
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who checked the content. `pending` stands for nobody yet, and is printed as such."""

    name: str
    credentials: str = ""
    pending: bool = False
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary with what it means. It stands by `order`, or by the alphabet where there is none."""

    word: str
    meaning: Prose
    origin: Span = field(default=NOWHERE, compare=False)
    order: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """What is new in a version."""

    version: str
    points: tuple[Prose, ...]
    origin: Span = field(default=NOWHERE, compare=False)


#: Whether a guide may be handed out.
STATUSES = ("draft", "approved")
#: For whom a guide can be.
READERS = ("patients", "public", "students", "staff")


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide as its author meant it. Optional prose is empty when it was left out.

    `readers` is one of READERS, or empty where the author does not say; `reading_grade` is the school grade that the
    author writes for, or None. What is not printed (these two, `known_words`, `supplement`, `accepts`, `columns`) does
    not count when guides are compared; nor does `status`, one of STATUSES or empty, so that what is approved has the
    code that it had as a draft. `changes` has the newest first; `current_at` may hold places to be filled in.
    """

    name: str
    title: Prose
    language: str
    subtitle: Prose
    audience: Prose
    main_message: Prose
    summary: Blocks
    sections: tuple[Section, ...]
    next_steps: tuple[Prose, ...]
    questions: tuple[Prose, ...]
    get_help: Blocks
    key_points: tuple[Prose, ...]
    disclaimer: Blocks
    sources: tuple[Source, ...]
    version: str
    reviewer: Reviewer | None
    reviewed_on: datetime.date | None
    review_by: datetime.date | None
    quiz: Quiz | None
    glossary: tuple[Term, ...] = ()
    disclosure: Prose = ()
    changes: tuple[Change, ...] = field(default=(), metadata={LATER: True})
    current_at: str = field(default="", metadata={LATER: True})
    language_help: bool = field(default=True, metadata={LATER: True})
    status: str = field(default="", compare=False)
    readers: str = field(default="", compare=False)
    reading_grade: int | None = field(default=None, compare=False)
    known_words: tuple[str, ...] = field(default=(), compare=False)
    supplement: bool = field(default=False, compare=False)
    accepts: tuple[Acceptance, ...] = field(default=(), compare=False)
    columns: int | None = field(default=None, compare=False)
    translation: Translation | None = field(default=None, compare=False)
    site: str = field(default="", compare=False)
    path: str = ""
    origin: Span = field(default=NOWHERE, compare=False)

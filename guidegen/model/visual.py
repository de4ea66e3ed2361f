"""Blocks of a guide for readers who would rather look than read: timelines, pairs, zones and schedules."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.image import Image
from guidegen.model.prose import NOWHERE, Blocks
from guidegen.records import dataclass, field


@dataclass(frozen=True, slots=True)
class StepPicture:
    """The picture beside a step, with alternate text, or with none when it only shows what the step says."""

    image: Image
    alt: str


@dataclass(frozen=True, slots=True)
class Event:
    """A point of a timeline: when, and what then."""

    when: Prose
    blocks: Blocks
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happens one after the other."""

    id: str
    events: tuple[Event, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DoAndDont:
    """What to do, and what to leave."""

    id: str
    do: tuple[Prose, ...]
    dont: tuple[Prose, ...]
    origin: Span = field(default=NOWHERE, compare=False)


#: The zones that a guide can have, from well to unwell. Amber and yellow are two names of one zone.
ZONES = ("green", "amber", "yellow", "red")


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone: its colour (one of ZONES), what it means, by which signs it is told, what to do then."""

    colour: str
    title: Prose
    signs: tuple[Prose, ...]
    actions: tuple[Prose, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Zones:
    """Zones below each other, in the order of ZONES. `caption` asks which of them the reader is in."""

    id: str
    caption: Prose
    zones: tuple[Zone, ...]
    origin: Span = field(default=NOWHERE, compare=False)


#: The times of a day at which a medicine can be due.
TIMES = ("morning", "noon", "evening", "night")


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine: how much of it at each of the TIMES (nothing where it is empty), and how it is taken."""

    name: Prose
    amounts: tuple[Prose, ...]
    how: Prose
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A table of medicines by times of the day, with rows to fill in by hand."""

    id: str
    caption: Prose
    medicines: tuple[Medicine, ...]
    blank_rows: int = 0
    origin: Span = field(default=NOWHERE, compare=False)

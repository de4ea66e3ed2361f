"""Items: scorable questions with everything that belongs to them.

The meaning is kept apart from how it is printed: an option is the same option wherever a form places it,
and only the item knows which one is the key.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from guidegen.diagnostics import Span
from guidegen.inline import Prose, Variable
from guidegen.model.image import Image
from guidegen.model.prose import NOWHERE, Blocks
from guidegen.model.variables import Parameters


@dataclass(frozen=True, slots=True)
class Option:
    """One selectable answer. `id` is stable within its item; an anchored option keeps its place.

    Whether it is (part of) the key is said by `is_key` alone, never by its id or place.
    """

    id: str
    prose: Prose
    is_key: bool
    anchored: bool = False
    rationale: Blocks = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """A picture that belongs to a stem."""

    image: Image
    alt: str
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ItemCommon:
    """What every kind of item has.

    `section` names the section of a guide that the item tests, `stimulus` the stimulus of its bank that it is about
    (or both are empty); `points` is a whole number. An item with
    `parameters` holds `inline.Variable` nodes; the items of a form have values in their place.
    """

    id: str
    stem: Blocks
    points: int = 1
    rationale: Blocks = ()
    section: str = ""
    objective: str = ""
    tags: tuple[str, ...] = ()
    level: str = ""
    figure: ItemFigure | None = None
    stimulus: str = ""
    parameters: Parameters | None = None
    origin: Span = field(default=NOWHERE, compare=False)
    section_origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class MultipleChoice:
    """One best option. QTI choiceInteraction with one response; Moodle `multichoice`, single."""

    common: ItemCommon
    options: tuple[Option, ...]
    shuffle: bool = True


@dataclass(frozen=True, slots=True)
class MultipleResponse:
    """Every right option is to be marked. QTI choiceInteraction with several responses."""

    common: ItemCommon
    options: tuple[Option, ...]
    shuffle: bool = True


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """A statement to be judged. Whether it is true may follow from the item's variables."""

    common: ItemCommon
    is_true: bool | Variable


@dataclass(frozen=True, slots=True)
class Response:
    """What a premise may be matched to."""

    id: str
    prose: Prose
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Premise:
    """What is to be matched; `response` is the id of its right response."""

    id: str
    prose: Prose
    response: str
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Matching:
    """Premises, each with one right response; several may share one, and some responses may fit none."""

    common: ItemCommon
    premises: tuple[Premise, ...]
    responses: tuple[Response, ...]
    shuffle: bool = True


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """Words to be written; `accepted` are the right answers, the best one first. `lines` to write on."""

    common: ItemCommon
    accepted: tuple[Prose, ...]
    lines: int = 1


Item = MultipleChoice | MultipleResponse | TrueFalse | Matching | ShortAnswer

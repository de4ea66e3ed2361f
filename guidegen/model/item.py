"""Items: scorable questions with everything that belongs to them.

The meaning is kept apart from how it is printed: an option is the same option wherever a form places it,
and only the item knows which one is the key.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from guidegen.diagnostics import Span
from guidegen.inline import LATER, Prose, Variable
from guidegen.model.acceptance import Acceptance
from guidegen.model.image import Image
from guidegen.model.number import Number, interval
from guidegen.model.prose import NOWHERE, Blocks
from guidegen.model.scoring import ALL_OR_NOTHING, PER_OPTION
from guidegen.model.space import EIGHT_LINES, ONE_LINE, AnswerSpace
from guidegen.records import dataclass, field

if TYPE_CHECKING:
    from guidegen.model.rubric import Rubric
    from guidegen.model.variables import Parameters


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """A picture that belongs to a stem, or is an option."""

    image: Image
    alt: str
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Option:
    """One selectable answer. `id` is stable within its item; an anchored option keeps its place.

    Whether it is (part of) the key is said by `is_key` alone, never by its id or place. `credit` is the share of the
    points that marking it earns (Moodle's `fraction`), where the author says so. The `prose` of an option that is a
    picture alone (`is_picture`) is its alternate text: the quiz does not print it, the key does. An option that is
    more than a line, such as code or a table, has `blocks`; its `prose` then has their words in one line.
    """

    id: str
    prose: Prose
    is_key: bool
    anchored: bool = False
    rationale: Blocks = ()
    credit: Fraction | None = None
    origin: Span = field(default=NOWHERE, compare=False)
    figure: ItemFigure | None = None
    is_picture: bool = False
    blocks: Blocks = field(default=(), metadata={LATER: True})


@dataclass(frozen=True, slots=True)
class Review:
    """That an item was held against the section that it tests: when, and the code that the section had (or nothing).

    For fixes it knows where its day and its code were typed, whether it is a group in braces, and its keys' column.
    """

    on: datetime.date
    section_code: str = ""
    origin: Span = field(default=NOWHERE, compare=False)
    code_origin: Span = field(default=NOWHERE, compare=False)
    is_on_one_line: bool = field(default=False, compare=False)
    key_column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class ItemCommon:
    """What every kind of item has.

    `section` names the section of a guide that the item tests, `stimulus` the stimulus of its bank that it is about
    (or both are empty); `points` is a whole number or half of one, 0.5 or more. `enemies` are items of the same bank
    that never stand in one form with it. An item with `parameters` holds `inline.Variable` nodes; the items of a form
    have values in their place.
    """

    id: str
    stem: Blocks
    points: Decimal = Decimal(1)
    rationale: Blocks = ()
    section: str = ""
    objective: str = ""
    tags: tuple[str, ...] = ()
    level: str = ""
    figure: ItemFigure | None = None
    stimulus: str = ""
    parameters: Parameters | None = None
    enemies: tuple[str, ...] = ()
    reviewed: Review | None = field(default=None, compare=False)
    accepts: tuple[Acceptance, ...] = field(default=(), compare=False)
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
    """Every right option is to be marked. QTI choiceInteraction with several responses.

    `credit` is one of CREDIT_RULES; options with a credit of their own take its place.
    """

    common: ItemCommon
    options: tuple[Option, ...]
    shuffle: bool = True
    credit: str = ALL_OR_NOTHING


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """A statement to be judged. Whether it is true may follow from the item's variables."""

    common: ItemCommon
    is_true: bool | Variable


@dataclass(frozen=True, slots=True)
class Response:
    """What a premise may be matched to, or a marked place be labelled with."""

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
    credit: str = PER_OPTION


@dataclass(frozen=True, slots=True)
class Statement:
    """A row of a table of statements: whether the first of the two labels is right for it."""

    id: str
    prose: Prose
    is_true: bool
    rationale: Blocks = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements under one stem, each to be judged: true or false, or two labels of the author's.

    QTI matchInteraction with two targets; Moodle `multitf`. `labels` are two, or none for true and false.
    """

    common: ItemCommon
    statements: tuple[Statement, ...]
    labels: tuple[Prose, ...] = ()
    shuffle: bool = True
    credit: str = PER_OPTION


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the things to be put in order."""

    id: str
    prose: Prose
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Ordering:
    """Entries to be put in order; they are listed in the right one. QTI orderInteraction; Moodle `ordering`.

    `per-option` credit counts the entries that got their right number (Moodle's absolute position).
    """

    common: ItemCommon
    entries: tuple[Entry, ...]
    credit: str = ALL_OR_NOTHING


@dataclass(frozen=True, slots=True)
class Accepted:
    """An answer in words that is accepted, and the share of the points that it earns."""

    prose: Prose
    credit: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """Words to be written; `accepted` are the right answers, the best one first.

    `case_sensitive` answers must be spelled with the same capitals (Moodle's `usecase`, QTI's caseSensitive).
    """

    common: ItemCommon
    accepted: tuple[Accepted, ...]
    space: AnswerSpace = ONE_LINE
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far an answer may be off: an amount, or, when `is_relative`, so many percent of the answer."""

    amount: Number
    is_relative: bool = False


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """A number that is accepted, with what it may be off, and the share of the points that it earns."""

    value: Number
    tolerance: Tolerance | None = None
    credit: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class RangeAnswer:
    """Every number from `low` to `high` is accepted, both included."""

    low: Number
    high: Number
    credit: Fraction = Fraction(1)


def accepted_range(answer: NumberAnswer | RangeAnswer) -> tuple[Decimal, Decimal]:
    """The least and the greatest number that the answer accepts, exactly; equal where it accepts one number only.

    ValueError where drawn values give no number.
    """
    if isinstance(answer, RangeAnswer):
        return answer.low.value, answer.high.value
    value, tolerance = answer.value.value, answer.tolerance
    if tolerance is None:
        return value, value
    return interval(value, tolerance.amount.value, is_relative=tolerance.is_relative)


@dataclass(frozen=True, slots=True)
class Numerical:
    """A number to be written. Moodle `numerical`; QTI textEntryInteraction with a numeric base type.

    `unit` is printed beside the answer line and is no part of the answer; `work` is room for working it out.
    """

    common: ItemCommon
    accepted: tuple[NumberAnswer | RangeAnswer, ...]
    unit: Prose = ()
    work: AnswerSpace | None = None


@dataclass(frozen=True, slots=True)
class Essay:
    """A text or drawing that a person marks. QTI extendedTextInteraction; Moodle `essay`."""

    common: ItemCommon
    space: AnswerSpace = EIGHT_LINES
    rubric: Rubric | None = None
    sample: Blocks = ()


@dataclass(frozen=True, slots=True)
class WrittenBlank:
    """A blank to write words in; `accepted` are the right answers, the best one first.

    QTI textEntryInteraction; Moodle cloze SHORTANSWER. `points` is None when all blanks of the item count the same.
    """

    id: str
    accepted: tuple[Prose, ...]
    points: Decimal | None = None
    rationale: Blocks = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class NumberBlank:
    """A blank to write a number in; `accepted` are the right ones, the best first, each for all the points.

    QTI textEntryInteraction with a numeric base type; Moodle cloze NUMERICAL.
    """

    id: str
    accepted: tuple[NumberAnswer | RangeAnswer, ...]
    points: Decimal | None = None
    rationale: Blocks = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ChosenBlank:
    """A blank with a list to choose one from. QTI inlineChoiceInteraction; Moodle cloze MULTICHOICE."""

    id: str
    options: tuple[Option, ...]
    shuffle: bool = True
    points: Decimal | None = None
    rationale: Blocks = ()
    origin: Span = field(default=NOWHERE, compare=False)


AnyBlank = WrittenBlank | NumberBlank | ChosenBlank


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of a word bank."""

    id: str
    prose: Prose
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text with blanks. Its stem holds a NumberedBlank for each of `blanks`, in the same order.

    `words` are the word bank: the best answer of each blank for words, each once, and words that fit none; it is empty
    when the words are to be known.
    """

    common: ItemCommon
    blanks: tuple[AnyBlank, ...]
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Marker:
    """A place of a picture that is to be labelled: how far across and down it is, in percent of width and height.

    `number_across` and `number_down` are where its number stands; a line leads from there to the place when they
    differ. `description` says in words what is there, without naming it; `label` is the id of the right label.
    """

    id: str
    across: Decimal
    down: Decimal
    number_across: Decimal
    number_down: Decimal
    description: str
    label: str
    rationale: Blocks = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class LabelFigure:
    """A picture whose marked places are to be labelled. QTI graphicGapMatchInteraction; Moodle `ddimageortext`.

    `labels` are printed to choose from when `listed`; some may fit no place, and one may fit several.
    """

    common: ItemCommon
    markers: tuple[Marker, ...]
    labels: tuple[Response, ...]
    listed: bool = True
    shuffle: bool = True
    credit: str = PER_OPTION


Item = (
    MultipleChoice
    | MultipleResponse
    | TrueFalse
    | Statements
    | Matching
    | Ordering
    | ShortAnswer
    | Numerical
    | Cloze
    | LabelFigure
    | Essay
)


def kind_name(item: Item) -> str:
    """The name of an item's kind, as authors write it: `multiple-choice`."""
    name = type(item).__name__
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("-")

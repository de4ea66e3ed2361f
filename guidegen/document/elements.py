"""The elements of a document. Their tree is the reading order and becomes the structure tree of a PDF.

A document is a template, an arrangement of its items, and the values of its slots. The template is the same
for every copy of a handout; the arrangement belongs to a form; the values belong to one copy. A renderer can
therefore lay the template out once and place it many times.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from guidegen.diagnostics import Span
from guidegen.document.arrangement import NO_ARRANGEMENT, ArrangedItem, Arrangement
from guidegen.inline import Inline, Parallel, plain_text
from guidegen.locale import LATIN
from guidegen.model.image import Image
from guidegen.records import dataclass, field
from guidegen.typed import ClassVar

NOWHERE = Span("")


@dataclass(frozen=True, slots=True)
class PageReference:
    """The number of the page on which an anchor stands; `document` names another document of the same build."""

    anchor: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A value that differs from copy to copy. `sample` is the widest value that fits; it reserves the room.

    A slot on a line of fields has the room of its field, and no sample. The value of an `inline` one is written with
    the text around it: it stands on pages that its copy shares with no other.
    """

    name: str
    sample: str = ""
    inline: bool = False


Run = Inline | Parallel | PageReference | Slot
Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `style` names a text style of the theme; `anchor` can be linked and referred to."""

    line: Line
    style: str = "body"
    anchor: str = ""
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of `level` 1 to 6. `break_before` starts a new `page`, or a new `sheet` printed on both sides.

    That of a `part` of a quiz may be followed by a paragraph in the style `points`: how much there is in it.
    """

    level: int
    line: Line
    anchor: str = ""
    break_before: str = ""
    part: bool = False
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that belong together under a heading, which is their first. Of a `whole` one a page parts no few lines."""

    blocks: tuple[Block, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody else's words."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list. `marker` is one of `bullet`, `number`, `step`, `check`, `source`; `start` is the first number.

    `anchors` are empty, or one for each point.
    """

    marker: str
    points: tuple[tuple[Block, ...], ...]
    start: int = 1
    anchors: tuple[str, ...] = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of a computer language, with their spaces as typed."""

    lines: tuple[str, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula on lines of its own, in LaTeX notation, with what a screen reader says."""

    source: str
    spoken: str
    style: str = "body"
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Masthead:
    """Who hands the sheet out: the top of the first page. `note` is one line, such as a telephone number."""

    organisation: str
    note: str
    logo: Image | None = None
    logo_alt: str = ""


@dataclass(frozen=True, slots=True)
class MainMessage:
    """The one thing to take away, with its label."""

    label: Line
    line: Line
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that stands out. `kind`: `note`, `tip`, `important`, `warning`; the title is never empty."""

    kind: str
    title: Line
    blocks: tuple[Block, ...]
    anchor: str = ""
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Card:
    """One of a row of cards."""

    title: Line
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Short texts side by side."""

    cards: tuple[Card, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture. `alt` is empty for a decorative one; `width` is the most that it takes of the column, and what it
    takes for sure when it `is_chosen` by the author.

    `places` are marked with their numbers.
    """

    image: Image
    alt: str
    caption: Line = ()
    width: float = 1.0
    is_chosen: bool = False
    places: tuple[Place, ...] = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks with a picture beside them, or below them where there is no room."""

    blocks: tuple[Block, ...]
    figure: Figure


@dataclass(frozen=True, slots=True)
class Event:
    """A point of a timeline."""

    when: Line
    blocks: tuple[Block, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happens one after the other, along a line."""

    events: tuple[Event, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair. `label` is its title in plain words, which a screen reader says with each point."""

    title: Line
    label: str
    points: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What to do and what to leave, side by side where there is room."""

    do: Side
    dont: Side
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of `colour` (`green`, `amber` or `red`), which the title names in words, with lists under headings."""

    colour: str
    title: Line
    parts: tuple[tuple[Line, tuple[Line, ...]], ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Zones:
    """Zones below each other, from well to unwell, under a caption."""

    caption: Line
    zones: tuple[Zone, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A table of amounts by times of the day, with a name before each row and a remark behind it.

    `times` are names (`morning`, ...) with their headings. A row of a name and a remark alone has no times: the remark
    spans them. A row without words is to be filled in by hand: `blank` says so to a screen reader. Where the columns do
    not fit, the times of each name stand below each other, under the heading `amounts`.
    """

    caption: Line
    corner: Line
    times: tuple[tuple[str, Line], ...]
    remarks: Line
    rows: tuple[tuple[Line, ...], ...]
    blank: str
    amounts: Line
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Introduced:
    """A picture or chart with a sentence before it that stays with it, such as how to read it."""

    line: Line
    block: Block


@dataclass(frozen=True, slots=True)
class ScanCode:
    """An address as a code to scan, beside the blocks that say what it is for. `alt` says where it leads."""

    url: str
    alt: str
    blocks: tuple[Block, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Series:
    """Values of a chart that belong together, and how each is printed. The name may be empty when there is one only."""

    name: str
    values: tuple[float, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers by category as `bars`, `columns`, `line` or `pie`. `alt` says all of them.

    A line chart has `positions` of its categories, from 0 to 1, and `ticks`: values of its axis with their labels.
    `axis` names the unit where the numbers stand without it; `corner` heads the numbers where they are a table.
    """

    kind: str
    caption: Line
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    axis: str = ""
    corner: Line = ()
    positions: tuple[float, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    source: Line = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class IconGroup:
    """`count` of the icons of a pictograph, with a name (or none) and the count in words."""

    name: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Pictograph:
    """Groups of `total` icons each, some of them filled. `alt` says how many."""

    caption: Line
    total: int
    groups: tuple[IconGroup, ...]
    alt: str
    source: Line = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that spans `columns` columns."""

    blocks: tuple[Block, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Marked:
    """A word with a sign before it that says the same.

    `sign` is `yes`, `no`, `partly`, `unknown`, or a certainty: `high`, `moderate`, `low`, `very-low`.
    """

    sign: str
    line: Line
    style: str = "table"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its header cell, and cells that cover every further column once."""

    header: Line
    cells: tuple[Cell, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under a heading that spans the table."""

    header: Line
    rows: tuple[Row, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with header cells on both axes. `columns` names every column, that of the row headers first.

    `introduction` stands before it and stays with it. Columns are equal where words allow it, unless they `fit` what
    stands in them. A `dense` table has little room between its rows. The `arrangement` is `across` the page, `turned`
    or `stacked`; where it is empty, what can be read best. A stack has an introduction of its own, and `for_all` in
    place of the names of all subjects.
    """

    caption: Line
    columns: tuple[Line, ...]
    rows: tuple[Row | RowGroup, ...]
    introduction: Line = ()
    fit: bool = False
    dense: bool = False
    introduction_stacked: Line = ()
    for_all: Line = ()
    arrangement: str = ""
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DataTable:
    """A plain table: header cells above its columns, and before its rows where the first of them is empty.

    Every row has as many cells as the header; `alignments` are `start`, `centre` or `end`, one for each column.
    """

    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    alignments: tuple[str, ...]
    caption: Line = ()
    origin: Span = field(default=NOWHERE, compare=False)

    @property
    def has_row_headers(self) -> bool:
        """True when the first column names its rows."""
        return not self.header[0]


@dataclass(frozen=True, slots=True)
class WideTable:
    """A table that may have more columns than a page holds: the others follow below, beside the same row headers.

    Columns are as wide as their words need, not equal, when `even` is false.
    """

    table: Table
    even: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """One option of an item; its letter comes from its place in the arrangement.

    It has words (`line`), a figure, or both. With `blocks` these are printed, and `line` says them in one line.
    """

    id: str
    line: Line
    origin: Span = field(default=NOWHERE, compare=False)
    figure: Figure | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """The options of an item, to mark one of (`many` false) or several (`many` true)."""

    options: tuple[Option, ...]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Premises:
    """A matching task: premises with an answer cell each, and a list of lettered responses.

    `answer_label` says to a screen reader what the answer cell is.
    """

    premises: tuple[Option, ...]
    responses: tuple[Option, ...]
    answer_header: Line
    premise_header: Line
    responses_label: Line
    answer_label: str


@dataclass(frozen=True, slots=True)
class StatementTable:
    """Statements, lettered by the arrangement, with a box for each of two labels.

    `box_label` holds `{letter}` and `{label}`, and says to a screen reader what a box is.
    """

    statements: tuple[Option, ...]
    header: Line
    labels: tuple[Line, Line]
    box_label: str

    @staticmethod
    def place(statement: str, label: int) -> str:
        """The name of the box of a statement (its id) below the first (0) or second (1) label."""
        return f"{statement}:{label}"

    def label_of(self, letter: str, label: Line) -> str:
        """What a screen reader says for one box."""
        words = plain_text(tuple(run for run in label if not isinstance(run, PageReference | Slot)))
        return self.box_label.replace("{letter}", letter).replace("{label}", words)


@dataclass(frozen=True, slots=True)
class OrderBoxes:
    """Entries to be numbered, lettered by the arrangement, with a box each.

    `box_label` holds `{letter}`, and says to a screen reader what a box is.
    """

    entries: tuple[Option, ...]
    box_label: str


@dataclass(frozen=True, slots=True)
class AnswerSpace:
    """Room to answer in; `label` says to a screen reader what it is.

    `look` is `lines`, `box`, `grid` or `blank`; the height is `amount` of `measure`: `line`, `mm` or `page`.
    """

    look: str
    amount: Fraction
    measure: str
    label: str


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A line for a number with its unit behind it. Before it may stand room to work it out, and a few words."""

    #: The name of the line as a place to answer in.
    PLACE: ClassVar[str] = "number"

    label: str
    unit: Line = ()
    before: Line = ()
    work: AnswerSpace | None = None


@dataclass(frozen=True, slots=True)
class BlankOptions:
    """The options of one blank of a cloze text: the number of the blank, and its name in words (`label`)."""

    number: int
    label: Line
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Blanks:
    """What there is to do with a cloze text beside writing: lists to choose from, and a word bank with its label."""

    lists: tuple[BlankOptions, ...] = ()
    words: tuple[Option, ...] = ()
    words_label: Line = ()

    @staticmethod
    def place(number: int) -> str:
        """The name of the blank of this number as a place to answer in."""
        return f"blank {number}"


@dataclass(frozen=True, slots=True)
class Place:
    """A numbered place of a picture and its answer.

    `at` and `number_at` are shares of the picture's width and height, from its start and top; where they differ, a
    line leads from the number to the place. `description` says what is there, `answer_label` what to answer with.
    """

    at: tuple[float, float]
    number_at: tuple[float, float]
    description: str
    answer_label: str


@dataclass(frozen=True, slots=True)
class FigureLabels:
    """The places of the item's picture, each with a box for the letter of one of `labels`, or with a line to write on.

    Without `labels` there are lines.
    """

    places: tuple[Place, ...]
    labels: tuple[Option, ...] = ()
    list_label: Line = ()


Task = Options | Premises | StatementTable | OrderBoxes | AnswerSpace | NumberLine | Blanks | FigureLabels


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it is printed: stem and task. In a quiz nothing here tells which option is right.

    `hint` is a short instruction that follows the stem ("Mark all that are right."); `points` may be empty.
    On a teacher's copy `answer` stands below the task, and `shown` in the places to answer in: lines by the name of the
    place, empty ones where a bubble is filled in. Both are empty everywhere else.

    Places are named by the ids of options, premises, statements (with their label) and entries, and by the numbers
    of blanks and of places of a figure.
    """

    id: str
    stem: tuple[Block, ...]
    task: Task
    hint: Line = ()
    points: Line = ()
    figure: Figure | None = None
    answer: tuple[Block, ...] = ()
    shown: tuple[tuple[str, Line], ...] = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Directions:
    """Which items a stimulus belongs to, as patterns: `one` holds `{first}`, the others `{first}` and `{last}`."""

    one: str
    two: str
    many: str

    def text(self, first: int, last: int) -> str:
        """The sentence for items that are numbered from `first` to `last`."""
        pattern = {0: self.one, 1: self.two}.get(last - first, self.many)
        return pattern.replace("{first}", str(first)).replace("{last}", str(last))


@dataclass(frozen=True, slots=True)
class Stimulus:
    """What several items are about. Its directions are a heading of `level`; `title` may be empty.

    `continued` stands at the top of each further page that it reaches, `reminder` at the top of each page that has
    items of it alone; a page reference in it is to the stimulus itself. `language` is empty when it is the document's.
    """

    id: str
    level: int
    directions: Directions
    title: Line
    blocks: tuple[Block, ...]
    continued: Line
    reminder: Line
    language: str = ""
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ItemList:
    """Items, with the stimuli that they are about. The template holds both by id.

    The arrangement says which items are printed, and in which order; each stimulus is printed before its first item.
    A document that prints several forms gives each list its own arrangement, and anchors of its own.
    """

    items: tuple[Item, ...]
    stimuli: tuple[Stimulus, ...] = ()
    arrangement: Arrangement | None = None
    anchor: str = "item"


@dataclass(frozen=True, slots=True)
class StimulusAlone:
    """A stimulus before what is no list of items: answers, or questions to ask. `about` are those it belongs to."""

    stimulus: Stimulus
    about: tuple[ArrangedItem, ...]

    @property
    def anchor(self) -> str:
        """Its place in the document."""
        return f"stimulus:{self.about[0].item}"


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled line to write on, with its share of the width. A slot stands on it where its value is known."""

    label: str
    share: float
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class FieldLine:
    """Fields side by side, or below each other where they do not fit. `field_text` holds `{label}`."""

    fields: tuple[Field, ...]
    field_text: str


@dataclass(frozen=True, slots=True)
class WritingLines:
    """So many lines to write on, below a title. `said` says to a screen reader what they are."""

    title: Line
    lines: int
    said: str
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class FillIn:
    """A label with a line behind it, `after` behind the line, and further lines below if there are several.

    `said` says to a screen reader what the line is; `name` what to fill in there, where that can be done on the screen.
    """

    label: Line
    said: str
    name: str
    after: Line = ()
    lines: int = 1
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class FillIns:
    """Fields below each other, and perhaps a title above them."""

    fields: tuple[FillIn, ...]
    title: Line = ()


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A box with a statement and the lines on which it is signed. `break_before` is like that of a heading."""

    title: Line
    blocks: tuple[Block, ...]
    fields: FillIns
    break_before: str = ""
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class TickRow:
    """Boxes to tick with their words, side by side where they fit."""

    labels: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ExamHead:
    """The head of a quiz that prints alone: title, a line about it, its form and code, and fields to fill in.

    `form` and its label are empty where the arrangement is that of one copy; `title_text` is the bookmark.
    """

    title: Line
    title_text: str
    about: Line
    form_label: Line
    form: Line
    code: Line
    fields: FieldLine
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class AnswerGrid:
    """All answers at a glance: pairs of item number and letters, as a list that runs across the page."""

    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """The answer of one item: its number and right letters in large type, points, and blocks that explain."""

    number: str
    answer: str
    points: Line
    blocks: tuple[Block, ...]
    anchor: str = ""

    @property
    def label(self) -> str:
        """`3: B`, or the number alone where the answer is no letter."""
        return f"{self.number}: {self.answer}" if self.answer else self.number


@dataclass(frozen=True, slots=True)
class KeyList:
    """The answers of a form, item by item."""

    entries: tuple[KeyEntry, ...]


@dataclass(frozen=True, slots=True)
class TurnedAnswers:
    """The answers in one small paragraph at the foot of the page, upside down: to be read after the quiz."""

    line: Line


Block = (
    Paragraph
    | Heading
    | Section
    | Quotation
    | ListBlock
    | CodeBlock
    | DataTable
    | Formula
    | Masthead
    | MainMessage
    | Callout
    | Cards
    | Figure
    | Introduced
    | ScanCode
    | Table
    | Marked
    | WideTable
    | ItemList
    | StimulusAlone
    | ExamHead
    | FieldLine
    | WritingLines
    | FillIns
    | Acknowledgement
    | TickRow
    | KeyList
    | AnswerGrid
    | TurnedAnswers
    | Beside
    | Timeline
    | Pair
    | Zones
    | Schedule
    | Chart
    | Pictograph
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page outside the text: running head (from page two on) and footer.

    Themes may print `goes_on` at the foot of every page but the last, and `ends` at the foot of that.
    """

    head_start: Line
    head_end: str
    foot_start: str
    page_pattern: str
    goes_on: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """What a screen reader says for marks that have no letters. `source_link` and `numbered_blank` hold `{number}`.

    `letters` are those of options.
    """

    blank: str
    check_box: str
    source_link: str
    numbered_blank: str
    letters: tuple[str, ...] = LATIN


@dataclass(frozen=True, slots=True)
class FieldPhrases:
    """What a screen reader says for form fields. All hold `{number}`, that of the item.

    Those of lettered things also hold `{letter}` and `{text}`, `statement` moreover `{label}`, `premise` only
    `{text}`, `blank` `{blank}`, and `answer` `{what}`: the label of the room for an answer.
    """

    question: str
    option: str
    statement: str
    premise: str
    place: str
    blank: str
    answer: str


@dataclass(frozen=True, slots=True)
class Template:
    """Everything that the copies of a document share. A citation of a source prints its place in `sources`.

    `identifier` names what is printed (`quiz:CODE`, `key:REVISION`), `relations` what it belongs to (`quiz:CODE`).
    With phrases for `fields` the document can be filled in on the screen. `draft` is the word that stands across every
    page of what is not approved, or empty.
    """

    name: str
    title: str
    language: str
    blocks: tuple[Block, ...]
    furniture: Furniture
    labels: Labels
    sources: tuple[str, ...] = ()
    identifier: str = ""
    relations: tuple[str, ...] = ()
    fields: FieldPhrases | None = None
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A template with the arrangement of one form and the values of one copy."""

    template: Template
    arrangement: Arrangement = NO_ARRANGEMENT
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

"""Blocks of prose: what a block field of CommonMark holds. Inline runs are in `guidegen.inline`."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.image import Image
from guidegen.records import dataclass, field

NOWHERE = Span("")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    prose: Prose
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a body; `level` is 3 or more, as 1 is the title and 2 the section."""

    level: int
    prose: Prose
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class BulletList:
    """Points in no particular order. Each point is a tuple of blocks."""

    points: tuple[Blocks, ...]
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Points in order, counted from `start`."""

    points: tuple[Blocks, ...]
    start: int = 1
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody else's words."""

    blocks: Blocks
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines whose spaces and breaks count."""

    text: str
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class FormulaBlock:
    """A formula on lines of its own, in LaTeX notation."""

    source: str
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ProseTable:
    """A header row and rows with as many cells. Where the first header is empty, the first column holds headers too.

    `alignments` are `start`, `centre` or `end`, one for each column.
    """

    header: tuple[Prose, ...]
    rows: tuple[tuple[Prose, ...], ...]
    alignments: tuple[str, ...]
    caption: Prose = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture between paragraphs. `alt` is empty for a decorative one; `width` is a share of the column."""

    image: Image
    alt: str
    caption: Prose = ()
    width: float = 1.0
    origin: Span = field(default=NOWHERE, compare=False)


Block = Paragraph | Heading | BulletList | NumberedList | Quotation | CodeBlock | FormulaBlock | ProseTable | Picture
Blocks = tuple[Block, ...]

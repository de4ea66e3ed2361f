"""What readers, or the clinic, write on a handout: notes, fill-in fields, an acknowledgement to sign."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.prose import NOWHERE, Blocks
from guidegen.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Notes:
    """Blank lines to write on. Without a title they are called notes."""

    id: str
    lines: int
    title: Prose = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class FillIn:
    """A label with a line behind it, and perhaps words behind the line; `lines` is how many lines there are."""

    label: Prose
    after: Prose = ()
    lines: int = 1
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class FillIns:
    """Fields below each other, to be filled in by hand or on the screen."""

    id: str
    fields: tuple[FillIn, ...]
    title: Prose = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A statement to sign. Without `signed`, the lines are for a name, a signature and a date.

    With `new_page` it begins a page, so that it can be torn off.
    """

    id: str
    statement: Blocks
    title: Prose = ()
    signed: tuple[FillIn, ...] = ()
    new_page: bool = False
    origin: Span = field(default=NOWHERE, compare=False)

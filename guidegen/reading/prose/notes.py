"""What is found while prose is parsed: problems and citations, with offsets into the text."""

from __future__ import annotations

from collections.abc import Callable

from guidegen.diagnostics import Span
from guidegen.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem between two offsets of a text: a code of the catalogue, a sentence and a hint."""

    code: str
    start: int
    end: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that is cited between two offsets of a text. Where it is no id, `source` is how it would be mended."""

    source: str
    start: int
    end: int
    is_id: bool = True


@dataclass(frozen=True, slots=True)
class BlankText:
    """What stands in the brackets of `[[...]]`, as it was typed, and the offsets of its first and last bracket."""

    content: str
    start: int
    end: int


@dataclass(slots=True)
class Notes:
    """What was found on the way, besides the prose itself. `place` turns two offsets into a place in the file.

    `blanks` are those of a cloze text in order; None where `[[` has no meaning.
    """

    place: Callable[[int, int], Span] = lambda _start, _end: Span("")

    findings: list[Finding] = field(default_factory=list)
    citations: list[Cited] = field(default_factory=list)
    blanks: list[BlankText] | None = None

"""The runs of prose: what stands inside a line of text. Shared by the model and the document.

A prose field is a tuple of inline nodes. The syntax that authors type is described in
`docs/authoring.md`; `guidegen.reading.prose` parses it. Nodes hold what was typed, with straight quotes;
typographic quotes are applied when a document is assembled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from guidegen import records
from guidegen.diagnostics import Span
from guidegen.records import dataclass, field
from guidegen.source.nodes import ScalarNode

#: Marks fields that were added later: they do not count in codes while they have their default (see `assembly.codes`),
#: so that what was printed before keeps its code.
LATER = "later"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance: `**text**`."""

    children: Prose


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress emphasis: `*text*`."""

    children: Prose


@dataclass(frozen=True, slots=True)
class Code:
    """Literal characters of a computer language: `` `text` ``."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a web page or an e-mail address: `[text](https://example.org)`."""

    url: str
    children: Prose


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to one or more sources by id: `[@id]`, `[@id1; @id2]`. Where it stands `alone` it is not raised."""

    sources: tuple[str, ...]
    alone: bool = field(default=False, metadata={LATER: True})


@dataclass(frozen=True, slots=True)
class Language:
    """Words in another language than the text around them: `[palabras]{lang=es}` (BCP 47 tag)."""

    language: str
    children: Prose


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form with its expansion: `[IBS]{abbr="irritable bowel syndrome"}`."""

    expansion: str
    children: Prose


@dataclass(frozen=True, slots=True)
class Mathematics:
    """A formula in LaTeX notation: `` $`x^2`$ ``. `spoken` says it in words; it is set when a document is assembled."""

    source: str
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank to write on: three or more underscores. `length` is how many were typed.

    `prompt` says what belongs there; it is set when a document is laid out that can be filled in on the screen.
    """

    length: int
    prompt: str = field(default="", metadata={LATER: True})


@dataclass(frozen=True, slots=True)
class NumberedBlank:
    """A blank of a cloze text: `[[answer]]`. It is counted from 1; `width` is in characters of ordinary writing.

    `field` is set when a document is laid out that can be filled in on the screen, and `answer` when a teacher's copy
    is.
    """

    number: int
    width: int = 0
    field: bool = False
    answer: str = records.field(default="", metadata={LATER: True})


@dataclass(frozen=True, slots=True)
class Variable:
    """A value that differs from form to form: `{{need / 2:.1}}`, an expression and perhaps how it is printed."""

    expression: str
    origin: Span = field(default=Span(""), compare=False)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line that ends where the author ended it."""


Inline = (
    Text
    | Strong
    | Emphasis
    | Code
    | Link
    | Citation
    | Language
    | Abbreviation
    | Mathematics
    | Blank
    | NumberedBlank
    | Variable
    | LineBreak
)
Prose = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Parallel:
    """The same words in two languages, side by side where there is room, else one below the other.

    The children are two `Language` nodes, with what stands between them where they share a line. It is made when a
    document in two languages is put together, and stands alone in its line.
    """

    children: Prose


class TypedProse(tuple[Inline, ...]):
    """Prose that knows where it was typed, and is otherwise like any other: equal when its runs are.

    `original` is what it translates, or None.
    """

    node: ScalarNode
    original: Prose | None = None

    @classmethod
    def of(cls, runs: Iterable[Inline], node: ScalarNode, original: Prose | None = None) -> TypedProse:
        """The runs of the text that stands at `node`."""
        prose = cls(runs)
        prose.node = node
        if original is not None:
            prose.original = original
        return prose


def origin_of(prose: Prose) -> Span:
    """Where prose was typed; a span without a path for prose that the program made."""
    return prose.node.span if isinstance(prose, TypedProse) else Span("")


def original_of(prose: Prose) -> Prose:
    """What prose translates; itself where it is no translation. Ids and orders follow from it."""
    original = prose.original if isinstance(prose, TypedProse) else None
    return prose if original is None else original


#: A union would be made anew for each node.
_WITH_CHILDREN = (Strong, Emphasis, Link, Language, Abbreviation, Parallel)


def walk(prose: Sequence[Inline | Parallel]) -> Iterator[Inline | Parallel]:
    """Every node, parents before children, in reading order."""
    for node in prose:
        yield node
        if isinstance(node, _WITH_CHILDREN):
            yield from walk(node.children)


def is_parallel(prose: Sequence[Any]) -> bool:
    """Whether a line holds two languages and nothing else."""
    return len(prose) == 1 and isinstance(prose[0], Parallel)


def announces(prose: Sequence[Any]) -> bool:
    """Whether prose ends in a colon, so that what it announces should follow at once."""
    last = prose[-1] if prose else None
    return isinstance(last, Text) and last.text.rstrip().endswith((":", "："))


def plain_text(prose: Sequence[Inline | Parallel]) -> str:
    """The words alone, as they were typed. A blank reads as its underscores, a line break as a space."""
    if len(prose) == 1 and isinstance(prose[0], Text):
        return prose[0].text
    parts: list[str] = []
    for node in walk(prose):
        match node:
            case Text(text) | Code(text):
                parts.append(text)
            case Mathematics(source, spoken):
                parts.append(spoken or source)
            case Blank(length):
                parts.append("_" * length)
            case NumberedBlank():
                parts.append("____")
            case Variable(expression):
                parts.append("{{" + expression + "}}")
            case LineBreak():
                parts.append(" ")
            case _:
                pass
    return "".join(parts)

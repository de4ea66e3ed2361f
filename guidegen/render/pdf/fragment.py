"""A fragment: what moves as a whole, drawn once at the origin and placed many times.

It is plain data: its size, its lines (between which it may be parted), for each line the operators of each run, the
slots to be filled when it is placed, the links, the glyphs it uses, and its origin in the YAML.
"""

from __future__ import annotations

from guidegen.diagnostics import Diagnostic, Span
from guidegen.document.elements import PageReference, Slot
from guidegen.records import dataclass, field
from guidegen.render.pdf.glyph_sets import Glyphs
from guidegen.render.pdf.operators import numbers
from guidegen.render.pdf.text import Style

#: The run number of marks that carry no meaning: they are written as artifacts.
ARTIFACT = -1
_NOWHERE = Span("")


@dataclass(frozen=True, slots=True)
class InlineElement:
    """A structure element inside a paragraph. `kids` are run numbers and further elements, in reading order."""

    role: str
    kids: tuple[int | InlineElement, ...]
    language: str = ""
    expansion: str = ""
    actual_text: str = ""
    alt: str = ""
    link: int = -1


@dataclass(frozen=True, slots=True)
class Mark:
    """Operators of one run on one line, or of an ornament (`run` is ARTIFACT)."""

    run: int
    operators: str


@dataclass(frozen=True, slots=True)
class SlotPlace:
    """Where a slot's value goes: x and baseline from the line's top left, y upwards."""

    run: int
    value: Slot | PageReference
    x: float
    baseline: float
    width: float
    style: Style


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """The area of a link on a line. `target` is a URL, or `#anchor`; `contents` says in words where it leads."""

    link: int
    x: float
    width: float
    target: str
    contents: str


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """The area of a form field on a line: x and lower edge from the line's top left, y upwards.

    `link` counts with those of links, as both are annotations; `blank` is the number of a blank in a cloze text,
    `prompt` what belongs on any other blank.
    """

    link: int
    x: float
    bottom: float
    width: float
    height: float
    blank: int = 0
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class FragmentLine:
    """One line: `top` is its distance from the fragment's top; marks are drawn from the line's own top left.

    `lowered` is how much further down than in other lines the baseline stands, since a formula stands tall above it.
    """

    top: float
    height: float
    marks: tuple[Mark, ...]
    slots: tuple[SlotPlace, ...] = ()
    links: tuple[LinkPlace, ...] = ()
    lowered: float = 0.0
    fields: tuple[FieldPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Fragment:
    """Lines of text, or one ornament. `kids` is its part of the structure tree; `width` is the widest ink.

    `extent` is the width of the place that it was made for, where that is more. `mirrors` says that the drawing has a
    start and an end, so that it is turned over where lines run from right to left.
    """

    width: float
    height: float
    lines: tuple[FragmentLine, ...]
    kids: tuple[int | InlineElement, ...] = ()
    runs: int = 0
    glyphs: tuple[tuple[str, Glyphs], ...] = ()
    images: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    origin: Span = field(default=_NOWHERE, compare=False)
    extent: float = 0.0
    mirrors: bool = False


def ornament(operators: str, width: float, height: float, *, mirrors: bool = False) -> Fragment:
    """A drawing without meaning. One that `mirrors` looks to the start or the end of the page."""
    line = FragmentLine(0.0, height, (Mark(ARTIFACT, operators),))
    return Fragment(width, height, (line,), mirrors=mirrors)


def drawn_content(operators: str, width: float, height: float, actual_text: str) -> Fragment:
    """A drawing that means something, such as a line to write on; `actual_text` is what a screen reader says."""
    element = InlineElement("Span", (0,), actual_text=actual_text)
    return Fragment(width, height, (FragmentLine(0.0, height, (Mark(0, operators),)),), (element,), runs=1)


def field_place(width: float, height: float) -> Fragment:
    """The place of a form field, which draws itself."""
    line = FragmentLine(0.0, height, (), fields=(FieldPlace(0, 0.0, -height, width, height),))
    return Fragment(width, height, (line,), (InlineElement("Form", (), link=0),))


def picture(digest: str, width: float, height: float) -> Fragment:
    """An image of a given printed size. It is meant for a Figure element, or to be placed as an artifact."""
    operators = f"{numbers(width, 0, 0, height, 0, -height)} cm /Im{digest[:12]} Do"
    line = FragmentLine(0.0, height, (Mark(0, operators),))
    return Fragment(width, height, (line,), (0,), runs=1, images=(digest,))

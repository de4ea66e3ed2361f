"""Fragments: what moves as a whole, laid out and drawn once at the origin, placed many times.

A fragment is plain data: its size, its lines (between which it may be parted), for each line the operators of
each run, the slots to be filled when it is placed, the links, the glyphs it uses, and its origin in the YAML.
It depends on its content, style and width only.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from guidegen.catalogue import diagnosed
from guidegen.content_digest import content_digest
from guidegen.diagnostics import Diagnostic, Span
from guidegen.document.elements import Formula, Labels, Line, PageReference, Run, Slot
from guidegen.inline import (
    Abbreviation,
    Blank,
    Citation,
    Code,
    Emphasis,
    Language,
    LineBreak,
    Link,
    Mathematics,
    NumberedBlank,
    Parallel,
    Strong,
    Text,
    Variable,
    plain_text,
)
from guidegen.kept.digests import blake2b
from guidegen.records import dataclass
from guidegen.render.pdf.fonts import Face, load_face
from guidegen.render.pdf.glyph import Glyph
from guidegen.render.pdf.glyph_sets import Glyphs, GlyphSet, glyphs_of, together
from guidegen.render.pdf.memory import Bound, Memory
from guidegen.render.pdf.missing import missing
from guidegen.render.pdf.operators import circle, fill_colour, number, numbers, rule
from guidegen.render.pdf.pdffile import utf16_hex
from guidegen.render.pdf.pieced_text import MANY, PiecedText, Pieces
from guidegen.render.pdf.plain_text import OneRunText, one_line, word_by_word
from guidegen.render.pdf.text import OBJECT, GlyphRun, ShapedText, Style, TextLine, TextRun
from guidegen.theme import Colour, Theme, for_language
from guidegen.typed import Protocol

if TYPE_CHECKING:
    from guidegen.render.pdf.mathematics import Drawing


#: The size of code beside other words: letters of equal width look larger than they are.
_MONO = 0.94
#: The width of a written character and of a blank's ring, in sizes of the text: a hand needs more room than print.
_WRITTEN, _RING = 0.55, 1.5
#: How much is remembered: documents share what they have in common, and a long batch does not fill the memory.
_FRAGMENTS, _SHAPED, _LINES = Bound(600), Bound(200), Bound(1_200)
#: How many orders of sources are told apart at a time.
_MOST_ORDERS = 1_000
#: Kinds of nodes with nothing in them.
_CHILDLESS: frozenset[type] = frozenset({Text, LineBreak, Code})
#: What hangs in the margin at the start of a line.
_HANGING = frozenset("“‘„‚«‹\"'")
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


def with_fields(line: Line, width_of: Callable[[int], int]) -> Line:
    """The line with a form field at each numbered blank, which is at least as wide as `width_of` its number says."""
    return tuple(_with_field(node, width_of) for node in line)


def with_answers(line: Line, answer_of: Callable[[int], str]) -> Line:
    """The line with an answer on each numbered blank that `answer_of` its number gives one for."""
    return tuple(_with_answer(node, answer_of) for node in line)


def picture(digest: str, width: float, height: float) -> Fragment:
    """An image of a given printed size. It is meant for a Figure element, or to be placed as an artifact."""
    operators = f"{numbers(width, 0, 0, height, 0, -height)} cm /Im{digest[:12]} Do"
    line = FragmentLine(0.0, height, (Mark(0, operators),))
    return Fragment(width, height, (line,), (0,), runs=1, images=(digest,))


def turned(fragment: Fragment, width: float) -> Fragment:
    """The fragment upside down in a place `width` wide: its first line is the lowest and is still read first.

    Place it lower by the `top` of its first line. A fragment with slots cannot be turned (ValueError).
    """
    if any(line.slots for line in fragment.lines):
        raise ValueError("a fragment with slots cannot be turned")
    return replace(
        fragment,
        extent=width,
        lines=tuple(
            FragmentLine(
                top=fragment.height - line.top - line.height,
                height=line.height,
                marks=tuple(
                    Mark(mark.run, f"-1 0 0 -1 {numbers(width, -line.height)} cm {mark.operators}")
                    for mark in line.marks
                ),
                links=tuple(replace(link, x=width - link.x - link.width) for link in line.links),
            )
            for line in fragment.lines
        ),
    )


#: What the look of a line depends on beside its content: places of sources, widths of page numbers.
_Context = tuple[str, ...]


class _Content:
    """A line as a key. Its hash is worked out once: that of a line of many words takes as long as setting a word."""

    __slots__ = ("hash", "line")

    def __init__(self, line: Line) -> None:
        self.line = line
        self.hash: int | None = None

    def __hash__(self) -> int:
        if self.hash is None:
            self.hash = hash(self.line)
        return self.hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and (self.line is other.line or self.line == other.line)


@dataclass(slots=True)
class _Line:
    """A line with what its look depends on, and the fragments that were made of it. It keeps the line alive.

    Words alone are told by themselves. A line that `is_alike` looks the same wherever it stands. In `shaped` waits what
    was measured and is still to be set, in `pieces` what a line of many pieces is in each style.
    """

    line: Line
    content: _Content | str
    is_alike: bool = True
    has_blanks: bool = False
    has_citation: bool = False
    references: tuple[PageReference, ...] = ()
    fragments: dict[tuple[object, ...], Fragment] = field(default_factory=dict)
    shaped: dict[tuple[object, ...], tuple[ShapedText, _Runs | _OneRun]] = field(default_factory=dict)
    extents: dict[tuple[object, ...], tuple[float, float]] = field(default_factory=dict)
    pieces: dict[str, PiecedText | None] = field(default_factory=dict)

    @classmethod
    def of(cls, line: Line) -> _Line:
        """What is to be known of a line."""
        if len(line) == 1 and type(line[0]) is Text:
            return cls(line, line[0].text)
        kinds = _kinds(line)
        references = tuple(run for run in line if isinstance(run, PageReference)) if PageReference in kinds else ()
        has_citation = Citation in kinds
        is_alike = not (references or has_citation)
        return cls(line, _Content(line), is_alike, NumberedBlank in kinds, has_citation, references)


class Keeper(Protocol):
    """Keeps fragments from one run for the next, by the digest of what they are made of."""

    def fragment(self, key: str, origin: Span) -> Fragment | None:
        """The fragment of this key, as one that stands at `origin`."""

    def put(self, key: str, fragment: Fragment) -> None:
        """Keep a fragment."""

    def extent(self, key: str) -> tuple[float, float] | None:
        """How narrow and how wide the text of this key can be set."""

    def put_extent(self, key: str, extent: tuple[float, float]) -> None:
        """Keep how narrow and how wide a text can be set."""


class Fragments:
    """Makes fragments and remembers them: the same content, style and width is laid out once.

    `sources` numbers the document's sources, `pages` holds the page numbers known so far; `scale` multiplies sizes.
    """

    def __init__(
        self, theme: Theme, scale: float, labels: Labels, language: str, *, right_to_left: bool = False
    ) -> None:
        """An empty memory for one theme, print size and language."""
        self.theme = for_language(theme, language)
        self.scale = scale
        self.labels = labels
        self.language = language
        self.right_to_left = right_to_left
        self.sources: dict[str, int] = {}
        #: Which order of sources the document has. Numbers are never used again.
        self.order = self._last_order = 0
        self._orders: dict[tuple[str, ...], int] = {}
        self.pages: dict[PageReference, str] = {}
        self.referred: set[PageReference] = set()
        #: Fragments of earlier runs, where they may be kept.
        self.kept: Keeper | None = None
        #: Whether fragments are remembered by what they say: of thousands of items hardly a text comes again.
        self.remembers = True
        self._known: Memory[Fragment] = Memory(_FRAGMENTS)
        self._shaped: Memory[tuple[ShapedText, _Runs | _OneRun]] = Memory(_SHAPED)
        self._lines: Memory[_Line] = Memory(_LINES)
        self._pieces = Pieces(lambda line, style: self._runs_of(line, style).text_runs)
        #: Ornaments that stand in thousands of places, by what they are.
        self.drawings: dict[tuple[object, ...], Fragment] = {}
        #: What is placed in thousands of items, by what it is.
        self.letters: dict[tuple[object, ...], Any] = {}
        self._styled: dict[tuple[Style, bool, bool], Style] = {}
        self._styles: dict[tuple[str, bool, bool, str], Style] = {}
        self._leadings: dict[str, tuple[float, float]] = {}

    def cite(self, sources: tuple[str, ...]) -> None:
        """Number the sources of the document that begins."""
        self.sources = {source: index + 1 for index, source in enumerate(sources)}
        if sources not in self._orders:
            if len(self._orders) >= _MOST_ORDERS:
                self._orders.clear()
            self._last_order += 1
            self._orders[sources] = self._last_order
        self.order = self._orders[sources]

    def forget(self) -> None:
        """Remember nothing of what was laid out until now."""
        self._known.clear()
        self._shaped.clear()
        self._lines.clear()

    def paragraph(self, line: Line, style: str, width: float, origin: Span, *, align: str = "start") -> Fragment:
        """The line of prose set in a style of the theme, `width` points wide. `align`: start, centre or end."""
        facts = self._facts(line)
        context = () if facts.is_alike else self._context(facts)
        key = (style, round(width, 2), align, context)
        known = facts.fragments.get(key)
        if known is None:
            set_as = facts
            if facts.has_blanks:
                size = self.theme.styles[style].size * self.scale
                set_as = self._facts(_with_blanks_up_to(line, max(3, int((0.75 * width / size - _RING) / _WRITTEN))))
            if (pieced := self._pieced(set_as, style)) is not None and pieced.widest() <= width + 0.01:
                # Two such lines are hardly ever the same, so their content is not remembered.
                known = facts.fragments[key] = self._of_pieces(pieced, style, width, origin, align)
                return known
            known = self._known.get((set_as.content, *key)) if self.remembers else None
            if known is None or (known.problems and known.origin != origin):
                known = self._found_or_laid(set_as, context, style, width, origin, align)
                if self.remembers:
                    self._known.put((set_as.content, *key), known)
            facts.fragments[key] = known
        elif known.problems and known.origin != origin:
            known = facts.fragments[key] = self._found_or_laid(facts, context, style, width, origin, align)
        return known

    def formula(self, block: Formula, width: float) -> Fragment:
        """A formula on lines of its own, in the style of the text around it."""
        from guidegen.render.pdf.mathematics import draw

        style = self.style(block.style)
        drawing = draw(block.source, display=True)
        problems = formula_problems(block.source, drawing, block.spoken, self.language)
        if drawing is None:
            hole = FragmentLine(0.0, 0.0, (Mark(0, ""),))
            located = tuple(replace(problem, span=block.origin) for problem in problems)
            return Fragment(0.0, 0.0, (hole,), (0,), runs=1, problems=located)
        size = formula_size(drawing, style)
        if drawing.width * size > width:
            problems.append(_formula_too_wide(block.source, width))
        height, depth = (drawing.height + 0.05) * size, (drawing.depth + 0.05) * size
        mark = Mark(0, drawing.operators(0.0, -height, size, style.colour))
        line = FragmentLine(0.0, height + depth, (mark,))
        return Fragment(
            width=drawing.width * size,
            height=height + depth,
            lines=(line,),
            kids=(0,),
            runs=1,
            problems=tuple(replace(problem, span=block.origin) for problem in problems),
            origin=block.origin,
        )

    def code(self, lines: Sequence[str], width: float, origin: Span) -> Fragment:
        """Lines of code, one under the other; what does not fit goes on below, set in and with a hook before it."""
        from guidegen.render.pdf.code_lines import hook, wrapped

        style = self.style("code")
        leading, baseline = self._leading("code")
        face = load_face(style.faces[0])
        columns = max(8, int(width / (face.advance(face.glyphs[ord("x")]) * style.size / 1000)))
        drawn: list[FragmentLine] = []
        runs: list[GlyphRun] = []
        problems: list[Diagnostic] = []
        widest = 0.0
        for line in lines:
            for piece in wrapped(line, columns):
                shaped = ShapedText([TextRun(piece.text, style, 0)])
                [text_line] = shaped.lines(float("inf")).lines if piece.text else [TextLine((), 0.0)]
                problems += missing(shaped.missing, origin)
                x = piece.indent * face.advance(face.glyphs[ord("x")]) * style.size / 1000
                if x + text_line.width > width + 0.01:
                    problems.append(_too_wide(piece.text, width, origin))
                marks = [Mark(0, _text_object(run, x, baseline)) for run in text_line.runs]
                if piece.indent:
                    marks.append(Mark(ARTIFACT, hook(x, baseline, style.size, self.theme.colours["soft"])))
                runs += text_line.runs
                drawn.append(FragmentLine(len(drawn) * leading, leading, tuple(marks)))
                widest = max(widest, x + text_line.width)
        return Fragment(
            width=widest,
            height=leading * len(drawn),
            lines=tuple(drawn),
            kids=(InlineElement("Code", (0,)),),
            runs=1,
            glyphs=_used_by(runs),
            problems=tuple(problems),
            origin=origin,
            extent=width,
        )

    def place_of(self, slot: Slot, style: str, width: float) -> Fragment:
        """The place of a value, one line high and `width` points wide."""
        set_in = self.style(style)
        leading, baseline = self._leading(style)
        line = FragmentLine(0.0, leading, (), (SlotPlace(0, slot, 0.0, baseline, width, set_in),))
        return Fragment(width, leading, (line,), (0,), runs=1)

    def value_width(self, value: str, style: str) -> float:
        """How wide the value of a slot is. It is personal, so it is not remembered for long."""
        return one_line(value, self.style(style)).widest()

    def drop_to_middle(self, text: str, style: str) -> float:
        """How much lower letters must stand than Latin capitals for their ink to be in the middle of the line."""
        if text.isascii():
            return 0.0
        [line] = ShapedText([TextRun(text, self.style(style), 0)], one_line=True).lines(float("inf")).lines
        extents = [
            (load_face(run.face).font.get_glyph_extents(glyph.id), load_face(run.face).scale, glyph.y_offset)
            for run in line.runs
            for glyph in run.glyphs
            if not glyph.width
        ]
        tops = [offset + box.y_bearing * scale for box, scale, offset in extents if box is not None]
        feet = [offset + (box.y_bearing + box.height) * scale for box, scale, offset in extents if box is not None]
        size, capitals = self.style(style).size, load_face(self.style(style).faces[0]).cap_height
        return (max(tops) + min(feet) - capitals) / 2 * size / 1000 if tops else 0.0

    def extent(self, line: Line, style: str) -> tuple[float, float]:
        """The narrowest and the widest that the line can be set, in points."""
        facts = self._facts(line)
        context = () if facts.is_alike else self._context(facts)
        own = style, context
        if (known := facts.extents.get(own)) is not None:
            return known
        key = self._kept_key("extent", facts, context, style) if self.kept is not None else ""
        found = self.kept.extent(key) if self.kept is not None else None
        if found is None:
            shaped: ShapedText | PiecedText
            if (pieced := self._pieced(facts, style)) is not None:
                shaped = pieced
            else:
                pending = facts.shaped[own] = self._shape(facts, context, style)
                shaped = pending[0]
            found = shaped.narrowest(), shaped.widest()
            if self.kept is not None:
                self.kept.put_extent(key, found)
        facts.extents[own] = found
        return found

    def style(self, name: str, *, bold: bool = False, italic: bool = False, colour: str = "") -> Style:
        """A text style of the theme at the print size."""
        key = name, bold, italic, colour
        known = self._styles.get(key)
        if known is None:
            style = self.theme.styles[name]
            known = self._styles[key] = Style(
                faces=self.theme.faces[_face_role(style.face, bold=bold, italic=italic)],
                size=style.size * self.scale,
                colour=self.theme.colours[colour or style.colour],
                language=self.language,
                tabular=style.tabular,
            )
        return known

    def styled(self, style: Style, *, bold: bool, italic: bool) -> Style:
        """The same style in a bold or an italic face."""
        key = style, bold, italic
        if key not in self._styled:
            faces = self.theme.faces
            role = next(role for role, stack in faces.items() if stack == style.faces)
            self._styled[key] = replace(style, faces=faces[_face_role(role, bold=bold, italic=italic)])
        return self._styled[key]

    def leading(self, style: str) -> float:
        """The distance from baseline to baseline of a style."""
        return self.theme.styles[style].leading * self.scale

    def _leading(self, style: str) -> tuple[float, float]:
        """The distance from baseline to baseline of a style, and where the baseline stands in its line."""
        known = self._leadings.get(style)
        if known is None:
            set_in, leading = self.style(style), self.leading(style)
            capitals = load_face(set_in.faces[0]).cap_height * set_in.size / 1000
            known = self._leadings[style] = leading, -(leading + capitals) / 2
        return known

    # Making

    def _found_or_laid(
        self, facts: _Line, context: _Context, style: str, width: float, origin: Span, align: str
    ) -> Fragment:
        """The fragment that an earlier run kept, or a new one."""
        if self.kept is None:
            return self._laid(facts, context, style, width, origin, align)
        key = self._kept_key("paragraph", facts, context, style, width, align)
        found = self.kept.fragment(key, origin)
        if found is None:
            found = self._laid(facts, context, style, width, origin, align)
            self.kept.put(key, found)
        return found

    def _kept_key(self, kind: str, facts: _Line, context: _Context, *others: str | float) -> str:
        if isinstance(facts.content, str):
            # Most lines are words alone. The words stand last, so that nothing else can read like them.
            told = f"{kind} {others}\n{facts.content}"
            return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return content_digest((kind, facts.line, *others, context))

    def _facts(self, line: Line) -> _Line:
        """What is known of a line, found by its identity: copies share their lines, and comparing words takes long."""
        facts = self._lines.get(id(line))
        if facts is None:
            facts = _Line.of(line)
            self._lines.put(id(line), facts)
        return facts

    def _context(self, facts: _Line) -> _Context:
        """What the look of a line that is not alike everywhere depends on beside its content."""
        pages = [self.page_text(reference) for reference in facts.references]
        return (*pages, *(self.sources if facts.has_citation else ()))

    def page_text(self, reference: PageReference) -> str:
        """The page number as far as it is known; one digit is assumed before the first flow."""
        self.referred.add(reference)
        return self.pages.get(reference, "0")

    def _pieced(self, facts: _Line, style: str) -> PiecedText | None:
        """The line as pieces, if it is one of many that come again and again."""
        if len(facts.line) <= MANY or self.right_to_left or self.kept is not None:
            return None
        if style not in facts.pieces:
            facts.pieces[style] = self._pieces.text(facts.line, style)
        return facts.pieces[style]

    def _of_pieces(self, text: PiecedText, style: str, width: float, origin: Span, align: str) -> Fragment:
        """A line of pieces that has room in its place."""
        ink = text.widest()
        leading, baseline = self._leading(style)
        shift = {"start": 0.0, "centre": (width - ink) / 2, "end": width - ink}[align]
        x = 0.0
        drawn: list[str] = []
        runs = [run for piece in text.pieces for run in piece.runs]
        for run in runs:
            drawn.append(text_object(run, x + shift, baseline + run.run.style.rise))
            x += run.width
        line = FragmentLine(0.0, leading, (Mark(0, "\n".join(drawn)),))
        used = _used_by(runs)
        return Fragment(ink, leading, (line,), kids=(0,), runs=1, glyphs=used, origin=origin, extent=width)

    def _shape(self, facts: _Line, context: _Context, style: str) -> tuple[ShapedText, _Runs | _OneRun]:
        if (pending := facts.shaped.pop((style, context), None)) is not None:
            return pending
        runs = self._runs_of(facts.line, style)
        if not self.right_to_left and (plain := word_by_word(runs.text_runs)) is not None:
            # Its words are remembered.
            return plain, runs
        key = (facts.content, style, context)
        shaped = self._shaped.get(key)
        if shaped is None:
            shaped = ShapedText(runs.text_runs, right_to_left=self.right_to_left), runs
            self._shaped.put(key, shaped)
        return shaped

    def _runs_of(self, line: Line, style: str) -> _Runs | _OneRun:
        if len(line) == 1 and type(line[0]) is Text:
            return _OneRun(self.style(style), line[0].text)
        runs = _Runs(self, style)
        runs.alone = len(line) == 1
        runs.kids = runs.add(line, runs.base)
        return runs

    def _laid(
        self, facts: _Line, context: _Context, style_name: str, width: float, origin: Span, align: str
    ) -> Fragment:
        shaped, runs = self._shape(facts, context, style_name)
        leading, baseline = self._leading(style_name)
        if isinstance(shaped, OneRunText) and isinstance(runs, _OneRun) and shaped.widest() <= width + 0.01:
            return _on_one_line(shaped, width, leading, baseline, align, origin)
        style = self.theme.styles[style_name]
        broken = shaped.lines(width, balance=style.balance)
        lines, drawn = [], list[GlyphRun]()
        top = 0.0
        for text_line in broken.lines:
            room = width - text_line.width
            # What begins at the start in a right-to-left paragraph ends at the right edge.
            left, right = (room, 0.0) if self.right_to_left else (0.0, room)
            shift = {"start": left, "centre": room / 2, "end": right}[align]
            if style.hang and align == "start" and not self.right_to_left:
                shift -= _hanging(text_line)
            above = below = 0.0
            if isinstance(runs, _Runs) and runs.formulas:
                above, below = runs.room(text_line.runs, -baseline, leading + baseline)
            height = above + leading + below
            lines.append(_line(text_line.runs, runs, shift, baseline - above, top, height, above))
            top += height
            drawn += text_line.runs
            if isinstance(runs, _Runs) and runs.blanks:
                drawn += [each for run in text_line.runs for each in runs.glyphs_of_blank(run.run.index)]
        problems = missing(broken.missing, origin)
        wide = runs.too_wide(width) if isinstance(runs, _Runs) and runs.formulas else []
        problems += [_too_wide(word, width, origin) for word in broken.too_wide if not (wide and OBJECT in word)]
        problems += [replace(problem, span=origin) for problem in (*runs.problems, *wide)]
        return Fragment(
            width=max((text_line.width for text_line in broken.lines), default=0.0),
            height=top,
            lines=tuple(lines),
            kids=runs.kids,
            runs=runs.count,
            glyphs=_used_by(drawn),
            problems=tuple(problems),
            origin=origin,
            extent=width,
        )


@dataclass(frozen=True, slots=True)
class _BlankGlyphs:
    """The number in the ring of a blank, and the answer on its line: glyphs that begin at 0."""

    number: tuple[GlyphRun, ...] = ()
    answer: tuple[GlyphRun, ...] = ()


class _OneRun:
    """Words alone: one run, with nothing in it that has a look or a meaning of its own."""

    __slots__ = ("base", "text_runs")

    count = 1
    kids: tuple[int | InlineElement, ...] = (0,)
    links: Sequence[tuple[str, str]] = ()
    link_of: Mapping[int, int] = MappingProxyType({})
    slots: Mapping[int, Slot | PageReference] = MappingProxyType({})
    blanks: Mapping[int, _BlankGlyphs] = MappingProxyType({})
    formulas: Mapping[int, tuple[Drawing, float]] = MappingProxyType({})
    fields: Mapping[int, FieldPlace] = MappingProxyType({})
    problems: Sequence[Diagnostic] = ()

    def __init__(self, base: Style, text: str) -> None:
        self.base = base
        self.text_runs = [TextRun(text, base, 0)]


class _Runs:
    """Prose flattened to runs of text, with the structure that they came from."""

    def __init__(self, fragments: Fragments, style: str) -> None:
        self.fragments = fragments
        self.style_name = style
        self.base = fragments.style(style)
        self.text_runs: list[TextRun] = []
        self.count = 0
        self.kids: tuple[int | InlineElement, ...] = ()
        self.links: list[tuple[str, str]] = []
        self.link_of: dict[int, int] = {}
        self.slots: dict[int, Slot | PageReference] = {}
        self.blanks: dict[int, _BlankGlyphs] = {}
        self.formulas: dict[int, tuple[Drawing, float]] = {}
        self.sources: dict[int, str] = {}
        self.fields: dict[int, FieldPlace] = {}
        self.problems: list[Diagnostic] = []
        self.alone = False
        self._open: int | None = None

    def add(self, line: Sequence[Run], style: Style, link: int = -1) -> tuple[int | InlineElement, ...]:
        kids: list[int | InlineElement] = []
        for node in line:
            kid = self._node(node, style, link)
            for one in kid if isinstance(kid, tuple) else (kid,):
                if not (isinstance(one, int) and one in kids):
                    kids.append(one)
        self._open = None
        return tuple(kids)

    def _node(self, node: Run, style: Style, link: int) -> int | InlineElement | tuple[int | InlineElement, ...]:
        match node:
            case Text(text):
                return self._text(text, style, link)
            case LineBreak():
                return self._text("\n", style, link)
            case Strong(children):
                return self._styled(children, style, link, bold=True)
            case Emphasis(children):
                return self._styled(children, style, link, italic=True)
            case Code(text):
                return self._nested_code(text, style, link)
            case Parallel(children):
                return tuple(each for side in children for each in _each(self._node(side, style, link)))
            case Language(language, children):
                inner = replace(style, language=language)
                return self._nested(children, inner, link, language=language)
            case Abbreviation(expansion, children):
                return self._nested(children, style, link, expansion=expansion)
            case Link(url, children):
                coloured = replace(style, colour=self.fragments.theme.colours["primary"])
                return self._link(children, coloured, url, f"{plain_text(children)} ({url})")
            case Citation(sources, alone):
                return self._citation(sources, style, alone=alone)
            case Blank(length, prompt):
                width = max(3.0, 0.55 * length) * style.size
                run = self._object(width, style)
                self.blanks[run] = _BlankGlyphs()
                if prompt:
                    self.fields[run] = FieldPlace(len(self.links), 0.0, -1.0, width, 1.25 * style.size, prompt=prompt)
                    self.links.append(("", ""))
                    return InlineElement("Form", (), link=len(self.links) - 1)
                return InlineElement("Span", (run,), actual_text=self.fragments.labels.blank)
            case NumberedBlank():
                return self._numbered_blank(node, style)
            case Slot(_, sample):
                run = self._object(one_line(sample, style).widest(), style)
                self.slots[run] = node
                return run
            case PageReference():
                page = self.fragments.page_text(node)
                run = self._object(one_line(page, style).widest(), style)
                self.slots[run] = node
                return run
            case Mathematics(source, spoken):
                return self._formula(source, spoken, style, link)
            case Variable():
                # Refused when the file was read; nothing may print them as if they were understood.
                raise TypeError(f"{type(node).__name__} reached the renderer")

    def _text(self, text: str, style: Style, link: int) -> int:
        if self._open is None:
            self._open = self.count
            self.count += 1
            if link >= 0:
                self.link_of[self._open] = link
        self.text_runs.append(TextRun(text, style, self._open))
        return self._open

    def _object(self, width: float, style: Style) -> int:
        run = self.count
        self.count += 1
        self._open = None
        self.text_runs.append(TextRun(OBJECT, style, run, width))
        return run

    def _formula(self, source: str, spoken: str, style: Style, link: int) -> int | InlineElement:
        from guidegen.render.pdf.mathematics import draw

        # A formula that has its line to itself is set larger, as a block would be.
        drawing = draw(source, display=self.alone)
        self.problems += formula_problems(source, drawing, spoken, style.language)
        if drawing is None:
            return self._text(source, style, link)
        size = formula_size(drawing, style)
        run = self._object(drawing.width * size, style)
        self.formulas[run] = drawing, size
        self.sources[run] = source
        if link >= 0:
            self.link_of[run] = link
        return InlineElement("Formula", (run,), alt=spoken)

    def too_wide(self, width: float) -> list[Diagnostic]:
        """The formulas that are wider than a line."""
        return [
            _formula_too_wide(self.sources[run], width)
            for run, (drawing, size) in self.formulas.items()
            if drawing.width * size > width + 0.01
        ]

    def room(self, glyph_runs: Sequence[GlyphRun], above: float, below: float) -> tuple[float, float]:
        """How much more room than `above` and `below` the baseline the formulas of a line need, in points."""
        tallest = deepest = 0.0
        for glyph_run in glyph_runs:
            if (found := self.formulas.get(glyph_run.run.index)) is not None:
                drawing, size = found
                gap = 0.08 * size
                tallest = max(tallest, drawing.height * size + glyph_run.run.style.rise + gap)
                deepest = max(deepest, drawing.depth * size - glyph_run.run.style.rise + gap)
        return max(0.0, tallest - above), max(0.0, deepest - below)

    def _numbered_blank(self, blank: NumberedBlank, style: Style) -> tuple[InlineElement, ...]:
        """A ring with the number, and a line to write on or a field to type in."""
        numbered = self.fragments.style("blank-number")
        [number_] = one_line(str(blank.number), numbered).lines(float("inf")).lines
        side = _ring(numbered, sum(run.width for run in number_.runs))
        run = self._object(side + 0.25 * style.size + _WRITTEN * blank.width * style.size, style)
        room = _WRITTEN * blank.width * style.size
        answer = self._answer_on_blank(blank.answer, style, room)
        self.blanks[run] = _BlankGlyphs(tuple(number_.runs), answer)
        label = self.fragments.labels.numbered_blank.replace("{number}", str(blank.number))
        if answer:
            label = f"{label}: {blank.answer}"
        drawn = InlineElement("Span", (run,), actual_text=label)
        if not blank.field:
            return (drawn,)
        link = len(self.links)
        self.links.append(("", ""))
        ring = side + 0.25 * style.size
        start = 0.0 if self.fragments.right_to_left else ring
        self.fields[run] = FieldPlace(link, start, -1.0, room, 1.45 * style.size, blank.number)
        return drawn, InlineElement("Form", (), link=link)

    def _answer_on_blank(self, answer: str, style: Style, room: float) -> tuple[GlyphRun, ...]:
        """The answer of a teacher's copy in the size of the text around it; nothing where its line is too short."""
        if not answer:
            return ()
        shown = replace(self.fragments.style("shown"), size=style.size)
        [line] = ShapedText([TextRun(answer, shown, 0)]).lines(float("inf")).lines
        return tuple(line.runs) if line.width <= room else ()

    def glyphs_of_blank(self, run: int) -> tuple[GlyphRun, ...]:
        """What is set inside a run, if it is a blank."""
        blank = self.blanks.get(run, _BlankGlyphs())
        return (*blank.number, *blank.answer)

    def _styled(
        self, children: Sequence[Run], style: Style, link: int, *, bold: bool = False, italic: bool = False
    ) -> tuple[int | InlineElement, ...]:
        """Strong and emphasised words are part of the run around them: their look changes, not the structure."""
        inner = self.fragments.styled(style, bold=bold, italic=italic)
        kids: list[int | InlineElement] = []
        for node in children:
            kid = self._node(node, inner, link)
            kids.extend(kid if isinstance(kid, tuple) else (kid,))
        return tuple(kids)

    def _nested(
        self, children: Sequence[Run], style: Style, link: int, *, language: str = "", expansion: str = ""
    ) -> InlineElement:
        self._open = None
        return InlineElement("Span", self.add(children, style, link), language=language, expansion=expansion)

    def _nested_code(self, text: str, style: Style, link: int) -> InlineElement:
        self._open = None
        faces = self.fragments.theme.faces
        heavy = style.faces not in (faces["regular"], faces["italic"])
        mono = replace(style, faces=faces["mono-bold" if heavy else "mono"], size=style.size * _MONO)
        run = self._text(text, mono, link)
        self._open = None
        return InlineElement("Code", (run,))

    def _link(
        self, children: Sequence[Run], style: Style, target: str, contents: str, *, alt: str = ""
    ) -> InlineElement:
        self._open = None
        link = len(self.links)
        self.links.append((target, contents))
        return InlineElement("Link", self.add(children, style, link), alt=alt, link=link)

    def _citation(
        self, sources: tuple[str, ...], style: Style, *, alone: bool = False
    ) -> tuple[int | InlineElement, ...]:
        """Raised numbers that lead to the list of sources, or numbers that stand alone."""
        size = style.size if alone else max(style.size * 0.62, 7.5 * self.fragments.scale)
        rise = style.rise + (0.0 if alone else style.size * 0.36)
        raised = Style(style.faces, size, self.fragments.theme.colours["primary"], rise, style.language)
        kids: list[int | InlineElement] = []
        for index, source in enumerate(sources):
            if index:
                self._open = None
                kids.append(self._text(", ", raised, -1))
            number_ = str(self.fragments.sources[source])
            contents = self.fragments.labels.source_link.replace("{number}", number_)
            # A raised number alone would be read as part of the sentence.
            kids.append(self._link((Text(number_),), raised, f"#source:{source}", contents, alt=contents))
        self._open = None
        return tuple(kids)


def _used_by(runs: Sequence[GlyphRun]) -> tuple[tuple[str, Glyphs], ...]:
    """The glyphs of runs, by face."""
    plain: dict[str, GlyphSet] = {}
    others: dict[str, set[int]] = {}
    for run in runs:
        if run.glyph_set:
            plain[run.face] = plain.get(run.face, 0) | run.glyph_set
        elif run.face:
            for face, id_ in run.text_glyphs():
                others.setdefault(face, set()).add(id_)
    used: dict[str, Glyphs] = {**plain}
    for face, ids in others.items():
        used[face] = together(plain.get(face, 0), glyphs_of(ids))
    return tuple(sorted(used.items()))


def _on_one_line(
    shaped: OneRunText, width: float, leading: float, baseline: float, align: str, origin: Span
) -> Fragment:
    """Words alone that fit on one line: most options, cells and labels are such."""
    ink, style = shaped.widest(), shaped.run.style
    array, glyphs = shaped.alone()
    room = width - ink
    shift = {"start": 0.0, "centre": room / 2, "end": room}[align]
    set_in = _set_in(style.faces[0], style.size, style.colour)
    drawn = f"BT {set_in} 1 0 0 1 {numbers(shift, baseline + style.rise)} Tm [{array}] TJ ET"
    line = FragmentLine(0.0, leading, (Mark(0, drawn),))
    return Fragment(
        width=ink,
        height=leading,
        lines=(line,),
        kids=(0,),
        runs=1,
        glyphs=((style.faces[0], glyphs),),
        origin=origin,
        extent=width,
    )


def _line(
    glyph_runs: tuple[GlyphRun, ...],
    runs: _Runs | _OneRun,
    shift: float,
    baseline: float,
    top: float,
    height: float,
    lowered: float,
) -> FragmentLine:
    marks: list[Mark] = []
    slots: list[SlotPlace] = []
    links: list[LinkPlace] = []
    fields: list[FieldPlace] = []
    rules: list[str] = []
    for run_number, group in itertools.groupby(glyph_runs, key=lambda g: g.run.index):
        members = list(group)
        if run_number in runs.slots:
            one = members[0]
            slots.append(
                SlotPlace(run_number, runs.slots[run_number], one.x + shift, baseline, one.width, one.run.style)
            )
            continue
        if isinstance(runs, _Runs) and run_number in runs.blanks:
            own = runs.fields.get(run_number)
            is_ornament = own is not None and bool(own.prompt)
            marks.append(Mark(ARTIFACT if is_ornament else run_number, _blank(members[0], runs, shift, baseline)))
            if own is not None:
                fields.append(replace(own, x=members[0].x + shift + own.x, bottom=baseline + own.bottom))
            continue
        if run_number in runs.formulas:
            drawing, size = runs.formulas[run_number]
            style = members[0].run.style
            marks.append(
                Mark(run_number, drawing.operators(members[0].x + shift, baseline + style.rise, size, style.colour))
            )
        else:
            marks.append(Mark(run_number, "\n".join(_text_object(g, shift, baseline) for g in members)))
        if run_number in runs.link_of:
            link = runs.link_of[run_number]
            target, contents = runs.links[link]
            # A space that ends a line is no part of the link's area.
            inked = [each for each in members if each.text.strip()] or members
            x = min(g.x for g in inked) + shift
            width = max(g.x + _ink_width(g) for g in inked) + shift - x
            links.append(LinkPlace(link, x, width, target, contents))
            if not target.startswith("#source:"):
                rules.append(rule(x, baseline - 1.6, width, 0.6, members[0].run.style.colour))
    if rules:
        marks.append(Mark(ARTIFACT, " ".join(rules)))
    return FragmentLine(top, height, tuple(marks), tuple(slots), tuple(links), lowered, tuple(fields))


def _hanging(line: TextLine) -> float:
    """How far a quotation mark at the start of a line stands out, so that the letters begin at the margin."""
    first = line.runs[0] if line.runs else None
    if first is None or not first.glyphs or first.text[:1] not in _HANGING or first.right_to_left:
        return 0.0
    return first.glyphs[0].advance * first.run.style.size / 1000


def _blank(run: GlyphRun, runs: _Runs, shift: float, baseline: float) -> str:
    """A line to write on, with the ring of its number before it if it has one."""
    x, style, number_ = run.x + shift, run.run.style, runs.blanks[run.run.index].number
    if not number_:
        return rule(x, baseline - 1.5, run.width, 0.75, style.colour)
    wide = sum(part.width for part in number_)
    numbered = number_[0].run.style
    side = _ring(numbered, wide)
    gap = side + 0.25 * style.size
    to_the_left = runs.fragments.right_to_left
    centre = x + (run.width - side / 2 if to_the_left else side / 2)
    middle = baseline + load_face(style.faces[0]).cap_height * style.size / 2000
    foot = middle - load_face(number_[0].face).cap_height * numbered.size / 2000
    line = rule(x if to_the_left else x + gap, baseline - 1.5, run.width - gap, 0.75, style.colour)
    digits = " ".join(_text_object(part, centre - wide / 2, foot) for part in number_)
    answer = runs.blanks[run.run.index].answer
    start = x + (0.0 if to_the_left else gap) + (run.width - gap - sum(part.width for part in answer)) / 2
    written = " ".join(_text_object(part, start, baseline) for part in answer)
    return f"{line} {circle(centre, middle, side / 2 - 0.4, stroke=numbered.colour, thickness=0.8)} {digits} {written}"


def _ring(style: Style, width: float) -> float:
    """The diameter of the ring around a number of this width."""
    return max(1.55 * style.size, width + 0.7 * style.size)


def _each(kid: int | InlineElement | tuple[int | InlineElement, ...]) -> tuple[int | InlineElement, ...]:
    return kid if isinstance(kid, tuple) else (kid,)


def _kinds(line: Sequence[Run]) -> set[type]:
    """The kinds of nodes in a line, at any depth."""
    kinds = set(map(type, line))
    if kinds - _CHILDLESS:
        for node in line:
            if children := getattr(node, "children", ()):
                kinds |= _kinds(children)
    return kinds


def _with_blanks_up_to(line: Line, width: int) -> Line:
    """The line with no numbered blank of more than `width` characters: a line on a narrow page must hold it."""
    return tuple(_with_blank_up_to(node, width) for node in line)


def _with_blank_up_to(node: Any, width: int) -> Any:
    if isinstance(node, NumberedBlank):
        return replace(node, width=min(node.width, width))
    if children := getattr(node, "children", ()):
        return replace(node, children=_with_blanks_up_to(children, width))
    return node


def _with_answer(node: Any, answer_of: Callable[[int], str]) -> Any:
    if isinstance(node, NumberedBlank):
        return replace(node, answer=answer_of(node.number))
    if children := getattr(node, "children", ()):
        return replace(node, children=with_answers(children, answer_of))
    return node


def _with_field(node: Any, width_of: Callable[[int], int]) -> Any:
    if isinstance(node, NumberedBlank):
        return replace(node, field=True, width=max(node.width, width_of(node.number)))
    if children := getattr(node, "children", ()):
        return replace(node, children=with_fields(children, width_of))
    return node


def _ink_width(run: GlyphRun) -> float:
    """The width without a space at the end."""
    if run.shown:
        return run.ink
    if run.text.endswith(" ") and run.glyphs and not run.right_to_left:
        return run.width - run.glyphs[-1].advance * run.run.style.size / 1000
    return run.width


def text_object(run: GlyphRun, x: float, y: float) -> str:
    """The operators that draw a run of glyphs whose start on the baseline is at (x, y)."""
    face, style = load_face(run.face), run.run.style
    shown = f"BT {_set_in(run.face, style.size, style.colour)} 1 0 0 1 {numbers(x, y)} Tm {show(run, face)} ET"
    if not run.right_to_left:
        return shown
    from guidegen.render.pdf.joined import outlines

    outlined = outlines(run.glyphs, face, style.size, x, y)
    return f"{fill_colour(style.colour)} {outlined} {shown}" if outlined else shown


@functools.lru_cache(maxsize=256)
def _set_in(face: str, size: float, colour: Colour) -> str:
    """The operators that choose a face, its size and its colour."""
    return f"/{load_face(face).resource} {number(size)} Tf {fill_colour(colour)}"


def _text_object(run: GlyphRun, shift: float, baseline: float) -> str:
    return text_object(run, run.x + shift, baseline + run.run.style.rise)


def show(run: GlyphRun, face: Face) -> str:
    """The operators that show the glyphs. Where glyphs do not read as their text, the text stands beside them."""
    if run.shown:
        return run.shown
    if run.right_to_left:
        return _shown_to_the_left(run, face)
    texts = face.texts
    if [texts.get(glyph.id) for glyph in run.glyphs] == list(run.text):
        return _adjusted(run.glyphs, face, run.run.style.size)
    parts: list[str] = []
    plain: list[Glyph] = []
    clusters = [list(group) for _, group in itertools.groupby(run.glyphs, key=lambda g: g.cluster)]
    starts = [group[0].cluster for group in clusters] + [run.start + len(run.text)]
    for group, (start, end) in zip(clusters, itertools.pairwise(starts), strict=True):
        text = run.text[start - run.start : end - run.start].replace("\n", " ")
        if "".join(face.texts.get(g.id, "\ufffd") for g in group) == text:
            plain.extend(group)
            continue
        if plain:
            parts.append(_adjusted(plain, face, run.run.style.size))
            plain = []
        parts.append(_actual_text(text, _adjusted(group, face, run.run.style.size)))
    if plain:
        parts.append(_adjusted(plain, face, run.run.style.size))
    return " ".join(parts)


def _shown_to_the_left(run: GlyphRun, face: Face) -> str:
    """The glyphs in reading order, each moved to its place: programs that copy text then read it in that order."""
    x, places = 0.0, list[float]()
    for glyph in run.glyphs:
        places.append(x)
        x += glyph.advance
    parts: list[str] = []
    pen, plain = 0.0, list[tuple[int, Glyph]]()
    logical = list(zip(places, run.glyphs, strict=True))[::-1]
    clusters = [list(group) for _, group in itertools.groupby(logical, key=lambda placed: placed[1].cluster)]
    ends = [*(group[0][1].cluster for group in clusters[1:]), run.start + len(run.text)]

    def moved(group: list[tuple[float, Glyph]]) -> list[tuple[int, Glyph]]:
        """The glyphs with the way back to each, in whole thousandths, so that no error adds up."""
        nonlocal pen
        found = []
        for place, glyph in group:
            if glyph.outlined:
                continue
            # What is not painted is stretched to its width, and so is the way back.
            stretch = _stretch(glyph, face)
            back = round((pen - place - glyph.x_offset) / stretch)
            own = load_face(glyph.face) if glyph.face else face
            pen += (own.advance(glyph.id) - back) * stretch
            found.append((back, glyph))
        return found

    for group, end in zip(clusters, ends, strict=True):
        text = run.text[group[0][1].cluster - run.start : end - run.start].replace("\n", " ")
        if "".join(_read(glyph, face) for _, glyph in group if not glyph.outlined) == text:
            plain += moved(group)
            continue
        if plain:
            parts.append(_set_back(plain, face, run.run.style.size))
            plain = []
        parts.append(_actual_text(text, _set_back(moved(group), face, run.run.style.size)))
    if plain:
        parts.append(_set_back(plain, face, run.run.style.size))
    return " ".join(parts)


def _read(glyph: Glyph, face: Face) -> str:
    """What a glyph reads as when copied."""
    return (load_face(glyph.face) if glyph.face else face).texts.get(glyph.id, "\ufffd")


def _stretch(glyph: Glyph, face: Face) -> float:
    """How much wider than its own width a glyph that is not painted is made."""
    wide = (load_face(glyph.face) if glyph.face else face).advance(glyph.id)
    return glyph.width / wide if glyph.width and wide else 1.0


def _set_back(glyphs: Sequence[tuple[int, Glyph]], face: Face, size: float) -> str:
    """TJ for each glyph, so many thousandths back; marks above or below are moved with Ts.

    Programs that copy text take what one TJ shows as ordered from left to right.
    """
    parts: list[str] = []
    for back, glyph in glyphs:
        shown = f"[{back or ''}<{glyph.id:04X}>] TJ"
        if glyph.y_offset:
            shown = f"{number(glyph.y_offset * size / 1000)} Ts {shown} 0 Ts"
        if glyph.width:
            shown = f"3 Tr {number(100 * _stretch(glyph, face))} Tz {shown} 100 Tz 0 Tr"
        if glyph.face:
            # The distance back counts in sizes of the font, which both faces share.
            own, usual = (f"/{each.resource} {number(size)} Tf" for each in (load_face(glyph.face), face))
            shown = f"{own} {shown} {usual}"
        parts.append(shown)
    return " ".join(parts)


def _actual_text(text: str, operators: str) -> str:
    return f"/Span <</ActualText <FEFF{utf16_hex(text)}>>> BDC {operators} EMC"


def _adjusted(glyphs: Sequence[Glyph], face: Face, size: float) -> str:
    """TJ: glyph ids with kerning between, in thousandths; marks above or below are moved with Ts."""
    parts: list[str] = []
    for y_offset, group in itertools.groupby(glyphs, key=lambda g: g.y_offset):
        array: list[str] = []
        codes = ""
        for glyph in group:
            if round(glyph.x_offset):
                if codes:
                    array.append(f"<{codes}>")
                    codes = ""
                array.append(str(-round(glyph.x_offset)))
            codes += f"{glyph.id:04X}"
            # A positive number in the array moves the next glyph to the left.
            difference = round(face.advance(glyph.id) - glyph.advance + glyph.x_offset)
            if difference:
                array.append(f"<{codes}>")
                array.append(str(difference))
                codes = ""
        if codes:
            array.append(f"<{codes}>")
        moved = f"{number(y_offset * size / 1000)} Ts " if y_offset else ""
        parts.append(f"{moved}[{''.join(array)}] TJ{' 0 Ts' if moved else ''}")
    return " ".join(parts)


def _face_role(role: str, *, bold: bool, italic: bool) -> str:
    if bold:
        role = {"regular": "bold", "italic": "bold-italic"}.get(role, role)
    if italic:
        role = {"regular": "italic", "bold": "bold-italic", "semibold": "bold-italic"}.get(role, role)
    return role


def _too_wide(word: str, width: float, origin: Span) -> Diagnostic:
    word = word.replace(OBJECT, "…")
    shown = word if len(word) <= 40 else word[:37] + "…"
    return diagnosed(
        "P102",
        f"“{shown}” is wider than its line ({max(0.0, width):.0f} points), and words are never split.",
        origin,
        hint="Put a space into it, write it shorter, or choose a larger page or a smaller print.",
    )


def formula_size(drawing: Drawing, style: Style) -> float:
    """As large as the letters around it: fonts of one size differ in the height of their letters."""
    return style.size * load_face(style.faces[0]).x_height / 1000 / drawing.x_height


def _formula_too_wide(source: str, width: float) -> Diagnostic:
    return diagnosed(
        "P113",
        f"The formula “{_shortened(source)}” is wider than its line ({width:.0f} points).",
        Span(""),
        hint=r"Divide it into lines with \\ between \begin{aligned} and \end{aligned}, or write it shorter.",
    )


def _shortened(source: str) -> str:
    return source if len(source) <= 40 else source[:37] + "…"


def formula_problems(source: str, drawing: Drawing | None, spoken: str, language: str) -> list[Diagnostic]:
    """What keeps a formula from being printed; the caller knows the place."""
    nowhere = Span("")
    shown = _shortened(source)
    if drawing is None:
        return [diagnosed("P111", f"The formula “{shown}” cannot be drawn.", nowhere, hint="Write it more simply.")]
    problems = [
        diagnosed(
            "P101",
            f"The font of formulas cannot draw the character “{character}” (U+{ord(character[0]):04X}).",
            nowhere,
            hint="Use a LaTeX command for it, or write it outside the formula.",
        )
        for character in drawing.missing
    ]
    if not spoken:
        problems.append(
            diagnosed(
                "P112",
                f"Guidegen has no words for the formula “{shown}” in the language “{language}”.",
                nowhere,
                hint="Without words a screen reader cannot say it. Write it in words, or as a picture with `alt:`.",
            )
        )
    return problems

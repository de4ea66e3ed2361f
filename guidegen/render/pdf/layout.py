"""The ground that the layout of every block stands on: frames, what layout yields, and prose.

A layout function takes a block and a frame and returns the units to place and the structure elements to read,
in the same breath, so that ink and meaning cannot drift apart. `guidegen.render.pdf.layouts` is the table of them.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guidegen.diagnostics import Diagnostic, Span
from guidegen.document import elements as doc
from guidegen.document.arrangement import NO_ARRANGEMENT, Arrangement, letter
from guidegen.inline import Text, is_parallel
from guidegen.model.image import Image
from guidegen.records import dataclass, field, replace
from guidegen.render.pdf.flow import Group, Unit
from guidegen.render.pdf.fragment import Fragment, drawn_content, field_place, ornament
from guidegen.render.pdf.fragments import Fragments
from guidegen.render.pdf.hands import Hands
from guidegen.render.pdf.headers import name_headers
from guidegen.render.pdf.late import late
from guidegen.render.pdf.outline import OutlineEntry
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.slots import filled
from guidegen.render.pdf.standing import Standing, StandingBlocks, StandingRun
from guidegen.render.pdf.structure import Element, Keys, kids_of
from guidegen.theme import Colour
from guidegen.typed import TypeVar

if TYPE_CHECKING:
    from guidegen.render.pdf.form_fields import DropDown, Field, TextField
    from guidegen.render.pdf.reminders import Reminder

_with_fields: Callable[[doc.Line, Callable[[int], int]], doc.Line] = late("numbered_blanks", "with_fields")
_with_answers: Callable[[doc.Line, Callable[[int], str]], doc.Line] = late("numbered_blanks", "with_answers")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where blocks go: distance from the start of the text area, width in points, and the groups around them.

    Where text stands in columns, `column` is the width of one; 0 inside a column, and where there are none.
    """

    x: float
    width: float
    groups: tuple[Group, ...] = ()
    column: float = 0.0

    @property
    def key(self) -> tuple[float, float, tuple[Group, ...], float]:
        """What it is, as part of a key: plain values are compared sooner than records."""
        return self.x, self.width, self.groups, self.column


@dataclass(slots=True)
class Laid:
    """Blocks after layout: units in order of placing, elements in order of reading."""

    units: list[Unit] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)

    def add(self, other: Laid) -> None:
        """Append what follows."""
        self.units += other.units
        self.elements += other.elements


@dataclass(frozen=True, slots=True)
class Drafted:
    """A block of a draft: what laying it out made of it, the pages that it referred to, and what it added."""

    made: tuple[Laid, int]
    referred: frozenset[doc.PageReference]
    outline: list[OutlineEntry]
    images: Mapping[str, Image]
    problems: list[Diagnostic]
    fields: Mapping[int, Field]


@dataclass(slots=True)
class Draft:
    """A document before the numbers of its pages are known: its blocks, and the references that turned out otherwise.

    Blocks that refer to none of these are taken as they are when the document is laid out anew.
    """

    blocks: list[Drafted] = field(default_factory=list)
    changed: frozenset[doc.PageReference] = frozenset()


#: The pieces of a number or marker, and its label, if it says something.
Marker = tuple[Sequence[Placed], Sequence[Element]]

#: Parts of sections that stand in copies though the section does not.
_WORDS = (doc.Heading, doc.Paragraph)
#: Blocks whose parts are put into columns one by one.
PARTED = (doc.Section, doc.ItemList)


@dataclass(slots=True)
class Layout:
    """What the layout of a document shares: fragments, keys, the arrangement, the height of a page of text.

    `values` are those of the slots. Only what must make room for one may look at it, and none of it is remembered.
    `phrases` are there when the document can be filled in. `fields` holds its form fields by link key; `blank_field`
    gives the field of each blank while the stem of an item is laid out that has them. `shown` are the answers of the
    item that is laid out, by place, on a teacher's copy. `depends` says for a kind of block on what in the copy its
    layout depends; `used` are the standing blocks and items that the document has already. What is laid out while it is
    `recording` will be used again. `turned` gives width and height of the text of a turned page, where there can be
    one. `spanning` are the kinds of blocks that span the columns of a page; `is_column` is true while a column is laid
    out, where nothing is turned and what does not fit may span the columns after all. With `hands` they lay out what
    is much of the same, as nothing of it is asked for later; what they made `ahead` holds when the document is laid out
    anew, as it does not depend on pages. The `reminders` are set again when pages are known. `led_by` are the headings
    that must stand with the block that is laid out.
    """

    fragments: Fragments
    arrangement: Arrangement
    page_height: float
    functions: Mapping[type, LayoutFunction]
    values: Mapping[str, str] = field(default_factory=dict)
    phrases: doc.FieldPhrases | None = None
    keys: Keys = field(default_factory=Keys)
    problems: list[Diagnostic] = field(default_factory=list)
    images: dict[str, Image] = field(default_factory=dict)
    outline: list[OutlineEntry] = field(default_factory=list)
    fields: dict[int, Field] = field(default_factory=dict)
    blank_field: Callable[[int], TextField | DropDown] | None = None
    shown: Mapping[str, doc.Line] = field(default_factory=dict)
    depends: Mapping[type, Callable[[Layout, Any, Frame], Hashable]] = field(default_factory=dict)
    standing: StandingBlocks = field(default_factory=StandingBlocks)
    used: set[int] = field(default_factory=set)
    recording: bool = False
    turned: Callable[[], tuple[float, float]] | None = None
    spanning: frozenset[type] = frozenset()
    is_column: bool = False
    hands: Hands | None = None
    ahead: dict[Hashable, Any] = field(default_factory=dict)
    reminders: list[Reminder] = field(default_factory=list)
    led_by: Sequence[Unit] = ()

    @property
    def scale(self) -> float:
        """The print size: 1 is regular."""
        return self.fragments.scale

    def letter(self, index: int) -> str:
        """The letter of the option at `index`."""
        return letter(index, self.fragments.labels.letters)

    def colour(self, name: str) -> Colour:
        """A colour of the theme."""
        return self.fragments.theme.colours[name]

    def part(self, name: str) -> str:
        """The make-up that the theme names for a part of the page."""
        return self.fragments.theme.parts[name]

    def space(self, name: str) -> float:
        """Room between or inside things, in points of this print size."""
        return self.fragments.theme.lengths["spacing"][name] * self.scale

    def mark(self, name: str) -> float:
        """How large a mark is, in points of this print size."""
        return self.fragments.theme.lengths["marks"][name] * self.scale

    def stroke(self, name: str) -> float:
        """How thick a line is, in points of this print size."""
        return self.fragments.theme.lengths["strokes"][name] * self.scale

    def corner(self, name: str) -> float:
        """The radius of corners, in points of this print size."""
        return self.fragments.theme.lengths["corners"][name] * self.scale

    def on_grid(self, height: float) -> float:
        """The height in points, or the next larger that is a multiple of the theme's step."""
        step = self.fragments.theme.grid * self.scale
        return math.ceil(height / step - 0.01) * step

    def blocks(self, blocks: Sequence[doc.Block], frame: Frame) -> Laid:
        """Lay blocks out one below the other."""
        laid = Laid()
        for index, block in enumerate(blocks):
            if laid.units and _is_introduced(blocks, index):
                laid.units[-1].keep_next = True
            self._lead(laid.units)
            laid.add(self._block(block, frame))
        return laid

    def _lead(self, units: Sequence[Unit]) -> None:
        """Note the headings at the end of these units; a block without any before it has those of what holds it."""
        if units:
            start = len(units)
            while start and units[start - 1].heads:
                start -= 1
            self.led_by = units[start:]

    def parts(self, blocks: Sequence[doc.Block], frame: Frame) -> Laid:
        """Lay the blocks of a section out. Where it differs from copy to copy, its headings and paragraphs may not."""
        if self.recording or frame.column or frame.groups:
            return self.blocks(blocks, frame)
        laid = Laid()
        for index, block in enumerate(blocks):
            if laid.units and _is_introduced(blocks, index):
                laid.units[-1].keep_next = True
            self._lead(laid.units)
            laid.add(self._part(block, frame) if isinstance(block, _WORDS) else self._block(block, frame))
        return laid

    def _part(self, block: doc.Block, frame: Frame) -> Laid:
        """A heading or paragraph as it was laid out for an earlier document, with units that may be changed."""
        key = id(block), "part", frame.key, len(self.outline), self.fragments.order
        made = self.once(block, key, lambda own: own._block(block, frame))
        return Laid([unit.again() for unit in made.units], made.elements)

    def _block(self, block: doc.Block, frame: Frame) -> Laid:
        """A block in a column, if there are columns and it fits."""
        lay = self.functions[type(block)]
        if not frame.column or isinstance(block, PARTED):
            return lay(self, block, frame)
        inner = block.block if isinstance(block, doc.Introduced) else block
        if type(inner) in self.spanning or _is_title(block):
            return lay(self, block, replace(frame, column=0.0))
        return self.in_column(lambda inside: lay(self, block, inside), frame)

    def in_column(self, lay: Callable[[Frame], Laid], frame: Frame) -> Laid:
        """What `lay` lays out, in a column, or across all of them when it is too wide for one."""
        problems, outline = len(self.problems), len(self.outline)
        self.is_column = True
        laid = lay(Frame(0.0, frame.column, frame.groups))
        self.is_column = False
        if len(self.problems) > problems:
            # Keys of content that is laid out again stay unused.
            del self.problems[problems:], self.outline[outline:]
            return lay(replace(frame, column=0.0))
        for unit in laid.units:
            unit.in_column = True
        return laid

    def body(self, blocks: Sequence[doc.Block], frame: Frame, draft: Draft | None = None) -> Laid:
        """Lay out the blocks of a whole document. Those that earlier documents had too are taken as they were laid, and
        so are those of a `draft` of this one that still hold.
        """
        laid = Laid()
        headers = 0
        alone: list[tuple[int, Hashable]] = []
        index = 0
        while index < len(blocks):
            self._introduce(laid, blocks, index)
            self.led_by = ()
            self._lead(laid.units)
            block, run = blocks[index], None
            if draft is not None:
                made, headers = self._drafted(block, frame, headers, index, draft)
            elif (run := self._run(blocks, index, frame, headers)) is not None:
                made, headers = run.made
            else:
                alone.append((index, self._key(block, frame, headers)))
                made, headers = self._standing(block, frame, headers)
            # The units and elements may be those of other documents: they are never changed from here on.
            laid.add(made)
            index += len(run.blocks) if run is not None else 1
        self._note_runs(blocks, alone)
        return laid

    def _introduce(self, laid: Laid, blocks: Sequence[doc.Block], index: int) -> None:
        """Let what stands above a block that it introduces stay with it."""
        if laid.units and _is_introduced(blocks, index) and not laid.units[-1].keep_next:
            # The unit may stand in other documents as well.
            laid.units[-1] = replace(laid.units[-1], keep_next=True)

    def _run(self, blocks: Sequence[doc.Block], index: int, frame: Frame, headers: int) -> StandingRun | None:
        """The blocks from here on that stood below each other in earlier documents too."""
        run = self.standing.run(self._key(blocks[index], frame, headers), blocks, index)
        if run is None or not self.used.isdisjoint(run.ids):
            return None
        self.used |= run.ids
        self._add(run)
        return run

    def _add(self, known: Standing | StandingRun | Drafted) -> None:
        """Add to the document what blocks add that are taken as they were laid out."""
        self.outline += known.outline
        self.images.update(known.images)
        self.problems += known.problems
        self.fields.update(known.fields)

    def _note_runs(self, blocks: Sequence[doc.Block], alone: Sequence[tuple[int, Hashable]]) -> None:
        """Remember blocks that stand below each other and were taken one by one: places and keys of those `alone`."""
        runs: list[tuple[Hashable, dict[int, Standing]]] = []
        for index, key in alone:
            # What depends on the copy in more than the numbers of pages has more in its key, and is not found here.
            known = self.standing.without_pages(key, blocks[index])
            if known is None:
                continue
            if not runs or index - 1 not in runs[-1][1] or known in runs[-1][1].values():
                runs.append((key, {}))
            runs[-1][1][index] = known
        for key, standing in runs:
            if len(standing) > 1:
                below, headers = Laid(), 0
                for index, known in standing.items():
                    self._introduce(below, blocks, index)
                    made, headers = known.made
                    below.add(made)
                self.standing.put_run(key, StandingRun.of(tuple(standing.values()), (below, headers)))

    def _drafted(self, block: doc.Block, frame: Frame, headers: int, index: int, draft: Draft) -> tuple[Laid, int]:
        """A block as in the draft, or laid out now and noted in it."""
        known = draft.blocks[index] if index < len(draft.blocks) else None
        if known is None or known.referred & draft.changed:
            before, self.fragments.referred = self.fragments.referred, set()
            own = replace(self, problems=[], images={}, outline=list(self.outline), fields=dict(self.fields))
            made = own._standing(block, frame, headers)
            known = Drafted(
                made,
                frozenset(self.fragments.referred),
                own.outline[len(self.outline) :],
                own.images,
                own.problems,
                {link: what for link, what in own.fields.items() if link not in self.fields},
            )
            self.fragments.referred |= before
            draft.blocks[index : index + 1] = [known]
        self._add(known)
        return known.made

    def _standing(self, block: doc.Block, frame: Frame, headers: int) -> tuple[Laid, int]:
        """A block of the document, and the number of its last header cell; `headers` is that of the last before it."""
        depends = self.depends.get(type(block))
        key = self._key(block, frame, headers)
        if depends is not None:
            key = (*key, depends(self, block, frame))

        def lay(own: Layout) -> tuple[Laid, int]:
            laid = own._block(block, frame)
            for element in laid.elements:
                element.written = {} if own.recording else None
            return laid, name_headers(laid.elements, headers)

        return self.once(block, key, lay)

    def _key(self, block: doc.Block, frame: Frame, headers: int) -> tuple[Hashable, ...]:
        """All that the layout of a block depends on that depends on nothing in the copy."""
        return id(block), frame.key, len(self.outline), headers, self.fragments.order

    def once(self, block: object, key: Hashable, lay: Callable[[Layout], T]) -> T:
        """What `lay` makes of a block, or what it made of it for an earlier document under the same key.

        The key holds all that the layout depends on beside theme, print size, page and the numbers of pages.
        """
        if not self.standing.seen(block):
            return lay(self)
        known = self.standing.find(key, block, self.fragments.page_text)
        if known is None:
            known = self._recorded(block, lay)
            if self.phrases is not None and known.fields:
                # The names of form fields depend on those that the document has already.
                self.standing.depends_on_others(block)
                return lay(self)
            self.standing.put(key, known)
        elif id(known) in self.used:
            # Twice in one document it would have the same content keys.
            return lay(self)
        self.used.add(id(known))
        if not known.is_plain:
            self._add(known)
        made: T = known.made
        return made

    def marker(self, key: Hashable, lay: Callable[[], Marker]) -> Marker:
        """What `lay` makes of the number or marker of a point, or made of it for an earlier document under the same
        key. It adds nothing else to the document.
        """
        # What is recorded belongs to each document that will use it.
        known = None if self.recording else self.standing.marker(key)
        if known is None:
            known = lay()
            if not self.recording:
                self.standing.put_marker(key, known)
        return known

    def _recorded(self, block: object, lay: Callable[[Layout], T]) -> Standing:
        """The block laid out as if it were alone, with all that it adds to a document."""
        own = replace(self, problems=[], images={}, outline=list(self.outline), fields={}, recording=True)
        before, self.fragments.referred = self.fragments.referred, set()
        first = self.keys.content
        made = lay(own)
        # What is drawn behind groups holds on to this layout, which must not hold on to the copy.
        own.arrangement, own.values, own.used, own.turned, own.led_by = NO_ARRANGEMENT, {}, set(), None, ()
        own.reminders = []
        referred, self.fragments.referred = self.fragments.referred, before
        self.fragments.referred |= referred
        return Standing(
            block=block,
            made=made,
            outline=tuple(own.outline[len(self.outline) :]),
            images=own.images,
            problems=tuple(own.problems),
            fields=own.fields,
            pages=tuple((reference, self.fragments.page_text(reference)) for reference in referred),
            keys=self.keys.content - first,
        )

    def text(
        self, line: doc.Line, style: str, width: float, origin: Span, *, role: str = "P", align: str = "start"
    ) -> tuple[Fragment, int, int, Element]:
        """A fragment of prose with its first content key, its first link key and its structure element."""
        if self.blank_field is not None:
            line = _with_fields(line, lambda blank: self._widest_choice(blank))
        if self.shown:
            from guidegen.render.pdf.form_fields import said

            line = _with_answers(line, lambda blank: said(self.shown.get(doc.Blanks.place(blank), ())))
        fragment = self.fragments.paragraph(line, style, width, origin, align=align)
        # Asked of every piece of prose, so without a generator.
        for each in fragment.lines:
            if each.slots or each.fields:
                fragment = filled(fragment, self.values, to_the_left=self.fragments.right_to_left)
                self._name_fields(fragment, self.keys.links, style)
                break
        self.problems += fragment.problems
        key, link = self.keys.take(fragment), self.keys.take_links(fragment)
        return fragment, key, link, Element(role, kids_of(fragment, key, link))

    def _name_fields(self, fragment: Fragment, link: int, style: str) -> None:
        """Note the form fields in prose, whose first link key is `link`."""
        places = [place for line in fragment.lines for place in line.fields]
        if not places:
            return
        from guidegen.render.pdf.form_fields import TextField, unique

        if self.blank_field is not None:
            self.fields.update((link + place.link, self.blank_field(place.blank)) for place in places)
        for place in places:
            if place.prompt:
                name = unique(place.prompt, self.fields)
                self.fields[link + place.link] = TextField(*name, self.fragments.style(style))

    def _widest_choice(self, blank: int) -> int:
        """How many characters the field of a blank must show; 0 where nothing is known."""
        from guidegen.render.pdf.form_fields import DropDown

        what = self.blank_field(blank) if self.blank_field is not None else None
        return max(len(words) for _, words in what.choices) if isinstance(what, DropDown) else 0

    def whole(
        self,
        line: doc.Line,
        style: str,
        x: float,
        y: float,
        width: float,
        *,
        role: str = "P",
        align: str = "start",
        origin: Span = doc.NOWHERE,
    ) -> tuple[Placed, Element]:
        """A fragment of prose placed whole, with its element."""
        fragment, key, link, element = self.text(line, style, width, origin, role=role, align=align)
        return Placed(fragment, x, y, key, link, 0, len(fragment.lines)), element

    def content(self, fragment: Fragment, x: float, y: float, role: str) -> tuple[Placed, Element]:
        """A drawing that carries meaning, with its element."""
        key = self.keys.take(fragment)
        return Placed(fragment, x, y, key, 0, 0, 1), Element(role, kids_of(fragment, key, 0))

    def field(
        self, what: Field, x: float, y: float, width: float, height: float, *, role: str = ""
    ) -> tuple[Placed, Element]:
        """A form field with its Form element, which stands in an element of the `role` if one is named."""
        fragment = field_place(width, height)
        link = self.keys.take_links(fragment)
        self.fields[link] = what
        form = Element("Form", link=link)
        return Placed(fragment, x, y, self.keys.take(fragment), link, 0, 1), Element(role, [form]) if role else form

    def answer(
        self,
        drawing: str,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        said: str,
        field: Callable[[doc.FieldPhrases], Field],
        place: str,
        role: str = "P",
        above: float = 0.0,
    ) -> tuple[list[Placed], Element]:
        """A place to answer in: a drawing that says what it is for, or an ornament with a form field on it.

        The field ends `above` points before the lower edge, so that what is typed stands on a line. On a teacher's copy
        the answer of the `place` stands in it, if there is room for it.
        """
        answer = self.shown.get(place, ())
        if answer and self.fragments.extent(answer, "shown")[1] <= width:
            return self._answered(drawing, x, y, width, height, answer, role=role, above=above)
        if self.phrases is None:
            printed, element = self.content(drawn_content(drawing, width, height, said), x, y, role)
            return [printed], element
        typed, element = self.field(field(self.phrases), x, y, width, height - above, role=role)
        return [artifact(ornament(drawing, width, height), x, y), typed], element

    def _answered(
        self,
        drawing: str,
        x: float,
        y: float,
        width: float,
        height: float,
        answer: doc.Line,
        *,
        role: str,
        above: float,
    ) -> tuple[list[Placed], Element]:
        """The drawing as an ornament with the answer in its middle, or at the start of a line to write on."""
        align = "start" if above else "centre"
        text, element = self.whole(answer, "shown", x, y, width, role=role, align=align)
        high = text.fragment.height
        drop = height - above - high if above else (height - high) / 2
        return [artifact(ornament(drawing, width, height), x, y), text.lower(drop)], element


def _is_title(block: doc.Block) -> bool:
    """True for the title of a document and the lines below it, which span all columns."""
    if isinstance(block, doc.Heading):
        return block.level == 1
    return isinstance(block, doc.Paragraph) and block.style in ("lead", "audience")


def _is_introduced(blocks: Sequence[doc.Block], index: int) -> bool:
    """True where a block would leave what stands before it alone at the foot of a page.

    That is what introduces items, and the small print below a heading, which belongs to the heading. Small print below
    an introduction, such as the code of a quiz, belongs to that: where the first item is too high to stand below both,
    it stays with them. So do the fields to fill in with the head that they belong to, though nothing follows.
    """
    below, heading = blocks[index - 1], blocks[index - 2] if index >= 2 else None
    is_small = isinstance(below, doc.Paragraph) and below.style == "points"
    is_list = isinstance(blocks[index], doc.ItemList)
    if not (is_small or is_list):
        return False
    if isinstance(below, doc.ExamHead) or (isinstance(below, doc.FieldLine) and isinstance(heading, doc.ExamHead)):
        return False
    if is_list:
        return not is_small or not isinstance(heading, doc.Paragraph)
    return is_small and isinstance(heading, doc.Heading)


def lowered(unit: Unit) -> float:
    """How much further down than usual the first line of a unit stands, since a tall formula is in it."""
    pieces = unit.pieces
    return pieces[-1].fragment.lines[pieces[-1].first].lowered if pieces else 0.0


@functools.lru_cache(maxsize=1024)
def line_of(text: str) -> doc.Line:
    """A line of plain words: the same one for the same words, so that what was made of it is found again."""
    return (Text(text),) if text else ()


def artifact(fragment: Fragment, x: float, y: float) -> Placed:
    """An ornament."""
    return Placed(fragment, x, y, -1, first=0, last=len(fragment.lines), artifact="Layout")


def stacked(units: Sequence[Unit]) -> tuple[list[Placed], float]:
    """Units set one below the other as if they were one: what they place, and their height."""
    placed: list[Placed] = []
    y, previous = 0.0, None
    for unit in units:
        y += max(previous.after, unit.before) if previous else 0.0
        placed += [each.lower(y) for each in unit.pieces]
        y += unit.height
        previous = unit
    return placed, y


#: What is no higher than this share of a page is not parted; more would leave too much of a page empty.
WHOLE = 0.4


def keep_few(layout: Layout, units: Sequence[Unit]) -> None:
    """Let units stay on one page, if they are few: a line or two overleaf help nobody."""
    if stacked_height(units) <= WHOLE * layout.page_height:
        for unit in units[:-1]:
            unit.keep_next = True


def stacked_height(units: Sequence[Unit]) -> float:
    """The height of units set one below the other."""
    y, previous = 0.0, None
    for unit in units:
        y += max(previous.after, unit.before) if previous else 0.0
        y += unit.height
        previous = unit
    return y


def lay_text(
    layout: Layout,
    line: doc.Line,
    style: str,
    frame: Frame,
    *,
    role: str = "P",
    origin: Span = doc.NOWHERE,
    anchor: str = "",
    narrow: bool = True,
    keep_next: bool = False,
) -> Laid:
    """Prose that may be parted between lines, but leaves no single line behind or ahead."""
    narrow = narrow and not is_parallel(line)
    measure = layout.fragments.theme.measure * layout.scale if narrow else frame.width
    fragment, key, link, element = layout.text(line, style, min(frame.width, measure), origin, role=role)
    theme_style = layout.fragments.theme.styles[style]
    units = [
        Unit(
            height=sum(line.height for line in fragment.lines[a:b]),
            placed=[Placed(fragment, frame.x, 0.0, key, link, a, b)],
            groups=frame.groups,
            keep_next=keep_next,
            heads=keep_next,
            origin=origin,
        )
        for a, b in _line_groups(len(fragment.lines), whole=keep_next)
    ]
    if not units:
        return Laid()
    units[0].before = theme_style.before * layout.scale
    units[-1].after = theme_style.after * layout.scale
    units[0].anchors = (anchor,) if anchor else ()
    element.anchor = anchor
    return Laid(units, [element])


def _line_groups(count: int, *, whole: bool) -> list[tuple[int, int]]:
    """Ranges of lines that stay together: the first two, the last two, and single ones between."""
    if whole or count <= 3:
        return [(0, count)] if count else []
    return [(0, 2), *((i, i + 1) for i in range(2, count - 2)), (count - 2, count)]


def indented(frame: Frame, indent: float) -> Frame:
    """The frame without `indent` points at its start."""
    return Frame(frame.x + indent, frame.width - indent, frame.groups)


T = TypeVar("T")
LayoutFunction = Callable[[Layout, Any, Frame], Laid]

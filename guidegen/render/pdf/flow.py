"""Flow: units of fragments to pages. Arithmetic on heights only; no text is touched.

A unit moves as a whole. Groups say what should stay together, which units repeat at the top of a page (a table's
header) and which box is drawn behind. Distances across are from the start edge of the text area.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.records import dataclass, field, replace
from guidegen.render.pdf.fragment import Fragment, SlotPlace
from guidegen.render.pdf.placed import Placed, PlacedStack, Stack

_NOWHERE = Span("")


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A box behind a group on every page that it reaches: its place across, and how it is drawn for a height."""

    x: float
    draw: Callable[[float], Fragment]


@dataclass(slots=True, eq=False)
class Group:
    """Units that belong together. `repeat` are the header units that a continued page shows again.

    `padding` is the room inside the backdrop where a page break parts it. One to `keep` stands on one page, unless more
    than `most_empty` of the page before would be left empty for that.
    """

    keep: bool = False
    most_empty: float = math.inf
    backdrop: Backdrop | None = None
    padding: float = 0.0
    repeat: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class Unit:
    """What moves as a whole. `before` and `after` are least distances; the larger of two neighbours' counts.

    One that `heads` the next, such as a heading, never stands apart from it where a page can hold both; `keep_next`
    alone is given up when too much would have to stay together. `break_before` starts a `page`, or a `sheet`: a page
    that is a front side when sheets are printed on both sides. A unit `at_foot` stands as low on its page as it can.
    One that is `turned` stands on a page that is turned, one `in_column` in a column of its page. A `stack` stands at
    its corner, after what is placed.
    """

    height: float
    placed: list[Placed]
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    heads: bool = False
    break_before: str = ""
    at_foot: bool = False
    turned: bool = False
    in_column: bool = False
    groups: tuple[Group, ...] = ()
    anchors: tuple[str, ...] = ()
    origin: Span = _NOWHERE
    stack: Stack | None = None

    def again(self) -> Unit:
        """The same unit, to be changed for one document."""
        return Unit(
            self.height,
            list(self.placed),
            self.before,
            self.after,
            self.keep_next,
            self.heads,
            self.break_before,
            self.at_foot,
            self.turned,
            self.in_column,
            self.groups,
            self.anchors,
            self.origin,
            self.stack,
        )

    @property
    def pieces(self) -> list[Placed]:
        """What it places, with what is in its stack."""
        return self.placed if self.stack is None else [*self.placed, *self.stack.placed]

    def as_stack(self, *, of_copy: bool = False) -> Unit:
        """The same with what it places as a stack, to be placed in many documents."""
        stacked = self.again()
        stacked.placed, stacked.stack = [], Stack(tuple(self.pieces), of_copy)
        return stacked


@dataclass(slots=True)
class Page:
    """A filled page: what is behind, what is on it, and the anchors that stand on it with their height.

    A page on which the same stands in many copies is one object in all of them: `furnished` is that page with its head
    and foot, by the number of pages, and in `drawn` the writer keeps what it made of it: the pieces of a long document
    are not held until its last page is drawn. `begins` says that something new begins with it, such as the answers;
    `turned` pages are as wide as others are high.
    """

    placed: list[Placed | PlacedStack] = field(default_factory=list)
    anchors: list[tuple[str, float]] = field(default_factory=list)
    height_used: float = 0.0
    begins: bool = False
    turned: bool = False
    furnished: dict[Hashable, Page] = field(default_factory=dict, compare=False, repr=False)
    drawn: Any = field(default=None, compare=False, repr=False)
    _is_of_copy: bool | None = field(default=None, compare=False, repr=False)
    _slots: tuple[SlotPlace, ...] | None = field(default=None, compare=False, repr=False)

    @property
    def is_of_copy(self) -> bool:
        """Whether something stands on the page that has other places in other copies."""
        if self._is_of_copy is None:
            stacks = (placed.stack for placed in self.placed if isinstance(placed, PlacedStack))
            self._is_of_copy = any(stack.of_copy for stack in stacks)
        return self._is_of_copy

    def slots(self) -> tuple[SlotPlace, ...]:
        """The places of values on the page."""
        if self._slots is None:
            self._slots = tuple([slot for placed in self.placed for slot in _slots_of(placed)])
        return self._slots

    def let_go(self, slots: tuple[SlotPlace, ...]) -> None:
        """Hold no pieces any more, as the page is drawn; `slots` are the places of values that were on it."""
        self._is_of_copy, self._slots = self.is_of_copy, slots
        self.placed = []


def _slots_of(placed: Placed | PlacedStack) -> tuple[SlotPlace, ...]:
    if isinstance(placed, PlacedStack):
        stack = placed.stack
        if stack.slots is None:
            stack.slots = tuple(slot for piece in stack.placed for slot in _slots_of(piece))
        return stack.slots
    lines = placed.fragment.lines[placed.first : placed.last]
    return tuple([slot for line in lines for slot in line.slots])


@dataclass(frozen=True, slots=True)
class State:
    """A flow before a unit that begins a page and goes on with nothing from the one before: how many are filled then.

    Which units stand on those depends on the first `needed` units alone, and on the next one only in that it `breaks`,
    which is to say that it asks for a new page. Of one that does not, the units up to `end` go together: what was left
    of the page before had its say in that.
    """

    unit: int
    pages: int
    needed: int
    end: int = 0
    breaks: bool = False

    @classmethod
    def at_break(cls, unit: int, pages: int) -> State:
        """That before a unit which asks for a new page."""
        return cls(unit, pages, unit, breaks=True)


#: The flow of any document before its first unit.
_BEGINNING = State(0, 0, 0)


@dataclass(slots=True)
class FlowMemory:
    """The last document's units and pages, with the places at which pages begin: copies have much in common.

    A document that could not be placed is not remembered.
    """

    units: list[Unit] = field(default_factory=list)
    heights: tuple[float, ...] = ()
    states: list[State] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def note(
        self,
        units: Sequence[Unit],
        heights: tuple[float, ...],
        states: Sequence[State],
        pages: Sequence[Page],
        problems: Sequence[Diagnostic],
    ) -> None:
        """Remember a document, if nothing was wrong with it."""
        self.units, self.states, self.pages = [], [], []
        if not problems:
            self.units, self.heights, self.pages = list(units), heights, list(pages)
            self.states = [_BEGINNING, *states, State(len(units), len(pages), len(units) + 1)]

    def alike(self, units: Sequence[Unit], unit: int, pages: int) -> list[State]:
        """The states that a flow of these units comes to as the last one did, if this one comes to a unit after so many
        pages as that one did: with units that are the same up to all that the last of the states needs.
        """
        places = [(state.unit, state.pages) for state in self.states]
        if (unit, pages) not in places:
            return []
        first = places.index((unit, pages)) + 1
        same = _same_until(units, self.units, unit)
        end = max(len(units), len(self.units))
        for last in range(len(self.states), first, -1):
            state = self.states[last - 1]
            breaks = state.unit < len(units) and bool(units[state.unit].break_before)
            if breaks >= state.breaks and same >= min(state.needed, end):
                return self.states[first:last]
        return []


def _same_until(units: Sequence[Unit], known: Sequence[Unit], start: int) -> int:
    """The place of the first unit from `start` that differs from the known one. Nearly all of them are one object, or
    differ, and to ask whether two units that were made anew are alike takes long.
    """
    ours, theirs = units[start:], known[start:]
    are_one = list(map(operator.is_, ours, theirs))
    at = 0
    while at < len(are_one):
        try:
            at = are_one.index(False, at)
        except ValueError:
            break
        if ours[at] != theirs[at]:
            return start + at
        at += 1
    return start + len(are_one)


Heights = Callable[[int], float]
_is_turned = operator.attrgetter("turned")


def flow(
    units: Sequence[Unit],
    height_of: Heights,
    memory: FlowMemory | None = None,
    *,
    turned_height_of: Heights | None = None,
) -> tuple[list[Page], list[Diagnostic]]:
    """Place the units on pages; `height_of` gives the height of the text area of a page by its index, and
    `turned_height_of` that of a page that is turned.

    An item or group that fits on a page is never parted; a unit that asks to stay with the next never ends a page.
    A unit taller than a page is a problem (P104), reported at its origin. With a `memory` of the last document, pages
    that differ in nothing are the same objects; the height of a text area may then differ on the first page alone.
    """
    units = turned_with_what_follows(units)
    if memory is None:
        flowing = Flow(units, height_of, turned_height_of)
        flowing.run(0, len(units))
        return flowing.finish()
    heights = (height_of(0), height_of(1))
    flowing = Flow(units, height_of, turned_height_of, memory if heights == memory.heights else None)
    flowing.run(0, len(units))
    pages, problems = flowing.finish()
    memory.note(units, heights, flowing.states, pages, problems)
    return pages, problems


def turned_with_what_follows(units: Sequence[Unit]) -> Sequence[Unit]:
    """A heading that stays with the next goes to its page. Units may stand in other documents: they are not changed."""
    if not any(map(_is_turned, units)):
        return units
    found = list(units)
    for index in range(len(found) - 2, -1, -1):
        unit, following = found[index], found[index + 1]
        if unit.keep_next and following.turned and not unit.turned and not following.break_before:
            found[index] = replace(unit, turned=True)
    return found


class Flow:
    """Fills pages with units, or with one range of them after the other."""

    def __init__(
        self,
        units: Sequence[Unit],
        height_of: Heights,
        turned_height_of: Heights | None = None,
        memory: FlowMemory | None = None,
    ) -> None:
        """One empty page. Of a `memory` pages are taken that are the same."""
        self.units = units
        self.memory = memory
        self.upright_height_of = height_of
        self.turned_height_of = turned_height_of or height_of
        self.pages: list[Page] = [Page()]
        self.problems: list[Diagnostic] = []
        self.previous: Unit | None = None
        self.open: dict[int, tuple[Group, float]] = {}
        self.seen: set[int] = set()
        self.next = 0
        self.limit = len(units)
        self.states: list[State] = []
        #: How many units were looked at to place those until now. At the end of all, one more could have been.
        self._looked_at = 0

    def _begin_at(self, start: int, end: int) -> State | None:
        """Note that the unit at `start` begins a page, alone or with those up to `end`. Where pages from there on are
        those of the document before, they are taken as they are; the state behind them, if there is one.
        """
        if (start and self.units[start].groups) or self.problems:
            # Something goes on from the page before, or nothing of this will be written.
            return None
        pages = len(self.pages) - 1
        if start:
            self.states.append(
                State(start, pages, self._looked_at, end) if end else State.at_break(start, pages),
            )
        alike = self.memory.alike(self.units, start, pages) if self.memory is not None else []
        if not alike:
            return None
        assert self.memory is not None
        last = alike[-1]
        is_end = last.unit == len(self.units)
        self.pages[pages:] = self.memory.pages[pages : last.pages]
        if not is_end:
            self.pages.append(Page(turned=self.pages[-1].turned))
        self.states += alike[:-1] if is_end else alike
        self._looked_at = max(self._looked_at, last.needed)
        return last

    def run(self, start: int, limit: int, end: int = 0) -> None:
        """Place the units from `start` to `limit`, of which those up to `end` go together if that is known."""
        self.limit = limit
        taken = self._begin_at(start, 0) if not start and limit else None
        while taken is not None or start < limit:
            if taken is not None:
                start, end, taken = taken.unit, taken.end, None
                continue
            if self.units[start].break_before and self.pages[-1].placed:
                self._new_page()
                if (taken := self._begin_at(start, 0)) is not None:
                    continue
            end = end or self._together(start)
            self.next = start
            turns = self.units[start].turned != self.pages[-1].turned
            if (turns or not self.fits(start, end)) and self.pages[-1].placed:
                self._new_page()
                if (taken := self._begin_at(start, end)) is not None:
                    continue
            self._front(self.units[start].break_before)
            while self.waits(start, end):
                self._new_page()
            self.pages[-1].turned = self.units[start].turned
            for index in range(start, end):
                self.next = index
                if index > start and not self.fits(index, index + 1):
                    self._new_page()
                    self._report_widow(index)
                self._place(self.units[index])
            start, end = end, 0

    def _together(self, start: int) -> int:
        """The end of the units from `start` that are to stand on one page."""
        end = self._chunk_end(start, groups=True)
        self._looked_at = max(self._looked_at, end + 1)
        if self._height(start, end) > self._fresh_height(start):
            end = self._end_of_whole_group(start, end) or self._chunk_end(start, groups=False)
            if end > start + 1 and self._height(start, end) > self._fresh_height(start):
                end = self._chunk_end(start, groups=False, heads=True)
        return end

    def finish(self) -> tuple[list[Page], list[Diagnostic]]:
        """The pages, and what was wrong."""
        self._close(())
        return self.pages, self.problems

    def begin_page(self, break_before: str) -> None:
        """Begin a page, or a sheet, if there is something on the last one."""
        if self.pages[-1].placed:
            self._new_page()
        self.pages[-1].turned = False
        self._front(break_before)

    def _front(self, break_before: str) -> None:
        """The last page, if it is empty, begins something; a sheet begins on a front side."""
        if not break_before or self.pages[-1].placed:
            return
        if break_before == "sheet" and len(self.pages) % 2 == 0:
            self._new_page()
        self.pages[-1].begins = True

    def close(self) -> None:
        """Nothing that is placed next belongs to a group of what stands there."""
        self._close(())

    def first_height(self) -> float:
        """The height of what has to stand together at the beginning."""
        return self._height(0, self._chunk_end(0, groups=False))

    def room_above(self, unit: Unit) -> float:
        """Where on the last page a unit would begin."""
        return self.pages[-1].height_used + (max(self.previous.after, unit.before) if self.previous else 0.0)

    def room_on_page(self) -> float:
        """The height of the text of the last page."""
        return self._height_of_page()

    def waits(self, start: int, end: int) -> bool:
        """True where an empty page is too low for the units, and a later one is not."""
        return False

    def _report_widow(self, index: int) -> None:
        """Report a heading that the unit at `index`, which begins a page, should stand below."""
        before = index - 1
        while before > 0 and self.units[before].heads and not self.units[before].placed:
            before -= 1
        if self.units[before].heads:
            unit = self.units[before]
            heads_rows = any(unit is header for group in unit.groups for header in group.repeat)
            self.problems.append(_widow(self._origin(before), _ROWS if heads_rows else _PROSE))

    def _origin(self, index: int) -> Span:
        """Where a unit was typed; of parts that do not know it, such as options, where what they belong to begins."""
        return next((unit.origin for unit in reversed(self.units[: index + 1]) if unit.origin.path), _NOWHERE)

    # Measuring

    def _chunk_end(self, start: int, *, groups: bool, heads: bool = False) -> int:
        """The end of the units from `start` that should stand on one page; with `heads` of those that have to."""
        end = start + 1
        while end < self.limit:
            last, following = self.units[end - 1], self.units[end]
            if following.break_before or following.turned != last.turned:
                break
            shared = groups and last.groups and any(self._keeps(g) and g in following.groups for g in last.groups)
            if not (shared or (last.heads if heads else last.keep_next)):
                break
            end += 1
        return end

    def _keeps(self, group: Group) -> bool:
        """Whether the group is to be kept whole: one that is being parted already has no whole left to keep."""
        if not group.keep or id(group) in self.seen:
            return False
        return group.most_empty == math.inf or self._left_on_page() <= group.most_empty

    def _left_on_page(self) -> float:
        """What would be left empty if a new page began; nothing where one has begun already."""
        page = self.pages[-1]
        return self._height_of_page() - page.height_used if page.placed else 0.0

    def _end_of_whole_group(self, start: int, end: int) -> int:
        """The end of the last group within the units that a page holds whole with all before it; 0 if there is none.

        It stays whole, though what follows should stand on its page too.
        """
        room = self._fresh_height(start)
        for index in range(end - 1, start + 1, -1):
            ended = [g for g in self.units[index - 1].groups if g.keep and id(g) not in self.seen]
            if any(g not in self.units[index].groups for g in ended) and self._height(start, index) <= room:
                return index
        return 0

    def _height(self, start: int, end: int) -> float:
        if end == start + 1:
            return self.units[start].height
        total, previous = 0.0, None
        for unit in self.units[start:end]:
            total += (max(previous.after, unit.before) if previous else 0.0) + unit.height
            previous = unit
        return total

    def _repeated(self, unit: Unit) -> list[Unit]:
        """The header rows that a page repeats which begins with the unit."""
        if not unit.groups:
            return []
        return [
            header
            for group in unit.groups
            if id(group) in self.seen and unit not in group.repeat
            for header in group.repeat
        ]

    def _fresh_height(self, start: int) -> float:
        """The room on a page that begins with the unit at `start`."""
        unit = self.units[start]
        height = self.height_of_fresh(unit)
        if not unit.groups:
            return height
        return height - sum(h.height for h in self._repeated(unit)) - self._padding(unit)

    def height_of_fresh(self, unit: Unit) -> float:
        """The height of a page that begins with the unit."""
        return (self.turned_height_of if unit.turned else self.upright_height_of)(len(self.pages))

    def _padding(self, unit: Unit) -> float:
        """The room above a unit that goes on with groups of the page before."""
        return sum(group.padding for group in unit.groups if id(group) in self.seen) if unit.groups else 0.0

    def _height_of_page(self) -> float:
        return (self.turned_height_of if self.pages[-1].turned else self.upright_height_of)(len(self.pages) - 1)

    def fits(self, start: int, end: int) -> bool:
        """Whether the last page has room for the units."""
        gap = max(self.previous.after, self.units[start].before) if self.previous else 0.0
        room = self._height_of_page() - self.pages[-1].height_used
        return gap + self._height(start, end) <= room + 0.01

    def _goes_on(self, group: Group) -> bool:
        """True when the unit to be placed next belongs to the group."""
        return self.next < len(self.units) and any(group is other for other in self.units[self.next].groups)

    # Placing

    def _new_page(self) -> None:
        self.pages[-1].height_used += sum(group.padding for group, _ in self.open.values() if self._goes_on(group))
        self._close(())
        self.pages.append(Page(turned=self.pages[-1].turned))
        self.previous = None

    def _place(self, unit: Unit) -> None:
        page = self.pages[-1]
        self._close(unit.groups)
        if self.previous is None and unit.groups:
            for header in self._repeated(unit):
                self._close(header.groups)
                self._open(header.groups, page.height_used)
                self._put(header, page, repeated=True)
                self.previous = header
            self._close(unit.groups)
        begins_page = bool(unit.groups) and (
            self.previous is None or any(self.previous is header for header in self._repeated(unit))
        )
        gap = max(self.previous.after, unit.before) if self.previous else 0.0
        page.height_used += gap
        if unit.at_foot:
            page.height_used = max(page.height_used, self._height_of_page() - unit.height)
        self._open(unit.groups, page.height_used)
        if begins_page:
            page.height_used += self._padding(unit)
        if unit.height > self._height_of_page() - page.height_used + 0.01:
            self.problems.append(_too_high_at_foot() if unit.at_foot else _too_high(self._origin(self.next)))
        self._put(unit, page)
        self.previous = unit
        if unit.groups:
            self.seen.update(map(id, unit.groups))

    def _put(self, unit: Unit, page: Page, *, repeated: bool = False) -> None:
        top = page.height_used
        for placed in unit.placed:
            page.placed.append(
                Placed(
                    placed.fragment,
                    placed.x,
                    top + placed.y,
                    -1 if repeated else placed.key,
                    placed.link,
                    placed.first,
                    placed.last,
                    "Pagination" if repeated else placed.artifact,
                )
            )
        if unit.stack is not None:
            page.placed.append(PlacedStack(unit.stack, 0.0, top))
        if not repeated:
            for anchor in unit.anchors:
                page.anchors.append((anchor, top))
        page.height_used += unit.height

    def _open(self, groups: tuple[Group, ...], top: float) -> None:
        for group in groups:
            if group.backdrop is not None:
                self.open.setdefault(id(group), (group, top))

    def _close(self, still_open: tuple[Group, ...]) -> None:
        """Draw the backdrops of groups that end here, behind what stands on them."""
        if not self.open:
            return
        page = self.pages[-1]
        for key, (group, top) in reversed(list(self.open.items())):
            if any(group is other for other in still_open):
                continue
            del self.open[key]
            assert group.backdrop is not None
            drawing = group.backdrop.draw(page.height_used - top)
            page.placed.insert(0, Placed(drawing, group.backdrop.x, top, -1, last=1, artifact="Layout"))


def _too_high(origin: Span) -> Diagnostic:
    message, hint = "This does not fit on a page even alone.", "Make it shorter, or choose a larger page."
    return diagnosed("P104", message, origin, hint=hint)


def _too_high_at_foot() -> Diagnostic:
    """Of the answers of a whole quiz, which stand nowhere in the files."""
    message = "The answers are too many for the foot of a page."
    hint = "Let them stand on pages of their own (`end`) or in a file of their own (`apart`): see `--key`, or `key:`."
    return diagnosed("P104", message, _NOWHERE, hint=hint)


#: What may be done about a heading that ends its page alone, in prose and in a table.
_PROSE = "Put a sentence between them, make what follows smaller, or choose a larger page."
_ROWS = (
    "Shorten the longest cells of the row below it, or choose a smaller print size or a larger page. "
    "If the table says `arrangement`, leave that out."
)


def _widow(origin: Span, hint: str) -> Diagnostic:
    return diagnosed(
        "P141",
        "This heading ends its page alone: what it heads is too large to stand on the same page.",
        origin,
        hint=hint,
    )

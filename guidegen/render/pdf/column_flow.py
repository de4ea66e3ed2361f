"""Text in columns: a page is filled column by column, and the last page of each stretch has columns of equal height.

What is too wide for a column (titles, comparisons) spans them all: it ends the columns above it, which are evened out,
and new ones begin below. A column is filled as a page is, so that nothing is parted there that is not parted between
pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegen.diagnostics import Diagnostic
from guidegen.records import replace
from guidegen.render.pdf.columns import Columns
from guidegen.render.pdf.flow import Flow, FlowMemory, Heights, Page, State, Unit, turned_with_what_follows
from guidegen.render.pdf.placed import Placed

#: Rounds in which the height of evened columns is found.
_ROUNDS = 12


def flow_in_several(
    units: Sequence[Unit],
    height_of: Heights,
    turned_height_of: Heights,
    columns: Columns,
    memory: FlowMemory | None = None,
) -> tuple[list[Page], list[Diagnostic]]:
    """Place the units on pages, those of columns in columns. With a `memory` of the last document, pages before the
    first page break behind which something differs are the same objects.
    """
    memory = memory if memory is not None else FlowMemory()
    units = _spanning_where_they_lead_to_spanning(turned_with_what_follows(units))
    heights = (height_of(0), height_of(1), columns.count, columns.width)
    known = memory.alike(units, 0, 0) if heights == memory.heights else []
    if known and known[-1].unit == len(units):
        return list(memory.pages), []
    begins = known[-1].unit if known else 0
    pages = Flow(units, height_of, turned_height_of)
    if known:
        taken = memory.pages[: known[-1].pages]
        pages.pages = [*taken, Page(turned=taken[-1].turned)]
    states: list[State] = []
    for stretch, end in _stretches(units):
        if end <= begins:
            continue
        # A page break begins what spans the columns as well as another stretch would.
        start = max(stretch, begins)
        if start > begins and units[start].break_before and not units[start].groups:
            filled = len(pages.pages) if pages.pages[-1].placed else len(pages.pages) - 1
            if filled:
                states.append(State.at_break(start, filled))
        if units[start].in_column:
            _Stretch(pages, start, end, columns).place()
        else:
            pages.run(start, end)
    filled_pages, problems = pages.finish()
    memory.note(units, heights, [*known, *states], filled_pages, problems)
    return filled_pages, problems


def _spanning_where_they_lead_to_spanning(units: Sequence[Unit]) -> Sequence[Unit]:
    """A heading that stays with the next spans the columns, if that does. Units are not changed."""
    found = list(units)
    for index in range(len(found) - 2, -1, -1):
        unit, following = found[index], found[index + 1]
        if unit.keep_next and unit.in_column and not following.in_column and not following.break_before:
            found[index] = replace(unit, in_column=False)
    return found


def _stretches(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Ranges of units that all stand in columns or all span them; a new page begins a range."""
    start = 0
    for index in range(1, len(units) + 1):
        if (
            index == len(units)
            or units[index].in_column != units[start].in_column
            or (units[index].in_column and units[index].break_before)
        ):
            yield start, index
            start = index


class _ColumnFlow(Flow):
    """Fills columns as if they were pages; what is too high for the rest of a page may wait for the next one."""

    def __init__(self, units: Sequence[Unit], height_of: Heights, whole: float) -> None:
        super().__init__(units, height_of)
        self.whole = whole

    def go_on(self, other: Flow, page: int) -> tuple[int, int]:
        """Take the pages of another flow of the same units up to one of the last before this page that goes on with
        nothing; the unit with which the next one begins, and the end of those that go together with it if it is known.
        """
        for state in reversed(other.states):
            if state.pages <= page:
                taken = other.pages[: state.pages]
                self.pages = [*taken, Page(turned=taken[-1].turned)]
                return state.unit, state.end
        return 0, 0

    def height_of_fresh(self, unit: Unit) -> float:
        return self.whole

    def waits(self, start: int, end: int) -> bool:
        return not self.pages[-1].placed and self.room_on_page() < self.whole - 0.01 and not self.fits(start, end)


class _Stretch:
    """The units from `start` to `end`, which stand in columns on the pages from the last one on."""

    def __init__(self, pages: Flow, start: int, end: int, columns: Columns) -> None:
        self.pages = pages
        self.start = start
        # Their own flow knows nothing of what follows.
        self.units = list(pages.units[start:end])
        self.columns = columns
        self.top = 0.0

    def place(self) -> None:
        first = self.units[0]
        pages = self.pages
        pages.close()
        if first.break_before or pages.pages[-1].turned:
            pages.begin_page(first.break_before)
        self.top = pages.room_above(first)
        room = pages.room_on_page() - self.top
        if pages.pages[-1].placed and not self._begins_within(room):
            pages.begin_page("")
            self.top = 0.0
        filled = self._balanced()
        for index, column in enumerate(filled):
            number = index % self.columns.count
            if index and not number:
                self._rule(filled[index - self.columns.count : index])
                pages.begin_page("")
                self.top = 0.0
            self._put(column, number)
        self._rule(filled[(len(filled) - 1) // self.columns.count * self.columns.count :])
        pages.previous = self.units[-1]

    def _begins_within(self, room: float) -> bool:
        """Whether what has to stay together at the beginning fits."""
        flow_ = _ColumnFlow(self.units, lambda _: self._whole(1), self._whole(1))
        return flow_.first_height() <= room

    def _whole(self, page: int) -> float:
        """The height of the text of a page, counted from the one where the stretch begins."""
        return self.pages.upright_height_of(len(self.pages.pages) - 1 + page)

    def _heights(self, last_page: int, last: float) -> Heights:
        """The height of each column, where those of the `last_page` are as high as `last`."""

        def height_of(index: int) -> float:
            page = index // self.columns.count
            whole = self._whole(page) - (self.top if page == 0 else 0.0)
            return min(whole, last) if page == last_page else whole

        return height_of

    def _filled(self) -> _ColumnFlow:
        """All columns as high as their pages let them be."""
        done = _ColumnFlow(self.units, self._heights(-1, 0.0), self._whole(1))
        done.run(0, len(self.units))
        done.finish()
        return done

    def _evened(self, best: _ColumnFlow, last_page: int, last: float) -> _ColumnFlow:
        """The columns with those of the `last_page` no higher than `last`. Those before are taken from the `best`."""
        done = _ColumnFlow(self.units, self._heights(last_page, last), self._whole(1))
        begins, end = done.go_on(best, self.columns.count * last_page)
        done.run(begins, len(self.units), end)
        done.finish()
        return done

    def _balanced(self) -> list[Page]:
        """The columns, of which those of the last page are as low as they can be."""
        first = best = self._filled()
        last_page = (len(best.pages) - 1) // self.columns.count
        most = self.columns.count * (last_page + 1)
        low, high = 0.0, self._heights(-1, 0.0)(self.columns.count * last_page)
        for _ in range(_ROUNDS):
            middle = (low + high) / 2
            tried = self._evened(first, last_page, middle)
            if len(tried.pages) <= most and len(tried.problems) <= len(best.problems):
                best, high = tried, middle
            else:
                low = middle
        self.pages.problems += best.problems
        self.pages.seen |= best.seen
        return best.pages

    def _put(self, column: Page, number: int) -> None:
        page = self.pages.pages[-1]
        across = self.columns.start_of(number)
        page.placed += [replace(each, x=each.x + across, y=each.y + self.top) for each in column.placed]
        page.anchors += [(anchor, self.top + y) for anchor, y in column.anchors]
        page.height_used = max(page.height_used, self.top + column.height_used)

    def _rule(self, filled: Sequence[Page]) -> None:
        """Rules between the columns of a page, as high as the highest of them."""
        height = max(column.height_used for column in filled)
        for number in range(1, len([column for column in filled if column.placed])):
            x = self.columns.start_of(number) - self.columns.gap / 2
            rule = Placed(self.columns.rule(height), x, self.top, -1, last=1, artifact="Layout")
            self.pages.pages[-1].placed.append(rule)

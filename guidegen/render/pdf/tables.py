"""Tables with header cells on both axes: one Table element over any number of pages.

A table stands across the page; where its columns would be too narrow to read, on a page that is turned; and where
they would be too narrow there too, as a stack of small groups. The next of these is taken where a row is too high for
a page as well.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import guidegen.render.pdf.operators as ops
from guidegen.catalogue import diagnosed
from guidegen.document import elements as doc
from guidegen.records import replace
from guidegen.render.pdf.column_widths import Column, widths_of
from guidegen.render.pdf.flow import Backdrop, Group, Unit
from guidegen.render.pdf.fragment import Fragment, ornament
from guidegen.render.pdf.late import late
from guidegen.render.pdf.layout import WHOLE, Frame, Laid, Layout, lay_text, stacked
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.stacked_tables import label_width, stacks
from guidegen.render.pdf.structure import Element, holding
from guidegen.render.pdf.table_grounds import group_ground, head_ground, head_style, row_ground
from guidegen.render.pdf.ways import Way, first_that_fits

if TYPE_CHECKING:
    from guidegen.render.pdf.dense_rows import DenseRows

_dense_rows: Callable[[Layout, doc.Table], DenseRows] = late("dense_rows", "DenseRows")

_DENSE = 3.0
#: The least width of a column in ems of its text, for cells that are longer.
_COMFORT = 6.5
#: How many lines of a table a turned page must hold: few rows to a page are harder to compare than a stack.
_LEAST_LINES = 19
#: Room above and below what stands in a stack, where a row has one line as a rule, as a share of that in other cells.
_STACKED = 0.65
_HEADER = doc.Cell(())
#: What is a short cell of a dense table: up to this share of the whole width.
_SHORT = 0.35


def lay_table(layout: Layout, block: doc.Table, frame: Frame, widths: list[float] | None = None) -> Laid:
    """The table as it can be read best. `widths` are those of the columns, where they are known already."""
    dense = _dense_rows(layout, block) if block.dense and not layout.fragments.right_to_left else None
    if widths is not None:
        return lay_across(layout, block, frame, widths, dense=dense)
    return first_that_fits(layout, _ways(layout, block, frame, dense))


def _ways(layout: Layout, block: doc.Table, frame: Frame, dense: DenseRows | None) -> Iterator[Way]:
    """The arrangements whose columns are wide enough, the one that can be read best first."""
    columns = [column_of(layout, block, index, dense) for index in range(len(block.columns))]
    comfort = 0.0
    if not (block.dense or block.arrangement == "across"):
        comfort = _COMFORT * layout.fragments.style("table").size + 2 * layout.space("cell-sides")
    if block.dense:
        # Short cells, such as the codes of a key, stay on one line where there is room for that.
        comfort = _SHORT * frame.width
    if block.arrangement in ("", "across"):
        found = _widths(layout, block, columns, frame.width, comfort)
        if found is None and block.dense:
            found = _widths(layout, block, columns, frame.width, 0.0)
        if found is not None:
            across, is_last = found, bool(block.arrangement or block.dense)
            yield Way(lambda: lay_across(layout, block, frame, across, dense=dense), layout.page_height, is_last)
            if is_last:
                return
    if block.arrangement in ("", "turned") and may_turn(layout, frame):
        assert layout.turned is not None
        room, height = layout.turned()
        found = _widths(layout, block, columns, room, comfort if not block.arrangement else 0.0)
        is_high = block.arrangement == "turned" or height >= _LEAST_LINES * layout.fragments.leading("table")
        if found is not None and room > frame.width and is_high:
            wide = found
            yield Way(lambda: turned(layout, height, lambda: lay_across(layout, block, Frame(0.0, room), wide)), height)
            if block.arrangement:
                return
    lay_last = _refuse if block.dense else lay_stacked
    yield Way(lambda: lay_last(layout, block, frame), layout.page_height)


def may_turn(layout: Layout, frame: Frame) -> bool:
    """True where a block may stand on a page of its own that is turned: it is part of no other."""
    return layout.turned is not None and not layout.is_column and not frame.groups and frame.x == 0.0


def turned(layout: Layout, height: float, lay: Callable[[], Laid]) -> Laid:
    """What `lay` lays out, for pages that are turned, whose text is `height` points high."""
    upright, layout.page_height = layout.page_height, height
    laid = lay()
    layout.page_height = upright
    for unit in laid.units:
        unit.turned = True
    return laid


def lay_across(
    layout: Layout,
    block: doc.Table,
    frame: Frame,
    widths: list[float],
    *,
    whole_groups: bool = False,
    dense: DenseRows | None = None,
) -> Laid:
    """Caption, header row and body rows. The header row is shown again, as an artifact, on every further page.

    With `whole_groups` the rows under one heading are parted only where no page holds them. Those of `dense` are set as
    rows of words where they fit.
    """
    before = lay_text(layout, block.introduction, "body", frame, keep_next=True) if block.introduction else Laid()
    table = Group()
    inside = Frame(frame.x, frame.width, (*frame.groups, table))
    caption = Laid()
    if block.caption:
        caption = lay_text(
            layout, block.caption, "caption", inside, role="Caption", origin=block.origin, narrow=False, keep_next=True
        )
    head, head_element = _header_row(layout, block, inside, widths)
    table.repeat.append(head)
    units = [*caption.units, head]
    rows: list[Element] = []
    bodies: list[list[Unit]] = []
    room = _DENSE * layout.scale if block.dense else layout.space("cell")
    for row in block.rows:
        is_last = row is block.rows[-1]
        if isinstance(row, doc.RowGroup):
            row_units, elements = _row_group(layout, row, inside, widths, is_last=is_last, keep=whole_groups)
        else:
            striped = len(bodies) % 2 == 1
            made = dense.row(row, inside, widths, room, striped=striped, is_last=is_last) if dense else None
            row_units, element = made or _body_row(
                layout, row, inside, widths, striped=striped, is_last=is_last, room=room
            )
            elements = [element]
        bodies.append(row_units)
        units += row_units
        rows += elements
    # A row alone above or below a page break helps nobody. A whole group is company enough.
    starts = list(itertools.accumulate((len(row_units) for row_units in bodies), initial=0))
    seconds = set() if whole_groups else {starts[1], starts[-2]} - {starts[0], starts[-1]}
    for second in seconds:
        units[len(units) - starts[-1] + second - 1].keep_next = True
    table.keep = sum(unit.height for unit in units) < layout.page_height * WHOLE
    units[-1].after = layout.space("box")
    units[0].before = max(units[0].before, 6 * layout.scale)
    element = Element("Table", [*caption.elements, Element("THead", [head_element]), Element("TBody", list(rows))])
    return Laid([*before.units, *units], [*before.elements, element])


def lay_stacked(layout: Layout, block: doc.Table, frame: Frame) -> Laid:
    """Caption and groups: a band with what is compared, and below it what holds for each subject.

    A group goes on with its band, and that of the groups around it, on the next page.
    """
    introduction = block.introduction_stacked or block.introduction
    before = lay_text(layout, introduction, "body", frame, keep_next=True) if introduction else Laid()
    table = Group()
    inside = Frame(frame.x, frame.width, (*frame.groups, table))
    laid = Laid()
    if block.caption:
        laid = lay_text(
            layout, block.caption, "caption", inside, role="Caption", origin=block.origin, narrow=False, keep_next=True
        )
    padding = layout.space("cell-sides")
    narrowest = max(column_extent(layout, block, column)[0] for column in range(1, len(block.columns)))
    beside = label_width(layout, block, frame.width, padding, narrowest)
    widths = [beside, frame.width - beside] if beside else [frame.width]
    rows: list[Element] = []
    around: Group | None = None
    all_stacks = list(stacks(block))
    for stack in all_stacks:
        within = inside
        if stack.in_group:
            if stack.outer:
                around = Group()
                unit, element = _heading_across(layout, stack.outer, replace(inside, groups=(*inside.groups, around)))
                around.repeat.append(unit)
                laid.units.append(unit)
                rows.append(element)
            assert around is not None
            within = replace(inside, groups=(*inside.groups, around))
        units, elements = _row_group(
            layout,
            stack.feature,
            within,
            widths,
            is_last=stack is all_stacks[-1],
            rank=int(stack.in_group),
            room=layout.on_grid(_STACKED * layout.space("cell")),
        )
        # A group that is small stands on one page; of others no row is left alone.
        together = units[:-1] if stacked(units)[1] <= layout.page_height / 2 else [*units[1:2], *units[-2:-1]]
        for unit in together:
            unit.keep_next = True
        laid.units += units
        rows += elements
    laid.units[-1].after = layout.space("box")
    laid.units[0].before = max(laid.units[0].before, 6 * layout.scale)
    element = Element("Table", [*laid.elements, Element("TBody", list(rows))])
    return Laid([*before.units, *laid.units], [*before.elements, element])


def _heading_across(layout: Layout, line: doc.Line, frame: Frame) -> tuple[Unit, Element]:
    """The heading of a group of features, which looks like the heads of columns."""
    padding, sides, kind = layout.on_grid(0.6 * layout.space("cell")), layout.space("cell-sides"), layout.part("table")

    def draw(height: float) -> Fragment:
        return ornament(head_ground(layout, kind, frame.width, height, (0.0,)), frame.width, height)

    band = Group(backdrop=Backdrop(frame.x, draw))
    x, width = frame.x + sides, frame.width - 2 * sides
    placed, element = layout.whole(line, head_style(layout), x, padding, width, role="TH")
    element.tell("Table", {"Scope": "/Column", "ColSpan": "2"})
    height = placed.fragment.height + 2 * padding
    before = layout.on_grid(8 * layout.scale)
    unit = Unit(height, [placed], before=before, keep_next=True, heads=True, groups=(*frame.groups, band))
    return unit, Element("TR", [element])


def column_of(layout: Layout, block: doc.Table, index: int, dense: DenseRows | None = None) -> Column:
    """What a column holds, in points."""
    padding = 2 * layout.space("cell-sides") + 0.5
    # A list in a cell is indented; 26 points are the widest marker.
    marker = 26 * layout.scale
    extent = layout.fragments.extent
    if dense is not None and dense.are_all:
        return dense.column(index, extent(block.columns[index], head_style(layout)), padding)
    narrow = wide = 0.0
    cells: list[tuple[float, ...]] = []
    for cell, lines in _cells_of(layout, block, index):
        extents = [extent(line, style) for line, style in lines if line]
        room = padding + (marker if "list" in [style for _, style in lines] else 0.0)
        least, most = max([each[0] for each in extents], default=0.0), max([each[1] for each in extents], default=0.0)
        least, most = least + room, most + room
        for marked in [each for each in cell.blocks if isinstance(each, doc.Marked)]:
            from guidegen.render.pdf.marks import sign_extent

            narrow_sign, wide_sign = sign_extent(layout, marked)
            least, most = max(least, narrow_sign + padding), max(most, wide_sign + padding)
        # A cell that spans columns asks each of them for its share.
        narrow, wide = max(narrow, least / cell.columns), max(wide, most / cell.columns)
        cells.append(tuple([each[1] / cell.columns for each in extents]))
    return Column(narrow, wide, tuple(cells))


def _cells_of(
    layout: Layout, block: doc.Table, index: int
) -> Iterator[tuple[doc.Cell, Sequence[tuple[doc.Line, str]]]]:
    """The cells of a column with their lines of prose and the styles of these. A header has no cell of its own."""
    yield _HEADER, ((block.columns[index], head_style(layout)),)
    for row in _plain_rows(block):
        if index == 0:
            yield _HEADER, ((row.header, "table-row"),)
        else:
            cell = _cell_at(row, index - 1)
            yield cell, _lines(cell.blocks)


def _widths(
    layout: Layout, block: doc.Table, columns: list[Column], width: float, comfort: float
) -> list[float] | None:
    padding = 2 * layout.space("cell-sides")
    return widths_of(columns, width, comfort=comfort, padding=padding, equal=not block.fit)


def column_extent(layout: Layout, block: doc.Table, index: int) -> tuple[float, float]:
    """The narrowest and the widest that a column can be set, in points."""
    column = column_of(layout, block, index)
    return column.narrow, column.wide


def _plain_rows(block: doc.Table) -> Iterator[doc.Row]:
    for row in block.rows:
        yield from row.rows if isinstance(row, doc.RowGroup) else (row,)


def _cell_at(row: doc.Row, column: int) -> doc.Cell:
    """The cell of a row that covers a column; the column of the row headers does not count."""
    ends = itertools.accumulate(cell.columns for cell in row.cells)
    return next(cell for cell, end in zip(row.cells, ends, strict=True) if column < end)


def _lines(blocks: Sequence[doc.Block]) -> list[tuple[doc.Line, str]]:
    """The lines of prose in a cell with their styles; what stands in a list is as wide as its marker more."""
    lines: list[tuple[doc.Line, str]] = []
    for block in blocks:
        if isinstance(block, doc.Paragraph | doc.Heading):
            lines.append((block.line, block.style if isinstance(block, doc.Paragraph) else "h4"))
        elif isinstance(block, doc.ListBlock):
            lines.append(((), "list"))
            for point in block.points:
                lines += _lines(point)
        elif isinstance(block, doc.Quotation):
            lines.append(((), "list"))
            lines += _lines(block.blocks)
    return lines


def _header_row(layout: Layout, block: doc.Table, frame: Frame, widths: list[float]) -> tuple[Unit, Element]:
    kind, starts = layout.part("table"), _starts(0.0, widths)

    def draw(height: float) -> Fragment:
        return ornament(head_ground(layout, kind, frame.width, height, starts), frame.width, height, mirrors=True)

    row = Group(backdrop=Backdrop(frame.x, draw))
    padding, above = layout.space("cell-sides"), layout.space("cell")
    placed: list[Placed] = []
    cells: list[Element] = []
    heights: list[float] = []
    for x, width, column in zip(_starts(frame.x, widths), widths, block.columns, strict=True):
        one, element = layout.whole(
            column, head_style(layout), x + padding, above, width - 2 * padding, role="TH", origin=block.origin
        )
        element.tell("Table", {"Scope": "/Column"})
        placed.append(one)
        heights.append(one.fragment.height)
        cells.append(element)
    # Heads of one line stand level with the last line of the others.
    placed = [replace(one, y=one.y + max(heights) - high) for one, high in zip(placed, heights, strict=True)]
    unit = Unit(max(heights) + 2 * above, placed, keep_next=True, groups=(*frame.groups, row), origin=block.origin)
    unit.heads = True
    return unit, Element("TR", list(cells))


def _row_group(
    layout: Layout,
    group: doc.RowGroup,
    frame: Frame,
    widths: list[float],
    *,
    is_last: bool,
    rank: int = 0,
    room: float | None = None,
    keep: bool = False,
) -> tuple[list[Unit], list[Element]]:
    """Rows under a heading across the table, which is shown again with the header row where a page parts them.

    With one width the headers of rows stand above their cells. `rank` counts the headings around this one; `room` is
    that above and below what stands in a cell, if not the theme's.
    """
    padding, sides, kind = layout.on_grid(0.6 * layout.space("cell")), layout.space("cell-sides"), layout.part("table")

    def draw(height: float) -> Fragment:
        return ornament(group_ground(layout, kind, frame.width, height), frame.width, height, mirrors=True)

    band = Group(backdrop=Backdrop(frame.x, draw))
    rows = Group(keep=keep)
    inside = Frame(frame.x, frame.width, (*frame.groups, rows))
    x, width = frame.x + sides, frame.width - 2 * sides
    placed, element = layout.whole(group.header, "table-group", x, padding, width, role="TH", origin=group.origin)
    element.tell("Table", {"Scope": "/Column", "ColSpan": str(max(2, len(widths)))})
    element.rank = rank
    height = placed.fragment.height + 2 * padding
    heading = Unit(height, [placed], keep_next=True, heads=True, groups=(*inside.groups, band), origin=group.origin)
    rows.repeat.append(heading)
    units, elements = [heading], [Element("TR", [element])]
    for index, row in enumerate(group.rows):
        striped, ends = index % 2 == 1, is_last and index == len(group.rows) - 1
        above = layout.space("cell") if room is None else room
        if len(widths) == 1:
            row_units, row_element = _labelled_row(
                layout, row, inside, widths[0], striped=striped, is_last=ends, room=above
            )
        else:
            row_units, row_element = _body_row(layout, row, inside, widths, striped=striped, is_last=ends, room=above)
        units += row_units
        elements.append(row_element)
    return units, elements


def _body_row(
    layout: Layout,
    row: doc.Row,
    frame: Frame,
    widths: list[float],
    *,
    striped: bool,
    is_last: bool,
    room: float,
) -> tuple[list[Unit], Element]:
    """A row with `room` points above and below what stands in its cells."""
    padding, above = layout.space("cell-sides"), room
    places = list(_cell_places(row, frame.x, widths))
    group = Group(
        backdrop=_row_backdrop(layout, frame, places, striped=striped, is_last=is_last), padding=6 * layout.scale
    )
    groups = (*frame.groups, group)
    inside = Frame(frame.x + padding, widths[0] - 2 * padding)
    head = lay_text(layout, row.header, "table-row", inside, role="TH", origin=row.origin, narrow=False)
    head.elements[0].tell("Table", {"Scope": "/Row"})
    columns = [head.units]
    cells = [head.elements[0]]
    for cell, x, width in places:
        laid = layout.blocks(cell.blocks, Frame(x + padding, width - 2 * padding))
        span = {"Table": {"ColSpan": str(cell.columns)}} if cell.columns > 1 else {}
        columns.append(laid.units)
        cells.append(holding("TD", laid.elements, span))
    composed = [stacked(units) for units in columns]
    height = max(h for _, h in composed)
    if height + 2 * above <= layout.page_height * 0.8:
        placed = [p.lower(above) for column, _ in composed for p in column]
        units = [Unit(height + 2 * above, placed, groups=groups, origin=row.origin)]
    else:
        units = _bands(columns, above, groups, row)
    return units, Element("TR", list(cells))


def _labelled_row(
    layout: Layout, row: doc.Row, frame: Frame, width: float, *, striped: bool, is_last: bool, room: float
) -> tuple[list[Unit], Element]:
    """A row whose header stands above its one cell."""
    [cell] = row.cells
    padding = layout.space("cell-sides")
    backdrop = _row_backdrop(layout, frame, [], striped=striped, is_last=is_last)
    group = Group(backdrop=backdrop, padding=6 * layout.scale)
    groups = (*frame.groups, group)
    inside = Frame(frame.x + padding, width - 2 * padding, groups)
    head = lay_text(layout, row.header, "table-row", inside, role="TH", origin=row.origin, narrow=False, keep_next=True)
    head.elements[0].tell("Table", {"Scope": "/Row"})
    body = layout.blocks(cell.blocks, inside)
    units = [*head.units, *body.units]
    height = stacked(units)[1] + 2 * room
    element = Element("TR", [head.elements[0], holding("TD", body.elements)])
    if height <= layout.page_height * 0.5:
        placed = [p.lower(room) for p in stacked(units)[0]]
        return [Unit(height, placed, groups=groups, origin=row.origin)], element
    units[-1].after = 0.0
    units[-1].keep_next = True
    air = Unit(room, [], groups=groups)
    return [replace(air, keep_next=True, heads=True), *units, air], element


def _cell_places(row: doc.Row, x: float, widths: list[float]) -> Iterator[tuple[doc.Cell, float, float]]:
    """The cells of a row, each with its start and its width."""
    column = 1
    for cell in row.cells:
        end = column + cell.columns
        yield cell, x + sum(widths[:column]), sum(widths[column:end])
        column = end


def _bands(columns: list[list[Unit]], padding: float, groups: tuple[Group, ...], row: doc.Row) -> list[Unit]:
    """A row taller than a page as bands of about a line, so that it can be parted between lines."""
    bands = [Unit(padding, [], groups=groups, keep_next=True, heads=True)]
    for parts in itertools.zip_longest(*columns):
        units = [unit for unit in parts if unit is not None]
        placed = [p for unit in units for p in unit.pieces]
        height = max(unit.height for unit in units)
        gap = max(max(unit.before, unit.after) for unit in units)
        bands.append(Unit(height, placed, after=gap, groups=groups, origin=row.origin))
    bands[-1].after = 0.0
    bands[-1].keep_next = True
    bands.append(Unit(padding, [], groups=groups))
    return bands


def _row_backdrop(
    layout: Layout, frame: Frame, places: list[tuple[doc.Cell, float, float]], *, striped: bool, is_last: bool
) -> Backdrop:
    """The ground of a row. A box shows how far a cell reaches that holds for several subjects."""
    inset, kind = 4 * layout.scale, layout.part("table")
    starts = [0.0, *(x - frame.x for _, x, _ in places)]
    # In a grid the lines around a cell show it already.
    spans = [(x - frame.x, width) for cell, x, width in places if cell.columns > 1 and kind != "grid"]

    def draw(height: float) -> Fragment:
        parts = [row_ground(layout, kind, frame.width, height, starts, striped=striped, is_last=is_last)]
        for x, width in spans:
            box = (x + inset / 2, -height + inset, width - inset, height - 2 * inset)
            radius = min(inset, layout.corner("table"))
            fill, stroke = layout.colour("tint"), layout.colour("primary")
            parts.append(ops.box(*box, radius=radius, fill=fill, stroke=stroke))
        return ornament(" ".join(parts), frame.width, height, mirrors=True)

    return Backdrop(frame.x, draw)


def _starts(x: float, widths: list[float]) -> list[float]:
    return list(itertools.accumulate(widths[:-1], initial=x))


def _refuse(layout: Layout, block: doc.Table, frame: Frame) -> Laid:
    needed = sum(column_extent(layout, block, column)[0] for column in range(len(block.columns)))
    problem = diagnosed(
        "P103",
        f"This table has {len(block.columns)} columns, whose longest words need {needed:.0f} points across; "
        f"the page has {frame.width:.0f}.",
        block.origin,
        hint="Use fewer subjects, shorter words, a smaller print size or a wider page.",
    )
    layout.problems.append(problem)
    return Laid()

"""Plain tables in prose: columns as wide as their content, rules between rows, one Table element over any pages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from guidegen.catalogue import diagnosed
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.records import replace
from guidegen.render.pdf.flow import Backdrop, Group, Unit
from guidegen.render.pdf.fragment import Fragment, ornament
from guidegen.render.pdf.layout import WHOLE, Frame, Laid, Layout, lay_text
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.table_grounds import head_ground, row_ground
from guidegen.render.pdf.tables import lay_stacked, may_turn, turned
from guidegen.render.pdf.ways import Way, first_that_fits

#: Room above and below what stands in a cell, as a share of that in the cells of comparisons.
_DOWN = 0.6


def lay_data_table(layout: Layout, block: doc.DataTable, frame: Frame) -> Laid:
    """The table across the page; where its words do not fit side by side, or a row is too high, on a page that is
    turned or as a stack.
    """
    return first_that_fits(layout, _ways(layout, block, frame))


def _ways(layout: Layout, block: doc.DataTable, frame: Frame) -> Iterator[Way]:
    widths = _widths(layout, block, frame.width)
    if len(block.header) == 1:
        # A single column can be no other; a word that it cannot hold is told at its place.
        widths = widths or [frame.width]
    if widths is not None:
        across = widths
        yield Way(lambda: _lay_across(layout, block, frame, across), layout.page_height)
        if len(block.header) == 1:
            return
    elif layout.is_column:
        # It may span the columns.
        yield Way(lambda: _refuse(layout, block, frame.width), layout.page_height)
        return
    if may_turn(layout, frame):
        assert layout.turned is not None
        room, height = layout.turned()
        widths = _widths(layout, block, room)
        if widths is not None:
            wide = widths
            yield Way(
                lambda: turned(layout, height, lambda: _lay_across(layout, block, Frame(0.0, room), wide)), height
            )
    yield Way(lambda: lay_stacked(layout, _with_row_headers(block), frame), layout.page_height)


def _refuse(layout: Layout, block: doc.DataTable, width: float) -> Laid:
    message = f"The longest words of this table do not fit side by side into a column of {width:.0f} points."
    problem = diagnosed("P103", message, block.origin, hint="Use fewer columns, or shorter words.")
    layout.problems.append(problem)
    return Laid()


def _with_row_headers(block: doc.DataTable) -> doc.Table:
    """The table with its first column as headers of rows, to be stacked. Empty cells say nothing there."""
    first = block.header[0]
    rows = []
    for row in block.rows:
        header = (*first, Text(": "), *row[0]) if first else row[0]
        cells = tuple(
            doc.Cell((doc.Paragraph(cell, "table", origin=block.origin),) if cell else ()) for cell in row[1:]
        )
        rows.append(doc.Row(header, cells, block.origin))
    return doc.Table(block.caption, block.header, tuple(rows), origin=block.origin)


def _lay_across(layout: Layout, block: doc.DataTable, frame: Frame, widths: list[float]) -> Laid:
    """Caption, header row and rows. The header row is shown again, as an artifact, on every further page."""
    scale = layout.scale
    table = Group()
    inside = Frame(frame.x, sum(widths), (*frame.groups, table))
    caption = Laid()
    if block.caption:
        wide = Frame(frame.x, frame.width, inside.groups)
        caption = lay_text(layout, block.caption, "caption", wide, role="Caption", origin=block.origin, keep_next=True)
    head, head_element = _row(layout, block, block.header, inside, widths, is_header=True)
    head.keep_next = True
    table.repeat.append(head)
    rows = [_row(layout, block, row, inside, widths, is_last=row is block.rows[-1]) for row in block.rows]
    units = [*caption.units, head, *(unit for unit, _ in rows)]
    # A row alone above or below a page break helps nobody.
    if len(rows) > 1:
        rows[0][0].keep_next = rows[-2][0].keep_next = True
    table.keep = sum(unit.height for unit in units) < layout.page_height * WHOLE
    units[0].before = max(units[0].before, 6 * scale)
    units[-1].after = layout.space("box")
    body = Element("TBody", [element for _, element in rows])
    return Laid(units, [Element("Table", [*caption.elements, Element("THead", [head_element]), body])])


def _row(
    layout: Layout, block: doc.DataTable, cells: Sequence[doc.Line], frame: Frame, widths: list[float], **kind: bool
) -> tuple[Unit, Element]:
    """A row as one unit; cells share their first baseline."""
    is_header = kind.get("is_header", False)
    across, down = layout.space("cell-sides"), layout.on_grid(_DOWN * layout.space("cell"))
    placed: list[Placed] = []
    elements: list[Element] = []
    starts = itertools.accumulate(widths[:-1], initial=frame.x)
    for index, (x, width, cell) in enumerate(zip(starts, widths, cells, strict=True)):
        heads_row = index == 0 and block.has_row_headers
        # The corner above row headers is empty, and names nothing.
        role = "TH" if (is_header and cell) or (heads_row and not is_header) else "TD"
        one, element = _cell(layout, block, cell, "data-head" if role == "TH" else "table", x + across, width, index)
        element.role = role
        if role == "TH":
            element.tell("Table", {"Scope": "/Column" if is_header else "/Row"})
        placed.append(one)
        elements.append(element)
    lowest = max(one.fragment.lines[0].lowered for one in placed)
    moved = [replace(one, y=down + lowest - one.fragment.lines[0].lowered) for one in placed]
    height = max(one.y + one.fragment.height for one in moved) + down
    group = Group(backdrop=_ground(layout, frame, widths, is_header=is_header, is_last=kind.get("is_last", False)))
    return Unit(height, moved, groups=(*frame.groups, group), origin=block.origin), Element("TR", list(elements))


def _cell(
    layout: Layout, block: doc.DataTable, cell: doc.Line, style: str, x: float, width: float, column: int
) -> tuple[Placed, Element]:
    room = width - 2 * layout.space("cell-sides")
    if not cell:
        # A cell without words is still a cell: its place in the row counts. A space stands in it.
        return layout.whole((Text(" "),), style, x, 0, room, role="TD")
    return layout.whole(cell, style, x, 0, room, align=block.alignments[column], origin=block.origin)


def _ground(layout: Layout, frame: Frame, widths: list[float], *, is_header: bool, is_last: bool) -> Backdrop:
    kind = layout.part("table")
    # What compares nothing is quieter: its heads stand on a tint, and no row is striped.
    kind = "tint" if kind == "band" else kind
    starts = list(itertools.accumulate(widths[:-1], initial=0.0))

    def draw(height: float) -> Fragment:
        drawn = (
            head_ground(layout, kind, frame.width, height, starts)
            if is_header
            else row_ground(layout, kind, frame.width, height, starts, is_last=is_last)
        )
        return ornament(drawn, frame.width, height, mirrors=True)

    return Backdrop(frame.x, draw)


def _widths(layout: Layout, block: doc.DataTable, width: float) -> list[float] | None:
    """As wide as the content asks for, or less where the column is too narrow for that; None when words do not fit."""
    padding = 2 * layout.space("cell-sides") + 0.5
    narrow, wide = [], []
    for index, header in enumerate(block.header):
        style = "data-head" if index == 0 and block.has_row_headers else "table"
        lines = [(header, "data-head"), *((row[index], style) for row in block.rows)]
        extents = [layout.fragments.extent(line, name) for line, name in lines if line]
        narrow.append(max((least for least, _ in extents), default=0.0) + padding)
        wide.append(max((most for _, most in extents), default=0.0) + padding)
    if sum(narrow) > width + 0.01:
        return None
    if sum(wide) <= width:
        return wide
    spare = width - sum(narrow)
    wishes = [most - least for least, most in zip(narrow, wide, strict=True)]
    return [least + spare * wish / sum(wishes) for least, wish in zip(narrow, wishes, strict=True)]

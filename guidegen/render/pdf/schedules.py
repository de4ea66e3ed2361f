"""Schedules of medicines: a table with a grid to write in, or a list of times for each name where it is too wide."""

from __future__ import annotations

import itertools

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.inline import Blank, Language, LineBreak, Parallel, Strong
from guidegen.records import replace
from guidegen.render.pdf.flow import Group, Unit
from guidegen.render.pdf.fragment import drawn_content, ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact, lay_text
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.signs import time_of_day
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.tables import lay_across

_ACROSS, _DOWN = 6.0, 6.0
#: The height of a row to write in, and the side of a sign above a time, in points of regular print.
_WRITTEN, _SIGN = 32.0, 15.0


def lay_schedule(layout: Layout, block: doc.Schedule, frame: Frame) -> Laid:
    """A caption, a header row with the times, a row for each name, and rows to fill in."""
    widths = _widths(layout, block, frame.width)
    if widths is None:
        return _lay_stacked(layout, block, frame)
    table = Group()
    inside = Frame(frame.x, frame.width, (*frame.groups, table))
    caption = lay_text(
        layout, block.caption, "caption", inside, role="Caption", origin=block.origin, narrow=False, keep_next=True
    )
    head, head_element = _header(layout, block, inside, widths)
    table.repeat.append(head)
    units, rows = [*caption.units, head], []
    for row in block.rows:
        unit, element = _row(layout, block, row, inside, widths)
        units.append(unit)
        rows.append(element)
    table.keep = sum(unit.height for unit in units) < layout.page_height * 0.6
    if len(block.rows) > 1:
        units[-2].keep_next = True
    units[0].before = max(units[0].before, 6 * layout.scale)
    units[-1].after = layout.space("box")
    element = Element("Table", [*caption.elements, Element("THead", [head_element]), Element("TBody", list(rows))])
    return Laid(units, [element])


def _headings(block: doc.Schedule) -> list[doc.Line]:
    return [block.corner, *(line for _, line in block.times), block.remarks]


def _widths(layout: Layout, block: doc.Schedule, width: float) -> list[float] | None:
    """Equal columns for the times, and what is left for names and remarks; None where words do not fit."""
    padding = 2 * _ACROSS * layout.scale + 1
    needs: list[float] = []
    wishes: list[float] = []
    for index, heading in enumerate(_headings(block)):
        extents = [layout.fragments.extent(heading, "data-head")]
        full = (row for row in block.rows if len(row) > 2 or not index)
        extents += [layout.fragments.extent(row[index], _style(index)) for row in full if row]
        needs.append(max(least for least, _ in extents) + padding)
        wishes.append(max(most for _, most in extents) + padding)
    times = max(needs[1:-1])
    # A hand needs room, above all where whole rows are empty.
    times = max(times, min(max(wishes[1:-1]), 62 * layout.scale))
    spare = width - times * len(block.times) - needs[0] - needs[-1]
    if spare < 0:
        return None
    if not all(block.rows):
        needs[0], needs[-1] = max(needs[0], 90 * layout.scale), max(needs[-1], 80 * layout.scale)
        spare = width - times * len(block.times) - needs[0] - needs[-1]
        if spare < 0:
            return None
    longer = [max(wishes[index] - needs[index], 1.0) for index in (0, -1)]
    first = needs[0] + spare * longer[0] / sum(longer)
    return [first, *([times] * len(block.times)), width - first - times * len(block.times)]


def _style(column: int) -> str:
    return "table" if column else "table-row"


def _cells(x: float, widths: list[float]) -> list[tuple[float, float]]:
    return list(zip(itertools.accumulate(widths[:-1], initial=x), widths, strict=True))


def _header(layout: Layout, block: doc.Schedule, frame: Frame, widths: list[float]) -> tuple[Unit, Element]:
    across, down = _ACROSS * layout.scale, _DOWN * layout.scale
    side = _SIGN * layout.scale
    last = len(widths) - 1
    placed: list[Placed] = []
    elements: list[Element] = []
    for index, ((x, width), heading) in enumerate(zip(_cells(frame.x, widths), _headings(block), strict=True)):
        is_time = 0 < index < last
        align = "centre" if is_time else "start"
        text, element = layout.whole(
            heading, "data-head", x + across, 0, width - 2 * across, role="TH", align=align, origin=block.origin
        )
        element.tell("Table", {"Scope": "/Column"})
        placed.append(text)
        elements.append(element)
        if is_time:
            drawing = time_of_day(block.times[index - 1][0], side / 2, -side / 2, side / 2, layout.colour("primary"))
            placed.append(artifact(ornament(drawing, side, side), x + (width - side) / 2, down))
    words = max(one.fragment.height for one in placed if one.key >= 0)
    height = layout.on_grid(2 * down + side + 3 * layout.scale + words)
    # Headings stand on one line at the foot of the row.
    placed = [replace(p, y=height - down - p.fragment.height) if p.key >= 0 else p for p in placed]
    ground = ops.box(0, -height, frame.width, height, fill=layout.colour("tint"))
    placed[:0] = [artifact(ornament(ground, frame.width, height), frame.x, 0), _grid(layout, frame, widths, height)]
    unit = Unit(height, placed, keep_next=True, groups=frame.groups, origin=block.origin)
    return unit, Element("TR", list(elements))


def _row(
    layout: Layout, block: doc.Schedule, row: tuple[doc.Line, ...], frame: Frame, widths: list[float]
) -> tuple[Unit, Element]:
    across, down = _ACROSS * layout.scale, _DOWN * layout.scale
    placed: list[Placed] = []
    elements: list[Element] = []
    spans = len(row) == 2
    widths = [widths[0], sum(widths[1:])] if spans else widths
    cells = _cells(frame.x, widths)
    for index, (x, width) in enumerate(cells):
        room, role = width - 2 * across, "TD" if index else "TH"
        if row:
            align = "centre" if 0 < index < len(cells) - 1 else "start"
            text, element = layout.whole(
                row[index], _style(index), x + across, down, room, role=role, align=align, origin=block.origin
            )
        else:
            # A thin line to write on, for eyes and for screen readers.
            high = (_WRITTEN - 2 * _DOWN) * layout.scale
            line = ops.rule(0, -high + 0.5, room, 0.5, layout.colour("rule"))
            text, element = layout.content(drawn_content(line, room, high, block.blank), x + across, down, role)
        if not index:
            element.tell("Table", {"Scope": "/Row"})
        elif spans:
            element.tell("Table", {"ColSpan": str(len(block.times) + 1)})
        placed.append(text)
        elements.append(element)
    height = layout.on_grid(max(one.fragment.height for one in placed) + 2 * down)
    placed.insert(0, _grid(layout, frame, widths, height))
    return Unit(height, placed, groups=frame.groups, origin=block.origin), Element("TR", list(elements))


def _grid(layout: Layout, frame: Frame, widths: list[float], height: float) -> Placed:
    """The lines around the cells of a row. They are there to write in, so they can be seen."""
    colour, thickness = layout.colour("soft"), 0.75
    places = itertools.accumulate(widths, initial=0.0)
    lines = [ops.line(x, 0, x, -height, thickness, colour) for x in places]
    lines += [ops.line(0, y, frame.width, y, thickness, colour) for y in (0.0, -height)]
    return artifact(ornament(" ".join(lines), frame.width, height, mirrors=True), frame.x, 0)


def _lay_stacked(layout: Layout, block: doc.Schedule, frame: Frame) -> Laid:
    """Times below each other, for each name, which no page parts: where print is large, or the page small."""
    headings = [heading for _, heading in block.times] + [block.remarks]
    extents = [layout.fragments.extent(line, "table-row") for line in (block.corner, *headings)]
    padding = 20 * layout.scale
    first = max(max(least for least, _ in extents), min(max(most for _, most in extents), 0.45 * frame.width)) + padding
    amounts = [cell for row in block.rows for cell in row[1:]]
    rest = max(layout.fragments.extent(line, "table")[0] for line in (block.amounts, *amounts)) + padding
    if first + rest > frame.width:
        return _lay_as_lists(layout, block, headings, frame)
    line = _line_to_write_on(layout, frame.width - first - padding)
    groups: list[doc.Row | doc.RowGroup] = []
    for row in block.rows:
        rows = tuple(
            doc.Row(heading, (doc.Cell((doc.Paragraph(cell, "table", origin=block.origin),)),), block.origin)
            for heading, cell in _headed(row, headings, line)
        )
        groups.append(doc.RowGroup(row[0] if row else line, rows, block.origin))
    table = doc.Table(block.caption, (block.corner, block.amounts), tuple(groups), origin=block.origin)
    return lay_across(layout, table, frame, [first, frame.width - first], whole_groups=True)


def _lay_as_lists(layout: Layout, block: doc.Schedule, headings: list[doc.Line], frame: Frame) -> Laid:
    """A list of times for each name, where not even two columns fit side by side. No page parts one."""
    laid = layout.blocks([doc.Paragraph(block.caption, "caption", origin=block.origin)], frame)
    laid.units[-1].keep_next = True
    line = _line_to_write_on(layout, frame.width - 26 * layout.scale)
    for row in block.rows:
        points = tuple(
            (doc.Paragraph((*_strong(heading), LineBreak(), *cell), origin=block.origin),)
            for heading, cell in _headed(row, headings, line)
        )
        whole = Frame(frame.x, frame.width, (*frame.groups, Group(keep=True)))
        laid.add(layout.blocks([doc.Paragraph(row[0] if row else line, "zone-title")], whole))
        laid.units[-1].keep_next = True
        laid.add(layout.blocks([doc.ListBlock("bullet", points)], whole))
    return laid


def _headed(row: tuple[doc.Line, ...], headings: list[doc.Line], blank: doc.Line) -> list[tuple[doc.Line, doc.Line]]:
    """What stands in a row after its name, each with its heading."""
    if len(row) == 2:
        return [(headings[-1], row[1])]
    return list(zip(headings, row[1:] or [blank] * len(headings), strict=True))


def _strong(line: doc.Line) -> doc.Line:
    if len(line) == 1 and isinstance(line[0], Parallel):
        sides = (replace(s, children=(Strong(s.children),)) if isinstance(s, Language) else s for s in line[0].children)
        return (Parallel(tuple(sides)),)
    return (Strong(tuple(run for run in line if not isinstance(run, doc.Slot | doc.PageReference | Parallel))),)


def _line_to_write_on(layout: Layout, width: float) -> doc.Line:
    """A line as long as the room allows, up to about half a page."""
    lengths = range(36, 3, -3)
    lines: list[doc.Line] = [(Blank(length),) for length in lengths]
    return next((line for line in lines if layout.fragments.extent(line, "zone-title")[0] <= width), (Blank(3),))

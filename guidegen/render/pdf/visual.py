"""Blocks for readers who would rather look than read: pictures beside words, timelines, pairs and zones."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.records import replace
from guidegen.render.pdf.blocks import lay_figure
from guidegen.render.pdf.flow import Backdrop, Group, Unit
from guidegen.render.pdf.fragment import Fragment, drawn_content, ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact, indented, lay_text, stacked, stacked_height
from guidegen.render.pdf.panels import box_frame, boxed
from guidegen.render.pdf.signs import ZONES, crossed_octagon, ticked_disc
from guidegen.render.pdf.structure import Element
from guidegen.theme import Colour, contrast

_WHITE: Colour = (1.0, 1.0, 1.0)
#: Blocks stand side by side when each has so many points of width in regular print.
_LEAST_WORDS, _LEAST_COLUMN = 150.0, 165.0
#: What is taller than this share of a page is not kept whole.
_WHOLE = 0.8
#: The most of a page that zones leave empty to stand together on the next one.
_EMPTY = 0.5


def lay_beside(layout: Layout, block: doc.Beside, frame: Frame) -> Laid:
    """Words with a picture at their end, or below them where that leaves too little room."""
    gap = 14.0 * layout.scale
    width = frame.width * block.figure.width
    words_width = frame.width - width - gap
    if words_width < _LEAST_WORDS * layout.scale:
        laid = layout.blocks(block.blocks, frame)
        share = min(1.0, max(block.figure.width, 180.0 * layout.scale / frame.width))
        shown = lay_figure(layout, replace(block.figure, width=share), frame)
        elements = [*laid.elements, *shown.elements]
        below, height = stacked([*laid.units, *shown.units])
        if height > layout.page_height * _WHOLE:
            laid.units[-1].keep_next = True
            return Laid([*laid.units, *shown.units], elements)
        # The first line of the words comes last, as below.
        placed = [*(p for p in below if p.y), *(p for p in below if not p.y)]
        return Laid([Unit(height, placed, groups=frame.groups, origin=block.figure.origin)], elements)
    words = layout.blocks(block.blocks, Frame(frame.x, words_width))
    shown = lay_figure(layout, replace(block.figure, width=1.0), Frame(frame.x + words_width + gap, width))
    # The words come last: what stands before a list's point is set beside the unit's last piece.
    unit = _side_by_side([shown.units, words.units], frame, block.figure)
    return Laid([unit], [*words.elements, *shown.elements])


def _side_by_side(columns: Sequence[Sequence[Unit]], frame: Frame, block: doc.Figure | doc.Zone) -> Unit:
    """Columns of units as one unit."""
    composed = [stacked(units) for units in columns]
    placed = [each for column, _ in composed for each in column]
    return Unit(max(height for _, height in composed), placed, groups=frame.groups, origin=block.origin)


# Timelines


def lay_timeline(layout: Layout, block: doc.Timeline, frame: Frame) -> Laid:
    """Points along a line: the time beside it or, where times are long, above what happens."""
    scale = layout.scale
    rail = 26.0 * scale
    longest = max(layout.fragments.extent(event.when, "when")[1] for event in block.events)
    beside = longest if longest <= 0.26 * frame.width and frame.width - longest - rail > 180 * scale else 0.0
    axis = frame.x + beside + (10.0 * scale if beside else 0.0)
    laid, items = Laid(), []
    for index, event in enumerate(block.events):
        goes_on = index + 1 < len(block.events)
        group = Group(keep=True, backdrop=_rail(layout, axis, from_dot=index == 0, goes_on=goes_on))
        groups = (*frame.groups, group)
        inside = Frame(axis + rail, frame.x + frame.width - axis - rail, groups)
        blocks = layout.blocks(event.blocks, inside)
        if beside:
            when, label = layout.whole(event.when, "when", frame.x, 0, beside, role="Lbl", align="end")
            blocks.units[0].placed.insert(0, when)
            blocks.units[0].height = max(blocks.units[0].height, when.fragment.height)
        else:
            above = lay_text(layout, event.when, "when", inside, role="Lbl", narrow=False, keep_next=True)
            label = above.elements[0]
            blocks.units[:0] = above.units
        first = blocks.units[0]
        first.before = 0.0
        first.placed.insert(0, artifact(_dot(layout), axis, 0))
        # The room below a point belongs to it, so that the line runs through.
        blocks.units[-1].after = 0.0
        blocks.units[-1].keep_next = True
        blocks.units.append(Unit((12.0 if goes_on else 0.0) * scale, [], groups=groups, origin=event.origin))
        laid.units += blocks.units
        items.append(Element("LI", [label, Element("LBody", list(blocks.elements))]))
    laid.units[0].before = 6.0 * scale
    laid.units[-1].after = 9.0 * scale
    return Laid(laid.units, [Element("L", list(items), {"List": {"ListNumbering": "/Disc"}})])


def _dot_place(layout: Layout) -> tuple[float, float, float]:
    """The centre of a dot across and down, and its radius."""
    return 8.0 * layout.scale, layout.fragments.leading("when") / 2, 5.5 * layout.scale


def _dot(layout: Layout) -> Fragment:
    x, down, radius = _dot_place(layout)
    colour = layout.colour("primary")
    drawing = f"{ops.circle(x, -down, radius, fill=colour)} {ops.circle(x, -down, 0.42 * radius, fill=_WHITE)}"
    return ornament(drawing, 2 * x, down + radius)


def _rail(layout: Layout, x: float, *, from_dot: bool, goes_on: bool) -> Backdrop:
    across, down, _ = _dot_place(layout)
    thickness = 2.0 * layout.scale

    def draw(height: float) -> Fragment:
        top, low = (down if from_dot else 0.0), (height if goes_on else down)
        line = ops.box(across - thickness / 2, -low, thickness, max(0.0, low - top), fill=layout.colour("primary"))
        return ornament(line, 2 * across, height)

    return Backdrop(x, draw)


# Do and don't


def lay_pair(layout: Layout, block: doc.Pair, frame: Frame) -> Laid:
    """Two boxes with a tick and a cross, side by side where there is room."""
    scale, gap, padding = layout.scale, layout.space("gutter"), layout.space("box-inside")
    width = (frame.width - gap) / 2
    sides = (("do", block.do), ("dont", block.dont))
    if width >= _LEAST_COLUMN * scale:
        columns = [
            _lay_side(layout, kind, side, Frame(frame.x + index * (width + gap) + padding, width - 2 * padding))
            for index, (kind, side) in enumerate(sides)
        ]
        composed = [stacked(column.units) for column in columns]
        height = max(high for _, high in composed) + 2 * padding
        if height <= layout.page_height * _WHOLE:
            boxes = [
                artifact(_panel(layout, kind, width, height), frame.x + index * (width + gap), 0)
                for index, (kind, _) in enumerate(sides)
            ]
            placed = [replace(p, y=p.y + padding) for column, _ in composed for p in column]
            unit = Unit(
                height, [*boxes, *placed], before=9 * scale, after=12 * scale, groups=frame.groups, origin=block.origin
            )
            return Laid([unit], [Element("Div", list(column.elements)) for column in columns])
    laid = Laid()
    for kind, side in sides:
        group = Group(keep=True, padding=8 * scale)
        group.backdrop = Backdrop(frame.x, functools.partial(_panel, layout, kind, frame.width))
        inside = box_frame(layout, frame, group, start=13, end=13)
        laid.add(boxed(layout, _lay_side(layout, kind, side, inside), group, frame, padding=12, before=9, after=12))
    return laid


def _lay_side(layout: Layout, kind: str, side: doc.Side, frame: Frame) -> Laid:
    scale = layout.scale
    colour = layout.colour("green" if kind == "do" else "red")
    draw = ticked_disc if kind == "do" else crossed_octagon
    large = 20.0 * scale
    head = lay_text(layout, side.title, "zone-title", indented(frame, large + 8 * scale), narrow=False, keep_next=True)
    sign = ornament(draw(large / 2, -large / 2, large / 2, colour, _WHITE), large, large)
    head.units[0].placed.insert(0, artifact(sign, frame.x, (layout.fragments.leading("zone-title") - large) / 2))
    head.units[-1].after = 6 * scale
    items = []
    small, indent = 13.0 * scale, 21.0 * scale
    for point in side.points:
        laid = lay_text(layout, point, "body", indented(frame, indent), narrow=False)
        mark = drawn_content(draw(small / 2, -small / 2, small / 2, colour, _WHITE), small, small, side.label)
        down = (layout.fragments.leading("body") - small) / 2
        placed, label = layout.content(mark, frame.x, down, "Lbl")
        laid.units[0].placed.insert(0, placed)
        laid.units[-1].after = 6 * scale
        head.units += laid.units
        items.append(Element("LI", [label, Element("LBody", list(laid.elements))]))
    head.elements.append(Element("L", list(items), {"List": {"ListNumbering": "/Disc"}}))
    return head


def _panel(layout: Layout, kind: str, width: float, height: float) -> Fragment:
    """The box of a side. That of what to leave is dashed, so that copies without colour differ too."""
    colour = layout.colour("green" if kind == "do" else "red")
    thickness = 1.5
    inset = thickness / 2
    outline = ops.box(
        inset,
        -height + inset,
        width - thickness,
        height - thickness,
        radius=layout.corner("box"),
        stroke=colour,
        thickness=thickness,
    )
    return ornament(outline if kind == "do" else f"[5 3] 0 d {outline} [] 0 d", width, height)


# Zones


def lay_zones(layout: Layout, block: doc.Zones, frame: Frame) -> Laid:
    """Boxes below each other, each with a band that holds a sign of its own shape.

    They are one plan, read at a glance and hung up: all stand on one page if that leaves no half of a page empty.
    """
    plan = Group(most_empty=_EMPTY * layout.page_height)
    inside = Frame(frame.x, frame.width, (*frame.groups, plan))
    laid = lay_text(layout, block.caption, "caption", inside, origin=block.origin, narrow=False, keep_next=True)
    for zone in block.zones:
        laid.add(_lay_zone(layout, zone, inside))
    laid.units[-1].after = layout.space("box")
    plan.keep = stacked_height(laid.units) <= layout.page_height
    return laid


def _lay_zone(layout: Layout, zone: doc.Zone, frame: Frame) -> Laid:
    scale = layout.scale
    band = 44.0 if frame.width > 300 * scale else 34.0
    group = Group(keep=True, padding=8 * scale)
    group.backdrop = Backdrop(frame.x, lambda height: _zone_box(layout, zone.colour, frame.width, height, band * scale))
    inside = box_frame(layout, frame, group, start=band + 13, end=13)
    laid = lay_text(layout, zone.title, "zone-title", inside, narrow=False, keep_next=True, origin=zone.origin)
    gap = 18.0 * scale
    width = (inside.width - gap * (len(zone.parts) - 1)) / len(zone.parts)
    columns: list[Laid] = []
    if width >= _LEAST_COLUMN * scale:
        columns = [
            _lay_part(layout, part, zone, Frame(inside.x + index * (width + gap), width))
            for index, part in enumerate(zone.parts)
        ]
        unit = _side_by_side([column.units for column in columns], inside, zone)
        if unit.height <= layout.page_height * 0.7:
            laid.units.append(unit)
            laid.elements += [element for column in columns for element in column.elements]
            return boxed(layout, laid, group, frame, padding=9, before=6, after=6)
    for part in zone.parts:
        laid.add(_lay_part(layout, part, zone, inside))
    return boxed(layout, laid, group, frame, padding=9, before=6, after=6)


def _lay_part(layout: Layout, part: tuple[doc.Line, tuple[doc.Line, ...]], zone: doc.Zone, frame: Frame) -> Laid:
    laid = layout.blocks(_part(part, zone), frame)
    laid.units[0].keep_next = True
    return laid


def _part(part: tuple[doc.Line, tuple[doc.Line, ...]], zone: doc.Zone) -> list[doc.Block]:
    heading, points = part
    made = tuple((doc.Paragraph(point, origin=zone.origin),) for point in points)
    return [doc.Paragraph(heading, "zone-label"), doc.ListBlock("bullet", made, origin=zone.origin)]


def _zone_box(layout: Layout, colour: str, width: float, height: float, band: float) -> Fragment:
    """The box, its band in the colour of the zone, and the sign at the top of the band."""
    radius = layout.corner("box")
    fill, ink = layout.colour(colour), layout.colour("ink")
    mark = _WHITE if contrast(fill, _WHITE) >= contrast(fill, ink) else ink
    at = width - band if layout.fragments.right_to_left else 0.0
    side = min(0.66 * band, height - 6 * layout.scale) / 2
    down = min(height / 2, 0.5 * band + 2 * layout.scale)
    corner = 0.0 if layout.fragments.right_to_left else radius
    parts = [
        ops.box(at, -height, band, height, radius=radius, fill=fill),
        # The side of the band towards the words is straight.
        ops.box(at + corner, -height, band - radius, height, fill=fill),
        ops.box(0.5, -height + 0.5, width - 1, height - 1, radius=radius, stroke=ink, thickness=1.0),
        ZONES[colour](at + band / 2, -down, side, mark, fill),
    ]
    return ornament(" ".join(parts), width, height)

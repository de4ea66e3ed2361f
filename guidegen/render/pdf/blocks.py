"""Prose, lists, boxes and pictures: one layout function a kind of block."""

from __future__ import annotations

from dataclasses import replace

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.inline import Text, plain_text
from guidegen.render.pdf.flow import Backdrop, Group, Placed, Unit
from guidegen.render.pdf.form_fields import Button, Drawn, said, unique
from guidegen.render.pdf.fragments import Fragment, drawn_content, ornament, picture
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact, indented, lay_text, lowered, stacked
from guidegen.render.pdf.markers import lay_markers
from guidegen.render.pdf.outline import OutlineEntry
from guidegen.render.pdf.signs import CALLOUTS
from guidegen.render.pdf.structure import Element
from guidegen.theme import Colour


def lay_paragraph(layout: Layout, block: doc.Paragraph, frame: Frame) -> Laid:
    """A paragraph of prose."""
    narrow = block.style != "table"
    laid = lay_text(layout, block.line, block.style, frame, origin=block.origin, anchor=block.anchor, narrow=narrow)
    if laid.units and _announces(block.line):
        laid.units[-1].keep_next = True
    return laid


def _announces(line: doc.Line) -> bool:
    """True for a paragraph that ends in a colon: what it announces should follow on the same page."""
    last = line[-1] if line else None
    return isinstance(last, Text) and last.text.rstrip().endswith((":", "："))


def lay_heading(layout: Layout, block: doc.Heading, frame: Frame) -> Laid:
    """A heading: it stays with what follows."""
    # Every heading is a bookmark, and needs a place to lead to.
    anchor = block.anchor or f"heading:{len(layout.outline)}"
    style = "title" if block.level == 1 else f"h{min(block.level, 4)}"
    laid = lay_text(
        layout,
        block.line,
        style,
        frame,
        role=f"H{block.level}",
        origin=block.origin,
        anchor=anchor,
        narrow=False,
        keep_next=True,
    )
    words = tuple(run for run in block.line if not isinstance(run, doc.Slot | doc.PageReference))
    layout.outline.append(OutlineEntry(block.level, plain_text(words), anchor))
    if block.break_before and laid.units:
        laid.units[0].break_before = block.break_before
    return laid


def lay_section(layout: Layout, block: doc.Section, frame: Frame) -> Laid:
    """Blocks under their heading."""
    laid = layout.blocks(block.blocks, frame)
    return Laid(laid.units, [Element("Sect", list(laid.elements))])


_TICK_BOX = 12.0
_NUMBERING = {"bullet": "Square", "number": "Decimal", "step": "Decimal", "check": "Square", "source": "Decimal"}


def lay_quotation(layout: Layout, block: doc.Quotation, frame: Frame) -> Laid:
    """Quoted blocks, set in from the start."""
    laid = layout.blocks(block.blocks, indented(frame, 18 * layout.scale))
    return Laid(laid.units, [Element("BlockQuote", list(laid.elements))])


def lay_formula(layout: Layout, block: doc.Formula, frame: Frame) -> Laid:
    """A formula set in from the start, with some air around it."""
    scale = layout.scale
    indent = 18 * scale
    fragment = layout.fragments.formula(block, frame.width - indent)
    layout.problems += fragment.problems
    placed, element = layout.content(fragment, frame.x + indent, 0, "Formula")
    element.alt = block.spoken
    element.attributes["Layout"] = {"Placement": "/Block"}
    air = 6 * scale
    unit = Unit(fragment.height, [placed], before=air, after=air + 2 * scale, groups=frame.groups, origin=block.origin)
    return Laid([unit], [element])


def lay_list(layout: Layout, block: doc.ListBlock, frame: Frame) -> Laid:
    """A list with hanging markers."""
    scale = layout.scale
    indent = {"bullet": 18.0, "step": 34.0, "check": 26.0}.get(block.marker, 26.0) * scale
    if block.marker in ("number", "source"):
        # Digits differ in width; a row of zeros is the widest number of its length.
        last = (Text("0" * len(str(block.start + len(block.points) - 1)) + "."),)
        indent = max(indent, layout.fragments.extent(last, "body")[1] + 8 * scale)
    gap = {"step": 9.0, "check": 7.0, "source": 3.0}.get(block.marker, 5.0) * scale
    laid, items, ends = Laid(), [], []
    for index, point in enumerate(block.points):
        inner = layout.blocks(point, indented(frame, indent))
        if not inner.units:
            continue
        first = inner.units[0]
        body: list[Element | int] = [*inner.elements]
        if block.marker == "check" and layout.phrases is not None:
            marker, form = _tick_box(layout, point, frame.x, first)
            body, label = [form, *body], list[Element]()
        else:
            marker, label = _marker(layout, block.marker, block.start + index, frame.x, indent, first)
        first.placed[:0] = marker
        first.before = gap
        anchor = block.anchors[index] if block.anchors else ""
        if anchor:
            first.anchors = (*first.anchors, anchor)
        laid.units += inner.units
        ends.append(inner.units[-1])
        items.append(Element("LI", [*label, Element("LBody", body)], anchor=anchor))
    if not laid.units:
        return Laid()
    # No single point is left behind or sent ahead.
    for unit in (ends[0], ends[-2] if len(ends) > 1 else ends[0]):
        unit.keep_next = len(ends) > 1
    for unit in laid.units:
        unit.after = min(unit.after, gap)
    laid.units[-1].after = max(laid.units[-1].after, 8.0 * scale)
    laid.units[0].before = 2.0 * scale
    numbering = {"List": {"ListNumbering": f"/{_NUMBERING[block.marker]}"}}
    return Laid(laid.units, [Element("L", list(items), numbering)])


def _marker(
    layout: Layout, marker: str, number: int, x: float, indent: float, unit: Unit
) -> tuple[list[Placed], list[Element]]:
    """The marker of a list point, centred on the point's first line, and its label if it says something."""
    scale = layout.scale
    line = unit.placed[-1].fragment.lines[unit.placed[-1].first].height if unit.placed else unit.height
    if (drop := lowered(unit)) > 0:
        # Beside a tall formula the marker stands at the height of the words.
        line = 2 * drop + layout.fragments.leading("body")
    colour = layout.colour("primary")
    if marker == "bullet":
        side = 4.6 * scale
        square = ornament(ops.box(0, -side, side, side, radius=0.9 * scale, fill=colour), side, side)
        return [artifact(square, x + 3 * scale, (line - side) / 2 + 0.4 * scale)], []
    if marker == "check":
        side = _TICK_BOX * scale
        square = drawn_content(_box_to_tick(layout), side, side, layout.fragments.labels.check_box)
        placed, label = layout.content(square, x + scale, (line - side) / 2, "Lbl")
        return [placed], [label]
    if marker == "step":
        side = max(22.0 * scale, layout.fragments.extent((Text("0" * len(str(number))),), "box-title")[1] + 4 * scale)
        ring = ornament(ops.circle(side / 2, -side / 2, side / 2 - 1, stroke=colour), side, side)
        text, label = layout.whole((Text(str(number)),), "box-title", x, 0, side, role="Lbl", align="centre")
        leading = text.fragment.height
        text = replace(text, y=(line - leading) / 2)
        return [artifact(ring, x, (line - side) / 2), text], [label]
    style = "source" if marker == "source" else "body"
    text, label = layout.whole((Text(f"{number}."),), style, x, 0, indent - 7 * scale, role="Lbl", align="end")
    return [replace(text, y=lowered(unit))], [label]


def _box_to_tick(layout: Layout) -> str:
    side = _TICK_BOX * layout.scale
    return ops.box(0, -side, side, side, radius=1.5 * layout.scale, stroke=layout.colour("ink"), thickness=1.1)


def _tick_box(layout: Layout, point: tuple[doc.Block, ...], x: float, unit: Unit) -> tuple[list[Placed], Element]:
    """A box that is ticked on the screen; it says the words of its point."""
    side = _TICK_BOX * layout.scale
    words = " ".join(said(block.line) for block in point if isinstance(block, doc.Paragraph))
    name, asked = unique(words or layout.fragments.labels.check_box, layout.fields)
    tick = ops.tick(side / 2, -side / 2, side * 0.36, layout.colour("ink"))
    ticked = Drawn(ornament(f"{_box_to_tick(layout)} {tick}", side, side))
    field, form = layout.field(
        Button(name, asked, layout.fragments.labels.check_box, (ticked,)), x + layout.scale, 0, side, side
    )
    y = (unit.placed[-1].fragment.lines[unit.placed[-1].first].height - side) / 2 if unit.placed else 0.0
    box = artifact(ornament(_box_to_tick(layout), side, side), x + layout.scale, y)
    return [box, replace(field, y=y)], form


def lay_masthead(layout: Layout, block: doc.Masthead, frame: Frame) -> Laid:
    """Logo (or initial), name and note of the organisation, with a rule below."""
    scale = layout.scale
    placed, elements, width, height = _mark(layout, block, frame.x, frame.width / 2)
    x = frame.x + width
    room = frame.width - width
    note_line = (Text(block.note),)
    note_width = layout.fragments.extent(note_line, "furniture")[1] + 16 if block.note else 0.0
    # A long note stands below the name instead of beside it.
    beside = note_width <= room / 2
    if block.organisation:
        name_room = room - note_width if beside else room
        name, name_element = layout.whole((Text(block.organisation),), "organisation", x, 0, name_room)
        height = max(height, name.fragment.height)
        placed.append(replace(name, y=(height - name.fragment.height) / 2))
        elements.append(name_element)
    if block.note:
        align = "end" if beside else "start"
        note, note_element = layout.whole(note_line, "furniture", frame.x, 0, frame.width, align=align)
        y = (height - note.fragment.height) / 2 if beside else height + 5 * scale
        height = max(height, y + note.fragment.height)
        placed.append(replace(note, y=y))
        elements.append(note_element)
    line = ornament(ops.rule(0, 0, frame.width, 0.75, layout.colour("rule")), frame.width, 1)
    placed.append(artifact(line, frame.x, height + 9 * scale))
    return Laid([Unit(height + 10 * scale, placed, after=10 * scale, groups=frame.groups)], elements)


def _mark(
    layout: Layout, block: doc.Masthead, x: float, widest: float
) -> tuple[list[Placed], list[Element], float, float]:
    """The logo, else the initial of the name in a square; then the width up to the name, and the height."""
    side = 22.0 * layout.scale
    gap = 8 * layout.scale
    if block.logo is not None:
        high = 30.0 * layout.scale
        width = min(high * block.logo.width / block.logo.height, widest)
        high = width * block.logo.height / block.logo.width
        layout.images[block.logo.digest] = block.logo
        logo, element = layout.content(picture(block.logo.digest, width, high), x, 0, "Figure")
        element.alt = block.logo_alt
        return [logo], [element], width + gap, max(side, high)
    if not block.organisation:
        return [], [], 0.0, side
    box = ops.box(0, -side, side, side, radius=5 * layout.scale, fill=layout.colour("primary"))
    initial = layout.fragments.paragraph(
        (Text(block.organisation[0].upper()),), "table-head", side, doc.NOWHERE, align="centre"
    )
    placed = [artifact(ornament(box, side, side), x, 0), artifact(initial, x, (side - initial.height) / 2)]
    return placed, [], side + gap, side


def lay_main_message(layout: Layout, block: doc.MainMessage, frame: Frame) -> Laid:
    """A tinted box with a bar at its start."""
    group = Group(keep=True, backdrop=_bar_box(layout, frame, "primary", "tint"), padding=8 * layout.scale)
    inside = box_frame(layout, frame, group, start=17, end=14)
    laid = lay_text(layout, block.label, "label", inside, narrow=False, keep_next=True)
    laid.add(lay_text(layout, block.line, "main-message", inside, narrow=False, origin=block.origin))
    return boxed(layout, laid, group, frame, padding=11, before=10, after=6)


def lay_callout(layout: Layout, block: doc.Callout, frame: Frame) -> Laid:
    """A box with an icon: a sign in a disc and words say what it is, not colour alone."""
    urgent = block.kind == "warning"
    colour = "warning" if urgent else "primary"
    fill = "warning-tint" if urgent else "tint"
    scale = layout.scale
    stroke = layout.colour(colour)
    group = Group(keep=True, padding=8 * scale)
    width = frame.width
    group.backdrop = Backdrop(
        frame.x,
        lambda height: ornament(
            ops.box(0, -height, width, height, radius=7 * scale, fill=layout.colour(fill), stroke=stroke), width, height
        ),
    )
    inside = box_frame(layout, frame, group, start=46, end=16)
    laid = lay_text(
        layout,
        block.title,
        "warning-title" if urgent else "box-title",
        inside,
        narrow=False,
        keep_next=True,
        anchor=block.anchor,
    )
    if laid.units:
        icon = _icon(layout, block.kind, stroke)
        laid.units[0].placed.insert(0, artifact(icon, frame.x + 14 * scale, -2 * scale))
    laid.add(layout.blocks(block.blocks, inside))
    return boxed(layout, laid, group, frame, padding=11, before=12, after=12)


def _icon(layout: Layout, kind: str, colour: Colour) -> Fragment:
    """The sign of a callout: each kind has a shape of its own."""
    side = 22.0 * layout.scale
    return ornament(CALLOUTS[kind](side / 2, -side / 2, side / 2, colour, (1.0, 1.0, 1.0)), side, side)


def _bar_box(layout: Layout, frame: Frame, bar: str, fill: str) -> Backdrop:
    def draw(height: float) -> Fragment:
        tint = ops.box(0, -height, frame.width, height, radius=3 * layout.scale, fill=layout.colour(fill))
        edge = ops.box(0, -height, 4 * layout.scale, height, fill=layout.colour(bar))
        return ornament(f"{tint} {edge}", frame.width, height)

    return Backdrop(frame.x, draw)


def box_frame(layout: Layout, frame: Frame, group: Group, *, start: float, end: float) -> Frame:
    """The frame inside a box: so many points of regular print narrower at its start and end."""
    scale = layout.scale
    return Frame(frame.x + start * scale, frame.width - (start + end) * scale, (*frame.groups, group))


def boxed(
    layout: Layout, laid: Laid, group: Group, frame: Frame, *, padding: float, before: float, after: float
) -> Laid:
    """Padding above and below the units of a box, and one element around its elements."""
    scale = layout.scale
    groups = (*frame.groups, group)
    laid.units[0].before = 0.0
    laid.units[-1].after = 0.0
    top = Unit(padding * scale, [], before=before * scale, keep_next=True, groups=groups)
    laid.units[-1].keep_next = True
    bottom = Unit(padding * scale, [], after=after * scale, groups=groups)
    return Laid([top, *laid.units, bottom], [Element("Div", list(laid.elements))])


def lay_cards(layout: Layout, block: doc.Cards, frame: Frame) -> Laid:
    """Boxes of equal height side by side; one below the other where they would be too narrow."""
    scale, gap, padding = layout.scale, 14.0 * layout.scale, 13.0 * layout.scale
    columns = len(block.cards)
    while columns > 1 and (frame.width - gap * (columns - 1)) / columns < 150 * scale:
        columns = (columns + 1) // 2 if columns > 2 else 1
    width = (frame.width - gap * (columns - 1)) / columns
    laid = Laid()
    for start in range(0, len(block.cards), columns):
        placed, heights, corners = [], [], []
        for index, card in enumerate(block.cards[start : start + columns]):
            x = frame.x + index * (width + gap)
            inside = Frame(x + padding, width - 2 * padding)
            inner = lay_text(layout, card.title, "card-title", inside, narrow=False, keep_next=True)
            inner.add(layout.blocks(card.blocks, inside))
            card_placed, height = stacked(inner.units)
            placed += [replace(p, y=p.y + padding * 0.85) for p in card_placed]
            heights.append(height + padding * 1.7)
            corners.append(x)
            laid.elements.append(Element("Div", list(inner.elements)))
        height = max(heights)
        if height > layout.page_height * 0.8:
            laid.elements = laid.elements[: -len(corners)]
            for card in block.cards[start : start + columns]:
                laid.add(_lay_tall_card(layout, card, frame))
            continue
        outline = ornament(
            ops.box(0, -height, width, height, radius=7 * scale, stroke=layout.colour("rule"), thickness=1.0),
            width,
            height,
        )
        boxes = [artifact(outline, x, 0) for x in corners]
        laid.units.append(
            Unit(height, boxes + placed, before=8 * scale, after=10 * scale, groups=frame.groups, origin=block.origin)
        )
    return laid


def _lay_tall_card(layout: Layout, card: doc.Card, frame: Frame) -> Laid:
    """A card as wide as the column, which may go on over pages."""

    def draw(height: float) -> Fragment:
        outline = ops.box(0, -height, frame.width, height, radius=7 * layout.scale, stroke=layout.colour("rule"))
        return ornament(outline, frame.width, height)

    group = Group(backdrop=Backdrop(frame.x, draw), padding=8 * layout.scale)
    inside = box_frame(layout, frame, group, start=13, end=13)
    laid = lay_text(layout, card.title, "card-title", inside, narrow=False, keep_next=True)
    laid.add(layout.blocks(card.blocks, inside))
    return boxed(layout, laid, group, frame, padding=11, before=8, after=10)


def lay_figure(layout: Layout, block: doc.Figure, frame: Frame) -> Laid:
    """A picture, scaled to its share of the column and to no more than two thirds of a page, with its caption."""
    image = block.image
    layout.images[image.digest] = image
    width = frame.width * block.width
    height = width * image.height / image.width
    if height > layout.page_height * 0.66:
        height = layout.page_height * 0.66
        width = height * image.width / image.height
    fragment = picture(image.digest, width, height)
    if block.alt:
        placed, element = layout.content(fragment, frame.x, 0, "Figure")
        element.alt = block.alt
        elements = [element]
        numbers, spans = lay_markers(layout, block.places, frame.x, width, height) if block.places else ([], [])
        element.kids += spans
    else:
        placed, elements, numbers = artifact(fragment, frame.x, 0), [], []
    room = 8 * layout.scale
    unit = Unit(height, [placed, *numbers], before=room, after=room, groups=frame.groups, origin=block.origin)
    laid = Laid([unit], elements)
    if block.caption:
        unit.keep_next = True
        unit.after = 4 * layout.scale
        laid.add(lay_text(layout, block.caption, "figure-caption", frame, origin=block.origin))
    return laid

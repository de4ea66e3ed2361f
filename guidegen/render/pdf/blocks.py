"""Prose, lists, boxes and pictures: one layout function a kind of block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.inline import Text, announces
from guidegen.records import dataclass, replace
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.fragment import Fragment, drawn_content, ornament, picture
from guidegen.render.pdf.late import late
from guidegen.render.pdf.layout import (
    Frame,
    Laid,
    Layout,
    Marker,
    artifact,
    indented,
    lay_text,
    line_of,
    lowered,
    stacked,
)
from guidegen.render.pdf.panels import Panel, Sign, drawing, insets, lay_panel
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.setting import Setting
from guidegen.render.pdf.signs import CALLOUTS
from guidegen.render.pdf.structure import Element, holding
from guidegen.theme import Colour

_formula_fragment: Callable[[Setting, doc.Formula, float], Fragment] = late("formulas", "formula_fragment")


def lay_paragraph(layout: Layout, block: doc.Paragraph, frame: Frame) -> Laid:
    """A paragraph of prose."""
    narrow = block.style != "table"
    laid = lay_text(layout, block.line, block.style, frame, origin=block.origin, anchor=block.anchor, narrow=narrow)
    if laid.units and announces(block.line):
        # What it announces should follow on the same page.
        laid.units[-1].keep_next = True
    return laid


_NUMBERING = {"bullet": "Square", "number": "Decimal", "step": "Decimal", "check": "Square", "source": "Decimal"}


def lay_quotation(layout: Layout, block: doc.Quotation, frame: Frame) -> Laid:
    """Quoted blocks, set in from the start."""
    laid = layout.blocks(block.blocks, indented(frame, 18 * layout.scale))
    return Laid(laid.units, [Element("BlockQuote", list(laid.elements))])


def lay_formula(layout: Layout, block: doc.Formula, frame: Frame) -> Laid:
    """A formula set in from the start, with some air around it."""
    scale = layout.scale
    indent = 18 * scale
    fragment = _formula_fragment(layout.fragments, block, frame.width - indent)
    layout.problems += fragment.problems
    placed, element = layout.content(fragment, frame.x + indent, 0, "Formula")
    element.alt = block.spoken
    element.tell("Layout", {"Placement": "/Block"})
    air = 6 * scale
    unit = Unit(fragment.height, [placed], before=air, after=air + 2 * scale, groups=frame.groups, origin=block.origin)
    return Laid([unit], [element])


#: Points of a list that have several parts and are no higher than this stay whole.
_WHOLE_POINT = 90.0


def lay_list(layout: Layout, block: doc.ListBlock, frame: Frame) -> Laid:
    """A list with hanging markers."""
    scale = layout.scale
    indent = {"bullet": 18.0, "step": 34.0, "check": 26.0}.get(block.marker, 26.0) * scale
    if block.marker == "step":
        indent = layout.mark("step") + 12 * scale
    if block.marker in ("number", "source"):
        # Digits differ in width; a row of zeros is the widest number of its length.
        last = line_of("0" * len(str(block.start + len(block.points) - 1)) + ".")
        indent = max(indent, layout.fragments.extent(last, "body")[1] + 8 * scale)
    gap = 3 * scale if block.marker == "source" else layout.space("step" if block.marker == "step" else "point")
    laid, items, ends = Laid(), [], []
    inside = indented(frame, indent)
    for index, block_of_point in enumerate(block.points):
        point = _point(layout, block_of_point, inside, gap)
        if not point.units:
            continue
        units = [unit.again() for unit in point.units]
        first, body = units[0], point.body
        if block.marker == "check" and layout.phrases is not None:
            box, form = _tick_box(layout, block_of_point, frame.x, point)
            before: Marker = box, ()
            body = Element("LBody", [form, *body.kids])
        else:
            key = block.marker, block.start + index, frame.x, indent, point.line, point.drop
            before = layout.marker(key, partial(_marker, layout, *key))
        marker, label = before
        first.placed = [*marker, *first.placed]
        first.before = gap
        anchor = block.anchors[index] if block.anchors else ""
        if anchor:
            first.anchors = (*first.anchors, anchor)
        if len(units) > 1 and _stays_whole(layout, block_of_point, units):
            for unit in units[:-1]:
                unit.keep_next = True
        laid.units += units
        ends.append(units[-1])
        items.append(Element("LI", [*label, body], anchor=anchor))
    if not laid.units:
        return Laid()
    # No single point is left behind or sent ahead.
    for unit in (ends[0], ends[-2] if len(ends) > 1 else ends[0]):
        unit.keep_next = len(ends) > 1
    for unit in laid.units:
        unit.after = min(unit.after, gap)
    laid.units[-1].after = max(laid.units[-1].after, 9.0 * scale)
    laid.units[0].before = 3.0 * scale
    numbering = {"List": {"ListNumbering": f"/{_NUMBERING[block.marker]}"}}
    return Laid(laid.units, [Element("L", list(items), numbering)])


@dataclass(frozen=True, slots=True)
class _Point:
    """A point of a list without its marker, which may differ from copy to copy. Its units are never changed.

    `line` is the height of its first line, `drop` how much lower than usual that line stands.
    """

    units: tuple[Unit, ...]
    body: Element
    line: float = 0.0
    drop: float = 0.0


def _stays_whole(layout: Layout, blocks: tuple[doc.Block, ...], units: Sequence[Unit]) -> bool:
    """A short point of several parts, such as an answer and where to read on, is not parted."""
    return len(blocks) > 1 and sum(unit.height for unit in units) <= _WHOLE_POINT * layout.scale


def _point(layout: Layout, blocks: tuple[doc.Block, ...], frame: Frame, gap: float) -> _Point:
    """A point, or what an earlier document had in its place. What is laid out to be used again is so as a whole, and
    what stands in a box, which is another one in each copy, is not used again. Its parts are no more than `gap` apart,
    if they do not ask for more.
    """
    if layout.recording or frame.groups:
        return _lay_point(layout, blocks, frame, gap)
    key = (id(blocks), "point", frame.key, gap, len(layout.outline), layout.fragments.order)
    return layout.once(blocks, key, lambda own: _lay_point(own, blocks, frame, gap))


def _lay_point(layout: Layout, blocks: tuple[doc.Block, ...], frame: Frame, gap: float) -> _Point:
    laid = layout.blocks(blocks, frame)
    body = holding("LBody", laid.elements)
    if not laid.units:
        return _Point((), body)
    first = laid.units[0]
    pieces = first.pieces
    line = pieces[-1].fragment.lines[pieces[-1].first].height if pieces else first.height
    drop = lowered(first)
    units = tuple(laid.units)
    body.written = {} if layout.recording else None
    # Header rows of a table are told from others by what they place.
    if all(unit.groups == frame.groups for unit in units):
        if len(units) > 1 and _stays_whole(layout, blocks, units) and not any(map(_is_special, units)):
            units = (_as_one(units, gap),)
        units = tuple(unit.as_stack() for unit in units)
    return _Point(units, body, line, drop)


def _is_special(unit: Unit) -> bool:
    """Whether a unit has a place of its own on pages."""
    return bool(unit.anchors or unit.break_before or unit.at_foot or unit.turned or unit.in_column)


def _as_one(units: Sequence[Unit], gap: float) -> Unit:
    """Units of a point that is not parted, no more than `gap` apart: as one they are placed and drawn at once."""
    for unit in units[:-1]:
        unit.after = min(unit.after, gap)
    placed, height = stacked(units)
    first, last = units[0], units[-1]
    return Unit(
        height,
        placed,
        before=first.before,
        after=last.after,
        keep_next=last.keep_next,
        heads=last.heads,
        groups=first.groups,
        origin=first.origin,
    )


def _marker(layout: Layout, marker: str, number: int, x: float, indent: float, line: float, drop: float) -> Marker:
    """The marker of a list point, centred on the point's first line, and its label if it says something."""
    scale = layout.scale
    if drop > 0:
        # Beside a tall formula the marker stands at the height of the words.
        line = 2 * drop + layout.fragments.leading("body")
    if marker == "bullet":
        side = layout.mark("bullet")
        return [artifact(_bullet(layout, side), x + 3 * scale, (line - side) / 2 + 0.4 * scale)], []
    if marker == "check":
        from guidegen.render.pdf.tick_boxes import box_to_tick

        side = layout.mark("check-box")
        square = drawn_content(box_to_tick(layout), side, side, layout.fragments.labels.check_box)
        placed, label = layout.content(square, x + scale, (line - side) / 2, "Lbl")
        return [placed], [label]
    if marker == "step":
        return _step(layout, number, x, line)
    style = "source" if marker == "source" else "body"
    text, label = layout.whole(line_of(f"{number}."), style, x, 0, indent - 7 * scale, role="Lbl", align="end")
    return [text.lower(drop) if drop else text], [label]


def _tick_box(layout: Layout, blocks: tuple[doc.Block, ...], x: float, point: _Point) -> tuple[list[Placed], Element]:
    """A box that is ticked on the screen; it says the words of its point."""
    from guidegen.render.pdf.form_fields import Button, Drawn, said, unique
    from guidegen.render.pdf.tick_boxes import box_to_tick

    side = layout.mark("check-box")
    words = " ".join(said(block.line) for block in blocks if isinstance(block, doc.Paragraph))
    name, asked = unique(words or layout.fragments.labels.check_box, layout.fields)
    tick = ops.tick(side / 2, -side / 2, side * 0.36, layout.colour("ink"))
    ticked = Drawn(ornament(f"{box_to_tick(layout)} {tick}", side, side))
    field, form = layout.field(
        Button(name, asked, layout.fragments.labels.check_box, (ticked,)), x + layout.scale, 0, side, side
    )
    y = (point.line - side) / 2 if point.units[0].pieces else 0.0
    box = artifact(ornament(box_to_tick(layout), side, side), x + layout.scale, y)
    return [box, replace(field, y=y)], form


def _bullet(layout: Layout, side: float) -> Fragment:
    """The mark of a point."""
    colour, middle = layout.colour("primary"), side / 2
    match layout.part("bullet"):
        case "disc":
            drawn = ops.circle(middle, -middle, middle, fill=colour)
        case "ring":
            drawn = ops.circle(middle, -middle, middle - 0.5, stroke=colour, thickness=0.22 * side)
        case "dash":
            drawn = ops.rule(0, -middle + 0.13 * side, 1.5 * side, 0.26 * side, colour)
        case _:
            drawn = ops.box(0, -side, side, side, radius=0.2 * side, fill=colour)
    return ornament(drawn, side, side)


def _step(layout: Layout, number: int, x: float, line: float) -> Marker:
    """The number of a step, in the middle of its ring, disc or square."""
    kind, words = layout.part("step"), (Text(str(number)),)
    style = {"disc": "number-marked", "plain": "number"}.get(kind, "box-title")
    digits = layout.fragments.extent((Text("0" * len(str(number))),), style)[1]
    side = max(layout.mark("step"), digits + 4 * layout.scale)
    align = "start" if kind == "plain" else "centre"
    text, label = layout.whole(words, style, x, 0, side, role="Lbl", align=align)
    text = replace(text, y=(line - text.fragment.height) / 2)
    colour, middle = layout.colour("primary"), side / 2
    match kind:
        case "plain":
            return [text], [label]
        case "disc":
            drawn = ops.circle(middle, -middle, middle, fill=colour)
        case "square":
            edge = layout.stroke("mark")
            drawn = ops.box(
                edge / 2,
                edge / 2 - side,
                side - edge,
                side - edge,
                radius=layout.corner("mark"),
                stroke=colour,
                thickness=edge,
            )
        case _:
            drawn = ops.circle(middle, -middle, middle - 1, stroke=colour, thickness=layout.stroke("mark"))
    return [artifact(ornament(drawn, side, side), x, (line - side) / 2), text], [label]


def lay_masthead(layout: Layout, block: doc.Masthead, frame: Frame) -> Laid:
    """Logo (or initial), name and note of the organisation."""
    if layout.part("masthead") == "centred":
        return _lay_centred_masthead(layout, block, frame)
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
    height = layout.on_grid(height)
    if layout.part("masthead") == "plain":
        return Laid([Unit(height, placed, after=12 * scale, groups=frame.groups)], elements)
    thin, colour = layout.stroke("rule"), layout.colour("rule")
    line = ornament(ops.rule(0, 0, frame.width, thin, colour), frame.width, thin)
    placed.append(artifact(line, frame.x, height + 9 * scale))
    return Laid([Unit(layout.on_grid(height + 9 * scale), placed, after=12 * scale, groups=frame.groups)], elements)


def _lay_centred_masthead(layout: Layout, block: doc.Masthead, frame: Frame) -> Laid:
    """Logo, name and note below each other, in the middle between two rules."""
    scale = layout.scale
    placed: list[Placed] = []
    elements: list[Element] = []
    y = 6.0 * scale
    if block.logo is not None:
        logo, logo_elements, width, high = _mark(layout, block, 0.0, frame.width / 2)
        middle = frame.x + (frame.width - width + 8 * scale) / 2
        placed += [replace(each, x=each.x + middle, y=y) for each in logo]
        elements += logo_elements
        y += high + 3 * scale
    for words, style in ((block.organisation, "organisation"), (block.note, "furniture")):
        if words:
            line, element = layout.whole((Text(words),), style, frame.x, y, frame.width, align="centre")
            placed.append(line)
            elements.append(element)
            y += line.fragment.height
    height = layout.on_grid(y + 6 * scale)
    thin, colour = layout.stroke("rule"), layout.colour("rule")
    rules = f"{ops.rule(0, 0, frame.width, thin, colour)} {ops.rule(0, thin - height, frame.width, thin, colour)}"
    placed.insert(0, artifact(ornament(rules, frame.width, height, mirrors=True), frame.x, 0))
    return Laid([Unit(height, placed, after=12 * scale, groups=frame.groups)], elements)


def _mark(
    layout: Layout, block: doc.Masthead, x: float, widest: float
) -> tuple[list[Placed], list[Element], float, float]:
    """The logo, else the initial of the name in a square; then the width up to the name, and the height."""
    side = 22.0 * layout.scale
    gap = 8 * layout.scale
    if block.logo is not None:
        from guidegen.render.pdf.sharpness import sharp_width

        high = 30.0 * layout.scale
        width = min(high * block.logo.width / block.logo.height, widest, sharp_width(block.logo))
        high = width * block.logo.height / block.logo.width
        layout.images[block.logo.digest] = block.logo
        logo, element = layout.content(picture(block.logo.digest, width, high), x, 0, "Figure")
        element.alt = block.logo_alt
        return [logo], [element], width + gap, max(side, high)
    if not block.organisation:
        return [], [], 0.0, side
    box = ops.box(
        0, -side, side, side, radius=min(5 * layout.scale, layout.corner("box")), fill=layout.colour("primary")
    )
    initial = layout.fragments.paragraph(
        (Text(block.organisation[0].upper()),), "table-head", side, doc.NOWHERE, align="centre"
    )
    placed = [artifact(ornament(box, side, side), x, 0), artifact(initial, x, (side - initial.height) / 2)]
    return placed, [], side + gap, side


def lay_main_message(layout: Layout, block: doc.MainMessage, frame: Frame) -> Laid:
    """The one thing to take away, in the box of the theme."""
    panel = Panel(layout.part("main-message"), "primary", "primary", "tint")

    def message(inside: Frame) -> Laid:
        return lay_text(layout, block.line, "main-message", inside, narrow=False, origin=block.origin)

    return lay_panel(layout, panel, frame, block.label, "label", message)


def lay_callout(layout: Layout, block: doc.Callout, frame: Frame) -> Laid:
    """A box with an icon: a sign in a disc and words say what it is, not colour alone."""
    urgent = block.kind == "warning"
    colour = "warning" if urgent else "primary"
    kind = layout.part("warning" if urgent else "callout")
    return lay_panel(
        layout,
        Panel(kind, colour, colour, "warning-tint" if urgent else "tint"),
        frame,
        block.title,
        "warning-title" if urgent else "box-title",
        lambda inside: layout.blocks(block.blocks, inside),
        sign=_sign(layout, block.kind, layout.colour(colour)),
        anchor=block.anchor,
    )


def _sign(layout: Layout, kind: str, colour: Colour) -> Sign:
    """The sign of a kind of callout; each has a shape of its own."""
    white = (1.0, 1.0, 1.0)
    is_open = layout.part("icon") == "outline"

    def on_paper(side: float) -> Fragment:
        r, draw = side / 2, CALLOUTS[kind]
        if not is_open:
            return ornament(draw(r, -r, r, colour, white), side, side)
        # A triangle is shallower than a disc of the same radius.
        inner = 0.78 if kind == "warning" else 0.84
        # What is left of the larger shape is the outline of the smaller one.
        return ornament(f"{draw(r, -r, r, colour, colour)} {draw(r, -r, inner * r, white, colour)}", side, side)

    return Sign(
        on_paper, lambda side: ornament(CALLOUTS[kind](side / 2, -side / 2, side / 2, white, colour), side, side)
    )


def lay_cards(layout: Layout, block: doc.Cards, frame: Frame) -> Laid:
    """Boxes of equal height side by side; one below the other where they would be too narrow."""
    scale, gap = layout.scale, layout.space("gutter")
    panel = Panel(layout.part("card"), "primary", "rule", "tint")
    room = insets(layout, panel.kind)
    columns = len(block.cards)
    while columns > 1 and (frame.width - gap * (columns - 1)) / columns < 150 * scale:
        columns = (columns + 1) // 2 if columns > 2 else 1
    width = (frame.width - gap * (columns - 1)) / columns
    draw = drawing(layout, panel, width)
    laid = Laid()
    for start in range(0, len(block.cards), columns):
        placed, heights, corners = [], [], []
        for index, card in enumerate(block.cards[start : start + columns]):
            x = frame.x + index * (width + gap)
            inside = Frame(x + room.start, width - room.start - room.end)
            inner = lay_text(layout, card.title, "card-title", inside, narrow=False, keep_next=True)
            inner.add(layout.blocks(card.blocks, inside))
            card_placed, height = stacked(inner.units)
            placed += [replace(p, y=p.y + room.above) for p in card_placed]
            heights.append(room.above + height + room.below)
            corners.append(x)
            laid.elements.append(Element("Div", list(inner.elements)))
        height = max(heights)
        if height > layout.page_height * 0.8:
            laid.elements = laid.elements[: -len(corners)]
            for card in block.cards[start : start + columns]:
                laid.add(_lay_tall_card(layout, card, panel, frame))
            continue
        boxes = [artifact(draw(height), x, 0) for x in corners]
        around = layout.space("box")
        laid.units.append(
            Unit(height, boxes + placed, before=around, after=around, groups=frame.groups, origin=block.origin)
        )
    return laid


def _lay_tall_card(layout: Layout, card: doc.Card, panel: Panel, frame: Frame) -> Laid:
    """A card as wide as the column, which may go on over pages."""
    return lay_panel(
        layout,
        panel,
        frame,
        card.title,
        "card-title",
        lambda inside: layout.blocks(card.blocks, inside),
        keep=False,
    )


#: The least share of the column of a picture whose places are marked.
_MARKED = 0.45


def lay_introduced(layout: Layout, block: doc.Introduced, frame: Frame) -> Laid:
    """A sentence on the page of what it introduces."""
    laid = lay_text(layout, block.line, "body", frame, keep_next=True)
    layout.led_by = [*layout.led_by, *laid.units]
    laid.add(layout.blocks([block.block], frame))
    return laid


def lay_figure(layout: Layout, block: doc.Figure, frame: Frame) -> Laid:
    """A picture, scaled to its share of the column and to no more than two thirds of a page, with its caption.

    One whose width nobody chose is no larger than it is sharp, but for the room that marked places need.
    """
    from guidegen.render.pdf.markers import lay_markers
    from guidegen.render.pdf.sharpness import blurred, sharp_width

    image = block.image
    layout.images[image.digest] = image
    width = frame.width * block.width
    if not block.is_chosen:
        width = min(width, max(sharp_width(image), _MARKED * frame.width if block.places else 0.0))
    height = width * image.height / image.width
    if height > layout.page_height * 0.66:
        height = layout.page_height * 0.66
        width = height * image.width / image.height
    layout.problems += blurred(image, width, frame.width, block.origin, is_chosen=block.is_chosen)
    fragment = picture(image.digest, width, height)
    if block.alt:
        placed, element = layout.content(fragment, frame.x, 0, "Figure")
        element.alt = block.alt
        elements = [element]
        numbers, spans = lay_markers(layout, block.places, frame.x, width, height) if block.places else ([], [])
        element.kids += spans
    else:
        placed, elements, numbers = artifact(fragment, frame.x, 0), [], []
    room = 9 * layout.scale
    high = layout.on_grid(height)
    unit = Unit(high, [placed, *numbers], before=room, after=room, groups=frame.groups, origin=block.origin)
    laid = Laid([unit], elements)
    if block.caption:
        unit.keep_next = True
        unit.after = 3 * layout.scale
        laid.add(lay_text(layout, block.caption, "figure-caption", frame, origin=block.origin))
    return laid

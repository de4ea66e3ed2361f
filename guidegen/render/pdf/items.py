"""The items of a quiz as numbered lists, each group below its stimulus."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, by_stimulus
from guidegen.inline import Text
from guidegen.kept.digests import blake2b
from guidegen.records import dataclass, replace
from guidegen.render.pdf.drawn_items import DrawnItems, drawn_items
from guidegen.render.pdf.flow import Backdrop, Group, Unit
from guidegen.render.pdf.fragment import Fragment, ornament
from guidegen.render.pdf.headers import name_headers
from guidegen.render.pdf.layout import (
    Frame,
    Laid,
    Layout,
    Marker,
    artifact,
    lay_text,
    line_of,
    lowered,
    stacked,
    stacked_height,
)
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.tasks import TASKS

_MARGIN = 24.0
#: An item of up to this share of a page is never parted, so it moves as one unit.
_WHOLE = 0.6


def lay_item_list(layout: Layout, block: doc.ItemList, frame: Frame) -> Laid:
    """The items of the arrangement, in its order: one numbered list, or one for each group and what stands between."""
    arrangement = block.arrangement or layout.arrangement
    stimuli = {stimulus.id: stimulus for stimulus in block.stimuli}
    # Numbers hang in the margin of the items; three digits fit, more push the items in.
    widest = layout.fragments.extent(line_of("0" * len(str(len(arrangement.items)))), "number")[1]
    if layout.part("number") != "margin":
        widest += 10 * layout.scale
    margin = max(_MARGIN * layout.scale, widest + 1)
    numbering = _Numbering(block, margin)
    numbering.draw_ahead(layout, arrangement.items, frame)
    laid = Laid()
    with numbering.drawn:
        for id_, group in by_stimulus(arrangement.items):
            if id_ and frame.column:
                # A stimulus and its items stay in one arrangement: all in columns, or all across them.
                lay = partial(_lay_group, layout, numbering, stimuli[id_], group)
                laid.add(layout.in_column(lay, frame))
            elif id_:
                laid.add(_lay_group(layout, numbering, stimuli[id_], group, frame))
            else:
                laid.add(_lay_numbered(layout, numbering, group, frame))
    return laid


class _Numbering:
    """The items of a list by their ids, and the margin in which their numbers hang.

    Of a long quiz some are `drawn` for a frame before their places are known.
    """

    def __init__(self, block: doc.ItemList, margin: float) -> None:
        self.items = {item.id: item for item in block.items}
        self.block = block
        self.margin = margin
        self.frame = Frame(0.0, 0.0)
        self.drawn = DrawnItems()

    def anchor(self, arranged: ArrangedItem) -> str:
        return f"{self.block.anchor}:{arranged.item}"

    def draw_ahead(self, layout: Layout, arranged: Sequence[ArrangedItem], frame: Frame) -> None:
        """Draw many items where nothing of them is asked for later."""
        hands = layout.hands
        if hands is None or layout.phrases is not None:
            return
        inside = self.frame = Frame(0.0, frame.column) if frame.column else Frame(frame.x, frame.width)
        key = id(self.block), inside.key, self.margin
        if key not in layout.ahead:
            apart = replace(layout, is_column=bool(frame.column))
            lay = partial(_lay_now, numbering=self, frame=inside)
            layout.ahead[key] = drawn_items(apart, [(self.items[each.item], each) for each in arranged], lay, hands)
        self.drawn = layout.ahead[key]


def _lay_group(
    layout: Layout, numbering: _Numbering, stimulus: doc.Stimulus, group: list[ArrangedItem], frame: Frame
) -> Laid:
    """A stimulus and its items. A page that has items alone says where the stimulus stands."""
    # Few quizzes have one.
    from guidegen.render.pdf.stimuli import lay_reminder, lay_stimulus

    # Named by its first item: in a quiz with sections a stimulus may stand in several of them.
    anchor = f"{numbering.block.anchor}:stimulus:{group[0].item}"
    laid = lay_stimulus(layout, stimulus, group, frame, anchor)
    reminded = Group(repeat=[lay_reminder(layout, stimulus, frame, anchor)])
    # With the end of the stimulus in it, the group goes on where the first item begins a page.
    end = laid.units[-1]
    end.groups = (*frame.groups, reminded, *end.groups[len(frame.groups) :])
    laid.add(_lay_numbered(layout, numbering, group, replace(frame, groups=(*frame.groups, reminded))))
    return Laid(laid.units, [Element("Sect", list(laid.elements))])


def _lay_numbered(layout: Layout, numbering: _Numbering, group: list[ArrangedItem], frame: Frame) -> Laid:
    laid = Laid()
    ruled = layout.part("items") == "ruled"
    for arranged in group:
        is_parted = ruled and arranged is not group[-1]
        lay = partial(_lay_separated if is_parted else _lay_item, layout, numbering, arranged)
        laid.add(layout.in_column(lay, frame) if frame.column else lay(frame))
    return Laid(laid.units, [Element("L", list(laid.elements), {"List": {"ListNumbering": "/Decimal"}})])


@dataclass(frozen=True, slots=True)
class _Body:
    """An item without its number, which differs from copy to copy: one unit, or several that a page break may part.

    `drop` is how much lower than usual its first line stands.
    """

    units: tuple[Unit, ...]
    element: Element
    drop: float


def _closing_rule(layout: Layout, last: Unit, frame: Frame) -> list[Unit]:
    """The last unit of an item, with a rule below it that stays on its page."""
    room, thin = layout.on_grid(9 * layout.scale), layout.stroke("rule")
    rule = ops.rule(0, 0, frame.width, thin, layout.colour("rule"))
    drawn = artifact(ornament(rule, frame.width, thin), frame.x, room - thin)
    closed = replace(last, keep_next=True, after=0.0)
    return [closed, Unit(room, [drawn], groups=frame.groups, origin=last.origin)]


def _lay_separated(layout: Layout, numbering: _Numbering, arranged: ArrangedItem, frame: Frame) -> Laid:
    """An item with a rule below it."""
    laid = _lay_item(layout, numbering, arranged, frame)
    laid.units[-1:] = _closing_rule(layout, laid.units[-1], frame)
    return laid


def _lay_item(layout: Layout, numbering: _Numbering, arranged: ArrangedItem, frame: Frame) -> Laid:
    """An item, as it was drawn ahead or laid out now."""
    laid = None
    if (frame.x, frame.width) == (numbering.frame.x, numbering.frame.width):
        item = numbering.items[arranged.item]
        laid = numbering.drawn.laid(item, numbering.anchor(arranged), frame.groups, layout.keys)
    return laid or _lay_now(layout, arranged, numbering, frame)


def _lay_now(layout: Layout, arranged: ArrangedItem, numbering: _Numbering, frame: Frame) -> Laid:
    item, margin, anchor = numbering.items[arranged.item], numbering.margin, numbering.anchor(arranged)
    # What is around an item, such as the text that it is about, is another one in each copy.
    bare = Frame(frame.x, frame.width, column=frame.column)
    if not item.shown:
        key = (id(item), anchor, arranged.options, bare.key, margin, layout.fragments.order)
        body = layout.once(item, key, lambda own: _standing_body(own, item, arranged, bare, margin, anchor))
    else:
        # What is shown is that of one copy.
        body = _lay_body(layout, item, arranged, bare, margin, anchor)
    where = arranged.number, "item", frame.x, margin
    number, label = layout.marker(where, lambda: _number(layout, arranged.number, frame.x, margin))
    if body.drop:
        number = [each.lower(body.drop) for each in number]
    first = body.units[0]
    numbered = Unit(
        height=first.height,
        placed=[*number, *first.placed],
        before=first.before,
        after=first.after,
        keep_next=first.keep_next,
        groups=(*frame.groups, *first.groups),
        anchors=(anchor,),
        origin=first.origin,
        stack=first.stack,
    )
    others = [_inside(unit, frame.groups) for unit in body.units[1:]]
    return Laid([numbered, *others], [Element("LI", [*label, body.element], anchor=anchor)])


def _inside(unit: Unit, groups: tuple[Group, ...]) -> Unit:
    """The unit within groups of this copy."""
    if not groups:
        return unit
    inside = unit.again()
    inside.groups = (*groups, *unit.groups)
    return inside


def _prefix(anchor: str) -> str:
    """What the names of an item's header cells begin with. The item's own name, which authors give, is not told."""
    return f"th{blake2b(anchor.encode(), digest_size=5).hexdigest()}-"


def _standing_body(
    layout: Layout, item: doc.Item, arranged: ArrangedItem, frame: Frame, margin: float, anchor: str
) -> _Body:
    """The body of an item whose like will be printed again, as a stack if a page break cannot part it."""
    body = _lay_body(layout, item, arranged, frame, margin, anchor)
    body.element.written = {} if layout.recording else None
    if len(body.units) == 1:
        [unit] = body.units
        body = _Body((unit.as_stack(of_copy=True),), body.element, body.drop)
    return body


def _lay_body(
    layout: Layout, item: doc.Item, arranged: ArrangedItem, frame: Frame, margin: float, anchor: str
) -> _Body:
    scale = layout.scale
    indent = margin + 10 * scale
    group = Group(keep=True)
    points, points_element, points_width = _points(layout, item, frame)
    body = Frame(frame.x + indent, frame.width - indent, (*frame.groups, group))
    stem_frame = Frame(body.x, body.width - points_width, body.groups)
    laid = Laid()
    layout.blank_field = None
    if isinstance(item.task, doc.Blanks):
        from guidegen.render.pdf.tasks.blanks import blank_fields

        layout.blank_field = blank_fields(layout, item.task, arranged)
    layout.shown = dict(item.shown)
    for block in item.stem:
        if isinstance(block, doc.Paragraph) and block.style == "body":
            block = doc.Paragraph(block.line, "stem", block.anchor, block.origin)
        laid.add(layout.blocks([block], stem_frame))
    layout.blank_field = None
    if item.figure is not None:
        laid.add(layout.blocks([item.figure], body))
    if item.hint:
        laid.add(lay_text(layout, item.hint, "hint", body, origin=item.origin))
    if points_element is not None:
        laid.elements.append(points_element)
    first = laid.units[0]
    drop = lowered(first)
    if isinstance(item.stem[0], doc.Paragraph) and item.stem[0].style == "cloze":
        # There is room to write above the first line.
        drop += (layout.fragments.leading("cloze") - layout.fragments.leading("stem")) / 2
    first.placed += [each.lower(drop) for each in points]
    for unit in laid.units:
        unit.keep_next = True
    laid.add(TASKS[type(item.task)](layout, item.task, arranged, body))
    layout.shown = {}
    if item.answer:
        laid.add(_lay_answer(layout, item, body))
    laid.units[0].before = layout.space("item")
    laid.units[-1].keep_next = False
    # What stands in an item may be of any height; the next one begins level with the lines of other pages.
    height = stacked_height(laid.units)
    laid.units[-1].height += layout.on_grid(height) - height
    units = _as_one(laid.units, body.groups, frame.groups, layout.page_height * _WHOLE)
    element = Element("LBody", list(laid.elements))
    name_headers([element], prefix=_prefix(anchor))
    return _Body(tuple(units), element, drop)


def _as_one(units: list[Unit], inside: tuple[Group, ...], around: tuple[Group, ...], most: float) -> list[Unit]:
    """The units of an item as one, unless it is so high that a page may have to part it, or has boxes of its own."""
    if any(unit.groups != inside or unit.at_foot or unit.anchors for unit in units):
        return units
    placed, height = stacked(units)
    if height > most:
        return units
    first, last = units[0], units[-1]
    return [Unit(height, list(placed), first.before, last.after, groups=around, origin=first.origin)]


def _lay_answer(layout: Layout, item: doc.Item, frame: Frame) -> Laid:
    """The answer on a teacher's copy, beside a bar."""
    scale = layout.scale

    def bar(height: float) -> Fragment:
        return ornament(ops.box(0, -height, 3 * scale, height, fill=layout.colour("primary")), 3 * scale, height)

    group = Group(backdrop=Backdrop(frame.x, bar))
    laid = layout.blocks(item.answer, Frame(frame.x + 12 * scale, frame.width - 12 * scale, (*frame.groups, group)))
    laid.units[0].before = 6 * scale
    return laid


def _points(layout: Layout, item: doc.Item, frame: Frame) -> tuple[list[Placed], Element | None, float]:
    """The points at the end of the stem's first line, and the room that they take."""
    if not item.points:
        return [], None, 0.0
    if layout.part("points") == "brackets":
        return _points_in_brackets(layout, item.points, frame)
    placed, element = layout.whole(item.points, "points", frame.x, 0, frame.width, align="end")
    offset = (layout.fragments.leading("stem") - placed.fragment.height) / 2
    return [placed.lower(offset)], element, placed.fragment.width + 14 * layout.scale


def _points_in_brackets(layout: Layout, points: doc.Line, frame: Frame) -> tuple[list[Placed], Element | None, float]:
    """The points in brackets, which are ornaments: nobody needs to hear them."""
    offset = (layout.fragments.leading("stem") - layout.fragments.leading("points")) / 2
    closing = layout.fragments.paragraph((Text("]"),), "points", frame.width, doc.NOWHERE, align="end")
    words, element = layout.whole(points, "points", frame.x, offset, frame.width - closing.width, align="end")
    room = words.fragment.width + closing.width
    opening = layout.fragments.paragraph((Text("["),), "points", frame.width - room, doc.NOWHERE, align="end")
    brackets = [artifact(each, frame.x, offset) for each in (opening, closing)]
    return [words, *brackets], element, room + opening.width + 14 * layout.scale


def _number(layout: Layout, number: int, x: float, margin: float) -> Marker:
    """The number of an item in the margin of the items: alone, on a disc or in a box."""
    kind, words = layout.part("number"), line_of(str(number))
    style = "number-marked" if kind == "disc" else "number"
    if kind == "margin":
        text, label = layout.whole(words, style, x, 0, margin, role="Lbl", align="end")
        return [text], [label]
    line = layout.fragments.leading("stem")
    side = min(line + 3 * layout.scale, 1.75 * layout.fragments.theme.styles[style].size * layout.scale)
    width = max(side, layout.fragments.extent(words, style)[1] + 0.5 * side)
    start = x if kind == "box" else x + margin - width
    text, label = layout.whole(
        words, style, start, (line - layout.fragments.leading(style)) / 2, width, role="Lbl", align="centre"
    )
    if kind == "disc":
        drawn = ops.box(0, -side, width, side, radius=side / 2, fill=layout.colour("primary"))
    else:
        edge = layout.stroke("mark")
        drawn = ops.box(
            edge / 2,
            edge / 2 - side,
            width - edge,
            side - edge,
            radius=layout.corner("mark"),
            stroke=layout.colour("ink"),
            thickness=edge,
        )
    return [artifact(ornament(drawn, width, side), start, (line - side) / 2), text], [label]

"""Boxes: grounds, outlines, bars and rules around blocks, in the make-up that the theme names for each.

A panel is drawn behind a group of units, on every page that they reach; its heading stands inside, on a filled band
or on a tab over its upper edge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.records import dataclass, replace
from guidegen.render.pdf.flow import Backdrop, Group, Unit
from guidegen.render.pdf.fragment import Fragment, ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact, lay_text
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.structure import Element
from guidegen.theme import Colour

#: Panels whose heading stands on a filled ground, in the style `tab`.
HEADED = frozenset({"band", "tab"})


@dataclass(frozen=True, slots=True)
class Panel:
    """How a box is drawn: its kind (a choice of the theme), and the names of three colours.

    `strong` is that of bars, heavy rules and filled grounds, `line` that of outlines, `fill` that of the ground.
    """

    kind: str
    strong: str
    line: str
    fill: str


@dataclass(frozen=True, slots=True)
class Insets:
    """The room between a panel's edges and what stands in it, in points."""

    start: float
    end: float
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class Sign:
    """A drawing beside the heading of a panel: on paper, and on a filled ground; for each how it is drawn, by side."""

    on_paper: Callable[[float], Fragment]
    on_fill: Callable[[float], Fragment]


def insets(layout: Layout, kind: str) -> Insets:
    """The insets of a kind of panel."""
    sides, inside = layout.space("box-sides"), layout.space("box-inside")
    bar, less = layout.stroke("bar"), layout.on_grid(0.75 * inside)
    match kind:
        case "bar":
            return Insets(bar + 0.8 * sides, sides, inside, inside)
        case "side":
            return Insets(bar + 0.8 * sides, 0.0, 0.0, 0.0)
        case "rules":
            return Insets(0.0, 0.0, less, less)
        case _:
            return Insets(sides, sides, inside, inside)


def drawing(layout: Layout, panel: Panel, width: float, *, drop: float = 0.0) -> Callable[[float], Fragment]:
    """How the panel is drawn for a height; the outline of one with a tab begins `drop` below its top."""
    draw = _DRAWINGS[panel.kind]

    def drawn(height: float) -> Fragment:
        return ornament(draw(layout, panel, width, height, drop), width, height, mirrors=True)

    return drawn


def lay_panel(
    layout: Layout,
    panel: Panel,
    frame: Frame,
    heading: doc.Line,
    style: str,
    body: Callable[[Frame], Laid],
    *,
    sign: Sign | None = None,
    anchor: str = "",
    keep: bool = True,
) -> Laid:
    """A box with its heading (which may be empty) and what `body` lays out in the frame inside it.

    All units belong to one group and all elements to one Div. Room around the box is that of the theme.
    """
    if not heading and panel.kind in HEADED:
        panel = replace(panel, kind="outline")
    if panel.kind in HEADED:
        return _lay_headed(layout, panel, frame, heading, body, sign=sign, anchor=anchor, keep=keep)
    room = insets(layout, panel.kind)
    side = layout.mark("icon") if sign is not None else 0.0
    start = room.start + (side + 0.45 * side if side else 0.0)
    group = _group(layout, panel, frame, keep=keep)
    inside = Frame(frame.x + start, frame.width - start - room.end, (*frame.groups, group))
    laid = Laid()
    if heading:
        laid.add(lay_text(layout, heading, style, inside, narrow=False, keep_next=True, anchor=anchor))
        if sign is not None and laid.units:
            line = layout.fragments.leading(style)
            laid.units[0].placed.insert(0, artifact(sign.on_paper(side), frame.x + room.start, (line - side) / 2))
    laid.add(body(inside))
    return _padded(layout, laid, inside.groups, room.above, room.below)


def _lay_headed(
    layout: Layout,
    panel: Panel,
    frame: Frame,
    heading: doc.Line,
    body: Callable[[Frame], Laid],
    *,
    sign: Sign | None,
    anchor: str,
    keep: bool,
) -> Laid:
    """A box whose heading stands on a filled ground."""
    room = insets(layout, panel.kind)
    pad = layout.on_grid(4.5 * layout.scale)
    side = 0.95 * layout.fragments.leading("tab") if sign is not None else 0.0
    before = side + 0.4 * side if side else 0.0
    tab = panel.kind == "tab"
    x = frame.x + (0.5 * room.start if tab else 0.0)
    text_x = x + (0.8 * room.start if tab else room.start) + before
    width = frame.x + frame.width - room.end - text_x
    text, element = layout.whole(heading, "tab", text_x, pad, width)
    element.anchor = anchor
    height = text.fragment.height + 2 * pad
    group = _group(layout, panel, frame, keep=keep, drop=height / 2 if tab else 0.0)
    groups = (*frame.groups, group)
    placed: list[Placed] = []
    filled = layout.colour(panel.strong)
    if tab:
        reach = text_x - x + text.fragment.width + 0.8 * room.start
        radius = min(height / 2, layout.corner("box"))
        label = ops.box(0, -height, reach, height, radius=radius, fill=filled)
        placed.append(artifact(ornament(label, reach, height, mirrors=True), x, 0))
    else:
        ground = _top(layout, frame.width, height, layout.corner("box"), filled)
        placed.append(artifact(ornament(ground, frame.width, height, mirrors=True), frame.x, 0))
    if sign is not None:
        line = text.fragment.lines[0].height
        placed.append(artifact(sign.on_fill(side), text_x - before, pad + (line - side) / 2))
    head = Unit(height, [*placed, text], keep_next=True, heads=True, groups=groups, anchors=(anchor,) if anchor else ())
    laid = body(Frame(frame.x + room.start, frame.width - room.start - room.end, groups))
    below = _padded(layout, laid, groups, layout.on_grid(0.6 * room.above), room.below)
    head.before, below.units[0].before = below.units[0].before, 0.0
    below.elements[0].kids.insert(0, element)
    return Laid([head, *below.units], below.elements)


def _group(layout: Layout, panel: Panel, frame: Frame, *, keep: bool, drop: float = 0.0) -> Group:
    draw = drawing(layout, panel, frame.width, drop=drop)
    return Group(keep=keep, backdrop=Backdrop(frame.x, draw), padding=0.6 * layout.space("box-inside"))


def _padded(layout: Layout, laid: Laid, groups: tuple[Group, ...], above: float, below: float) -> Laid:
    """Room above and below the units of a box, inside it and around it."""
    around = layout.space("box")
    laid.units[0].before = laid.units[-1].after = 0.0
    laid.units[-1].keep_next = True
    top = Unit(above, [], before=around, keep_next=True, heads=True, groups=groups)
    bottom = Unit(below, [], after=around, groups=groups)
    return Laid([top, *laid.units, bottom], [Element("Div", list(laid.elements))])


def box_frame(layout: Layout, frame: Frame, group: Group, *, start: float, end: float) -> Frame:
    """The frame inside a box of its own drawing: so many points of regular print narrower at its start and end."""
    scale = layout.scale
    return Frame(frame.x + start * scale, frame.width - (start + end) * scale, (*frame.groups, group))


def boxed(
    layout: Layout, laid: Laid, group: Group, frame: Frame, *, padding: float, before: float, after: float
) -> Laid:
    """Padding above and below the units of a box of its own drawing, and one element around its elements."""
    scale = layout.scale
    boxed = _padded(layout, laid, (*frame.groups, group), padding * scale, padding * scale)
    boxed.units[0].before, boxed.units[-1].after = before * scale, after * scale
    return boxed


# Drawings: layout, panel, width, height, and where the outline begins below the top

_Drawing = Callable[[Layout, Panel, float, float, float], str]


def _tint(layout: Layout, panel: Panel, width: float, height: float, _: float) -> str:
    return ops.box(0, -height, width, height, radius=layout.corner("box"), fill=layout.colour(panel.fill))


def _bar(layout: Layout, panel: Panel, width: float, height: float, _: float) -> str:
    radius = 0.4 * layout.corner("box")
    tint = ops.box(0, -height, width, height, radius=radius, fill=layout.colour(panel.fill))
    return f"{tint} {ops.box(0, -height, layout.stroke('bar'), height, fill=layout.colour(panel.strong))}"


def _side(layout: Layout, panel: Panel, _: float, height: float, __: float) -> str:
    return ops.box(0, -height, layout.stroke("bar"), height, fill=layout.colour(panel.strong))


def _rules(layout: Layout, panel: Panel, width: float, height: float, _: float) -> str:
    colour, thin = layout.colour(panel.strong), layout.stroke("edge")
    return f"{ops.rule(0, 0, width, layout.stroke('heavy'), colour)} {ops.rule(0, thin - height, width, thin, colour)}"


def _outline(layout: Layout, panel: Panel, width: float, height: float, drop: float) -> str:
    return _edge(layout, width, height, layout.stroke("edge"), layout.colour(panel.line), drop=drop)


def _box(layout: Layout, panel: Panel, width: float, height: float, _: float) -> str:
    return _edge(
        layout, width, height, layout.stroke("edge"), layout.colour(panel.line), fill=layout.colour(panel.fill)
    )


def _frame(layout: Layout, panel: Panel, width: float, height: float, _: float) -> str:
    return _edge(layout, width, height, layout.stroke("heavy"), layout.colour(panel.strong))


def _dashed(layout: Layout, panel: Panel, width: float, height: float, drop: float) -> str:
    gap = 3 * layout.scale
    drawn = _edge(layout, width, height, layout.stroke("edge"), layout.colour(panel.strong), drop=drop)
    return f"[{ops.number(1.4 * gap)} {ops.number(gap)}] 0 d {drawn} [] 0 d"


def _band(layout: Layout, panel: Panel, width: float, height: float, drop: float) -> str:
    return _edge(layout, width, height, layout.stroke("edge"), layout.colour(panel.strong), drop=drop)


def _tab(layout: Layout, panel: Panel, width: float, height: float, drop: float) -> str:
    stroke, fill = layout.colour(panel.strong), layout.colour(panel.fill)
    return _edge(layout, width, height, layout.stroke("edge"), stroke, fill=fill, drop=drop)


def _edge(
    layout: Layout,
    width: float,
    height: float,
    thickness: float,
    stroke: Colour,
    *,
    fill: Colour | None = None,
    drop: float = 0.0,
) -> str:
    """An outline that lies inside the panel, however thick it is."""
    half = thickness / 2
    return ops.box(
        half,
        half - height,
        width - thickness,
        max(height - drop - thickness, 0.0),
        radius=layout.corner("box"),
        fill=fill,
        stroke=stroke,
        thickness=thickness,
    )


def _top(layout: Layout, width: float, height: float, radius: float, colour: Colour) -> str:
    """A filled band with round corners at its top alone."""
    return ops.box(0, -height, width, height, radius=radius, fill=colour, corners="top")


_DRAWINGS: Mapping[str, _Drawing] = {
    "bar": _bar,
    "box": _box,
    "tint": _tint,
    "outline": _outline,
    "frame": _frame,
    "dashed": _dashed,
    "rules": _rules,
    "side": _side,
    "band": _band,
    "tab": _tab,
}

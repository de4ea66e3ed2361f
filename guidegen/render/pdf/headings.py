"""Titles, headings of sections, and sections, in the make-up that the theme names for each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.inline import plain_text
from guidegen.records import dataclass, replace
from guidegen.render.pdf.flow import Backdrop, Group, Unit
from guidegen.render.pdf.fragment import Fragment, ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact, indented, keep_few, lay_text
from guidegen.render.pdf.outline import OutlineEntry
from guidegen.render.pdf.structure import Element

#: The styles of what belongs to a title.
_BELOW_TITLE = frozenset({"lead", "audience"})


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """A title with the lines below it, which share a ground or stand between the same rules."""

    blocks: tuple[doc.Block, ...]


def with_title_blocks(blocks: Sequence[doc.Block], known: dict[Hashable, TitleBlock]) -> list[Any]:
    """The blocks, each title of level 1 put together with the lines that belong to it.

    `known` are those that earlier documents have: blocks that copies share stay the same objects.
    """
    made: list[Any] = []
    index = 0
    while index < len(blocks):
        block, end = blocks[index], index + 1
        if isinstance(block, doc.Heading) and block.level == 1:
            while end < len(blocks) and _belongs(blocks[end]):
                end += 1
            key = tuple(map(id, blocks[index:end]))
            made.append(known.setdefault(key, TitleBlock(tuple(blocks[index:end]))))
        else:
            made.append(block)
        index = end
    return made


def _belongs(block: doc.Block) -> bool:
    return isinstance(block, doc.Paragraph) and block.style in _BELOW_TITLE


def lay_title_block(layout: Layout, block: TitleBlock, frame: Frame) -> Laid:
    """The title and what stands below it."""
    kind, scale = layout.part("title"), layout.scale
    if kind == "plain":
        return layout.blocks(block.blocks, frame)
    heavy = layout.stroke("heavy")
    if kind == "underlined":
        laid = layout.blocks(block.blocks, frame)
        line = ops.rule(0, 0, 54 * scale, heavy, layout.colour("primary"))
        height = layout.on_grid(heavy + 3 * scale)
        rule = artifact(ornament(line, 54 * scale, height), frame.x, 0)
        laid.units[-1].keep_next = True
        laid.units.append(Unit(height, [rule], before=6 * scale, after=12 * scale, groups=frame.groups))
        return laid
    band = kind == "band"
    draw = _band_of_title if band else _rules_of_title
    group = Group(keep=True, backdrop=Backdrop(frame.x, lambda height: draw(layout, frame.width, height)))
    sides = layout.space("box-sides") if band else 0.0
    inside = Frame(frame.x + sides, frame.width - 2 * sides, (*frame.groups, group))
    laid = layout.blocks(block.blocks, inside)
    laid.units[0].before = laid.units[-1].after = 0.0
    laid.units[-1].keep_next = True
    above = layout.on_grid((layout.stroke("bar") if band else heavy) + 9 * scale)
    top = Unit(above, [], before=6 * scale, keep_next=True, groups=inside.groups)
    bottom = Unit(layout.on_grid(9 * scale), [], after=layout.space("box"), groups=inside.groups)
    return Laid([top, *laid.units, bottom], laid.elements)


def _rules_of_title(layout: Layout, width: float, height: float) -> Fragment:
    thin = layout.stroke("rule")
    above = ops.rule(0, 0, width, layout.stroke("heavy"), layout.colour("primary"))
    return ornament(f"{above} {ops.rule(0, thin - height, width, thin, layout.colour('rule'))}", width, height)


def _band_of_title(layout: Layout, width: float, height: float) -> Fragment:
    radius, bar = layout.corner("box"), layout.stroke("bar")
    high = max(bar, min(radius, 0.5 * height))
    top = ops.box(0, -high, width, high, radius=radius, fill=layout.colour("primary"), corners="top")
    tint = ops.box(0, -height, width, height - bar, radius=radius, fill=layout.colour("tint"), corners="bottom")
    return ornament(f"{top} {tint}", width, height)


def lay_heading(layout: Layout, block: doc.Heading, frame: Frame) -> Laid:
    """A heading: it stays with what follows."""
    style = "title" if block.level == 1 else f"h{min(block.level, 4)}"
    kind = layout.part("heading") if block.level == 2 else "plain"
    bar = layout.stroke("bar")
    inside = frame
    if kind == "bar":
        inside = indented(frame, bar + 7 * layout.scale)
    elif kind == "tint":
        inside = Frame(frame.x + 9 * layout.scale, frame.width - 18 * layout.scale, frame.groups)
    laid = _lay_words(layout, block, style, inside)
    if laid.units and kind != "plain":
        _make_up(layout, laid.units[0], kind, style, frame)
    return laid


def _lay_words(layout: Layout, block: doc.Heading, style: str, frame: Frame) -> Laid:
    # Every heading is a bookmark, and needs a place to lead to.
    anchor = block.anchor or f"heading:{len(layout.outline)}"
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


def _make_up(layout: Layout, unit: Unit, kind: str, style: str, frame: Frame) -> None:
    """Rules, bar or ground of a heading, in the unit that it is."""
    scale, width, height = layout.scale, frame.width, unit.height
    thin, colour = layout.stroke("rule"), layout.colour("rule")
    if kind == "rule":
        room = layout.on_grid(6 * scale)
        unit.placed = [replace(each, y=each.y + room) for each in unit.placed]
        unit.height += room
        drawn = ops.rule(0, 0, width, thin, colour)
    elif kind == "underlined":
        room = layout.on_grid(3 * scale)
        unit.height += room
        drawn = ops.rule(0, thin - unit.height, width, thin, colour)
    elif kind == "tint":
        room = layout.on_grid(3 * scale)
        unit.placed = [replace(each, y=each.y + room) for each in unit.placed]
        unit.height += 2 * room
        drawn = ops.box(
            0, -unit.height, width, unit.height, radius=0.5 * layout.corner("box"), fill=layout.colour("tint")
        )
    else:
        bar = layout.stroke("bar")
        # As high as capitals reach above and letters below.
        inset = 0.5 * (layout.fragments.leading(style) - 1.15 * layout.fragments.theme.styles[style].size * scale)
        drawn = ops.box(0, inset - height, bar, height - 2 * inset, radius=bar / 2, fill=layout.colour("primary"))
    unit.placed.insert(0, artifact(ornament(drawn, width, unit.height, mirrors=True), frame.x, 0))


def lay_section(layout: Layout, block: doc.Section, frame: Frame) -> Laid:
    """Blocks under their heading."""
    first = block.blocks[0] if block.blocks else None
    if isinstance(first, doc.Heading) and first.part and layout.part("quiz-part") == "band":
        laid = _lay_part_head(layout, block.blocks, first, frame)
    else:
        laid = layout.parts(block.blocks, frame)
    if block.whole:
        keep_few(layout, laid.units)
    return Laid(laid.units, [Element("Sect", list(laid.elements))])


def _lay_part_head(layout: Layout, blocks: tuple[doc.Block, ...], heading: doc.Heading, frame: Frame) -> Laid:
    """The heading of a part of a quiz on a filled band; its extent at the end of it where there is room."""
    scale, sides = layout.scale, 9 * layout.scale
    extent = blocks[1] if len(blocks) > 1 else None
    placed, elements, room = [], [], 0.0
    if isinstance(extent, doc.Paragraph) and extent.style == "points":
        wide = layout.fragments.extent(extent.line, "band")[1]
        if wide <= 0.4 * frame.width:
            room = wide + sides
            words, element = layout.whole(extent.line, "band", frame.x + sides, 0, frame.width - 2 * sides, align="end")
            placed.append(words)
            elements.append(element)
    inside = Frame(frame.x + sides, frame.width - 2 * sides - room, frame.groups)
    laid = _lay_words(layout, heading, "band", inside)
    unit = laid.units[0]
    pad = layout.on_grid(3 * scale)
    unit.placed = [replace(each, y=each.y + pad) for each in (*unit.placed, *placed)]
    unit.height += 2 * pad
    ground = ops.box(
        0, -unit.height, frame.width, unit.height, radius=layout.corner("table"), fill=layout.colour("primary")
    )
    unit.placed.insert(0, artifact(ornament(ground, frame.width, unit.height, mirrors=True), frame.x, 0))
    rest = layout.parts(blocks[2 if elements else 1 :], frame)
    if rest.units and not elements and isinstance(extent, doc.Paragraph) and extent.style == "points":
        # Below the band it still belongs to it.
        rest.units[0].keep_next = True
    return Laid([*laid.units, *rest.units], [*laid.elements, *elements, *rest.elements])

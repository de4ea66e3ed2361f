"""What a page draws: placed fragments as one stream of operators, with its marked content, links and fields.

A page holds what every copy shares on it, drawn once and compressed once for all copies that have the same page, and
the places of the values that differ. A stack of pieces, such as an item, is drawn once too: each further page only
says where it stands, and numbers its marked content.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from guidegen.records import dataclass, field, replace
from guidegen.render.pdf.deflating import deflated
from guidegen.render.pdf.flow import Page
from guidegen.render.pdf.fragment import Fragment
from guidegen.render.pdf.glyph_sets import GlyphSet, glyph_set
from guidegen.render.pdf.imposition import Side
from guidegen.render.pdf.operators import number, numbers
from guidegen.render.pdf.paper import Area
from guidegen.render.pdf.pieces import (
    NOBODY,
    Box,
    DrawnLink,
    DrawnSlot,
    Owner,
    Parts,
    add_piece,
    marked,
    moved,
    owner_of,
    sequences_of,
)
from guidegen.render.pdf.placed import Placed, PlacedStack, Stack

#: Stands in the operators of a stack where its corner and its marked-content ids belong; no operator has it.
_GAP = "\0"

#: Where the content of a key stands: pages (by index) and marked-content ids.
Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DrawnStack:
    """A stack drawn at its own corner: between its `texts` are gaps for the corner and one marked-content id an owner.

    A `plain` one has neither pictures nor figures, links or fields. What leads it, such as the number of an item,
    stands beside it: `lead` are the gaps of that, each the place of an owner, or a corner from that of the stack.
    """

    texts: tuple[str, ...]
    owners: tuple[int, ...]
    slots: tuple[DrawnSlot, ...]
    links: tuple[DrawnLink, ...]
    fields: tuple[tuple[int, Box], ...]
    glyphs: Mapping[str, GlyphSet]
    images: tuple[str, ...]
    boxes: Mapping[int, Box]
    is_plain: bool
    lead: tuple[int | tuple[float, float], ...] = ()

    def filled(self, x: float, y: float, ids: Sequence[int]) -> str:
        """The operators of a stack whose corner is at (x, y); `ids` are those of its marked content."""
        values: list[str] = []
        led = 0
        for gap in self.lead:
            if isinstance(gap, int):
                values.append(str(ids[gap]))
                led += 1
            else:
                values += number(x + gap[0]), number(y + gap[1])
        values += number(x), number(y), *map(str, ids[led:])
        # Texts are long and have few gaps: to look for these again in each copy would take longer than all else.
        parts = [""] * (2 * len(values) + 1)
        parts[::2], parts[1::2] = self.texts, values
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page's shared stream (deflated, of `length` bytes before), the owners of its marked content by id, and all else
    that it holds.

    That of a side with several pages has in `pages` the page of each marked content by its id. In `numbered` the writer
    keeps what it made of the slots, by their values, where these are numbers of pages alone.
    """

    stream: bytes
    length: int
    owners: tuple[int, ...]
    content: Mapping[int, Places]
    slots: tuple[DrawnSlot, ...]
    links: tuple[DrawnLink, ...]
    fields: tuple[tuple[int, Box], ...]
    glyphs: Mapping[str, GlyphSet]
    images: tuple[str, ...]
    boxes: Mapping[int, Box]
    pages: tuple[int, ...] = ()
    numbered: dict[tuple[str, ...], Any] = field(default_factory=dict, compare=False, repr=False)


def drawn_side(
    side: Side, index: int, pages: Sequence[Page], areas: Sequence[Area], roles: Mapping[int, str]
) -> DrawnPage:
    """The side at `index`: its page, drawn now or for an earlier document that has the same one, or its pages.

    `roles` are those of keys. Raises ValueError when something is neither content nor artifact.
    """
    if side.label:
        return _draw(side, index, pages, areas, roles)
    [place] = side.places
    page = pages[place.page]
    if page.drawn is None:
        page.drawn = _draw(side, index, pages, areas, roles)
        page.let_go(tuple([each.slot for each in page.drawn.slots]))
    drawn: DrawnPage = page.drawn
    return drawn


def _draw(side: Side, index: int, pages: Sequence[Page], areas: Sequence[Area], roles: Mapping[int, str]) -> DrawnPage:
    parts = Parts()
    streams: list[str] = []
    owners: list[int] = []
    pages_of: list[int] = []
    for place in side.places:
        area = areas[place.page]
        origin, top = place.x + area.origin, place.y + area.height - area.top
        links, slots = len(parts.links), len(parts.slots)
        for placed in pages[place.page].placed:
            if isinstance(placed, PlacedStack):
                x = origin - placed.x if area.right_to_left else origin + placed.x
                _add_stack(placed, x, top - placed.y, roles, parts, to_the_left=area.right_to_left)
            else:
                add_piece(placed, origin, top - placed.y, roles, parts, to_the_left=area.right_to_left)
        stream, found = sequences_of(parts.pieces, roles, len(owners))
        parts.pieces.clear()
        streams.append(stream)
        owners += found
        if side.label:
            parts.links[links:] = [replace(link, page=place.page) for link in parts.links[links:]]
            parts.slots[slots:] = [replace(slot, page=place.page) for slot in parts.slots[slots:]]
            pages_of += [place.page] * len(found)
    if side.rules:
        # In a grey that a copier keeps.
        rules = " ".join(["0.6 g", *(f"{numbers(*rule)} re f" for rule in side.rules)])
        streams.append(marked("Layout", "", f"q {rules} Q", 0))
    # What follows items, such as their answers, has other places with them. A side of a booklet may be blank.
    last = max((place.page for place in side.places), default=-1)
    is_of_copy = any(page.is_of_copy for page in reversed(pages[: last + 1]))
    # Each key with the one place that it has: a tuple with a pair in it.
    places = zip(zip(itertools.repeat(index), range(len(owners)), strict=False), strict=True)
    content: dict[int, Places] = dict(zip(owners, places, strict=True))
    if len(content) < len(owners):
        content.clear()
        for mcid, owner in enumerate(owners):
            content[owner] = (*content.get(owner, ()), (index, mcid))
    shown = "\n".join(streams).encode("latin-1")
    return DrawnPage(
        stream=deflated(shown, quickly=is_of_copy),
        length=len(shown),
        pages=tuple(pages_of),
        owners=tuple(owners),
        content=content,
        slots=tuple(parts.slots),
        links=tuple(parts.links),
        fields=tuple(parts.fields),
        glyphs=parts.glyphs,
        images=tuple(parts.images),
        boxes=parts.boxes,
    )


def _add_glyphs(fragment: Fragment, parts: Parts) -> None:
    glyphs = parts.glyphs
    for face, ids in fragment.glyphs:
        glyphs[face] = glyphs.get(face, 0) | glyph_set(ids)


def _leading(lead: Sequence[Placed], *, to_the_left: bool) -> Iterator[tuple[Owner, str, tuple[float, float]]]:
    """What leads a stack: owners and operators with a gap for their corner, and the corner from that of the stack."""
    for placed in lead:
        fragment = placed.fragment
        x = -placed.x - (fragment.extent or fragment.width) if to_the_left else placed.x
        for line in fragment.lines[placed.first : placed.last]:
            y = -placed.y - (line.top - fragment.lines[placed.first].top)
            for mark in line.marks:
                yield owner_of(placed, mark.run), f"q 1 0 0 1 {_GAP} {_GAP} cm {mark.operators} Q", (x, y)


def _add_stack(
    placed: PlacedStack, x: float, y: float, roles: Mapping[int, str], parts: Parts, *, to_the_left: bool
) -> None:
    stack = placed.stack
    drawn: DrawnStack | Parts
    if stack.came:
        if stack.drawn is None:
            stack.drawn = drawn_stack(stack, roles, to_the_left=to_the_left)
            stack.let_go(tuple([each.slot for each in stack.drawn.slots]))
        drawn = stack.drawn
        parts.pieces.append((None, drawn, x, y))
    else:
        # What comes once is drawn where it stands: no pattern of it is made.
        stack.came = True
        drawn = Parts(parts.pieces)
        parts.pieces.append((NOBODY, f"q 1 0 0 1 {number(x)} {number(y)} cm"))
        for each in stack.placed:
            add_piece(each, 0.0, -each.y, roles, drawn, to_the_left=to_the_left)
        parts.pieces.append((NOBODY, "Q"))
    for face, ids in drawn.glyphs.items():
        parts.glyphs[face] = parts.glyphs.get(face, 0) | ids
    if drawn.slots:
        parts.slots += [DrawnSlot(slot.owner, slot.slot, x + slot.x, y + slot.y) for slot in drawn.slots]
    if drawn.is_plain:
        return
    parts.images.update(dict.fromkeys(drawn.images))
    parts.links += [replace(link, area=moved(link.area, x, y)) for link in drawn.links]
    parts.fields += [(link, moved(area, x, y)) for link, area in drawn.fields]
    parts.boxes.update((key, moved(box, x, y)) for key, box in drawn.boxes.items())


def drawn_stack(
    stack: Stack, roles: Mapping[int, str], *, to_the_left: bool, lead: Sequence[Placed] = ()
) -> DrawnStack:
    """The stack drawn at its own corner, behind what leads it. `roles` are those of keys."""
    inside = Parts()
    gaps: list[int | tuple[float, float]] = []
    sequences: list[str] = []
    owners: list[int] = []
    for owner, group in itertools.groupby(_leading(lead, to_the_left=to_the_left), key=itemgetter(0)):
        pieces = list(group)
        if isinstance(owner, int):
            gaps.append(len(owners))
            owners.append(owner)
        gaps += [corner for _, _, corner in pieces]
        operators = "\n".join([operators for _, operators, _ in pieces])
        sequences.append(marked(owner, roles.get(owner, "Span"), operators, _GAP))
    for placed in lead:
        _add_glyphs(placed.fragment, inside)
    sequences.append(f"q 1 0 0 1 {_GAP} {_GAP} cm")
    for placed in stack.placed:
        add_piece(placed, 0.0, -placed.y, roles, inside, to_the_left=to_the_left)
    for owner, group in itertools.groupby(inside.pieces, key=itemgetter(0)):
        operators = "\n".join([piece[1] for piece in group])
        sequences.append(marked(owner, roles.get(owner, "Span"), operators, _GAP))
        if isinstance(owner, int):
            owners.append(owner)
    sequences.append("Q")
    return DrawnStack(
        texts=tuple("\n".join(sequences).split(_GAP)),
        owners=tuple(owners),
        slots=tuple(inside.slots),
        links=tuple(inside.links),
        fields=tuple(inside.fields),
        glyphs=inside.glyphs,
        images=tuple(inside.images),
        boxes=inside.boxes,
        is_plain=inside.is_plain,
        lead=tuple(gaps),
    )

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
from guidegen.render.pdf.flow import Page, Placed, PlacedStack, Stack
from guidegen.render.pdf.fragment import ARTIFACT, Fragment, SlotPlace
from guidegen.render.pdf.glyph_sets import GlyphSet, glyph_set
from guidegen.render.pdf.imposition import Side
from guidegen.render.pdf.operators import number, numbers
from guidegen.render.pdf.paper import Area

#: What a piece of page content belongs to: a content key, or the type of an artifact.
Owner = int | str

#: Left, bottom, right and top of a place on a page.
Box = tuple[float, float, float, float]

#: Operators with their owner, or None with a drawn stack and its corner.
Piece = tuple[Any, ...]

#: The owner of operators that draw nothing: they say where what follows stands.
NOBODY = ""

#: Stands in the operators of a stack where its corner and its marked-content ids belong; no operator has it.
_GAP = "\0"

#: Where the content of a key stands: pages (by index) and marked-content ids.
Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A link on a page: its key, its area, where it leads, and the words that say so."""

    link: int
    area: Box
    target: str
    contents: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class DrawnSlot:
    """The place of a value: whose content it is, and the corner of its line."""

    owner: Owner
    slot: SlotPlace
    x: float
    y: float
    page: int = 0


@dataclass(slots=True)
class _Parts:
    """What is gathered from placed pieces."""

    pieces: list[Piece] = field(default_factory=list)
    slots: list[DrawnSlot] = field(default_factory=list)
    links: list[DrawnLink] = field(default_factory=list)
    fields: list[tuple[int, Box]] = field(default_factory=list)
    glyphs: dict[str, GlyphSet] = field(default_factory=dict)
    images: dict[str, None] = field(default_factory=dict)
    boxes: dict[int, Box] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether there are neither pictures nor figures, links or fields."""
        return not (self.images or self.links or self.fields or self.boxes)


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


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page's shared stream (deflated), the owners of its marked content by id, and all else that it holds.

    That of a side with several pages has in `pages` the page of each marked content by its id. In `numbered` the writer
    keeps what it made of the slots, by their values, where these are numbers of pages alone.
    """

    stream: bytes
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
    parts = _Parts()
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
                _add(placed, origin, top - placed.y, roles, parts, to_the_left=area.right_to_left)
        stream, found = _marked(parts.pieces, roles, len(owners))
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
    return DrawnPage(
        stream=deflated("\n".join(streams).encode("latin-1"), quickly=is_of_copy),
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


def filled(stack: DrawnStack, x: float, y: float, ids: Sequence[int]) -> str:
    """The operators of a stack whose corner is at (x, y); `ids` are those of its marked content."""
    values: list[str] = []
    led = 0
    for gap in stack.lead:
        if isinstance(gap, int):
            values.append(str(ids[gap]))
            led += 1
        else:
            values += number(x + gap[0]), number(y + gap[1])
    values += number(x), number(y), *map(str, ids[led:])
    # Texts are long and have few gaps: to look for these again in each copy would take longer than all else.
    parts = [""] * (2 * len(values) + 1)
    parts[::2], parts[1::2] = stack.texts, values
    return "".join(parts)


def marked(owner: Owner, role: str, inside: str, mcid: int | str) -> str:
    """Operators as marked content with an id, or as an artifact."""
    if isinstance(owner, int):
        return f"/{role} <</MCID {mcid}>> BDC\n{inside}\nEMC"
    plain = owner in ("Pagination", "Layout")
    kind = f"<</Type /{owner}>>" if plain else f"<</Type /Pagination /Subtype /{owner}>>"
    return f"/Artifact {kind} BDC\n{inside}\nEMC"


def _marked(pieces: Sequence[Piece], roles: Mapping[int, str], first: int = 0) -> tuple[str, list[int]]:
    """Neighbouring pieces of one owner as one marked-content sequence; the owners by marked-content id from `first`."""
    parts: list[str] = []
    owners: list[int] = []
    for owner, group in itertools.groupby(pieces, key=itemgetter(0)):
        if owner is None:
            for _, stack, x, y in group:
                ids = range(first + len(owners), first + len(owners) + len(stack.owners))
                parts.append(filled(stack, x, y, ids))
                owners += stack.owners
            continue
        if owner == NOBODY:
            parts += [piece[1] for piece in group]
            continue
        inside = "\n".join([piece[1] for piece in group])
        role = roles.get(owner, "Span") if isinstance(owner, int) else ""
        parts.append(marked(owner, role, inside, first + len(owners)))
        if isinstance(owner, int):
            owners.append(owner)
    return "\n".join(parts), owners


def _add(
    placed: Placed, start: float, top: float, roles: Mapping[int, str], parts: _Parts, *, to_the_left: bool
) -> None:
    """Gather what a fragment draws whose place counts from `start`; its upper edge is at `top`."""
    fragment = placed.fragment
    x = start - placed.x - (fragment.extent or fragment.width) if to_the_left else start + placed.x
    lines = fragment.lines[placed.first : placed.last]
    if not lines:
        return
    glyphs = parts.glyphs
    for face, ids in fragment.glyphs:
        glyphs[face] = glyphs.get(face, 0) | (ids if ids.__class__ is int else glyph_set(ids))
    if fragment.images:
        parts.images.update(dict.fromkeys(fragment.images))
    first_top = lines[0].top
    if fragment.runs and roles.get(placed.key) in ("Figure", "Formula"):
        parts.boxes[placed.key] = (x, top - fragment.height, x + fragment.width, top)
    turned_over = fragment.mirrors and to_the_left
    across = f"q -1 0 0 1 {number(x + fragment.width)}" if turned_over else f"q 1 0 0 1 {number(x)}"
    own, pieces = placed.key if placed.key >= 0 else None, parts.pieces
    for line in lines:
        y = top - (line.top - first_top)
        if line.marks:
            place = f"{across} {number(y)} cm "
            for mark in line.marks:
                # Most words belong to the key that their fragment begins with.
                owner = _owner(placed, mark.run) if mark.run or own is None else own
                pieces.append((owner, f"{place}{mark.operators} Q"))
        for slot in line.slots:
            parts.slots.append(DrawnSlot(_owner(placed, slot.run), slot, x, y))
        if placed.key >= 0:
            for link in line.links:
                area = (x + link.x, y - line.height, x + link.x + link.width, y)
                parts.links.append(DrawnLink(placed.link + link.link, area, link.target, link.contents))
        for at in line.fields:
            left, bottom = x + at.x, y + at.bottom
            parts.fields.append((placed.link + at.link, (left, bottom, left + at.width, bottom + at.height)))


def _add_glyphs(fragment: Fragment, parts: _Parts) -> None:
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
                yield _owner(placed, mark.run), f"q 1 0 0 1 {_GAP} {_GAP} cm {mark.operators} Q", (x, y)


def _owner(placed: Placed, run: int) -> Owner:
    if placed.key >= 0:
        if not run:
            # The very number that the element has.
            return placed.key
        return placed.key + run if run != ARTIFACT else "Layout"
    if not placed.artifact:
        raise ValueError(f"neither content nor artifact: a fragment from {placed.fragment.origin}")
    return placed.artifact


def _add_stack(
    placed: PlacedStack, x: float, y: float, roles: Mapping[int, str], parts: _Parts, *, to_the_left: bool
) -> None:
    stack = placed.stack
    drawn: DrawnStack | _Parts
    if stack.came:
        if stack.drawn is None:
            stack.drawn = drawn_stack(stack, roles, to_the_left=to_the_left)
            stack.let_go(tuple([each.slot for each in stack.drawn.slots]))
        drawn = stack.drawn
        parts.pieces.append((None, drawn, x, y))
    else:
        # What comes once is drawn where it stands: no pattern of it is made.
        stack.came = True
        drawn = _Parts(parts.pieces)
        parts.pieces.append((NOBODY, f"q 1 0 0 1 {number(x)} {number(y)} cm"))
        for each in stack.placed:
            _add(each, 0.0, -each.y, roles, drawn, to_the_left=to_the_left)
        parts.pieces.append((NOBODY, "Q"))
    for face, ids in drawn.glyphs.items():
        parts.glyphs[face] = parts.glyphs.get(face, 0) | ids
    if drawn.slots:
        parts.slots += [DrawnSlot(slot.owner, slot.slot, x + slot.x, y + slot.y) for slot in drawn.slots]
    if drawn.is_plain:
        return
    parts.images.update(dict.fromkeys(drawn.images))
    parts.links += [replace(link, area=_moved(link.area, x, y)) for link in drawn.links]
    parts.fields += [(link, _moved(area, x, y)) for link, area in drawn.fields]
    parts.boxes.update((key, _moved(box, x, y)) for key, box in drawn.boxes.items())


def _moved(box: Box, x: float, y: float) -> Box:
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y


def drawn_stack(
    stack: Stack, roles: Mapping[int, str], *, to_the_left: bool, lead: Sequence[Placed] = ()
) -> DrawnStack:
    """The stack drawn at its own corner, behind what leads it. `roles` are those of keys."""
    inside = _Parts()
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
        _add(placed, 0.0, -placed.y, roles, inside, to_the_left=to_the_left)
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

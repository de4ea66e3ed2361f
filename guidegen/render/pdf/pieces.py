"""What placed pieces draw: operators with their owners as marked content, and the slots, links and fields on them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from guidegen.records import dataclass, field, replace
from guidegen.render.pdf.fragment import ARTIFACT, SlotPlace
from guidegen.render.pdf.glyph_sets import GlyphSet, glyph_set
from guidegen.render.pdf.operators import number
from guidegen.render.pdf.placed import Placed

#: What a piece of page content belongs to: a content key, or the type of an artifact.
Owner = int | str

#: Left, bottom, right and top of a place on a page.
Box = tuple[float, float, float, float]

#: Operators with their owner, or None with a drawn stack and its corner.
Piece = tuple[Any, ...]

#: The owner of operators that draw nothing: they say where what follows stands.
NOBODY = ""

#: What stands around what is in marked content, after its name.
_BEGINS, _ENDS = " BDC\n", "\nEMC"


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
class Parts:
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


def marked(owner: Owner, role: str, inside: str, mcid: int | str) -> str:
    """Operators as marked content with an id, or as an artifact."""
    if isinstance(owner, int):
        return f"/{role} <</MCID {mcid}>>{_BEGINS}{inside}{_ENDS}"
    plain = owner in ("Pagination", "Layout")
    kind = f"<</Type /{owner}>>" if plain else f"<</Type /Pagination /Subtype /{owner}>>"
    return f"/Artifact {kind}{_BEGINS}{inside}{_ENDS}"


def sequences_of(pieces: Sequence[Piece], roles: Mapping[int, str], first: int = 0) -> tuple[str, list[int]]:
    """Neighbouring pieces of one owner as one marked-content sequence; the owners by marked-content id from `first`."""
    parts: list[str] = []
    owners: list[int] = []
    for owner, group in itertools.groupby(pieces, key=itemgetter(0)):
        if owner is None:
            for _, stack, x, y in group:
                ids = range(first + len(owners), first + len(owners) + len(stack.owners))
                parts.append(stack.filled(x, y, ids))
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


@dataclass(frozen=True, slots=True)
class Drawn:
    """What pieces that follow one another draw, without the beginning and the end of the marked content around them;
    the owners of that, and the links.
    """

    operators: str
    owners: tuple[int, ...]
    links: tuple[DrawnLink, ...]


def drawn_pieces(
    pieces: Iterable[tuple[Placed, float, float]],
    corner: tuple[float, float] | None,
    roles: Mapping[int, str],
    first: int,
    *,
    to_the_left: bool,
) -> Drawn:
    """What pieces draw, in a stack with this corner or in none. Each has the place from which its own counts across,
    and the height of its upper edge; marked content is numbered from `first`.
    """
    parts = Parts()
    for placed, start, top in pieces:
        add_piece(placed, start, top, roles, parts, to_the_left=to_the_left)
    text, owners = sequences_of(parts.pieces, roles, first)
    _, _, text = text.partition(_BEGINS)
    links = parts.links
    if corner is not None:
        links = [replace(link, area=moved(link.area, *corner)) for link in links]
    return Drawn(text.removesuffix(_ENDS), tuple(owners), tuple(links))


def add_piece(
    placed: Placed, start: float, top: float, roles: Mapping[int, str], parts: Parts, *, to_the_left: bool
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
                owner = owner_of(placed, mark.run) if mark.run or own is None else own
                pieces.append((owner, f"{place}{mark.operators} Q"))
        for slot in line.slots:
            parts.slots.append(DrawnSlot(owner_of(placed, slot.run), slot, x, y))
        if placed.key >= 0:
            for link in line.links:
                area = (x + link.x, y - line.height, x + link.x + link.width, y)
                parts.links.append(DrawnLink(placed.link + link.link, area, link.target, link.contents))
        for at in line.fields:
            left, bottom = x + at.x, y + at.bottom
            parts.fields.append((placed.link + at.link, (left, bottom, left + at.width, bottom + at.height)))


def owner_of(placed: Placed, run: int) -> Owner:
    """Whose content a run of what is placed is. ValueError for what is neither content nor artifact."""
    if placed.key >= 0:
        if not run:
            # The very number that the element has.
            return placed.key
        return placed.key + run if run != ARTIFACT else "Layout"
    if not placed.artifact:
        raise ValueError(f"neither content nor artifact: a fragment from {placed.fragment.origin}")
    return placed.artifact


def moved(box: Box, x: float, y: float) -> Box:
    """The same place elsewhere."""
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y

"""Passages: prose that can be corrected on the pages of a finished file, as long as nothing moves.

What a page shows of a passage stands in one piece of its stream of operators. Words that are set as the old ones were,
in as many lines with the same parts, stand in the same places, and so does everything else: pages, structure, links
and bookmarks stay as they are.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guidegen.content_digest import digest_of_plain
from guidegen.document.elements import Line
from guidegen.inline import announces
from guidegen.records import dataclass
from guidegen.render.pdf.fragment import Fragment, InlineElement
from guidegen.render.pdf.glyph_sets import GlyphSet, glyph_set
from guidegen.render.pdf.pieces import Drawn, drawn_pieces
from guidegen.render.pdf.placed import Placed

if TYPE_CHECKING:
    from guidegen.render.pdf.fragments import SetOnce

#: The number of a link in its fragment, where it leads, what it says, and the object of its annotation.
Link = tuple[int, str, str, int]
#: Where a piece counts from across, its upper edge, its own place across, and its lines.
Piece = tuple[float, float, float, int, int]
#: Corners and pieces as plain data. To write numbers in decimal digits, exactly, takes many times as long.
_CORNER, _PIECE = struct.Struct("<2d"), struct.Struct("<3d2i")
#: How what belongs to marked content begins and ends.
_BEGINS, _ENDS = "<</MCID %d>> BDC\n", b"\nEMC"


@dataclass(frozen=True, slots=True)
class Place:
    """What a page shows of a passage: marked content with ids from `first`, one for each of the `runs` of the fragment,
    whose structure types are `roles`, and `tail` bytes of ornaments behind.

    Pieces in a stack count from its `corner`.
    """

    page: int
    first: int
    runs: tuple[int, ...]
    roles: tuple[str, ...]
    tail: int
    corner: tuple[float, float] | None
    pieces: tuple[Piece, ...]
    links: tuple[Link, ...]

    def drawn(self, fragment: Fragment, artifact: str, *, to_the_left: bool) -> Drawn | None:
        """What the page shows with this fragment in the place; None where its parts stand otherwise."""
        key = -1 if artifact else 0
        placed = [
            (Placed(fragment, x, 0.0, key, 0, first, last, artifact), start, top)
            for start, top, x, first, last in self.pieces
        ]
        roles = dict(zip(self.runs, self.roles, strict=True))
        drawn = drawn_pieces(placed, self.corner, roles, self.first, to_the_left=to_the_left)
        links = [(link.link, link.target, link.contents) for link in drawn.links]
        return drawn if drawn.owners == self.runs and links == [link[:3] for link in self.links] else None

    def tail_of(self, drawn: Drawn) -> int:
        """How many bytes of ornaments stand behind the words that are drawn in this place."""
        return tail_of(drawn.operators, self.first + len(self.runs) - 1) if self.runs else 0

    def found(self, stream: bytes) -> tuple[int, int]:
        """From where to where a stream shows the marked content. ValueError where it has none such."""
        begins = (_BEGINS % self.first).encode()
        start = stream.index(begins) + len(begins)
        last = stream.index((_BEGINS % (self.first + len(self.runs) - 1)).encode(), start - len(begins))
        return start, stream.index(_ENDS, last) + self.tail


def tail_of(operators: str, last: int) -> int:
    """How much of what a passage shows stands behind its last marked content, which has this id."""
    at = operators.find(_BEGINS % last)
    end = operators.find(_ENDS.decode(), max(at, 0))
    return len(operators) - end if end >= 0 else 0


@dataclass(frozen=True, slots=True)
class Passage:
    """How prose was set, what must stay as it is, the glyphs that it uses, and its places in the order of pages.

    An `artifact` is named by its type.
    """

    style: str
    width: float
    align: str
    announces: bool
    shape: str
    glyphs: Mapping[str, GlyphSet]
    artifact: str
    places: tuple[Place, ...]

    @classmethod
    def of(cls, told: list[Any]) -> Passage:
        """That of plain data (see `plain_passage`). ValueError or TypeError where it is none."""
        glyphs, style, width, align, announces, shape, artifact, places = told
        found = []
        for page, first, runs, roles, tail, corner, pieces, links in places:
            linked = tuple([tuple(link) for link in links])
            stack = _CORNER.unpack(bytes.fromhex(corner)) if corner else None
            placed = tuple([_PIECE.unpack(bytes.fromhex(piece)) for piece in pieces])
            found.append(Place(page, first, tuple(runs), tuple(roles), tail, stack, placed, linked))
        return cls(style, width, align, announces, shape, glyphs_of_plain(glyphs), artifact, tuple(found))


def plain_passage(set_once: SetOnce, line: Line, shape: str, artifact: str, places: Sequence[list[Any]]) -> list[Any]:
    """A line as a passage in plain data, with the glyphs that it uses first. Nobody makes a passage of most of them."""
    glyphs = {face: f"{glyph_set(ids):x}" for face, ids in set_once.fragment.glyphs}
    return [glyphs, set_once.style, set_once.width, set_once.align, announces(line), shape, artifact, places]


def with_words(told: list[Any], fragment: Fragment, tails: Sequence[int]) -> list[Any]:
    """A passage in plain data with the words of a fragment, behind which its places have so many bytes of ornaments."""
    *between, places = told[1:]
    now = [[*place[:4], tail, *place[5:]] for place, tail in zip(places, tails, strict=True)]
    return [{face: f"{glyph_set(ids):x}" for face, ids in fragment.glyphs}, *between, now]


def plain_place(
    page: int,
    first: int,
    runs: Sequence[int],
    roles: Sequence[str],
    tail: int,
    corner: tuple[float, float] | None,
    pieces: Sequence[tuple[float, float, Placed]],
    links: Sequence[Link],
) -> list[Any]:
    """A place in plain data; of the `pieces` it is told where they count from across, and their upper edges."""
    placed = [_PIECE.pack(start, top, each.x, each.first, each.last).hex() for start, top, each in pieces]
    return [page, first, runs, roles, tail, _CORNER.pack(*corner).hex() if corner is not None else "", placed, links]


@dataclass(frozen=True, slots=True)
class Correctable:
    """A file as far as it can be corrected.

    `rest` is the digest of all but its words. `digests` are those of its lines, `passages` are these as plain data, or
    None where they cannot be corrected; `foot` is the one that stands at the foot of its pages, with these `words`.
    `pages` are the objects of their streams, with the length of what is in them and whether they were compressed
    quickly. `faces` are the fonts in the order of their objects, which begin at `first_font`, with the glyphs that are
    used outside of all passages, which may be none. `anchors` are the pages of anchors, counted from 1.
    """

    rest: str
    digests: list[str]
    passages: list[list[Any] | None]
    words: str
    foot: list[Any] | None
    pages: list[list[Any]]
    first_font: int
    faces: Mapping[str, GlyphSet]
    anchors: Mapping[str, int]
    standard: str


def plain_glyphs(glyphs: Mapping[str, GlyphSet]) -> dict[str, str]:
    """Glyphs by face as plain data."""
    return {face: f"{ids:x}" for face, ids in glyphs.items()}


def glyphs_of_plain(told: Mapping[str, str]) -> dict[str, GlyphSet]:
    """The glyphs by face that plain data tells."""
    return {face: int(ids, 16) for face, ids in told.items()}


def shape_of(fragment: Fragment) -> str | None:
    """What decides where a fragment and all around it stand; None for one that is more than words.

    That is the number of lines of words alone, whose style says how high they are, and a digest of other lines.
    """
    if fragment.problems or fragment.images or not fragment.lines:
        return None
    if fragment.kids == (0,) and not any(line.slots or line.fields for line in fragment.lines):
        return str(len(fragment.lines))
    lines = []
    for line in fragment.lines:
        if line.slots or line.fields:
            return None
        lines.append([line.top, line.height, line.lowered])
    kids = [_plain(kid) for kid in fragment.kids]
    if None in kids:
        return None
    return digest_of_plain([fragment.height, fragment.runs, fragment.extent, lines, kids])


def _plain(kid: int | InlineElement) -> Any:
    """A part of a fragment as plain data; None for a drawing, of whose place the structure tells."""
    if isinstance(kid, int):
        return kid
    kids = [_plain(each) for each in kid.kids]
    if kid.role in ("Figure", "Formula") or None in kids:
        return None
    return [kid.role, kids, kid.language, kid.expansion, kid.actual_text, kid.alt, kid.link]

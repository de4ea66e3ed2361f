"""What has to be known of a file so that its words can be corrected, taken down while it is laid out and written."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guidegen.document.elements import Line
from guidegen.document.wording import Wording
from guidegen.records import dataclass, field
from guidegen.render.pdf.fragment import ARTIFACT, FragmentLine
from guidegen.render.pdf.fragments import Fragments, SetOnce
from guidegen.render.pdf.glyph_sets import Glyphs, GlyphSet, glyph_set
from guidegen.render.pdf.layout import line_of
from guidegen.render.pdf.passages import Correctable, Link, plain_passage, plain_place, shape_of, tail_of
from guidegen.render.pdf.pieces import drawn_pieces
from guidegen.render.pdf.placed import Placed, PlacedStack

if TYPE_CHECKING:
    from guidegen.render.look import Look
    from guidegen.render.pdf.laid_out import LaidOut
    from guidegen.render.pdf.writer import DocumentWriter, Layered, Sheet

#: Of longer documents nothing is taken down: they hold thousands of passages, most of which never change.
MOST_PAGES = 100


@dataclass(slots=True)
class _OfPage:
    """The pieces of a passage on one page: where each counts from across, its upper edge, and what is placed; the
    corner of the stack that all stand in, and how many pieces stood `before` them.

    It `is_whole` until something else stands between them.
    """

    corner: tuple[float, float] | None
    before: int
    pieces: list[tuple[float, float, Placed]]
    is_whole: bool = True


@dataclass(slots=True)
class _Found:
    """A line that can be corrected: how it was set, its shape, and its pieces by page."""

    line: Line
    set_once: SetOnce
    shape: str
    pages: dict[int, _OfPage] = field(default_factory=dict)


@dataclass(slots=True)
class Observer:
    """Watches a document being written, and tells `known` what can be corrected in it.

    `found` are lines by their place in the wording, the foot after the last; `others` are the glyphs of all else.
    """

    wording: Wording
    anchors: Mapping[str, int]
    known: Callable[[Correctable], None]
    found: dict[int, _Found] = field(default_factory=dict)
    others: dict[str, GlyphSet] = field(default_factory=dict)

    def __call__(self, writer: DocumentWriter) -> None:
        """Take down where everything stands now; nothing where a file has what cannot be told apart."""
        streams = [writer.ground.streams[sheet.drawn.stream] for sheet in writer.sheets]
        if len(set(streams)) < len(streams) or not self._add_values(writer):
            return
        passages: dict[int, list[Any]] = {}
        faces: dict[str, GlyphSet] = {}
        for index, found in self.found.items():
            passage = _passage(found, writer)
            if passage is not None:
                passages[index] = passage
                _add(faces, found.set_once.fragment.glyphs)
            elif found.pages:
                _add(self.others, found.set_once.fragment.glyphs)
        _add(faces, self.others.items())
        if faces != writer.glyphs:
            return
        pages, digests = writer.document.pages, list(self.wording.digests)
        told = Correctable(
            rest=self.wording.rest,
            digests=digests,
            passages=[passages.get(index) for index in range(len(digests))],
            words=self.wording.foot,
            foot=passages.get(len(digests)),
            pages=[
                [stream, sheet.drawn.length, any(page.is_of_copy for page in pages[: index + 1])]
                for index, (stream, sheet) in enumerate(zip(streams, writer.sheets, strict=True))
            ],
            first_font=writer.ground.first_font,
            faces={face: self.others.get(face, 0) for face in sorted(faces)},
            anchors=dict(self.anchors),
            standard=writer.standard.name,
        )
        self.known(told)

    def _add_values(self, writer: DocumentWriter) -> bool:
        """Add the glyphs of values; False where there are others than numbers of pages."""
        for sheet in writer.sheets:
            if not sheet.drawn.slots:
                continue
            texts = tuple([writer.value_of(each.slot.value) for each in sheet.drawn.slots])
            values = sheet.drawn.numbered.get(texts)
            if values is None:
                return False
            _add(self.others, values.glyphs.items())
        return True

    def gather(self, document: Layered) -> bool:
        """Find the pieces of all passages on the pages; False where something was drawn before."""
        places = {id(found.set_once.fragment): found for found in self.found.values()}
        seen: set[int] = set()
        for number, page in enumerate(document.pages):
            if page.drawn is not None:
                return False
            [place], area, before = document.sides[number].places, document.areas[number], 0
            start, top = place.x + area.origin, place.y + area.height - area.top
            for placed in page.placed:
                pieces: list[tuple[float, float, Placed]]
                corner = None
                if isinstance(placed, PlacedStack):
                    if placed.stack.drawn is not None:
                        return False
                    corner = start - placed.x if area.right_to_left else start + placed.x, top - placed.y
                    pieces = [(0.0, -each.y, each) for each in placed.stack.placed]
                else:
                    pieces = [(start, top - placed.y, placed)]
                for piece in pieces:
                    fragment = piece[2].fragment
                    found = places.get(id(fragment))
                    if found is not None:
                        own = found.pages.get(number)
                        if own is None:
                            found.pages[number] = _OfPage(corner, before, [piece])
                        else:
                            own.is_whole &= before == own.before + len(own.pieces) and corner == own.corner
                            own.pieces.append(piece)
                    elif id(fragment) not in seen:
                        seen.add(id(fragment))
                        _add(self.others, fragment.glyphs)
                    before += 1
        return True


def observer_of(
    wording: Wording, fragments: Fragments, laid: LaidOut, look: Look, known: Callable[[Correctable], None]
) -> Observer | None:
    """Who watches a document that is laid out and not drawn yet, and tells what is `known` of it then; nobody where its
    pages are not told by their pieces.
    """
    document = laid.layered
    is_simple = not (document.fields or len(document.pages) > MOST_PAGES)
    if not is_simple or any(side.label or side.rules for side in document.sides):
        return None
    observer = Observer(wording, laid.anchors, known)
    # Words in the middle of the foot, and the foot of back sides, are placed by how wide its start is.
    turns = look.theme.parts["turn"] == "words" and laid.document.template.furniture.goes_on
    lines = [*wording.lines, *([] if turns or look.mirrored else [line_of(wording.foot)])]
    places: dict[int, int] = {}
    for index, line in enumerate(lines):
        set_once = fragments.set_once(line)
        shape = shape_of(set_once.fragment) if set_once is not None else None
        if set_once is None or shape is None:
            continue
        known_as = places.setdefault(id(set_once.fragment), index)
        if known_as == index:
            observer.found[index] = _Found(line, set_once, shape)
        else:
            # Two passages with the same words share what they are drawn from.
            observer.found.pop(known_as, None)
    if not observer.gather(document):
        return None
    foot = observer.found.get(len(wording.lines))
    if foot is not None and len(foot.pages) < len(document.pages):
        # Turned pages have another one.
        return None
    return observer


def _passage(found: _Found, writer: DocumentWriter) -> list[Any] | None:
    """A line as a passage, if all that pages show of it can be told."""
    if not found.pages:
        return None
    placed = next(iter(found.pages.values())).pieces[0][2]
    key, artifact = placed.key, placed.artifact
    places = []
    for page, pieces in found.pages.items():
        if any(each.key != key or each.artifact != artifact for _, _, each in pieces.pieces):
            return None
        place = _place(page, pieces, key, writer)
        if place is None:
            return None
        places.append(place)
    return plain_passage(found.set_once, found.line, found.shape, artifact, places)


def _place(page: int, found: _OfPage, key: int, writer: DocumentWriter) -> list[Any] | None:
    """Where a page has these pieces; None where it does not have them in one go."""
    if not found.is_whole:
        return None
    drawn = writer.sheets[page].drawn
    if key < 0:
        # An ornament has no marked content.
        return plain_place(page, 0, (), (), 0, found.corner, found.pieces, ())
    if found.pieces[0][2].fragment.kids == (0,) and key in drawn.content:
        # Words alone, as most passages are.
        role = writer.roles[key]
        return plain_place(page, drawn.content[key][0][1], (0,), (role,), 0, found.corner, found.pieces, ())
    return _place_of_parts(page, found, key, writer)


def _place_of_parts(page: int, found: _OfPage, key: int, writer: DocumentWriter) -> list[Any] | None:
    """Where a page has pieces of several parts, which may be links."""
    pieces, drawn = found.pieces, writer.sheets[page].drawn
    fragment = pieces[0][2].fragment
    lines = [line for *_, placed in pieces for line in fragment.lines[placed.first : placed.last]]
    runs = [mark.run for line in lines for mark in line.marks]
    if not runs or runs[0] == ARTIFACT or key + runs[0] not in drawn.content:
        # Nothing tells where it begins.
        return None
    first, own = drawn.content[key + runs[0]][0][1], range(key, key + fragment.runs)
    owners = tuple(itertools.takewhile(own.__contains__, drawn.owners[first:]))
    tail = 0
    if ARTIFACT in runs:
        told = drawn_pieces(
            [(placed, start, top) for start, top, placed in pieces],
            found.corner,
            writer.roles,
            first,
            to_the_left=writer.document.areas[page].right_to_left,
        )
        tail = tail_of(told.operators, first + len(owners) - 1)
    links = _links(lines, pieces[0][2].link, writer.sheets[page])
    if links is None:
        return None
    roles = [writer.roles.get(owner, "Span") for owner in owners]
    return plain_place(page, first, [owner - key for owner in owners], roles, tail, found.corner, pieces, links)


def _links(lines: Sequence[FragmentLine], first: int, sheet: Sheet) -> tuple[Link, ...] | None:
    """The links on these lines, with the objects of their annotations on a sheet; None where it has others."""
    expected = [(link.link, link.target, link.contents) for line in lines for link in line.links]
    if not expected:
        return ()
    own = {first + number for number, _, _ in expected}
    found = [
        (link.link - first, link.target, link.contents, annotation)
        for link, annotation in zip(sheet.drawn.links, sheet.annotations, strict=True)
        if link.link in own
    ]
    return tuple(found) if [link[:3] for link in found] == expected else None


def _add(sets: dict[str, GlyphSet], glyphs: Iterable[tuple[str, Glyphs]]) -> None:
    for face, ids in glyphs:
        sets[face] = sets.get(face, 0) | glyph_set(ids)

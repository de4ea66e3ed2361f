"""Files corrected: the words of an edited document put in the places that the old ones have.

A document that differs in nothing but words, each of whose passages is set in as many lines as before, has the same
pages as before but for what these passages show. So they are set, what they show is put into the streams of their
pages, fonts get the glyphs that are used now, and all else of the old file stays. What comes of it are the bytes that a
clean build makes; where that is not sure, there is no correction, and the document is laid out as ever.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guidegen.diagnostics import Span
from guidegen.document.elements import NOWHERE, Line
from guidegen.document.wording import Wording
from guidegen.inline import Text, announces
from guidegen.records import dataclass, replace
from guidegen.render.pdf.deflating import deflated
from guidegen.render.pdf.embedding import embedded
from guidegen.render.pdf.finished_file import FinishedFile
from guidegen.render.pdf.font_objects import OF_A_FONT, font_streams, packed_fonts
from guidegen.render.pdf.fragment import Fragment
from guidegen.render.pdf.fragments import Fragments
from guidegen.render.pdf.glyph_sets import GlyphSet
from guidegen.render.pdf.operators import numbers
from guidegen.render.pdf.passages import Correctable, Passage, shape_of, with_words
from guidegen.render.pdf.pdffile import packed, stream_of
from guidegen.render.pdf.pieces import Box, Drawn
from guidegen.render.ready import Ready


class _Nothing:
    """Has no fragments of earlier runs: to read them all takes longer than to set a few passages."""

    def fragment(self, key: str, origin: Span) -> None:
        """None is there."""

    def put(self, key: str, fragment: Fragment) -> None:
        """Nor is any kept."""

    def extent(self, key: str) -> None:
        """None is there."""

    def put_extent(self, key: str, extent: tuple[float, float]) -> None:
        """Nor is any kept."""


_NOTHING = _Nothing()


@dataclass(frozen=True, slots=True)
class Corrected(Ready):
    """A file that was corrected, but for its fonts: `streams` are those of its pages that changed, deflated, and
    `packed` its object streams that did, by their objects.

    `known` is what can be corrected in it the next time.
    """

    file: FinishedFile
    known: Correctable
    streams: Mapping[int, bytes]
    packed: Mapping[int, bytes]
    glyphs: Mapping[str, GlyphSet]
    pages: int
    anchors: Mapping[str, int]
    standard: str
    #: It stands nowhere yet.
    placed: str = ""

    @property
    def is_corrected(self) -> bool:
        """It is."""
        return True

    def to_bytes(self) -> bytes:
        """The bytes of the file."""
        streams = {number: stream_of(data, {}, compressed=True) for number, data in self.streams.items()}
        streams |= {number: (data,) for number, data in self.packed.items()}
        first = self.known.first_font
        fonts = tuple([embedded(face, glyphs | 1) for face, glyphs in sorted(self.glyphs.items())])
        for index, font in enumerate(fonts):
            for number, (data, entries) in enumerate(font_streams(font), start=first + OF_A_FONT * index):
                streams[number] = stream_of(data, entries, compressed=True)
        if fonts:
            members, data = packed_fonts(fonts, first)
            streams[self.file.container(members[0])] = (data,)
        return self.file.with_streams(streams)


def corrected(
    known: Correctable, wording: Wording, data: bytes, fragments: Fragments, sources: tuple[str, ...]
) -> Corrected | None:
    """The file with these `data`, of which this is `known`, with the words of a document that cites these sources; None
    where more changed.
    """
    fragments.cite(sources)
    kept, fragments.kept = fragments.kept, _NOTHING
    try:
        return _corrected(known, wording, data, fragments)
    finally:
        fragments.kept = kept


def _corrected(known: Correctable, wording: Wording, data: bytes, fragments: Fragments) -> Corrected | None:
    if known.rest != wording.rest or len(known.digests) != len(wording.digests):
        return None
    try:
        changed = _changed(known, wording, fragments)
        if changed is None:
            return None
        passages = list(known.passages)
        for index, new in changed.items():
            passages[index] = new.plain()
        foot, edits = known.foot, [*changed.values()]
        if known.words != wording.foot:
            at_foot = _foot(known, wording.foot, fragments)
            if at_foot is None:
                return None
            foot = at_foot.plain()
            edits.append(at_foot)
        glyphs = _glyphs(known.faces, passages, foot)
        if glyphs.keys() != known.faces.keys():
            return None
        known = replace(known, digests=list(wording.digests), passages=passages, words=wording.foot, foot=foot)
        return _with_pages(FinishedFile.of(data), known, edits, glyphs)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error, zlib.error):
        # It is not as it was taken down. A mistake of ours would look like that; who looks for one wants to see it.
        if os.environ.get("GUIDEGEN_DEBUG") == "1":
            raise
        return None


@dataclass(frozen=True, slots=True)
class _New:
    """A passage, as plain data too, and other words as they are set and drawn, page by page. At the foot, where nothing
    tells where they begin, what the old ones drew is known.
    """

    told: list[Any]
    passage: Passage
    fragment: Fragment
    drawn: Sequence[Drawn]
    tails: Sequence[int]
    old: Sequence[Drawn] = ()

    def plain(self) -> list[Any]:
        """The passage with the new words, as plain data."""
        return with_words(self.told, self.fragment, self.tails)


def _changed(known: Correctable, wording: Wording, fragments: Fragments) -> dict[int, _New] | None:
    """The passages that changed; None where anything around might move."""
    found: dict[int, _New] = {}
    for index, (old, digest) in enumerate(zip(known.digests, wording.digests, strict=True)):
        if old != digest:
            new = _new(known.passages[index], wording.lines[index], fragments)
            if new is None:
                return None
            found[index] = new
    return found


def _foot(known: Correctable, words: str, fragments: Fragments) -> _New | None:
    """The words at the foot, if they can be corrected."""
    old, new = (_new(known.foot, (Text(each),), fragments) for each in (known.words, words))
    return replace(new, old=old.drawn) if old is not None and new is not None else None


def _new(told: list[Any] | None, line: Line, fragments: Fragments) -> _New | None:
    """A line in the place of a passage, set and drawn as that was; None where anything around might move."""
    if told is None:
        return None
    passage = Passage.of(told)
    fragment = _set(passage, line, fragments)
    if fragment is None:
        return None
    to_the_left = fragments.right_to_left
    drawn = [place.drawn(fragment, passage.artifact, to_the_left=to_the_left) for place in passage.places]
    there = [each for each in drawn if each is not None]
    if len(there) < len(drawn):
        return None
    tails = [place.tail_of(each) for place, each in zip(passage.places, there, strict=True)]
    if any(bool(tail) != bool(place.tail) for tail, place in zip(tails, passage.places, strict=True)):
        # Ornaments that follow one another are one artifact: what stands behind may have to begin its own, or not.
        return None
    return _New(told, passage, fragment, there, tails)


def _set(passage: Passage, line: Line, fragments: Fragments) -> Fragment | None:
    """Words set as those of a passage were; None where anything around might move."""
    if announces(line) != passage.announces:
        return None
    fragment = fragments.paragraph(line, passage.style, passage.width, NOWHERE, align=passage.align)
    return fragment if fragments.set_once(line) is not None and shape_of(fragment) == passage.shape else None


def _glyphs(
    others: Mapping[str, GlyphSet], passages: Iterable[list[Any] | None], foot: list[Any] | None
) -> dict[str, GlyphSet]:
    """All glyphs of a file, by face: those that have any."""
    found = {face: ids for face, ids in others.items() if ids}
    for told in (*passages, foot):
        if told is not None:
            for face, ids in told[0].items():
                found[face] = found.get(face, 0) | int(ids, 16)
    return found


_RECT = b"/Rect ["
#: What is put into the stream of a page: from where to where, and what.
_Edit = tuple[int, int, bytes]


def _with_pages(
    file: FinishedFile, known: Correctable, changed: Iterable[_New], glyphs: Mapping[str, GlyphSet]
) -> Corrected | None:
    """The file with what its pages show of passages that changed."""
    edits: dict[int, list[_Edit]] = {}
    areas: dict[int, Box] = {}
    shown: dict[int, bytes] = {}
    for new in changed:
        for index, (place, drawn) in enumerate(zip(new.passage.places, new.drawn, strict=True)):
            if place.page not in shown:
                stream, length, _ = known.pages[place.page]
                shown[place.page] = file.stream(stream, length)
            text = shown[place.page]
            start, end = _where(new.old[index], text) if new.old else place.found(text)
            edits.setdefault(place.page, []).append((start, end, drawn.operators.encode("latin-1")))
            for link, (*_, annotation) in zip(drawn.links, place.links, strict=True):
                areas[annotation] = link.area
    streams: dict[int, bytes] = {}
    pages = list(known.pages)
    for page, of_page in edits.items():
        of_page.sort()
        stream, _, quickly = pages[page]
        text = _edited(shown[page], of_page)
        pages[page] = [stream, len(text), quickly]
        streams[stream] = deflated(text, quickly=quickly)
    if len({streams.get(stream) or file.stored(stream) for stream, _, _ in pages}) < len(pages):
        # Pages that show the same have one stream.
        return None
    known = replace(known, pages=pages)
    links = _moved_links(file, areas)
    return Corrected(file, known, streams, links, glyphs, len(pages), known.anchors, known.standard)


def _where(old: Drawn, stream: bytes) -> tuple[int, int]:
    """From where to where a stream shows the old words. ValueError where that is not sure."""
    told = old.operators.encode("latin-1")
    if not told or stream.count(told) != 1:
        raise ValueError("the foot of the page is another one")
    start = stream.index(told)
    return start, start + len(told)


def _moved_links(file: FinishedFile, areas: Mapping[int, Box]) -> Mapping[int, bytes]:
    """The object streams with annotations whose areas changed, by their objects."""
    by_container: dict[int, dict[int, Box]] = {}
    for annotation, area in areas.items():
        by_container.setdefault(file.container(annotation), {})[annotation] = area
    found: dict[int, bytes] = {}
    for container, moved in by_container.items():
        objects = file.objects(container)
        for annotation, area in moved.items():
            before, begins, after = objects[annotation].partition(_RECT)
            _, ends, after = after.partition(b"]")
            if not (begins and ends):
                raise ValueError("no annotation")
            objects[annotation] = b"".join((before, begins, numbers(*area).encode(), ends, after))
        found[container] = packed(tuple(objects), tuple(objects.values()))
    return found


def _edited(text: bytes, edits: Iterable[_Edit]) -> bytes:
    """The stream of a page with its edits, which come in order."""
    parts, done = list[bytes](), 0
    for start, end, new in edits:
        if start < done:
            raise ValueError("two passages in one place")
        parts += (text[done:start], new)
        done = end
    return b"".join((*parts, text[done:]))

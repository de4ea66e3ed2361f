"""Blocks that stand in copy after copy: what was laid out for one copy is taken whole for the next.

A block is told by its identity, so that the copies of a guide, whose template is made once, find theirs again. It is
remembered from its second appearance on, since what is printed once should cost nothing; from its first on in a
document that copies follow. Whatever the layout of a block depends on beside the block itself is part of the key, or is
compared when it is found again; so a remembered block is what laying it out anew would give.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guidegen.diagnostics import Diagnostic
from guidegen.document import elements as doc
from guidegen.model.image import Image
from guidegen.records import dataclass, field_names, is_record
from guidegen.render.pdf.memory import Bound, Memory
from guidegen.render.pdf.outline import OutlineEntry

if TYPE_CHECKING:
    from guidegen.render.pdf.form_fields import Field

#: How many content keys are remembered with the blocks and arrangements of items that have them: a label for each part
#: of a picture takes ten times the room of a sentence, and comes in seven hundred orders.
_KEYS = Bound(12_000)
#: How many blocks are held that may come again. Those that come once are held as long, so they are fewer.
_SEEN = Bound(1_000)
#: How many numbers and markers of points are remembered.
_MARKERS = Bound(1_000)
#: How many runs of blocks are remembered: documents of one template have a few.
_RUNS = 32
#: What is laid out by the arrangement or by the values of a copy.
_OF_A_COPY = (doc.ItemList, doc.ExamHead, doc.FieldLine)


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What laying a block out made of it, and all that it added to the document.

    `pages` are the page numbers that it took for granted, `keys` is how many content keys it has.
    """

    block: object
    made: Any
    outline: tuple[OutlineEntry, ...]
    images: Mapping[str, Image]
    problems: tuple[Diagnostic, ...]
    fields: Mapping[int, Field]
    pages: tuple[tuple[doc.PageReference, str], ...]
    keys: int

    @property
    def is_plain(self) -> bool:
        """Whether it adds nothing to the document beside what it is."""
        return not (self.outline or self.images or self.problems or self.fields)


@dataclass(slots=True, eq=False)
class _Seen:
    """A block that appeared in a document; `stands` says whether it is the same in all, once that was asked."""

    block: object
    document: int
    stands: bool | None = None


@dataclass(slots=True, eq=False)
class _Marker:
    """The number or marker of a point, and the last document that has it."""

    made: Any
    document: int


@dataclass(frozen=True, slots=True)
class StandingRun:
    """Blocks that stand one below the other in document after document, taken at once; `made` is what all of them made.
    None of them takes the number of a page for granted.
    """

    blocks: tuple[object, ...]
    standing: tuple[Standing, ...]
    made: Any
    outline: tuple[OutlineEntry, ...]
    images: Mapping[str, Image]
    problems: tuple[Diagnostic, ...]
    fields: Mapping[int, Field]
    ids: frozenset[int]

    @classmethod
    def of(cls, standing: Sequence[Standing], made: object) -> StandingRun:
        """That of these blocks."""
        return cls(
            tuple(each.block for each in standing),
            tuple(standing),
            made,
            tuple(entry for each in standing for entry in each.outline),
            {name: image for each in standing for name, image in each.images.items()},
            tuple(problem for each in standing for problem in each.problems),
            {link: field for each in standing for link, field in each.fields.items()},
            frozenset(map(id, standing)),
        )


class StandingBlocks:
    """Remembers blocks that were laid out. `seen` says that a block appeared before, under the same identity."""

    def __init__(self) -> None:
        """Nothing is remembered."""
        self._seen: Memory[_Seen] = Memory(_SEEN)
        self._document = 0
        self._copies_follow = False
        self._known: Memory[Standing] = Memory(_KEYS, lambda standing: standing.keys + 1)
        self._markers: Memory[_Marker] = Memory(_MARKERS)
        self._runs: dict[Hashable, StandingRun] = {}

    def begin(self, *, copies_follow: bool = False) -> None:
        """A document begins, which may be laid out to be followed by copies that have its blocks."""
        self._document += 1
        self._copies_follow = copies_follow

    def seen(self, block: object) -> bool:
        """Whether the block appeared in an earlier document, or will appear again, and does not depend on the copy."""
        known = self._seen.get(id(block))
        if known is None or known.block is not block:
            known = _Seen(block, self._document)
            self._seen.put(id(block), known)
        if known.document == self._document and not self._copies_follow:
            # It appears for the first time; or its document is laid out anew, as its page numbers were not those that
            # were expected.
            return False
        if known.stands is None:
            known.stands = not any(_of_a_copy(block))
        return known.stands

    def depends_on_others(self, block: object) -> None:
        """The block, which was seen, is laid out in each document, as other blocks have their say in it."""
        known = self._seen.get(id(block))
        if known is not None:
            known.stands = False

    def forget_once(self) -> None:
        """Let go of blocks that appeared, as those do that come once: a key has thousands of lines in it."""
        self._seen.clear()

    def find(self, key: Hashable, block: object, page_text: Callable[[doc.PageReference], str]) -> Standing | None:
        """What was remembered under the key, if it is still true."""
        known = self._known.get(key)
        if known is None or known.block is not block:
            return None
        # Asked of every block and point, so without a generator.
        for reference, text in known.pages:
            if page_text(reference) != text:
                return None
        return known

    def without_pages(self, key: Hashable, block: object) -> Standing | None:
        """What was remembered under the key, if it takes the number of no page for granted."""
        known = self._known.get(key)
        return known if known is not None and known.block is block and not known.pages else None

    def put(self, key: Hashable, standing: Standing) -> None:
        """Remember a block."""
        self._known.put(key, standing)

    def run(self, key: Hashable, blocks: Sequence[object], start: int) -> StandingRun | None:
        """The run that begins with the block at `start`, if these blocks have it there."""
        known = self._runs.get(key)
        if known is None or len(blocks) - start < len(known.blocks):
            return None
        return known if all(map(operator.is_, known.blocks, blocks[start : start + len(known.blocks)])) else None

    def put_run(self, key: Hashable, run: StandingRun) -> None:
        """Remember a run."""
        if len(self._runs) >= _RUNS:
            self._runs.clear()
        self._runs[key] = run

    def marker(self, key: Hashable) -> Any:
        """The number or marker that an earlier document has under the key; None where this one has it already, since
        it would have the same content keys twice.
        """
        known = self._markers.get(key)
        if known is None or known.document == self._document:
            return None
        known.document = self._document
        return known.made

    def put_marker(self, key: Hashable, made: Any) -> None:
        """Remember a number or marker that this document has."""
        self._markers.put(key, _Marker(made, self._document))


def _of_a_copy(value: object) -> Iterator[bool]:
    """True for each part that is laid out by what differs from copy to copy. A line of fields alone is no part."""
    if isinstance(value, doc.FieldLine):
        return
    yield from _parts_of_a_copy(value)


def _parts_of_a_copy(value: object) -> Iterator[bool]:
    if isinstance(value, _OF_A_COPY) or (isinstance(value, doc.Slot) and value.inline):
        yield True
    elif isinstance(value, tuple):
        for part in value:
            yield from _parts_of_a_copy(part)
    elif is_record(type(value)):
        for name in field_names(type(value)):
            yield from _parts_of_a_copy(getattr(value, name))

"""Blocks that stand in copy after copy: what was laid out for one copy is taken whole for the next.

A block is told by its identity, so that the copies of a guide, whose template is made once, find theirs again. It is
remembered from its second appearance on: what is printed once costs nothing. Whatever the layout of a block depends on
beside the block itself is part of the key, or is compared when it is found again; so a remembered block is what
laying it out anew would give.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
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
#: What is laid out by the arrangement or by the values of a copy.
_OF_A_COPY = (doc.ItemList, doc.ExamHead, doc.FieldLine)


@dataclass(frozen=True, slots=True)
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


class StandingBlocks:
    """Remembers blocks that were laid out. `seen` says that a block appeared before, under the same identity."""

    def __init__(self) -> None:
        """Nothing is remembered."""
        self._seen: Memory[_Seen] = Memory(_SEEN)
        self._document = 0
        self._known: Memory[Standing] = Memory(_KEYS, lambda standing: standing.keys + 1)
        self._markers: Memory[_Marker] = Memory(_MARKERS)

    def begin(self) -> None:
        """A document begins."""
        self._document += 1

    def seen(self, block: object) -> bool:
        """Whether the block appeared in an earlier document and does not depend on the copy."""
        known = self._seen.get(id(block))
        if known is None or known.block is not block:
            self._seen.put(id(block), _Seen(block, self._document))
            return False
        if known.document == self._document:
            # A document that is laid out anew, as its page numbers were not those that were expected.
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
        if known.pages and any(page_text(reference) != text for reference, text in known.pages):
            return None
        return known

    def put(self, key: Hashable, standing: Standing) -> None:
        """Remember a block."""
        self._known.put(key, standing)

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

"""What a kind of item must know to be printed and to be marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.random_streams import Stream
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import LineBreak, Prose, Text
from guidegen.locale import Words
from guidegen.model.item import Item
from guidegen.model.prose import Blocks
from guidegen.records import dataclass
from guidegen.typed import Generic, Protocol, TypeVar

T = TypeVar("T", bound=Item)
T_contra = TypeVar("T_contra", bound=Item, contravariant=True)
Order = tuple[str, ...]


class OrderFunction(Protocol[T_contra]):
    """The ids of what an item lets choose from, in printed order; empty when there is nothing to choose."""

    def __call__(self, item: T_contra, stream: Stream, *, shuffle: bool) -> Order:
        """The order in one form."""


class PrintedFunction(Protocol[T_contra]):
    """What is printed beside the stem, for the quiz code: plain data or prose, silent about what is right."""

    def __call__(self, item: T_contra, order: Order) -> list[Any]:
        """The printed content in printed order."""


class TaskFunction(Protocol[T_contra]):
    """What there is to do, for the document. What is right stays behind."""

    def __call__(self, item: T_contra, words: Words) -> doc.Task:
        """The task."""


class LettersFunction(Protocol[T_contra]):
    """The answer as short as the grid shows it: `B`, `ACD`, `C A B`; empty when the answer is written in words."""

    def __call__(self, item: T_contra, order: Order, words: Words) -> str:
        """The letters as printed."""


class LineFunction(Protocol[T_contra]):
    """What is right, in the words that were printed."""

    def __call__(self, item: T_contra, order: Order, words: Words) -> doc.Line:
        """The answer, one line or several."""


class BlocksFunction(Protocol[T_contra]):
    """What the key says beside the right answer and the item's rationale."""

    def __call__(self, item: T_contra, order: Order, words: Words) -> Sequence[doc.Block]:
        """The blocks, in reading order."""


class ShownFunction(Protocol[T_contra]):
    """What a teacher's copy shows in the places to answer in: words, or nothing where a bubble is filled in."""

    def __call__(self, item: T_contra, order: Order, words: Words) -> Mapping[str, doc.Line]:
        """The answers by the names of their places, which the task gives them."""


def nothing_shown(item: Item, order: Order, words: Words) -> Mapping[str, doc.Line]:
    """No place: the answer stands below the item alone."""
    return {}


class InWordsFunction(Protocol[T_contra]):
    """What the key says about an item without letters, for forms that print its options in different orders."""

    def __call__(self, item: T_contra, words: Words) -> Sequence[doc.Block]:
        """The blocks, in reading order."""


def no_letters(item: Item, order: Order, words: Words) -> str:
    """No part has letters of its own."""
    return ""


def nothing_more(item: Item, order: Order, words: Words) -> Sequence[doc.Block]:
    """No blocks."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """The functions of one kind. `before` stands before the rationale in the key, `after` behind it.

    `right_in_words` and `after_in_words` say the same as `right` and `after` without letters, so that forms with
    different letters can share an explanation (`before` is then said for all of them and may hold no letters).
    `part_letters` are those of an open item, by the numbers of the parts that have them, such as `2: B`.
    `hint` is the key of the phrase that says how to answer, or empty; `is_open` says that a person must judge.
    """

    order: OrderFunction[T]
    printed: PrintedFunction[T]
    task: TaskFunction[T]
    letters: LettersFunction[T]
    right: LineFunction[T]
    before: BlocksFunction[T] = nothing_more
    after: BlocksFunction[T] = nothing_more
    shown: ShownFunction[T] = nothing_shown
    part_letters: LettersFunction[T] = no_letters
    right_in_words: InWordsFunction[T] | None = None
    before_in_words: InWordsFunction[T] | None = None
    after_in_words: InWordsFunction[T] | None = None
    hint: str = ""
    is_open: bool = False


def lines(parts: Sequence[doc.Line]) -> doc.Line:
    """Each on a line of its own."""
    return _joined(parts, LineBreak())


def joined(parts: Sequence[doc.Line], separator: str) -> doc.Line:
    """One after the other, with `separator` between."""
    return _joined(parts, Text(separator))


def _joined(parts: Sequence[doc.Line], separator: doc.Run) -> doc.Line:
    runs: list[doc.Run] = []
    for index, part in enumerate(parts):
        if index:
            runs.append(separator)
        runs.extend(part)
    return tuple(runs)


class Explained(Protocol):
    """What may be chosen or judged, with the reason why it is right or wrong."""

    @property
    def prose(self) -> Prose:
        """Its words."""

    @property
    def rationale(self) -> Blocks:
        """The reason, or nothing."""


def rationales_in_words(things: Sequence[Explained], words: Words) -> list[doc.Block]:
    """The reasons, each behind the words that it is about: for forms that print them under different letters."""
    blocks: list[doc.Block] = []
    for thing in things:
        if thing.rationale:
            intro = words.phrase("key-why-not-words", option=for_print(thing.prose, words))
            blocks += introduced(intro, blocks_for_print(thing.rationale, words, style="explained"))
    return blocks


def introduced(intro: doc.Line, blocks: Sequence[doc.Block]) -> list[doc.Block]:
    """The words of `intro` before the first paragraph, or as one of their own."""
    first, *rest = blocks
    if isinstance(first, doc.Paragraph):
        return [doc.Paragraph((*intro, *first.line), first.style, origin=first.origin), *rest]
    return [doc.Paragraph(intro, "explained"), *blocks]

"""Whole blocks that are kept between runs as they were laid out, so that an edit lays out the block with the edit.

A block is found by a digest of what it says and of what its layout depends on beside the look: how wide the text is,
how many bookmarks and header cells stand before it, the order of the sources, the values of its slots, the arrangement
of its items. The numbers of pages that it took for granted stand beside it and are compared, as are those of blocks
that stand in copy after copy (`standing`). What is found is what laying the block out would give, but for where it was
typed, which nobody asks for unless something is wrong.

A box is drawn behind its group for the height that the flow finds. What was drawn is kept by height; for any other
height the block is laid out anew, apart from the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from guidegen.content_digest import content_bytes, content_digest, plain_content
from guidegen.document import elements as doc
from guidegen.document.arrangement import Arrangement
from guidegen.kept.digests import blake2b
from guidegen.kept.quick_json import loads
from guidegen.records import dataclass
from guidegen.render.pdf.flow import Backdrop, Group, Unit
from guidegen.render.pdf.fragments import Fragment, FragmentLine, Mark, ornament
from guidegen.render.pdf.outline import OutlineEntry
from guidegen.render.pdf.plain_blocks import (
    KeysOfBlock,
    Unusual,
    block_from,
    fragments_from,
    groups_in,
    plain_block,
)
from guidegen.render.pdf.plain_fragments import fragment_from, plain_fragment
from guidegen.render.pdf.plain_kinds import SIZES, TEXTS, TRUTHS, UNREADABLE, WHOLE, check
from guidegen.render.pdf.structure import Element, Keys

#: Narrowest and widest width of a text.
Extent = tuple[float, float]
#: The boxes of a group by the height that they are drawn for.
_Drawn = dict[float, Fragment]
#: Gives the groups of a block that is laid out anew.
Anew = Callable[[], Sequence[Group]]
PageText = Callable[[doc.PageReference], str]
Encode = Callable[[object], str]

#: From so many items on they may be drawn ahead, and a digest of them or of their answers takes longer than it saves.
_MANY = 150
#: So many blocks are made to be kept at most: quizzes may come in hundreds of forms.
_MOST = 1_000
#: How records of these classes begin in the content of a block.
_ITEMS, _SLOT = doc.ItemList.__name__, doc.Slot.__name__
_NO_NAME = "-"


@dataclass(frozen=True, slots=True)
class Added:
    """What a block adds to its document: units, elements, bookmarks; the number of its last header cell."""

    units: list[Unit]
    elements: list[Element]
    outline: list[OutlineEntry]
    headers: int


@dataclass(frozen=True, slots=True)
class _Content:
    """What a block says, the names of its slots, and whether there are items in it."""

    told: bytes
    slots: tuple[str, ...] = ()
    has_items: bool = False


class _KeptBlock:
    """A block as it stands in the file, a piece for each of its parts."""

    def __init__(self, key: str, pages: list[Any], names: bytes, parts: Sequence[bytes]) -> None:
        """The parts are its data, what was drawn behind groups, and its texts as far as they are not in the data: all
        of them have their `names`.
        """
        self.key = key
        self.pages = pages
        self.names = names
        self._data, self._drawn, self._texts = parts
        #: For each group with a box what was drawn of it before, once that was asked for, and in this run.
        self._known: list[_Drawn] | None = None
        self._asked: list[_Drawn] = []
        self._by_name: dict[str, Any] | None = None

    def holds(self, page_text: PageText) -> bool:
        """Whether pages have the numbers that it took for granted."""
        check(TEXTS, *self.pages)
        return all(page_text(doc.PageReference(anchor, name)) == text for anchor, name, text in self.pages)

    def added(self, keys: Keys, anew: Anew) -> Added:
        """What it adds to a document that hands out its keys so. One of `UNREADABLE` where it cannot be read."""
        (contents, links, headers), (levels, titles, anchors), block = _read(self._data)
        check(WHOLE, [contents, links, headers], levels)
        check(TEXTS, titles, anchors)
        if contents < 0 or links < 0:
            raise ValueError("no number of keys")
        outline = [OutlineEntry(*entry) for entry in zip(levels, titles, anchors, strict=True)]
        units, elements = block_from(block, keys.content, keys.links, Boxes(self, anew).drawn_by)
        keys.content += contents
        keys.links += links
        return Added(units, elements, outline, headers)

    def box(self, place: int, height: float) -> Fragment | None:
        """What was drawn behind the group at a place for a height."""
        if self._known is None:
            try:
                self._known = [_boxes_from(told) for told in _read(self._drawn)]
            except UNREADABLE:
                self._known = []
        return self._known[place].get(height) if place < len(self._known) else None

    def drawn(self, place: int) -> _Drawn:
        """What is drawn behind the group at a place in this run, by height."""
        while len(self._asked) <= place:
            self._asked.append({})
        return self._asked[place]

    def text(self, name: str) -> Any:
        """The fragment or extent of this name; None where it cannot be read."""
        if self._by_name is None:
            try:
                apart, others = _read(self._texts)
                texts = [*fragments_from(_read(self._data)[2], apart), *map(_text_from, others)]
                self._by_name = dict(zip(self.names.decode().split(" "), texts, strict=True))
            except UNREADABLE:
                self._by_name = {}
        return self._by_name.get(name)

    def is_as_it_was(self) -> bool:
        """Whether its parts are those of the file."""
        return not any(self.box(place, height) is None for place, drawn in enumerate(self._asked) for height in drawn)

    def parts(self, encode: Encode) -> list[bytes]:
        """Its parts for the next run."""
        if not self.is_as_it_was():
            self._drawn = _written(encode([_plain_boxes(drawn) for drawn in self._asked]))
        return [self._data, self._drawn, self._texts]


class Boxes:
    """The boxes behind the groups of a block: as they were drawn before, or drawn by the groups of a new layout."""

    def __init__(self, block: _KeptBlock, anew: Anew) -> None:
        """`anew` gives these groups."""
        self._block = block
        self._anew = anew
        self._groups: list[Group] | None = None

    def drawn_by(self, place: int) -> Callable[[float], Fragment]:
        """How the box at a place is drawn for a height."""

        def draw(height: float) -> Fragment:
            drawn = self._block.drawn(place)
            box = drawn.get(height) or self._block.box(place, height) or self._drawn_anew(place, height)
            drawn[height] = box
            return box

        return draw

    def _drawn_anew(self, place: int, height: float) -> Fragment:
        if self._groups is None:
            self._groups = [group for group in self._anew() if group.backdrop is not None]
        backdrop = self._groups[place].backdrop if place < len(self._groups) else None
        # What somebody wrote into the file may have more boxes than the block.
        return backdrop.draw(height) if backdrop is not None else ornament("", 0.0, height)


class KeptBlocks:
    """The blocks of one source in one look. Only those that this run used are kept for the next."""

    def __init__(self, index: Sequence[Any], pieces: bytes) -> None:
        """What an earlier run kept: keys, numbers of pages and sizes of all blocks, and their parts."""
        self._known: dict[str, list[_KeptBlock]] = {}
        at = 0
        for key, pages, sizes in index:
            parts: list[bytes] = []
            for size in sizes:
                parts.append(pieces[at : at + size])
                at += size
            names, *parts = parts
            self._known.setdefault(key, []).append(_KeptBlock(key, pages, names, parts))
        self._count = len(index)
        self._used: dict[int, _KeptBlock] = {}
        self._made: dict[tuple[str, str], _Made] = {}
        #: With each block, which is held so that no other one takes over its identity.
        self._contents: dict[int, tuple[object, _Content | None]] = {}
        self._arranged: tuple[object, str] = None, ""
        self._by_name: dict[str, _KeptBlock] | None = None
        self._of_document: tuple[list[int], list[tuple[str, str]]] = [], []
        self._is_off = False

    def begin(self, *, are_kept: bool) -> None:
        """A document begins; whether its blocks are kept."""
        self._of_document = [], []
        self._is_off = not are_kept

    def key(self, block: object, depends: str, arrangement: Arrangement, values: Mapping[str, str]) -> str:
        """What a block is found by, where its layout `depends` on this; empty for one that is not kept."""
        if self._is_off:
            return ""
        known = self._contents.get(id(block))
        if known is None:
            known = self._contents[id(block)] = block, _content(block)
        content = known[1]
        if content is None:
            return ""
        told = [depends]
        if content.slots:
            told.append(repr([(name, values.get(name)) for name in content.slots]))
        if content.has_items:
            if self._arranged[0] is not arrangement:
                self._arranged = arrangement, content_digest(arrangement)
            told.append(self._arranged[1])
        # What is said stands last, so that nothing else can read like it.
        text = "\n".join((*told, "")).encode("utf-8", "surrogatepass")
        return blake2b(text + content.told, digest_size=16).hexdigest()

    def find(self, key: str, page_text: PageText, keys: Keys, anew: Anew) -> Added | None:
        """What the block of this key adds to a document, if it was kept; its keys are handed out then."""
        for block in self._known.get(key, ()):
            try:
                if block.holds(page_text):
                    added = block.added(keys, anew)
                    self._used[id(block)] = block
                    self._of_document[0].append(id(block))
                    return added
            except UNREADABLE:
                continue
        return None

    def text(self, name: str) -> Any:
        """A fragment or extent that stands in a block, by its name."""
        if self._by_name is None:
            self._by_name = {}
            for blocks in self._known.values():
                for block in blocks:
                    self._by_name.update(dict.fromkeys(block.names.decode(errors="replace").split(" "), block))
        found = self._by_name.get(name)
        return found.text(name) if found is not None else None

    def put(
        self,
        key: str,
        added: Added,
        pages: Sequence[tuple[doc.PageReference, str]],
        keys: KeysOfBlock,
        asked: Mapping[str, Any],
        name_of: Callable[[Fragment], str | None],
    ) -> bool:
        """Keep a block that was laid out, and the texts that were `asked` for meanwhile; False if it is not kept."""
        if self._is_off or len(self._made) >= _MOST:
            return False
        try:
            plain = plain_block(added.units, added.elements, keys)
        except Unusual:
            return False
        outline = [[getattr(entry, name) for entry in added.outline] for name in ("level", "title", "anchor")]
        told = sorted([reference.anchor, reference.document, text] for reference, text in pages)
        names = [name_of(fragment) or _NO_NAME for fragment in plain.fragments]
        within = set(names)
        others = [(name, text) for name, text in asked.items() if name not in within]
        made = _Made(
            key,
            told,
            " ".join([*names, *(name for name, _ in others)]),
            [[keys.contents, keys.all_links, added.headers], outline, plain.data],
            [plain.apart, [_plain_text(text) for _, text in others]],
            [group for group in groups_in(added.units) if group.backdrop is not None],
        )
        self._made[key, repr(told)] = made
        self._of_document[1].append((key, repr(told)))
        return True

    def let_go(self) -> bool:
        """Take and keep no blocks of this document; False if none was taken, so that nothing has to be done again.

        A block that was kept does not know where it was typed, which has to be told when something is wrong.
        """
        used, made = self._of_document
        self._of_document = [], []
        self._is_off = True
        for id_ in used:
            self._used.pop(id_, None)
        for key in made:
            self._made.pop(key, None)
        return bool(used)

    def is_as_it_was(self) -> bool:
        """Whether the blocks are those that were read."""
        return (
            not self._made
            and len(self._used) == self._count
            and all(block.is_as_it_was() for block in self._used.values())
        )

    def plain(self, encode: Encode) -> tuple[list[Any], list[bytes]]:
        """The blocks that were used or made, for the next run, as what they are read from."""
        index: list[Any] = []
        pieces: list[bytes] = []
        blocks: list[_KeptBlock | _Made] = [*self._used.values(), *self._made.values()]
        for block in blocks:
            try:
                parts = [block.names, *block.parts(encode)]
            except Unusual:
                continue
            index.append([block.key, block.pages, [len(part) for part in parts]])
            pieces += parts
        return index, pieces


class _Made:
    """A block that was laid out in this run."""

    def __init__(
        self, key: str, pages: list[Any], names: str, data: list[Any], texts: list[Any], groups: Sequence[Group]
    ) -> None:
        """Notes from now on what is drawn behind the groups."""
        self.key = key
        self.pages = pages
        self.names = names.encode()
        self._data = data
        self._texts = texts
        self._drawn: list[_Drawn] = []
        for group in groups:
            assert group.backdrop is not None
            self._drawn.append({})
            group.backdrop = Backdrop(group.backdrop.x, _noting(group.backdrop.draw, self._drawn[-1]))

    def parts(self, encode: Encode) -> list[bytes]:
        """Its parts for the next run. `Unusual` where a box is more than a drawing."""
        drawn = [_plain_boxes(boxes) for boxes in self._drawn]
        return [_written(encode(part)) for part in (self._data, drawn, self._texts)]


def _noting(draw: Callable[[float], Fragment], drawn: _Drawn) -> Callable[[float], Fragment]:
    """The same, noting what is drawn."""

    def noted(height: float) -> Fragment:
        if height not in drawn:
            drawn[height] = draw(height)
        return drawn[height]

    return noted


def _read(part: bytes) -> Any:
    """What a part of a block says."""
    return loads(part.decode("utf-8", "surrogatepass"))


def _written(text: str) -> bytes:
    # To compress it would take longer than to keep more.
    return text.encode("utf-8", "surrogatepass")


def _content(block: Any) -> _Content | None:
    """What a block says, if it may be kept."""
    for each in getattr(block, "blocks", ()) or (block,):
        if any(len(getattr(each, name, ())) >= _MANY for name in ("items", "entries", "answers", "line")):
            return None
    plain = plain_content(block)
    told = content_bytes(plain)
    # Most blocks have neither. Where a text only reads like it, nothing is found, or more is told than has to be.
    slots = tuple(_slots_in(plain)) if _SLOT.encode() in told else ()
    return _Content(told, slots, _ITEMS.encode() in told)


def _slots_in(plain: Any) -> Iterator[str]:
    """The names of the slots in plain content, each of which stands first of what is said of its slot."""
    if isinstance(plain, tuple) and plain[:1] == (_SLOT,) and isinstance(plain[1], tuple):
        yield str(plain[1][0])
    elif isinstance(plain, tuple | list | dict):
        for each in plain.values() if isinstance(plain, dict) else plain:
            yield from _slots_in(each)


def _plain_text(text: Fragment | Extent) -> list[Any]:
    return plain_fragment(text) if isinstance(text, Fragment) else list(text)


def _text_from(data: Any) -> Fragment | Extent:
    if len(data) == 2:
        check(SIZES, data)
        narrowest, widest = data
        return narrowest, widest
    return fragment_from(data, doc.NOWHERE)


def _plain_boxes(drawn: _Drawn) -> list[list[Any]]:
    """Drawings by height; `Unusual` where one is more than a drawing."""
    plain = []
    for height, box in drawn.items():
        [line] = box.lines
        [mark] = line.marks
        made = FragmentLine(line.top, line.height, (mark,))
        if box != Fragment(box.width, box.height, (made,), mirrors=box.mirrors):
            raise Unusual
        plain.append([height, box.width, box.height, line.top, line.height, mark.run, mark.operators, box.mirrors])
    return plain


def _boxes_from(data: Any) -> _Drawn:
    found = {}
    for height, width, high, top, line_height, run, operators, mirrors in data:
        check(SIZES, [height, width, high, top, line_height])
        check(WHOLE, [run])
        check(TEXTS, [operators])
        check(TRUTHS, [mirrors])
        line = FragmentLine(top, line_height, (Mark(run, operators),))
        found[height] = Fragment(width, high, (line,), mirrors=mirrors)
    return found

"""The structure tree as PDF objects (ISO 32000-1, 14.7).

Elements that stand in many copies are written once: a part of the tree is remembered with all that its objects depend
on (numbers of objects, pages and marked content), and taken as it is where these are the same. The body of an item,
whose numbers change with its place, is kept as a pattern that is filled with them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from guidegen.records import dataclass, field
from guidegen.render.pdf.drawing import DrawnPage, Places
from guidegen.render.pdf.operators import numbers
from guidegen.render.pdf.pdffile import dictionary, text_string
from guidegen.render.pdf.pieces import Box
from guidegen.render.pdf.standards import namespace_of
from guidegen.render.pdf.structure import Element
from guidegen.typed import Generic, TypeVar

T = TypeVar("T")

_NO_LAYOUT: Mapping[str, str] = {}
#: How many versions of a part are remembered: copies differ in their number of pages.
_MOST_VERSIONS = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """What a part of the tree holds: the role of each content key, links, anchors, and how many elements there are."""

    roles: Mapping[int, str]
    links: tuple[int, ...]
    anchors: tuple[str, ...]
    count: int

    def new_objects(self, anchored: Mapping[str, int]) -> int:
        """How many objects it needs numbers for: those of elements that links lead to may be known before."""
        return self.count - sum([anchor in anchored for anchor in self.anchors]) if anchored else self.count


def facts_of(element: Element) -> Facts:
    """The facts of an element and all below it."""
    written = element.written
    if written is not None and "facts" in written:
        known: Facts = written["facts"]
        return known
    if written is not None and not element.kids and "pattern" in written:
        # An item that was drawn ahead: what was in it is let go.
        pattern, keys = written["pattern"]
        return Facts(dict(zip(keys, pattern.roles, strict=True)), (), (element.anchor,), pattern.count)
    roles: dict[int, str] = {}
    links: list[int] = []
    anchors: list[str] = []
    count = _gather(element, roles, links, anchors)
    facts = Facts(roles, tuple(links), tuple(anchors), count)
    if written is not None:
        written["facts"] = facts
    return facts


def all_facts(parts: Iterable[Facts]) -> Facts:
    """The facts of several parts together."""
    roles: dict[int, str] = {}
    links: list[int] = []
    anchors: list[str] = []
    count = 0
    for part in parts:
        roles.update(part.roles)
        links += part.links
        anchors += part.anchors
        count += part.count
    return Facts(roles, tuple(links), tuple(anchors), count)


def _gather(element: Element, roles: dict[int, str], links: list[int], anchors: list[str]) -> int:
    """Add what an element and all below it hold; how many elements there are."""
    if element.anchor:
        anchors.append(element.anchor)
    if element.link >= 0:
        links.append(element.link)
    count = 1
    for kid in element.kids:
        if not isinstance(kid, Element):
            roles[kid] = element.role
        elif kid.written is None:
            count += _gather(kid, roles, links, anchors)
        else:
            inner = facts_of(kid)
            roles.update(inner.roles)
            links += inner.links
            anchors += inner.anchors
            count += inner.count
    return count


@dataclass(slots=True)
class TreeGround:
    """What the objects of the tree depend on beside the elements.

    `prefix` stands before the names of elements in a file with several documents, so that each is that of one element.
    `content` says where the content of each key stands, `annotations` the objects and pages of each link's areas,
    `boxes` the places of figures. `pages` are the numbers of page objects, which follow one another; `anchored` are
    those of elements that links lead to, where they had to be known before. `namespaces` are empty before PDF 2.0.
    `drawn` is what was drawn on each side.
    """

    content: Mapping[int, Places]
    annotations: Mapping[int, Sequence[tuple[int, int]]]
    boxes: Mapping[int, Box]
    pages: Sequence[int]
    anchored: Mapping[str, int]
    namespaces: Mapping[str, int]
    drawn: Sequence[DrawnPage]
    prefix: str = ""


@dataclass(slots=True)
class WrittenPart:
    """The objects of a part of the tree. `owners` and `links` say which element has a content key or a link.

    In `packed` the writer keeps the object streams of this part and of those after it, which stand beside them.
    """

    numbers: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    owners: dict[int, int] = field(default_factory=dict)
    links: dict[int, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    packed: tuple[list[WrittenPart], list[tuple[list[int], bytes]]] | None = None


def write_part(element: Element, facts: Facts, parent: int, first: int, ground: TreeGround) -> WrittenPart:
    """The objects of an element and all below it, whose facts these are.

    They are numbered from `first`, in reading order, but for anchors that have their numbers already.
    """
    if element.written is None or ground.prefix:
        # In a file with several documents no part has the numbers that it has elsewhere.
        part = WrittenPart()
        _write(element, parent, first, ground, part)
        return part
    versions: Versions[WrittenPart] = element.written.setdefault("versions", Versions())

    def made() -> WrittenPart:
        part = WrittenPart()
        _write(element, parent, first, ground, part)
        return part

    return versions.find_or_make(facts, (parent, first), ground, made)


@dataclass(slots=True)
class _Version(Generic[T]):
    """What was made of a part, with all that it depends on: numbers of objects, and the `places` of its content.

    Where the sides on which it stands are those that were `drawn` for it, so are its places, without being compared.
    """

    stamp: tuple[Any, ...]
    places: list[Places]
    made: T
    drawn: list[tuple[int, DrawnPage]] = field(default_factory=list)

    def note(self, drawn: Sequence[DrawnPage]) -> None:
        """Note the sides on which it stands."""
        self.drawn = [(side, drawn[side]) for side in sorted({side for place in self.places for side, _ in place})]

    def stands_on(self, drawn: Sequence[DrawnPage]) -> bool:
        """Whether these sides are the same objects. What has no content stands on none."""
        for side, known in self.drawn:
            if side >= len(drawn) or drawn[side] is not known:
                return False
        return bool(self.drawn)


class Versions(Generic[T]):
    """What was made of a part of the tree for the last copies."""

    def __init__(self) -> None:
        """Nothing was made yet."""
        self._known: list[_Version[T]] = []

    def find_or_make(self, facts: Facts, numbers_: tuple[int, ...], ground: TreeGround, make: Callable[[], T]) -> T:
        """What was made with the same numbers of objects, places and targets, or what `make` makes now."""
        stamp = (
            numbers_,
            ground.pages[0],
            list(map(ground.annotations.get, facts.links)),
            list(map(ground.anchored.get, facts.anchors)),
            list(ground.namespaces.values()),
        )
        alike = [known for known in self._known if known.stamp == stamp]
        for known in alike:
            if known.stands_on(ground.drawn):
                return known.made
        places = list(map(ground.content.__getitem__, facts.roles))
        for known in alike:
            if known.places == places:
                known.note(ground.drawn)
                return known.made
        version = _Version(stamp, places, make())
        version.note(ground.drawn)
        self._known.insert(0, version)
        del self._known[_MOST_VERSIONS:]
        return version.made


def _write(element: Element, parent: int, following: int, ground: TreeGround, part: WrittenPart) -> tuple[int, int]:
    """Write the element; its number, and the next free one. Objects of parts stand before those around them."""
    own = ground.anchored.get(element.anchor, 0) if element.anchor else 0
    if not own:
        own, following = following, following + 1
    if len(element.kids) == 1 and (leaf := _leaf(element, parent, ground)) is not None:
        part.numbers.append(own)
        part.bodies.append(leaf)
        part.owners[element.kids[0]] = own  # type: ignore[index]
        return own, following
    page = -1
    kids: list[str] = []
    content, pages = ground.content, ground.pages
    place = len(part.numbers)
    part.numbers.append(own)
    part.bodies.append(b"")
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.written is not None and (filled := _filled(kid, own, following, ground, part)):
                kids.append(f"{following} 0 R")
                following += filled
                continue
            number, following = _write(kid, own, following, ground, part)
            kids.append(f"{number} 0 R")
            continue
        part.owners[kid] = own
        for at, mcid in content[kid]:
            if page < 0:
                page = at
            if at == page:
                kids.append(str(mcid))
            else:
                kids.append(f"<</Type /MCR /Pg {pages[at]} 0 R /MCID {mcid}>>")
    if element.link >= 0:
        part.links[element.link] = own
        for annotation, at in ground.annotations.get(element.link, ()):
            kids.append(f"<</Type /OBJR /Obj {annotation} 0 R /Pg {pages[at]} 0 R>>")
    if element.id:
        part.ids[ground.prefix + element.id] = own
    at_page = f"/Pg {pages[page]} 0 R" if page >= 0 else ""
    namespace = f"/NS {ground.namespaces[namespace_of(element.role)]} 0 R" if ground.namespaces else ""
    layout = _layout(element, ground) if ground.boxes else _NO_LAYOUT
    extra = attributes_of(element, layout, ground.prefix)
    body = f"<</Type /StructElem/S /{element.role}/P {parent} 0 R/K [{' '.join(kids)}]{at_page}{namespace}{extra}>>"
    part.bodies[place] = body.encode("latin-1")
    return own, following


def _leaf(element: Element, parent: int, ground: TreeGround) -> bytes | None:
    """The object of an element whose one kid is content in one place, with nothing to tell beside it, as most are."""
    [key] = element.kids
    if element.link >= 0 or element.id or ground.namespaces or ground.boxes:
        return None
    if not isinstance(key, int) or len(ground.content[key]) != 1:
        return None
    [(page, mcid)] = ground.content[key]
    body = f"<</Type /StructElem/S /{element.role}/P {parent} 0 R/K [{mcid}]/Pg {ground.pages[page]} 0 R"
    return f"{body}{attributes_of(element, _NO_LAYOUT, ground.prefix)}>>".encode("latin-1")


@dataclass(frozen=True, slots=True)
class TreePattern:
    """A part of the tree all of whose content stands on one page, each key once, without its place and numbers.

    `text` holds the bodies of its objects, a line each. `pick` takes what they need, in order, from: the parent, the
    page, the numbers of the elements, and the marked-content ids of the keys. Parts of the same make may share their
    pattern, and have keys of their own; `roles` are those of the keys, `owned_by` says which element (by its place) has
    each.
    """

    text: str
    pick: itemgetter[Any]
    roles: tuple[str, ...]
    owned_by: tuple[int, ...]
    count: int
    ids: tuple[tuple[str, int], ...] = ()


def _filled(element: Element, parent: int, first: int, ground: TreeGround, part: WrittenPart) -> int:
    """Add a part from its pattern; how many elements there are, or 0 where it cannot be done so."""
    assert element.written is not None
    if "pattern" not in element.written:
        element.written["pattern"] = pattern_of(element) if not element.anchor else None
    known: tuple[TreePattern, tuple[int, ...]] | None = element.written["pattern"]
    if known is None or ground.namespaces:
        return 0
    pattern, keys = known
    if not ground.boxes.keys().isdisjoint(keys) or (ground.prefix and pattern.ids):
        return 0
    try:
        # Each key with the one place that it has.
        pages, mcids = zip(*[place for (place,) in map(ground.content.__getitem__, keys)], strict=True)
    except ValueError:
        return 0
    if pages.count(pages[0]) < len(pages):
        return 0
    own = range(first, first + pattern.count)
    part.numbers += own
    text = pattern.text % pattern.pick((parent, ground.pages[pages[0]], *own, *mcids))
    part.bodies += text.encode("latin-1").split(b"\n")
    part.owners.update(zip(keys, map(first.__add__, pattern.owned_by), strict=True))
    if pattern.ids:
        part.ids.update((name, first + at) for name, at in pattern.ids)
    return pattern.count


def pattern_of(element: Element) -> tuple[TreePattern, tuple[int, ...]] | None:
    """The pattern of a part with its keys; None for one with links or anchors in it, which are rare where parts change
    their place.
    """
    elements = list(element.walk())
    if any(each.link >= 0 or each.anchor for each in elements[1:]) or element.link >= 0:
        return None
    keys = tuple([kid for each in elements for kid in each.kids if not isinstance(kid, Element)])
    if not keys:
        return None
    place = {id(each): index for index, each in enumerate(elements)}
    first_key = 2 + len(elements)
    key_at = {key: first_key + index for index, key in enumerate(keys)}
    parents = {id(kid): index for index, each in enumerate(elements) for kid in each.kids if isinstance(kid, Element)}
    bodies: list[str] = []
    picked: list[int] = []
    roles: list[str] = []
    owned_by: list[int] = []
    for index, each in enumerate(elements):
        picked.append(2 + parents[id(each)] if index else 0)
        kids: list[str] = []
        for kid in each.kids:
            if isinstance(kid, Element):
                kids.append("%d 0 R")
                picked.append(2 + place[id(kid)])
            else:
                kids.append("%d")
                picked.append(key_at[kid])
                roles.append(each.role)
                owned_by.append(index)
        has_content = any(isinstance(kid, int) for kid in each.kids)
        if has_content:
            picked.append(1)
        at_page = "/Pg %d 0 R" if has_content else ""
        extra = attributes_of(each).replace("%", "%%")
        bodies.append(f"<</Type /StructElem/S /{each.role}/P %d 0 R/K [{' '.join(kids)}]{at_page}{extra}>>")
    if any("\n" in body for body in bodies):
        return None
    ids = tuple((each.id, index) for index, each in enumerate(elements) if each.id)
    text = "\n".join(bodies)
    return _pattern(text, tuple(picked), tuple(roles), tuple(owned_by), len(elements), ids), keys


@functools.lru_cache(maxsize=512)
def _pattern(
    text: str,
    picked: tuple[int, ...],
    roles: tuple[str, ...],
    owned_by: tuple[int, ...],
    count: int,
    ids: tuple[tuple[str, int], ...],
) -> TreePattern:
    """The pattern of all parts of one make: an item has the same tree in hundreds of orders of its options."""
    return TreePattern(text, itemgetter(*picked), roles, owned_by, count, ids)


def _layout(element: Element, ground: TreeGround) -> dict[str, str]:
    """Where a figure or formula stands on its page (ISO 32000-1, 14.8.5.4.3), for readers that show or crop it."""
    boxes = ground.boxes
    if not boxes or element.role not in ("Figure", "Formula"):
        return {}
    drawn = [kid for kid in element.kids if isinstance(kid, int) and kid in boxes]
    # A chart that goes on over a page stands where it begins.
    found = [boxes[kid] for kid in drawn if ground.content[kid][0][0] == ground.content[drawn[0]][0][0]]
    # A formula inside a line is no block, even where its line begins with it.
    if not found or (element.role == "Formula" and "Layout" not in element.attributes):
        return {}
    left, bottom, right, top = zip(*found, strict=True)
    box = numbers(min(left), min(bottom), max(right), max(top))
    return {"Placement": "/Block", "BBox": f"[{box}]"}


def attributes_of(element: Element, layout: Mapping[str, str] = _NO_LAYOUT, prefix: str = "") -> str:
    """What an element says of itself beside its role and what is in it, in PDF syntax."""
    told = element.id or element.language or element.alt or element.actual_text or element.expansion or element.title
    if not (told or layout or element.attributes):
        # Most elements are such: they have a role and what is in them.
        return ""
    return "".join(f"/{key} {value}" for key, value in _entries(element, layout, prefix))


def _entries(element: Element, layout: Mapping[str, str], prefix: str) -> Iterable[tuple[str, str]]:
    attributes = {**element.attributes, "Layout": layout} if layout else element.attributes
    if prefix and "Headers" in attributes.get("Table", ()):
        headers = attributes["Table"]["Headers"].replace("(", f"({prefix}")
        attributes = {**attributes, "Table": {**attributes["Table"], "Headers": headers}}
    if attributes:
        owners = [dictionary({"O": f"/{owner}", **entries}) for owner, entries in attributes.items()]
        yield "A", owners[0] if len(owners) == 1 else f"[{' '.join(owners)}]"
    if element.language:
        yield "Lang", text_string(element.language)
    if element.alt:
        yield "Alt", text_string(element.alt)
    if element.actual_text:
        yield "ActualText", text_string(element.actual_text)
    if element.expansion:
        yield "E", text_string(element.expansion)
    if element.title:
        yield "T", text_string(element.title)
    if element.id:
        yield "ID", text_string(prefix + element.id)


def groups_of(parts: Sequence[WrittenPart], most: int) -> Iterator[list[WrittenPart]]:
    """Parts in a row that are packed together: as many as have no more than `most` objects, or one that has more."""
    group: list[WrittenPart] = []
    size = 0
    for part in parts:
        if group and size + len(part.numbers) > most:
            yield group
            group, size = [], 0
        group.append(part)
        size += len(part.numbers)
    if group:
        yield group


def parent_tree(owners: Sequence[int], owned_by: Mapping[int, int]) -> str:
    """The elements of a page's marked content, by its id."""
    return _references(tuple(map(owned_by.__getitem__, owners)))


@functools.lru_cache(maxsize=64)
def _references(numbers_: tuple[int, ...]) -> str:
    """References in an array: pages that copies have in common have the same."""
    return f"[{' 0 R '.join(map(str, numbers_))} 0 R]" if numbers_ else "[]"

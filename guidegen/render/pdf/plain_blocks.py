"""Laid-out blocks as plain data and back: the units to place and the structure elements to read.

What many things have stands together, a list for each of their fields: that is soonest read, and its types are looked
at as a whole. What few have stands beside it, with their places. Fragments, units and elements follow one another in
these lists, each with the number of what it has; an element stands after those in it. Content keys and link keys are
counted from the first of the block.

What nobody asks of a fragment that is placed stands apart, for those who want the fragment itself: its part in the
structure, and which glyphs are its own. The first one has the glyphs of the whole block, since a document asks for
those of all.

What stands in plain data may be anything: what does not read as a block raises one of `plain_kinds.UNREADABLE`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from guidegen.diagnostics import Span
from guidegen.document.elements import PageReference, Slot
from guidegen.records import dataclass, replace
from guidegen.render.pdf.flow import Backdrop, Group, Placed, Stack, Unit
from guidegen.render.pdf.fragments import FieldPlace, Fragment, FragmentLine, LinkPlace, Mark, SlotPlace
from guidegen.render.pdf.glyph_sets import Glyphs, as_text, from_text, together
from guidegen.render.pdf.plain_fragments import kids_from, plain_glyphs, plain_kids, plain_style, style_from
from guidegen.render.pdf.plain_kinds import SIZES, TEXTS, TRUTHS, WHOLE, check, fields, told_by_field
from guidegen.render.pdf.structure import NO_ATTRIBUTES, Element
from guidegen.render.pdf.text import Style

#: How a group draws its box: by its place among the groups that have one.
DrawnBy = Callable[[int], Callable[[float], Fragment]]

_NOWHERE = Span("")
#: The flags of a unit, by their bits.
_KEEP_NEXT, _HEADS, _AT_FOOT, _TURNED, _IN_COLUMN, _OF_COPY = 1, 2, 4, 8, 16, 32
#: What few elements have.
_OF_FEW = ("language", "alt", "actual_text", "expansion", "title", "id", "anchor")
#: The kinds of values in slots.
_PAGE, _SLOT, _INLINE = 0, 1, 2


class Unusual(Exception):
    """The block has something that is not kept."""


@dataclass(frozen=True, slots=True)
class KeysOfBlock:
    """The content keys and link keys of a block: the first of each, and how many there are."""

    content: int
    links: int
    contents: int
    all_links: int


# To plain data


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """A block as plain data, and what stands `apart` of its fragments, in the order in which they stand there."""

    data: list[Any]
    apart: list[Any]
    fragments: list[Fragment]


def plain_block(units: Sequence[Unit], elements: Sequence[Element], keys: KeysOfBlock) -> PlainBlock:
    """The block. Raises `Unusual`.

    Not kept are pictures, which have bytes of their own, and what other documents were laid out with as well.
    """
    told = _Told(keys)
    for unit in units:
        told.unit(unit)
    groups = told.plain_groups()
    data = [told.of_fragments(), told.of_units(), len(units), groups, _plain_tree(elements, keys)]
    apart = [[plain_kids(each.kids) for each in told.fragments], [plain_glyphs(each) for each in told.fragments]]
    return PlainBlock(data, apart, told.fragments)


def groups_in(units: Sequence[Unit]) -> list[Group]:
    """The groups of units, in the order in which they come."""
    found: dict[int, Group] = {}
    for unit in units:
        for group in unit.groups:
            found.setdefault(id(group), group)
    for group in list(found.values()):
        for unit in group.repeat:
            for inner in unit.groups:
                found.setdefault(id(inner), inner)
    return list(found.values())


class _Told:
    """What is told of the units of a block so far."""

    def __init__(self, keys: KeysOfBlock) -> None:
        self.keys = keys
        self.fragments: list[Fragment] = []
        self._places: dict[int, int] = {}
        #: The fragments of whose lines something is drawn, and the first of them.
        self._seen: set[int] = set()
        self._drawn_first = -1
        self._marks: list[tuple[int, str]] = []
        self._lines: list[tuple[float, float, int]] = []
        self._lowered: list[tuple[int, float]] = []
        self._links: list[tuple[Any, ...]] = []
        self._slots: list[tuple[Any, ...]] = []
        self._fields: list[tuple[Any, ...]] = []
        self._styles: dict[Style, int] = {}
        self._glyphs: dict[str, Glyphs] = {}
        self._drawn: list[tuple[Any, ...]] = []
        self._placed: list[tuple[Any, ...]] = []
        self._units: list[tuple[Any, ...]] = []
        self._of_few: list[tuple[Any, ...]] = []
        self._all: list[Unit] = []
        self._within: dict[tuple[int, ...], tuple[int, tuple[Group, ...]]] = {(): (0, ())}
        self._stacks: set[int] = set()

    def unit(self, unit: Unit) -> None:
        stack, pieces = unit.stack, -1
        for placed in unit.placed:
            self._place(placed)
        if stack is not None:
            if id(stack) in self._stacks or stack.came or stack.drawn is not None:
                raise Unusual
            self._stacks.add(id(stack))
            pieces = len(stack.placed)
            for placed in stack.placed:
                self._place(placed)
        flags = (
            (_KEEP_NEXT if unit.keep_next else 0)
            + (_HEADS if unit.heads else 0)
            + (_AT_FOOT if unit.at_foot else 0)
            + (_TURNED if unit.turned else 0)
            + (_IN_COLUMN if unit.in_column else 0)
            + (_OF_COPY if stack is not None and stack.of_copy else 0)
        )
        within = 0
        if unit.groups:
            within = self._within.setdefault(tuple(map(id, unit.groups)), (len(self._within), unit.groups))[0]
        if unit.break_before or unit.anchors:
            self._of_few.append((len(self._units), unit.break_before, unit.anchors))
        self._units.append((unit.height, len(unit.placed), pieces, unit.before, unit.after, flags, within))
        self._all.append(unit)

    def _place(self, placed: Placed) -> None:
        key, fragment = placed.key, placed.fragment
        if key >= 0:
            key -= self.keys.content
            if not 0 <= key <= self.keys.contents - fragment.runs:
                raise Unusual
        link = 0
        for line in fragment.lines:
            if line.links or line.fields:
                link = placed.link - self.keys.links
                if not 0 <= link < self.keys.all_links:
                    raise Unusual
        place = self._places.get(id(fragment))
        if place is None:
            place = self._tell(fragment)
        if fragment.glyphs and id(fragment) not in self._seen and fragment.lines[placed.first : placed.last]:
            if not self._seen:
                self._drawn_first = place
            self._seen.add(id(fragment))
            for face, glyphs in fragment.glyphs:
                self._glyphs[face] = together(self._glyphs[face], glyphs) if face in self._glyphs else glyphs
        self._placed.append((place, placed.x, placed.y, key, link, placed.first, placed.last, placed.artifact))

    def _tell(self, fragment: Fragment) -> int:
        if fragment.images or fragment.problems:
            raise Unusual
        place = self._places[id(fragment)] = len(self.fragments)
        self.fragments.append(fragment)
        for line in fragment.lines:
            for mark in line.marks:
                self._marks.append((mark.run, mark.operators))
            if line.slots or line.links or line.lowered or line.fields:
                self._tell_beside(line, len(self._lines))
            self._lines.append((line.top, line.height, len(line.marks)))
        self._drawn.append(
            (
                fragment.width,
                fragment.height,
                len(fragment.lines),
                fragment.runs,
                fragment.extent,
                fragment.mirrors,
            )
        )
        return place

    def _tell_beside(self, line: FragmentLine, place: int) -> None:
        if line.lowered:
            self._lowered.append((place, line.lowered))
        for link in line.links:
            self._links.append((place, link.link, link.x, link.width, link.target, link.contents))
        for slot in line.slots:
            value = slot.value
            if isinstance(value, Slot):
                told = (_INLINE if value.inline else _SLOT), value.name, value.sample
            else:
                told = _PAGE, value.anchor, value.document
            style = self._styles.setdefault(slot.style, len(self._styles))
            self._slots.append((place, slot.run, *told, slot.x, slot.baseline, slot.width, style))
        for f in line.fields:
            self._fields.append((place, f.link, f.x, f.bottom, f.width, f.height, f.blank, f.prompt))

    def plain_groups(self) -> list[Any]:
        """The groups; the units that they repeat stand behind those of the block."""
        groups = groups_in(self._all)
        if not groups:
            return [[], [[]]]
        place_of = {id(unit): place for place, unit in enumerate(self._all)}
        plain = []
        for group in groups:
            repeated = []
            for unit in group.repeat:
                if id(unit) not in place_of:
                    place_of[id(unit)] = len(self._all)
                    self.unit(unit)
                repeated.append(place_of[id(unit)])
            x = group.backdrop.x if group.backdrop is not None else None
            plain.append([group.keep, group.padding, x, repeated])
        places = {id(group): place for place, group in enumerate(groups)}
        within = [[places[id(group)] for group in around] for _, around in self._within.values()]
        return [plain, within]

    def of_fragments(self) -> list[Any]:
        beside: list[Any] = []
        if self._lowered or self._links or self._slots or self._fields:
            styles = [plain_style(style) for style in self._styles]
            beside = [
                told_by_field(self._lowered),
                told_by_field(self._links),
                told_by_field(self._slots),
                told_by_field(self._fields),
                styles,
            ]
        glyphs = [[face, as_text(glyphs)] for face, glyphs in self._glyphs.items()]
        of_block = [self._drawn_first, glyphs]
        return [told_by_field(self._marks), told_by_field(self._lines), beside, of_block, told_by_field(self._drawn)]

    def of_units(self) -> list[Any]:
        return [told_by_field(self._placed), told_by_field(self._units), self._of_few]


def _plain_tree(elements: Sequence[Element], keys: KeysOfBlock) -> list[Any]:
    """The elements, each after those in it: their roles, how many kids they have, and these. A key is its number, an
    element that of its place below 0.
    """
    roles: list[str] = []
    counts: list[int] = []
    kids: list[int] = []
    named: list[int] = []
    links: list[tuple[int, int]] = []
    ranks: list[tuple[int, int]] = []
    told: tuple[list[tuple[int, str]], ...] = tuple([] for _ in _OF_FEW)
    attributes: dict[str, tuple[dict[str, Any], list[int]]] = {}
    first, contents, first_link, all_links = keys.content, keys.contents, keys.links, keys.all_links

    def tell(element: Element) -> int:
        """The place of an element, which is told now."""
        own: list[int] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                own.append(~tell(kid))
            elif 0 <= kid - first < contents:
                own.append(kid - first)
            else:
                raise Unusual
        if element.written is not None:
            raise Unusual
        place = len(roles)
        if element.named:
            named.append(place)
        if element.link >= 0:
            if not 0 <= element.link - first_link < all_links:
                raise Unusual
            links.append((place, element.link - first_link))
        if element.rank:
            ranks.append((place, element.rank))
        if element.attributes:
            plain = {owner: dict(entries) for owner, entries in element.attributes.items()}
            attributes.setdefault(str(plain), (plain, []))[1].append(place)
        if not _is_told_by_role(element):
            for name, column in zip(_OF_FEW, told, strict=True):
                if value := getattr(element, name):
                    column.append((place, value))
        roles.append(element.role)
        counts.append(len(own))
        kids.extend(own)
        return place

    tops = [tell(element) for element in elements]
    few = [told_by_field(column) if column else [] for column in told]
    return [
        roles,
        counts,
        kids,
        tops,
        named,
        told_by_field(links),
        told_by_field(ranks),
        list(attributes.values()),
        few,
    ]


def _is_told_by_role(element: Element) -> bool:
    """Whether nothing is said of an element but its role."""
    said = element.language or element.alt or element.actual_text or element.expansion or element.title or element.id
    return not (said or element.anchor)


# And back


def block_from(data: Any, content: int, links: int, drawn_by: DrawnBy) -> tuple[list[Unit], list[Element]]:
    """The units and elements that plain data tells, with these as the first of its keys."""
    of_fragments, (of_placed, of_units, few), count, (plain_groups, plain_within), of_tree = data
    fragments = _fragments_from(of_fragments)
    groups = _groups_from(plain_groups, drawn_by) if plain_groups else []
    within = [tuple([groups[place] for place in around]) for around in plain_within]
    units = _units_from(_placed_from(of_placed, fragments, content, links), of_units, few, within)
    if groups:
        for group, (_, _, _, repeated) in zip(groups, plain_groups, strict=True):
            if repeated:
                group.repeat = [units[place] for place in repeated]
    if type(count) is not int or not 0 <= count <= len(units):
        raise ValueError("no number of units")
    return units[:count], _tree_from(of_tree, content, links)


def fragments_from(data: Any, apart: Any) -> list[Fragment]:
    """The fragments of a block, with what stands apart of them."""
    all_kids, all_glyphs = apart
    check(TEXTS, [face for glyphs in all_glyphs for face, _ in glyphs])
    return [
        Fragment(
            each.width,
            each.height,
            each.lines,
            kids_from(kids),
            each.runs,
            tuple([(face, from_text(told)) for face, told in glyphs]),
            extent=each.extent,
            mirrors=each.mirrors,
        )
        for each, kids, glyphs in zip(_fragments_from(data[0]), all_kids, all_glyphs, strict=True)
    ]


def _fragments_from(data: Any) -> list[Fragment]:
    of_marks, of_lines, of_few, (drawn_first, glyphs), of_drawn = data
    marks = list(zip(map(Mark, *fields(of_marks, WHOLE, TEXTS))))
    tops, heights, counts = fields(of_lines, SIZES, SIZES, WHOLE)
    if len(marks) == len(counts) == counts.count(1):
        # As most lines have one mark.
        lines = list(map(FragmentLine, tops, heights, marks))
    else:
        lines, at = [], 0
        for top, height, count in zip(tops, heights, counts, strict=True):
            lines.append(FragmentLine(top, height, tuple([mark for (mark,) in marks[at : at + count]])))
            at += count
    if of_few:
        _put_beside(lines, *of_few)
    check(TEXTS, [face for face, _ in glyphs])
    of_block = tuple([(face, from_text(told)) for face, told in glyphs])
    columns = fields(of_drawn, SIZES, SIZES, WHOLE, WHOLE, SIZES, TRUTHS)
    found: list[Fragment] = []
    at = 0
    for width, height, count, runs, extent, mirrors in zip(*columns, strict=True):
        own = tuple(lines[at : at + count])
        at += count
        found.append(Fragment(width, height, own, (), runs, (), (), (), _NOWHERE, extent, mirrors))
    if of_block:
        first = found[drawn_first]
        found[drawn_first] = replace(first, glyphs=of_block)
    return found


def _put_beside(
    lines: list[FragmentLine], of_lowered: Any, of_links: Any, of_slots: Any, of_fields: Any, plain_styles: Any
) -> None:
    """Put what few lines have into them."""
    drops = dict(zip(*fields(of_lowered, WHOLE, SIZES), strict=True)) if of_lowered[0] != 0 else {}
    links: dict[int, list[LinkPlace]] = {}
    slots: dict[int, list[SlotPlace]] = {}
    of_form: dict[int, list[FieldPlace]] = {}
    if of_links[0] != 0:
        for place, *link in zip(*fields(of_links, WHOLE, WHOLE, SIZES, SIZES, TEXTS, TEXTS), strict=True):
            links.setdefault(place, []).append(LinkPlace(*link))
    if of_slots[0] != 0:
        styles = [style_from(*told) for told in plain_styles]
        kinds = WHOLE, WHOLE, WHOLE, TEXTS, TEXTS, SIZES, SIZES, SIZES, WHOLE
        for place, run, kind, name, more, x, baseline, width, style in zip(*fields(of_slots, *kinds), strict=True):
            value = PageReference(name, more) if kind == _PAGE else Slot(name, more, kind == _INLINE)
            slots.setdefault(place, []).append(SlotPlace(run, value, x, baseline, width, styles[style]))
    if of_fields[0] != 0:
        of_a_field = WHOLE, WHOLE, SIZES, SIZES, SIZES, SIZES, WHOLE, TEXTS
        for place, *field in zip(*fields(of_fields, *of_a_field), strict=True):
            of_form.setdefault(place, []).append(FieldPlace(*field))
    for place in {**drops, **links, **slots, **of_form}:
        line = lines[place]
        lines[place] = FragmentLine(
            line.top,
            line.height,
            line.marks,
            tuple(slots.get(place, ())),
            tuple(links.get(place, ())),
            drops.get(place, 0.0),
            tuple(of_form.get(place, ())),
        )


def _groups_from(data: Any, drawn_by: DrawnBy) -> list[Group]:
    keeps, paddings, xs, _ = zip(*data, strict=True)
    check(TRUTHS, list(keeps))
    check(SIZES, list(paddings), [x for x in xs if x is not None])
    groups: list[Group] = []
    boxes = 0
    for keep, padding, x, _ in data:
        backdrop = None
        if x is not None:
            backdrop = Backdrop(x, drawn_by(boxes))
            boxes += 1
        groups.append(Group(keep, backdrop, padding))
    return groups


def _placed_from(data: Any, fragments: Sequence[Fragment], content: int, links: int) -> list[Placed]:
    kinds = WHOLE, SIZES, SIZES, WHOLE, WHOLE, WHOLE, WHOLE, TEXTS
    places, xs, ys, keys, own_links, *rest = fields(data, *kinds)
    of_document = [content + key if key >= 0 else -1 for key in keys]
    return list(
        map(Placed, map(fragments.__getitem__, places), xs, ys, of_document, map(links.__add__, own_links), *rest)
    )


def _units_from(placed: list[Placed], data: Any, few: Any, within: Sequence[tuple[Group, ...]]) -> list[Unit]:
    columns = fields(data, SIZES, WHOLE, WHOLE, SIZES, SIZES, WHOLE, WHOLE)
    units: list[Unit] = []
    at = 0
    for height, count, stacked, before, after, flag, place in zip(*columns, strict=True):
        own = placed[at : at + count]
        at += count
        unit = Unit(height, own, before, after, groups=within[place]) if place else Unit(height, own, before, after)
        if stacked >= 0:
            unit.stack = Stack(tuple(placed[at : at + stacked]), flag & _OF_COPY != 0)
            at += stacked
        if flag:
            unit.keep_next, unit.heads = flag & _KEEP_NEXT != 0, flag & _HEADS != 0
            unit.at_foot, unit.turned = flag & _AT_FOOT != 0, flag & _TURNED != 0
            unit.in_column = flag & _IN_COLUMN != 0
        units.append(unit)
    for place, break_before, anchors in few:
        check(TEXTS, anchors, [break_before])
        units[place].break_before, units[place].anchors = break_before, tuple(anchors)
    return units


def _tree_from(data: Any, content: int, links: int) -> list[Element]:
    roles, counts, kids, tops, named, of_links, of_ranks, of_attributes, of_few = data
    check(TEXTS, roles)
    check(WHOLE, counts, kids, tops, named)
    made: list[Element] = []
    at = 0
    for role, count in zip(roles, counts, strict=True):
        if count == 1:
            kid = kids[at]
            at += 1
            made.append(Element(role, [content + kid if kid >= 0 else made[~kid]], NO_ATTRIBUTES))
        else:
            own = kids[at : at + count]
            at += count
            made.append(Element(role, [content + kid if kid >= 0 else made[~kid] for kid in own], NO_ATTRIBUTES))
    for place in named:
        made[place].named = True
    if of_links[0] != 0:
        for place, link in zip(*fields(of_links, WHOLE, WHOLE), strict=True):
            made[place].link = links + link
    if of_ranks[0] != 0:
        for place, rank in zip(*fields(of_ranks, WHOLE, WHOLE), strict=True):
            made[place].rank = rank
    for attributes, places in of_attributes:
        for entries in attributes.values():
            check(TEXTS, list(entries.values()))
        for place in places:
            made[place].attributes = attributes
    for name, column in zip(_OF_FEW, of_few, strict=True):
        if column:
            for place, text in zip(*fields(column, WHOLE, TEXTS), strict=True):
                setattr(made[place], name, text)
    return [made[place] for place in tops]

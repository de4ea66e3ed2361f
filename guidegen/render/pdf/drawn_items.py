"""The items of a long quiz, drawn as soon as they are laid out, by whoever has time.

What is drawn of an item, and what is written of its part of the tree, waits for nothing but its place on a page and the
numbers there. So it is plain data with gaps for these: it can be handed from one process to another, and takes less
room than the pieces that it is drawn from. Those are let go at once.

An item that adds anything else to its document (a problem, a picture, a link, the page of another section), that a
page break may part, or one of whose texts is drawn in two goes, is laid out by the process that asks, in the ordinary
way.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable, Sequence
from contextlib import closing

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.records import dataclass, replace
from guidegen.render.pdf.drawing import DrawnStack, drawn_stack
from guidegen.render.pdf.flow import Group, Unit
from guidegen.render.pdf.hands import Hands, shares
from guidegen.render.pdf.layout import Laid, Layout
from guidegen.render.pdf.placed import Stack
from guidegen.render.pdf.standing import StandingBlocks
from guidegen.render.pdf.structure import Element, Keys
from guidegen.render.pdf.tree_writing import TreePattern, attributes_of, pattern_of

#: From so many items on it pays: fewer are sooner laid out when fragments of an earlier run are found again.
LEAST = 150
#: So many items are worth another process, which takes some milliseconds to begin.
LEAST_FOR_ANOTHER = 500
#: So few items are a task at least: some milliseconds of work. So many, or such a share of all, are one at most: those
#: who have begun must have enough to do while this process does something else.
_FEWEST, _MOST, _LARGEST_SHARE = 16, 256, 16

#: Lays an item out, with its number.
Lay = Callable[[Layout, ArrangedItem], Laid]


@dataclass(frozen=True, slots=True)
class _Make:
    """What items of the same make share: the pattern of their part of the tree, and their keys of content in the order
    of the pattern and in that of drawing, both counted from the first of `count`. `lead` is that of their stacks.
    """

    pattern: TreePattern
    in_tree: tuple[int, ...]
    in_drawing: tuple[int, ...]
    count: int
    lead: tuple[int | tuple[float, float], ...]


#: The place of the make among those of its task; height, room before and after; the operators, the glyphs by face.
_Drawn = tuple[int, float, float, float, tuple[str, ...], tuple[tuple[str, int], ...]]
#: What is made of a task: the makes, and for each item what was drawn, or None.
_Result = tuple[list[_Make], list[_Drawn | None]]


class DrawnItems:
    """The items that were drawn before their places are known, by their ids.

    They are drawn while those before them are asked for, so that everybody has something to do. Within `with` they are
    asked for, and at its end all are there.
    """

    def __init__(self, results: Generator[tuple[Sequence[str], _Result]] | None = None) -> None:
        """The `results` tell the ids of some items, and what was drawn of these; without them there are none."""
        self._results = results
        self._found: dict[str, tuple[list[_Make], _Drawn | None]] = {}

    def _add(self, items: Sequence[str], result: _Result) -> None:
        """Take what was drawn of the items with these ids."""
        makes, drawn = result
        self._found.update({id_: (makes, each) for id_, each in zip(items, drawn, strict=True)})

    def _find(self, id_: str) -> tuple[list[_Make], _Drawn | None]:
        """What was drawn of an item, as soon as it is there."""
        while id_ not in self._found and self._results is not None:
            result = next(self._results, None)
            if result is None:
                self._results = None
            else:
                self._add(*result)
        return self._found.get(id_, ([], None))

    def __enter__(self) -> DrawnItems:
        return self

    def __exit__(self, error: object, *_: object) -> None:
        if self._results is not None and error is None:
            for result in self._results:
                self._add(*result)
        elif self._results is not None:
            self._results.close()
        self._results = None

    def laid(self, item: doc.Item, anchor: str, groups: tuple[Group, ...], keys: Keys) -> Laid | None:
        """An item within these groups in a document that hands out its keys so; None for one that was not drawn."""
        makes, drawn_ahead = self._find(item.id)
        if drawn_ahead is None:
            return None
        index, height, before, after, texts, glyphs = drawn_ahead
        make = makes[index]
        first = keys.content
        keys.content += make.count
        own = tuple([first + key for key in make.in_tree])
        owners = own if make.in_drawing is make.in_tree else tuple([first + key for key in make.in_drawing])
        drawn = DrawnStack(texts, owners, (), (), (), dict(glyphs), (), {}, True, make.lead)
        stack = Stack((), of_copy=True, slots=(), drawn=drawn, came=True)
        unit = Unit(height, [], before, after, groups=groups, anchors=(anchor,), origin=item.origin, stack=stack)
        element = Element("LI", anchor=anchor, named=True, written={"pattern": (make.pattern, own)})
        return Laid([unit], [element])


def drawn_items(layout: Layout, items: Sequence[tuple[doc.Item, ArrangedItem]], lay: Lay, hands: Hands) -> DrawnItems:
    """The items, as far as they can be drawn before they are placed; none of a few."""
    if len(items) < LEAST:
        return DrawnItems()
    hands = hands.at_most(1 + len(items) // LEAST_FOR_ANOTHER)
    return DrawnItems(_results(_Drawing(layout, items, lay), hands))


def _results(drawing: _Drawing, hands: Hands) -> Generator[tuple[Sequence[str], _Result]]:
    items = drawing.items
    tasks = shares(len(items), hands.count, _FEWEST, max(_MOST, len(items) // _LARGEST_SHARE))
    with closing(hands.results(drawing.make, tasks)) as results:
        for share, result in results:
            yield [items[index][0].id for index in share], result


class _Drawing:
    """Lays out and draws some of the items as if each were alone."""

    def __init__(self, layout: Layout, items: Sequence[tuple[doc.Item, ArrangedItem]], lay: Lay) -> None:
        self.items = items
        self.lay = lay
        # What is recorded takes nothing from other documents and leaves nothing for them.
        self.own = replace(layout, keys=Keys(), standing=StandingBlocks(), used=set(), recording=True)
        self.patterns: dict[Hashable, tuple[TreePattern, tuple[int, ...]] | None] = {}

    def make(self, share: range) -> _Result:
        """What was drawn of these items."""
        fragments = self.own.fragments
        # Of so many texts hardly any comes again, and to find one takes as long as to set it anew.
        kept, fragments.kept, fragments.remembers = fragments.kept, None, False
        referred = fragments.referred
        try:
            return self._made(share)
        finally:
            fragments.kept, fragments.referred, fragments.remembers = kept, referred, True

    def _made(self, share: range) -> _Result:
        indexes: dict[Hashable, int] = {}
        makes: list[_Make] = []
        results: list[_Drawn | None] = []
        for item, arranged in self.items[share.start : share.stop]:
            # What is shown is that of one copy.
            alone = None if item.shown else self._alone(arranged)
            if alone is None:
                results.append(None)
                continue
            unit, pattern, in_tree, drawn = alone
            count = self.own.keys.content
            key = id(pattern), drawn.owners, drawn.lead, count
            index = indexes.setdefault(key, len(makes))
            if index == len(makes):
                in_drawing = in_tree if drawn.owners == in_tree else drawn.owners
                makes.append(_Make(pattern, in_tree, in_drawing, count, drawn.lead))
            glyphs = tuple(drawn.glyphs.items())
            results.append((index, unit.height, unit.before, unit.after, drawn.texts, glyphs))
        return makes, results

    def _alone(self, arranged: ArrangedItem) -> tuple[Unit, TreePattern, tuple[int, ...], DrawnStack] | None:
        """An item as one unit, the pattern of its part of the tree with its keys, and what is drawn of it."""
        own, fragments = self.own, self.own.fragments
        own.keys.content = own.keys.links = 0
        own.problems, own.images, own.outline, own.fields = [], {}, [], {}
        fragments.referred = set()
        laid = self.lay(own, arranged)
        adds = own.problems or own.images or own.outline or own.fields or own.keys.links or fragments.referred
        unit, [element] = laid.units[0], laid.elements
        if adds or len(laid.units) > 1 or unit.groups or unit.stack is None:
            return None
        known = self._pattern(element)
        if known is None:
            return None
        pattern, keys = known
        roles = dict(zip(keys, pattern.roles, strict=True))
        drawn = drawn_stack(unit.stack, roles, to_the_left=fragments.right_to_left, lead=unit.placed)
        # What is drawn in two goes, such as a line around a blank, has two marked-content ids, and a pattern knows one.
        fits = drawn.is_plain and not drawn.slots and len(set(drawn.owners)) == len(drawn.owners)
        return (unit, pattern, keys, drawn) if fits else None

    def _pattern(self, element: Element) -> tuple[TreePattern, tuple[int, ...]] | None:
        """The pattern of an item, with its keys. Items of the same make have one: to compare them is quicker."""
        make = tuple(_make_of(element, []))
        if make not in self.patterns:
            found = pattern_of(element)
            # Names of header cells are those of one item.
            self.patterns[make] = found if found is not None and not found[0].ids else None
        return self.patterns[make]


def _make_of(element: Element, told: list[Hashable]) -> list[Hashable]:
    """All that the pattern of an item depends on, in a row behind what was told before."""
    told += element.role, attributes_of(element)
    for kid in element.kids:
        if kid.__class__ is Element:
            if kid.anchor or kid.link >= 0:
                told += kid.anchor, kid.link
            _make_of(kid, told)
        else:
            told.append(kid)
    told.append(None)
    return told

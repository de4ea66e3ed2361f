"""The bodies of the items of a long quiz, drawn as soon as they are laid out, by whoever has time.

What is drawn of a body, and what is written of its part of the tree, waits for nothing but its place on a page and the
numbers there. So it is plain data with gaps for these: it can be handed from one process to another, and takes less
room than the pieces that it is drawn from. Those are let go at once.

A body that adds anything else to its document (a problem, a picture, a link, the page of another section), or that a
page break may part, is laid out by the process that asks, in the ordinary way.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.records import dataclass
from guidegen.render.pdf.drawing import DrawnStack, drawn_stack
from guidegen.render.pdf.flow import Stack, Unit
from guidegen.render.pdf.hands import Hands, shares
from guidegen.render.pdf.layout import Layout
from guidegen.render.pdf.standing import StandingBlocks
from guidegen.render.pdf.structure import Element, Keys
from guidegen.render.pdf.tree_writing import TreePattern, attributes_of, pattern_of

#: From so many items on it pays. Fewer are laid out anew as soon as a fragment of them is found again.
LEAST = 150
#: So few items are a task at least: some milliseconds of work. So many, or such a share of all, are one at most: those
#: who have begun must have enough to do while this process does something else.
_FEWEST, _MOST, _LARGEST_SHARE = 16, 256, 16


@dataclass(frozen=True, slots=True)
class Body:
    """An item without its number, which differs from copy to copy: one unit, or several that a page break may part.

    `drop` is how much lower than usual its first line stands.
    """

    units: tuple[Unit, ...]
    element: Element
    drop: float


#: Lays the body of an item out.
LayBody = Callable[[Layout, doc.Item, ArrangedItem], Body]

#: What bodies of the same make share: the pattern of their part of the tree, and their keys in the order of the pattern
#: and in that of drawing, both counted from the first.
_Make = tuple[TreePattern, tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class DrawnBody:
    """A body with gaps. `operators` draw it, `makes` has it at `make`; `keys` says how many keys of content it has."""

    makes: Sequence[_Make]
    make: int
    operators: str
    glyphs: tuple[tuple[str, int], ...]
    keys: int
    height: float
    before: float
    after: float
    drop: float

    def body(self, keys: Keys, item: doc.Item) -> Body:
        """The body of the item in a document that hands out its keys so."""
        pattern, in_tree, in_drawing = self.makes[self.make]
        first = keys.content
        keys.content += self.keys
        own = tuple([first + key for key in in_tree])
        owners = own if in_drawing is in_tree else tuple([first + key for key in in_drawing])
        drawn = DrawnStack(self.operators, owners, (), (), (), dict(self.glyphs), (), {}, True)
        stack = Stack((), of_copy=True, slots=(), drawn=drawn, came=True)
        unit = Unit(self.height, [], self.before, self.after, origin=item.origin, stack=stack)
        return Body((unit,), Element("LBody", written={"pattern": (pattern, own)}), self.drop)


def drawn_bodies(
    layout: Layout, items: Sequence[tuple[doc.Item, ArrangedItem]], lay: LayBody, hands: Hands
) -> dict[str, DrawnBody]:
    """The bodies by the ids of their items, as far as they can be drawn before they are placed."""
    fragments = layout.fragments
    # Of so many texts hardly any comes again, and to find one takes as long as to set it anew.
    kept, fragments.kept = fragments.kept, None
    referred = fragments.referred
    drawing = _Drawing(layout, items, lay)
    tasks = shares(len(items), hands.count, _FEWEST, max(_MOST, len(items) // _LARGEST_SHARE))
    found: dict[str, DrawnBody] = {}
    try:
        for share, (makes, bodies) in hands.results(drawing.make, tasks):
            for index, body in zip(share, bodies, strict=True):
                if body is not None:
                    found[items[index][0].id] = DrawnBody(makes, *body)
    finally:
        fragments.kept, fragments.referred = kept, referred
    return found


class _Drawing:
    """Lays out and draws the bodies of some of the items as if each were alone."""

    def __init__(self, layout: Layout, items: Sequence[tuple[doc.Item, ArrangedItem]], lay: LayBody) -> None:
        self.items = items
        self.lay = lay
        # What is recorded takes nothing from other documents and leaves nothing for them.
        self.own = replace(layout, keys=Keys(), standing=StandingBlocks(), used=set(), recording=True)
        self.patterns: dict[Hashable, tuple[TreePattern, tuple[int, ...]] | None] = {}

    def make(self, share: range) -> tuple[list[_Make], list[tuple[Any, ...] | None]]:
        """What these items share, and the fields of the body of each behind that; None where there is none."""
        makes: dict[Hashable, int] = {}
        shared: list[_Make] = []
        bodies: list[tuple[Any, ...] | None] = []
        for index in share:
            found = self._drawn(*self.items[index])
            if found is None:
                bodies.append(None)
                continue
            pattern, in_tree, drawn, keys, body = found
            in_drawing = in_tree if drawn.owners == in_tree else drawn.owners
            make = makes.setdefault((id(pattern), in_drawing), len(shared))
            if make == len(shared):
                shared.append((pattern, in_tree, in_drawing))
            [unit] = body.units
            glyphs = tuple(drawn.glyphs.items())
            bodies.append((make, drawn.pattern, glyphs, keys, unit.height, unit.before, unit.after, body.drop))
        return shared, bodies

    def _drawn(
        self, item: doc.Item, arranged: ArrangedItem
    ) -> tuple[TreePattern, tuple[int, ...], DrawnStack, int, Body] | None:
        if item.shown:
            # What is shown is that of one copy.
            return None
        own, fragments = self.own, self.own.fragments
        own.keys.content = own.keys.links = 0
        own.problems, own.images, own.outline, own.fields = [], {}, [], {}
        fragments.referred = set()
        body = self.lay(own, item, arranged)
        adds = own.problems or own.images or own.outline or own.fields or own.keys.links or fragments.referred
        if adds or len(body.units) > 1 or body.units[0].groups:
            return None
        known = self._pattern(body.element)
        if known is None:
            return None
        pattern, keys = known
        stack = Stack(tuple(body.units[0].placed))
        drawn = drawn_stack(stack, dict(zip(keys, pattern.roles, strict=True)), to_the_left=fragments.right_to_left)
        if drawn.slots or not drawn.is_plain:
            return None
        return pattern, keys, drawn, own.keys.content, body

    def _pattern(self, element: Element) -> tuple[TreePattern, tuple[int, ...]] | None:
        """The pattern of a body, with its keys. Bodies of the same make have one: to compare them is quicker."""
        make = tuple(_make_of(element, []))
        if make not in self.patterns:
            found = pattern_of(element)
            # Names of header cells are those of one item.
            self.patterns[make] = found if found is not None and not found[0].ids else None
        return self.patterns[make]


def _make_of(element: Element, told: list[Hashable]) -> list[Hashable]:
    """All that the pattern of a part depends on, in a row behind what was told before."""
    told += element.role, attributes_of(element)
    if element.anchor or element.link >= 0:
        told += element.anchor, element.link
    for kid in element.kids:
        if isinstance(kid, Element):
            _make_of(kid, told)
        else:
            told.append(kid)
    told.append(None)
    return told

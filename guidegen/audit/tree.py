"""The structure tree as own values: elements with what they hold, in reading order (ISO 32000-1, 14.7).

Nothing here recurses, so that no depth of a hostile tree can break it; each element is visited once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from guidegen.audit.content import OWN, Key
from guidegen.audit.objects import (
    TooLarge,
    entry,
    identity,
    is_dictionary,
    keys,
    name,
    number_tree,
    one_or_more,
    raw,
    text,
    whole,
)
from guidegen.audit.roles import INLINE_ROLES, STANDARD_ROLES, standard_roles
from guidegen.records import dataclass, field

MOST_ELEMENTS = 500_000
_LONGEST_PATH = 12
_FAR_OUT = 64
_WIDEST_SPAN = 1_000

#: Object number and generation; (0, 0) for what stands inside another object.
Identity = tuple[int, int]
_MOST_ROLES = 5_000


class ObjectReference(NamedTuple):
    """An element's hold on an annotation: the object's identity, and whether it is there at all."""

    target: Identity
    exists: bool


@dataclass(slots=True, eq=False)
class Node:
    """A structure element. `role` is as written, `standard` what it stands for; `ordinal` counts among its like.

    `page` is the page (from 0) of its first content, -1 when there is none. `columns` and `rows` are the spans of a
    cell, `headers` the ids of its header cells. `block` is the element itself, or the one in whose lines it runs.
    """

    role: str
    standard: str
    parent: Node | None
    identity: Identity
    kids: list[Node | Key | ObjectReference] = field(default_factory=list)
    page: int = -1
    ordinal: int = 1
    siblings: int = 1
    block: Node | None = None
    alt: str | None = None
    actual: str | None = None
    language: str | None = None
    id: bytes = b""
    foreign: bool = False
    associated: bool = False
    scope: str = ""
    headers: tuple[bytes, ...] = ()
    columns: int = 1
    rows: int = 1

    @property
    def path(self) -> str:
        """The way from the root, such as `Document > L > LI 3 > LBody`."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None and len(steps) < _LONGEST_PATH:
            steps.append(f"{node.role} {node.ordinal}" if node.siblings > 1 else node.role)
            node = node.parent
        return " > ".join([*(["…"] if node is not None else []), *reversed(steps)])

    def ancestors(self) -> Iterator[Node]:
        """The element itself, then outwards, as far as any sensible tree goes: a hostile one may be endlessly deep."""
        node: Node | None = self
        for _ in range(_FAR_OUT):
            if node is None:
                return
            yield node
            node = node.parent

    @property
    def nearest_page(self) -> int:
        """The page (from 1) on which to look for the element; 0 when nothing tells."""
        return next((each.page + 1 for each in self.ancestors() if each.page >= 0), 0)

    @property
    def nodes(self) -> list[Node]:
        """The elements right below."""
        return [kid for kid in self.kids if isinstance(kid, Node)]


@dataclass(slots=True)
class Tree:
    """The structure of a file. `nodes` are in reading order; `faults` are codes with the element and a sentence.

    `owners` tells for each piece of content the element that holds it, `holders` the same for annotations.
    `parents` is the parent tree: number to the elements of a page by marked-content id, or to that of an annotation.
    """

    nodes: list[Node] = field(default_factory=list)
    top: list[Node] = field(default_factory=list)
    owners: dict[Key, Node] = field(default_factory=dict)
    holders: dict[Identity, Node] = field(default_factory=dict)
    claimed_twice: list[tuple[Key, Node]] = field(default_factory=list)
    faults: list[tuple[str, Node | None, str]] = field(default_factory=list)
    parents: dict[int, list[Identity | None]] = field(default_factory=dict)

    def leaves(self) -> Iterator[tuple[Node, Key]]:
        """All content in reading order, each once, with the element that holds it."""
        stack: list[tuple[Node, Iterator[Any]]] = [(node, iter(node.kids)) for node in reversed(self.top)]
        while stack:
            node, kids = stack[-1]
            kid = next(kids, None)
            if kid is None:
                stack.pop()
            elif isinstance(kid, Node):
                stack.append((kid, iter(kid.kids)))
            elif isinstance(kid, Key) and self.owners[kid] is node:
                yield node, kid


def read_tree(root: Any, pages: dict[Identity, int]) -> Tree:
    """The tree below a StructTreeRoot; `pages` numbers the pages by identity. TooLarge for too many elements."""
    builder = _Builder(root, pages)
    builder.build()
    named = 0
    for number, value in number_tree(entry(root, "/ParentTree"), 2 * MOST_ELEMENTS).items():
        parents = [_element_identity(each) for each in one_or_more(value)]
        builder.tree.parents[number] = parents
        named += len(parents)
        if named > 4 * MOST_ELEMENTS:
            raise TooLarge
    return builder.tree


def _element_identity(obj: Any) -> Identity | None:
    return identity(obj) if is_dictionary(obj) else None


class _Builder:
    def __init__(self, root: Any, pages: dict[Identity, int]) -> None:
        self.root = root
        self.pages = pages
        self.tree = Tree()
        self.roles = _Roles(root)
        self.seen: set[Identity] = set()
        self.classes = entry(root, "/ClassMap")

    def build(self) -> None:
        """Depth first, with a stack of (element, its page, its kids still to come)."""
        stack: list[tuple[Node | None, int, Iterator[Any]]] = [(None, -1, one_or_more(entry(self.root, "/K")))]
        while stack:
            parent, page, kids = stack[-1]
            try:
                kid = next(kids)
            except StopIteration:
                stack.pop()
                _number(parent.nodes if parent else self.tree.top)
                continue
            opened = self._kid(kid, parent, page)
            if opened is not None:
                stack.append(opened)
        self.tree.faults += [("A508", None, f"The role {role} is mapped in a circle.") for role in self.roles.circles()]
        self.tree.faults += [
            ("A509", None, f"The standard role {role} is mapped to another.") for role in self.roles.changed()
        ]

    def _kid(self, kid: Any, parent: Node | None, page: int) -> tuple[Node, int, Iterator[Any]] | None:
        if isinstance(kid, int) and not isinstance(kid, bool):
            self._hold(parent, Key(page, OWN, kid))
        elif not is_dictionary(kid):
            self._fault("A512", parent, "An element holds something that is neither an element nor content.")
        elif (kind := name(entry(kid, "/Type"))) == "MCR":
            at = self._page(kid, page)
            stream = entry(kid, "/Stm")
            self._hold(parent, Key(at, identity(stream) if stream is not None else OWN, whole(entry(kid, "/MCID"))))
        elif kind == "OBJR":
            self._refer(parent, kid, page)
        else:
            return self._element(kid, parent, page)
        return None

    def _hold(self, parent: Node | None, key: Key) -> None:
        if parent is None:
            self._fault("A512", None, "The root of the tree holds content itself.")
            return
        parent.kids.append(key)
        _touch(parent, key.page)
        if key in self.tree.owners:
            self.tree.claimed_twice.append((key, parent))
        else:
            self.tree.owners[key] = parent

    def _refer(self, parent: Node | None, kid: Any, page: int) -> None:
        target = entry(kid, "/Obj")
        if parent is None:
            self._fault("A512", None, "The root of the tree holds an annotation itself.")
            return
        reference = ObjectReference(identity(target), target is not None)
        parent.kids.append(reference)
        _touch(parent, self._page(kid, page))
        self.tree.holders.setdefault(reference.target, parent)

    def _element(self, obj: Any, parent: Node | None, page: int) -> tuple[Node, int, Iterator[Any]] | None:
        own = identity(obj)
        if own in self.seen and own != (0, 0):
            self._fault("A512", parent, "An element stands twice in the tree, or inside itself.")
            return None
        self.seen.add(own)
        if len(self.tree.nodes) >= MOST_ELEMENTS:
            raise TooLarge
        node = self._node(obj, parent, own)
        self.tree.nodes.append(node)
        (parent.kids if parent else self.tree.top).append(node)
        above = entry(obj, "/P")
        expected = parent.identity if parent else identity(self.root)
        if identity(above) != expected and (0, 0) not in (expected, own):
            self._fault("A512", node, "The element names a parent that is not its own.")
        return node, self._page(obj, page), one_or_more(entry(obj, "/K"))

    def _node(self, obj: Any, parent: Node | None, own: Identity) -> Node:
        role = name(entry(obj, "/S"))
        standard, foreign = self.roles.standard(role, entry(obj, "/NS"))
        node = Node(role or "?", standard, parent, own, foreign=foreign)
        node.block = parent.block if parent is not None and standard in INLINE_ROLES else node
        node.alt, node.actual = text(entry(obj, "/Alt")), text(entry(obj, "/ActualText"))
        node.language, node.id = text(entry(obj, "/Lang")), raw(entry(obj, "/ID"))
        node.associated = entry(obj, "/AF") is not None
        for called in one_or_more(entry(obj, "/C")):
            for attributes in one_or_more(entry(self.classes, "/" + name(called)) if name(called) else None):
                _take(node, attributes)
        for attributes in one_or_more(entry(obj, "/A")):
            _take(node, attributes)
        return node

    def _page(self, obj: Any, default: int) -> int:
        named = entry(obj, "/Pg")
        return default if named is None else self.pages.get(identity(named), -1)

    def _fault(self, code: str, node: Node | None, message: str) -> None:
        self.tree.faults.append((code, node, message))


def _touch(node: Node, page: int) -> None:
    """Note the page of the first content of an element and of those around it."""
    around: Node | None = node
    while around is not None and around.page < 0 <= page:
        around.page = page
        around = around.parent


def _number(nodes: list[Node]) -> None:
    """Count elements among those of the same role beside them."""
    all_of = Counter(node.role for node in nodes)
    so_far: Counter[str] = Counter()
    for node in nodes:
        so_far[node.role] += 1
        node.ordinal, node.siblings = so_far[node.role], all_of[node.role]


def _take(node: Node, attributes: Any) -> None:
    """The attributes of cells; what stands later counts."""
    node.scope = name(entry(attributes, "/Scope")) or node.scope
    if (headers := entry(attributes, "/Headers")) is not None:
        node.headers = tuple(raw(each) for each in one_or_more(headers))
    node.columns = _span(entry(attributes, "/ColSpan"), node.columns)
    node.rows = _span(entry(attributes, "/RowSpan"), node.rows)


def _span(value: Any, default: int) -> int:
    return min(max(whole(value, default), 1), _WIDEST_SPAN)


class _Roles:
    """Roles as written to standard roles, through the role map, and in PDF 2.0 through namespaces."""

    def __init__(self, root: Any) -> None:
        self.map = entry(root, "/RoleMap")
        self._known: dict[tuple[str, str], str] = {}
        self._spaces: dict[Identity, tuple[str, Any]] = {}

    def standard(self, role: str, space: Any) -> tuple[str, bool]:
        """The standard role ("" for none), and whether the element belongs to a foreign namespace (MathML)."""
        if not is_dictionary(space):
            return self._mapped(role, ""), False
        uri, local = self._space(space)
        mapped = list(one_or_more(entry(local, "/" + role) if role else None))
        if mapped and name(mapped[0]):
            target = self._space(mapped[1])[0] if len(mapped) > 1 and is_dictionary(mapped[1]) else ""
            return self._mapped(name(mapped[0]), target), False
        if "iso.org/pdf" not in uri:
            return role if role in STANDARD_ROLES else "", True
        return self._mapped(role, uri), False

    def _space(self, space: Any) -> tuple[str, Any]:
        """The name of a namespace, and its own map."""
        own = identity(space)
        if own not in self._spaces or own == (0, 0):
            self._spaces[own] = (text(entry(space, "/NS")) or "", entry(space, "/RoleMapNS"))
        return self._spaces[own]

    def _mapped(self, role: str, namespace: str) -> str:
        if (role, namespace) not in self._known:
            known = standard_roles(namespace)
            seen: list[str] = []
            found = role
            while found not in known and found and found not in seen:
                seen.append(found)
                found = name(entry(self.map, "/" + found))
            self._known[role, namespace] = found if found in known else ""
        return self._known[role, namespace]

    def circles(self) -> list[str]:
        """The roles that lead back to themselves. A standard role ends every chain."""
        following, known = self._map(), standard_roles("")
        return [role for role in following if role not in known and role in _chain(role, following)]

    def changed(self) -> list[str]:
        """The standard roles that stand for another."""
        known = standard_roles("")
        return [role for role, other in self._map().items() if role in known and other != role]

    def _map(self) -> dict[str, str]:
        return {key[1:]: name(entry(self.map, key)) for key in keys(self.map)[:_MOST_ROLES]}


def _chain(role: str, following: dict[str, str]) -> set[str]:
    """The roles that a role leads to, at most as far as a sensible map goes."""
    found: set[str] = set()
    role = following[role]
    while role in following and role not in found and len(found) < 50:
        found.add(role)
        role = following[role]
    return found

"""Elements of the structure: roles, nesting, nothing empty, headings, pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from guidegen.audit.content import Key
from guidegen.audit.findings import Finding
from guidegen.audit.finished import Finished
from guidegen.audit.roles import KIDS, PARENTS, heading_level
from guidegen.audit.tree import Node, Tree
from guidegen.patterns import pattern

_LONG = 3  # pages, from which a document needs headings
_MAY_BE_EMPTY = frozenset(("TD", "TH", "Artifact", "Private", "NonStruct"))
_FILE_NAME = pattern(r"\S*\.(png|jpe?g|gif|tiff?|bmp|svg|eps|pdf|webp|emf|wmf|heic|ai|psd)", re.IGNORECASE)
_SAYS_NOTHING = pattern(
    r"(an? |the )?(image|picture|figure|graphic|photo|img|pic|alt|alt(ernate)? text|untitled|unnamed)[ _-]?\d*\.?",
    re.IGNORECASE,
)


def check(file: Finished) -> Iterator[Finding]:
    """Faults of single elements and of the tree."""
    tree = file.tree
    if tree is None:
        return
    for code, node, message in tree.faults:
        yield _at(code, message, node) if node else Finding(code, message)
    for node in tree.nodes:
        yield from _role(node)
        yield from _empty(node, file)
        yield from _picture(node)
    yield from _ids(tree)
    yield from _headings(file, tree)


def _role(node: Node) -> Iterator[Finding]:
    """Whether an element's role is known, and stands where it may."""
    if node.foreign:
        return
    if not node.standard:
        yield _at("A507", f"The role {node.role} stands for no standard role.", node)
        return
    holds = KIDS.get(node.standard)
    if holds is not None:
        wrong = next((kid for kid in node.nodes if kid.standard and kid.standard not in holds), None)
        if wrong is not None:
            yield _at("A510", f"A {node.standard} may not hold {wrong.standard}.", wrong)
        elif any(isinstance(kid, Key) for kid in node.kids):
            yield _at("A510", f"A {node.standard} may not hold text itself.", node)
    parents = PARENTS.get(node.standard)
    above = node.parent.standard if node.parent else ""
    if parents is not None and above not in parents and above not in KIDS:
        yield _at("A510", f"A {node.standard} may stand only in {' or '.join(sorted(parents))}.", node)


def _empty(node: Node, file: Finished) -> Iterator[Finding]:
    if node.standard in _MAY_BE_EMPTY or node.foreign:
        return
    if not node.kids:
        yield _at("A501", "The element holds nothing.", node)
        return
    contents = [
        file.pages[kid.page].content.contents.get(kid)
        for kid in node.kids
        if isinstance(kid, Key) and 0 <= kid.page < len(file.pages)
    ]
    # What is not on the page at all is told as A203.
    if len(contents) == len(node.kids) and all(content is not None and not content.painted for content in contents):
        yield _at("A501", "The content of the element draws nothing.", node)


def _picture(node: Node) -> Iterator[Finding]:
    if node.standard not in ("Figure", "Formula"):
        return
    words = (node.alt or "").strip() or (node.actual or "").strip()
    if words and (_FILE_NAME.fullmatch(words) or _SAYS_NOTHING.fullmatch(words)):
        yield _at("A503", f"The alternate text is “{words}”.", node)
    elif not words and not (node.standard == "Formula" and (node.associated or any(k.foreign for k in node.nodes))):
        yield _at("A502", f"The {node.standard} has no alternate text.", node)


def _ids(tree: Tree) -> Iterator[Finding]:
    counts = Counter(node.id for node in tree.nodes if node.id)
    seen: set[bytes] = set()
    for node in tree.nodes:
        if counts[node.id] > 1 and node.id in seen:
            yield _at("A511", f"The id “{node.id.decode('latin-1')}” stands at an element before this one.", node)
        seen.add(node.id)
        if node.standard == "Note" and not node.id:
            yield _at("A513", "The note has no id.", node)


def _headings(file: Finished, tree: Tree) -> Iterator[Finding]:
    last = 0
    plain = numbered = None
    for node in tree.nodes:
        level = heading_level(node.standard)
        if node.standard == "H":
            plain = plain or node
        if not level:
            continue
        numbered = numbered or node
        if not last and level > 1:
            yield _at("A505", f"The first heading is {node.standard}.", node)
        elif last and level > last + 1:
            yield _at("A504", f"{node.standard} follows H{last}.", node)
        last = level
    if plain and numbered:
        yield _at("A506", "Headings with and without numbers stand in one document.", plain)
    if not plain and not numbered and len(file.pages) > _LONG:
        yield Finding("A514", f"The document has {len(file.pages)} pages and no heading.")


def _at(code: str, message: str, node: Node) -> Finding:
    return Finding(code, message, node.nearest_page, node.path)

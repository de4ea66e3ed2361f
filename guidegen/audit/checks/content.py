"""Marked content and structure, one to one, in both directions; nothing drawn outside."""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.audit.content import OWN, Key
from guidegen.audit.findings import Finding
from guidegen.audit.finished import Finished, Page
from guidegen.audit.tree import Node, Tree

_SHOWN_WORDS = 60


def check(file: Finished) -> Iterator[Finding]:
    """Faults between what is drawn and the structure."""
    if file.tree is None:
        return
    numbers: set[int] = set()
    for number, page in enumerate(file.pages, 1):
        yield from _page_faults(page, number)
        yield from _owners(page, file.tree, number)
        if page.number in numbers:
            yield Finding("A206", "The page has the number of another page in the parent tree (StructParents).", number)
        else:
            yield from _parent_tree(page, file.tree, number)
        numbers |= {page.number} - {-1}
    yield from _not_drawn(file, file.tree)
    for key, node in file.tree.claimed_twice:
        message = f"The content {key.mcid} is claimed by this element and by another before it."
        yield Finding("A205", message, key.page + 1, node.path)


def _page_faults(page: Page, number: int) -> Iterator[Finding]:
    outside = page.content.outside
    if outside:
        things = ", ".join(f"{kind} ({count} times)" if count > 1 else kind for kind, count in sorted(outside.items()))
        yield Finding(
            "A201", f"Drawn outside content and artifacts: {things}{_quoted(page.content.loose.text)}.", number
        )
    for code, seen in page.content.faults.items():
        for words in seen:
            yield Finding(code, f"{words[0].upper()}{words[1:]}.", number)


def _owners(page: Page, tree: Tree, number: int) -> Iterator[Finding]:
    for key, content in page.content.contents.items():
        if key not in tree.owners:
            message = f"The content {key.mcid} belongs to no element{_quoted(content.text)}."
            yield Finding("A202", message, number)


def _not_drawn(file: Finished, tree: Tree) -> Iterator[Finding]:
    """Elements that hold content which is nowhere."""
    for key, node in tree.owners.items():
        if not 0 <= key.page < len(file.pages):
            yield Finding(
                "A203", f"The element holds the content {key.mcid} of a page that is not there.", 0, node.path
            )
        elif key not in file.pages[key.page].content.contents:
            message = f"The element holds the content {key.mcid}, which the page does not have."
            yield Finding("A203", message, key.page + 1, node.path)


def _parent_tree(page: Page, tree: Tree, number: int) -> Iterator[Finding]:
    """The way from the page to the elements has to lead to those that hold the content."""
    own = [key for key in page.content.contents if key.stream == OWN]
    if own and page.number < 0:
        yield Finding("A206", "The page has content, but no number in the parent tree (StructParents).", number)
        return
    named = tree.parents.get(page.number, [])
    for key in own:
        owner = tree.owners.get(key)
        entry = named[key.mcid] if key.mcid < len(named) else None
        if owner is not None and owner.identity != (0, 0) and entry != owner.identity:
            other = "another" if entry else "no"
            yield Finding(
                "A206", f"The parent tree names {other} element for the content {key.mcid}.", number, owner.path
            )
    for mcid, entry in enumerate(named):
        key = Key(number - 1, OWN, mcid)
        if entry is not None and key not in page.content.contents and key not in tree.owners:
            yield Finding(
                "A206", f"The parent tree names an element for the content {mcid}, which is not there.", number
            )


def leads_to(tree: Tree, number: int, owner: Node) -> bool:
    """Whether the parent tree leads from an annotation to the element that holds it."""
    return owner.identity == (0, 0) or tree.parents.get(number) == [owner.identity]


def _quoted(words: str) -> str:
    """The beginning of a text, so that the place can be found."""
    shown = " ".join(words.split())
    if not shown:
        return ""
    return f": “{shown[:_SHOWN_WORDS]}…”" if len(shown) > _SHOWN_WORDS else f": “{shown}”"

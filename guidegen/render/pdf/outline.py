"""Bookmarks: the headings of a document as a tree that a reader can open and follow."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from guidegen.records import dataclass
from guidegen.render.pdf.pdffile import PdfFile, dictionary, reference, text_string


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: the level of its heading, its words, and the anchor that it leads to."""

    level: int
    title: str
    anchor: str


def write_outline(
    file: PdfFile, entries: Sequence[OutlineEntry], action_of: Callable[[str], str], *, closed: bool = False
) -> int:
    """Add the outline; `action_of` gives the action that leads to an anchor. Its object number.

    It is fully opened, or `closed` so that the topmost entries alone are seen at first.
    """
    root = file.reserve()
    first = file.reserve(len(entries))
    items, topmost = _items(tuple([(entry.level, entry.title) for entry in entries]), root, first, closed)
    for index, (entry, item) in enumerate(zip(entries, items, strict=True)):
        file.add(f"{item}/A {action_of(entry.anchor)}>>", first + index)
    # What can be seen at first counts (ISO 32000-1, table 152).
    count = len(topmost) if closed else len(entries)
    file.add(f"<</Type /Outlines /First {topmost[0]} 0 R /Last {topmost[-1]} 0 R /Count {count}>>", root)
    return root


@functools.lru_cache(maxsize=64)
def _items(entries: tuple[tuple[int, str], ...], root: int, first: int, closed: bool) -> tuple[list[str], list[int]]:
    """Bookmarks (levels and words) as dictionaries that lack their actions, and the numbers of those at the top.

    Copies have the same bookmarks; `root` is the number of the outline, `first` that of the first entry.
    """
    parents = _parents([level for level, _ in entries])
    children: dict[int, list[int]] = {}
    places: list[int] = []
    for index, parent in enumerate(parents):
        siblings = children.setdefault(parent, [])
        places.append(len(siblings))
        siblings.append(index)
    below = _descendants(parents)
    items: list[str] = []
    for index, (_, title) in enumerate(entries):
        siblings, place = children[parents[index]], places[index]
        item = {
            "Title": text_string(title),
            "Parent": reference(root if parents[index] < 0 else first + parents[index]),
        }
        if place:
            item["Prev"] = reference(first + siblings[place - 1])
        if place + 1 < len(siblings):
            item["Next"] = reference(first + siblings[place + 1])
        if inner := children.get(index):
            item["First"], item["Last"] = reference(first + inner[0]), reference(first + inner[-1])
            item["Count"] = str(-below[index] if closed and parents[index] < 0 else below[index])
        items.append(dictionary(item)[:-2])
    return items, [first + index for index in children[-1]]


def _parents(levels: Sequence[int]) -> list[int]:
    """For each entry the index of the one that it stands below, or -1."""
    parents: list[int] = []
    stack: list[tuple[int, int]] = []
    for index, level in enumerate(levels):
        while stack and stack[-1][0] >= level:
            stack.pop()
        parents.append(stack[-1][1] if stack else -1)
        stack.append((level, index))
    return parents


def _descendants(parents: Sequence[int]) -> list[int]:
    """For each entry how many stand below it, at any depth. A parent always stands before its children."""
    below = [0] * len(parents)
    for index in range(len(parents) - 1, -1, -1):
        if parents[index] >= 0:
            below[parents[index]] += below[index] + 1
    return below

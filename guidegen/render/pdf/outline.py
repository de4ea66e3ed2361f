"""Bookmarks: the headings of a document as a tree that a reader can open and follow."""

from __future__ import annotations

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
    numbers = [file.reserve() for _ in entries]
    parents = _parents(entries)
    children: dict[int, list[int]] = {}
    places: list[int] = []
    for index, parent in enumerate(parents):
        siblings = children.setdefault(parent, [])
        places.append(len(siblings))
        siblings.append(index)
    below = _descendants(parents)
    for index, entry in enumerate(entries):
        siblings = children[parents[index]]
        place = places[index]
        item = {
            "Title": text_string(entry.title),
            "Parent": reference(root if parents[index] < 0 else numbers[parents[index]]),
            "A": action_of(entry.anchor),
        }
        if place:
            item["Prev"] = reference(numbers[siblings[place - 1]])
        if place + 1 < len(siblings):
            item["Next"] = reference(numbers[siblings[place + 1]])
        if inner := children.get(index):
            item["First"], item["Last"] = reference(numbers[inner[0]]), reference(numbers[inner[-1]])
            item["Count"] = str(-below[index] if closed and parents[index] < 0 else below[index])
        file.add(dictionary(item), numbers[index])
    first, last = reference(numbers[children[-1][0]]), reference(numbers[children[-1][-1]])
    # What can be seen at first counts (ISO 32000-1, table 152).
    count = len(children[-1]) if closed else len(entries)
    file.add(f"<</Type /Outlines /First {first} /Last {last} /Count {count}>>", root)
    return root


def _parents(entries: Sequence[OutlineEntry]) -> list[int]:
    """For each entry the index of the one that it stands below, or -1."""
    parents: list[int] = []
    stack: list[tuple[int, int]] = []
    for index, entry in enumerate(entries):
        while stack and stack[-1][0] >= entry.level:
            stack.pop()
        parents.append(stack[-1][1] if stack else -1)
        stack.append((entry.level, index))
    return parents


def _descendants(parents: Sequence[int]) -> list[int]:
    """For each entry how many stand below it, at any depth. A parent always stands before its children."""
    below = [0] * len(parents)
    for index in range(len(parents) - 1, -1, -1):
        if parents[index] >= 0:
            below[parents[index]] += below[index] + 1
    return below

"""Changes to a translated file that leave every word in it as it is: what is missing is put in, and marks are kept."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.reading.translations.read import Reading
from guidegen.reading.translations.record import MARKS
from guidegen.reading.translations.skeleton import child_lines, entry_lines
from guidegen.reading.translations.texts import mark_of, typed
from guidegen.records import dataclass
from guidegen.source.nodes import MappingNode, Node, SequenceNode

_NOTE = "# Kept by `guidegen translation confirm`: the texts of the original from which each text was made."


@dataclass(frozen=True, slots=True)
class Edited:
    """The new text of a file, how many places were put in, how many entries became comments, what is left to do."""

    text: str
    added: int
    removed: int
    by_hand: tuple[int, ...] = ()


def with_missing(reading: Reading, root: MappingNode) -> Edited:
    """The file with an empty place for every text that it lacks, and entries that translate nothing as comments."""
    text = root.where.text
    edits: list[tuple[int, int, str]] = []
    by_hand: list[int] = []
    added = removed = 0
    for gap in reading.gaps:
        parent = gap.parent
        if _is_flow(parent):
            by_hand.append(parent.span.line)
            continue
        if isinstance(parent, SequenceNode):
            first = parent.children[0] if parent.children else None
            if first is None:
                by_hand.append(parent.span.line)
                continue
            start = text.rfind("\n", 0, first.start) + 1
            indent = len(text[start : first.start]) - len(text[start : first.start].lstrip(" "))
            lines = child_lines(reading.original, gap.original, gap.key, gap.place, indent)
            at = start if gap.after is None else _line_after(text, gap.after)
        else:
            if not parent.entries:
                by_hand.append(parent.span.line)
                continue
            begin = parent.entries[0].key.start
            indent = begin - (text.rfind("\n", 0, begin) + 1)
            lines = entry_lines(reading.original, gap.key, gap.original, gap.key, gap.place, indent)
            at = _line_after(text, gap.after if gap.after is not None else parent.entries[0].value)
        edits.append((at, at, "".join(f"{line}\n" for line in lines)))
        added += 1
    for parent, node in reading.extra:
        if _is_flow(parent):
            by_hand.append(node.span.line)
            continue
        start = text.rfind("\n", 0, node.start) + 1
        end = _line_after(text, node)
        kept = "".join(f"# {line}\n" for line in text[start:end].splitlines())
        edits.append((start, end, f"# The original has this no more:\n{kept}"))
        removed += 1
    for start, end, new in sorted(edits, key=lambda edit: edit[0], reverse=True):
        before = text[:start]
        text = before + ("" if not before or before.endswith("\n") else "\n") + new + text[end:]
    return Edited(text, added, removed, tuple(by_hand))


def carried(reading: Reading) -> dict[str, str]:
    """The marks as they are when every entry stands where the original has it."""
    return {typed(pair.place): mark for pair in reading.pairs if (mark := reading.marks.get(typed(pair.old)))}


def confirmed(reading: Reading, wanted: tuple[str, ...] | None) -> dict[str, str]:
    """The marks after the texts at or below `wanted` places were confirmed (None: all that are translated).

    A text that still is the original's is confirmed by its own place alone: most such are forgotten.
    """
    marks: dict[str, str] = {}
    asked_for = [pair for pair in reading.copies if typed(pair.place) in (wanted or ())]
    for pair in (*reading.pairs, *asked_for):
        place = typed(pair.place)
        if wanted is None or any(place == each or place.startswith(f"{each}/") for each in wanted):
            marks[place] = mark_of(pair.original)
        elif old := reading.marks.get(typed(pair.old)):
            marks[place] = old
    return marks


def with_marks(text: str, root: MappingNode, marks: Mapping[str, str]) -> str:
    """The text with these marks in place of those that it had; `root` is what was read of the text."""
    block = "".join([f"{MARKS}:\n", *(f"  {place}: {mark}\n" for place, mark in marks.items())]) if marks else ""
    for entry in root.entries:
        if entry.key.value == MARKS:
            start = text.rfind("\n", 0, entry.key.start) + 1
            return text[:start] + block + text[_line_after(text, entry.value) :]
    return f"{text.rstrip()}\n\n{_NOTE}\n{block}"


def _line_after(text: str, node: Node) -> int:
    """Where the line begins that follows a node."""
    end = node.end
    while end > node.start and text[end - 1].isspace():
        end -= 1
    line_end = text.find("\n", end)
    return len(text) if line_end < 0 else line_end + 1


def _is_flow(node: Node) -> bool:
    return node.where.text[node.start : node.start + 1] in ("{", "[")

"""The skeleton of a translation: the form of the original, each of its texts as a comment above an empty place."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from guidegen.reading.translations.texts import FREE, Original, Place, id_of, segment
from guidegen.source.nodes import MappingNode, Node, ScalarNode, SequenceNode

_WIDTH = 100
_LONG = 60


def skeleton_of(original: Original, name: str, language: str, language_name: str, path: str) -> str:
    """The whole file."""
    lines = [
        f"# Translation of {path} into {language_name}.",
        "# Write each text below the comment that shows the original. Everything else (ids, keys, points, pictures)",
        "# is taken from the original: leave the ids as they are.",
        f"{original.kind}: {name}",
        f"language: {language}",
        "translation:",
        "  translator: pending",
        "  reviewer: pending",
        "",
        *entries_of(original, original.root, (), 0),
    ]
    return "\n".join(lines).rstrip() + "\n"


def entries_of(original: Original, node: MappingNode, place: Place, indent: int) -> Iterator[str]:
    """The keys of a group that hold texts."""
    if original.has_text_keys(node, place):
        for index, entry in enumerate(node.entries):
            yield from _comment(entry.key, indent)
            inner = (*place, str(index + 1), "value")
            yield from entry_lines(original, _typed(entry.key), entry.value, "", inner, indent)
        return
    for entry in node.entries:
        key = entry.key.value
        if not place and key in ("language", original.kind):
            continue
        if key == "id" and isinstance(entry.value, ScalarNode):
            yield f"{' ' * indent}id: {entry.value.value}"
        elif key not in FREE and original.needed(entry.value, key, (*place, key)):
            yield from entry_lines(original, key, entry.value, key, (*place, key), indent)
            if not place:
                yield ""


def entry_lines(original: Original, typed: str, node: Node, key: str, place: Place, indent: int) -> Iterator[str]:
    """A key with its value."""
    blank = " " * indent
    if isinstance(node, ScalarNode):
        if original.is_text(node, key, place):
            yield from _comment(node, indent)
            yield f"{blank}{typed}:{_style(node)}"
        else:
            yield f"{blank}{typed}: {_typed(node)}"
    elif isinstance(node, SequenceNode):
        yield f"{blank}{typed}:"
        for index, child in enumerate(node.children):
            yield from child_lines(original, child, key, (*place, segment(child, index)), indent + 2)
    else:
        yield f"{blank}{typed}:"
        yield from entries_of(original, node, place, indent + 2)


def child_lines(original: Original, node: Node, key: str, place: Place, indent: int) -> Iterator[str]:
    """An entry of a list, whose dash stands at `indent`."""
    blank = " " * indent
    if isinstance(node, ScalarNode):
        if original.is_text(node, key, place):
            yield from _comment(node, indent)
            yield f"{blank}-{_style(node)}"
        else:
            yield f"{blank}- {_typed(node)}"
        return
    inner = (
        [
            line
            for index, child in enumerate(node.children)
            for line in child_lines(original, child, key, (*place, segment(child, index)), indent + 2)
        ]
        if isinstance(node, SequenceNode)
        else list(entries_of(original, node, place, indent + 2))
    )
    if not any(original.texts(node, key, place)):
        # Entries without an id belong together by their order, so that this one must be there.
        if not id_of(node):
            yield f"{blank}- {{}}"
        return
    first = next(index for index, line in enumerate(inner) if not line.lstrip().startswith("#"))
    yield from (line[2:] for line in inner[:first])
    yield f"{blank}- {inner[first].lstrip()}"
    yield from inner[first + 1 :]


def _comment(node: ScalarNode, indent: int) -> Iterator[str]:
    """The text of the original as comments."""
    blank = " " * indent
    for line in node.value.strip().split("\n"):
        wrapped = textwrap.wrap(line, _WIDTH - indent, break_long_words=False, break_on_hyphens=False) or [""]
        for part in wrapped:
            yield f"{blank}# {part}".rstrip()


def _style(node: ScalarNode) -> str:
    """How a translation of the text is best typed: lines as they stand, one long line, or behind the colon."""
    value = node.value.strip()
    if "\n" in value:
        return " |"
    return " >-" if len(value) > _LONG or node.style in ("literal", "folded", "single", "double") else ""


def _typed(node: Node) -> str:
    """A value as it was typed, if it takes one line."""
    raw = node.where.text[node.start : node.end].strip()
    return raw if "\n" not in raw else "{}"

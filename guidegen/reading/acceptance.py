"""`ignore:` beside a text in which no comment can stand: rules that it breaks on purpose, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.model.acceptance import Acceptance
from guidegen.reading.shapes import Field, Text, TextMap, Values
from guidegen.source.nodes import MappingNode, Node, ScalarNode

_END_OF_FILE = 2**31

IGNORE = Field(
    "ignore",
    TextMap(Text()),
    "Rules that this breaks on purpose, each with the reason.",
    example="{Q203: the law words it so}",
)


def acceptances(values: Values, *, whole_file: bool = False) -> tuple[Acceptance, ...]:
    """What `ignore` accepts, for the lines of the record that it stands in, or for the `whole_file`."""
    pairs: list[tuple[ScalarNode, str]] = values.get("ignore") or []
    if not pairs:
        return ()
    first, last = (1, _END_OF_FILE) if whole_file else _lines(values)
    return tuple(Acceptance(key.value.strip(), reason.strip(), first, last, key.span) for key, reason in pairs)


def _lines(values: Values) -> tuple[int, int]:
    """The first and the last line of a record."""
    leaves = [leaf for key, node in values.entries.values() for leaf in (key, *_leaves(node))]
    return values.at.line, max(leaf.span.end_line for leaf in leaves)


def _leaves(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, MappingNode):
        for entry in node.entries:
            yield entry.key
            yield from _leaves(entry.value)
    else:
        for child in node.children:
            yield from _leaves(child)

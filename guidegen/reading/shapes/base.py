"""What every shape is, and the words and checks that shapes share."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any

from guidegen.diagnostics import Fix, Span
from guidegen.patterns import pattern
from guidegen.reading.reader import Reader
from guidegen.reading.shapes.words import WORDS
from guidegen.records import dataclass
from guidegen.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, head
from guidegen.source.traps import in_quotes, to_type

Schema = dict[str, Any]

_COMMENT = pattern(r"[ \t]+#(?! guidegen:)")
#: What could be a key that guidegen does not know: one word in small letters.
_LIKE_KEY = pattern(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_GLUED_COMMENT = pattern(r"[ \t]*#[^\s#]")


class Shape:
    """What a value may be. `noun` names it in messages.

    It is no `ABC`, as thirty classes extend it, and those of another metaclass take longer to make.
    """

    noun: str

    def fits(self, node: Node) -> bool:
        """True when the value is at least of the right kind: text, a list or a group of keys."""
        return isinstance(node, ScalarNode)

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """The value, or None with the problem reported. `at` is the place of the value's key."""
        raise NotImplementedError

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class LateShape(Shape):
    """A shape of which few files have any: its module is loaded when a value of it is read."""

    noun: str
    module: str
    name: str

    def load(self) -> Shape:
        """The shape."""
        shape: Shape = getattr(importlib.import_module(self.module), self.name)
        return shape

    def fits(self, node: Node) -> bool:
        """True when the value is of the right kind."""
        return self.load().fits(node)

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """The value, or None with the problem reported."""
        return self.load().read(node, reader, at)

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return self.load().schema()


def kind_of(node: Node) -> str:
    """What a node is, in plain words."""
    if isinstance(node, SequenceNode):
        return "a list"
    if isinstance(node, MappingNode):
        return "a group of keys"
    return "text"


def shown(text: str) -> str:
    """A value quoted in a message, shortened."""
    line = " ".join(text.split())
    return f"`{line}`" if len(line) <= 50 else f"`{line[:47]}...`"


def either(words: Iterable[str]) -> str:
    """Words as `a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]


def as_text(node: Node, reader: Reader, noun: str = "text") -> ScalarNode | None:
    """The node as text; anything else is reported, above all a text that was taken for a group of keys."""
    if isinstance(node, ScalarNode):
        return node
    raw = node.where.text[node.start : node.end].rstrip()
    is_one_line = 0 < len(raw) <= 500 and "\n" not in raw
    if isinstance(node, MappingNode) and is_one_line and len(node.entries) == 1:
        quoted = in_quotes(raw)
        span = node.where.span(node.start, node.start + len(raw))
        key = node.entries[0].key.value
        if key in WORDS:
            reader.report(
                "S203",
                span,
                f"This is the key {shown(key)} with its value, where {noun} belongs.",
                f"Write the text alone, without {shown(f'{key}:')}. If all of it is text, write: "
                f"{to_type(node.where, node.start, quoted)}",
            )
            return None
        reader.report(
            "Y213",
            span,
            "This needs quotation marks, because the text holds a colon followed by a space.",
            f"Write: {to_type(node.where, node.start, quoted)}",
            fix=Fix(span, quoted, safe=not _LIKE_KEY.fullmatch(key)),
        )
        return None
    reader.report(
        "S203",
        head(node),
        f"This is {kind_of(node)}, where {noun} belongs.",
        f"Write {noun} after the colon or dash.",
    )
    return None


def check_whole(node: ScalarNode, reader: Reader) -> bool:
    """Report a text that is cut by ` #`; True when it is whole."""
    text, end = node.where.text, node.end
    # Behind most texts their line ends.
    if node.style != "plain" or text[end : end + 1] == "\n":
        return True
    match = _COMMENT.match(text, end)
    if match is None:
        return True
    end = node.where.line_bounds(node.end)[1]
    whole = node.where.text[node.start : end].rstrip()
    quoted = in_quotes(whole)
    reader.report(
        "Y101",
        node.where.span(match.end() - 1, end),
        "The text ends here, because ` #` begins a comment.",
        f"Put a comment on a line of its own. If it is text, write: {to_type(node.where, node.start, quoted)}",
        fix=Fix(node.where.span(node.start, node.start + len(whole)), quoted),
    )
    return False


def check_not_swallowed(node: ScalarNode, reader: Reader) -> bool:
    """Report an empty value whose text was taken for a comment (`title: #1 reason`); True when there was none."""
    if node.style != "plain" or node.value or (match := _GLUED_COMMENT.match(node.where.text, node.end)) is None:
        return True
    text, start = node.where.text, match.end() - 2
    end = start + len(text[start : node.where.line_bounds(start)[1]].rstrip())
    span = node.where.span(start, end)
    quoted = in_quotes(text[start:end])
    reader.report(
        "Y101",
        span,
        "This text is lost, because `#` begins a comment.",
        f"Write: {to_type(node.where, start, quoted)}",
        fix=Fix(span, quoted),
    )
    return False

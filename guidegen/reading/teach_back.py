"""The teach-back page that the quiz of a guide asks for."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.teach_back import Prompt, TeachBack
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    ByKind,
    Field,
    Identifier,
    InlineText,
    ListOf,
    Schema,
    Shape,
    Switch,
    check_identifier,
)
from guidegen.source.nodes import MappingNode, Node, ScalarNode, SequenceNode


class _Prompts(Shape):
    """Ids of items, each alone or with the words to ask."""

    noun = "ids of items, each with the words to ask"

    def fits(self, node: Node) -> bool:
        return isinstance(node, MappingNode | SequenceNode)

    def read(self, node: Node, reader: Reader, at: Span) -> TeachBack | None:
        """The prompts, with their items mentioned."""
        prompts: dict[str, Prompt] = {}
        for key, value in self._pairs(node):
            if not isinstance(key, ScalarNode):
                ListOf(Identifier()).read(node, reader, at)
                return None
            if not check_identifier(key, reader):
                continue
            if key.value in prompts:
                reader.report("S206", key.span, f"The item `{key.value}` is named twice.", "Remove one of the two.")
                continue
            ask: Prose = ()
            if value is not None and not (isinstance(value, ScalarNode) and value.is_empty):
                ask = InlineText().read(value, reader, key.span) or ()
            reader.mention("item", key.value, key.span)
            prompts[key.value] = Prompt(key.value, ask, origin=key.span)
        return TeachBack(tuple(prompts.values()), origin=at) if prompts else None

    def _pairs(self, node: Node) -> list[tuple[Node, Node | None]]:
        if isinstance(node, MappingNode):
            return [(entry.key, entry.value) for entry in node.entries]
        return [(child, None) for child in node.children] if isinstance(node, SequenceNode) else []

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        asked = {"type": "object", "additionalProperties": InlineText().schema()}
        return {"anyOf": [ListOf(Identifier()).schema(), asked]}


class _Asked(Switch):
    """`true`: every item that is drawn."""

    noun = "true"

    def read(self, node: Node, reader: Reader, at: Span) -> TeachBack | None:  # type: ignore[override]
        return TeachBack(origin=at) if super().read(node, reader, at) else None


TEACH_BACK = Field(
    "teach-back",
    ByKind(text=_Asked(), sequence=_Prompts(), group=_Prompts()),
    "A page for the clinician, in a file of its own: `true` asks about every item that is drawn; ids of items, or ids "
    "each with the words to ask, name what is asked.",
    example="{who-sets-the-dose: How will you find your dose?}",
)

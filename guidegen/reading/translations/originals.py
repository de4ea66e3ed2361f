"""What the texts of a translation translate: each original by its node, read as the translation is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.prose import Blocks
from guidegen.patterns import pattern
from guidegen.records import dataclass, field
from guidegen.source.nodes import Node, ScalarNode

#: What stands between the answers in a blank of a cloze text.
_ANSWERS = pattern(r"(?<!\\)\|")


class ReadsProse(Protocol):
    """Who read the original."""

    def inline(self, node: ScalarNode) -> Prose:
        """The prose of an inline field."""

    def blocks(self, node: ScalarNode) -> Blocks:
        """The prose of a block field."""

    def blanks_of(self, node: Node | None) -> list[tuple[str, Span]]:
        """What stands in the blanks of a stem, each with its place."""


@dataclass(slots=True)
class Originals:
    """The reader of the original, and its nodes by the translated ones.

    `pieces` are those of blanks in cloze texts, each by its own words and its place.
    """

    reader: ReadsProse
    nodes: dict[int, tuple[ScalarNode, ScalarNode]] = field(default_factory=dict)
    pieces: dict[tuple[str, Span], tuple[ScalarNode, str]] = field(default_factory=dict)

    def pair(self, translated: ScalarNode, original: ScalarNode) -> None:
        """Note that one node translates another."""
        self.nodes[id(translated)] = original, translated

    def node(self, translated: Node | None) -> ScalarNode | None:
        """What a node translates, or None."""
        pair = self.nodes.get(id(translated))
        return pair[0] if pair is not None else None

    def inline(self, translated: ScalarNode) -> Prose | None:
        """The prose that an inline field translates, or None."""
        original = self.node(translated)
        return self.reader.inline(original) if original is not None else None

    def blocks(self, translated: Node | None) -> Blocks | None:
        """The prose that a block field translates, or None."""
        original = self.node(translated)
        return self.reader.blocks(original) if original is not None else None

    def pair_blanks(self, translated: ScalarNode, blanks: Iterable[tuple[str, Span]]) -> None:
        """Note what the answers in the blanks of a stem translate, answer by answer, where there are as many."""
        original = self.node(translated)
        if original is None:
            return
        for (text, at), (other, _) in zip(blanks, self.reader.blanks_of(original), strict=False):
            parts, others = _ANSWERS.split(text), _ANSWERS.split(other)
            if len(parts) == len(others):
                for part, of in zip(parts, others, strict=True):
                    answer = part.strip().removeprefix("~"), at
                    self.pieces[answer] = translated, of.strip().removeprefix("~")

"""Prose as plain text that other programs read: formulas keep their TeX, blanks their underscores."""

from __future__ import annotations

from guidegen.exchange.runs import line_of
from guidegen.inline import Inline, LineBreak, Mathematics, Prose, plain_text
from guidegen.model.prose import Blocks


def text_of(prose: Prose) -> str:
    """A run as one line of text."""
    return "".join(_text(node) for node in prose)


def _text(node: Inline) -> str:
    match node:
        case Mathematics(source):
            return f"\\({source}\\)"
        case LineBreak():
            return " "
        case _ if hasattr(node, "children"):
            return text_of(node.children)
        case _:
            return plain_text((node,))


def line_text(blocks: Blocks) -> str:
    """Blocks on one line."""
    return " ".join(text_of(line_of(block)) for block in blocks)

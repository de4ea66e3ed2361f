"""Q206: a blank in the middle of a stem with options.

Source: Tarrant et al. (2006): a reader must hold the beginning in mind until the end. Cloze items are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.inline import Blank
from guidegen.lint.items.ground import ItemGround
from guidegen.model.prose import Paragraph
from guidegen.readability.passages import flat


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the paragraph with the blank."""
    if not ground.options:
        return
    for block in ground.item.common.stem:
        if not isinstance(block, Paragraph):
            continue
        for number, node in enumerate(block.prose):
            rest = flat(block.prose[number + 1 :]) if isinstance(node, Blank) else ""
            if any(c.isalnum() for c in rest):
                hint = "Ask a question, or put the blank at the end."
                yield ground.problem("Q206", block.origin, "The blank does not stand at the end.", hint)
                return

"""Q204: the negative of a stem is neither bold nor in capitals.

Source: Haladyna, Downing, Rodriguez (2002), guideline 17: where a negative cannot be avoided it must be seen. The fix
makes it bold.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Fix
from guidegen.inline import Emphasis, Strong, walk
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.items.negatives import negative_in
from guidegen.model.prose import Paragraph
from guidegen.readability.passages import flat


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the negative word."""
    found = negative_in(ground)
    if found is None:
        return
    word = ground.lead_in_text[slice(*found)]
    if word.isupper() or _is_marked(ground, word):
        return
    span = ground.in_lead_in(*found)
    fix = Fix(span, f"**{word}**") if ground.typed(span) == word and not word.startswith(("n'", "n’")) else None
    yield ground.problem("Q204", span, f"“{word}” is easily overlooked.", f"Write **{word}**.", fix=fix)


def _is_marked(ground: ItemGround, word: str) -> bool:
    prose = [block.prose for block in ground.item.common.stem if isinstance(block, Paragraph)]
    marked = (node for each in prose for node in walk(each) if isinstance(node, Strong | Emphasis))
    return any(word in flat(node.children) for node in marked)

"""Q404: a sentence has more than two blanks, or blanks of different widths.

Source: practice of language tests: with more blanks than two a sentence can no longer be understood, and a width of its
own tells how long an answer is. Blanks count by sentence, not by item: a passage of several sentences is a common kind
of cloze. A blank without an accepted answer is refused as such (S101, S202).
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.amounts import amount
from guidegen.diagnostics import Diagnostic
from guidegen.inline import Inline, NumberedBlank, Parallel, Prose, plain_text, walk
from guidegen.lint.items.ground import ItemGround
from guidegen.model.item import ChosenBlank, Cloze
from guidegen.model.prose import Paragraph
from guidegen.patterns import pattern

_MOST = 2
_SENTENCE_ENDS = pattern(r"[.!?…。！？؟](?:\s|$)")


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the paragraph, or at the blank whose width differs."""
    if not isinstance(ground.item, Cloze):
        return
    for block in ground.item.common.stem:
        if isinstance(block, Paragraph) and (count := _most_in_a_sentence(block.prose)) > _MOST:
            message = f"A sentence has {amount(count, 'blank')}."
            yield ground.problem("Q404", block.origin, message, "Leave two of them at most.")
    yield from _widths(ground, ground.item)


def _most_in_a_sentence(prose: Prose) -> int:
    """The most blanks between two ends of sentences."""
    most = count = 0
    for node in _flat(prose):
        if isinstance(node, NumberedBlank):
            count += 1
            most = max(most, count)
        elif _SENTENCE_ENDS.search(plain_text((node,))):
            count = 0
    return most


def _flat(prose: Prose) -> Iterator[Inline | Parallel]:
    return (node for node in walk(prose) if not getattr(node, "children", ()))


def _widths(ground: ItemGround, item: Cloze) -> Iterator[Diagnostic]:
    """Blanks to write in of different widths; a blank with a list is as wide as a letter needs."""
    paragraphs = [block for block in item.common.stem if isinstance(block, Paragraph)]
    nodes = [node for block in paragraphs for node in _flat(block.prose) if isinstance(node, NumberedBlank)]
    written = [
        (node.width, blank.origin)
        for node, blank in zip(nodes, item.blanks, strict=False)
        if not isinstance(blank, ChosenBlank)
    ]
    other = next((origin for width, origin in written if width != written[0][0]), None)
    if other is not None:
        message = "The blanks of this item have different widths, which tells how long the answers are."
        yield ground.problem("Q404", other, message, "Remove `width` from the blanks, or give all of them the same.")

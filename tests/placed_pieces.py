"""What tests look at in laid-out documents: pieces on pages, and documents as they are printed where space is short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guidegen.document import elements as doc
from guidegen.render.pdf.flow import Page
from guidegen.render.pdf.placed import Placed, PlacedStack
from guidegen.render.pdf.stacked_tables import stacks


def pieces_on(page: Page) -> Iterator[Placed]:
    """All that is placed on the page, piece by piece."""
    for placed in page.placed:
        if isinstance(placed, PlacedStack):
            yield from (replace(one, x=placed.x + one.x, y=placed.y + one.y) for one in placed.stack.placed)
        else:
            yield placed


def with_stacks(document: doc.Document) -> doc.Document:
    """The document with its comparisons as they are printed where their columns would be too narrow."""
    template = document.template
    return replace(document, template=replace(template, blocks=_stacked(template.blocks)))


def _stacked(blocks: tuple[doc.Block, ...]) -> tuple[doc.Block, ...]:
    found = []
    for block in blocks:
        if isinstance(block, doc.Section):
            block = replace(block, blocks=_stacked(block.blocks))
        elif isinstance(block, doc.Table) and block.introduction_stacked:
            rows = []
            for stack in stacks(block):
                rows += [doc.RowGroup(stack.outer, ())] if stack.outer else []
                rows.append(stack.feature)
            block = replace(block, columns=(), rows=tuple(rows), introduction=block.introduction_stacked)
        found.append(block)
    return tuple(found)

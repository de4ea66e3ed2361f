"""H103: a statement that is marked as a claim, without a source.

Source: HONcode principle 4 (attribution). Ids that lead nowhere and sources that nothing cites are S210 and S223.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.assembly.sources import cited
from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.ground import Ground
from guidegen.model.guide import Text


def find(ground: Ground) -> Iterator[Diagnostic]:
    """An error at each claim that cites nothing."""
    for section in ground.guide.sections:
        for block in section.body:
            if isinstance(block, Text) and block.is_claim and not cited([block.blocks]):
                yield ground.problem(
                    "H103",
                    block.origin,
                    "This claim has no source.",
                    "Cite one with [@id] and add it to `sources:`, or say it as an opinion in a `text:`.",
                )

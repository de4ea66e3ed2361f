"""H105: patients are not told when to get help at once.

Source: safety; CDC Clear Communication Index items 12 to 14. Leaflets on wellness need none: `readers: public`. A red
zone tells it too.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.guides.ground import Ground
from guidegen.model.visual import Zones


def find(ground: Ground) -> Iterator[Diagnostic]:
    """An error at the guide."""
    blocks = (block for section in ground.guide.sections for block in section.body if isinstance(block, Zones))
    if any(zone.colour == "red" for block in blocks for zone in block.zones):
        return
    if ground.readers == "patients" and not ground.guide.get_help:
        reason = "`readers:` says so" if ground.guide.readers else "its `audience:` says so"
        yield ground.problem(
            "H105",
            ground.guide.origin,
            f"This guide is for patients ({reason}) and does not tell them when to get help.",
            "Add `get-help:` with the signs of danger and whom to call; `readers: public` when there are none.",
        )

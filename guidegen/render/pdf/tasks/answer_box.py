"""The box that a letter or a number is written into."""

from __future__ import annotations

import guidegen.render.pdf.operators as ops
from guidegen.render.pdf.layout import Layout

#: Its side, in points of regular print.
SIDE = 24.0


def answer_box(layout: Layout) -> tuple[str, float]:
    """The drawing, and its side in points."""
    side = SIDE * layout.scale
    colour, radius = layout.colour("ink"), 2 * layout.scale
    return ops.box(0.5, 0.5 - side, side - 1, side - 1, radius=radius, stroke=colour, thickness=1.0), side

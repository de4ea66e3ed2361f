"""The box that a letter or a number is written into."""

from __future__ import annotations

import guidegen.render.pdf.operators as ops
from guidegen.render.pdf.layout import Layout


def answer_box(layout: Layout) -> tuple[str, float]:
    """The drawing, and its side in points."""
    side, edge = layout.mark("answer-box"), layout.stroke("mark")
    colour, inside = layout.colour("ink"), side - edge
    radius = layout.corner("mark")
    return ops.box(edge / 2, edge / 2 - side, inside, inside, radius=radius, stroke=colour, thickness=edge), side

"""Lines to write on, solid or dotted as the theme says."""

from __future__ import annotations

import guidegen.render.pdf.operators as ops
from guidegen.render.pdf.layout import Layout


def writing_line(layout: Layout, y: float, width: float) -> str:
    """A line from the start of a place to `width`, with its upper edge at y."""
    thickness, colour = layout.stroke("write"), layout.colour("ink")
    if layout.part("answer-line") == "dotted":
        return ops.dots(0, y - thickness / 2, width, 1.25 * thickness, colour)
    return ops.rule(0, y, width, thickness, colour)


def line_height(layout: Layout) -> float:
    """From one line to write on to the next, in points."""
    return layout.mark("answer-line")

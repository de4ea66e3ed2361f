"""The box that is ticked with a pen: in checklists, and where somebody marks what is done."""

from __future__ import annotations

import guidegen.render.pdf.operators as ops
from guidegen.render.pdf.layout import Layout


def box_to_tick(layout: Layout) -> str:
    """The drawing of the box, as large as the theme's mark `check-box`."""
    side, edge = layout.mark("check-box"), layout.stroke("mark")
    return ops.box(
        0, -side, side, side, radius=0.75 * layout.corner("mark"), stroke=layout.colour("ink"), thickness=edge
    )

"""What stands behind the rows of tables: bands, stripes, rules and grids, as the theme says."""

from __future__ import annotations

from collections.abc import Sequence

import guidegen.render.pdf.operators as ops
from guidegen.render.pdf.layout import Layout


def head_style(layout: Layout) -> str:
    """The text style of the heads of columns: white on a filled band, dark elsewhere."""
    return "table-head" if layout.part("table") == "band" else "data-head"


def head_ground(layout: Layout, kind: str, width: float, height: float, starts: Sequence[float]) -> str:
    """Behind the heads of columns. `starts` are the distances of cells from the start of the table."""
    primary, radius = layout.colour("primary"), layout.corner("table")
    heavy, thin = layout.stroke("heavy"), layout.stroke("rule")
    match kind:
        case "band":
            return ops.box(0, -height, width, height, radius=radius, fill=primary, corners="top")
        case "rules":
            return (
                f"{ops.rule(0, 0, width, heavy, primary)} {ops.rule(0, heavy / 2 - height, width, heavy / 2, primary)}"
            )
        case "grid":
            tint = ops.box(0, -height, width, height, fill=layout.colour("tint"))
            top = ops.rule(0, thin / 2, width, thin, layout.colour("ink"))
            return f"{tint} {top} {_cells(layout, width, height, starts)}"
        case _:
            tint = ops.box(0, -height, width, height, radius=radius, fill=layout.colour("tint"), corners="top")
            return f"{tint} {ops.rule(0, 0.6 * heavy - height, width, 0.6 * heavy, primary)}"


def row_ground(
    layout: Layout,
    kind: str,
    width: float,
    height: float,
    starts: Sequence[float],
    *,
    striped: bool = False,
    is_last: bool = False,
) -> str:
    """Behind a row; the last of a table may end it with a heavier rule."""
    if kind == "grid":
        return _cells(layout, width, height, starts)
    thin, colour = layout.stroke("rule"), layout.colour("rule")
    if kind == "rules" and is_last:
        thin, colour = layout.stroke("heavy"), layout.colour("primary")
    stripe = ops.box(0, -height, width, height, fill=layout.colour("stripe")) if striped and kind == "band" else ""
    return f"{stripe} {ops.rule(0, thin - height, width, thin, colour)}".strip()


def group_ground(layout: Layout, kind: str, width: float, height: float) -> str:
    """Behind a heading across the table."""
    tint = ops.box(0, -height, width, height, fill=layout.colour("tint"))
    if kind == "grid":
        return f"{tint} {_cells(layout, width, height, (0.0,))}"
    thin = layout.stroke("rule")
    return f"{tint} {ops.rule(0, thin - height, width, thin, layout.colour('rule'))}"


def _cells(layout: Layout, width: float, height: float, starts: Sequence[float]) -> str:
    """Lines at the sides of cells and below them; what stands above has drawn the line at the top."""
    thin, ink = layout.stroke("rule"), layout.colour("ink")
    sides = [ops.box(x - thin / 2, -height, thin, height, fill=ink) for x in (*starts, width)]
    return " ".join([*sides, ops.rule(-thin / 2, thin / 2 - height, width + thin, thin, ink)])

"""Signs with their words in the cells of a table: yes, no, partly, unknown, and how certain evidence is.

Each sign has a shape of its own, so that none is told by its colour; the word beside it is what is read.
"""

from __future__ import annotations

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.fragment import ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact, indented, lay_text
from guidegen.theme import Colour

_SIDE, _GAP = 14.0, 6.0
#: The dots of a scale: how many, how wide, how far apart.
_DOTS, _DOT, _APART = 4, 8.0, 2.5
_FILLED = {"high": 4, "moderate": 3, "low": 2, "very-low": 1}
#: From these widths on, in points of regular print, the word stands beside the dots, or beside a sign.
_BESIDE_DOTS, _BESIDE_SIGN = 105.0, 64.0
_WHITE: Colour = (1.0, 1.0, 1.0)


def lay_marked(layout: Layout, block: doc.Marked, frame: Frame) -> Laid:
    """The sign, and its word beside it, or below it where the column is narrow."""
    scale = layout.scale
    drawing, width, height = _sign(layout, block.sign)
    needed = layout.fragments.extent(block.line, block.style)[0]
    least = (_BESIDE_DOTS if block.sign in _FILLED else _BESIDE_SIGN) * scale
    stacked = frame.width < max(least, width + _GAP * scale + needed)
    # A scale fills from where reading begins; a tick is a tick in every script.
    sign = ornament(drawing, width, height, mirrors=block.sign in _FILLED)
    if stacked:
        laid = lay_text(layout, block.line, block.style, frame, narrow=False)
        room = 3 * scale
        above = Unit(height + room, [artifact(sign, frame.x, room / 2)], keep_next=True, groups=frame.groups)
        return Laid([above, *laid.units], laid.elements)
    laid = lay_text(layout, block.line, block.style, indented(frame, width + _GAP * scale), narrow=False)
    first = laid.units[0]
    line = first.placed[0].fragment.lines[0].height
    first.placed.insert(0, artifact(sign, frame.x, (line - height) / 2))
    return laid


def sign_extent(layout: Layout, block: doc.Marked) -> tuple[float, float]:
    """The narrowest and the widest that a sign with its word can be set, in points."""
    _, width, _ = _sign(layout, block.sign)
    narrow, wide = layout.fragments.extent(block.line, block.style)
    return max(width, narrow), width + _GAP * layout.scale + wide


def _sign(layout: Layout, sign: str) -> tuple[str, float, float]:
    """A drawing with its width and height."""
    scale = layout.scale
    if sign in _FILLED:
        dot, apart = _DOT * scale, _APART * scale
        width = _DOTS * dot + (_DOTS - 1) * apart
        return _scale(layout, _FILLED[sign], dot, apart), width, dot
    side = _SIDE * scale
    return _SHAPES[sign](side / 2, layout.colour("primary"), scale), side, side


def _scale(layout: Layout, filled: int, dot: float, apart: float) -> str:
    colour = layout.colour("primary")
    dots = [
        ops.circle(
            index * (dot + apart) + dot / 2,
            -dot / 2,
            dot / 2 - 0.5,
            fill=colour if index < filled else None,
            stroke=colour,
        )
        for index in range(_DOTS)
    ]
    return " ".join(dots)


def _yes(r: float, colour: Colour, scale: float) -> str:
    return f"{ops.circle(r, -r, r, fill=colour)} {ops.tick(r, -r, 0.52 * r, _WHITE)}"


def _no(r: float, colour: Colour, scale: float) -> str:
    arm, thick = 0.36 * r, 1.5 * scale
    return " ".join(
        [
            ops.circle(r, -r, r - 0.6 * scale, stroke=colour, thickness=1.2 * scale),
            ops.line(r - arm, -r - arm, r + arm, -r + arm, thick, colour),
            ops.line(r - arm, -r + arm, r + arm, -r - arm, thick, colour),
        ]
    )


def _partly(r: float, colour: Colour, scale: float) -> str:
    """A ring whose first half is filled."""
    inner = r - 0.6 * scale
    k = inner * 0.5523
    half = " ".join(
        [
            f"{ops.fill_colour(colour)} {ops.numbers(r, -r + inner)} m",
            f"{ops.numbers(r - k, -r + inner, r - inner, -r + k, r - inner, -r)} c",
            f"{ops.numbers(r - inner, -r - k, r - k, -r - inner, r, -r - inner)} c f",
        ]
    )
    return f"{ops.circle(r, -r, inner, stroke=colour, thickness=1.2 * scale)} {half}"


def _unknown(r: float, colour: Colour, scale: float) -> str:
    """A question mark in a broken ring."""
    ring = ops.circle(r, -r, r - 0.6 * scale, stroke=colour, thickness=scale)
    u = r / 7
    curve = " ".join(
        [
            f"{ops.stroke_colour(colour)} {ops.number(1.5 * scale)} w 1 J {ops.numbers(r - 2.1 * u, -r + 1.9 * u)} m",
            f"{ops.numbers(r - 2.1 * u, -r + 4.3 * u, r + 2.3 * u, -r + 4.3 * u, r + 2.3 * u, -r + 1.9 * u)} c",
            f"{ops.numbers(r + 2.3 * u, -r + 0.3 * u, r, -r + 0.3 * u, r, -r - 1.3 * u)} c S",
        ]
    )
    dot = ops.circle(r, -r - 3.7 * u, 0.9 * u, fill=colour)
    return f"q [{ops.numbers(2 * scale, 1.6 * scale)}] 0 d {ring} Q q {curve} Q {dot}"


_SHAPES = {"yes": _yes, "no": _no, "partly": _partly, "unknown": _unknown}

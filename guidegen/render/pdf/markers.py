"""Numbers on a picture: each in a white disc with a dark ring, so that it can be read on any ground."""

from __future__ import annotations

import math
from collections.abc import Sequence

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.records import replace
from guidegen.render.pdf.fragment import ornament
from guidegen.render.pdf.layout import Layout, artifact
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.structure import Element
from guidegen.theme import Colour

_RADIUS = 9.0
_DOT = 2.2
_WHITE: Colour = (1.0, 1.0, 1.0)


def lay_markers(
    layout: Layout, places: Sequence[doc.Place], x: float, width: float, height: float
) -> tuple[list[Placed], list[Element]]:
    """Discs and lines as ornaments, numbers as content, for a picture of so many points at `x`."""
    radius = _RADIUS * layout.scale
    drawing = " ".join(_drawing(layout, place, radius, width, height) for place in places)
    placed = [artifact(ornament(drawing, width, height), x, 0)]
    elements = []
    for number, place in enumerate(places, start=1):
        across, down = _centre(place, radius, width, height)
        text = (Text(str(number)),)
        if layout.fragments.right_to_left:
            # A picture keeps its sides; places on the page count from the right.
            across = width - across
        shown, element = layout.whole(text, "letter", x + across - radius, 0, 2 * radius, role="Span", align="centre")
        placed.append(replace(shown, y=down - shown.fragment.height / 2))
        elements.append(element)
    return placed, elements


def _centre(place: doc.Place, radius: float, width: float, height: float) -> tuple[float, float]:
    """Where a number stands, in points from the start and the top: never over the edge of the picture."""
    across, down = place.number_at[0] * width, place.number_at[1] * height
    return min(max(across, radius), width - radius), min(max(down, radius), height - radius)


def _drawing(layout: Layout, place: doc.Place, radius: float, width: float, height: float) -> str:
    ink = layout.colour("ink")
    across, down = _centre(place, radius, width, height)
    disc = ops.circle(across, -down, radius - 0.6, fill=_WHITE, stroke=ink, thickness=1.2)
    if place.at == place.number_at:
        return disc
    to = (place.at[0] * width, place.at[1] * height)
    if math.dist(to, (across, down)) <= radius:
        return disc
    dot = _DOT * layout.scale
    return " ".join(
        [
            ops.line(across, -down, to[0], -to[1], 3.4, _WHITE),
            ops.circle(to[0], -to[1], dot + 1.1, fill=_WHITE),
            ops.line(across, -down, to[0], -to[1], 1.2, ink),
            ops.circle(to[0], -to[1], dot, fill=ink),
            disc,
        ]
    )

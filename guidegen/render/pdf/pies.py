"""Pie charts: parts told apart by patterns, each with its name and number beside it at the end of a line."""

from __future__ import annotations

import math

from guidegen.document import elements as doc
from guidegen.inline import Strong, Text
from guidegen.render.pdf.sketch import Sketch
from guidegen.render.pdf.spread import spread

_LABEL = "chart-label"


def draw_pie(sketch: Sketch, chart: doc.Chart) -> float | None:
    """The chart, or None where its words do not fit beside it."""
    scale, width = sketch.scale, sketch.width
    [series] = chart.series
    total = sum(series.values)
    radius = min(0.2 * width, 88 * scale, 0.22 * sketch.layout.page_height)
    reach, gap = 10 * scale, 8 * scale
    column = width / 2 - radius - reach - gap
    lines: list[doc.Line] = [
        (Strong((Text(name),)), Text(f" {shown}")) for name, shown in zip(chart.categories, series.shown, strict=True)
    ]
    if max(sketch.layout.fragments.extent(line, _LABEL)[0] for line in lines) > column:
        return None
    heights = [sketch.line_height(line, _LABEL, column) + 3 * scale for line in lines]
    angles: list[tuple[float, float]] = []
    at = 0.0
    for value in series.values:
        angles.append((at, at + 2 * math.pi * value / total))
        at = angles[-1][1]
    middles = [(start + end) / 2 for start, end in angles]
    sides = {
        "end": [index for index, middle in enumerate(middles) if math.sin(middle) >= 0],
        "start": [index for index, middle in enumerate(middles) if math.sin(middle) < 0],
    }
    high = max(2 * radius + 2 * scale, *(sum(heights[index] for index in side) for side in sides.values()))
    centre = (width / 2, high / 2)
    for look, (start, end) in enumerate(angles):
        sketch.wedge(centre, radius, start, end, look)
    for side, indices in sides.items():
        wishes = [centre[1] - (radius + reach) * math.cos(middles[index]) for index in indices]
        starts = spread(wishes, [heights[index] for index in indices], 0.0, high)
        if starts is None:
            return None
        for index, y in zip(indices, starts, strict=True):
            middle, half = middles[index], heights[index] / 2
            elbow = [
                (centre[0] + r * math.sin(middle), centre[1] - r * math.cos(middle))
                for r in (radius, radius + 0.6 * reach)
            ]
            away = 1 if side == "end" else -1
            edge = centre[0] + away * (radius + reach)
            sketch.rule([*elbow, (edge, y + half), (edge + away * 0.5 * gap, y + half)], 0.8, "ink")
            x = width - column if side == "end" else 0.0
            sketch.line_of(lines[index], _LABEL, x, y + 1.5 * scale, column, "start" if side == "end" else "end")
    return high

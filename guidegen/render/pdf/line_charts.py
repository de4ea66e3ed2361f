"""Line charts: an axis with round numbers, lines told apart by dashes and markers, their names at their ends."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from guidegen.document import elements as doc
from guidegen.inline import Strong, Text
from guidegen.records import dataclass
from guidegen.render.pdf.sketch import Sketch, colour_of, dash_of
from guidegen.render.pdf.spread import spread

_LABEL, _VALUE = "chart-label", "chart-value"


def draw_line(sketch: Sketch, chart: doc.Chart) -> float | None:
    """The chart, or None where its words do not fit."""
    scale = sketch.scale
    leading = sketch.layout.fragments.leading(_LABEL)
    axis = max(sketch.extent(text, _LABEL)[1] for _, text in chart.ticks) + 7 * scale
    ends = [_end(series) for series in chart.series] if len(chart.series) > 1 else []
    extents = [sketch.layout.fragments.extent(line, _LABEL) for line in ends]
    behind = 0.0
    if extents:
        behind = max(max(least for least, _ in extents), min(max(most for _, most in extents), 0.28 * sketch.width))
        behind += 12 * scale
    width = sketch.width - axis - behind
    widest = max(sketch.extent(text, _LABEL)[1] for text in chart.categories)
    if width < 0.4 * sketch.width:
        return None
    inset = min(widest / 2, 0.14 * width) + 3 * scale
    places = [axis + inset + position * (width - 2 * inset) for position in chart.positions]
    shown = _shown_names(sketch, chart, places, inset)
    if shown is None:
        return None
    y = sketch.words(chart.axis, _LABEL, 0, 0, sketch.width) + 3 * scale if chart.axis else 0.0
    top = y + leading / 2 + (leading if len(chart.series) == 1 else 0.0)
    high = min(0.4 * sketch.width, 175 * scale, 0.36 * sketch.layout.page_height)
    low, highest = chart.ticks[0][0], chart.ticks[-1][0]

    def down(value: float) -> float:
        return top + high * (highest - value) / (highest - low)

    for value, text in _every(chart.ticks, high, leading):
        sketch.rule([(axis, down(value)), (axis + width, down(value))], 0.6, "rule")
        sketch.words(text, _LABEL, 0, down(value) - leading / 2, axis - 7 * scale, "end")
    zero = down(0.0 if low <= 0 <= highest else low)
    sketch.rule([(axis, zero), (axis + width, zero)], 1.0, "ink")
    ground = top + high
    for place in places:
        sketch.rule([(place, ground), (place, ground + 4 * scale)], 0.8, "ink")
    for look, series in reversed(list(enumerate(chart.series))):
        points = [(place, down(value)) for place, value in zip(places, series.values, strict=True)]
        sketch.rule(points, 2.2 * scale, colour_of(look), dash_of(look, scale))
        for point in points:
            sketch.marker(point, 3.6 * scale, look)
    if len(chart.series) == 1:
        _values(sketch, chart.series[0], places, down)
    elif not _ends(sketch, chart, ends, (axis + width + 10 * scale, behind - 12 * scale), (y, ground), down):
        return None
    lowest = ground + 6 * scale
    for row in (0, 1):
        y = lowest
        for index, name in shown.items():
            if name.row == row:
                under = sketch.words(chart.categories[index], _LABEL, name.x, y, name.width, "centre")
                lowest = max(lowest, y + under)
    return lowest


def _end(series: doc.Series) -> doc.Line:
    """The name of a line with its last value."""
    return Strong((Text(series.name),)), Text(f" {series.shown[-1]}")


def _every(ticks: tuple[tuple[float, str], ...], high: float, leading: float) -> list[tuple[float, str]]:
    """As many ticks as there is room for, the first and the last among them where they can be."""
    step = 1
    while (len(ticks) - 1) // step * leading * 1.3 > high and step < len(ticks):
        step += 1
    return [tick for index, tick in enumerate(ticks) if index % step == 0]


@dataclass(frozen=True, slots=True)
class _Name:
    """Where a category is named below the axis: start, width, and the first (0) or second row."""

    x: float
    width: float
    row: int = 0


def _shown_names(sketch: Sketch, chart: doc.Chart, places: list[float], inset: float) -> dict[int, _Name] | None:
    """The categories that are named below the axis: side by side, else in two rows. Of numbers some may be left out."""
    scale = sketch.scale
    pitch = min(after - before for before, after in pairwise(places))
    narrowest = max(sketch.extent(text, _LABEL)[0] for text in chart.categories)
    for rows in (1, 2):
        across = min(rows * pitch - 4 * scale, 2 * inset)
        if narrowest <= across:
            return {i: _Name(place - across / 2, across, i % rows) for i, place in enumerate(places)}
    if not all(any(character.isdigit() for character in text) for text in chart.categories):
        return None
    chosen: dict[int, _Name] = {}
    free = -1.0
    for index, place in enumerate(places):
        wide = sketch.extent(chart.categories[index], _LABEL)[1] + 1
        start = min(place - wide / 2, sketch.width - wide)
        if start >= free:
            chosen[index] = _Name(start, wide)
            free = start + wide + 6 * scale
    return chosen


def _values(sketch: Sketch, series: doc.Series, places: list[float], down: Callable[[float], float]) -> None:
    """The values above their points, if they fit side by side; else the last one alone."""
    scale = sketch.scale
    leading = sketch.layout.fragments.leading(_VALUE)
    wide = max(sketch.extent(text, _VALUE)[1] for text in series.shown) + 2 * scale
    pitch = min(after - before for before, after in pairwise(places))
    for index, (place, value, text) in enumerate(zip(places, series.values, series.shown, strict=True)):
        if wide > pitch and index + 1 < len(places):
            continue
        x = max(0.0, min(place - wide / 2, sketch.width - wide))
        y = down(value) - 6 * scale - leading
        sketch.ground(x, y + 2 * scale, wide, leading - 3 * scale)
        sketch.words(text, _VALUE, x, y, wide, "centre")


def _ends(
    sketch: Sketch,
    chart: doc.Chart,
    ends: list[doc.Line],
    column: tuple[float, float],
    between: tuple[float, float],
    down: Callable[[float], float],
) -> bool:
    """The names of the lines at their ends, moved apart; False where they do not fit."""
    x, width = column
    heights = [sketch.line_height(line, _LABEL, width) for line in ends]
    starts = spread([down(series.values[-1]) for series in chart.series], heights, *between)
    if starts is None:
        return False
    for line, y in zip(ends, starts, strict=True):
        sketch.line_of(line, _LABEL, x, y, width)
    return True

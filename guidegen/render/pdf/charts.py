"""Charts: bars and columns here, lines and pies in modules of their own. Numbers are printed, bars begin at 0.

Where the words of a kind of chart do not fit beside each other, as in large print, its numbers are shown as bars:
these have their names before or above them, and fit every page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from guidegen.catalogue import diagnosed
from guidegen.document import elements as doc
from guidegen.records import dataclass
from guidegen.render.pdf.flow import Group, Unit
from guidegen.render.pdf.layout import Frame, Laid, Layout, lay_text
from guidegen.render.pdf.line_charts import draw_line
from guidegen.render.pdf.pies import draw_pie
from guidegen.render.pdf.sketch import Sketch
from guidegen.render.pdf.structure import Element

LABEL, VALUE = "chart-label", "chart-value"


#: What is taller than this share of a page may be parted between its categories, where it does not fit one page.
_WHOLE = 0.6


def lay_chart(layout: Layout, block: doc.Chart, frame: Frame) -> Laid:
    """Caption, drawing and source."""
    sketch = Sketch(layout, frame.width, block.origin)
    before = len(layout.problems)
    height = DRAWN[block.kind](sketch, block)
    if height is not None and height <= _WHOLE * layout.page_height:
        return captioned(layout, block, [(sketch, height)], frame)
    del layout.problems[before:]
    pieces = [Sketch(layout, frame.width, block.origin)]
    heights = [draw_bars(pieces[0], block)]
    if heights[0] > _WHOLE * layout.page_height:
        del layout.problems[before:]
        pieces = [Sketch(layout, frame.width, block.origin) for _ in block.categories]
        heights = [draw_bars(piece, block, index) for index, piece in enumerate(pieces)]
    return captioned(layout, block, list(zip(pieces, heights, strict=True)), frame)


def captioned(
    layout: Layout,
    block: doc.Chart | doc.Pictograph,
    pieces: Sequence[tuple[Sketch, float]],
    frame: Frame,
    *,
    gap: float = 9.0,
) -> Laid:
    """A drawing as one figure, between its caption and its source; a page may end between its pieces."""
    scale = layout.scale
    laid = lay_text(layout, block.caption, "caption", frame, origin=block.origin, narrow=False, keep_next=True)
    figure, whole = Element("Figure", alt=block.alt), Group(keep=True)
    laid.elements.append(figure)
    for sketch, height in pieces:
        placed, element = layout.content(sketch.fragment(height), frame.x, 0, "Figure")
        figure.kids += element.kids
        groups, room = (*frame.groups, whole), gap * scale
        laid.units.append(
            Unit(layout.on_grid(height), [placed], before=room, after=room, groups=groups, origin=block.origin)
        )
    laid.units[-len(pieces)].before = 4 * scale
    last = laid.units[-1]
    last.after = 16 * scale
    if block.source:
        last.keep_next = True
        last.after = 5 * scale
        laid.add(lay_text(layout, block.source, "figure-caption", frame, origin=block.origin))
    return laid


@dataclass(frozen=True, slots=True)
class _Bars:
    """What the bars of a chart share: the room before and behind them, and the values between which they reach."""

    before: float
    room: float
    low: float
    high: float


def draw_bars(sketch: Sketch, chart: doc.Chart, only: int | None = None) -> float:
    """Bars below each other: a name before each (or above it where there is no room), its number behind it.

    With `only` just those of one category are drawn, as long as if they stood among the others.
    """
    shared = _measured(sketch, chart)
    if shared is None:
        return 0.0
    y = axis_title(sketch, chart) if not only else 0.0
    for index in range(len(chart.categories)):
        if only is None or index == only:
            y = _draw_category(sketch, chart, index, shared, y) + _gap(sketch, chart)
    return y - _gap(sketch, chart) + 1.0


def _gap(sketch: Sketch, chart: doc.Chart) -> float:
    return (12.0 if len(chart.series) > 1 else 7.0) * sketch.scale


def _measured(sketch: Sketch, chart: doc.Chart) -> _Bars | None:
    """The room of names and numbers, or None, with the problem reported, where they leave none."""
    scale, width = sketch.scale, sketch.width
    names = [series.name for series in chart.series] if len(chart.series) > 1 else chart.categories
    numbers = [sketch.extent(text, VALUE) for series in chart.series for text in series.shown]
    least = max(extent[0] for extent in numbers) + 8 * scale
    room = max(least, min(max(extent[1] for extent in numbers) + 8 * scale, 0.45 * width))
    narrowest, widest = (max(extents) for extents in zip(*(sketch.extent(name, LABEL) for name in names), strict=True))
    before = max(narrowest, min(widest, 0.38 * width)) + 8 * scale
    if width - before - room < 0.3 * width:
        before = 0.0
    if room > 0.6 * width:
        longest = max((text for series in chart.series for text in series.shown), key=len)
        sketch.layout.problems.append(
            diagnosed(
                "P135",
                f"“{longest}” leaves no room for the bars of this chart ({width:.0f} points in all).",
                chart.origin,
                hint="Use a shorter unit, or a larger page.",
            )
        )
        return None
    values = [value for series in chart.series for value in series.values]
    low = min(0.0, *values)
    return _Bars(before, room, low, max(low + 1e-9, *values) if any(values) else 1.0)


def _draw_category(sketch: Sketch, chart: doc.Chart, index: int, shared: _Bars, y: float) -> float:
    """The bars of one category; where they end."""
    scale, before = sketch.scale, shared.before
    is_grouped = len(chart.series) > 1
    thick, gap = (14.0 if is_grouped else 17.0) * scale, 4.0 * scale
    per_unit = (sketch.width - before - shared.room) / (shared.high - shared.low)
    zero = before - shared.low * per_unit
    if is_grouped:
        y += sketch.words(chart.categories[index], VALUE, 0, y, sketch.width) + 2 * scale
    top = y
    for number, series in enumerate(chart.series):
        name = series.name if is_grouped else chart.categories[index]
        shown = series.shown[index]
        high = max(thick, sketch.height(shown, VALUE, shared.room - 6 * scale))
        if before:
            high = max(high, sketch.height(name, LABEL, before - 8 * scale))
            _middle(sketch, name, LABEL, 0, y, before - 8 * scale, high)
        else:
            y += sketch.words(name, LABEL, 0, y, sketch.width) + 1 * scale
        start, end = sorted((zero, zero + series.values[index] * per_unit))
        if end > start:
            sketch.bar(start + 0.5, y + (high - thick) / 2, end - start, thick, number)
        _middle(sketch, shown, VALUE, end + 6 * scale, y, shared.room - 6 * scale, high)
        y += high + gap
    y -= gap
    if before:
        reach = 2.0 * scale if is_grouped else _gap(sketch, chart) / 2
        sketch.rule([(zero, top - reach), (zero, y + reach)], 1.0, "ink")
    return y


def _middle(sketch: Sketch, text: str, style: str, x: float, y: float, width: float, height: float) -> None:
    """Words in the middle of a row."""
    sketch.words(text, style, x, y + (height - sketch.height(text, style, width)) / 2, width)


def axis_title(sketch: Sketch, chart: doc.Chart) -> float:
    """The unit above the drawing, where the numbers stand without it; the room that it takes."""
    if not chart.axis:
        return 0.0
    return sketch.words(chart.axis, LABEL, 0, 0, sketch.width) + 5 * sketch.scale


def key_of_series(sketch: Sketch, names: Sequence[str], y: float) -> float | None:
    """A key: patterns with their names, side by side; the room that it takes, or None where a name is too wide."""
    scale, side = sketch.scale, 14.0 * sketch.scale
    x, high = 0.0, sketch.layout.fragments.leading(LABEL)
    start = y
    for look, name in enumerate(names):
        wide = side + 6 * scale + sketch.extent(name, LABEL)[1] + 0.5
        if wide > sketch.width:
            return None
        if x and x + wide > sketch.width:
            x, y = 0.0, y + high + 3 * scale
        sketch.bar(x + 0.6, y + (high - side) / 2, side, side, look)
        sketch.words(name, LABEL, x + side + 6 * scale, y, wide - side - 6 * scale)
        x += wide + 18 * scale
    return y + high + 8 * scale - start


def draw_columns(sketch: Sketch, chart: doc.Chart) -> float | None:
    """Columns side by side, numbers above, names below; None where these do not fit, or for negative values."""
    scale, width = sketch.scale, sketch.width
    count = len(chart.series)
    pitch = width / len(chart.categories)
    thick = min(46.0 * scale, 0.8 * pitch / count)
    values = max(sketch.extent(text, VALUE)[1] for series in chart.series for text in series.shown)
    if values > (pitch - 4 * scale if count == 1 else thick - 1 * scale):
        return None
    if min(value for series in chart.series for value in series.values) < 0:
        return None
    if max(sketch.extent(name, LABEL)[0] for name in chart.categories) > pitch - 6 * scale:
        return None
    y = axis_title(sketch, chart)
    if count > 1:
        room = key_of_series(sketch, [series.name for series in chart.series], y)
        if room is None:
            return None
        y += room
    over = sketch.layout.fragments.leading(VALUE) + 2 * scale
    high = min(0.38 * width, 165 * scale, 0.34 * sketch.layout.page_height)
    ground = y + over + high
    highest = max(value for series in chart.series for value in series.values) or 1.0
    lowest = ground
    for index, category in enumerate(chart.categories):
        start = index * pitch + (pitch - thick * count) / 2
        for number, series in enumerate(chart.series):
            length = high * series.values[index] / highest
            x = start + number * thick
            if length > 0:
                inset = 0.0 if count == 1 else 1.0 * scale
                sketch.bar(x + inset, ground - length, thick - 2 * inset, length, number)
            across = pitch if count == 1 else thick
            left = index * pitch if count == 1 else x
            sketch.words(series.shown[index], VALUE, left, ground - length - over, across, "centre")
        below = sketch.words(
            category, LABEL, index * pitch + 3 * scale, ground + 4 * scale, pitch - 6 * scale, "centre"
        )
        lowest = max(lowest, ground + 4 * scale + below)
    sketch.rule([(0, ground), (width, ground)], 1.0, "ink")
    return lowest


#: What draws each kind; None from one of them asks for bars.
DRAWN: Mapping[str, Callable[[Sketch, doc.Chart], float | None]] = {
    "bars": draw_bars,
    "columns": draw_columns,
    "line": draw_line,
    "pie": draw_pie,
}

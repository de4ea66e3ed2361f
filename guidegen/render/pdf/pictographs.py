"""Pictographs: rows of icons, the first so many of them filled, with the count in words below."""

from __future__ import annotations

import math

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.render.pdf.charts import captioned
from guidegen.render.pdf.layout import Frame, Laid, Layout
from guidegen.render.pdf.sketch import Sketch
from guidegen.theme import Colour

_WHITE: Colour = (1.0, 1.0, 1.0)
#: Icons in a row, by the most icons for which this holds, and the width of an icon's place in regular print.
_ROWS = ((100, 10, 16.0), (400, 20, 12.0), (1000, 40, 11.5))
#: A person is so much higher than its place is wide; below so many points it is a disc.
_TALL, _LEAST = 1.4, 7.5
#: Of more than so many icons nobody sees a person any more.
_MOST_PERSONS = 400
#: The most of a page that the icons of one group take.
_SHARE = 0.5


def lay_pictograph(layout: Layout, block: doc.Pictograph, frame: Frame) -> Laid:
    """Groups side by side where they fit, below each other elsewhere."""
    ruler = Sketch(layout, frame.width, block.origin)
    scale, gap = layout.scale, 24.0 * layout.scale
    per_row, place = next((count, wide) for most, count, wide in _ROWS if block.total <= most)
    per_row = min(per_row, block.total)
    half = (frame.width - gap) / 2
    count = len(block.groups)
    beside = count > 1 and half / per_row >= min(place * scale, 9.0)
    column = half if beside else frame.width
    rows = math.ceil(block.total / per_row)
    side = min(place * scale, column / per_row, _SHARE * layout.page_height / (rows * _TALL))
    is_person = side >= _LEAST and block.total <= _MOST_PERSONS
    high = side * (_TALL if is_person else 1.0)
    names = [ruler.height(group.name, "chart-value", column) if group.name else 0.0 for group in block.groups]
    pieces: list[tuple[Sketch, float]] = []
    for index, group in enumerate(block.groups):
        x = index * (half + gap) if beside else 0.0
        if not beside or not pieces:
            pieces.append((Sketch(layout, frame.width, block.origin), 0.0))
        sketch, lowest = pieces[-1]
        top = 0.0
        if group.name:
            top = max(names) if beside else names[index]
            sketch.words(group.name, "chart-value", x, top - names[index], column)
            top += 6 * scale
        _draw_icons(sketch, group.count, block.total, per_row, (x, top), side, high, is_person=is_person)
        top += rows * high + 6 * scale
        top += sketch.words(group.words, "chart-count", x, top, column)
        pieces[-1] = sketch, max(lowest, top)
    return captioned(layout, block, pieces, frame, gap=16.0)


def _draw_icons(
    sketch: Sketch,
    count: int,
    total: int,
    per_row: int,
    at: tuple[float, float],
    side: float,
    high: float,
    *,
    is_person: bool,
) -> None:
    ink, colour = sketch.layout.colour("soft"), sketch.layout.colour("primary")
    draw = _person if is_person else _disc
    filled: list[str] = []
    empty: list[str] = []
    for index in range(total):
        row, place = divmod(index, per_row)
        left = sketch.left_of(at[0] + place * side, side)
        shape = draw(left + side / 2, -at[1] - row * high - high / 2, side, high)
        (filled if index < count else empty).append(shape)
    if filled:
        sketch.draw(f"{ops.fill_colour(colour)} {ops.stroke_colour(colour)} 0.8 w {' '.join(filled)} B")
    if empty:
        sketch.draw(f"{ops.fill_colour(_WHITE)} {ops.stroke_colour(ink)} 0.8 w {' '.join(empty)} B")


def _disc(x: float, y: float, side: float, high: float) -> str:
    return _round(x, y, 0.36 * side)


def _person(x: float, y: float, side: float, high: float) -> str:
    """A head, and a body with round shoulders."""
    head = _round(x, y + 0.32 * high, 0.17 * side)
    half, top, low = 0.3 * side, y + 0.16 * high, y - 0.44 * high
    corner = 0.24 * side
    k = corner * 0.4477
    foot, hip = 0.2 * side, y - 0.1 * high
    body = (
        f"{ops.numbers(x - foot, low)} m {ops.numbers(x - foot, hip)} l {ops.numbers(x - half, hip)} l "
        f"{ops.numbers(x - half, top - corner)} l "
        f"{ops.numbers(x - half, top - k, x - half + k, top, x - half + corner, top)} c "
        f"{ops.numbers(x + half - corner, top)} l "
        f"{ops.numbers(x + half - k, top, x + half, top - k, x + half, top - corner)} c "
        f"{ops.numbers(x + half, hip)} l {ops.numbers(x + foot, hip)} l {ops.numbers(x + foot, low)} l h"
    )
    return f"{head} {body}"


def _round(x: float, y: float, r: float) -> str:
    k = r * 0.5523
    return (
        f"{ops.numbers(x - r, y)} m {ops.numbers(x - r, y + k, x - k, y + r, x, y + r)} c "
        f"{ops.numbers(x + k, y + r, x + r, y + k, x + r, y)} c {ops.numbers(x + r, y - k, x + k, y - r, x, y - r)} c "
        f"{ops.numbers(x - k, y - r, x - r, y - k, x - r, y)} c h"
    )

"""Signs that tell by their shape what colour alone must not: discs, triangles, octagons, and the marks inside them.

All of them are drawn around (x, y), y upwards, for an outer radius; they are ornaments beside words that say the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import guidegen.render.pdf.operators as ops
from guidegen.theme import Colour

Sign = Callable[[float, float, float, Colour, Colour], str]


def polygon(points: Sequence[tuple[float, float]], *, fill: Colour, rounded: float = 0.0) -> str:
    """A filled polygon. With `rounded` points of stroke its corners are round, and it is as much larger."""
    (x, y), *rest = points
    path = " ".join([f"{ops.numbers(x, y)} m", *(f"{ops.numbers(*point)} l" for point in rest), "h"])
    if not rounded:
        return f"{ops.fill_colour(fill)} {path} f"
    pen = f"{ops.stroke_colour(fill)} {ops.number(2 * rounded)} w 1 j"
    return f"{ops.fill_colour(fill)} {pen} {path} B 0 j"


def stroke(points: Sequence[tuple[float, float]], thickness: float, colour: Colour) -> str:
    """A line through the points, with round ends and corners."""
    (x, y), *rest = points
    path = " ".join([f"{ops.numbers(x, y)} m", *(f"{ops.numbers(*point)} l" for point in rest)])
    return f"{ops.stroke_colour(colour)} {ops.number(thickness)} w 1 J 1 j {path} S 0 J 0 j"


def regular(corners: int, x: float, y: float, radius: float, turn: float = 0.0) -> list[tuple[float, float]]:
    """The corners of a regular polygon, the first of them `turn` degrees from the top."""
    angles = (math.radians(90 + turn + 360 * corner / corners) for corner in range(corners))
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def tick(x: float, y: float, radius: float, colour: Colour) -> str:
    """A tick."""
    points = ((-0.5, 0.0), (-0.14, -0.36), (0.52, 0.4))
    return stroke([(x + radius * a, y + radius * b) for a, b in points], 0.22 * radius, colour)


def cross(x: float, y: float, radius: float, colour: Colour) -> str:
    """A cross."""
    reach = 0.38 * radius
    lines = (((-1, -1), (1, 1)), ((-1, 1), (1, -1)))
    return " ".join(stroke([(x + reach * a, y + reach * b) for a, b in ends], 0.22 * radius, colour) for ends in lines)


def exclamation(x: float, y: float, radius: float, colour: Colour) -> str:
    """An exclamation mark."""
    bar = ops.box(x - 0.12 * radius, y - 0.1 * radius, 0.24 * radius, 0.68 * radius, radius=0.1 * radius, fill=colour)
    return f"{bar} {ops.circle(x, y - 0.4 * radius, 0.15 * radius, fill=colour)}"


def letter_i(x: float, y: float, radius: float, colour: Colour) -> str:
    """The letter i, for information."""
    bar = ops.box(x - 0.12 * radius, y - 0.55 * radius, 0.24 * radius, 0.68 * radius, radius=0.1 * radius, fill=colour)
    return f"{bar} {ops.circle(x, y + 0.42 * radius, 0.15 * radius, fill=colour)}"


def star(x: float, y: float, radius: float, colour: Colour) -> str:
    """A star with five points."""
    outer, inner = regular(5, x, y, 0.66 * radius), regular(5, x, y, 0.28 * radius, 36)
    return polygon([point for pair in zip(outer, inner, strict=True) for point in pair], fill=colour)


def bar(x: float, y: float, radius: float, colour: Colour) -> str:
    """A bar across, as on signs that stop traffic."""
    return ops.box(x - 0.55 * radius, y - 0.16 * radius, 1.1 * radius, 0.32 * radius, fill=colour)


def ticked_disc(x: float, y: float, radius: float, ground: Colour, mark: Colour) -> str:
    """A disc with a tick."""
    return f"{ops.circle(x, y, radius, fill=ground)} {tick(x, y, radius, mark)}"


def crossed_octagon(x: float, y: float, radius: float, ground: Colour, mark: Colour) -> str:
    """An octagon with a cross."""
    return f"{polygon(regular(8, x, y, radius * 1.04, 22.5), fill=ground)} {cross(x, y, radius, mark)}"


def barred_octagon(x: float, y: float, radius: float, ground: Colour, mark: Colour) -> str:
    """An octagon with a bar."""
    return f"{polygon(regular(8, x, y, radius * 1.04, 22.5), fill=ground)} {bar(x, y, radius, mark)}"


def warning_triangle(x: float, y: float, radius: float, ground: Colour, mark: Colour) -> str:
    """A triangle with an exclamation mark."""
    low = y - 0.22 * radius
    body = polygon(regular(3, x, low, 0.98 * radius), fill=ground, rounded=0.16 * radius)
    return f"{body} {exclamation(x, low, 0.82 * radius, mark)}"


def information_disc(x: float, y: float, radius: float, ground: Colour, mark: Colour) -> str:
    """A disc with an i."""
    return f"{ops.circle(x, y, radius, fill=ground)} {letter_i(x, y, radius, mark)}"


def starred_disc(x: float, y: float, radius: float, ground: Colour, mark: Colour) -> str:
    """A disc with a star."""
    return f"{ops.circle(x, y, radius, fill=ground)} {star(x, y, radius, mark)}"


def lit_bulb(x: float, y: float, radius: float, ground: Colour, mark: Colour) -> str:
    """A disc with a light bulb."""
    r = radius
    glass = ops.circle(x, y + 0.14 * r, 0.38 * r, fill=mark)
    neck = polygon(
        [
            (x - 0.2 * r, y - 0.1 * r),
            (x + 0.2 * r, y - 0.1 * r),
            (x + 0.15 * r, y - 0.34 * r),
            (x - 0.15 * r, y - 0.34 * r),
        ],
        fill=mark,
    )
    foot = ops.box(x - 0.16 * r, y - 0.56 * r, 0.32 * r, 0.13 * r, radius=0.06 * r, fill=mark)
    return f"{ops.circle(x, y, radius, fill=ground)} {glass} {neck} {foot}"


#: The sign of each kind of callout.
CALLOUTS: Mapping[str, Sign] = {
    "note": information_disc,
    "tip": lit_bulb,
    "important": starred_disc,
    "warning": warning_triangle,
}

#: The sign of each zone: round, three-cornered, eight-cornered.
ZONES: Mapping[str, Sign] = {"green": ticked_disc, "amber": warning_triangle, "red": barred_octagon}


def sun(x: float, y: float, radius: float, colour: Colour, *, half: bool = False) -> str:
    """A sun with its rays; a half one stands on a line."""
    thickness = 0.14 * radius
    angles = range(0, 181, 45) if half else range(0, 360, 45)
    rays = []
    for angle in map(math.radians, angles):
        ends = [(x + reach * radius * math.cos(angle), y + reach * radius * math.sin(angle)) for reach in (0.7, 0.98)]
        rays.append(stroke(ends, thickness, colour))
    if not half:
        return " ".join([ops.circle(x, y, 0.46 * radius, fill=colour), *rays])
    r, k = 0.46 * radius, 0.46 * radius * 0.5523
    dome = (
        f"{ops.fill_colour(colour)} {ops.numbers(x - r, y)} m "
        f"{ops.numbers(x - r, y + k, x - k, y + r, x, y + r)} c {ops.numbers(x + k, y + r, x + r, y + k, x + r, y)} c f"
    )
    return " ".join([dome, *rays])


def moon(x: float, y: float, radius: float, colour: Colour) -> str:
    """A crescent."""
    r, k = 0.8 * radius, 0.8 * radius * 0.5523
    # The outer edge is half a circle and more, the inner one a flatter curve between the same horns.
    top, low = (x + 0.28 * radius, y + r), (x + 0.28 * radius, y - r)
    outer = (
        f"{ops.numbers(*top)} m {ops.numbers(x - k, y + r, x - r, y + k, x - r, y)} c "
        f"{ops.numbers(x - r, y - k, x - k, y - r, *low)} c"
    )
    inner = f"{ops.numbers(x - 0.32 * radius, y - 0.42 * r, x - 0.32 * radius, y + 0.42 * r, *top)} c"
    return f"{ops.fill_colour(colour)} {outer} {inner} f"


def time_of_day(time: str, x: float, y: float, radius: float, colour: Colour) -> str:
    """The sun as it stands in the morning, at noon and in the evening, or the moon."""
    if time == "noon":
        return sun(x, y, radius, colour)
    if time == "night":
        return moon(x, y, radius, colour)
    ground = y - 0.4 * radius
    horizon = stroke([(x - radius, ground - 0.2 * radius), (x + radius, ground - 0.2 * radius)], 0.14 * radius, colour)
    if time == "morning":
        return f"{sun(x, ground, radius, colour, half=True)} {horizon}"
    # In the evening the sun stands lower, and its rays are gone.
    r, k = 0.6 * radius, 0.6 * radius * 0.5523
    dome = (
        f"{ops.fill_colour(colour)} {ops.numbers(x - r, ground)} m "
        f"{ops.numbers(x - r, ground + k, x - k, ground + r, x, ground + r)} c "
        f"{ops.numbers(x + k, ground + r, x + r, ground + k, x + r, ground)} c f"
    )
    return f"{dome} {horizon}"

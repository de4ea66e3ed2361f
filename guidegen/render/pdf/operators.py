"""Page operators for ornaments: rules, boxes, circles. All of them are artifacts; text is in `fragments`.

Coordinates are points, y upwards from the origin of the fragment. ReportLab draws pictures; for four shapes its
canvas would cost a fresh process more than everything else that the first page needs (docs/adr/0004).
"""

from __future__ import annotations

import functools

from guidegen.theme import Colour

_KAPPA = 0.5523


@functools.lru_cache(maxsize=4096)
def number(value: float) -> str:
    """A number in the shortest form with at most two decimals.

    >>> number(1.0), number(0.125), number(-0.001)
    ('1', '0.12', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def numbers(*values: float) -> str:
    """Several numbers with spaces between."""
    return " ".join(map(number, values))


@functools.lru_cache(maxsize=256)
def fill_colour(colour: Colour) -> str:
    """The operator that sets the fill colour (sRGB)."""
    return " ".join(f"{c:.3f}".rstrip("0").rstrip(".") for c in colour) + " rg"


def stroke_colour(colour: Colour) -> str:
    """The operator that sets the stroke colour (sRGB)."""
    return " ".join(f"{c:.3f}".rstrip("0").rstrip(".") for c in colour) + " RG"


@functools.lru_cache(maxsize=1024)
def rule(x: float, y: float, width: float, thickness: float, colour: Colour) -> str:
    """A horizontal rule whose upper edge is at y."""
    return f"{fill_colour(colour)} {numbers(x, y - thickness, width, thickness)} re f"


@functools.lru_cache(maxsize=4096)
def box(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    radius: float = 0.0,
    fill: Colour | None = None,
    stroke: Colour | None = None,
    thickness: float = 0.75,
    corners: str = "all",
) -> str:
    """A rectangle with its lower left corner at (x, y), filled, stroked or both.

    Its `corners` are round as far as `radius` says: `all` of them, or those at the `top` or the `bottom` alone.
    """
    paint = {(True, False): "f", (False, True): "S", (True, True): "B"}[fill is not None, stroke is not None]
    parts = []
    if fill is not None:
        parts.append(fill_colour(fill))
    if stroke is not None:
        parts.append(f"{stroke_colour(stroke)} {number(thickness)} w")
    most = height / 2 if corners == "all" else height
    parts.append(_outline(x, y, width, height, min(radius, width / 2, most), corners))
    return " ".join([*parts, paint])


def line(x: float, y: float, to_x: float, to_y: float, thickness: float, colour: Colour) -> str:
    """A straight line."""
    return f"{stroke_colour(colour)} {number(thickness)} w {numbers(x, y)} m {numbers(to_x, to_y)} l S"


def tick(x: float, y: float, size: float, colour: Colour) -> str:
    """A tick around (x, y), about twice as wide as `size`."""
    points = (numbers(x - size, y), numbers(x - size * 0.25, y - size * 0.75), numbers(x + size, y + size * 0.8))
    stroke = f"{stroke_colour(colour)} {number(size * 0.42)} w 1 J 1 j"
    return f"q {stroke} {points[0]} m {points[1]} l {points[2]} l S Q"


def dots(x: float, y: float, width: float, size: float, colour: Colour) -> str:
    """A row of dots of a size, whose middles lie on y; as many as fit, the first and the last at the ends."""
    gap = (width - size) / max(1, round((width - size) / (3 * size)))
    line = f"{numbers(x + size / 2, y)} m {numbers(x + width - size / 2 + 0.01, y)} l S"
    return f"1 J [0 {gap:.4f}] 0 d {stroke_colour(colour)} {number(size)} w {line} [] 0 d 0 J"


def circle(
    x: float,
    y: float,
    radius: float,
    *,
    fill: Colour | None = None,
    stroke: Colour | None = None,
    thickness: float = 1.0,
) -> str:
    """A circle around (x, y)."""
    side = 2 * radius
    return box(x - radius, y - radius, side, side, radius=radius, fill=fill, stroke=stroke, thickness=thickness)


def _outline(x: float, y: float, width: float, height: float, radius: float, corners: str) -> str:
    if radius <= 0:
        return f"{numbers(x, y, width, height)} re"
    right, top, k = x + width, y + height, radius * (1 - _KAPPA)
    if corners == "top":
        return " ".join(
            [
                f"{numbers(x, y)} m {numbers(right, y)} l {numbers(right, top - radius)} l",
                f"{numbers(right, top - k, right - k, top, right - radius, top)} c {numbers(x + radius, top)} l",
                f"{numbers(x + k, top, x, top - k, x, top - radius)} c h",
            ]
        )
    if corners == "bottom":
        return " ".join(
            [
                f"{numbers(x + radius, y)} m {numbers(right - radius, y)} l",
                f"{numbers(right - k, y, right, y + k, right, y + radius)} c {numbers(right, top)} l",
                f"{numbers(x, top)} l {numbers(x, y + radius)} l {numbers(x, y + k, x + k, y, x + radius, y)} c h",
            ]
        )
    return " ".join(
        [
            f"{numbers(x + radius, y)} m {numbers(right - radius, y)} l",
            f"{numbers(right - k, y, right, y + k, right, y + radius)} c {numbers(right, top - radius)} l",
            f"{numbers(right, top - k, right - k, top, right - radius, top)} c {numbers(x + radius, top)} l",
            f"{numbers(x + k, top, x, top - k, x, top - radius)} c {numbers(x, y + radius)} l",
            f"{numbers(x, y + k, x + k, y, x + radius, y)} c h",
        ]
    )

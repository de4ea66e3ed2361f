"""A drawing with words in it: shapes, patterns and paragraphs that become one fragment for a Figure element.

Places are points from the start and the top. In a right-to-left document everything is mirrored, so that a chart
begins at the right as its text does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import guidegen.render.pdf.operators as ops
from guidegen.diagnostics import Span
from guidegen.document.elements import Line
from guidegen.inline import Text
from guidegen.render.pdf.fragment import Fragment, FragmentLine, Mark
from guidegen.render.pdf.glyph_sets import GlyphSet, glyph_set
from guidegen.render.pdf.layout import Layout
from guidegen.theme import Colour

Point = tuple[float, float]
_WHITE: Colour = (1.0, 1.0, 1.0)
_KAPPA = 0.5523
#: How many parts of a chart have a look of their own.
LOOKS = 6


class Sketch:
    """What has been drawn so far."""

    def __init__(self, layout: Layout, width: float, origin: Span) -> None:
        """An empty drawing, so many points wide."""
        self.layout = layout
        self.width = width
        self.scale = layout.scale
        self.origin = origin
        self._parts: list[str] = []
        self._glyphs: dict[str, GlyphSet] = {}

    def fragment(self, height: float) -> Fragment:
        """The drawing, `height` points high."""
        line = FragmentLine(0.0, height, (Mark(0, "\n".join(self._parts)),))
        glyphs = tuple(sorted(self._glyphs.items()))
        return Fragment(self.width, height, (line,), (0,), runs=1, glyphs=glyphs, origin=self.origin)

    # Words

    def extent(self, text: str, style: str) -> tuple[float, float]:
        """The narrowest and the widest that words can be set."""
        return self.layout.fragments.extent((Text(text),), style)

    def height(self, text: str, style: str, width: float) -> float:
        """How high words are in so much width."""
        return self._set((Text(text),), style, width, "start").height

    def line_height(self, line: Line, style: str, width: float) -> float:
        """How high a line of prose is in so much width."""
        return self._set(line, style, width, "start").height

    def words(self, text: str, style: str, x: float, y: float, width: float, align: str = "start") -> float:
        """Set words in a column that begins at (x, y); how high they are."""
        return self.line_of((Text(text),), style, x, y, width, align)

    def line_of(self, line: Line, style: str, x: float, y: float, width: float, align: str = "start") -> float:
        """The same for a line of prose."""
        fragment = self._set(line, style, width, align)
        left = self._left(x, width)
        for each in fragment.lines:
            for mark in each.marks:
                self._parts.append(f"q 1 0 0 1 {ops.numbers(left, -(y + each.top))} cm {mark.operators} Q")
        for face, glyphs in fragment.glyphs:
            self._glyphs[face] = self._glyphs.get(face, 0) | glyph_set(glyphs)
        self.layout.problems += fragment.problems
        return fragment.height

    def _set(self, line: Line, style: str, width: float, align: str) -> Fragment:
        return self.layout.fragments.paragraph(line, style, width, self.origin, align=align)

    def _left(self, x: float, width: float) -> float:
        return self.width - x - width if self.layout.fragments.right_to_left else x

    def _at(self, point: Point) -> Point:
        return self._left(point[0], 0.0), -point[1]

    # Shapes

    def rule(self, points: Sequence[Point], thickness: float, colour: str, dash: Sequence[float] = ()) -> None:
        """A line through points."""
        (x, y), *rest = map(self._at, points)
        path = " ".join([f"{ops.numbers(x, y)} m", *(f"{ops.numbers(*point)} l" for point in rest)])
        pen = f"{ops.stroke_colour(self.layout.colour(colour))} {ops.number(thickness)} w"
        dashes = f"[{ops.numbers(*dash)}] 0 d " if dash else ""
        self._parts.append(f"{pen} 1 j {dashes}{path} S 0 j{' [] 0 d' if dash else ''}")

    def ground(self, x: float, y: float, width: float, height: float) -> None:
        """White paper, so that words can be read over lines."""
        self._parts.append(ops.box(self._left(x, width), -y - height, width, height, fill=_WHITE))

    def bar(self, x: float, y: float, width: float, height: float, look: int) -> None:
        """A rectangle in one of the looks."""
        left = self._left(x, width)
        path = f"{ops.numbers(left, -y - height, width, height)} re"
        self._patterned(path, (left, -y - height, left + width, -y), look)

    def wedge(self, centre: Point, radius: float, start: float, end: float, look: int) -> None:
        """A part of a pie: angles in radians from the top in the direction of a clock."""
        corners = [self._at(centre)] if end - start < 2 * math.pi - 1e-6 else []
        path = self._arc(centre, radius, start, end, is_closed=not corners)
        if corners:
            path = f"{ops.numbers(*corners[0])} m {path} h"
        x, y = self._at(centre)
        self._patterned(path, (x - radius, y - radius, x + radius, y + radius), look)

    def _arc(self, centre: Point, radius: float, start: float, end: float, *, is_closed: bool) -> str:
        count = max(1, math.ceil((end - start) / (math.pi / 2)))
        step = (end - start) / count
        reach = 4 / 3 * math.tan(step / 4) * radius

        def point(angle: float) -> Point:
            return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)

        parts = [f"{ops.numbers(*self._at(point(start)))} {'m' if is_closed else 'l'}"]
        for index in range(count):
            one, two = start + index * step, start + (index + 1) * step
            (x0, y0), (x3, y3) = point(one), point(two)
            x1, y1 = x0 + reach * math.cos(one), y0 + reach * math.sin(one)
            x2, y2 = x3 - reach * math.cos(two), y3 - reach * math.sin(two)
            curve = [value for each in ((x1, y1), (x2, y2), (x3, y3)) for value in self._at(each)]
            parts.append(f"{ops.numbers(*curve)} c")
        return " ".join(parts)

    def marker(self, centre: Point, radius: float, look: int) -> None:
        """A point of a line, in a shape of its own."""
        x, y = self._at(centre)
        colour = self.layout.colour(colour_of(look))
        pen = f"{ops.stroke_colour(_WHITE)} 0.8 w"
        corners = {1: 4, 2: 3, 3: 4}.get(look % 4, 0)
        if not corners:
            self._parts.append(ops.circle(x, y, radius, fill=colour, stroke=_WHITE, thickness=0.8))
            return
        turn = 45 if look % 4 == 1 else 0
        angles = [math.radians(90 + turn + 360 * corner / corners) for corner in range(corners)]
        reach = radius * (1.2 if corners == 4 else 1.3)
        (sx, sy), *rest = [(x + reach * math.cos(a), y + reach * math.sin(a)) for a in angles]
        path = " ".join([f"{ops.numbers(sx, sy)} m", *(f"{ops.numbers(*p)} l" for p in rest), "h"])
        self._parts.append(f"{ops.fill_colour(colour)} {pen} {path} B")

    def draw(self, operators: str) -> None:
        """Operators with places of their own: from the left, and upwards from the top."""
        self._parts.append(operators)

    def left_of(self, x: float, width: float) -> float:
        """The left edge of something that begins at x and is so wide."""
        return self._left(x, width)

    def _patterned(self, path: str, box: tuple[float, float, float, float], look: int) -> None:
        """Fill a path. Each look differs from the others without its colour too."""
        colour = self.layout.colour(colour_of(look))
        fill, stroke = ops.fill_colour(colour), ops.stroke_colour(colour)
        if look % LOOKS == 0:
            self._parts.append(f"{fill} {stroke} 1 w {path} B")
            return
        ground = ops.fill_colour(_paler(colour) if look % LOOKS == 5 else _WHITE)
        lines = _PATTERNS[look % LOOKS](*box, self.scale)
        self._parts.append(f"{ground} {path} f q {path} W n {stroke} {lines} Q {stroke} 1.2 w {path} S")


def colour_of(look: int) -> str:
    """The name of the colour of a look."""
    return f"series-{look % LOOKS + 1}" if look % LOOKS else "primary"


def dash_of(look: int, scale: float) -> tuple[float, ...]:
    """How the line of a look is dashed; the first is whole."""
    return tuple(length * scale for length in ((), (7.0, 3.0), (2.5, 2.5), (9.0, 2.5, 2.5, 2.5))[look % 4])


def _paler(colour: Colour) -> Colour:
    red, green, blue = (1 - 0.25 * (1 - part) for part in colour)
    return red, green, blue


def _slanted(x: float, y: float, to_x: float, to_y: float, scale: float, rise: int = 1) -> str:
    """Lines across a box, rising or falling."""
    step, high = 5.2 * scale, to_y - y
    first = math.floor((x - high) / step)
    last = math.ceil(to_x / step)
    pen = f"{ops.number(1.3 * scale)} w"
    low, top = (y, to_y) if rise > 0 else (to_y, y)
    lines = (f"{ops.numbers(i * step, low)} m {ops.numbers(i * step + high, top)} l" for i in range(first, last + 1))
    return f"{pen} {' '.join(lines)} S"


def _crossed(x: float, y: float, to_x: float, to_y: float, scale: float) -> str:
    return f"{_slanted(x, y, to_x, to_y, scale)} {_slanted(x, y, to_x, to_y, scale, rise=-1)}"


def _level(x: float, y: float, to_x: float, to_y: float, scale: float, dots: bool = False) -> str:
    """Lines, or rows of dots: lines of round dashes without a length."""
    step = 4.6 * scale
    rows = range(math.floor(y / step), math.ceil(to_y / step) + 1)
    start = math.floor(x / step) * step
    shift = step / 2 if dots else 0.0
    lines = (
        f"{ops.numbers(start + row % 2 * shift, row * step)} m {ops.numbers(to_x + step, row * step)} l" for row in rows
    )
    if dots:
        return f"{ops.number(2.3 * scale)} w 1 J [0 {ops.number(step)}] 0 d {' '.join(lines)} S"
    return f"{ops.number(1.3 * scale)} w {' '.join(lines)} S"


def _dotted(x: float, y: float, to_x: float, to_y: float, scale: float) -> str:
    return _level(x, y, to_x, to_y, scale, dots=True)


def _nothing(x: float, y: float, to_x: float, to_y: float, scale: float) -> str:
    return "1 w"


_PATTERNS = {1: _slanted, 2: _dotted, 3: _crossed, 4: _level, 5: _nothing}

"""Formulas as outlines: ziamath sets them with its own font (STIX Two Math); here they become page operators.

A formula is set once at one size and scaled, so that its proportions are the same in every print size. Nothing of
it is text in the PDF: what a screen reader says is the alternate text of its structure element.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from guidegen.mathematics.formula import Node, Unreadable, parse
from guidegen.records import dataclass
from guidegen.render.pdf.operators import fill_colour, number, numbers, stroke_colour
from guidegen.theme import Colour

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: The size at which formulas are set before they are scaled, in points.
_SIZE = 24.0
#: Room behind the last glyph, in parts of the size.
_BEARING = 0.04


@dataclass(frozen=True, slots=True)
class Stroke:
    """A part of a drawing: path operators of PDF with their points, filled, or stroked with `thickness`."""

    segments: tuple[tuple[str, tuple[float, ...]], ...]
    thickness: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula at size 1, its origin at the start of its baseline, y upwards. `depth` is what hangs below it.

    `missing` are the characters that the font cannot draw; `x_height` is that of the font.
    """

    width: float
    height: float
    depth: float
    x_height: float
    strokes: tuple[Stroke, ...]
    missing: tuple[str, ...] = ()

    def operators(self, x: float, y: float, size: float, colour: Colour) -> str:
        """The operators that draw it at (x, y)."""
        parts = [fill_colour(colour)]
        if any(stroke.thickness for stroke in self.strokes):
            parts.append(stroke_colour(colour))
        for stroke in self.strokes:
            if stroke.thickness:
                parts.append(f"{number(stroke.thickness * size)} w")
            for operator, values in stroke.segments:
                parts.append(f"{numbers(*_moved(values, x, y, size))} {operator}".lstrip())
            parts.append("S" if stroke.thickness else "f")
        return " ".join(parts)


@functools.lru_cache(maxsize=4096)
def draw(source: str, *, display: bool) -> Drawing | None:
    """The formula as outlines, or None when it cannot be drawn."""
    formula = parse(source, display=display)
    if isinstance(formula, Unreadable):
        return None
    from xml.etree import ElementTree

    Math = _library()
    try:
        math = Math(_element(formula.root, ElementTree), size=_SIZE)
        canvas = ElementTree.Element("svg")
        math.node.draw(0, 0, canvas)
        strokes = tuple(_strokes(canvas))
    except Exception:  # the library's errors for a tree that it cannot set are of any kind
        return None
    box = math.node.bbox
    shift = max(0.0, -box.xmin) / _SIZE
    return Drawing(
        width=shift + max(box.xmax, math.node.xadvance()) / _SIZE + _BEARING,
        height=max(0.0, box.ymax / _SIZE),
        depth=max(0.0, -box.ymin / _SIZE),
        x_height=math.font.glyph("x").bbox.ymax / math.font.info.layout.unitsperem,
        strokes=tuple(_shifted(stroke, shift) for stroke in strokes) if shift else strokes,
        missing=tuple(dict.fromkeys(_missing(math.node))),
    )


@functools.cache
def _library() -> Any:
    """The class that sets formulas, told to write outlines in full and with care."""
    with warnings.catch_warnings():
        # It reads its font in a way that Python 3.11 calls old-fashioned and later ones do not.
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.zmath import Math
    config.svg2 = False
    config.precision = 4
    return Math


def _element(node: Node, library: Any) -> Element:
    element: Element = library.Element(node.tag, dict(node.attributes))
    element.text = node.text or None
    element.extend(_element(child, library) for child in node.children)
    return element


def _missing(node: Any) -> Iterator[str]:
    """Characters whose glyph is that of a missing one."""
    glyph = getattr(node, "glyph", None)
    if glyph is not None and glyph.index == 0 and not str(node.char).isspace():
        yield str(node.char)
    for child in node.nodes:
        yield from _missing(child)


def _strokes(canvas: Element) -> Iterator[Stroke]:
    """The parts of an SVG drawing (y downwards) as parts of ours."""
    for part in canvas.iter():
        thickness = float(part.get("stroke-width", "0")) / _SIZE
        if part.tag == "path":
            yield Stroke(tuple(_path(part.attrib["d"].split())), thickness)
        elif part.tag == "rect":
            x, y, width, height = (float(part.attrib[key]) / _SIZE for key in ("x", "y", "width", "height"))
            corners = ((x, -y), (x + width, -y), (x + width, -y - height), (x, -y - height))
            yield Stroke((*zip("mlll", corners, strict=True), ("h", ())), thickness)
        elif part is not canvas:
            raise ValueError(f"a {part.tag} in a drawing")


def _path(words: list[str]) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The segments of an SVG path of absolute moves, lines, curves and closings."""
    here = (0.0, 0.0)
    index = 0
    while index < len(words):
        letter = words[index]
        count = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}[letter]
        values = tuple(float(word) / _SIZE for word in words[index + 1 : index + 1 + count])
        values = tuple(-value if place % 2 else value for place, value in enumerate(values))
        index += 1 + count
        if letter == "Q":
            values = _cubic(here, values)
        if values:
            here = values[-2], values[-1]
        yield {"M": "m", "L": "l", "Q": "c", "C": "c", "Z": "h"}[letter], values


def _cubic(start: tuple[float, float], quadratic: tuple[float, ...]) -> tuple[float, ...]:
    """A quadratic curve as a cubic one, which is all that PDF knows."""
    (x0, y0), (x1, y1, x2, y2) = start, quadratic
    return (
        x0 + 2 / 3 * (x1 - x0),
        y0 + 2 / 3 * (y1 - y0),
        x2 + 2 / 3 * (x1 - x2),
        y2 + 2 / 3 * (y1 - y2),
        x2,
        y2,
    )


def _moved(values: tuple[float, ...], x: float, y: float, size: float = 1.0) -> tuple[float, ...]:
    """Points, as numbers in pairs, scaled and then moved."""
    return tuple(value * size + (y if place % 2 else x) for place, value in enumerate(values))


def _shifted(stroke: Stroke, x: float) -> Stroke:
    segments = tuple((operator, _moved(values, x, 0.0)) for operator, values in stroke.segments)
    return Stroke(segments, stroke.thickness)

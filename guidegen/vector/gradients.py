"""Gradients that are moved, turned or skewed, as plain ones: svglib reads where a gradient is, not how it is changed.

A linear gradient is the same everywhere along its lines, so any change of it is a linear gradient again. A radial one
stays a circle only when it is moved, turned and scaled evenly.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from guidegen.patterns import pattern

Matrix = tuple[float, float, float, float, float, float]
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_KINDS = ("linearGradient", "radialGradient")
_STEP = pattern(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")
_ENDS = {"x1": 0.0, "y1": 0.0, "x2": 1.0, "y2": 0.0}
_CIRCLE = {"cx": 0.5, "cy": 0.5, "r": 0.5}


def flatten_gradients(root: Any, namespace: str) -> bool:
    """Give every changed gradient the place that the change leads to; False where that would be another shape."""
    gradients = {each.get("id"): each for kind in _KINDS for each in root.iter(f"{namespace}{kind}")}
    changes: list[tuple[Any, dict[str, float]]] = []
    for gradient in gradients.values():
        text = _inherited(gradient, "gradientTransform", gradients)
        matrix = _matrix(text) if text else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        if matrix is None:
            return False
        if not text:
            continue
        is_linear = gradient.tag.endswith("linearGradient")
        places = {
            name: _place(gradient, name, usual, gradients) for name, usual in (_ENDS if is_linear else _CIRCLE).items()
        }
        known = {name: value for name, value in places.items() if value is not None}
        moved = _line(known, matrix) if is_linear else _circle(known, matrix)
        if len(known) < len(places) or moved is None:
            return False
        changes.append((gradient, moved))
    for gradient, moved in changes:
        gradient.attrib.update({name: f"{value:.6g}" for name, value in moved.items()})
    for gradient in gradients.values():
        if "gradientTransform" in gradient.attrib:
            del gradient.attrib["gradientTransform"]
    return True


def _inherited(gradient: Any, name: str, gradients: Mapping[str, Any]) -> str:
    """An attribute of a gradient, or of those that it refers to."""
    seen: set[int] = set()
    while gradient is not None and id(gradient) not in seen:
        seen.add(id(gradient))
        if gradient.get(name) is not None:
            return str(gradient.get(name)).strip()
        target = next((gradient.get(href) for href in _HREFS if gradient.get(href)), "")
        gradient = gradients.get(target.strip().lstrip("#"))
    return ""


def _place(gradient: Any, name: str, usual: float, gradients: Mapping[str, Any]) -> float | None:
    text = _inherited(gradient, name, gradients)
    if not text:
        return usual
    in_box = _inherited(gradient, "gradientUnits", gradients) != "userSpaceOnUse"
    try:
        if text.endswith("%"):
            return float(text[:-1]) / 100 if in_box else None
        return float(text)
    except ValueError:
        return None


def _matrix(text: str) -> Matrix | None:
    """The product of the steps of a transformation, or None where it cannot be read."""
    found: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if _STEP.sub("", text).strip(" ,\t\r\n"):
        return None
    for kind, arguments in _STEP.findall(text):
        try:
            step = _step(kind, [float(each) for each in re.split(r"[\s,]+", arguments.strip())])
        except ValueError:
            return None
        if step is None:
            return None
        found = _times(found, step)
    return found


def _step(kind: str, values: list[float]) -> Matrix | None:
    match kind, values:
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "translate", [x, *rest] if len(rest) < 2:
            return 1.0, 0.0, 0.0, 1.0, x, rest[0] if rest else 0.0
        case "scale", [x, *rest] if len(rest) < 2:
            return x, 0.0, 0.0, rest[0] if rest else x, 0.0, 0.0
        case "rotate", [angle]:
            sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
            return cosine, sine, -sine, cosine, 0.0, 0.0
        case "rotate", [angle, x, y]:
            turn = _step("rotate", [angle])
            assert turn is not None
            return _times(_times((1.0, 0.0, 0.0, 1.0, x, y), turn), (1.0, 0.0, 0.0, 1.0, -x, -y))
        case "skewX", [angle]:
            return 1.0, 0.0, math.tan(math.radians(angle)), 1.0, 0.0, 0.0
        case "skewY", [angle]:
            return 1.0, math.tan(math.radians(angle)), 0.0, 1.0, 0.0, 0.0
        case _:
            return None


def _times(one: Matrix, two: Matrix) -> Matrix:
    """What comes of `two`, then `one`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _line(places: Mapping[str, float], matrix: Matrix) -> dict[str, float] | None:
    """The ends of a linear gradient after a change: across its lines of one colour, which may have been skewed."""
    if len(places) < len(_ENDS):
        return None
    x1, y1 = _at(matrix, places["x1"], places["y1"])
    x2, y2 = _at(matrix, places["x2"], places["y2"])
    # A line of one colour stands upright on the gradient before the change.
    a, b, c, d, _, _ = matrix
    u, v = -(places["y2"] - places["y1"]), places["x2"] - places["x1"]
    along_x, along_y = a * u + c * v, b * u + d * v
    length = math.hypot(along_x, along_y)
    if not length:
        return None
    across_x, across_y = -along_y / length, along_x / length
    reach = (x2 - x1) * across_x + (y2 - y1) * across_y
    return {"x1": x1, "y1": y1, "x2": x1 + reach * across_x, "y2": y1 + reach * across_y}


def _circle(places: Mapping[str, float], matrix: Matrix) -> dict[str, float] | None:
    """The circle of a radial gradient after a change, or None when it is no circle any more."""
    a, b, c, d, _, _ = matrix
    wide, high = math.hypot(a, b), math.hypot(c, d)
    if (
        len(places) < len(_CIRCLE)
        or not wide
        or abs(wide - high) > 0.02 * wide
        or abs(a * c + b * d) > 0.02 * wide * high
    ):
        return None
    x, y = _at(matrix, places["cx"], places["cy"])
    return {"cx": x, "cy": y, "r": places["r"] * wide}

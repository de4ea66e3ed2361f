"""SVG files: what is safe in them and can be drawn in full becomes page operators; the rest is refused by name.

A picture comes from a stranger, so nothing in it is run, fetched or expanded, and its size is capped. svglib reads the
shapes and ReportLab writes them (docs/adr/0024). What these would leave out without a word is found before they begin.
"""

from __future__ import annotations

import functools
import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from guidegen.ctrl_c import Waits
from guidegen.patterns import pattern
from guidegen.records import dataclass
from guidegen.vector.gradients import flatten_gradients

#: An element of lxml, whose types allow bytes where it never gives any.
Element = Any

LARGEST_FILE = 2_000_000
MOST_ELEMENTS, DEEPEST = 20_000, 50
#: What may become of a picture, in bytes of operators: references can make much of little.
LARGEST_DRAWING = 6_000_000

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_CONTAINERS = frozenset({"svg", "g", "defs", "symbol", "use", "clipPath", "linearGradient", "radialGradient", "stop"})
_SILENT = frozenset({"title", "desc", "metadata"})
_RUNS = frozenset({"script", "foreignObject", "iframe", "audio", "video", "handler", "listener"})
_MOVES = frozenset({"animate", "animateMotion", "animateTransform", "animateColor", "set", "discard"})
_WORDS = frozenset({"text", "tspan", "textPath", "tref", "altGlyph"})
#: Properties that would be left out, with the values that ask for nothing.
_LOST = {
    "filter": ("none",),
    "mask": ("none",),
    "marker": ("none",),
    "marker-start": ("none",),
    "marker-mid": ("none",),
    "marker-end": ("none",),
    "mix-blend-mode": ("normal",),
    "vector-effect": ("none",),
    "visibility": ("visible", "inherit"),
    "paint-order": ("normal",),
    "stop-opacity": ("1", "1.0"),
}
_SEE_THROUGH = ("opacity", "fill-opacity")
_DECLARATION = pattern(r"([\w-]+)\s*:\s*([^;{}]+)")
_OUTSIDE = pattern(r"""@import|url\(\s*['"]?(?!\s*#)[^)]|expression\s*\(""", re.IGNORECASE)
_LENGTH = pattern(r"([0-9]*\.?[0-9]+(?:e[-+]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|q)?", re.IGNORECASE)
_PIXELS = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}
_REFERENCE = pattern(r"\b([0-9]+) 0 R\b")
_FONT = pattern(r"^BT /F1 [0-9.]+ Tf [0-9.]+ TL ET$")


@dataclass(frozen=True, slots=True)
class Unsuitable:
    """Why a picture is refused: a code, a sentence, and what to do."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Operators within (0, 0) and (width, height), y upwards, and the resources that they name, in PDF syntax."""

    width: float
    height: float
    operators: str
    states: tuple[tuple[str, str], ...] = ()
    shadings: tuple[tuple[str, str], ...] = ()


@functools.lru_cache(maxsize=32)
def read_svg(data: bytes) -> Drawing | Unsuitable:
    """The picture as a drawing, or why it is refused."""
    if len(data) > LARGEST_FILE:
        return Unsuitable(
            "S216", f"It is larger than {LARGEST_FILE // 1_000_000} MB.", "Simplify it, or save it as PNG."
        )
    from lxml import etree

    parser: Any = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Unsuitable("S216", "It is damaged or incomplete.", "Save or export it again.")
    if root.tag != f"{_SVG}svg":
        return Unsuitable("S216", "It is no SVG picture.", "Save it as SVG, PNG or JPEG.")
    found = _unsafe(root) or _lost(root)
    if found is not None:
        return found
    size = _size(root)
    if size is None:
        return Unsuitable(
            "S311",
            "It does not say how large it is.",
            'Give its first element a `viewBox`, such as viewBox="0 0 100 60".',
        )
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or not element.tag.startswith(_SVG) or _name(element) in _SILENT:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        elif _name(element) in _SHAPES:
            _share_opacity(element)
    if not flatten_gradients(root, _SVG):
        return _cannot("a gradient that is stretched")
    root.attrib.pop("preserveAspectRatio", None)
    root.attrib.update({"width": f"{size[0]:g}", "height": f"{size[1]:g}"})
    if not root.get("viewBox"):
        root.set("viewBox", f"0 0 {size[0]:g} {size[1]:g}")
    # ReportLab and svglib go on after whatever is raised in them.
    with Waits():
        return _drawn(etree.tostring(root))


# What is in the file


def _name(element: Element) -> str:
    tag = element.tag
    return tag.removeprefix(_SVG) if isinstance(tag, str) else ""


def _unsafe(root: Element) -> Unsuitable | None:
    """What a picture must not have: scripts, references to elsewhere, entities, more than anybody draws."""
    definitions = root.getroottree().docinfo.internalDTD
    if definitions is not None and any(True for _ in definitions.iterentities()):
        return _refused("entities", "Save it as “plain SVG” or “optimised SVG”.")
    for count, element in enumerate(root.iter(), 1):
        if not isinstance(element.tag, str):
            return _refused("entities", "Save it as “plain SVG” or “optimised SVG”.")
        if count > MOST_ELEMENTS or sum(1 for _ in element.iterancestors()) > DEEPEST:
            message = f"It has more than {MOST_ELEMENTS:,} parts, or groups more than {DEEPEST} deep."
            return Unsuitable("S216", message, "Simplify it, or save it as PNG.")
        name = _name(element)
        if name in _RUNS:
            return _refused(f"a `{name}` element", "Remove it, or save the picture again without it.")
        for attribute, value in element.attrib.items():
            if str(attribute).lower().startswith("on"):
                return _refused(f"a script (`{attribute}`)", "Remove it, or save the picture again without scripts.")
            if attribute in _HREFS and element.tag.startswith(_SVG) and not str(value).strip().startswith("#"):
                return _outside()
            if _OUTSIDE.search(str(value)):
                return _outside()
        if name == "style" and _OUTSIDE.search("".join(element.itertext())):
            return _outside()
    return None


def _refused(what: str, hint: str) -> Unsuitable:
    return Unsuitable("S310", f"It has {what}, which no picture needs.", hint)


def _outside() -> Unsuitable:
    hint = "Put what it refers to into the picture as shapes, or save it as PNG."
    return Unsuitable("S310", "It refers to something outside the file, or has another picture inside.", hint)


def _lost(root: Element) -> Unsuitable | None:
    """What could not be drawn, and would be missing on paper."""
    for element in root.iter(f"{_SVG}*"):
        name = _name(element)
        if name in _WORDS:
            words = " ".join("".join(str(text) for text in element.itertext()).split())
            shown = words if len(words) <= 40 else f"{words[:37]}..."
            return Unsuitable(
                "S312",
                f"It has words in it (“{shown}”), and their font is not at hand.",
                "Turn text into paths in your drawing program (Inkscape: Path, Object to Path), "
                "or take the words out and put them into the caption.",
            )
        if name in _MOVES:
            return Unsuitable("S311", "It moves.", "Save one moment of it.")
        if name not in _SHAPES | _CONTAINERS | _SILENT | {"style"}:
            return _cannot(f"`{name}`")
        for key, value in _properties(element):
            if key in _LOST and value not in _LOST[key]:
                return _cannot(f"`{key}`")
            if key == "stroke" and value.startswith("url("):
                return _cannot("a line with a gradient or pattern")
            if key == "opacity" and name not in _SHAPES and _number(value) != 1.0:
                return _cannot("a group that is see-through (`opacity`)")
        own = dict(_properties(element)) if name in _SHAPES else {}
        if own.get("fill", "").startswith("url(") and any(_number(own.get(key, "1")) != 1.0 for key in _SEE_THROUGH):
            return _cannot("a gradient that is see-through")
    return None


def _cannot(what: str) -> Unsuitable:
    hint = "Save it without (some programs call this “flatten” or “plain SVG”), or as PNG."
    return Unsuitable("S311", f"It uses {what}, which cannot be drawn here.", hint)


def _properties(element: Element) -> Iterator[tuple[str, str]]:
    """Presentation attributes, the declarations of a style attribute, and those of a style sheet."""
    for key, value in element.attrib.items():
        if key == "style":
            yield from ((k.lower(), v.strip().lower()) for k, v in _DECLARATION.findall(str(value)))
        else:
            yield str(key), str(value).strip().lower()
    if _name(element) == "style":
        sheet = "".join(str(text) for text in element.itertext())
        yield from ((k.lower(), v.strip().lower()) for k, v in _DECLARATION.findall(sheet))


def _number(text: str) -> float | None:
    try:
        return float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return None


def _share_opacity(element: Element) -> None:
    """The opacity of a shape as that of its area and its line, which is what can be drawn."""
    opacity = next((_number(value) for key, value in _properties(element) if key == "opacity"), None)
    if opacity is None or opacity == 1.0:
        return
    for part in ("fill-opacity", "stroke-opacity"):
        own = next((_number(value) for key, value in _properties(element) if key == part), None)
        if "style" in element.attrib:
            kept = [f"{k}:{v}" for k, v in _DECLARATION.findall(element.get("style")) if k.lower() != part]
            element.set("style", ";".join(kept))
        element.set(part, f"{max(0.0, min(1.0, opacity)) * (1.0 if own is None else own):g}")


def _size(root: Element) -> tuple[float, float] | None:
    """Width and height in units of the picture: of its viewBox, else what it says itself."""
    numbers = [_number(part) for part in re.split(r"[\s,]+", str(root.get("viewBox", "")).strip())]
    if len(numbers) == 4 and all(number is not None for number in numbers):
        width, height = numbers[2] or 0.0, numbers[3] or 0.0
    else:
        lengths = [_LENGTH.fullmatch(str(root.get(side, "")).strip()) for side in ("width", "height")]
        width, height = (float(m[1]) * _PIXELS[(m[2] or "px").lower()] if m else 0.0 for m in lengths)
    if not (0.01 <= width <= 1e6 and 0.01 <= height <= 1e6 and 1 / 100 <= width / height <= 100):
        return None
    return width, height


# Drawing


class _Complaints(logging.Handler):
    """What svglib says that it leaves out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _drawn(data: bytes) -> Drawing | Unsuitable:
    from reportlab.graphics import renderPDF
    from reportlab.pdfgen.canvas import Canvas
    from svglib.svglib import svg2rlg

    unclear = Unsuitable("S311", "It has something that cannot be drawn here.", "Save it as “plain SVG”, or as PNG.")
    logger, complaints = logging.getLogger("svglib"), _Complaints()
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(complaints)
    try:
        drawing = svg2rlg(io.BytesIO(data))
        if drawing is None:
            return unclear
        canvas = Canvas(io.BytesIO(), pagesize=(drawing.width, drawing.height), pageCompression=0, invariant=1)
        renderPDF.draw(drawing, canvas, 0, 0)
    except Exception:  # what a library makes of a stranger's file may fail in any way
        return unclear
    finally:
        logger.removeHandler(complaints)
        logger.propagate = propagated
    if complaints.said:
        said = " ".join(complaints.said[0].split())[:80]
        return Unsuitable("S311", f"It has something that cannot be drawn here: {said.rstrip(chr(46))}.", unclear.hint)
    operators = "\n".join(line for line in canvas._code if not _FONT.match(line))
    if len(operators) > LARGEST_DRAWING:
        return Unsuitable("S216", "It has too many lines to be printed.", "Simplify it, or save it as PNG.")
    states = tuple((name, f"<</{key} {value:g}>>") for (key, value), name in sorted(canvas._extgstate._c.items()))
    document = canvas._doc
    shadings = tuple((name, _in_full(document, name)) for name in sorted(canvas._shadingUsed))
    return Drawing(drawing.width, drawing.height, operators, states, shadings)


def _in_full(document: Any, name: str) -> str:
    """An object of ReportLab's with everything that it refers to inside it."""
    body = document.idToObject[name].format(document).decode("latin-1")
    names = {number: name for name, (number, _) in document.idToObjectNumberAndVersion.items()}
    return _REFERENCE.sub(lambda match: _in_full(document, names[int(match[1])]), body)

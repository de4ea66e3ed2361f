"""The head of a quiz that prints alone, with fields to fill in, in the make-up that the theme names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.records import replace
from guidegen.render.pdf.fields import fields_fit, lay_field_boxes, lay_field_line
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.fragment import ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact
from guidegen.render.pdf.outline import OutlineEntry
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.structure import Element

#: The width of the place of form and code, in points of regular print.
_SIDE = 112.0


def lay_exam_head(layout: Layout, block: doc.ExamHead, frame: Frame) -> Laid:
    """The title, what the quiz is, its form and code; below them the fields to fill in."""
    layout.outline.append(OutlineEntry(1, block.title_text, "title"))
    laid = _HEADS[layout.part("exam-head")](layout, block, frame)
    laid.units[0].anchors = ("title",)
    laid.elements[0].anchor = "title"
    for unit in laid.units:
        unit.origin = block.origin
    return laid


def _boxed(layout: Layout, block: doc.ExamHead, frame: Frame) -> Laid:
    """All in one box, form and code behind a line; lines to fill in below."""
    scale = layout.scale
    padding, side = 14.0 * scale, _side(layout, frame)
    placed, elements, height = _titles(
        layout, block, frame.x + padding, padding, frame.width - side - 2 * padding, beside=bool(side)
    )
    y = padding if side else height + 6 * scale
    at, room = (frame.x + frame.width - side, side) if side else (frame.x + padding, frame.width - 2 * padding)
    form, form_elements, end = _form(layout, block, at, y, room, align="centre" if side else "start")
    height = layout.on_grid(max(height, end) + padding)
    colour, edge = layout.colour("ink"), layout.stroke("mark")
    outline = ops.box(edge / 2, edge / 2 - height, frame.width - edge, height - edge, stroke=colour, thickness=edge)
    line = (frame.width - side, -height + padding / 2, layout.stroke("rule"), height - padding)
    divider = ops.box(*line, fill=colour) if side else ""
    ground = artifact(ornament(f"{outline} {divider}".strip(), frame.width, height, mirrors=True), frame.x, 0)
    head = Unit(height, [ground, *placed, *form], after=15 * scale, groups=frame.groups)
    return _with_lines(layout, block, frame, head, [*elements, *form_elements])


def _open(layout: Layout, block: doc.ExamHead, frame: Frame) -> Laid:
    """Title and form between rules; lines to fill in below."""
    scale = layout.scale
    above, side = layout.on_grid(layout.stroke("heavy") + 8 * scale), _side(layout, frame)
    placed, elements, height = _titles(layout, block, frame.x, above, frame.width - side, beside=bool(side))
    at, room = (frame.x + frame.width - side, side) if side else (frame.x, frame.width)
    y = above - 3 * scale if side else height + 6 * scale
    form, form_elements, end = _form(layout, block, at, y, room, align="end" if side else "start")
    height = layout.on_grid(max(height, end) + 8 * scale)
    thin, colour = layout.stroke("rule"), layout.colour("ink")
    rules = f"{ops.rule(0, 0, frame.width, layout.stroke('heavy'), colour)} "
    rules += ops.rule(0, thin - height, frame.width, thin, colour)
    ground = artifact(ornament(rules, frame.width, height, mirrors=True), frame.x, 0)
    head = Unit(height, [ground, *placed, *form], after=15 * scale, groups=frame.groups)
    return _with_lines(layout, block, frame, head, [*elements, *form_elements])


def _sheet(layout: Layout, block: doc.ExamHead, frame: Frame) -> Laid:
    """Title at the start, form and code in a heavy frame at the end, and the fields as boxes below."""
    scale = layout.scale
    padding, side = 6.0 * scale, _side(layout, frame)
    placed, elements, height = _titles(
        layout, block, frame.x, padding, frame.width - side - (15 * scale if side else 0), beside=bool(side)
    )
    y = 4.5 * scale if side else height + 9 * scale
    at, room = (frame.x + frame.width - side, side) if side else (frame.x + padding, frame.width - 2 * padding)
    form, form_elements, end = _form(layout, block, at, y, room, align="centre" if side else "start")
    heavy, colour = layout.stroke("heavy"), layout.colour("primary")
    top = 0.0 if side else height + 4.5 * scale
    height = layout.on_grid(max(height, end + 6 * scale))
    width = side or frame.width
    outline = ops.box(
        heavy / 2,
        heavy / 2 - (height - top),
        width - heavy,
        height - top - heavy,
        radius=layout.corner("box"),
        stroke=colour,
        thickness=heavy,
    )
    ground = artifact(ornament(outline, width, height - top), frame.x + frame.width - width, top)
    if side:
        # What stands beside the frame ends level with it.
        drop = max(0.0, height - padding - max(one.y + one.fragment.height for one in placed))
        placed = [replace(one, y=one.y + drop / 2) for one in placed]
    head = Unit(height, [ground, *placed, *form], after=9 * scale, groups=frame.groups, keep_next=True)
    fields = lay_field_boxes(layout, block.fields, frame)
    fields.units[-1].after = 15 * scale
    return Laid([head, *fields.units], [*elements, *form_elements, *fields.elements])


_HEADS: Mapping[str, Callable[[Layout, doc.ExamHead, Frame], Laid]] = {"box": _boxed, "open": _open, "sheet": _sheet}


def _side(layout: Layout, frame: Frame) -> float:
    """The width of the place of form and code beside the title; 0 where they must stand below it."""
    side = _SIDE * layout.scale
    return side if side <= frame.width / 3 else 0.0


def _titles(
    layout: Layout, block: doc.ExamHead, x: float, y: float, width: float, *, beside: bool
) -> tuple[list[Placed], list[Element], float]:
    """The title and the line below it, with where they end."""
    title, element = layout.whole(block.title, "exam-title", x, y, width, role="H1", origin=block.origin)
    placed, elements = [title], [element]
    end = y + title.fragment.height
    if block.about:
        gap = 3 * layout.scale
        about, about_element = layout.whole(block.about, "body", x, end + gap, width)
        end += about.fragment.height + gap
        placed.append(about)
        elements.append(about_element)
    return placed, elements, end


def _form(
    layout: Layout, block: doc.ExamHead, x: float, y: float, width: float, *, align: str
) -> tuple[list[Placed], list[Element], float]:
    """The letter of the form with its label and code, with where they end."""
    placed: list[Placed] = []
    elements: list[Element] = []
    for line, style in ((block.form_label, "points"), (block.form, "exam-form"), (block.code, "points")):
        if line:
            one, element = layout.whole(line, style, x, y, width, align=align)
            y += one.fragment.height
            placed.append(one)
            elements.append(element)
    return placed, elements, y


def _with_lines(layout: Layout, block: doc.ExamHead, frame: Frame, head: Unit, elements: list[Element]) -> Laid:
    fields = _standing_fields(layout, block.fields, frame)
    fields.units[-1].after = 9 * layout.scale
    return Laid([head, *fields.units], [*elements, *fields.elements])


def _standing_fields(layout: Layout, block: doc.FieldLine, frame: Frame) -> Laid:
    """The fields as an earlier copy has them where they stand in the same rows, with units that may be changed."""
    key = id(block), "fields", frame.key, fields_fit(layout, block, frame)
    made = layout.once(block, key, lambda own: lay_field_line(own, block, frame))
    return Laid([unit.again() for unit in made.units], made.elements)

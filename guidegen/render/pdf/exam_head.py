"""The head of a quiz that prints alone, with fields to fill in."""

from __future__ import annotations

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.render.pdf.fields import lay_field_line
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.fragments import ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact
from guidegen.render.pdf.outline import OutlineEntry


def lay_exam_head(layout: Layout, block: doc.ExamHead, frame: Frame) -> Laid:
    """A box with the title, what the quiz is, its form and code; below it the fields to fill in."""
    scale = layout.scale
    padding = 14.0 * scale
    side = 112.0 * scale
    beside = side <= frame.width / 3
    if not beside:
        side = 0.0
    title, title_element = layout.whole(
        block.title,
        "exam-title",
        frame.x + padding,
        padding,
        frame.width - side - 2 * padding,
        role="H1",
        origin=block.origin,
    )
    placed, elements = [title], [title_element]
    height = padding + title.fragment.height
    if block.about:
        about, about_element = layout.whole(
            block.about, "body", frame.x + padding, height + 2 * scale, frame.width - side - 2 * padding
        )
        height += about.fragment.height + 2 * scale
        placed.append(about)
        elements.append(about_element)
    y = padding if beside else height + 6 * scale
    at, room = (frame.x + frame.width - side, side) if beside else (frame.x + padding, frame.width - 2 * padding)
    for line, style in ((block.form_label, "points"), (block.form, "exam-form"), (block.code, "points")):
        if line:
            one, element = layout.whole(line, style, at, y, room, align="centre" if beside else "start")
            y += one.fragment.height
            placed.append(one)
            elements.append(element)
    height = max(height, y) + padding
    colour = layout.colour("ink")
    outline = ops.box(0.5, 0.5 - height, frame.width - 1, height - 1, stroke=colour, thickness=1.0)
    divider = ops.box(frame.width - side, -height + padding / 2, 0.75, height - padding, fill=colour) if beside else ""
    placed.insert(0, artifact(ornament(f"{outline} {divider}".strip(), frame.width, height), frame.x, 0))
    head = Unit(height, placed, after=14 * scale, groups=frame.groups, anchors=("title",))
    title_element.anchor = "title"
    layout.outline.append(OutlineEntry(1, block.title_text, "title"))
    fields = lay_field_line(layout, block.fields, frame)
    fields.units[-1].after = 10 * scale
    return Laid([head, *fields.units], [*elements, *fields.elements])

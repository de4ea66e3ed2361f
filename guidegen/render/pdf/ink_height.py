"""Letters of other scripts in the middle of their place: where their ink stands is known from their outlines alone."""

from __future__ import annotations

from guidegen.render.pdf.fonts import load_face
from guidegen.render.pdf.shaped_text import ShapedText
from guidegen.render.pdf.text import Style, TextRun


def drop_to_middle(text: str, style: Style) -> float:
    """How much lower letters must stand than Latin capitals for their ink to be in the middle of the line."""
    [line] = ShapedText([TextRun(text, style, 0)], one_line=True).lines(float("inf")).lines
    extents = [
        (load_face(run.face).font.get_glyph_extents(glyph.id), load_face(run.face).scale, glyph.y_offset)
        for run in line.runs
        for glyph in run.glyphs
        if not glyph.width
    ]
    tops = [offset + box.y_bearing * scale for box, scale, offset in extents if box is not None]
    feet = [offset + (box.y_bearing + box.height) * scale for box, scale, offset in extents if box is not None]
    capitals = load_face(style.faces[0]).cap_height
    return (max(tops) + min(feet) - capitals) / 2 * style.size / 1000 if tops else 0.0

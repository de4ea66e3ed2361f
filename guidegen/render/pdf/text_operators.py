"""Lines of glyphs to page operators. Plain text has brought most of its own; glyphs from HarfBuzz are written late."""

from __future__ import annotations

import functools
from collections.abc import Callable

from guidegen.render.pdf.fonts import Face, load_face
from guidegen.render.pdf.late import late
from guidegen.render.pdf.operators import fill_colour, number
from guidegen.render.pdf.text import GlyphRun
from guidegen.theme import Colour

_shown_to_the_right: Callable[[GlyphRun, Face], str] = late("glyph_operators", "shown_to_the_right")
_shown_to_the_left: Callable[[GlyphRun, Face], str] = late("reading_order", "shown_to_the_left")


def text_object(run: GlyphRun, x: float, y: float) -> str:
    """The operators that draw a run of glyphs whose start on the baseline is at (x, y)."""
    style = run.run.style
    # Plain text, as most is, needs no face.
    glyphs = run.shown or show(run, load_face(run.face))
    shown = f"BT {set_in(run.face, style.size, style.colour)} 1 0 0 1 {number(x)} {number(y)} Tm {glyphs} ET"
    if not run.right_to_left:
        return shown
    from guidegen.render.pdf.joined import outlines

    outlined = outlines(run.glyphs, load_face(run.face), style.size, x, y)
    return f"{fill_colour(style.colour)} {outlined} {shown}" if outlined else shown


def text_on_line(run: GlyphRun, shift: float, baseline: float) -> str:
    """The same for a run of a line that begins at `shift` and has its baseline at a height."""
    return text_object(run, run.x + shift, baseline + run.run.style.rise)


@functools.lru_cache(maxsize=256)
def set_in(face: str, size: float, colour: Colour) -> str:
    """The operators that choose a face, its size and its colour."""
    return f"/{load_face(face).resource} {number(size)} Tf {fill_colour(colour)}"


def show(run: GlyphRun, face: Face) -> str:
    """The operators that show the glyphs. Where glyphs do not read as their text, the text stands beside them."""
    if run.shown:
        return run.shown
    return _shown_to_the_left(run, face) if run.right_to_left else _shown_to_the_right(run, face)

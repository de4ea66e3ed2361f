"""Signs that the program prints in words of its own and that our own faces lack.

Another face that comes along has them. What HarfBuzz makes of them is the same wherever they stand, so that it is asked
once, and kept with what starts prepare (`prepared.once`). Only what the program prints is kept so: which signs stand in
a project is nobody's business.
"""

from __future__ import annotations

from guidegen.prepared import once
from guidegen.render.pdf.fonts import OTHER_SIGNS, Face
from guidegen.render.pdf.shaping import shaped_buffer
from guidegen.theme.font_files import is_bundled


def is_other_sign(text: str, face: Face) -> bool:
    """Whether a text is one of the signs alone, in a face that comes along."""
    return len(text) == 1 and text in OTHER_SIGNS and is_bundled(face.name)


def placed_sign(sign: str, face: Face, language: str, *, tabular: bool) -> tuple[int, float, float, float]:
    """The glyph of a sign with its advance and its offsets to the right and up, in thousandths of the font size."""

    def measured() -> tuple[int, float, float, float]:
        buffer = shaped_buffer(sign, 0, 1, face, language, rtl=False, tabular=tabular)
        [glyph], [place] = list(buffer.glyph_infos or ()), list(buffer.glyph_positions or ())
        scale = face.scale
        return glyph.codepoint, place.x_advance * scale, place.x_offset * scale, place.y_offset * scale

    placed: tuple[int, float, float, float]
    placed = once("sign", (sign, face.name, language, tabular), measured)
    return placed

"""A shaped glyph: what one letter of a line is drawn by, or several."""

from __future__ import annotations

from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """A shaped glyph. Lengths are thousandths of the font size; `cluster` is the character it begins at.

    An `outlined` one is drawn without being text. A glyph with a `width` is text that is not painted, so wide, in its
    own `face` if it names one.
    """

    id: int
    cluster: int
    advance: float
    x_offset: float
    y_offset: float
    unsafe_to_break: bool
    outlined: bool = False
    width: float = 0.0
    face: str = ""

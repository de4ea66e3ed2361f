"""Small fonts for tests: a box for each character, with outlines of either kind."""

from __future__ import annotations

import io
from collections.abc import Iterable

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen


def small_font(characters: Iterable[str], *, outlines: str = "glyf", licence: int = 0, name: str = "Small") -> bytes:
    """A font of 1000 units with a square for each character; `outlines` is `glyf` or `CFF`."""
    codes = sorted({ord(character) for character in characters} - {10})
    glyphs = [".notdef", *(f"uni{code:04X}" for code in codes)]
    builder = FontBuilder(1000, isTTF=outlines == "glyf")
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({code: f"uni{code:04X}" for code in codes})
    widths = {glyph: 300 if glyph == "uni0020" else 1000 for glyph in glyphs}
    names = {"familyName": name, "styleName": "Regular", "psName": f"{name}-Regular"}
    if outlines == "glyf":
        builder.setupGlyf({glyph: _drawn(TTGlyphPen(None), glyph).glyph() for glyph in glyphs})
    else:
        drawn = {glyph: _drawn(T2CharStringPen(1000, None), glyph).getCharString() for glyph in glyphs}
        builder.setupCFF(names["psName"], {}, drawn, {})
    builder.setupHorizontalMetrics({glyph: (width, 0) for glyph, width in widths.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable(names)
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, fsType=licence, sCapHeight=700, sxHeight=500)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _drawn(pen, glyph: str):
    if glyph != "uni0020":
        # A curve among the lines, so that the conversion of curves has something to do.
        pen.moveTo((100, 0))
        pen.lineTo((900, 0))
        if isinstance(pen, TTGlyphPen):
            pen.qCurveTo((950, 400), (900, 800))
        else:
            pen.curveTo((930, 270), (930, 530), (900, 800))
        pen.lineTo((100, 800))
        pen.closePath()
    return pen

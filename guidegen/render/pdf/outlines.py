"""Fonts with PostScript outlines as TrueType: the curves of the few glyphs that a file embeds are turned into quadratic
ones, which every reader of PDF knows.
"""

from __future__ import annotations

import io

#: How far a curve may be from the one that was drawn, in thousandths of the font size.
_CLOSE = 1.0


def truetype(data: bytes) -> bytes:
    """The same font with TrueType outlines; glyph ids and widths stay what they were."""
    import uharfbuzz as hb
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    font = TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True)
    # HarfBuzz draws what it can of a damaged outline, and never fails.
    drawn = hb.Font(hb.Face(hb.Blob(data)))
    order = font.getGlyphOrder()
    made = {}
    for index, name in enumerate(order):
        pen = TTGlyphPen(None)
        drawn.draw_glyph_with_pen(index, Cu2QuPen(pen, _CLOSE * drawn.face.upem / 1000, reverse_direction=True))
        made[name] = pen.glyph()
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, made
    font["loca"], font["glyf"] = newTable("loca"), glyf
    for name, (width, _) in font["hmtx"].metrics.items():
        font["hmtx"][name] = (width, getattr(made[name], "xMin", 0) if made[name].numberOfContours else 0)
    maxp = font["maxp"] = newTable("maxp")
    maxp.tableVersion, maxp.numGlyphs, maxp.maxZones = 0x00010000, len(order), 1
    for entry in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
        "maxCompositeContours", "maxComponentDepth",
    ):  # fmt: skip
        setattr(maxp, entry, 0)
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()

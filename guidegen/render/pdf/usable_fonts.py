"""Whether a font file can be used at all."""

from __future__ import annotations

import functools

import uharfbuzz as hb

from guidegen.render.pdf.fonts import load_face, subset


@functools.cache
def is_usable(name: str) -> bool:
    """True when the font can be read, shaped with, and embedded. One that a project names may be damaged anywhere."""
    try:
        face = load_face(name)
        shaped = hb.Buffer()
        shaped.add_str("".join(map(chr, list(face.glyphs)[:64])))
        shaped.guess_segment_properties()
        hb.shape(face.font, shaped)
        return bool(face.glyphs) and bool(subset(name, frozenset(list(face.glyphs.values())[:16])))
    except Exception:  # whatever reads the tables of a font may stumble over them
        return False

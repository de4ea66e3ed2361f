"""Glyphs that run from right to left, shown in the order in which they are read."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from guidegen.render.pdf.fonts import Face, load_face
from guidegen.render.pdf.glyph import Glyph
from guidegen.render.pdf.glyph_operators import actual_text
from guidegen.render.pdf.operators import number
from guidegen.render.pdf.text import GlyphRun


def shown_to_the_left(run: GlyphRun, face: Face) -> str:
    """The glyphs in reading order, each moved to its place: programs that copy text then read it in that order."""
    x, places = 0.0, list[float]()
    for glyph in run.glyphs:
        places.append(x)
        x += glyph.advance
    parts: list[str] = []
    pen, plain = 0.0, list[tuple[int, Glyph]]()
    logical = list(zip(places, run.glyphs, strict=True))[::-1]
    clusters = [list(group) for _, group in itertools.groupby(logical, key=lambda placed: placed[1].cluster)]
    ends = [*(group[0][1].cluster for group in clusters[1:]), run.start + len(run.text)]

    def moved(group: list[tuple[float, Glyph]]) -> list[tuple[int, Glyph]]:
        """The glyphs with the way back to each, in whole thousandths, so that no error adds up."""
        nonlocal pen
        found = []
        for place, glyph in group:
            if glyph.outlined:
                continue
            # What is not painted is stretched to its width, and so is the way back.
            stretch = _stretch(glyph, face)
            back = round((pen - place - glyph.x_offset) / stretch)
            own = load_face(glyph.face) if glyph.face else face
            pen += (own.advance(glyph.id) - back) * stretch
            found.append((back, glyph))
        return found

    for group, end in zip(clusters, ends, strict=True):
        text = run.text[group[0][1].cluster - run.start : end - run.start].replace("\n", " ")
        if "".join(_read(glyph, face) for _, glyph in group if not glyph.outlined) == text:
            plain += moved(group)
            continue
        if plain:
            parts.append(_set_back(plain, face, run.run.style.size))
            plain = []
        parts.append(actual_text(text, _set_back(moved(group), face, run.run.style.size)))
    if plain:
        parts.append(_set_back(plain, face, run.run.style.size))
    return " ".join(parts)


def _read(glyph: Glyph, face: Face) -> str:
    """What a glyph reads as when copied."""
    return (load_face(glyph.face) if glyph.face else face).texts.get(glyph.id, "\ufffd")


def _stretch(glyph: Glyph, face: Face) -> float:
    """How much wider than its own width a glyph that is not painted is made."""
    wide = (load_face(glyph.face) if glyph.face else face).advance(glyph.id)
    return glyph.width / wide if glyph.width and wide else 1.0


def _set_back(glyphs: Sequence[tuple[int, Glyph]], face: Face, size: float) -> str:
    """TJ for each glyph, so many thousandths back; marks above or below are moved with Ts.

    Programs that copy text take what one TJ shows as ordered from left to right.
    """
    parts: list[str] = []
    for back, glyph in glyphs:
        shown = f"[{back or ''}<{glyph.id:04X}>] TJ"
        if glyph.y_offset:
            shown = f"{number(glyph.y_offset * size / 1000)} Ts {shown} 0 Ts"
        if glyph.width:
            shown = f"3 Tr {number(100 * _stretch(glyph, face))} Tz {shown} 100 Tz 0 Tr"
        if glyph.face:
            # The distance back counts in sizes of the font, which both faces share.
            own, usual = (f"/{each.resource} {number(size)} Tf" for each in (load_face(glyph.face), face))
            shown = f"{own} {shown} {usual}"
        parts.append(shown)
    return " ".join(parts)

"""Glyphs as HarfBuzz placed them to the operators that show them, from left to right."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from guidegen.render.pdf.fonts import Face
from guidegen.render.pdf.glyph import Glyph
from guidegen.render.pdf.operators import number
from guidegen.render.pdf.pdffile import utf16_hex
from guidegen.render.pdf.text import GlyphRun


def shown_to_the_right(run: GlyphRun, face: Face) -> str:
    """The glyphs in their order. Where they do not read as their text, the text stands beside them."""
    texts = face.texts
    if [texts.get(glyph.id) for glyph in run.glyphs] == list(run.text):
        return _adjusted(run.glyphs, face, run.run.style.size)
    parts: list[str] = []
    plain: list[Glyph] = []
    clusters = [list(group) for _, group in itertools.groupby(run.glyphs, key=lambda g: g.cluster)]
    starts = [group[0].cluster for group in clusters] + [run.start + len(run.text)]
    for group, (start, end) in zip(clusters, itertools.pairwise(starts), strict=True):
        text = run.text[start - run.start : end - run.start].replace("\n", " ")
        if "".join(face.texts.get(g.id, "\ufffd") for g in group) == text:
            plain.extend(group)
            continue
        if plain:
            parts.append(_adjusted(plain, face, run.run.style.size))
            plain = []
        parts.append(actual_text(text, _adjusted(group, face, run.run.style.size)))
    if plain:
        parts.append(_adjusted(plain, face, run.run.style.size))
    return " ".join(parts)


def actual_text(text: str, operators: str) -> str:
    """Operators with the text that they draw, where their glyphs do not read as it."""
    return f"/Span <</ActualText <FEFF{utf16_hex(text)}>>> BDC {operators} EMC"


def _adjusted(glyphs: Sequence[Glyph], face: Face, size: float) -> str:
    """TJ: glyph ids with kerning between, in thousandths; marks above or below are moved with Ts."""
    parts: list[str] = []
    for y_offset, group in itertools.groupby(glyphs, key=lambda g: g.y_offset):
        array: list[str] = []
        codes = ""
        for glyph in group:
            if round(glyph.x_offset):
                if codes:
                    array.append(f"<{codes}>")
                    codes = ""
                array.append(str(-round(glyph.x_offset)))
            codes += f"{glyph.id:04X}"
            # A positive number in the array moves the next glyph to the left.
            difference = round(face.advance(glyph.id) - glyph.advance + glyph.x_offset)
            if difference:
                array.append(f"<{codes}>")
                array.append(str(difference))
                codes = ""
        if codes:
            array.append(f"<{codes}>")
        moved = f"{number(y_offset * size / 1000)} Ts " if y_offset else ""
        parts.append(f"{moved}[{''.join(array)}] TJ{' 0 Ts' if moved else ''}")
    return " ".join(parts)

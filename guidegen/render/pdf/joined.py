"""Letters of Arabic that are drawn together, so that each can still be copied, searched and read aloud.

In a font, one glyph may stand for two letters (lam with alef), and one letter for several glyphs (a stroke and its
dots). Programs that copy text want one glyph a letter, in its place. So where the glyphs do not read as their letters,
they are drawn as outlines, and over them stand the plain letters as text that is not painted.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from guidegen.records import replace
from guidegen.render.pdf.fonts import Face, load_face
from guidegen.render.pdf.glyph import Glyph
from guidegen.render.pdf.operators import number, numbers

if TYPE_CHECKING:
    import uharfbuzz as hb


#: Plain letters for fonts whose own are empty, since they compose every letter of parts.
_PLAIN_LETTERS = "IBMPlexSansArabic-Regular"


def readable(glyphs: Sequence[Glyph], text: str, end: int, face: Face) -> Iterator[Glyph]:
    """Glyphs from left to right of text that runs to the left and ends at `end`, with plain letters where needed."""
    following = end
    for cluster, group in itertools.groupby(glyphs, key=lambda glyph: glyph.cluster):
        inside = list(group)
        meant = text[cluster:following]
        following = cluster
        drawn = "".join(face.texts.get(glyph.id, "\ufffd") for glyph in reversed(inside))
        # A raised mark would be taken for another line.
        if drawn == meant and not any(glyph.y_offset for glyph in inside):
            yield from inside
            continue
        plain = load_face(_PLAIN_LETTERS) if _has_no_letters(face.name) else face
        letters = [plain.glyphs.get(ord(character), 0) for character in meant]
        if [plain.texts.get(letter) for letter in letters] != list(meant):
            yield from inside
            continue
        own = "" if plain is face else plain.name
        is_mark = [unicodedata.combining(character) > 0 for character in meant]
        share = sum(glyph.advance for glyph in inside) / max(1, is_mark.count(False))
        for index in range(len(letters) - 1, -1, -1):
            # A mark stands at the left end of its letter and is as good as without width.
            place = share * is_mark[index + 1 :].count(False) - (1.0 if is_mark[index] else 0.0)
            width = 1.0 if is_mark[index] else max(share, 1.0)
            yield Glyph(letters[index], cluster + index, 0.0, place, 0.0, False, width=width, face=own)
        yield from (replace(glyph, outlined=True) for glyph in inside)


def outlines(glyphs: Sequence[Glyph], face: Face, size: float, x: float, y: float, stroke: float = 0.0) -> str:
    """The operators that draw what is outlined, with the run's start on the baseline at (x, y); empty for none.

    It is filled, or drawn with lines of `stroke` points.
    """
    parts: list[str] = []
    pen = 0.0
    for glyph in glyphs:
        if glyph.outlined and (path := _path(face.name, glyph.id)):
            left = x + (pen + glyph.x_offset) * size / 1000
            scale = size * face.scale / 1000
            place = numbers(left, y + glyph.y_offset * size / 1000)
            paint = f"{number(stroke / scale)} w {path} S" if stroke else f"{path} f"
            parts.append(f"q {scale:.6f} 0 0 {scale:.6f} {place} cm {paint} Q")
        pen += glyph.advance
    return " ".join(parts)


@lru_cache(maxsize=64)
def _has_no_letters(face: str) -> bool:
    """True when the glyphs that the letters lead to draw nothing."""
    loaded = load_face(face)
    alef = loaded.glyphs.get(0x627)
    extents = loaded.font.get_glyph_extents(alef) if alef else None
    return extents is not None and extents.width == 0


@lru_cache(maxsize=4096)
def _path(face: str, glyph: int) -> str:
    """The outline of a glyph in units of its font."""
    parts: list[str] = []
    load_face(face).font.draw_glyph(glyph, _draw_funcs(), parts)
    return " ".join(parts)


@lru_cache(maxsize=1)
def _draw_funcs() -> hb.DrawFuncs:
    at = [0.0, 0.0]

    def move(x: float, y: float, parts: Any) -> None:
        at[:] = x, y
        parts.append(f"{numbers(x, y)} m")

    def line(x: float, y: float, parts: Any) -> None:
        at[:] = x, y
        parts.append(f"{numbers(x, y)} l")

    def curve(a: float, b: float, c: float, d: float, x: float, y: float, parts: Any) -> None:
        at[:] = x, y
        parts.append(f"{numbers(a, b, c, d)} {number(x)} {number(y)} c")

    def quadratic(a: float, b: float, x: float, y: float, parts: Any) -> None:
        first = (at[0] + 2 * (a - at[0]) / 3, at[1] + 2 * (b - at[1]) / 3)
        second = (x + 2 * (a - x) / 3, y + 2 * (b - y) / 3)
        curve(*first, *second, x, y, parts)

    import uharfbuzz as hb

    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(move)
    funcs.set_line_to_func(line)
    funcs.set_cubic_to_func(curve)
    funcs.set_quadratic_to_func(quadratic)
    funcs.set_close_path_func(lambda parts: parts.append("h"))
    return funcs

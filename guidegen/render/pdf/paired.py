"""Words without HarfBuzz: in some faces each letter has one glyph, and how far the next one is depends on two letters.

To load HarfBuzz takes longer than to set an edited page. What it makes of each letter and of each pair is kept with
what starts prepare (`prepared.once`), and words are put together from that, to the same numbers. Faces, letters and
languages of which that is not true are not in the tables below; `tests/render/test_paired.py` holds them against the
tables of the fonts. What is not plain is left to HarfBuzz.
"""

from __future__ import annotations

import functools
import zlib
from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from guidegen.prepared import once
from guidegen.render.pdf.fonts import OTHER_SIGNS, SIMPLE, Face, load_face

if TYPE_CHECKING:
    import uharfbuzz as hb

LANGUAGES = frozenset({"de", "en", "es", "fil", "fr", "ht", "it", "pl", "pt"})
#: They belong to no script, so that words of them alone are shaped as words without one.
SIGNS = " !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~–—‘’‚“”„‹›«»•…·†‡¶°±×÷−√∞≈≠≤≥‰€¢£¥§©®™¬¡¿²³¹¼½¾\u00a0"
LETTERS = (
    SIGNS
    + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúû"
    "üýþÿąćČčĎďĐđęĚěĞğİıłŁńŇňŐőŒœŘřśŚŞşŠšŤťŮůŰűŸźżŽžŹŻȘșȚțªº"
)
#: What stands for a distance that is no whole number from -127 to 127, and for two letters that are no pair.
_NONE = -128


def paired_glyphs(
    text: str, following: str, face: Face, language: str, *, tabular: bool
) -> list[tuple[int, float, float]] | None:
    """The glyphs of a word before a letter, as HarfBuzz gives them: each with its advance and its offset, which is 0.

    None where they have to be asked of HarfBuzz.
    """
    whole = text + following
    found = glyphs_of_pairs(whole, face, language, tabular=tabular)
    if found is None:
        return None
    try:
        # The last letter of all stands alone.
        return [found[whole[place : place + 2]] for place in range(len(text))]
    except KeyError:
        return None


def glyphs_of_pairs(text: str, face: Face, language: str, *, tabular: bool) -> GlyphsOfPairs | None:
    """What the letters of a text are in pairs; None where HarfBuzz has to be asked whatever they are."""
    if face.name not in SIMPLE or language not in LANGUAGES:
        return None
    return _glyphs_of_pairs(face, language, tabular, not are_signs(text))


def placed_letters(
    text: str, face: Face, language: str, *, tabular: bool
) -> Sequence[tuple[int, float, float, float]] | None:
    """The glyphs of a stretch that stands alone, each with its advance and its offsets to the right and up.

    None where they have to be asked of HarfBuzz.
    """
    if text in OTHER_SIGNS:
        from guidegen.render.pdf.other_signs import is_other_sign, placed_sign

        if is_other_sign(text, face):
            return [placed_sign(text, face, language, tabular=tabular)]
    placed = paired_glyphs(text, "", face, language, tabular=tabular)
    return [(*each, 0.0) for each in placed] if placed is not None else None


class GlyphsOfPairs(dict[str, tuple[int, float, float]]):
    """The glyph of a letter before another one or alone. KeyError where HarfBuzz has to be asked.

    There is one for each face, language and kind of letters, so they count as equal if they are the same.
    """

    __hash__ = object.__hash__  # type: ignore[assignment]

    def __init__(self, pairs: _Pairs, scale: float) -> None:
        self.pairs = pairs
        self.scale = scale

    def __missing__(self, letters: str) -> tuple[int, float, float]:
        index = self.pairs.index[letters[0]]
        distance = self.distance(letters) if len(letters) > 1 else 0
        if distance == _NONE:
            raise KeyError(letters)
        found = self[letters] = self.pairs.glyphs[index], (self.pairs.widths[index] + distance) * self.scale, 0.0
        return found

    def distance(self, letters: str) -> int:
        """How much further or less far than alone the first letter moves the second, in units of the font."""
        pairs = self.pairs
        return pairs.distances[pairs.index[letters[0]] * pairs.count + pairs.index[letters[1]]]


@functools.cache
def _glyphs_of_pairs(face: Face, language: str, tabular: bool, has_letters: bool) -> GlyphsOfPairs:
    return GlyphsOfPairs(_pairs(face.name, language, tabular, has_letters), face.scale)


#: Whether a text has nothing but signs, which belong to no script.
are_signs: Callable[[str], bool] = frozenset(SIGNS).issuperset


class _Pairs:
    """The letters of a face by their places, and the distances of all pairs."""

    __slots__ = ("count", "distances", "glyphs", "index", "widths")

    def __init__(self, letters: str, glyphs: tuple[int, ...], widths: tuple[int, ...], distances: bytes) -> None:
        self.index = {letter: place for place, letter in enumerate(letters)}
        self.count = len(letters)
        self.glyphs = glyphs
        self.widths = widths
        self.distances = array("b", zlib.decompress(distances))


@functools.cache
def _pairs(name: str, language: str, tabular: bool, has_letters: bool) -> _Pairs:
    given = (name, language, tabular, has_letters)
    return _Pairs(*once("pairs", given, lambda: _measured(*given)))


def _measured(
    name: str, language: str, tabular: bool, has_letters: bool
) -> tuple[str, tuple[int, ...], tuple[int, ...], bytes]:
    """The letters that are one glyph alone and read as themselves, their glyphs, widths and distances (packed)."""
    from guidegen.render.pdf.shaping import shaped_buffer

    face = load_face(name)

    def shaped(text: str) -> hb.Buffer:
        return shaped_buffer(text, 0, len(text), face, language, rtl=False, tabular=tabular)

    letters, glyphs, widths = "", [], []
    for letter in LETTERS if has_letters else SIGNS:
        # Behind a letter, so that signs are shaped as they are in words.
        infos, positions = _shown(shaped(f"x{letter}" if has_letters else letter))
        glyph = infos[-1].codepoint
        if face.covers_all(letter) and len(infos) == 1 + has_letters and face.texts.get(glyph) == letter:
            letters += letter
            glyphs.append(glyph)
            widths.append(positions[-1].x_advance)
    distances = array("b")
    for place, letter in enumerate(letters):
        distances += _distances(shaped("".join([letter + other for other in letters])), place, glyphs, widths)
    return letters, tuple(glyphs), tuple(widths), zlib.compress(distances.tobytes())


def _distances(row: hb.Buffer, place: int, glyphs: list[int], widths: list[int]) -> array[int]:
    """How much further or less far each letter is behind one of them: `row` has that one before each."""
    infos, positions = _shown(row)
    if [info.codepoint for info in infos] != [glyph for other in glyphs for glyph in (glyphs[place], other)]:
        return array("b", [_NONE]) * len(glyphs)
    found = array("b")
    for index in range(len(glyphs)):
        before, after = positions[2 * index : 2 * index + 2]
        distance = before.x_advance - widths[place]
        is_pair = not (before.x_offset or before.y_offset or after.x_offset or after.y_offset)
        found.append(distance if is_pair and abs(distance) < -_NONE else _NONE)
    return found


def _shown(buffer: hb.Buffer) -> tuple[list[hb.GlyphInfo], list[hb.GlyphPosition]]:
    return list(buffer.glyph_infos or ()), list(buffer.glyph_positions or ())

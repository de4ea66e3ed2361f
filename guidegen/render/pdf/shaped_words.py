"""Words of left-to-right scripts in one face: how wide each is, and what is written to draw it.

Letters of most faces that come along are known in pairs (`paired`), and words are put together from these. HarfBuzz is
asked for all others.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from operator import add, or_

from guidegen.records import dataclass
from guidegen.render.pdf.fonts import Face, load_face
from guidegen.render.pdf.glyph_sets import GlyphSet
from guidegen.render.pdf.paired import GlyphsOfPairs, are_signs, glyphs_of_pairs, paired_glyphs

#: A glyph with its advance and its offset to the right.
_PlacedGlyph = tuple[int, float, float]
#: What is written for a glyph between the brackets of a TJ array, the set of it alone, and its advance.
_DrawnGlyph = tuple[str, GlyphSet, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A word, with the spaces behind it. Widths are thousandths of the font size; `ink` ends before the spaces.

    `array` are the elements of a TJ array, `glyphs` the set of what is in it.
    """

    width: float
    ink: float
    array: str
    glyphs: GlyphSet


class Shaper:
    """Shapes words of a face in a language."""

    def __init__(self, name: str, language: str, tabular: bool) -> None:
        """No word is known."""
        self._name = name
        self._of = load_face(name), language
        self._tabular = tabular
        #: How letters are drawn in pairs: those of words, and signs alone, which belong to no script.
        self._of_words = self._pairs_of("a")
        self._of_signs = self._pairs_of(" ")

    def _pairs_of(self, text: str) -> _DrawnPairs | None:
        pairs = glyphs_of_pairs(text, *self._of, tabular=self._tabular)
        return _DrawnPairs(pairs, _placed_letters(self._name)) if pairs is not None else None

    def word(self, text: str, following: str = "") -> Word | None:
        """A word as HarfBuzz shapes it before the letter that follows; None where the glyphs do not read as the
        letters. It has a letter or sign at least.
        """
        whole = text + following
        known = self._of_signs if are_signs(whole) else self._of_words
        if known is not None:
            try:
                return known.word(text, whole)
            except KeyError:
                # Not all of its letters are told in pairs.
                pass
        placed = _shaped_glyphs(text, following, *self._of, self._tabular)
        if placed is None:
            return None
        codes, glyphs, advances = zip(*[_placed_letters(self._name)[each] for each in placed], strict=True)
        return _word(text, "".join(codes), functools.reduce(or_, glyphs), advances)


@functools.lru_cache(maxsize=64)
def shaper(name: str, language: str, tabular: bool) -> Shaper:
    """What shapes words of a face in a language, with figures of one width or not."""
    return Shaper(name, language, tabular)


def _word(text: str, codes: str, glyphs: GlyphSet, advances: Sequence[float]) -> Word:
    width = ink = sum(advances)
    if text[-1] == " ":
        ink -= advances[-1] if text[-2:] != "  " else sum(advances[len(text.rstrip(" ")) - len(text) :])
    # Nothing is drawn behind the last letter where a distance follows it.
    return Word(width, ink, f"<{codes}>" if codes[-1:] != "<" else f"<{codes[:-1]}", glyphs)


def _shaped_glyphs(text: str, following: str, face: Face, language: str, tabular: bool) -> list[_PlacedGlyph] | None:
    """The glyphs as HarfBuzz gives them, where they read as the letters."""
    scale, length = face.scale, len(text)
    whole = text + following
    from guidegen.render.pdf.shaping import shaped_buffer

    buffer = shaped_buffer(whole, 0, len(whole), face, language, rtl=False, tabular=tabular)
    letters, read = _letters(face.name), ""
    glyphs: list[_PlacedGlyph] = []
    for info, position in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True):
        if info.cluster >= length:
            continue
        offset = position.x_offset * scale
        if position.y_offset or round(offset):
            return None
        read += letters[info.codepoint].text
        glyphs.append((info.codepoint, position.x_advance * scale, offset))
    return glyphs if read == text else None


@dataclass(frozen=True, slots=True)
class _Letter:
    """A glyph of a face: what it reads as, its code in a TJ array, its usual width, and the set of it alone."""

    text: str
    code: str
    advance: float
    glyph_set: GlyphSet


class _Letters(dict[int, _Letter]):
    """The glyphs of a face that were met."""

    def __init__(self, face: Face) -> None:
        self.face = face

    def __missing__(self, glyph: int) -> _Letter:
        face = self.face
        self[glyph] = _Letter(face.texts.get(glyph, ""), f"{glyph:04X}", face.advance(glyph), 1 << glyph)
        return self[glyph]


@functools.cache
def _letters(name: str) -> _Letters:
    return _Letters(load_face(name))


class _PlacedLetters(dict[_PlacedGlyph, _DrawnGlyph]):
    """How each glyph with an advance and an offset that was met is drawn."""

    def __init__(self, letters: _Letters) -> None:
        self.letters = letters

    def __missing__(self, placed: _PlacedGlyph) -> _DrawnGlyph:
        glyph, advance, offset = placed
        letter = self.letters[glyph]
        # How far the next one is moved to the left.
        distance = round(letter.advance - advance + offset)
        self[placed] = f"{letter.code}>{distance}<" if distance else letter.code, letter.glyph_set, advance
        return self[placed]


@functools.cache
def _placed_letters(name: str) -> _PlacedLetters:
    return _PlacedLetters(_letters(name))


class _DrawnPairs:
    """How letters before others are drawn, as `GlyphsOfPairs` has them."""

    def __init__(self, pairs: GlyphsOfPairs, placed: _PlacedLetters) -> None:
        self.pairs = pairs
        self.placed = placed
        #: For each pair what is written for its first letter, and the advance of that; for each letter its glyph.
        self.codes = _Codes(self)
        self.advances: dict[str, float] = {}
        self.glyphs: dict[str, GlyphSet] = {}

    def word(self, text: str, whole: str) -> Word:
        """A word that stands at the start of a text which is a letter longer, or all of that. KeyError where HarfBuzz
        has to be asked.
        """
        pairs = list(map(add, whole, whole[1:]))
        if len(pairs) < len(text):
            # The last letter of all stands alone.
            pairs.append(text[-1])
        codes = "".join(map(self.codes.__getitem__, pairs))
        glyphs = functools.reduce(or_, map(self.glyphs.__getitem__, text))
        return _word(text, codes, glyphs, list(map(self.advances.__getitem__, pairs)))

    def learn(self, pair: str) -> str:
        """Work out how the first letter of a pair is drawn, and give what is written for it."""
        letter = pair[0]
        if len(pair) > 1 and not self.pairs.distance(pair):
            # Most letters are as wide before another one as they are alone.
            code, self.advances[pair] = self.codes[letter], self.advances[letter]
        else:
            code, self.glyphs[letter], self.advances[pair] = self.placed[self.pairs[pair]]
        return code


class _Codes(dict[str, str]):
    """What is written for the first letter of each pair that was met, and for letters that stand alone."""

    def __init__(self, drawn: _DrawnPairs) -> None:
        self.learn = drawn.learn

    def __missing__(self, pair: str) -> str:
        code = self[pair] = self.learn(pair)
        return code


class _KernedWithSpace(dict[str, bool]):
    """Whether a space of this face is narrower or wider before a character than elsewhere."""

    def __init__(self, face: Face) -> None:
        self.face = face

    def __missing__(self, character: str) -> bool:
        self[character] = self._asked(character)
        return self[character]

    def _asked(self, character: str) -> bool:
        face = self.face
        if (paired := paired_glyphs(" ", character, face, "en", tabular=False)) is not None:
            [(glyph, advance, _)] = paired
            return bool(round(advance - face.advance(glyph), 2))
        space = face.glyphs.get(ord(" "), 0)
        from guidegen.render.pdf.shaping import shaped_buffer

        buffer = shaped_buffer(f" {character}", 0, 2, face, "en", rtl=False, tabular=False)
        for info, position in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True):
            return info.codepoint == space and bool(round(position.x_advance * face.scale - face.advance(space), 2))
        return False


@functools.cache
def kerned_with_space(name: str) -> Mapping[str, bool]:
    """Whether a space of this face is narrower or wider before a character than elsewhere, by the character."""
    return _KernedWithSpace(load_face(name))

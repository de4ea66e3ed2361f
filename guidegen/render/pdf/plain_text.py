"""Plain paragraphs: words of left-to-right scripts in one face a run, shaped word by word.

Most text is such. A word is shaped once, with the letter that follows the space behind it, since that is how far
kerning reaches; its operators are kept. A paragraph is then a row of words with widths, and lines are cut between them
(where a line may end a word ends too). What is drawn is what shaping the whole paragraph would give, to a fraction of a
point, which `tests/render/test_plain_text.py` holds; whatever is not plain is left to `ShapedText`.
"""

from __future__ import annotations

import bisect
import functools
import itertools
from collections.abc import Sequence

from guidegen.patterns import pattern
from guidegen.records import dataclass
from guidegen.render.pdf.fonts import Face, load_face
from guidegen.render.pdf.text import (
    GlyphRun,
    ShapedText,
    Style,
    TextLine,
    TextRun,
    break_offsets,
    shaped_buffer,
)

#: Latin, Greek and Cyrillic letters that stand alone, figures, and the signs between them.
_PLAIN = pattern(
    "[ -~\u00a0-\u024f\u0370-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2015\u2018-\u201e\u2022\u2026\ufffc]*"
)
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, with the spaces behind it. Widths are thousandths of the font size; `ink` ends before the spaces.

    `array` are the elements of a TJ array.
    """

    width: float
    ink: float
    array: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word of a run, or an object, at its place in the text."""

    start: int
    end: int
    run: TextRun
    word: _Word | None


def word_by_word(runs: Sequence[TextRun]) -> PlainText | None:
    """The runs of one left-to-right paragraph, if they are plain."""
    text = "".join([run.text for run in runs])
    if not _is_plain(runs, text):
        return None
    breaks = break_offsets(text)
    placed = _words_of(runs, text, breaks)
    return PlainText(text, breaks, placed) if placed is not None else None


def _is_plain(runs: Sequence[TextRun], text: str) -> bool:
    """Whether the text of these runs is plain, and each is set in one face."""
    if not _PLAIN.fullmatch(text) or _SOFT_HYPHEN in text:
        return False
    return all(bool(run.object_width) or load_face(run.style.faces[0]).covers_all(run.text) for run in runs)


def _words_of(runs: Sequence[TextRun], text: str, breaks: Sequence[int]) -> list[_Placed] | None:
    placed: list[_Placed] = []
    start = 0
    for run in runs:
        end = start + len(run.text)
        if run.object_width:
            placed.append(_Placed(start, end, run, None))
        else:
            style = run.style
            cuts = [start, *breaks[bisect.bisect_right(breaks, start) : bisect.bisect_left(breaks, end)], end]
            for a, b in itertools.pairwise(cuts):
                word = _word(text[a:b], text[b] if b < end else "", style)
                if word is None:
                    return None
                placed.append(_Placed(a, b, run, word))
        start = end
    return placed


def _word(text: str, following: str, style: Style) -> _Word | None:
    face = style.faces[0]
    if following and text.endswith(" ") and not _is_kerned_with_space(face, following):
        following = ""
    return _shaped_word(text, following, face, style.language, style.tabular)


@functools.lru_cache(maxsize=64)
def one_line(text: str, style: Style, *, right_to_left: bool = False) -> ShapedText:
    """The value of a slot on one line. A copy asks several times for each of its own, and only the last are kept."""
    run = TextRun(text, style, 0)
    if text and not right_to_left and _is_plain([run], text):
        # Shaped as if it were one word, so that none of its words are remembered.
        word = _shaped_value(text, style.faces[0], style.language, style.tabular)
        if word is not None:
            return PlainText(text, [len(text)], [_Placed(0, len(text), run, word)])
    return ShapedText([run], right_to_left=right_to_left, one_line=True)


@functools.lru_cache(maxsize=64)
def _shaped_value(text: str, name: str, language: str, tabular: bool) -> _Word | None:
    """A value alone, which a copy may set in several sizes."""
    return _shaped(text, "", name, language, tabular)


@functools.lru_cache(maxsize=4096)
def _shaped_word(text: str, following: str, name: str, language: str, tabular: bool) -> _Word | None:
    """A word before the letter that follows: the same words come again and again."""
    return _shaped(text, following, name, language, tabular)


def _shaped(text: str, following: str, name: str, language: str, tabular: bool) -> _Word | None:
    """A word as HarfBuzz shapes it before the letter that follows; None where the glyphs do not read as the letters."""
    face = load_face(name)
    scale = face.scale
    whole = text + following
    buffer = shaped_buffer(whole, 0, len(whole), face, language, rtl=False, tabular=tabular)
    glyphs: list[_PlacedGlyph] = []
    for info, position in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True):
        if info.cluster < len(text):
            if position.y_offset or round(position.x_offset * scale):
                return None
            glyphs.append((info.codepoint, position.x_advance * scale, position.x_offset * scale))
    texts = face.texts
    if "".join([texts.get(glyph, "") for glyph, _, _ in glyphs]) != text:
        return None
    width = sum([advance for _, advance, _ in glyphs])
    spaces = len(text) - len(text.rstrip(" "))
    ink = width - sum([advance for _, advance, _ in glyphs[len(glyphs) - spaces :]]) if spaces else width
    return _Word(width, ink, _array(glyphs, face), tuple({glyph for glyph, _, _ in glyphs}))


#: A glyph with its advance and its offset to the right.
_PlacedGlyph = tuple[int, float, float]


def _array(glyphs: Sequence[_PlacedGlyph], face: Face) -> str:
    """The elements of a TJ array: glyph ids, with kerning between, in thousandths."""
    parts: list[str] = []
    codes = ""
    for glyph, advance, offset in glyphs:
        codes += f"{glyph:04X}"
        # A positive number in the array moves the next glyph to the left.
        if difference := round(face.advance(glyph) - advance + offset):
            parts.append(f"<{codes}>{difference}")
            codes = ""
    return "".join(parts) + (f"<{codes}>" if codes else "")


@functools.lru_cache(maxsize=4096)
def _is_kerned_with_space(name: str, character: str) -> bool:
    """Whether a space of this face is narrower or wider before the character than elsewhere."""
    face = load_face(name)
    space = face.glyphs.get(ord(" "), 0)
    buffer = shaped_buffer(f" {character}", 0, 2, face, "en", rtl=False, tabular=False)
    for info, position in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True):
        return info.codepoint == space and bool(round(position.x_advance * face.scale - face.advance(space), 2))
    return False


class PlainText(ShapedText):
    """A plain paragraph, to be broken at any width."""

    def __init__(self, text: str, breaks: list[int], placed: list[_Placed]) -> None:
        """The words of a paragraph."""
        self.text = text
        self.base_level = 0
        self.missing = []
        self._breaks = breaks
        self._placed = placed
        self._word_starts = [each.start for each in placed]
        # Where words begin and end, and where their ink ends: nothing else is asked for.
        self._ends = [0.0] * (len(text) + 1)
        x = 0.0
        for each in placed:
            size = each.run.style.size / 1000
            if each.word is None:
                x += each.run.object_width
            else:
                ink = x + each.word.ink * size
                x += each.word.width * size
                for offset in range(len(text[each.start : each.end].rstrip(" ")) + each.start, each.end):
                    self._ends[offset] = ink
            self._ends[each.end] = x

    def _width(self, start: int, end: int) -> float:
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return self._ends[end] - self._start_of(start)

    def _start_of(self, offset: int) -> float:
        """Where the word at an offset begins: lines begin with words."""
        return self._ends[offset] if offset else 0.0

    def _line(self, start: int, end: int) -> TextLine:
        first = bisect.bisect_left(self._word_starts, start)
        last = bisect.bisect_left(self._word_starts, end)
        runs: list[GlyphRun] = []
        x = 0.0
        on_line = self._placed[first:last]
        one = not on_line or on_line[0].run is on_line[-1].run
        grouped = [on_line] if one else [list(g) for _, g in itertools.groupby(on_line, key=lambda each: id(each.run))]
        for members in filter(None, grouped):
            run = members[0].run
            if len(members) == 1 and (word := members[0].word) is not None:
                # Most runs that share a line with others are a word each, such as a number in bold type.
                a, b, size = members[0].start, members[0].end, run.style.size / 1000
                width, ink, shown = word.width * size, word.ink * size, f"[{word.array}] TJ"
                face = run.style.faces[0]
                runs.append(GlyphRun(run, face, x, width, (), self.text[a:b], a, False, shown, word.ids, ink))
                x += width
                continue
            words = [each.word for each in members if each.word is not None]
            size = run.style.size / 1000
            width = run.object_width or sum([word.width for word in words]) * size
            a, b = members[0].start, members[-1].end
            if not words:
                runs.append(GlyphRun(run, "", x, width, (), self.text[a:b], a))
            else:
                array = "".join([word.array for word in words]).replace("><", "")
                ids = tuple(set().union(*[word.ids for word in words]))
                ink = width - (words[-1].width - words[-1].ink) * size
                shown = f"[{array}] TJ"
                runs.append(GlyphRun(run, run.style.faces[0], x, width, (), self.text[a:b], a, False, shown, ids, ink))
            x += width
        return TextLine(tuple(runs), self._width(start, end))

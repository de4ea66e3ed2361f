"""Plain paragraphs: words of left-to-right scripts in one face a run, shaped word by word.

Most text is such. A word is shaped once, with the letter that follows the space behind it, since that is how far
kerning reaches; its operators are kept. A paragraph is then a row of words with widths, and lines are cut between them
(where a line may end a word ends too; a line feed ends one always). What is drawn is what shaping the whole paragraph
would give, to a fraction of a point, which `tests/render/test_plain_text.py` holds; whatever is not plain is left to
`ShapedText`.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import operator
from collections.abc import Callable, Sequence

from guidegen.patterns import pattern
from guidegen.records import dataclass
from guidegen.render.pdf.fonts import load_face
from guidegen.render.pdf.glyph_sets import GlyphSet
from guidegen.render.pdf.late import late
from guidegen.render.pdf.line_breaking import Breakable, break_offsets, ends_at_spaces
from guidegen.render.pdf.shaped_words import Word, kerned_with_space, shaper
from guidegen.render.pdf.text import BrokenText, GlyphRun, Style, TextLine, TextRun

#: Latin, Greek and Cyrillic letters that stand alone, figures, the signs between them, and those of sums.
_PLAIN = pattern(
    "[ -~\u00a0-\u024f\u0370-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030"
    "\u2039\u203a\u20ac\u2122\u2212\u221a\u221e\u2248\u2260\u2264\u2265\ufffc]*"
)
_SOFT_HYPHEN = "\u00ad"
#: How many words of a face are remembered.
_MOST_WORDS = 8_192
_shaped_text: Callable[..., Breakable] = late("shaped_text", "ShapedText")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word of a run, or an object, at its place in the text."""

    start: int
    end: int
    run: TextRun
    word: Word | None


def word_by_word(runs: Sequence[TextRun]) -> PlainText | OneRunText | None:
    """The runs of one left-to-right paragraph, if they are plain."""
    if len(runs) == 1 and not runs[0].object_width:
        return _in_one_run(runs[0])
    text = "".join([run.text for run in runs])
    # A line feed is shaped as a space.
    plain = text.replace("\n", " ") if "\n" in text else text
    if not _is_plain(plain) or not all(bool(run.object_width) or _has_letters(run) for run in runs):
        return None
    breaks = break_offsets(text)
    placed = _words_of(runs, plain, breaks)
    return PlainText(text, breaks, placed) if placed is not None else None


def _in_one_run(run: TextRun) -> PlainText | OneRunText | None:
    text = run.text
    if (easy := _easy_words(text, run.style)) is not None:
        return OneRunText(text, None, run, easy)
    if not (_is_plain(text) and _has_letters(run)):
        return None
    if not text:
        return PlainText("", [], [])
    breaks = break_offsets(text)
    words = _words_between(text, [0, *breaks], run.style)
    return OneRunText(text, breaks, run, words) if words is not None else None


def _easy_words(text: str, style: Style) -> list[Word] | None:
    """The words of a text that has nothing but easy ones, with single spaces between, as most have."""
    face = style.faces[0]
    inner, last = _easy_words_of(face, style.language, style.tabular)
    after_space, known = kerned_with_space(face), _shaped_words(face, style.language, style.tabular)
    words: list[Word] = []
    before: str | None = None
    for part in text.split(" "):
        if before is not None:
            word = inner[before]
            if word is None or not part:
                return None
            if after_space[part[0]]:
                word = known[f"{before} ", part[0]]
                if word is None:
                    return None
            words.append(word)
        before = part
    word = last[before or ""]
    if word is None:
        return None
    words.append(word)
    return words


class _EasyWords(dict[str, Word | None]):
    """The easy words of a face with what stands behind them; None for those that are not."""

    def __init__(self, name: str, language: str, tabular: bool, behind: str) -> None:
        self.shaped = _shaped_words(name, language, tabular)
        self.behind = behind
        self.face = load_face(name)

    def __missing__(self, word: str) -> Word | None:
        if len(self) >= _MOST_WORDS:
            self.clear()
        text = word + self.behind
        is_easy = ends_at_spaces(word) and _is_plain(word) and self.face.covers_all(text)
        found = self[word] = self.shaped[text] if is_easy else None
        return found


@functools.lru_cache(maxsize=64)
def _easy_words_of(name: str, language: str, tabular: bool) -> tuple[_EasyWords, _EasyWords]:
    """Those before a space, and those at the end."""
    return _EasyWords(name, language, tabular, " "), _EasyWords(name, language, tabular, "")


def _is_plain(text: str) -> bool:
    """Whether a text has plain characters alone."""
    if text.isascii() and text.isprintable():
        return True
    return _PLAIN.fullmatch(text) is not None and _SOFT_HYPHEN not in text


def _has_letters(run: TextRun) -> bool:
    """Whether a run is set in one face."""
    return load_face(run.style.faces[0]).covers_all(run.text)


def _words_of(runs: Sequence[TextRun], text: str, breaks: Sequence[int]) -> list[_Placed] | None:
    placed: list[_Placed] = []
    start = 0
    for run in runs:
        end = start + len(run.text)
        if run.object_width:
            placed.append(_Placed(start, end, run, None))
        else:
            cuts = [start, *breaks[bisect.bisect_right(breaks, start) : bisect.bisect_left(breaks, end)], end]
            words = _words_between(text, cuts, run.style)
            if words is None:
                return None
            placed += [_Placed(a, b, run, word) for (a, b), word in zip(itertools.pairwise(cuts), words, strict=True)]
        start = end
    return placed


def _words_between(text: str, cuts: Sequence[int], style: Style) -> list[Word] | None:
    """The words of a run between these places in the text, the first and the last of which are its own."""
    face, end = style.faces[0], cuts[-1]
    after_space, known = kerned_with_space(face), _shaped_words(face, style.language, style.tabular)
    words: list[Word] = []
    for a, b in itertools.pairwise(cuts):
        part = text[a:b]
        is_kerned = b < end and (part[-1] != " " or after_space[text[b]])
        word = known[part, text[b]] if is_kerned else known[part]
        if word is None:
            return None
        words.append(word)
    return words


class _ShapedWords(dict[str | tuple[str, str], Word | None]):
    """The words of a face that were shaped, alone or each with the letter that follows: they come again and again."""

    def __init__(self, name: str, language: str, tabular: bool) -> None:
        self.shape = shaper(name, language, tabular).word

    def __missing__(self, key: str | tuple[str, str]) -> Word | None:
        if len(self) >= _MOST_WORDS:
            self.clear()
        word = self[key] = self.shape(key) if isinstance(key, str) else self.shape(*key)
        return word


@functools.lru_cache(maxsize=64)
def _shaped_words(name: str, language: str, tabular: bool) -> _ShapedWords:
    return _ShapedWords(name, language, tabular)


@functools.lru_cache(maxsize=64)
def one_line(text: str, style: Style, *, right_to_left: bool = False) -> Breakable:
    """The value of a slot on one line. A copy asks several times for each of its own, and only the last are kept."""
    run = TextRun(text, style, 0)
    if text and not right_to_left and _is_plain(text) and _has_letters(run):
        # Shaped as if it were one word, so that none of its words are remembered.
        word = _shaped_value(text, style.faces[0], style.language, style.tabular)
        if word is not None:
            return OneRunText(text, [len(text)], run, [word])
    return _shaped_text([run], right_to_left=right_to_left, one_line=True)


@functools.lru_cache(maxsize=64)
def _shaped_value(text: str, name: str, language: str, tabular: bool) -> Word | None:
    """A value alone, which a copy may set in several sizes."""
    return shaper(name, language, tabular).word(text)


class PlainText(Breakable):
    """A plain paragraph, to be broken at any width."""

    def __init__(self, text: str, breaks: list[int], placed: list[_Placed]) -> None:
        """The words of a paragraph."""
        self.text = text
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
                for offset in range(len(text[each.start : each.end].rstrip(" \n")) + each.start, each.end):
                    self._ends[offset] = ink
            self._ends[each.end] = x

    def advances(self) -> list[tuple[float, float]]:
        """How wide each word is with the spaces behind it, and without them, in points."""
        sizes = [each.run.style.size / 1000 for each in self._placed]
        pairs = zip(self._placed, sizes, strict=True)
        return [(each.word.width * size, each.word.ink * size) for each, size in pairs if each.word is not None]

    def _width(self, start: int, end: int) -> float:
        while end > start and self.text[end - 1] in " \n":
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
            words = [each.word for each in members if each.word is not None]
            a, b = members[0].start, members[-1].end
            if words:
                width, ink, array, glyphs = _joined(words, run.style.size / 1000)
                shown = f"[{array}] TJ"
                runs.append(
                    GlyphRun(run, run.style.faces[0], x, width, (), self.text[a:b], a, False, shown, glyphs, ink)
                )
            else:
                width = run.object_width
                runs.append(GlyphRun(run, "", x, width, (), self.text[a:b], a))
            x += width
        return TextLine(tuple(runs), self._width(start, end))


class OneRunText(Breakable):
    """A plain paragraph of one run, as most are: its words and their widths are all that there is to know."""

    def __init__(self, text: str, breaks: list[int] | None, run: TextRun, words: list[Word]) -> None:
        """The words of a paragraph that has some, each with the spaces behind it; `breaks` are their ends, which are
        looked for when a line is asked for if they are not known.
        """
        self.text = text
        self.missing = []
        self.run = run
        self._breaks = breaks or []
        self._words = words
        size, x, ink, narrowest = run.style.size / 1000, 0.0, 0.0, 0.0
        for word in words:
            ink = x + word.ink * size
            if ink - x > narrowest:
                narrowest = ink - x
            x += word.width * size
        self._narrowest, self._widest = narrowest, ink
        # Where the words before each break end, and where their ink ends, once a line is asked for.
        self._ends: list[float] = []
        self._inks: list[float] = []

    def narrowest(self) -> float:
        """The width of the widest word."""
        return self._narrowest

    def widest(self) -> float:
        """The width on one line: nothing forces a break."""
        return self._widest

    def lines(self, width: float, *, balance: bool = False) -> BrokenText:
        """Broken into lines, as any text is, where it does not fit on one."""
        if self._widest <= width + 0.01:
            return BrokenText((self._set(self._words, 0, len(self.text), self._widest),))
        if not self._ends:
            self._breaks = self._breaks or break_offsets(self.text)
            size, x = self.run.style.size / 1000, 0.0
            for word in self._words:
                self._inks.append(x + word.ink * size)
                x += word.width * size
                self._ends.append(x)
        return super().lines(width, balance=balance)

    def advances(self) -> list[tuple[float, float]]:
        """How wide each word is with the spaces behind it, and without them, in points."""
        size = self.run.style.size / 1000
        return [(word.width * size, word.ink * size) for word in self._words]

    def _cuts(self, width: float) -> list[int]:
        # As for any text, but without asking for the width of each line that might be.
        cuts, before, last, last_end = [0], 0.0, 0, 0.0
        for offset, ink, end in zip(self._breaks, self._inks, self._ends, strict=True):
            if ink - before > width + 0.01 and last > cuts[-1]:
                cuts.append(last)
                before = last_end
            last, last_end = offset, end
        if cuts[-1] != last:
            cuts.append(last)
        return cuts

    def _width(self, start: int, end: int) -> float:
        if start == end:
            return 0.0
        before = self._ends[bisect.bisect_left(self._breaks, start)] if start else 0.0
        return self._inks[bisect.bisect_left(self._breaks, end)] - before

    def _line(self, start: int, end: int) -> TextLine:
        first = bisect.bisect_left(self._breaks, start) + 1 if start else 0
        last = bisect.bisect_left(self._breaks, end) + 1
        return self._set(self._words[first:last], start, end, self._width(start, end))

    def _set(self, words: Sequence[Word], start: int, end: int, inked: float) -> TextLine:
        """These words on a line whose ink is so wide."""
        run = self.run
        width, ink, array, glyphs = _joined(words, run.style.size / 1000)
        text, shown = self.text[start:end], f"[{array}] TJ"
        drawn = GlyphRun(run, run.style.faces[0], 0.0, width, (), text, start, False, shown, glyphs, ink)
        return TextLine((drawn,), inked)

    def alone(self) -> tuple[str, GlyphSet]:
        """The elements of a TJ array, and the glyphs, of all of it on one line."""
        _, _, array, glyphs = _joined(self._words, 1.0)
        return array, glyphs


def _joined(words: Sequence[Word], size: float) -> tuple[float, float, str, GlyphSet]:
    """Words beside each other: their width, where their ink ends, the elements of their TJ array, and their glyphs."""
    if len(words) == 1:
        [word] = words
        return word.width * size, word.ink * size, word.array, word.glyphs
    width = sum([word.width for word in words]) * size
    array = "".join([word.array for word in words]).replace("><", "")
    glyphs = functools.reduce(operator.or_, [word.glyphs for word in words])
    return width, width - (words[-1].width - words[-1].ink) * size, array, glyphs

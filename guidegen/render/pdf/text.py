"""Text to lines: a paragraph is shaped as a whole, then broken.

The paragraph's characters get a level (bidirectional algorithm), a face (the first of the stack that covers
them) and a script; stretches that agree are shaped by HarfBuzz with the paragraph around them as context, or put
together as it would (`paired`). Lines break where Unicode (UAX 14) allows it, never inside a word.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from guidegen.patterns import pattern
from guidegen.records import dataclass
from guidegen.render.pdf.fonts import Face, load_face
from guidegen.render.pdf.glyph import Glyph
from guidegen.render.pdf.glyph_sets import GlyphSet, glyph_ids
from guidegen.render.pdf.paired import placed_letters
from guidegen.theme import Colour

#: Stands in the text for an object of a given width, such as a slot.
OBJECT = "\ufffc"
#: How many characters around a stretch its shaping looks at.
_CONTEXT = 16
#: A last line is stranded that is so short, as a share of the width; one of a single word may be longer.
_STRAY, _STRAY_WORD = 0.2, 0.3
#: How much narrower lines may be set to save it: in columns as narrow as those of tables they break anywhere.
_NARROW_COLUMN = 200.0
_SHARES = (0.97, 0.94, 0.91, 0.88, 0.85)
_SHARES_OF_COLUMN = (*_SHARES, 0.82, 0.79, 0.76, 0.73, 0.7)


@dataclass(frozen=True, slots=True)
class Style:
    """How a run is set: font files in order of preference, size in points, colour, shift above the baseline.

    `tabular` figures are of one width, where the font has such.
    """

    faces: tuple[str, ...]
    size: float
    colour: Colour
    rise: float = 0.0
    language: str = "en"
    tabular: bool = False


@dataclass(frozen=True, slots=True)
class TextRun:
    """Characters of one style. `index` tells the caller which run it was; an object has a width instead of glyphs."""

    text: str
    style: Style
    index: int
    object_width: float = 0.0


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one style and face on a line, from left to right, at `x` points from the line's start.

    `text` is what they mean, in reading order, and `start` its place in the paragraph. An object has no glyphs. Plain
    text has operators instead (`shown`), the set of its glyphs, and its width without spaces at the end (`ink`).
    """

    run: TextRun
    face: str
    x: float
    width: float
    glyphs: tuple[Glyph, ...]
    text: str
    start: int
    right_to_left: bool = False
    shown: str = ""
    glyph_set: GlyphSet = 0
    ink: float = 0.0

    def text_glyphs(self) -> Iterator[tuple[str, int]]:
        """The glyphs that are text, each with its face."""
        if self.glyph_set:
            return ((self.face, id_) for id_ in glyph_ids(self.glyph_set))
        return ((glyph.face or self.face, glyph.id) for glyph in self.glyphs if not glyph.outlined)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line: its runs in reading order, and the width of its ink (a space at the end does not count)."""

    runs: tuple[GlyphRun, ...]
    width: float


@dataclass(frozen=True, slots=True)
class BrokenText:
    """A paragraph as lines, with what went wrong: characters that no face covers, words wider than the line."""

    lines: tuple[TextLine, ...]
    missing: tuple[str, ...] = ()
    too_wide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Segment:
    start: int
    end: int
    run: TextRun
    face: str
    level: int
    glyphs: tuple[Glyph, ...]

    def slice_of(self, start: int, end: int) -> tuple[int, int]:
        """Which glyphs belong to the characters from `start` to `end`: clusters run one way through a segment."""
        if self.level % 2:
            return (
                bisect.bisect_left(self.glyphs, -end + 1, key=lambda glyph: -glyph.cluster),
                bisect.bisect_left(self.glyphs, -start + 1, key=lambda glyph: -glyph.cluster),
            )
        return (
            bisect.bisect_left(self.glyphs, start, key=lambda glyph: glyph.cluster),
            bisect.bisect_left(self.glyphs, end, key=lambda glyph: glyph.cluster),
        )


class ShapedText:
    """A paragraph after shaping, to be broken at any width."""

    def __init__(self, runs: Sequence[TextRun], *, right_to_left: bool = False, one_line: bool = False) -> None:
        """Shape the runs of one paragraph; `right_to_left` is the direction of the document.

        Text for `one_line` is never broken, and none of its words are remembered.
        """
        from guidegen.render.pdf.direction import base_level

        self.text = "".join(run.text for run in runs)
        self.base_level = base_level(self.text, right_to_left)
        self.missing: list[str] = []
        self._private = one_line
        self._segments = list(self._shape(runs))
        self._starts = [segment.start for segment in self._segments]
        self._ends = list(itertools.accumulate(self._advances(), initial=0.0))
        self._breaks = ([len(self.text)] if self.text else []) if one_line else break_offsets(self.text)

    def narrowest(self) -> float:
        """The width of the widest word: no line can be narrower."""
        return max((self._width(a, b) for a, b in itertools.pairwise([0, *self._breaks])), default=0.0)

    def widest(self) -> float:
        """The width when only forced breaks are taken."""
        return max((self._width(a, b) for a, b in itertools.pairwise([0, *self._forced()])), default=0.0)

    def lines(self, width: float, *, balance: bool = False) -> BrokenText:
        """Broken greedily into lines no wider than `width` points; `balance` makes the lines about equal."""
        cuts = self._cuts(width)
        if len(cuts) > 2:
            cuts = self._balanced(width, len(cuts)) if balance else self._without_stray(width, cuts)
        too_wide = [self.text[a:b].strip() for a, b in itertools.pairwise(cuts) if self._width(a, b) > width + 0.01]
        lines = tuple(self._line(a, b) for a, b in itertools.pairwise(cuts))
        return BrokenText(lines, tuple(dict.fromkeys(self.missing)), tuple(too_wide))

    # Shaping

    def _shape(self, runs: Sequence[TextRun]) -> Iterator[_Segment]:
        from guidegen.render.pdf.direction import levels

        found = levels(self.text, self.base_level)
        self._has_levels = bool(found)
        start = 0
        for run in runs:
            end = start + len(run.text)
            if run.object_width:
                yield _Segment(start, end, run, "", found[start] if found else 0, ())
            else:
                for a, b, face, level in self._stretches(start, end, run.style, found):
                    yield self._shaped(a, b, run, face, level)
            start = end

    def _stretches(
        self, start: int, end: int, style: Style, levels: Sequence[int]
    ) -> Iterator[tuple[int, int, str, int]]:
        """Stretches of one face, level and script."""
        text = self.text[start:end]
        first = load_face(style.faces[0])
        if not levels and text.isascii() and first.covers_all(text):
            yield start, end, first.name, 0
            return
        from guidegen.render.pdf.faces import faces_of, script_of

        faces, missing = faces_of(text, style.faces)
        self.missing += missing
        keys: list[tuple[str, int, str]] = []
        for offset, character in enumerate(text):
            level = levels[start + offset] if levels else self.base_level
            script = script_of(character) or (keys[-1][2] if keys else "")
            keys.append((faces[offset], level, script))
        for (face, level, _), group in itertools.groupby(range(start, end), key=lambda i: keys[i - start]):
            offsets = list(group)
            yield offsets[0], offsets[-1] + 1, face, level

    def _shaped(self, start: int, end: int, run: TextRun, face: str, level: int) -> _Segment:
        language, rtl, tabular = run.style.language, level % 2 == 1, run.style.tabular
        text = self.text[start:end]
        if end - start <= _SHORT and not (rtl or self._private) and _CONTEXT_FREE.fullmatch(text):
            # Letters of Latin alphabets do not change their shapes with what stands around them.
            glyphs = tuple(
                Glyph(g.id, g.cluster + start, g.advance, g.x_offset, g.y_offset, g.unsafe_to_break)
                for g in _shape_word(text, face, language, tabular)
            )
        else:
            glyphs = _glyphs_of(self.text, start, end, load_face(face), language, rtl=rtl, tabular=tabular)
        return _Segment(start, end, run, face, level, glyphs)

    def _advances(self) -> list[float]:
        advances = [0.0] * len(self.text)
        for segment in self._segments:
            if segment.run.object_width:
                advances[segment.start] = segment.run.object_width
            for glyph in segment.glyphs:
                advances[glyph.cluster] += glyph.advance * segment.run.style.size / 1000
        return advances

    # Breaking

    def _width(self, start: int, end: int) -> float:
        return self._ends[self._ink_end(start, end)] - self._ends[start]

    def _ink_end(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] in " \n":
            end -= 1
        return end

    def _forced(self) -> list[int]:
        return [b for b in self._breaks if self.text[b - 1] == "\n" or b == len(self.text)]

    def _cuts(self, width: float) -> list[int]:
        """Offsets at which lines begin, and the end."""
        cuts = [0]
        line_start, last = 0, 0
        for offset in self._breaks:
            if self._width(line_start, offset) > width + 0.01 and last > line_start:
                cuts.append(last)
                line_start = last
            last = offset
            if self.text[offset - 1] == "\n":
                cuts.append(offset)
                line_start = offset
        if cuts[-1] != len(self.text):
            cuts.append(len(self.text))
        return cuts

    def _balanced(self, width: float, count: int) -> list[int]:
        """The cuts of the narrowest width that still gives as few lines."""
        low, high = min(self.narrowest(), width), width
        for _ in range(8):
            middle = (low + high) / 2
            if len(self._cuts(middle)) <= count:
                high = middle
            else:
                low = middle
        return self._cuts(high)

    def _without_stray(self, width: float, cuts: list[int]) -> list[int]:
        """A last line of one short word gets company, if shorter lines above give it and add no line.

        Where it cannot get enough, a little more than it has is better than nothing.
        """
        if not self._ends_stranded(width, cuts):
            return cuts
        best, longest = cuts, self._width(cuts[-2], cuts[-1])
        for share in _SHARES_OF_COLUMN if width < _NARROW_COLUMN else _SHARES:
            narrower = self._cuts(width * share)
            if len(narrower) != len(cuts):
                break
            if not self._ends_stranded(width, narrower):
                return narrower
            if self._width(narrower[-2], narrower[-1]) > longest + 0.01:
                best, longest = narrower, self._width(narrower[-2], narrower[-1])
        return best

    def _ends_stranded(self, width: float, cuts: list[int]) -> bool:
        last = self._width(cuts[-2], cuts[-1])
        is_word = bisect.bisect_left(self._breaks, cuts[-1]) - bisect.bisect_right(self._breaks, cuts[-2]) == 0
        return last <= (_STRAY_WORD if is_word else _STRAY) * width

    def _line(self, start: int, end: int) -> TextLine:
        from guidegen.render.pdf.direction import visual_order

        first = bisect.bisect_right(self._starts, start) - 1
        last = bisect.bisect_left(self._starts, end)
        ink = self._ink_end(start, end) if self._has_levels else end
        segments = self._segments[first:last]
        parts = [part for segment in segments if (part := self._part(segment, start, ink))]
        # A space at the end of a line stands beyond its ink, whatever stands before it (UAX 9, rule L1).
        spaces = [part for segment in segments if ink < end and (part := self._part(segment, ink, end))]
        parts += [replace(part, level=self.base_level) for part in spaces]
        x = -sum(map(_segment_width, spaces)) if self.base_level else 0.0
        placed: dict[int, float] = {}
        for index in visual_order([part.level for part in parts]):
            placed[index] = x
            x += _segment_width(parts[index])
        runs = tuple(
            GlyphRun(
                run=part.run,
                face=part.face,
                x=placed[index],
                width=_segment_width(part),
                glyphs=part.glyphs,
                text=self.text[part.start : part.end],
                start=part.start,
                right_to_left=part.level % 2 == 1,
            )
            for index, part in enumerate(parts)
        )
        return TextLine(runs, self._width(start, end))

    def _part(self, segment: _Segment, start: int, end: int) -> _Segment | None:
        """The part of a segment that stands on the line, shaped anew where the cut would change its shape."""
        a, b = max(start, segment.start), min(end, segment.end)
        if a >= b:
            return None
        if (a, b) == (segment.start, segment.end):
            return segment
        low, high = segment.slice_of(a, b)
        inside = segment.glyphs[low:high]
        edges = {a, b} - {segment.start, segment.end}
        beside = segment.glyphs[max(low - 1, 0) : high + 1]
        if any(glyph.unsafe_to_break and glyph.cluster in edges for glyph in beside):
            return self._shaped(a, b, segment.run, segment.face, segment.level)
        return _Segment(a, b, segment.run, segment.face, segment.level, inside)


_CONTEXT_FREE = pattern("[ -~\u00a0]*")
#: Runs of up to so many characters are shaped once.
_SHORT = 12


def _segment_width(segment: _Segment) -> float:
    return segment.run.object_width or sum(g.advance for g in segment.glyphs) * segment.run.style.size / 1000


@lru_cache(maxsize=8192)
def _shape_word(text: str, face: str, language: str, tabular: bool) -> tuple[Glyph, ...]:
    """A short run of a left-to-right script: numbers and letters come again and again in keys and tables."""
    return _glyphs_of(text, 0, len(text), load_face(face), language, rtl=False, tabular=tabular)


def _glyphs_of(
    text: str, start: int, end: int, face: Face, language: str, *, rtl: bool, tabular: bool
) -> tuple[Glyph, ...]:
    """The glyphs of a stretch of the text, as HarfBuzz shapes it with what stands around it."""
    placed = None if rtl else placed_letters(text[start:end].replace("\n", " "), face, language, tabular=tabular)
    if placed is None:
        return _harfbuzz_glyphs_of(text, start, end, face, language, rtl=rtl, tabular=tabular)
    # Nobody said that they may be parted: what is cut is put together anew.
    return tuple(
        Glyph(glyph, start + index, advance, right, up, True)
        for index, (glyph, advance, right, up) in enumerate(placed)
    )


def _harfbuzz_glyphs_of(
    text: str, start: int, end: int, face: Face, language: str, *, rtl: bool, tabular: bool
) -> tuple[Glyph, ...]:
    import uharfbuzz as hb

    # What stands further away than this does not change the shape of a letter.
    offset = max(0, start - _CONTEXT)
    around = text[offset : end + _CONTEXT]
    from guidegen.render.pdf.shaping import shaped_buffer

    buffer = shaped_buffer(around, start - offset, end - start, face, language, rtl=rtl, tabular=tabular)
    unsafe = hb.GlyphFlags.UNSAFE_TO_BREAK
    glyphs = tuple(
        Glyph(
            info.codepoint,
            info.cluster + offset,
            position.x_advance * face.scale,
            position.x_offset * face.scale,
            position.y_offset * face.scale,
            bool(info.flags & unsafe),
        )
        for info, position in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True)
    )
    if not rtl:
        return glyphs
    from guidegen.render.pdf.joined import readable

    return tuple(readable(glyphs, text, end, face))


def break_offsets(text: str) -> list[int]:
    """Offsets after which a line may end (UAX 14), the end of the text included.

    The library takes milliseconds for a sentence, so it is asked only where a word is not plain, and once a word.
    `tests/render/test_text.py` holds this against the library on whole texts.
    """
    if not text:
        return []
    if _EASY.fullmatch(text):
        ends = list(itertools.accumulate([len(word) + 1 for word in text.split(" ")]))
        ends[-1] -= 1
        return ends
    # An object behaves like a letter: it does not part from the punctuation around it.
    text = text.replace(OBJECT, "x")
    if "\n" in text:
        # A line ends after each of them, whatever stands around it.
        *lines, last = text.split("\n")
        found, start = [], 0
        for line in lines:
            found += [start + offset for offset in break_offsets(line)[:-1]]
            start += len(line) + 1
            found.append(start)
        return found + [start + offset for offset in break_offsets(last)]
    if text[0] == " ":
        return _library_breaks(text)
    breaks: list[int] = []
    start, length = 0, len(text)
    for word in text.split(" "):
        end = start + len(word)
        if word and start:
            breaks.append(start)
        # Most words are Latin letters and digits, within which no line may end.
        if word and not (word.isalnum() and word.isascii()):
            if (start and word[0] in _NOT_FIRST) or (end < length and word[-1] in _NOT_LAST) or _ODD_SPACE.search(word):
                # The words around a space decide together, or a line must end.
                return _library_breaks(text)
            breaks += [start + offset for offset in _breaks_within(word)]
        start = end + 1
    return [*breaks, length]


def _breaks_within(word: str) -> list[int]:
    """Offsets within a word after which a line may end."""
    if len(word) == 1 or _PLAIN_WORD.fullmatch(word) or _BRACKETED.fullmatch(word) or _PAGES.fullmatch(word):
        return []
    if _HYPHENATED.fullmatch(word):
        # A number stays with the hyphen before it (UAX 14, LB25).
        return [hyphen.end() for hyphen in _BREAKING_HYPHEN.finditer(word)]
    if _ADDRESS.fullmatch(word):
        return [sign.end() for sign in _BREAKING_IN_ADDRESS.finditer(word)]
    return _breaks_in_word(word)


_EASY_WORD = r"\(?[0-9A-Za-z]+(?:[.,'’][0-9A-Za-z]+)*\)?[.,;:?!]*"
#: Of such words with single spaces between most texts are: a line may end after each space, and nowhere else.
EASY_WORD = pattern(_EASY_WORD)
_EASY = pattern(rf"{_EASY_WORD}(?: {_EASY_WORD})*")
_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff"
#: Words within which no line may end: letters and digits of scripts with spaces, and marks that stay with them.
_PLAIN_WORD = pattern(rf"[(“\"]?[0-9{_LETTERS}.,;:'’\u00a0\u00b7]+(?:[0-9]%)?(?:[)”\"]*[.,;:?!]*){{0,3}}")
#: Brackets within words, and what comes after the time or the volume in a reference: no line may end in them either.
_BRACKETED = pattern(
    rf"[(“]?(?:[0-9{_LETTERS}.]*[0-9{_LETTERS}])?\([0-9{_LETTERS}]+\)(?:[.’]?[0-9{_LETTERS}]+)?[)”]*[.,;:?!]?"
)
_PAGES = pattern(r"[0-9]+(?:[;:,][0-9]+)*-[0-9]+[.,;:]?")
#: Words of letters and digits with hyphens between: a line may end after those that stand before a letter.
_HYPHENATED = pattern(rf"[(“]?[0-9{_LETTERS}]+(?:-[0-9{_LETTERS}]+)+[)”]?[.,;:?!]?")
_BREAKING_HYPHEN = pattern(r"-(?![0-9])")
#: Addresses: letters and digits with stops, slashes and hyphens between. A line may end after a hyphen before a
#: letter, and after a slash that does not part digits.
_ADDRESS = pattern(r"[0-9A-Za-z]+(?:[.:/-][0-9A-Za-z]+)+/?[.,;:?!]?")
_BREAKING_IN_ADDRESS = pattern(r"-(?=[A-Za-z])|/(?=[A-Za-z])|(?<![0-9])/(?=[0-9])")
#: With these behind a space, or before one, it is left to the library whether a line may end there.
_NOT_FIRST, _NOT_LAST = frozenset("])}!?/,;:.…»”’%|–—-"), frozenset("[({«“‘\"'—–-")
_ODD_SPACE = pattern(r"[^\S\u00a0]")


@lru_cache(maxsize=8192)
def _breaks_in_word(word: str) -> list[int]:
    return [offset for offset in _library_breaks(word) if offset < len(word)]


def _library_breaks(text: str) -> list[int]:
    from uniseg.linebreak import line_break_boundaries

    breaks = [b for b in line_break_boundaries(text) if b]
    return breaks if breaks and breaks[-1] == len(text) else [*breaks, len(text)]

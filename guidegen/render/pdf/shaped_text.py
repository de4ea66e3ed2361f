"""Text shaped as a whole: every script, every direction, as HarfBuzz shapes it.

The paragraph's characters get a level (bidirectional algorithm), a face (the first of the stack that covers
them) and a script; stretches that agree are shaped by HarfBuzz with the paragraph around them as context, or put
together as it would (`paired`).
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache

from guidegen.patterns import pattern
from guidegen.records import dataclass, replace
from guidegen.render.direction import base_level, levels, visual_order
from guidegen.render.pdf.fonts import Face, load_face
from guidegen.render.pdf.glyph import Glyph
from guidegen.render.pdf.line_breaking import Breakable, break_offsets
from guidegen.render.pdf.paired import placed_letters
from guidegen.render.pdf.text import GlyphRun, Style, TextLine, TextRun

#: How many characters around a stretch its shaping looks at.
_CONTEXT = 16
_CONTEXT_FREE = pattern("[ -~\u00a0]*")
#: Runs of up to so many characters are shaped once.
_SHORT = 12


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


class ShapedText(Breakable):
    """A paragraph after shaping, to be broken at any width."""

    def __init__(self, runs: Sequence[TextRun], *, right_to_left: bool = False, one_line: bool = False) -> None:
        """Shape the runs of one paragraph; `right_to_left` is the direction of the document.

        Text for `one_line` is never broken, and none of its words are remembered.
        """
        self.text = "".join(run.text for run in runs)
        self.base_level = base_level(self.text, right_to_left)
        self.missing: list[str] = []
        self._private = one_line
        self._segments = list(self._shape(runs))
        self._starts = [segment.start for segment in self._segments]
        self._ends = list(itertools.accumulate(self._advances(), initial=0.0))
        self._breaks = ([len(self.text)] if self.text else []) if one_line else break_offsets(self.text)

    # Shaping

    def _shape(self, runs: Sequence[TextRun]) -> Iterator[_Segment]:
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

    # Lines

    def _width(self, start: int, end: int) -> float:
        return self._ends[self._ink_end(start, end)] - self._ends[start]

    def _ink_end(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] in " \n":
            end -= 1
        return end

    def _line(self, start: int, end: int) -> TextLine:
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

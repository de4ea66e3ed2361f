"""Text to lines: where a line may end, and where it does. Never inside a word."""

from __future__ import annotations

import bisect
import itertools

from guidegen.patterns import pattern
from guidegen.render.pdf.line_rules import begins_freely, breaks_of, ends_freely
from guidegen.render.pdf.text import OBJECT, BrokenText, TextLine

#: A last line is stranded that is so short, as a share of the width; one of a single word may be longer.
_STRAY, _STRAY_WORD = 0.2, 0.3
#: How much narrower lines may be set to save it: in columns as narrow as those of tables they break anywhere.
_NARROW_COLUMN = 200.0
_SHARES = (0.97, 0.94, 0.91, 0.88, 0.85)
_SHARES_OF_COLUMN = (*_SHARES, 0.82, 0.79, 0.76, 0.73, 0.7)


class Breakable:
    """A paragraph that was measured, to be broken at any width. Each kind of it knows widths and makes lines."""

    text: str
    #: Characters that no face covers.
    missing: list[str]
    #: Offsets after which a line may end.
    _breaks: list[int]

    def narrowest(self) -> float:
        """The width of the widest word: no line can be narrower."""
        return max((self._width(a, b) for a, b in itertools.pairwise([0, *self._breaks])), default=0.0)

    def widest(self) -> float:
        """The width when only forced breaks are taken."""
        return max((self._width(a, b) for a, b in itertools.pairwise([0, *self._forced()])), default=0.0)

    def lines(self, width: float, *, balance: bool = False) -> BrokenText:
        """Broken greedily into lines no wider than `width` points; `balance` makes the lines about equal."""
        cuts = self.cuts(width, balance=balance)
        too_wide = [self.text[a:b].strip() for a, b in itertools.pairwise(cuts) if self._width(a, b) > width + 0.01]
        lines = tuple(self._line(a, b) for a, b in itertools.pairwise(cuts))
        return BrokenText(lines, tuple(dict.fromkeys(self.missing)), tuple(too_wide))

    def cuts(self, width: float, *, balance: bool = False) -> list[int]:
        """Where these lines begin, and the end."""
        cuts = self._cuts(width)
        if len(cuts) > 2:
            cuts = self._balanced(width, len(cuts)) if balance else self._without_stray(width, cuts)
        return cuts

    # What each kind of text knows

    def _width(self, start: int, end: int) -> float:
        """The width of the ink between two offsets, in points."""
        raise NotImplementedError

    def _line(self, start: int, end: int) -> TextLine:
        """What stands between two offsets, as a line."""
        raise NotImplementedError

    # Breaking

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


def break_offsets(text: str) -> list[int]:
    """Offsets after which a line may end (UAX 14), the end of the text included."""
    if not text:
        return []
    if _EASY.fullmatch(text):
        ends = list(itertools.accumulate([len(word) + 1 for word in text.split(" ")]))
        ends[-1] -= 1
        return ends
    # An object behaves like a letter: it does not part from the punctuation around it.
    return breaks_of(text.replace(OBJECT, "x"))


def ends_at_spaces(word: str) -> bool:
    """Whether lines may end at the spaces before and behind a word and nowhere within it, whatever words stand there of
    which the same is true.
    """
    if EASY_WORD.fullmatch(word):
        return True
    if not word or OBJECT in word:
        return False
    return breaks_of(word) == [len(word)] and begins_freely(word) and ends_freely(word)


_EASY_WORD = r"\(?[0-9A-Za-z]+(?:[.,'’][0-9A-Za-z]+)*\)?[.,;:?!]*"
#: Of such words with single spaces between most texts are: a line may end after each space, and nowhere else.
EASY_WORD = pattern(_EASY_WORD)
_EASY = pattern(rf"{_EASY_WORD}(?: {_EASY_WORD})*")

"""Prose in two languages: side by side where both columns are wide enough to read, else one below the other.

The lines of both sides are joined row by row, so that a paragraph can be parted between pages like any other. It is
read as a whole in one language, then in the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from guidegen.diagnostics import Span
from guidegen.document.elements import Labels, Line
from guidegen.inline import Language, Parallel, Prose, Text, is_parallel
from guidegen.records import replace
from guidegen.render.pdf.fragment import Fragment, FragmentLine, InlineElement
from guidegen.render.pdf.fragments import Fragments
from guidegen.render.pdf.glyph_sets import together
from guidegen.render.pdf.operators import numbers
from guidegen.theme import Theme

#: The narrowest column of a page that has two, the narrowest beside a number or in a box, and the gap between two, in
#: sizes of the text.
_NARROWEST_OF_PAGE, _NARROWEST, _GAP = 14.0, 12.5, 1.3
#: What is below each other is this much apart, in lines.
_BELOW = 0.25
_NOTHING = Fragment(0.0, 0.0, ())


def stands_beside(fragments: Fragments, lines: Sequence[Line]) -> bool:
    """Whether any of these lines has its translation beside it, so that nothing else may stand there."""
    return isinstance(fragments, FragmentsInTwo) and fragments.has_columns and any(map(is_parallel, lines))


class FragmentsInTwo(Fragments):
    """Fragments of a document in two languages. `beside` makes those of the other one, with its own labels.

    Where the text area is too narrow for two columns of text, nothing on the page stands side by side.
    """

    def __init__(
        self,
        theme: Theme,
        scale: float,
        labels: Labels,
        language: str,
        *,
        right_to_left: bool,
        beside: Fragments,
        text_width: float,
    ) -> None:
        """An empty memory beside another, for a text area of this width."""
        super().__init__(theme, scale, labels, language, right_to_left=right_to_left)
        self.beside = beside
        size = theme.styles["body"].size * scale
        self.has_columns = (text_width - _GAP * size) / 2 >= _NARROWEST_OF_PAGE * size

    def paragraph(self, line: Line, style: str, width: float, origin: Span, *, align: str = "start") -> Fragment:
        """The line set as every other; in two languages both sides of it."""
        if len(line) != 1 or not isinstance(line[0], Parallel):
            return super().paragraph(line, style, width, origin, align=align)
        one, other = _sides(line[0])
        size = self.theme.styles["body"].size * self.scale
        column = (width - _GAP * size) / 2
        own = min(size, self.theme.styles[style].size * self.scale)
        if align != "start" or column < _NARROWEST * own or not self.has_columns:
            return self._below(one, other, style, width, origin, align)
        shift = column + _GAP * size
        first = second = _NOTHING
        if one.children:
            apart = (Text(" "),) if other.children else ()
            first = super().paragraph((*one.children, *apart), style, column, origin)
        if other.children:
            second = self._other().paragraph(other.children, style, column, origin)
        # The first language stands at the start.
        moved = (shift, 0.0) if self.right_to_left else (0.0, shift)
        return _joined(first, second, other.language, *moved)

    def extent(self, line: Line, style: str) -> tuple[float, float]:
        """The narrowest and the widest that the line can be set, in points; two languages below each other."""
        if len(line) != 1 or not isinstance(line[0], Parallel):
            return super().extent(line, style)
        one, other = _sides(line[0])
        extents = [super().extent(one.children, style)] if one.children else []
        extents += [self._other().extent(other.children, style)] if other.children else []
        return max(narrow for narrow, _ in extents), max(wide for _, wide in extents)

    def _other(self) -> Fragments:
        """The fragments of the other language, which know the same pages and sources."""
        self.beside.sources, self.beside.pages, self.beside.referred = self.sources, self.pages, self.referred
        return self.beside

    def _below(self, one: Language, other: Language, style: str, width: float, origin: Span, align: str) -> Fragment:
        """The other language below the first."""
        if not one.children:
            second = self._other().paragraph(other.children, style, width, origin, align=align)
            return _joined(_NOTHING, second, other.language, 0.0, 0.0)
        children: Prose = (*one.children, Text(" ")) if other.children else one.children
        first = super().paragraph(children, style, width, origin, align=align)
        if not other.children:
            return first
        second = self._other().paragraph(other.children, style, width, origin, align=align)
        gap = _BELOW * self.leading(style)
        moved: list[FragmentLine] = []
        for line in second.lines:
            # The gap belongs to the first line below, so that what stands beside the line above keeps its place.
            drop = 0.0 if moved else gap
            below = _moved(line, first, 0.0, line.top + first.height + gap - drop, drop)
            moved.append(replace(below, height=line.height + drop))
        both = _told(first, second, other.language)
        return replace(both, height=first.height + gap + second.height, lines=(*first.lines, *moved))


def _sides(both: Parallel) -> tuple[Language, Language]:
    one, *_, other = both.children
    assert isinstance(one, Language)
    assert isinstance(other, Language)
    return one, other


def _joined(first: Fragment, second: Fragment, language: str, moved_first: float, moved_second: float) -> Fragment:
    """Both side by side, line by line."""
    lines: list[FragmentLine] = []
    top = 0.0
    for mine, theirs in zip_longest(first.lines, second.lines):
        rows = [_moved(mine, None, moved_first, top)] if mine is not None else []
        rows += [_moved(theirs, first, moved_second, top)] if theirs is not None else []
        height = max(row.height for row in rows)
        lines.append(
            FragmentLine(
                top,
                height,
                tuple(mark for row in rows for mark in row.marks),
                tuple(slot for row in rows for slot in row.slots),
                tuple(link for row in rows for link in row.links),
                max(row.lowered for row in rows),
                tuple(field for row in rows for field in row.fields),
            )
        )
        top += height
    width = max(moved_first + first.width, moved_second + second.width)
    return replace(_told(first, second, language), width=width, height=top, lines=tuple(lines))


def _told(first: Fragment, second: Fragment, language: str) -> Fragment:
    """What both say and need, in reading order."""
    links = _links(first)
    kids = tuple(_renumbered(kid, first.runs, links) for kid in second.kids)
    glyphs = dict(first.glyphs)
    for face, own in second.glyphs:
        glyphs[face] = together(glyphs.get(face, 0), own)
    return replace(
        first,
        width=max(first.width, second.width),
        kids=(*first.kids, InlineElement("Span", kids, language=language)) if kids else first.kids,
        runs=first.runs + second.runs,
        glyphs=tuple(sorted(glyphs.items())),
        problems=(*first.problems, *second.problems),
        origin=first.origin if first.runs else second.origin,
    )


def _moved(line: FragmentLine, after: Fragment | None, x: float, top: float, drop: float = 0.0) -> FragmentLine:
    """A line at another place, with its runs and links numbered after those of another fragment.

    It is set `drop` lower than its top says.
    """
    runs, links = (after.runs, _links(after)) if after is not None else (0, 0)
    shift = f"q 1 0 0 1 {numbers(x, -drop)} cm"
    return replace(
        line,
        top=top,
        marks=tuple(
            replace(
                mark,
                run=mark.run + runs if mark.run >= 0 else mark.run,
                operators=f"{shift} {mark.operators} Q" if x or drop else mark.operators,
            )
            for mark in line.marks
        ),
        slots=tuple(
            replace(slot, run=slot.run + runs, x=slot.x + x, baseline=slot.baseline - drop) for slot in line.slots
        ),
        links=tuple(replace(link, link=link.link + links, x=link.x + x) for link in line.links),
        fields=tuple(
            replace(field, link=field.link + links, x=field.x + x, bottom=field.bottom - drop) for field in line.fields
        ),
    )


def _renumbered(kid: int | InlineElement, runs: int, links: int) -> int | InlineElement:
    if isinstance(kid, int):
        return kid + runs
    inner = tuple(_renumbered(each, runs, links) for each in kid.kids)
    return replace(kid, kids=inner, link=kid.link + links if kid.link >= 0 else kid.link)


def _links(fragment: Fragment) -> int:
    """How many links and fields a fragment has."""
    return sum(1 for _ in _linked(fragment.kids))


def _linked(kids: Sequence[int | InlineElement]) -> list[int]:
    found = []
    for kid in kids:
        if not isinstance(kid, int):
            found += [kid.link] if kid.link >= 0 else []
            found += _linked(kid.kids)
    return found

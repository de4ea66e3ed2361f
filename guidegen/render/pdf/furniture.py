"""Running heads (from the second page on) and feet: artifacts on every page, as high as their lines need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import guidegen.render.pdf.operators as ops
from guidegen.diagnostics import Diagnostic
from guidegen.document import elements as doc
from guidegen.render.pdf.flow import Page
from guidegen.render.pdf.fragment import Fragment, ornament
from guidegen.render.pdf.layout import Layout, line_of
from guidegen.render.pdf.paper import Area, Paper
from guidegen.render.pdf.placed import Placed, PlacedStack, Stack

if TYPE_CHECKING:
    from guidegen.render.pdf.draft_mark import DraftMark


#: Between the words of a head or foot and their rule, and from a band to its words, in points of regular print.
_TO_RULE = 5.0
_IN_BAND = 8.0
#: Between words that stand side by side.
_APART = 16.0


class Furniture:
    """Heads and feet of one document, in the make-up that the theme names, and the word across the pages of a draft."""

    def __init__(
        self,
        layout: Layout,
        words: doc.Furniture,
        paper: Paper,
        behind: DraftMark | None = None,
        *,
        turned: bool = False,
    ) -> None:
        """For the pages of a paper, or for those that are turned.

        The mark of a draft stands `behind` everything else.
        """
        self.behind = behind
        self.around: dict[tuple[int, int], tuple[list[Placed], PlacedStack]] = {}
        self._areas: dict[int, Area] = {}
        self._beside: dict[tuple[bool, bool, bool], tuple[list[Placed], list[Placed], list[Placed]]] = {}
        width = paper.text_width(turned=turned)
        self.paper = paper
        self.problems: list[Diagnostic] = []
        self.layout = layout
        self.words = words
        self.width = width
        self.width_of_page, height = self.size = paper.size(turned=turned)
        # The foot ends so much below the upper edge of the paper.
        self.bottom = height - paper.bottom
        self.head, self.foot = layout.part("head"), layout.part("foot")
        self.inset = _IN_BAND * layout.scale if self.head == "band" else 0.0
        inside = width - 2 * self.inset
        self.heads = [
            self._laid(words.head_start, inside * 0.6, "start"),
            self._line(words.head_end, inside * 0.38, "end"),
        ]
        folio_width = self._line(self._folio(100, 100), width, "end").width
        self.foot_start = self._line(words.foot_start, width - folio_width - _APART, "start")
        self.turns = layout.part("turn") == "words" and bool(words.goes_on)
        beside = max(self.foot_start.width, folio_width) + _APART
        self.turn_beside = self.turns and self._turn(is_last=False)[1] <= width - 2 * beside
        gap, to_rule = layout.fragments.theme.page.gap * layout.scale, _TO_RULE * layout.scale
        self.head_height = layout.on_grid(self._head_line() + to_rule + gap)
        self.foot_height = layout.on_grid(self._foot_line() + self._turn_line() + to_rule + gap)
        # The first page has no head.
        self.tops = paper.top, paper.top + self.head_height
        self.heights = tuple(self.bottom - top - self.foot_height for top in self.tops)

    def top_of(self, index: int) -> float:
        """Where the text of a page begins, from its upper edge."""
        return self.tops[1 if index else 0]

    def text_height(self, index: int) -> float:
        """How high the text of a page can be."""
        return self.heights[1 if index else 0]

    def area_of(self, index: int) -> Area:
        """The page at `index`, and where its text begins."""
        known = self._areas.get(index)
        if known is None:
            start, right_to_left = self.paper.start_of(index), self.layout.fragments.right_to_left
            known = self._areas[index] = Area(*self.size, start, self.top_of(index), right_to_left=right_to_left)
        return known

    def furnished(self, page: Page, index: int, count: int) -> Page:
        """The page at `index` with head and foot."""
        key = (self, index, count)
        known = page.furnished.get(key)
        if known is None:
            behind, before = self._around(index, count)
            placed = [*behind, *page.placed, before]
            known = Page(placed, page.anchors, page.height_used, page.begins, page.turned)
            page.furnished[key] = known
        return known

    def _around(self, index: int, count: int) -> tuple[list[Placed], PlacedStack]:
        """What is behind the text of a page, and its head and foot: the same in all copies with as many pages."""
        known = self.around.get((index, count))
        if known is None:
            is_back, y = self.paper.is_back(index), self.bottom - self.top_of(index) - self._foot_line()
            # With mirrored margins the folio of a back side stands at its start.
            folio = self._line(self._folio(index + 1, count), self.width, "start" if is_back else "end")
            behind, before, after = self._beside_folio(index > 0, is_back, is_last=index + 1 == count)
            if self.behind is not None:
                x = self.width_of_page - self.behind.x if is_back else self.behind.x
                x, top = x - self.paper.start_of(index), self.behind.y - self.top_of(index)
                behind = [_artifact(self.behind.drawing, x, top, "Watermark"), *behind]
            pieces = (*before, _artifact(folio, 0, y, "Footer"), *after)
            known = self.around[index, count] = behind, PlacedStack(Stack(pieces), 0.0, 0.0)
        return known

    def _beside_folio(
        self, has_head: bool, is_back: bool, *, is_last: bool
    ) -> tuple[list[Placed], list[Placed], list[Placed]]:
        """What is behind the text of a page, and what comes before and after its folio: most pages have the same."""
        key = has_head, is_back, is_last
        if key not in self._beside:
            y = self.bottom - self.tops[has_head] - self._foot_line()
            before, after = self._foot(y, is_back=is_back), self._turned(y - self._turn_line(), is_last=is_last)
            behind: list[Placed] = []
            if has_head:
                behind, head = self._head(-self.head_height)
                after += head
            self._beside[key] = behind, before, after
        return self._beside[key]

    def _head(self, y: float) -> tuple[list[Placed], list[Placed]]:
        """What of the head has to be drawn before all else, and the head."""
        behind, placed = list[Placed](), list[Placed]()
        start, end = self.heads
        to_rule, height = _TO_RULE * self.layout.scale, self._head_line()
        if self.head == "band":
            radius = 0.5 * self.layout.corner("box")
            deep = height + 2 * to_rule
            band = ops.box(0, -deep, self.width, deep, radius=radius, fill=self.layout.colour("tint"))
            behind.append(_artifact(ornament(band, self.width, deep), 0, y - to_rule, "Layout"))
        elif self.head == "rule":
            placed.append(_artifact(self._rule("rule", "rule"), 0, y + height + to_rule, "Layout"))
        x = self.inset
        placed.append(_artifact(start, x, y, "Header"))
        placed.append(_artifact(end, x + (self.width - 2 * x) * 0.62, y, "Header"))
        return behind, placed

    def _foot(self, y: float, *, is_back: bool) -> list[Placed]:
        """The foot but for its folio and what may stand in its middle."""
        placed: list[Placed] = []
        if self.foot != "plain":
            rule = self._rule("heavy", "ink") if self.foot == "heavy" else self._rule("rule", "rule")
            placed.append(_artifact(rule, 0, y - _TO_RULE * self.layout.scale - self._turn_line(), "Layout"))
        x = self.width - self.foot_start.width if is_back else 0.0
        return [*placed, _artifact(self.foot_start, x, y, "Footer")]

    def _turned(self, y: float, *, is_last: bool) -> list[Placed]:
        """That the quiz goes on, with an arrowhead, or ends: in the middle of the foot, where that is told."""
        if not self.turns:
            return []
        words, width = self._turn(is_last=is_last)
        x = (self.width - width) / 2
        placed = [_artifact(words, x, y, "Footer")]
        if not is_last:
            side = 0.42 * words.height
            points = (ops.numbers(0, 0), ops.numbers(side, -side / 2), ops.numbers(0, -side))
            ink = ops.fill_colour(self.layout.colour("ink"))
            arrow = ornament(f"{ink} {points[0]} m {points[1]} l {points[2]} l h f", side, side, mirrors=True)
            placed.append(_artifact(arrow, x + width - side, y + (words.height - side) / 2, "Footer"))
        return placed

    def _turn(self, *, is_last: bool) -> tuple[Fragment, float]:
        """The words, and how wide they are with their arrowhead."""
        fragment = self._line(self.words.ends if is_last else self.words.goes_on, self.width, "start", "turn")
        return fragment, fragment.width + (0.0 if is_last else 0.85 * fragment.height)

    def _head_line(self) -> float:
        return max(head.height for head in self.heads)

    def _foot_line(self) -> float:
        return max(self.foot_start.height, self.layout.fragments.leading("furniture"))

    def _turn_line(self) -> float:
        """The height of the words in the middle where they have a line to themselves."""
        return (
            self.layout.fragments.leading("turn") + 3 * self.layout.scale
            if self.turns and not self.turn_beside
            else 0.0
        )

    def _rule(self, stroke: str, colour: str) -> Fragment:
        thickness = self.layout.stroke(stroke)
        return ornament(ops.rule(0, 0, self.width, thickness, self.layout.colour(colour)), self.width, thickness)

    def _folio(self, page: int, pages: int) -> str:
        return self.words.page_pattern.replace("{page}", str(page)).replace("{pages}", str(pages))

    def _line(self, text: str, width: float, align: str, style: str = "furniture") -> Fragment:
        return self._laid(line_of(text), width, align, style)

    def _laid(self, line: doc.Line, width: float, align: str, style: str = "furniture") -> Fragment:
        fragment = self.layout.fragments.paragraph(line, style, width, doc.NOWHERE, align=align)
        self.problems += fragment.problems
        return fragment


def _artifact(fragment: Fragment, x: float, y: float, kind: str) -> Placed:
    return Placed(fragment, x, y, -1, last=len(fragment.lines), artifact=kind)

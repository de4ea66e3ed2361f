"""The pages of a look: how large they are, and where on each of them the text stands.

A page that is imposed is a part of a sheet, and smaller than it. Margins are the theme's; small pages have smaller
ones. With mirrored margins back sides have the inner margin at their end.
"""

from __future__ import annotations

from guidegen.records import dataclass
from guidegen.render.look import Look
from guidegen.render.pdf.imposition import page_size
from guidegen.theme import PAGE_SIZES

#: Pages narrower than this have margins in proportion to those of a letter page, in points.
_SMALL, _LETTER = 480.0, 612.0


@dataclass(frozen=True, slots=True)
class Area:
    """A page: its size, and where its text begins, in points from the start edge and from the upper edge."""

    width: float
    height: float
    start: float
    top: float
    right_to_left: bool = False

    @property
    def origin(self) -> float:
        """Where the text starts, in points from the left edge."""
        return self.width - self.start if self.right_to_left else self.start


class Paper:
    """The pages of a document in one look. A turned page is as wide as the others are high."""

    def __init__(self, look: Look) -> None:
        """The size of the page, and its margins."""
        width, height = PAGE_SIZES[look.page]
        self.width, self.height = page_size(look.impose, width, height)
        self.mirrored = look.mirrored
        page = look.theme.page
        self.top, self.bottom = page.top, page.bottom
        share = self.width / _LETTER if self.width < _SMALL else 1.0
        self.start, self.end, self.binding = page.start * share, page.end * share, look.binding

    def size(self, *, turned: bool = False) -> tuple[float, float]:
        """Width and height of a page."""
        return (self.height, self.width) if turned else (self.width, self.height)

    def text_width(self, *, turned: bool = False) -> float:
        """How wide the text is."""
        return self.size(turned=turned)[0] - self.start - self.end - self.binding

    def is_back(self, index: int) -> bool:
        """True for a page that is bound at its end: a back side, where margins are mirrored."""
        return self.mirrored and index % 2 == 1

    def start_of(self, index: int) -> float:
        """Where the text of a page begins, from its start edge."""
        return self.end if self.is_back(index) else self.start + self.binding

"""Imposition: several pages on each side of a sheet, so that folding or cutting makes them a booklet or leaflets.

Pages are laid out at the size at which they are printed, and only moved to their place: nothing is shrunk, so the
letters keep the size that readers need. Marked content is that of the sheet, and the structure tree that of the
document: a screen reader reads the pages in their order, wherever on a sheet they stand.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where the lower left corner of a page (by its index) stands on a side."""

    page: int
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: its size, its pages, and the rules between them (x, y, width, height).

    `label` names the side where it holds several pages.
    """

    width: float
    height: float
    places: tuple[Place, ...]
    rules: tuple[tuple[float, float, float, float], ...] = ()
    label: str = ""


#: How the pages of a sheet stand on it: columns and rows.
_GRIDS = {"booklet": (2, 1), "2-up": (2, 1), "4-up": (2, 2)}
#: How far rules stay away from the edge of the sheet, in points, and how thick they are.
_INSET, _THIN = 24.0, 0.5


def page_size(kind: str, width: float, height: float) -> tuple[float, float]:
    """The size of the pages on sheets of this size; two pages stand beside each other on a sheet that is turned."""
    match kind:
        case "booklet" | "2-up":
            return height / 2, width
        case "4-up":
            return width / 2, height / 2
    return width, height


def imposed(
    kind: str,
    count: int,
    page: tuple[float, float],
    *,
    closes: bool = False,
    creep: float = 0.0,
    right_to_left: bool = False,
) -> list[Side]:
    """The sides for `count` pages of a size, in the order in which they are printed.

    `closes` says that the last page begins something new, so that it may stand apart from the one before it.
    """
    if kind == "booklet":
        return _booklet(with_blanks(count, closes=closes), page, creep, right_to_left)
    columns, rows = _GRIDS[kind]
    return [
        _side(range(first, min(first + columns * rows, count)), page, columns, rows, right_to_left)
        for first in range(0, count, columns * rows)
    ]


def with_blanks(count: int, *, closes: bool) -> list[int | None]:
    """The pages of a booklet, whose number can be divided by four, with None for blank ones.

    Blank pages stand outside, at the end, where they part nothing. A last page that begins something new, such as the
    answers, is the back cover, and they stand before it.
    """
    blanks: list[int | None] = [None] * (-count % 4)
    pages: list[int | None] = list(range(count))
    return [*pages[:-1], *blanks, pages[-1]] if closes and count > 1 else [*pages, *blanks]


def _booklet(leaves: Sequence[int | None], page: tuple[float, float], creep: float, right_to_left: bool) -> list[Side]:
    """Two pages beside each other, so that the sheets make a booklet when they are laid into each other and folded.

    Inner sheets come out further at the edge, where they are trimmed: by `creep` for each sheet around them their
    pages stand closer to the fold.
    """
    width, height = page
    sides = []
    count = len(leaves)
    for number in range(count // 2):
        low, high = leaves[number], leaves[count - 1 - number]
        # On front sides the later page stands at the start, on back sides the earlier one.
        pair = (high, low) if number % 2 == 0 else (low, high)
        if right_to_left:
            pair = (pair[1], pair[0])
        shift = creep * (number // 2)
        corners = (shift, width - shift)
        places = tuple(Place(index, x) for index, x in zip(pair, corners, strict=True) if index is not None)
        sides.append(Side(2 * width, height, places, label=_label(places)))
    return sides


def _side(pages: range, page: tuple[float, float], columns: int, rows: int, right_to_left: bool) -> Side:
    """Pages in the order of reading, with rules between them."""
    width, height = page
    places = []
    for number, index in enumerate(pages):
        row, column = divmod(number, columns)
        column = columns - 1 - column if right_to_left else column
        places.append(Place(index, column * width, (rows - 1 - row) * height))
    full = (columns * width, rows * height)
    rules = [(width, _INSET, _THIN, full[1] - 2 * _INSET)]
    if rows > 1:
        rules.append((_INSET, height, full[0] - 2 * _INSET, _THIN))
    return Side(*full, tuple(places), tuple(rules), _label(places))


def _label(places: Sequence[Place]) -> str:
    return ", ".join(str(place.page + 1) for place in sorted(places, key=lambda place: place.page)) or "–"


@functools.lru_cache(maxsize=64)
def each_alone(sizes: tuple[tuple[float, float], ...]) -> Sequence[Side]:
    """A side for each page."""
    return tuple(Side(width, height, (Place(index),)) for index, (width, height) in enumerate(sizes))


def where(sides: Sequence[Side]) -> Callable[[int], tuple[int, Place]]:
    """For a page by its index: the index of its side, and its place there."""
    found = {place.page: (number, place) for number, side in enumerate(sides) for place in side.places}
    return found.__getitem__

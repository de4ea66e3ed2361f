"""How wide the columns of a table are: arithmetic on the widths of words and paragraphs, without any layout.

A column is never narrower than its longest word. Within that, widths are sought that make the table low: long cells
get more room than short ones. Columns of equal width compare more easily, though, and are taken where they cost
little.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from guidegen.records import dataclass

#: Equal columns may make a table so much higher than the best ones.
_COST_OF_EQUAL = 1.12
#: Rounds of the search, and how sharply the highest cell of a row decides its height.
_ROUNDS, _SHARP = 16, 6
#: Lines end before the edge: so much more than their text they need.
_RAGGED = 1.06


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: the narrowest and the widest that it can be set, with padding.

    `cells` has for each row the widths of the paragraphs in its cell, each set on one line.
    """

    narrow: float
    wide: float
    cells: tuple[tuple[float, ...], ...] = ()

    def least(self, comfort: float) -> float:
        """The least width at which the column is easy to read: `comfort`, or less when all of it is shorter."""
        return max(self.narrow, min(self.wide, comfort))


def widths_of(
    columns: Sequence[Column], width: float, *, comfort: float = 0.0, padding: float = 0.0, equal: bool = True
) -> list[float] | None:
    """Widths that fill `width`, or None when the columns do not fit side by side.

    The first column holds the headers of rows. The others are `equal` where that makes the table little higher.
    """
    least = [column.least(comfort) for column in columns]
    if sum(least) > width + 0.01:
        return None
    best = min(
        (_shared(columns, least, width), _lowest(columns, least, width, padding)),
        key=lambda widths: _height(columns, widths, padding),
    )
    even = _even(columns, least, width) if equal else None
    if even is None or _height(columns, even, padding) > _COST_OF_EQUAL * _height(columns, best, padding):
        return best
    return even


def _even(columns: Sequence[Column], least: Sequence[float], width: float) -> list[float] | None:
    """Equal columns beside that of the row headers; None where one of them needs more."""
    count = len(columns) - 1
    first = max(least[0], min(columns[0].wide, width * (0.26 if count < 4 else 0.18)))
    each = (width - first) / count
    return [first] + [each] * count if all(need <= each + 0.01 for need in least[1:]) else None


def _shared(columns: Sequence[Column], least: Sequence[float], width: float) -> list[float]:
    """What is left over goes to those that want more, by what they want; what nobody wants goes to all alike."""
    wishes = [max(0.0, column.wide - need) for column, need in zip(columns, least, strict=True)]
    spare, total = width - sum(least), sum(wishes)
    if spare >= total:
        over = (spare - total) / len(columns)
        return [need + wish + over for need, wish in zip(least, wishes, strict=True)]
    return [need + spare * wish / total for need, wish in zip(least, wishes, strict=True)]


def _lowest(columns: Sequence[Column], least: Sequence[float], width: float, padding: float) -> list[float]:
    """About the widths of the lowest table.

    A cell with a text of length `a` is about `a / w` high in a column that is `w` wide, and a row as high as its
    highest cell. The sum over rows is least where each column's width is in proportion to the root of the text of
    those cells that make their rows high.
    """
    rows = zip(*[map(sum, column.cells) for column in columns], strict=False)
    texts = list(zip(*rows, strict=True))
    widths = _shared(columns, least, width)
    for _ in range(_ROUNDS if texts else 0):
        rooms = [max(1.0, w - padding) for w in widths]
        # Column by column, as tables may have a thousand rows.
        heights = [[text / room for text in column] for column, room in zip(texts, rooms, strict=True)]
        highest = [max(row) or 1.0 for row in zip(*heights, strict=True)]
        powers = [[(own / most) ** _SHARP for own, most in zip(column, highest, strict=True)] for column in heights]
        totals = list(map(sum, zip(*powers, strict=True)))
        weights = [_weight(texts[index], powers[index], totals) for index in range(len(columns))]
        mixed = _mixed(widths, _filled([math.sqrt(weight) for weight in weights], least, width))
        if mixed == widths:
            # Further rounds would give the same again, as where all columns but one have what they need.
            break
        widths = mixed
    return widths


def _weight(texts: Sequence[float], powers: Sequence[float], totals: Sequence[float]) -> float:
    """What the cells of a column weigh, each by its share in the height of its row."""
    weight = 0.0
    for text, power, total in zip(texts, powers, totals, strict=True):
        weight += power / total * text
    return weight


def _mixed(old: Sequence[float], new: Sequence[float]) -> list[float]:
    """Half the way to the new widths, so that the search settles."""
    return [(a + b) / 2 for a, b in zip(old, new, strict=True)]


def _filled(weights: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """Widths in proportion to the weights, none below its least."""
    free = set(range(len(weights)))
    room = width
    while free:
        total = sum(weights[index] for index in free)
        if not total:
            break
        short = {index for index in free if room * weights[index] / total < least[index]}
        if not short:
            return [room * weights[i] / total if i in free else least[i] for i in range(len(weights))]
        free -= short
        room -= sum(least[index] for index in short)
    spare = (width - sum(least)) / len(least)
    return [need + spare for need in least]


def _height(columns: Sequence[Column], widths: Sequence[float], padding: float) -> float:
    """About how many lines the table has; a row has some air too."""
    heights: list[list[int]] = []
    for column, width in zip(columns, widths, strict=True):
        room = max(1.0, width - padding)
        heights.append([sum([max(1, math.ceil(_RAGGED * text / room)) for text in cell]) for cell in column.cells])
    return float(sum([1 + max(row) for row in zip(*heights, strict=False)]))

"""The kinds of what stands in plain data, which may come from anywhere: what is of another kind is not believed."""

from __future__ import annotations

from typing import Any

#: What reading plain data of the wrong kind ends in.
UNREADABLE = (TypeError, ValueError, KeyError, IndexError, AttributeError, RecursionError, OverflowError)

SIZES: frozenset[type] = frozenset({int, float})
WHOLE: frozenset[type] = frozenset({int})
TEXTS: frozenset[type] = frozenset({str})
TRUTHS: frozenset[type] = frozenset({bool})
#: Larger numbers stand nowhere on a page, and no block has so many parts.
_MOST = 10_000_000


def check(kinds: frozenset[type], *columns: Any) -> None:
    """ValueError where not all in these lists is of these types, or a size is none that stands for something."""
    for column in columns:
        if type(column) is not list or not kinds.issuperset(map(type, column)):
            raise ValueError("another kind")
        if kinds is SIZES and column and not (-_MOST < min(column) <= max(column) < _MOST):
            raise ValueError("no size")


def fields(told: Any, *kinds: frozenset[type]) -> list[list[Any]]:
    """The fields of things, of which these are the kinds: for each a list. ValueError where it is no such thing.

    Plain data has the number of the things first; what is the same in all of them is told once.
    """
    count, *columns = told
    if type(count) is not int or not 0 <= count < _MOST:
        raise ValueError("no number of things")
    if not count:
        return [[] for _ in kinds]
    found = []
    for column, kind in zip(columns, kinds, strict=True):
        if type(column) is not list:
            column = [column]
            check(kind, column)
            column *= count
        else:
            check(kind, column)
            if len(column) != count:
                raise ValueError("fields of other things")
        found.append(column)
    return found


def told_by_field(rows: list[tuple[Any, ...]]) -> list[Any]:
    """Things as plain data, from which `fields` reads them."""
    columns = list(zip(*rows, strict=True))
    return [len(rows), *(column[0] if column.count(column[0]) == len(rows) else column for column in columns)]

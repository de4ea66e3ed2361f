"""Labels beside a drawing, moved apart where they would stand on each other."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wishes: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float] | None:
    """Where labels begin whose middles should be at `wishes`, between top and bottom; None when they do not fit.

    >>> spread([10, 12], [10, 10], 0, 100)
    [5.0, 15.0]
    >>> spread([98, 99], [10, 10], 0, 100)
    [80, 90]
    """
    order = sorted(range(len(wishes)), key=lambda index: wishes[index])
    starts = [0.0] * len(wishes)
    free = top
    for index in order:
        starts[index] = max(free, wishes[index] - heights[index] / 2)
        free = starts[index] + heights[index]
    edge = bottom
    for index in reversed(order):
        starts[index] = min(starts[index], edge - heights[index])
        edge = starts[index]
    return starts if edge >= top - 0.01 else None

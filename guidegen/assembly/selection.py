"""Selection: which items of the banks a form draws."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.assembly.random_streams import Stream
from guidegen.model.quiz import Blueprint


def select(blueprint: Blueprint, ids: Sequence[str], seed: int) -> frozenset[str]:
    """The ids that a form draws: those that are always in, then as many of the others as are missing.

    Parallel forms draw the same items: the stream is that of the first form.
    """
    if blueprint.count is None:
        return frozenset(blueprint.items or ids)
    others = Stream(seed).shuffled((id_ for id_ in ids if id_ not in blueprint.items), "selection")
    return frozenset([*blueprint.items, *others[: blueprint.count - len(blueprint.items)]])

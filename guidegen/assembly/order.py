"""The printed order of the items of a form."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.assembly.random_streams import Stream
from guidegen.model.item import Item
from guidegen.model.quiz import Blueprint
from guidegen.model.stimulus import Stimulus


def printed_order(
    blueprint: Blueprint, items: Sequence[Item], stimuli: Sequence[Stimulus], stream: Stream, *, shuffle: bool
) -> tuple[str, ...]:
    """The ids of the drawn `items`, which come in the order of their banks, in the order in which they are printed.

    `blueprint` is that of the quiz, or of the section whose items these are. Shuffled, or else as the quiz lists them,
    or else as the banks do. The items of a stimulus stand together, where
    the first of them would stand: they are shuffled among themselves, and as one among the other items.
    """
    ids = [item.common.id for item in items]
    if not shuffle and blueprint.count is None and not blueprint.rows and blueprint.items:
        ids = list(blueprint.items)
    groups = _groups(ids, {item.common.id: item.common.stimulus for item in items})
    if not shuffle:
        return tuple(id_ for group in groups.values() for id_ in group)
    keeps_order = {_group_name(stimulus.id) for stimulus in stimuli if not stimulus.shuffle}
    return tuple(
        id_
        for name in stream.shuffled(groups, "items")
        for id_ in (groups[name] if name in keeps_order else stream.shuffled(groups[name], "items"))
    )


def _groups(ids: Sequence[str], stimulus_of: dict[str, str]) -> dict[str, list[str]]:
    """The ids of each stimulus together. An item of its own is a group that is named like it."""
    groups: dict[str, list[str]] = {}
    for id_ in ids:
        groups.setdefault(_group_name(stimulus_of[id_]) if stimulus_of[id_] else id_, []).append(id_)
    return groups


def _group_name(stimulus: str) -> str:
    """No id holds a colon, so no item has this name."""
    return f"stimulus:{stimulus}"

"""Which entry of a translated list belongs to which of its original."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from guidegen.reading.translations.texts import Original, Place, id_of, mark_of, segment, typed
from guidegen.records import dataclass
from guidegen.source.nodes import Node


@dataclass(frozen=True, slots=True)
class Aligned:
    """An entry of the original (by its number from 0) with the entry that translates it, if there is one."""

    index: int
    original: Node
    number: int = -1
    translated: Node | None = None


def align(
    original: Original,
    nodes: Sequence[Node],
    others: Sequence[Node],
    key: str,
    place: Place,
    old: Place,
    marks: Mapping[str, str],
) -> tuple[list[Aligned], list[Node]]:
    """The entries of a list with their translations, and those that translate nothing.

    Entries belong together by their ids; others by their order. Where there are more or fewer of them than in the
    original, the marks tell from which text each was made.
    """
    found: dict[int, tuple[int, Node]] = {}
    by_id = {id_: index for index, node in enumerate(nodes) if (id_ := id_of(node))}
    extra: list[Node] = []
    rest: list[tuple[int, Node]] = []
    for number, node in enumerate(others):
        id_ = id_of(node)
        if not id_:
            rest.append((number, node))
        elif (index := by_id.get(id_)) is not None and index not in found:
            found[index] = number, node
        else:
            extra.append(node)
    open_ = [index for index in range(len(nodes)) if index not in found]
    if len(open_) == len(rest):
        found.update(zip(open_, rest, strict=True))
    else:
        signs = [_sign(original, nodes[index], index, key, place) for index in open_]
        made_from = [_made_from(marks, (*old, segment(node, number))) for number, node in rest]
        taken = set()
        for one, other, size in SequenceMatcher(None, signs, made_from, autojunk=False).get_matching_blocks():
            for step in range(size):
                found[open_[one + step]] = rest[other + step]
                taken.add(other + step)
        left = [rest[n] for n in range(len(rest)) if n not in taken]
        # What no mark tells belongs together in order.
        for index in open_:
            if index not in found and left:
                after = max((found[i][0] for i in found if i < index), default=-1)
                before = min((found[i][0] for i in found if i > index), default=len(others))
                fitting = next((each for each in left if after < each[0] < before), None)
                if fitting is not None:
                    found[index] = fitting
                    left.remove(fitting)
        extra += [node for _, node in left]
    aligned = [
        Aligned(index, node, *found[index]) if index in found else Aligned(index, node)
        for index, node in enumerate(nodes)
    ]
    return aligned, extra


def _sign(original: Original, node: Node, index: int, key: str, place: Place) -> tuple[str, ...]:
    return tuple(mark_of(text) for _, text, _ in original.texts(node, key, (*place, segment(node, index))))


def _made_from(marks: Mapping[str, str], place: Place) -> tuple[str, ...]:
    at = typed(place)
    return tuple(mark for name, mark in marks.items() if name == at or name.startswith(f"{at}/"))

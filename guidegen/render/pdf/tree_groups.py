"""Parts of the structure tree that follow one another in copy after copy: looked at, and written, as one."""

from __future__ import annotations

import operator
from collections.abc import Sequence

from guidegen.records import dataclass, field
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.tree_writing import Facts, TreeGround, Versions, WrittenPart, all_facts, facts_of, write_part

#: How many groups are remembered that begin with a part: copies differ in what follows.
_MOST_GROUPS = 4


@dataclass(slots=True)
class WrittenGroup:
    """Parts as they were written. `owners`, `links` and `ids` are those of all of them."""

    parts: list[WrittenPart]
    owners: dict[int, int]
    links: dict[int, int]
    ids: dict[str, int]

    @classmethod
    def of(cls, parts: list[WrittenPart]) -> WrittenGroup:
        """The group of these parts."""
        if len(parts) == 1:
            [part] = parts
            return cls(parts, part.owners, part.links, part.ids)
        return cls(
            parts,
            {key: own for part in parts for key, own in part.owners.items()},
            {link: own for part in parts for link, own in part.links.items()},
            {name: own for part in parts for name, own in part.ids.items()},
        )


@dataclass(slots=True, eq=False)
class PartGroup:
    """Parts right below the top of the tree, with the facts of each and of all."""

    parts: tuple[Element, ...]
    each: tuple[Facts, ...]
    facts: Facts
    versions: Versions[WrittenGroup] = field(default_factory=Versions)

    @classmethod
    def of(cls, parts: tuple[Element, ...]) -> PartGroup:
        """The group of these parts."""
        each = tuple([facts_of(part) for part in parts])
        return cls(parts, each, each[0] if len(each) == 1 else all_facts(each))

    def write(self, parent: int, first: int, ground: TreeGround) -> WrittenGroup:
        """The objects of the parts below the object `parent`, numbered from `first`."""
        if len(self.parts) == 1 or ground.prefix:
            return self._written(parent, first, ground)
        return self.versions.find_or_make(
            self.facts, (parent, first), ground, lambda: self._written(parent, first, ground)
        )

    def _written(self, parent: int, first: int, ground: TreeGround) -> WrittenGroup:
        written: list[WrittenPart] = []
        for part, facts in zip(self.parts, self.each, strict=True):
            written.append(write_part(part, facts, parent, first, ground))
            first += facts.new_objects(ground.anchored)
        return WrittenGroup.of(written)


def grouped(parts: Sequence[Element]) -> list[PartGroup]:
    """The parts of a document, those that stand in copies too as they were grouped for an earlier one."""
    groups: list[PartGroup] = []
    start = 0
    while start < len(parts):
        group = _group_at(parts, start)
        groups.append(group)
        start += len(group.parts)
    return groups


def _group_at(parts: Sequence[Element], start: int) -> PartGroup:
    written = parts[start].written
    if written is None:
        return PartGroup.of((parts[start],))
    known: list[PartGroup] = written.setdefault("groups", [])
    for group in known:
        count = len(group.parts)
        if count <= len(parts) - start and all(map(operator.is_, group.parts, parts[start : start + count])):
            return group
    end = start + 1
    while end < len(parts) and parts[end].written is not None:
        end += 1
    known.insert(0, PartGroup.of(tuple(parts[start:end])))
    del known[_MOST_GROUPS:]
    return known[0]

"""What a quiz asks of its banks, as rows, bounds, enemies and candidates, whatever the way it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from guidegen.assembly.random_streams import Stream
from guidegen.diagnostics import Span
from guidegen.inline import plain_text
from guidegen.model.bank import ItemBank
from guidegen.model.item import Item, kind_name
from guidegen.model.quiz import BankReference, Blueprint, Criteria, Quiz
from guidegen.records import dataclass, field

#: What a feature may be: a word, or a number of points.
Value = str | int | Decimal
#: What each feature of the criteria is in an item of a bank: the values of which one must be asked for.
FEATURES: Mapping[str, Callable[[Item, ItemBank], tuple[Value, ...]]] = {
    "objective": lambda item, bank: (item.common.objective,),
    "tag": lambda item, bank: item.common.tags,
    "level": lambda item, bank: (item.common.level,),
    "kind": lambda item, bank: (kind_name(item),),
    "points": lambda item, bank: (item.common.points,),
    "section": lambda item, bank: (item.common.section,),
    "bank": lambda item, bank: (bank.name,),
}


def meets(item: Item, bank: ItemBank, criteria: Criteria) -> bool:
    """True when the item has one of the values that are asked for, in every feature that is asked about."""
    return criteria is ANYTHING or all(
        not set(wanted).isdisjoint(FEATURES[name](item, bank)) for name, wanted in asked(criteria)
    )


def asked(criteria: Criteria) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """The features that are asked about, with the values."""
    for name in FEATURES:
        wanted = getattr(criteria, name)
        if wanted:
            yield name, wanted


#: Points are whole or half; they are counted in whole numbers.
PARTS_OF_POINT = 2
#: More than any form can hold.
NO_MOST = 10**9
#: What every item meets.
ANYTHING = Criteria()


@dataclass(frozen=True, slots=True)
class Row:
    """`need` items that meet the criteria and come from `banks`, for one part of the quiz.

    `number` is its place in the blueprint as written, from 1, or 0 for a row that the number of items stands for.
    `only` are the items that the quiz lists, where nothing else may be taken.
    """

    part: int
    number: int
    need: int
    banks: frozenset[str]
    criteria: Criteria = ANYTHING
    only: frozenset[str] | None = None
    origin: Span = field(default=Span(""), compare=False)

    def takes(self, candidate: Candidate) -> bool:
        """True when the item can fill the row."""
        if candidate.part is not None and candidate.part != self.part:
            return False
        if self.only is not None:
            return candidate.id in self.only
        return candidate.bank.name in self.banks and meets(candidate.item, candidate.bank, self.criteria)


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound over the whole form (`part` None) or over one part. It counts items, or half points where `of_points`."""

    part: int | None
    criteria: Criteria
    least: int
    most: int
    of_points: bool = False
    origin: Span = field(default=Span(""), compare=False)

    def weight(self, candidate: Candidate) -> int:
        """What the item adds to the sum."""
        if not meets(candidate.item, candidate.bank, self.criteria):
            return 0
        return int(PARTS_OF_POINT * candidate.item.common.points) if self.of_points else 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be taken; `part` is the part in which it always is, or None."""

    item: Item
    bank: ItemBank
    part: int | None = None

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.common.id


@dataclass(frozen=True)
class Plan:
    """Everything that decides a selection but the random order.

    `parts` are the titles of the sections, or one empty title. `candidates` come in the order of the banks and hold
    those that `excluded` names too. `fixed` are always in; `enemies` are groups of which at most one item is taken.
    """

    quiz: Quiz
    parts: tuple[str, ...]
    rows: tuple[Row, ...]
    limits: tuple[Limit, ...]
    candidates: Mapping[str, Candidate]
    fixed: tuple[str, ...]
    enemies: tuple[tuple[str, ...], ...]
    excluded: frozenset[str]

    @cached_property
    def masks(self) -> Mapping[str, int]:
        """For each candidate the rows that it fits, as a bit mask."""
        return {
            id_: sum(1 << index for index, row in enumerate(self.rows) if row.takes(candidate))
            for id_, candidate in self.candidates.items()
        }

    @cached_property
    def weights(self) -> Mapping[str, tuple[int, ...]]:
        """For each candidate what it adds to each limit that counts it."""
        return {
            id_: tuple(limit.weight(candidate) for limit in self.limits) for id_, candidate in self.candidates.items()
        }

    @cached_property
    def groups(self) -> Mapping[str, tuple[int, ...]]:
        """For each item with enemies the groups that it belongs to."""
        found: dict[str, list[int]] = {}
        for index, group in enumerate(self.enemies):
            for id_ in group:
                found.setdefault(id_, []).append(index)
        return {id_: tuple(indices) for id_, indices in found.items()}

    @cached_property
    def part_masks(self) -> tuple[int, ...]:
        """For each part the mask of its rows."""
        return tuple(
            sum(1 << index for index, row in enumerate(self.rows) if row.part == part)
            for part in range(len(self.parts))
        )

    @cached_property
    def _orders(self) -> dict[int, tuple[str, ...]]:
        return {}

    def shuffled(self, seed: int) -> tuple[str, ...]:
        """All candidates in the random order of a seed, in which every id keeps its place whatever may be taken."""
        if seed not in self._orders:
            self._orders[seed] = Stream(seed).shuffled(self.candidates, "selection")
        return self._orders[seed]

    def room(self, part: int | None) -> int:
        """How many items a part of the form has, or the whole form."""
        return sum(row.need for row in self.rows if part in (None, row.part))

    @property
    def needs(self) -> tuple[int, ...]:
        """How many items each row asks for."""
        return tuple(row.need for row in self.rows)

    @property
    def total(self) -> int:
        """How many items a form has."""
        return sum(self.needs)


def plan_for(quiz: Quiz, banks: Sequence[ItemBank]) -> Plan:
    """The plan of a quiz; `banks` are those that it names, in that order."""
    parts = [(plain_text(each.title), each.banks or quiz.banks, each.blueprint) for each in quiz.sections]
    parts = parts or [("", quiz.banks, quiz.blueprint)]
    excluded = frozenset(quiz.blueprint.exclude)
    rows: list[Row] = []
    limits: list[Limit] = []
    fixed: dict[str, int] = {}
    for part, (_, references, blueprint) in enumerate(parts):
        rows += _rows(part, references, blueprint, banks, excluded)
        limits += _limits(part if quiz.sections else None, blueprint)
        fixed |= dict.fromkeys(blueprint.items, part)
    if quiz.sections:
        limits += _limits(None, quiz.blueprint)
    candidates = {
        item.common.id: Candidate(item, bank, fixed.get(item.common.id)) for bank in banks for item in bank.items
    }
    titles = tuple(title for title, _, _ in parts)
    return Plan(quiz, titles, tuple(rows), tuple(limits), candidates, tuple(fixed), tuple(_enemies(banks)), excluded)


def _rows(
    part: int,
    references: Sequence[BankReference],
    blueprint: Blueprint,
    banks: Sequence[ItemBank],
    excluded: frozenset[str],
) -> list[Row]:
    """The rows as written, then one for what the number of items asks for beyond them."""
    names = frozenset(reference.name for reference in references)
    rows = [
        Row(part, number, row.count, names, row.criteria, origin=row.origin)
        for number, row in enumerate(blueprint.rows, start=1)
    ]
    if blueprint.count is not None:
        rest = blueprint.count - sum(row.need for row in rows)
        if rest > 0:
            rows.append(Row(part, 0, rest, names, origin=blueprint.origin))
    elif not rows and blueprint.items:
        only = frozenset(blueprint.items)
        rows.append(Row(part, 0, len(only), names, only=only, origin=blueprint.origin))
    elif not rows:
        held = sum(item.common.id not in excluded for bank in banks if bank.name in names for item in bank.items)
        rows.append(Row(part, 0, held, names, origin=blueprint.origin))
    return rows


def _limits(part: int | None, blueprint: Blueprint) -> list[Limit]:
    limits = [
        Limit(
            part,
            limit.criteria,
            limit.at_least or 0,
            NO_MOST if limit.at_most is None else limit.at_most,
            origin=limit.origin,
        )
        for limit in blueprint.limits
    ]
    if blueprint.points is not None:
        limits.append(
            Limit(
                part,
                ANYTHING,
                PARTS_OF_POINT * blueprint.points,
                PARTS_OF_POINT * blueprint.points,
                of_points=True,
                origin=blueprint.points_origin,
            )
        )
    return limits


def _enemies(banks: Sequence[ItemBank]) -> Iterator[tuple[str, ...]]:
    """The groups of the banks, and a pair for each enemy that an item names."""
    pairs: dict[tuple[str, ...], None] = {}
    for bank in banks:
        for group in bank.enemies:
            pairs[tuple(sorted(set(group)))] = None
        for item in bank.items:
            for enemy in item.common.enemies:
                pairs[tuple(sorted({item.common.id, enemy}))] = None
    yield from pairs

"""What the banks hold, item by item: what a blueprint can ask about, as a person would list it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from guidegen.assembly.selection.plan import FEATURES, asked, meets
from guidegen.model.bank import ItemBank
from guidegen.model.item import Item, kind_name
from guidegen.model.number import plain_number
from guidegen.model.quiz import Criteria
from guidegen.reading.names import first_words
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a bank. Words that an item does not have are empty; `points` are as short as they can be said."""

    bank: str
    id: str
    kind: str
    objective: str
    level: str
    points: str
    section: str
    stimulus: str
    tags: tuple[str, ...]
    has_variables: bool
    stem: str
    path: str
    line: int


def entries(banks: Iterable[ItemBank], criteria: Criteria, *, stimulus: tuple[str, ...] = ()) -> Iterator[Entry]:
    """The items that meet the criteria, and are about one of the stimuli where any is named, in bank order."""
    for bank in banks:
        for item in bank.items:
            if meets(item, bank, criteria) and (not stimulus or item.common.stimulus in stimulus):
                yield _entry(item, bank)


def held_by_none(banks: Sequence[ItemBank], criteria: Criteria) -> Iterator[str]:
    """A sentence for each value asked for that no item of the banks has, with the one that may be meant."""
    for name, wanted in asked(criteria):
        known = {str(value) for bank in banks for item in bank.items for value in FEATURES[name](item, bank) if value}
        for value in wanted:
            if str(value) not in known:
                import difflib

                near = difflib.get_close_matches(str(value), sorted(known), n=1)
                yield f"No item has the {name} `{value}`." + (f" Is `{near[0]}` meant?" if near else "")


def _entry(item: Item, bank: ItemBank) -> Entry:
    common = item.common
    return Entry(
        bank=bank.name,
        id=common.id,
        kind=kind_name(item),
        objective=common.objective,
        level=common.level,
        points=plain_number(common.points),
        section=common.section,
        stimulus=common.stimulus,
        tags=common.tags,
        has_variables=common.parameters is not None,
        stem=" ".join(first_words(common.stem).split()),
        path=common.origin.path,
        line=common.origin.line,
    )

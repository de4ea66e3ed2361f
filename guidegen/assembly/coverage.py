"""What a bank covers: how many items there are of each sort, and what they leave unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from guidegen.assembly.points import total_points
from guidegen.assembly.selection.plan import FEATURES
from guidegen.model.bank import ItemBank
from guidegen.model.guide import Guide
from guidegen.model.item import Item, MultipleChoice, MultipleResponse, Option
from guidegen.model.number import plain_number
from guidegen.records import dataclass

#: The features that are counted; that of the bank would say nothing.
_COUNTED = tuple(name for name in FEATURES if name != "bank")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    given: int
    of: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The contents of a bank in numbers.

    `features` counts the items by objective, tag, level, kind, points and section; items without are counted under an
    empty word. Objectives that the bank declares and sections that its guide has are there with 0 too. `options` counts
    items by their number of options, `rationales` the items that say why the key is right, `why_not` the distractors
    that say why they are wrong. `parametrised` items have other values in each form.
    """

    bank: str
    path: str
    guide: str
    items: int
    points: str
    features: Mapping[str, Mapping[str, int]]
    stimuli: Mapping[str, int]
    options: Mapping[int, int]
    rationales: Share
    why_not: Share
    parametrised: int


def coverage(bank: ItemBank, guide: Guide | None) -> Coverage:
    """The numbers of a bank; `guide` is the one whose sections its items test, when it can be read."""
    commons = [item.common for item in bank.items]
    distractors = [option for item in bank.items for option in _options(item) if not option.is_key]
    numbers = Counter(len(options) for item in bank.items if (options := _options(item)))
    declared = {
        "objective": [objective.id for objective in bank.objectives],
        "section": [section.id for section in guide.sections] if guide is not None else [],
    }
    return Coverage(
        bank=bank.name,
        path=bank.path,
        guide=bank.guide,
        items=len(bank.items),
        points=plain_number(total_points(bank.items)),
        features={name: _counts(bank, name, declared.get(name, ())) for name in _COUNTED},
        stimuli={each.id: sum(common.stimulus == each.id for common in commons) for each in bank.stimuli},
        options=dict(sorted(numbers.items())),
        rationales=Share(sum(bool(common.rationale) for common in commons), len(commons)),
        why_not=Share(sum(bool(option.rationale) for option in distractors), len(distractors)),
        parametrised=sum(common.parameters is not None for common in commons),
    )


def _word(value: str | int | Decimal) -> str:
    return plain_number(value) if isinstance(value, Decimal) else str(value)


def _options(item: Item) -> tuple[Option, ...]:
    return item.options if isinstance(item, MultipleChoice | MultipleResponse) else ()


def _counts(bank: ItemBank, name: str, declared: Iterable[str]) -> dict[str, int]:
    """Items by value: declared values in their order, then the others with the most frequent first, those without last.

    An item with several tags counts for each of them.
    """
    found: Counter[str] = Counter()
    for item in bank.items:
        values = FEATURES[name](item, bank)
        found.update([_word(value) for value in values] or [""])
    counts = {value: found.pop(value, 0) for value in declared}
    without = found.pop("", 0)
    counts |= dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
    return counts | ({"": without} if without else {})

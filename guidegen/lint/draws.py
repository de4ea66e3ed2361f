"""Parametrised items, drawn a thousand times: does every draw give an item that can be printed?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from guidegen.assembly.random_streams import Stream
from guidegen.assembly.variables.draws import draw, every_pick
from guidegen.assembly.variables.faults import Fault, faults
from guidegen.assembly.variables.fill import marks_of, no_values, require_origin
from guidegen.assembly.variables.worksheet import Pick, Worksheet, named
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic
from guidegen.model.bank import ItemBank
from guidegen.model.item import Item
from guidegen.records import dataclass, field

DRAWS = 1_000
_MOST_TRIES = 20_000
_RARE = 0.01


def draw_problems(bank: ItemBank) -> list[Diagnostic]:
    """What breaks when the parametrised items of a bank are drawn, each kind of fault once for each item."""
    problems: list[Diagnostic] = []
    for item in bank.items:
        if item.common.parameters is not None:
            problems += _item_problems(item, bank.language)
    return problems


@dataclass(slots=True)
class _Seen:
    """How often a fault was seen, and the smallest values that have it."""

    fault: Fault
    pick: Pick
    count: int = 0


@dataclass(slots=True)
class _Sample:
    """The draws that were looked at: `tries` choices, of which those in `picks` fulfil the requirements."""

    is_all: bool
    tries: int = 0
    picks: list[Pick] = field(default_factory=list)
    is_stuck: bool = False


def _item_problems(item: Item, language: str) -> list[Diagnostic]:
    worksheet = Worksheet(item, marks_of(language))
    sample = _sample(worksheet)
    if sample.is_stuck or not sample.picks:
        return [no_values(worksheet)]
    seen: dict[str, _Seen] = {}
    for pick in sample.picks:
        # Of one kind of fault the first of a draw counts, so that the number is one of draws.
        for fault in {each.code: each for each in reversed(faults(worksheet, pick))}.values():
            known = seen.setdefault(fault.code, _Seen(fault, pick))
            known.count += 1
            if pick < known.pick:
                known.fault, known.pick = fault, pick
    found = [_told(worksheet, each, sample) for each in seen.values()]
    return [*found, *_rarely(worksheet, sample)]


def _sample(worksheet: Worksheet) -> _Sample:
    """Every choice where there are no more than a thousand, else those of a thousand seeds."""
    if worksheet.size <= DRAWS:
        picks = [pick for pick in every_pick(worksheet) if worksheet.fits(pick)]
        return _Sample(True, worksheet.size, picks)
    sample = _Sample(False)
    for seed in itertools.takewhile(lambda _: sample.tries < _MOST_TRIES, range(DRAWS)):
        drawn = draw(worksheet, Stream(seed))
        if drawn is None:
            sample.is_stuck = True
            break
        sample.tries += drawn.tries
        sample.picks.append(drawn.pick)
    return sample


def _told(worksheet: Worksheet, seen: _Seen, sample: _Sample) -> Diagnostic:
    number = len(sample.picks)
    draws = f"all {number:,} possible draws" if sample.is_all else f"{number:,} draws"
    often = f"In each of {draws}" if seen.count == number else f"In {seen.count:,} of {draws}"
    values = named(worksheet.drawn(seen.pick))
    return seen.fault.diagnostic(f"{often} {seen.fault.clause}; for example with {values}.")


def _rarely(worksheet: Worksheet, sample: _Sample) -> Iterator[Diagnostic]:
    """That hardly any choice fulfils the requirements, so that forms will often be alike."""
    if len(sample.picks) >= sample.tries * _RARE and (len(sample.picks) > 1 or worksheet.size == 1):
        return
    message = f"Only {len(sample.picks):,} of {sample.tries:,} choices of values fulfil what `require:` asks for."
    hint = "Ask for less, or widen the ranges, so that forms differ from each other."
    yield diagnosed("S267", message, require_origin(worksheet), hint=hint)

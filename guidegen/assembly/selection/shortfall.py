"""Why no form satisfies a plan: the rows that are short, or else the smallest set of requirements that conflict."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

from guidegen.assembly.selection.budget import MOST_STEPS, Budget, TooHard
from guidegen.assembly.selection.feasible import Scope, Stock
from guidegen.assembly.selection.plan import Limit, Plan, Row
from guidegen.assembly.selection.wording import (
    asks,
    capital,
    described,
    items,
    limit_phrase,
    listed,
    name_of,
    quoted,
    unknown_values,
)
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Label, Span
from guidegen.records import dataclass

#: How many sets smaller than the one at hand are tried.
_MOST_SETS = 400
_STEPS_A_SET = MOST_STEPS // 40
#: A row, a limit, an item that is always in, or the enemies: what it is, and which one.
Requirement = tuple[str, int]


def too_hard(plan: Plan) -> Diagnostic:
    """The search gave up."""
    return diagnosed(
        "S282",
        "It could not be found out whether the banks can satisfy this blueprint: its rows, limits and enemies "
        "leave too many combinations.",
        plan.quiz.blueprint.origin,
        hint="Remove a limit, or let rows ask for items that differ clearly.",
    )


def shortfalls(
    plan: Plan,
    available: Sequence[str],
    also_excluded: frozenset[str],
    earlier: frozenset[str] = frozenset(),
    earlier_are: str = "in the forms before",
) -> list[Diagnostic]:
    """What is wrong with a plan that these items cannot satisfy.

    `also_excluded` are out for this run alone, `earlier` are in other forms, and `earlier_are` says where.
    """
    gone = plan.excluded | also_excluded
    found = [_fixed_and_excluded(plan, id_) for id_ in plan.fixed if id_ in gone]
    found += [_fits_nothing(plan, id_) for id_ in plan.fixed if id_ not in gone and not plan.masks[id_]]
    found += [_short_limit(plan, limit, have) for limit, have in _short_limits(plan, available)]
    for index, row in enumerate(plan.rows):
        fitting = [id_ for id_ in available if plan.masks[id_] >> index & 1]
        if len(fitting) < row.need:
            out, spent = (
                sum(plan.masks[id_] >> index & 1 for id_ in ids if id_ in plan.masks) for ids in (gone, earlier - gone)
            )
            found.append(_short_row(plan, row, fitting, [(out, "excluded"), (spent, earlier_are)]))
    return found or [_Conflict(plan, available).diagnostic()]


def _fixed_and_excluded(plan: Plan, id_: str) -> Diagnostic:
    origin = _origin_of(plan, id_)
    if id_ in plan.excluded:
        message = f"The item `{id_}` is always in, but it is excluded too."
        return diagnosed("S281", message, origin, hint="Remove it from one of the two lists.")
    message = f"The item `{id_}` is always in this quiz, and is also to be kept out of it."
    return diagnosed("S241", message, origin, hint="Name another item, or exclude less.")


def _fits_nothing(plan: Plan, id_: str) -> Diagnostic:
    row = _row_of(plan, id_)
    where = f" of “{plan.parts[row.part]}”" if plan.parts[row.part] else ""
    return diagnosed(
        "S281",
        f"The item `{id_}` is always in, but it fits no row{where}.",
        _origin_of(plan, id_),
        hint="Add a row that it fits, or raise `items:` above the sum of the rows.",
    )


def _origin_of(plan: Plan, id_: str) -> Span:
    """Where an item is named that is always in."""
    sections = plan.quiz.sections
    blueprint = sections[plan.candidates[id_].part or 0].blueprint if sections else plan.quiz.blueprint
    return blueprint.origin_of(id_)


def _row_of(plan: Plan, id_: str) -> Row:
    """The first row that an item fits which is always in, or else the first of its part."""
    part = plan.candidates[id_].part or 0
    rows = [row for row in plan.rows if row.part == part]
    return next((row for row in rows if row.takes(plan.candidates[id_])), rows[0])


def _short_row(plan: Plan, row: Row, fitting: Sequence[str], others: Sequence[tuple[int, str]]) -> Diagnostic:
    """A row of which some are `fitting`; so many `others` would, and what they are."""
    owner = "its banks have" if row.number == 0 else "the banks have"
    have = f"{len(fitting)}: {quoted(fitting)}" if fitting else "none"
    if not row.number:
        have = str(len(fitting) or "none")
    more = [f"{count} more {'is' if count == 1 else 'are'} {where}" for count, where in others if count]
    out = f" ({listed(more)})" if more else ""
    fewer = f"Ask for {len(fitting)}, or add items to the bank." if fitting else "Add such items, or remove the row."
    return diagnosed(
        "S280",
        capital(f"{name_of(plan, row)} asks for {asks(row)}; {owner} {have}{out}."),
        row.origin,
        hint=unknown_values(plan, row.criteria) or fewer,
    )


def _short_limits(plan: Plan, available: Sequence[str]) -> Iterator[tuple[Limit, list[str]]]:
    """The limits that ask for more items than there are, with those that there are."""
    for index, limit in enumerate(plan.limits):
        rows = -1 if limit.part is None else plan.part_masks[limit.part]
        have = [id_ for id_ in available if plan.weights[id_][index] and plan.masks[id_] & rows]
        if not limit.of_points and len(have) < limit.least:
            yield limit, have


def _short_limit(plan: Plan, limit: Limit, have: Sequence[str]) -> Diagnostic:
    return diagnosed(
        "S280",
        f"{capital(limit_phrase(plan, limit))} cannot be met; the banks have {len(have) or 'none'}"
        f"{f': {quoted(have)}' if have else ''}.",
        limit.origin,
        hint=unknown_values(plan, limit.criteria) or "Lower the limit, or add such items to the bank.",
    )


@dataclass(slots=True)
class _Conflict:
    """Looks for a smallest set of requirements that no form satisfies."""

    plan: Plan
    available: Sequence[str]

    def diagnostic(self) -> Diagnostic:
        """The message about the set."""
        conflict = self._smaller(self._minimal())
        rows = [self.plan.rows[index] for kind, index in conflict if kind == "row"]
        places = [self._origin(each) for each in conflict]
        known = list(dict.fromkeys(place for place in places if place.path))
        at = known[0] if known else self.plan.quiz.blueprint.origin
        return diagnosed(
            "S281",
            capital(self._sentence(conflict, rows)),
            at,
            hint=self._hint(conflict),
            labels=tuple(Label(place, "conflicts with this") for place in known if place != at),
        )

    def _requirements(self) -> list[Requirement]:
        """All of them, those first that a person would name first."""
        plan = self.plan
        return [
            *(("row", index) for index in range(len(plan.rows))),
            *(("limit", index) for index in range(len(plan.limits))),
            *(("fixed", index) for index in range(len(plan.fixed))),
            *([("enemies", 0)] if plan.enemies else []),
        ]

    def _fails(self, requirements: Iterable[Requirement]) -> bool:
        """True when it is certain that no form meets these requirements."""
        asked = set(requirements)
        plan = self.plan
        scope = Scope(
            frozenset(index for kind, index in asked if kind == "row"),
            frozenset(index for kind, index in asked if kind == "limit"),
            ("enemies", 0) in asked,
        )
        stock = Stock(plan, self.available, scope)
        fixed = stock.tally(id_ for index, id_ in enumerate(plan.fixed) if ("fixed", index) in asked)
        try:
            return stock.completion(fixed, {}, Budget(_STEPS_A_SET)) is None
        except TooHard:
            return False

    def _minimal(self) -> list[Requirement]:
        """A set of which nothing can be left out."""
        kept = self._requirements()
        for requirement in reversed(kept):
            fewer = [each for each in kept if each != requirement]
            if self._fails(fewer):
                kept = fewer
        return kept

    def _smaller(self, conflict: list[Requirement]) -> list[Requirement]:
        """A smallest set, if there are few enough to be tried."""
        everything = self._requirements()
        tried = 0
        for size in range(1, len(conflict)):
            tried += math.comb(len(everything), size)
            if tried > _MOST_SETS:
                break
            for candidate in itertools.combinations(everything, size):
                if self._fails(candidate):
                    return list(candidate)
        return conflict

    def _origin(self, requirement: Requirement) -> Span:
        kind, index = requirement
        if kind == "row":
            return self.plan.rows[index].origin
        if kind == "fixed":
            return _origin_of(self.plan, self.plan.fixed[index])
        return self.plan.limits[index].origin if kind == "limit" else Span("")

    def _hint(self, conflict: list[Requirement]) -> str:
        """What helps: other numbers, other items, or one requirement less."""
        kinds = {kind for kind, _ in conflict}
        if kinds == {"row"}:
            return "Each item counts for one row only. Ask for fewer items, or add items to the bank."
        if "enemies" in kinds:
            return "Ask for fewer items, or add items that are no enemies of these."
        if any(kind == "limit" and self.plan.limits[index].of_points for kind, index in conflict):
            return "Change the number of points or of items, or add items to the bank."
        if kinds == {"fixed"}:
            return "Name fewer items in `always:`, or ask for more in the rows that they fit."
        return "Change one of them." if len(conflict) > 1 else "Change the limit, or the number of items."

    def _sentence(self, conflict: list[Requirement], rows: Sequence[Row]) -> str:
        plan = self.plan
        kinds = {kind for kind, _ in conflict}
        fixed = [plan.fixed[index] for kind, index in conflict if kind == "fixed"]
        if kinds == {"row"}:
            return self._rows_only(conflict, rows)
        if kinds == {"fixed", "enemies"}:
            return f"the items {quoted(fixed)} are always in, but they are enemies, which never stand in one form."
        if kinds == {"fixed"}:
            return f"the items {quoted(fixed)} are always in, but the rows have no room for all of them."
        parts = [f"{name_of(plan, row)} ({asks(row)})" for row in rows]
        parts += [limit_phrase(plan, plan.limits[index]) for kind, index in conflict if kind == "limit"]
        parts += [f"the item `{id_}` (always in)" for id_ in fixed]
        reason = ""
        if "enemies" in kinds:
            reason = f", because enemies never stand in one form: {self._enemies(conflict)}"
        if len(parts) == 1:
            return f"{parts[0]} cannot be met{reason or self._by_how_many(conflict)}."
        return f"{listed(parts)} cannot be met together{reason}."

    def _by_how_many(self, conflict: list[Requirement]) -> str:
        """What a limit fails at, when it fails alone: the number of items in its part of the form."""
        limits = [self.plan.limits[index] for kind, index in conflict if kind == "limit"]
        if not limits:
            return " by any items of the banks"
        which = "that fit the rows" if any(row.number for row in self.plan.rows) else "of the banks"
        return f" by any {items(self.plan.room(limits[0].part))} {which}"

    def _rows_only(self, conflict: list[Requirement], rows: Sequence[Row]) -> str:
        mask = sum(1 << index for _, index in conflict)
        have = sum(bool(self.plan.masks[id_] & mask) for id_ in self.available)
        asked = listed([f"{name_of(self.plan, row)} for {row.need}{described(row.criteria)}" for row in rows])
        need = items(sum(row.need for row in rows))
        return f"{asked}, together {need}, cannot be met: the banks have {have or 'none'} that fit one of them."

    def _enemies(self, conflict: list[Requirement]) -> str:
        """The groups of enemies that matter to the rows in question."""
        mask = sum(1 << index for kind, index in conflict if kind == "row") or -1
        known = {id_ for id_ in self.available if self.plan.masks[id_] & mask}
        groups = [[id_ for id_ in group if id_ in known] for group in self.plan.enemies]
        named = [quoted(group) for group in groups if len(group) > 1]
        return "; ".join(named[:4]) + ("; and others" if len(named) > 4 else "")

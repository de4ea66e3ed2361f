"""The calculations of one parametrised item, for any choice of its values."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from guidegen.diagnostics import Span
from guidegen.expressions.evaluate import Failure, evaluate
from guidegen.expressions.formats import ENGLISH, Marks, printed
from guidegen.expressions.numbers import Value, decimals_of, settled
from guidegen.expressions.syntax import Expression, Misread, Placeholder, parse_expression, parse_placeholder
from guidegen.inline import Prose, Variable
from guidegen.model.item import Item, TrueFalse
from guidegen.model.placeholders import filled, placeholders
from guidegen.model.variables import Choices, Computed, Parameters, Range, Requirement
from guidegen.reading.names import folded
from guidegen.records import dataclass, replace

#: For each variable that is drawn by itself, the place of its value in its range or list.
Pick = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of several texts of an item that must differ from each other, such as an option."""

    prose: Prose
    is_key: bool
    origin: Span


class Worksheet:
    """Works out expressions and remembers their values by the drawn values that they depend on.

    `marks` are the decimal mark and the thousands separator of the item's language.
    """

    def __init__(self, item: Item, marks: Marks = ENGLISH) -> None:
        assert item.common.parameters is not None
        self.item = replace(item, common=replace(item.common, parameters=None))
        self.marks = marks
        self.parameters: Parameters = item.common.parameters
        self._sources = {variable.name: variable.source for variable in self.parameters.variables}
        self.leaders = tuple(name for name, source in self._sources.items() if _draws(source))
        self.lengths = tuple(len(self._sources[name]) for name in self.leaders)  # type: ignore[arg-type]
        self._depends = self._dependencies()
        self._values: dict[tuple[str, Pick], Value | Failure] = {}
        self._needs: dict[str, tuple[int, ...]] = {}
        self._fits: dict[Pick, bool] = {}
        self._alike: dict[Pick, tuple[tuple[Alternative, Alternative, str], ...]] = {}

    @property
    def size(self) -> int:
        """How many choices of values there are."""
        return math.prod(self.lengths)

    def _dependencies(self) -> dict[str, frozenset[int]]:
        """For each variable, the places in a pick that decide its value."""
        found: dict[str, frozenset[int]] = {}
        for name, source in self._sources.items():
            if isinstance(source, Computed):
                names = read_expression(source.expression).names
                found[name] = frozenset().union(*(found[other] for other in names))
            else:
                leader = source.leader or name if isinstance(source, Choices) else name
                found[name] = frozenset({self.leaders.index(leader)})
        return found

    @cached_property
    def places(self) -> tuple[Variable, ...]:
        """Every `{{...}}` of the item."""
        return tuple(placeholders(self.item))

    def is_truth(self, place: Variable) -> bool:
        """Whether a `{{...}}` decides whether a statement is true, and so is not printed."""
        return isinstance(self.item, TrueFalse) and place is self.item.is_true

    @cached_property
    def alternatives(self) -> tuple[tuple[Alternative, ...], ...]:
        """The lists of texts that must differ from each other: options, premises, responses."""
        return tuple(_alternatives(self.item))

    # Values

    def drawn(self, pick: Pick) -> dict[str, Fraction | str]:
        """The values that are drawn, without those that follow from them."""
        return {
            name: source[self._index(name, pick)]
            for name, source in self._sources.items()
            if not isinstance(source, Computed)
        }

    def drawn_together(self, place: int) -> list[tuple[str, Range | Choices]]:
        """The variables whose values one place of a pick decides, and what they are drawn from."""
        return [
            (name, source)
            for name, source in self._sources.items()
            if not isinstance(source, Computed) and self._depends[name] == {place}
        ]

    def _index(self, name: str, pick: Pick) -> int:
        (place,) = self._depends[name]
        return pick[place]

    def variable(self, name: str, pick: Pick) -> Value | Failure:
        """The value of a variable."""
        source = self._sources[name]
        if isinstance(source, Computed):
            return self.value(read_expression(source.expression), pick)
        return source[self._index(name, pick)]

    def value(self, expression: Expression, pick: Pick) -> Value | Failure:
        """The value of an expression."""
        places = self._needs.get(expression.text)
        if places is None:
            places = tuple(sorted(frozenset().union(*(self._depends[name] for name in expression.names))))
            self._needs[expression.text] = places
        key = expression.text, tuple([pick[place] for place in places])
        if key not in self._values:
            names = {name: self.variable(name, pick) for name in expression.names}
            self._values[key] = evaluate(expression, names)
        return self._values[key]

    def numbers(self, pick: Pick) -> Iterator[Fraction]:
        """The numbers of variables and those that are printed without a format; failures are left out."""
        values = [self.variable(name, pick) for name in self._sources]
        for place in self.places:
            placeholder = read_placeholder(place.expression)
            if not placeholder.format.rounds:
                values.append(self.value(placeholder.expression, pick))
        return (settled(value) for value in values if isinstance(value, Fraction))

    # Requirements

    def fits(self, pick: Pick) -> bool:
        """Whether no requirement is broken. One that cannot be worked out is not broken: `faults` tells of it."""
        found = self._fits.get(pick)
        if found is None:
            found = all(self._holds(requirement, pick) is not False for requirement in self.parameters.requirements)
            self._fits[pick] = found
        return found

    def _holds(self, requirement: Requirement, pick: Pick) -> Value | Failure:
        match requirement.rule:
            case "distinct":
                return not self.alike(pick)
            case "positive":
                return all(number > 0 for number in self.numbers(pick))
            case "decimals":
                found = [decimals_of(number) for number in self.numbers(pick)]
                return all(count is not None and count <= requirement.decimals for count in found)
            case _:
                return self.value(read_expression(requirement.expression), pick)

    def alike(self, pick: Pick) -> tuple[tuple[Alternative, Alternative, str], ...]:
        """Pairs of texts that are printed alike and must differ, with what they say."""
        if pick not in self._alike:
            self._alike[pick] = tuple(self._find_alike(pick))
        return self._alike[pick]

    def _find_alike(self, pick: Pick) -> Iterator[tuple[Alternative, Alternative, str]]:
        values = Values(self, pick)
        for group in self.alternatives:
            seen: dict[str, Alternative] = {}
            for alternative in group:
                prose = filled(alternative.prose, values)
                first = seen.setdefault(folded(prose), alternative)
                if first is not alternative:
                    yield first, alternative, folded(prose)


@dataclass(frozen=True, slots=True)
class Values:
    """What is put in the places of an item for one choice of values (`model.placeholders.Filling`)."""

    worksheet: Worksheet
    pick: Pick

    def text(self, variable: Variable) -> str:
        """The value as it is printed; a question mark where there is none, which `faults` tells of."""
        placeholder = read_placeholder(variable.expression)
        value = self.worksheet.value(placeholder.expression, self.pick)
        if isinstance(value, bool | Failure):
            return "?"
        return value if isinstance(value, str) else printed(value, placeholder.format, self.worksheet.marks)

    def formula(self, variable: Variable) -> str:
        """The value as a group of its own, so that it can be a power or stand in a fraction."""
        placeholder = read_placeholder(variable.expression)
        value = self.worksheet.value(placeholder.expression, self.pick)
        if isinstance(value, Fraction) and placeholder.format.fraction and settled(value).denominator != 1:
            number = settled(value)
            return f"{'-' if number < 0 else ''}\\frac{{{abs(number.numerator)}}}{{{number.denominator}}}"
        text = self.text(variable)
        if isinstance(value, str):
            return text if len(text) == 1 else f"\\text{{{text}}}"
        text = text.replace(",", "{,}")  # no list: the comma stands close
        # A sign that was asked for joins two terms, and needs the space around it that a group would take away.
        return text if placeholder.format.sign else "{" + text + "}"

    def number(self, variable: Variable) -> Decimal | bool:
        """The value for a field that needs a number, or true or false; `faults` tells where it has neither."""
        placeholder = read_placeholder(variable.expression)
        value = self.worksheet.value(placeholder.expression, self.pick)
        if isinstance(value, bool):
            return value
        if not isinstance(value, Fraction):
            return Decimal(0)
        return Decimal(printed(value, replace(placeholder.format, thousands=False, fraction=False)))


def read_expression(text: str) -> Expression:
    """An expression that was checked when its file was read."""
    found = parse_expression(text)
    assert not isinstance(found, Misread), found.message
    return found


def read_placeholder(text: str) -> Placeholder:
    """A `{{...}}` that was checked when its file was read."""
    found = parse_placeholder(text)
    assert not isinstance(found, Misread), found.message
    return found


def named(values: Mapping[str, Fraction | str]) -> str:
    """Values in words: `weight = 40, dose = 5`."""
    shown = [f"{name} = {stored(value)}" for name, value in list(values.items())[:8]]
    return ", ".join(shown) + (", ..." if len(values) > len(shown) else "")


def stored(value: Fraction | str) -> str:
    """A drawn value as text, exact."""
    return value if isinstance(value, str) else printed(value)


def _draws(source: Range | Choices | Computed) -> bool:
    return isinstance(source, Range) or (isinstance(source, Choices) and not source.leader)


def _alternatives(value: Any) -> Iterator[tuple[Alternative, ...]]:
    """Every list of texts with ids that an item holds: two of them that read the same could not be told apart.

    The blanks of a cloze text have such lists of their own.
    """
    for each in dataclasses.fields(value):
        entries = getattr(value, each.name)
        if not isinstance(entries, tuple) or not all(hasattr(entry, "id") for entry in entries):
            continue
        if entries and all(hasattr(entry, "prose") for entry in entries):
            yield tuple(Alternative(e.prose, getattr(e, "is_key", False), e.origin) for e in entries)
        else:
            for entry in entries:
                yield from _alternatives(entry)

"""Parametrised items: `variables:` and `require:`, and the `{{...}}` that use them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from guidegen.diagnostics import Span
from guidegen.inline import Variable as Place
from guidegen.model.variables import Choices, Computed, Parameters, Range, Requirement, Variable
from guidegen.patterns import pattern
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import ByKind, Field, ListOf, Record, Schema, Shape, Text, Values, as_text, shown
from guidegen.reading.tables import table_at
from guidegen.records import dataclass, field
from guidegen.source.nodes import MappingNode, Node, ScalarNode, head

# The calculator is imported where it is used: most projects have no variables, and it loads Python's own parser.
if TYPE_CHECKING:
    from guidegen.expressions.syntax import Misread

MOST_VARIABLES = 30
MOST_VALUES = 10_000
_LARGEST_RANGE = 1_000_000
_NUMBER = pattern(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?|-?\.[0-9]{1,12}")
_COUNTS = {"no": 0, "one": 1, "two": 2, "three": 3, "four": 4}
_AT_MOST = pattern(r"(?:at most )?(?P<count>[0-9]|no|one|two|three|four) decimals?")
_RULE_WORDS = ("distinct", "positive", "at most two decimals", "whole numbers")


class ExactNumber(Shape):
    """A number with or without decimals, kept exactly."""

    noun = "a number"

    def read(self, node: Node, reader: Reader, at: Span) -> Fraction | None:
        """The number as a fraction."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        number = number_of(scalar.value)
        if number is None:
            hint = "Write digits with a point before the decimals, such as 2.5."
            reader.report("S204", scalar.span, f"{shown(scalar.value)} is not a number.", hint)
        return number

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "number"}


def number_of(text: str) -> Fraction | None:
    """The number that a text spells with plain digits, or None."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return None
    from guidegen.expressions.numbers import decimal_fraction

    return decimal_fraction(text)


@dataclass(frozen=True, slots=True)
class _Typed:
    """A text with its place."""

    text: str
    span: Span


class _TypedText(Text):
    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        text = super().read(node, reader, at)
        return None if text is None else _Typed(text, head(node))


@dataclass(frozen=True, slots=True)
class _FromTable:
    """A column of a file. `row` keeps the variables apart that stand in different rows of it."""

    path: str
    column: str
    row: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Tied:
    """A list of values, and the variable whose place in its own list decides."""

    values: tuple[_Typed, ...]
    leader: str
    span: Span


def _variable(values: Values, reader: Reader) -> Any:
    """A range, a list or a column of a file; each has keys of its own."""
    given = [name for name in ("from", "values", "file") if values.has(name)]
    own = {"from": ("from", "to", "step"), "values": ("values", "with"), "file": ("file", "column", "row")}
    kind = given[0] if given else "from" if values.has("to") or values.has("step") else ""
    if not kind:
        hint = "Write {from: 1, to: 10}, {values: [1, 2, 5]} or {file: table.csv}."
        reader.report("S202", values.at, "This variable has neither a range nor values.", hint)
        return None
    for name in values.entries:
        if name not in own[kind]:
            message = f"`{name}` does not go together with `{kind}`."
            reader.report(
                "S201", values.key(name), message, f"Keep one of the two; `{kind}` goes with {_others(own, kind)}."
            )
            return None
    match kind:
        case "from":
            return _range(values, reader)
        case "values":
            return _Tied(values.items("values"), values.text("with"), values.value("with"))
        case _:
            path = values.text("file")
            return _FromTable(path, values.text("column"), values.text("row"), values.value("file")) if path else None


def _others(own: Mapping[str, tuple[str, ...]], kind: str) -> str:
    return " and ".join(f"`{name}`" for name in own[kind] if name != kind)


def _range(values: Values, reader: Reader) -> Range | None:
    for name in ("from", "to"):
        if not values.has(name):
            reader.report("S202", values.at, f"This range has no `{name}`.", "Write it as {from: 1, to: 10, step: 1}.")
            return None
    first, last, step = values.get("from"), values.get("to"), values.get("step", Fraction(1))
    if first is None or last is None or (values.has("step") and values.get("step") is None):
        return None
    if step <= 0:
        reader.report(
            "S204", values.value("step"), "The step of a range is above zero.", "Write a number such as 1 or 0.5."
        )
        return None
    if last < first:
        reader.report("S204", values.value("to"), "This range ends before it begins.", "Exchange `from` and `to`.")
        return None
    count = int((last - first) // step) + 1
    if count > _LARGEST_RANGE:
        message = f"This range has {count:,} values; at most {_LARGEST_RANGE:,} can be drawn from."
        reader.report("S204", values.key("step"), message, "Make the step larger.")
        return None
    return Range(first, step, count)


VARIABLE = Record(
    "a variable",
    (
        Field("from", ExactNumber(), "The first number of a range.", example="40"),
        Field("to", ExactNumber(), "The last number of a range.", example="90"),
        Field("step", ExactNumber(), "The distance between the numbers of a range (default 1).", example="5"),
        Field("values", ListOf(_TypedText(), 1, MOST_VALUES), "The numbers or words to draw from, as a list does."),
        Field("with", Text(), "Another list, from which the value at the same place is drawn.", example="animal"),
        Field("file", Text(), "A table of comma-separated values, of which one row is drawn.", example="elements.csv"),
        Field("column", Text(), "The column of the table; the one with the variable's name when left out."),
        Field("row", Text(), "Variables with the same word stand in the same row; all of them when left out."),
    ),
    _variable,
)

_VARIABLE = ByKind(text=_TypedText(), sequence=ListOf(_TypedText(), 1, MOST_VALUES), group=VARIABLE)


@dataclass(frozen=True, slots=True)
class _Declared:
    """A variable as it was typed: an expression, a list, a range, or a column."""

    name: str
    value: Any
    span: Span


class VariablesShape(Shape):
    """Names with what they stand for: a range, a list, an expression."""

    noun = "variables"

    def fits(self, node: Node) -> bool:
        """True for a group of keys."""
        return isinstance(node, MappingNode)

    def read(self, node: Node, reader: Reader, at: Span) -> list[_Declared] | None:
        """The variables that could be read, as they were typed."""
        if not isinstance(node, MappingNode):
            hint = "Write each variable on a line of its own: `weight: {from: 40, to: 90}`."
            reader.report("S203", head(node), "Variables are a group of names with their values.", hint)
            return None
        if len(node.entries) > MOST_VARIABLES:
            reader.report("S219", at, f"An item has at most {MOST_VARIABLES} variables.", "Leave some out.")
            return None
        return [self._declared(entry.key, entry.value, reader) for entry in node.entries]

    def _declared(self, key: ScalarNode, value: Node, reader: Reader) -> _Declared:
        from guidegen.expressions.syntax import is_variable_name

        name = key.value.strip()
        if not is_variable_name(name):
            _report_name(key, reader)
        if isinstance(value, ScalarNode) and value.is_empty:
            hint = "Write a range, a list or an expression after the colon."
            reader.report("S202", key.span, f"The variable {shown(name)} has no value.", hint)
            return _Declared(name, None, key.span)
        return _Declared(name, _VARIABLE.read(value, reader, key.span), key.span)

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "object", "additionalProperties": _VARIABLE.schema(), "maxProperties": MOST_VARIABLES}


def _report_name(key: ScalarNode, reader: Reader) -> None:
    from guidegen.expressions.functions import CONSTANTS, FUNCTIONS
    from guidegen.expressions.syntax import is_variable_name

    name = key.value.strip()
    message = f"{shown(name)} cannot be the name of a variable."
    better = re.sub(r"\W+", "_", name).strip("_")
    hint = "Use letters, digits and underscores, a letter first, at most 32."
    if name in FUNCTIONS or name in CONSTANTS:
        hint = f"`{name}` has a meaning of its own in expressions; write another name, such as `{name}_1`."
    elif is_variable_name(better):
        hint = f"Write `{better}`: letters, digits and underscores, a letter first."
    reader.report("S205", key.span, message, hint)


#: The values of `variables` and `require`.
VARIABLES = VariablesShape()
REQUIREMENTS = ByKind(text=_TypedText(), sequence=ListOf(_TypedText(), least=1))


def read_parameters(values: Values, reader: Reader) -> Parameters | None:
    """The variables and requirements of an item; None where it has none. Its `{{...}}` are checked against them."""
    used = [place for place in reader.placeholders if place.origin.path or values.has("variables")]
    if not values.has("variables"):
        if values.has("require"):
            reader.report(
                "S201", values.key("require"), "There are no variables to require anything of.", "Add `variables:`."
            )
        for place in used:
            report_unfilled(place, reader)
        return None
    declared: list[_Declared] | None = values.get("variables")
    if declared is None:
        return None
    check = _Check(reader, [each.name for each in declared])
    variables = tuple(check.variables(declared))
    typed = values.get("require") or []
    requirements = tuple(check.requirements([typed] if isinstance(typed, _Typed) else typed))
    for place in used:
        check.placeholder(place, values.value("stem"))
    check.report_unused(declared)
    return Parameters(variables, requirements)


def report_unfilled(place: Place, reader: Reader) -> None:
    """Report a `{{...}}` where there are no variables."""
    reader.report(
        "S218",
        place.origin,
        f"{shown('{{' + place.expression + '}}')} cannot be filled in: only an item with `variables:` has values.",
        "Leave a blank to write on (____), or put a backslash before `{{` to print it as it is.",
    )


@dataclass(slots=True)
class _Check:
    """Makes the variables of one item, and notes which of them are used."""

    reader: Reader
    names: list[str]
    used: set[str] = field(default_factory=set)
    lists: dict[str, Choices] = field(default_factory=dict)
    rows: dict[tuple[str, str], str] = field(default_factory=dict)

    def variables(self, declared: Sequence[_Declared]) -> Iterator[Variable]:
        """The variables whose values could be read; all problems are reported."""
        for place, each in enumerate(declared):
            source = self._source(each, [other.name for other in declared[:place]])
            if source is not None:
                if isinstance(source, Choices):
                    self.lists[each.name] = source
                yield Variable(each.name, source, origin=each.span)

    def _source(self, declared: _Declared, earlier: Sequence[str]) -> Range | Choices | Computed | None:
        match declared.value:
            case _Typed(text, span):
                number = number_of(text)
                self.expression(text, span, number is None, known=earlier)
                return Computed(text)
            case _Tied(values, leader, span):
                return self._tied(values, leader, span)
            case list() as values:
                return Choices(_values_of(values))
            case _FromTable() as column:
                return self._column(declared.name, column)
            case Range() as numbers:
                return numbers
            case _:
                return None

    def _tied(self, values: Sequence[_Typed], leader: str, span: Span) -> Choices | None:
        if not leader:
            return Choices(_values_of(values)) if values else None
        other = self.lists.get(leader)
        if other is None:
            near = self.reader.nearest(leader, self.lists)
            hint = f"Is `{near}` meant?" if near else "Name a variable that stands above this one and is a list."
            self.reader.report("S261", span, f"There is no list {shown(leader)} before this one.", hint)
            return None
        self.used.add(leader)
        if len(other) != len(values):
            message = f"This list has {len(values)} values, and the list {shown(leader)} has {len(other)}."
            self.reader.report("S219", span, message, "Write one value for each of the other list.")
            return None
        return Choices(_values_of(values), other.leader or leader)

    def _column(self, name: str, column: _FromTable) -> Choices | None:
        table = table_at(column.path, column.span, self.reader)
        if table is None:
            return None
        wanted = column.column or name
        if wanted not in table.header:
            near = self.reader.nearest(wanted, table.header)
            known = ", ".join(table.header[:20])
            hint = f"Is `{near}` meant?" if near else f"Its columns are: {known}. Name one with `column:`."
            self.reader.report("S261", column.span, f"The table has no column {shown(wanted)}.", hint)
            return None
        place = table.header.index(wanted)
        empty = [row for row in table.rows if not row.cells[place]]
        for row in empty:
            span = Span(table.path, row.line, 1, row.line, 2)
            self.reader.report("S202", span, f"This row has nothing in the column {shown(wanted)}.", "Fill the cell.")
        if empty:
            return None
        leader = self.rows.setdefault((table.path, column.row), name)
        values = _values_of([_Typed(row.cells[place], column.span) for row in table.rows])
        return Choices(values, "" if leader == name else leader)

    def requirements(self, typed: Sequence[_Typed]) -> Iterator[Requirement]:
        """What must hold, by its words or as a comparison."""
        for each in typed:
            words = each.text.lower()
            if words in ("distinct", "positive"):
                yield Requirement(words, origin=each.span)  # type: ignore[arg-type]
            elif words in ("whole", "whole numbers"):
                yield Requirement("decimals", decimals=0, origin=each.span)
            elif match := _AT_MOST.fullmatch(words):
                count = match["count"]
                yield Requirement(
                    "decimals", decimals=_COUNTS.get(count, 0) or int(_COUNTS.get(count, count)), origin=each.span
                )
            elif near := self._rule_meant(words):
                self.reader.report("S261", each.span, f"There is no rule {shown(words)}.", f"Is `{near}` meant?")
            elif self.expression(each.text, each.span):
                yield Requirement("expression", each.text, origin=each.span)

    def _rule_meant(self, words: str) -> str:
        """The rule that was misspelt, where a text is no expression of known names."""
        is_word = re.fullmatch(r"[a-z ]+", words) and words not in self.names
        return self.reader.nearest(words, _RULE_WORDS) if is_word else ""

    def placeholder(self, place: Place, stem: Span) -> None:
        """A `{{...}}` of the item. Those in code and formulas have no place of their own."""
        from guidegen.expressions.syntax import Misread, parse_placeholder

        span = place.origin if place.origin.path else stem
        found = parse_placeholder(place.expression)
        if isinstance(found, Misread):
            self._report_misread(found, span)
        else:
            self._names(found.expression.names, span, self.names)

    def expression(self, text: str, span: Span, counts: bool = True, known: Sequence[str] | None = None) -> bool:
        """Check an expression; True when it can be read and all its names are known."""
        from guidegen.expressions.syntax import Misread, parse_expression

        found = parse_expression(text)
        if isinstance(found, Misread):
            self._report_misread(found, span)
            return False
        return self._names(found.names, span, self.names if known is None else known)

    def _report_misread(self, misread: Misread, span: Span) -> None:
        from guidegen.expressions.functions import FUNCTIONS

        near = self.reader.nearest(misread.name, FUNCTIONS) if misread.name else ""
        hint = f"Is `{near}` meant?" if near else misread.hint or "See the table of functions in the documentation."
        self.reader.report("S260", span, misread.message, hint)

    def _names(self, names: Sequence[str], span: Span, known: Sequence[str]) -> bool:
        self.used.update(names)
        unknown = [name for name in names if name not in known]
        for name in unknown:
            if name in self.names:
                message, hint = (
                    f"The variable `{name}` stands further down.",
                    "Move it up, above the line that uses it.",
                )
            else:
                near = self.reader.nearest(name, known)
                message = f"There is no variable {shown(name)}."
                hint = f"Is `{near}` meant?" if near else self._unknown_hint(name, known)
            self.reader.report("S261", span, message, hint)
        return not unknown

    def _unknown_hint(self, name: str, known: Sequence[str]) -> str:
        words = f"For words write a list: `[{name}]`."
        return f"The variables are: {', '.join(known)}. {words}" if known else words

    def report_unused(self, declared: Sequence[_Declared]) -> None:
        """Warn of each variable that nothing uses."""
        from guidegen.expressions.syntax import is_variable_name

        for each in declared:
            if each.name not in self.used and is_variable_name(each.name):
                message = f"The variable `{each.name}` is used nowhere."
                self.reader.report("S263", each.span, message, "Use it as {{" + each.name + "}}, or remove it.")


def _values_of(typed: Sequence[_Typed]) -> tuple[Fraction, ...] | tuple[str, ...]:
    """Numbers when all of them are, else words."""
    numbers = [number_of(each.text) for each in typed]
    if None in numbers:
        return tuple(each.text for each in typed)
    return tuple(number for number in numbers if number is not None)

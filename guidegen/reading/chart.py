"""Charts and pictographs: numbers by category, with what can be wrong with them."""

from __future__ import annotations

from decimal import Decimal

from guidegen.diagnostics import Span
from guidegen.model.chart import KINDS, Chart, Pictograph, Series
from guidegen.patterns import pattern
from guidegen.reading.block_id import BLOCK_ID
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    ByKind,
    Choice,
    Field,
    InlineText,
    Integer,
    ListOf,
    Record,
    Schema,
    Shape,
    Text,
    TextMap,
    Values,
    as_text,
    shown,
)
from guidegen.records import dataclass
from guidegen.source.nodes import MappingNode, Node, ScalarNode, head

_NUMBER = pattern(r"[-+\N{MINUS SIGN}]?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_WITH_UNIT = pattern(r"([-+]?[0-9][0-9.,]*)\s*(%|[^\W\d]\w*)")
_DECIMAL = pattern(r"[0-9]{1,3}\.[0-9]+")
_GROUPED = pattern(r"[0-9]{1,3}(?:,[0-9]{3})+")
_MOST_SERIES, _MOST_VALUES = 4, 60
#: The most categories that can be told apart.
_MOST = {"bars": 24, "columns": 12, "line": _MOST_VALUES, "pie": 6}
#: Parts of 100 percent may miss it by rounding, each by at most half a unit of their last digit.
_PERCENT = ("%", "percent", "per cent")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A number with its place."""

    value: Decimal
    at: Span


class Amount(Shape):
    """A number with or without decimals."""

    noun = "a number"

    def read(self, node: Node, reader: Reader, at: Span) -> _Placed | None:
        """The number and its place."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        typed = scalar.value.strip()
        if _NUMBER.fullmatch(typed):
            return _Placed(Decimal(typed.replace("\N{MINUS SIGN}", "-")), scalar.span)
        hint = "Write digits, with a point before the decimals: 12 or 2.5."
        if match := _WITH_UNIT.fullmatch(typed):
            hint = f'Write the number alone, {match[1]}, and put the unit beside `data`: unit: "{match[2]}"'
        elif _GROUPED.fullmatch(typed):
            hint = f"Write it without commas: {typed.replace(',', '')}."
        reader.report("S204", scalar.span, f"{shown(typed)} is not a number.", hint)
        return None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "number"}


class DataShape(Shape):
    """Names, each with a number or with a list of numbers."""

    noun = "names with numbers"
    _map = TextMap(ByKind(text=Amount(), sequence=ListOf(Amount(), least=1, most=_MOST_SERIES)))

    def fits(self, node: Node) -> bool:
        """True for a group of keys."""
        return isinstance(node, MappingNode)

    def read(self, node: Node, reader: Reader, at: Span) -> list[tuple[str, Span, list[_Placed]]] | None:
        """Each name with its place and its numbers; none of them where a number could not be read."""
        if not isinstance(node, MappingNode):
            hint = "Write each name on a line of its own, with its number after a colon: `Apples: 12`."
            reader.report("S203", head(node), "This is no group of names with numbers.", hint)
            return None
        before = len(reader.diagnostics)
        pairs = self._map.read(node, reader, at) or []
        if len(reader.diagnostics) > before:
            return None
        rows = []
        for key, value in pairs:
            numbers = list(value) if isinstance(value, list) else [value]
            rows.append((" ".join(key.value.split()), key.span, numbers))
        return rows

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return self._map.schema()


def _chart(values: Values, reader: Reader) -> Chart | None:
    kind = values.text("kind", "bars")
    rows: list[tuple[str, Span, list[_Placed]]] = values.get("data", [])
    names = tuple(values.items("series"))
    if not rows or not _check_counts(values, rows, names, reader):
        return None
    _check_kind(values, kind, rows, names, reader)
    start = values.get("from")
    _check_start(values, kind, rows, start, reader)
    series = tuple(
        Series(names[index] if names else "", tuple(numbers[index].value for _, _, numbers in rows))
        for index in range(len(names) or 1)
    )
    return Chart(
        values.text("id"),
        values.runs("chart"),
        kind,
        tuple(name for name, _, _ in rows),
        series,
        values.text("unit"),
        start.value if start is not None else None,
        values.text("alt"),
        values.runs("source"),
        origin=values.at,
        how_to_read=values.runs("how-to-read"),
    )


def _check_counts(
    values: Values, rows: list[tuple[str, Span, list[_Placed]]], names: tuple[str, ...], reader: Reader
) -> bool:
    """True when every category has a number for each series."""
    fine = True
    if not names and any(len(numbers) > 1 for _, _, numbers in rows):
        _, at, _ = next(row for row in rows if len(row[2]) > 1)
        reader.report(
            "S300",
            at,
            "Several numbers stand here, but nothing says what each of them is.",
            "Add `series:` with a name for each.",
        )
        return False
    for name, at, numbers in rows:
        if names and len(numbers) != len(names):
            reader.report(
                "S300",
                at,
                f"{shown(name)} has {len(numbers)} of {len(names)} numbers.",
                f"Write one for each of {', '.join(names)}, in this order: `{name}: [1, 2]`.",
            )
            fine = False
    return fine


def _check_kind(
    values: Values,
    kind: str,
    rows: list[tuple[str, Span, list[_Placed]]],
    names: tuple[str, ...],
    reader: Reader,
) -> None:
    """What a kind of chart cannot show."""
    if len(rows) > _MOST[kind]:
        other = "Show the smallest together as one, or use `kind: bars`." if kind == "pie" else "Show fewer."
        reader.report(
            "S303",
            values.key("data"),
            f"{len(rows)} parts are too many for {_said(kind)}: at most {_MOST[kind]} can be told apart.",
            other,
        )
    if len(rows) < 2 and kind in ("line", "pie"):
        reader.report(
            "S303", values.key("data"), f"One number makes no {kind} chart.", "Add more, or say it in a sentence."
        )
    if kind == "pie" and len(names) > 1:
        reader.report("S303", values.key("series"), "A pie shows one series.", "Use `kind: bars` to compare several.")
        return
    for name, _, numbers in rows:
        if kind == "pie" and numbers[0].value <= 0:
            message = f"{shown(name)} has no part of the pie: {numbers[0].value}."
            reader.report("S301", numbers[0].at, message, "Leave it out, or use `kind: bars`.")
    if kind == "pie" and values.text("unit") in _PERCENT:
        _check_sum([numbers[0].value for _, _, numbers in rows], values, reader)


def _said(kind: str) -> str:
    return {"bars": "bars", "columns": "columns", "line": "a line", "pie": "a pie"}[kind]


def _check_sum(numbers: list[Decimal], values: Values, reader: Reader) -> None:
    total = sum(numbers, Decimal(0))
    rounding = sum((Decimal(1).scaleb(int(n.as_tuple().exponent)) / 2 for n in numbers), Decimal(0))
    if abs(total - 100) > rounding:
        reader.report(
            "S302",
            values.key("data"),
            f"The parts add up to {total:f} percent, and a pie shows the whole, 100.",
            "Correct the numbers, add what is missing as `Other`, or use `kind: bars`.",
        )


def _check_start(
    values: Values, kind: str, rows: list[tuple[str, Span, list[_Placed]]], start: _Placed | None, reader: Reader
) -> None:
    if start is None:
        return
    least = min(number.value for _, _, numbers in rows for number in numbers)
    if kind != "line":
        reader.report(
            "S305",
            values.key("from"),
            f"{_said(kind).capitalize()} that did not begin at 0 would mislead: readers compare how long they are.",
            "Remove `from:`, or use `kind: line`.",
        )
    elif start.value > least:
        reader.report("S305", start.at, f"The axis begins above the lowest value, {least}.", f"Write {least} or less.")


_SOURCE = Field("source", InlineText(), "Where the numbers come from.", example="CDC, 2024 [@cdc]")
_ALT = Field(
    "alt", Text(), "What the picture shows, in place of kind and caption; the numbers are said behind it in any case."
)

_HOW = Field("how-to-read", InlineText(), "A sentence before it on how to read it.", example="Each icon is a person.")

CHART = Record(
    "a chart",
    (
        Field(
            "chart", InlineText(), "The caption: what the numbers are.", required=True, example="Hours of sleep by age"
        ),
        Field("kind", Choice(KINDS), "How they are shown (default bars). Bars lie, columns stand."),
        Field(
            "data",
            DataShape(),
            "Names, each with a number, or with a list of one for each series.",
            required=True,
            example="{Apples: 12, Pears: 9}",
        ),
        Field(
            "series",
            ListOf(Text(), least=2, most=_MOST_SERIES),
            "What the numbers of a list are, in the same order.",
            example="[Women, Men]",
        ),
        Field("unit", Text(), "The unit of the numbers.", example="hours"),
        Field("from", Amount(), "Where the axis of a line chart begins (default 0).", example="90"),
        _SOURCE,
        _ALT,
        _HOW,
        BLOCK_ID,
    ),
    _chart,
)


def _pictograph(values: Values, reader: Reader) -> Pictograph | None:
    total = values.get("of")
    groups: tuple[tuple[str, int], ...] = ()
    if values.has("groups") and values.has("count"):
        reader.report("S304", values.key("count"), "`count` is for one group, `groups` for two.", "Keep one of them.")
    elif values.has("count"):
        groups = (("", values.get("count", 0)),)
        _check_count(values.get("count"), values.value("count"), total, reader)
    elif values.has("groups"):
        rows: list[tuple[str, Span, int]] = values.get("groups", [])
        if len(rows) != 2 and values.get("groups") is not None:
            hint = "Write two, such as `Without treatment: 12` and `With treatment: 8`, or one number as `count:`."
            reader.report("S304", values.key("groups"), f"Two groups can be compared, not {len(rows)}.", hint)
        for _, at, count in rows:
            _check_count(count, at, total, reader)
        groups = tuple((name, count) for name, _, count in rows)
    else:
        reader.report(
            "S202", values.at, "A pictograph needs `count` or `groups`.", "Add a line, for example: count: 12"
        )
    if not groups or total is None:
        return None
    return Pictograph(
        values.text("id"),
        values.runs("pictograph"),
        total,
        groups,
        values.text("alt"),
        values.runs("source"),
        origin=values.at,
        how_to_read=values.runs("how-to-read"),
    )


def _check_count(count: int | None, at: Span, total: int | None, reader: Reader) -> None:
    if count is not None and total is not None and count > total:
        reader.report("S304", at, f"{count} is more than all of them, {total}.", "Check the number, and `of`.")


class Count(Integer):
    """So many of a number of icons: whole ones only."""

    def read(self, node: Node, reader: Reader, at: Span) -> int | None:
        """The count."""
        typed = node.value.strip() if isinstance(node, ScalarNode) else ""
        if not _DECIMAL.fullmatch(typed):
            return super().read(node, reader, at)
        tenfold = (Decimal(typed) * 10).normalize()
        better = f"Write {tenfold:f} of 1000, or round it." if tenfold == int(tenfold) else "Round it."
        reader.report("S304", head(node), f"Icons are whole; {typed} of them cannot be shown.", better)
        return None


class GroupsShape(Shape):
    """Two names, each with a whole number."""

    noun = "two names with whole numbers"
    _map = TextMap(Count(0, 1000))

    def fits(self, node: Node) -> bool:
        """True for a group of keys."""
        return isinstance(node, MappingNode)

    def read(self, node: Node, reader: Reader, at: Span) -> list[tuple[str, Span, int]] | None:
        """Each name with its place and its number."""
        pairs = self._map.read(node, reader, at)
        if pairs is None:
            return None
        return [(" ".join(key.value.split()), key.span, count) for key, count in pairs]

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {**self._map.schema(), "minProperties": 2, "maxProperties": 2}


PICTOGRAPH = Record(
    "a pictograph",
    (
        Field("pictograph", InlineText(), "The caption: what is counted.", required=True, example="Colds in a winter"),
        Field("of", Integer(10, 1000), "Of how many: the number of icons.", required=True, example="100"),
        Field("count", Count(0, 1000), "How many of them.", example="12"),
        Field("groups", GroupsShape(), "Two names, each with its count, to be compared."),
        _SOURCE,
        _ALT,
        _HOW,
        BLOCK_ID,
    ),
    _pictograph,
)

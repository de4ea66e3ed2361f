"""Blueprints: how many items a quiz or a section of it draws, which are always in, rows, limits and totals."""

from __future__ import annotations

from typing import Any

from guidegen.amounts import amount
from guidegen.diagnostics import Span
from guidegen.model.quiz import Blueprint, BlueprintRow, Criteria, Limit
from guidegen.reading.items.kinds import KIND_NAMES
from guidegen.reading.names import IDENTIFIER
from guidegen.reading.reader import Amount, Reader
from guidegen.reading.shapes import (
    ByKind,
    Choice,
    Field,
    Identifier,
    Integer,
    ListOf,
    Record,
    Schema,
    Shape,
    Text,
    Values,
)
from guidegen.source.nodes import Node, ScalarNode, SequenceNode, head

_MOST_ITEMS = 100_000
#: What `items: rest` reads as, until the other rows are known.
_REST = 0


class _AnyOf(ByKind):
    """One value, or a list of those that may be; read as a tuple either way."""

    def __init__(self, each: Shape) -> None:
        super().__init__(text=each, sequence=ListOf(each, least=1))

    def read(self, node: Node, reader: Reader, at: Span) -> tuple[Any, ...] | None:
        """The values that could be read, or None where there are none."""
        value = super().read(node, reader, at)
        found = tuple(value) if isinstance(value, list) else () if value is None else (value,)
        return found or None


class NumberOfItems(Integer):
    """A number of items, or the word `rest`."""

    def read(self, node: Node, reader: Reader, at: Span) -> int | None:
        """The number, 0 for the rest."""
        if isinstance(node, ScalarNode) and node.value.strip() == "rest":
            return _REST
        return super().read(node, reader, at)

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"anyOf": [super().schema(), {"const": "rest"}]}


_CRITERIA = (
    Field("objective", _AnyOf(Identifier()), "The objective that the items test. Here and below a list means any of."),
    Field("tag", _AnyOf(Text()), "A tag of the items."),
    Field("level", _AnyOf(Text()), "The level of the items."),
    Field("kind", _AnyOf(Choice(KIND_NAMES)), "The kind of the items."),
    Field("points", _AnyOf(Integer(1, 100)), "What each of the items is worth."),
    Field("section", _AnyOf(Identifier()), "The section of the guide that the items test."),
    Field("bank", _AnyOf(Identifier()), "The bank that holds the items, one of those that the quiz names."),
)


def _criteria(values: Values) -> Criteria:
    return Criteria(**{field.name: values.items(field.name) for field in _CRITERIA})


ROW = Record(
    "a row",
    (
        Field(
            "items",
            NumberOfItems(1, _MOST_ITEMS),
            "How many items, or `rest` for what is left of the number that stands beside `blueprint`.",
            required=True,
            example="3",
        ),
        *_CRITERIA,
    ),
    lambda values, _: BlueprintRow(values.get("items", 1), _criteria(values), origin=values.value("items")),
    doc="So many items that meet all the criteria.",
)


def _limit(values: Values, reader: Reader) -> Limit:
    least, most = values.get("at-least"), values.get("at-most")
    if not values.has("at-least") and not values.has("at-most"):
        reader.report("S202", values.at, "A limit needs `at-least` or `at-most`.", "Add a number of items.")
    if least is not None and most is not None and least > most:
        reader.report(
            "S219", values.value("at-most"), f"At most {most} cannot be at least {least}.", "Exchange the two numbers."
        )
    origin = values.value("at-least" if values.has("at-least") else "at-most")
    return Limit(_criteria(values), least, most, origin=origin)


LIMIT = Record(
    "a limit",
    (
        Field("at-least", Integer(1, _MOST_ITEMS), "The least number of such items.", example="2"),
        Field("at-most", Integer(0, _MOST_ITEMS), "The largest number of such items.", example="2"),
        *_CRITERIA,
    ),
    _limit,
    doc="A bound on the items that meet all the criteria, whichever rows they fill.",
)

#: What a quiz says about its items, and each of its sections too.
BLUEPRINT_FIELDS = (
    Field(
        "items",
        ByKind(text=Integer(1, _MOST_ITEMS), sequence=ListOf(Identifier(), least=1)),
        "How many items to print, or the ids of the items; all when left out.",
        example="10",
    ),
    Field("always", ListOf(Identifier()), "Ids of items that are printed whatever the number is."),
    Field("blueprint", ListOf(ROW, least=1), "Rows: so many items of each sort. An item counts for one row."),
    Field("limits", ListOf(LIMIT, least=1), "At least or at most so many items of a sort, across all rows."),
    Field("points", Integer(1, _MOST_ITEMS), "The exact sum of the points of all items."),
)


def read_blueprint(values: Values, reader: Reader) -> Blueprint:
    """What stands in the BLUEPRINT_FIELDS and in `exclude`. `always` beside a list of items adds to that list."""
    wanted = values.get("items")
    count = wanted if isinstance(wanted, int) else None
    origin = values.value("items") if values.has("items") else values.at
    named = _always(values, reader)
    rows = _rows(values, count, reader)
    if count is not None and not values.has("blueprint"):
        reader.items_wanted = Amount(count, origin)
    if wanted is None and not rows:
        named = {}
    if count is not None and len(named) > count:
        reader.report(
            "S219",
            values.value("items"),
            f"The quiz has room for {amount(count, 'item')}, but `always` names {len(named)}.",
            f"Write {len(named)} or more.",
        )
    return Blueprint(
        count,
        tuple(named),
        rows,
        values.items("limits"),
        values.get("points"),
        _excluded(values, named, reader),
        origin=origin,
        points_origin=values.value("points") if values.has("points") else origin,
        item_origins=tuple(named.values()),
    )


def _always(values: Values, reader: Reader) -> dict[str, Span]:
    """The ids that are always in, with their places: those of a list of items, and those of `always`."""
    named: dict[str, Span] = {}
    for name in ("items", "always"):
        node = values.node(name)
        if node is None or (name == "items" and not isinstance(node, SequenceNode)):
            continue
        for scalar in names_in(node, "item", reader):
            if scalar.value in named:
                reader.report(
                    "S206", scalar.span, f"The item `{scalar.value}` is named twice.", "Remove one of the two."
                )
            else:
                named[scalar.value] = scalar.span
                reader.mention("item", scalar.value, scalar.span)
    return named


def _excluded(values: Values, named: dict[str, Span], reader: Reader) -> tuple[str, ...]:
    """The ids that are left out: those in the list, and those in the files that it names."""
    node = values.node("exclude")
    nodes = node.children if isinstance(node, SequenceNode) else () if node is None else (node,)
    if not nodes:
        return ()
    # Few quizzes leave items out.
    from guidegen.reading.used_items import is_item_file

    excluded: dict[str, None] = {}
    for each in nodes:
        is_file = False
        if isinstance(each, ScalarNode) and is_item_file(each.value):
            from guidegen.reading.item_files import items_of_file

            is_file, ids = True, items_of_file(each, reader)
        else:
            ids = [scalar.value for scalar in names_in(each, "item", reader)]
            for id_ in ids:
                reader.mention("item", id_, head(each))
        for id_ in ids:
            excluded[id_] = None
            if id_ in named:
                reader.report(
                    "S281",
                    head(each),
                    f"The item `{id_}` is always in, so it cannot be excluded.",
                    "Name another item." if is_file else "Remove it from one of the two lists.",
                )
    return tuple(excluded)


def _rows(values: Values, count: int | None, reader: Reader) -> tuple[BlueprintRow, ...]:
    """The rows, with a number in the place of `rest`. What is wrong with their sum is reported."""
    rows: tuple[BlueprintRow, ...] = values.items("blueprint")
    if not rows:
        return ()
    if isinstance(values.node("items"), SequenceNode):
        reader.report(
            "S201",
            values.key("blueprint"),
            "`items` lists the items already, so `blueprint` has nothing to choose.",
            "Write the list after `always:`, and a number after `items:`, or remove the blueprint.",
        )
        return ()
    asked = sum(row.count for row in rows)
    rests = [row for row in rows if row.count == _REST]
    if len(rests) > 1:
        reader.report("S219", rests[1].origin, "Only one row can take the rest.", "Write a number.")
        return ()
    if rests and count is None:
        if not values.has("items"):
            reader.report(
                "S202", rests[0].origin, "`rest` needs the number of all items.", "Add `items:` beside `blueprint:`."
            )
        return ()
    if count is not None and (asked > count or (rests and asked == count)):
        beyond = "no item is left for the rest" if asked == count else f"`items` says {count}"
        reader.report(
            "S219",
            values.value("items"),
            f"The rows ask for {amount(asked, 'item')}, but {beyond}.",
            f"Write {asked + len(rests)} or more, or ask for fewer in the rows.",
        )
        return ()
    return tuple(
        BlueprintRow((count or 0) - asked, row.criteria, origin=row.origin) if row.count == _REST else row
        for row in rows
    )


def names_in(node: Node | None, kind: str, reader: Reader) -> list[ScalarNode]:
    """The names in a list, or the only one. Where one is not spelled like a name, more may be meant than is read."""
    nodes = node.children if isinstance(node, SequenceNode) else () if node is None else (node,)
    names = [child for child in nodes if isinstance(child, ScalarNode) and IDENTIFIER.fullmatch(child.value)]
    if len(names) < len(nodes):
        reader.unsure.add(f"named {kind}")
    return names

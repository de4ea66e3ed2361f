"""Quizzes: the fields that every quiz has, the quiz inside a guide and the quiz that prints alone."""

from __future__ import annotations

from guidegen.model.quiz import DRAWS, KEY_MODES, MOST_FORMS, BankReference, Blueprint, Quiz
from guidegen.reading.names import IDENTIFIER
from guidegen.reading.reader import Amount, Reader
from guidegen.reading.shapes import (
    LANGUAGE,
    BlockText,
    ByKind,
    Choice,
    Field,
    Identifier,
    InlineText,
    Integer,
    ListOf,
    Record,
    Switch,
    Text,
    Values,
    number_of,
)
from guidegen.source.nodes import Node, ScalarNode, SequenceNode

_SHARED = (
    Field("bank", Identifier(), "The bank from which the items come.", example="my-bank"),
    Field("banks", ListOf(Identifier(), least=1), "Several banks from which the items come."),
    Field(
        "items",
        ByKind(text=Integer(1, 100_000), sequence=ListOf(Identifier(), least=1)),
        "How many items to print, or the ids of the items; all when left out.",
        example="10",
    ),
    Field("always", ListOf(Identifier()), "Ids of items that are printed whatever the number is."),
    Field("introduction", BlockText(), "What stands before the first item."),
    Field("seed", Integer(0), "The number that decides the order; the same number gives the same quiz.", example="1"),
    Field("shuffle-items", Switch(), "Whether the items are shuffled (default true)."),
    Field("shuffle-options", Switch(), "Whether the options of each item are shuffled (default true)."),
    Field(
        "key",
        Choice(KEY_MODES),
        "Where the answers stand: on the last page (end), in a file of their own (apart), turned at the foot of the "
        "last page (upside-down), in their places on a teacher's copy (inline), nowhere (none).",
    ),
    Field("show-points", Switch(), "Whether the points of each item are printed."),
)


def _quiz(values: Values, reader: Reader, *, alone: bool) -> Quiz | None:
    if values.has("bank") and values.has("banks"):
        reader.report("S201", values.key("banks"), "`bank` and `banks` both stand here.", "Keep one of them.")
    if not values.has("bank") and not values.has("banks"):
        reader.report("S202", values.at, "A quiz needs `bank`.", "Add `bank:` with the name of a bank.")
    return Quiz(
        name=values.text("quiz") if alone else "",
        title=values.runs("title"),
        subtitle=values.runs("subtitle"),
        language=values.text("language", reader.language),
        introduction=values.blocks("introduction"),
        banks=_banks(values, reader),
        blueprint=_blueprint(values, reader),
        seed=values.get("seed", 1),
        shuffle_items=values.get("shuffle-items", True),
        shuffle_options=values.get("shuffle-options", True),
        key=values.text("key", "apart" if alone else "end"),
        version=values.text("version", "1") if alone else "",
        minutes=values.get("minutes"),
        show_points=values.get("show-points", alone),
        forms=values.get("forms", 1),
        draw=values.text("draw", "shared"),
        path=reader.source.path,
        origin=values.at,
    )


def _banks(values: Values, reader: Reader) -> tuple[BankReference, ...]:
    references: dict[str, BankReference] = {}
    for name in ("bank", "banks"):
        if not values.has(name):
            continue
        for node in _names(values.node(name), "bank", reader):
            if node.value in references:
                reader.report("S206", node.span, f"The bank `{node.value}` is named twice.", "Remove one of the two.")
            else:
                references[node.value] = BankReference(node.value, origin=node.span)
                reader.mention("bank", node.value, node.span)
    return tuple(references.values())


def _blueprint(values: Values, reader: Reader) -> Blueprint:
    """The number of items and those that are always in. `always` beside a list of items adds to that list."""
    wanted = values.get("items")
    named: dict[str, None] = {}
    for name in ("items", "always"):
        if not values.has(name):
            continue
        node = values.node(name)
        if name == "items" and not isinstance(node, SequenceNode):
            continue
        for scalar in _names(node, "item", reader):
            if scalar.value in named:
                reader.report(
                    "S206", scalar.span, f"The item `{scalar.value}` is named twice.", "Remove one of the two."
                )
            else:
                named[scalar.value] = None
                reader.mention("item", scalar.value, scalar.span)
    origin = values.value("items") if values.has("items") else values.at
    if wanted is None and values.has("always"):
        return Blueprint(None, (), origin=origin)
    count = wanted if isinstance(wanted, int) else None
    if count is not None:
        reader.items_wanted = Amount(count, origin)
    if count is not None and len(named) > count:
        reader.report(
            "S219",
            values.value("items"),
            f"The quiz has room for {number_of(count, 'item')}, but `always` names {len(named)}.",
            f"Write {len(named)} or more.",
        )
    return Blueprint(count, tuple(named), origin=origin)


def _names(node: Node | None, kind: str, reader: Reader) -> list[ScalarNode]:
    """The names in a list, or the only one. Where one is not spelled like a name, more may be meant than is read."""
    nodes = node.children if isinstance(node, SequenceNode) else () if node is None else (node,)
    names = [child for child in nodes if isinstance(child, ScalarNode) and IDENTIFIER.fullmatch(child.value)]
    if len(names) < len(nodes):
        reader.unsure.add(f"named {kind}")
    return names


QUIZ_IN_GUIDE = Record(
    "a quiz",
    (Field("title", InlineText(), "The heading of the quiz."), *_SHARED),
    lambda values, reader: _quiz(values, reader, alone=False),
    doc="The self-check quiz at the end of a guide.",
)

QUIZ_FILE = Record(
    "a quiz",
    (
        Field(
            "quiz",
            Identifier(),
            "The name of the quiz; the file is called the same.",
            required=True,
            example="cell-division",
        ),
        Field("title", InlineText(), "The title.", required=True, example="Cell division"),
        Field("subtitle", InlineText(), "A line below the title."),
        Field("language", LANGUAGE, "The language of the quiz; the project's when left out.", example="en"),
        Field("version", Text(), "The author's version (default 1)."),
        Field("minutes", Integer(1, 600), "The time to work on it.", example="20"),
        *_SHARED,
        Field(
            "forms",
            Integer(1, MOST_FORMS),
            "How many forms are printed: A, B, C and so on, with one key for all (default 1).",
            example="4",
        ),
        Field(
            "draw",
            Choice(DRAWS),
            "Whether the forms print the same items in another order (shared, the default), "
            "or each form draws items that no other prints (distinct).",
        ),
    ),
    lambda values, reader: _quiz(values, reader, alone=True),
    doc="A quiz that prints alone.",
)

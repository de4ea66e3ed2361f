"""Statements: a table of them, each to be judged true or false, or by two labels of the author's."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.inline import Prose, plain_text
from guidegen.model.item import ItemCommon, Statement, Statements
from guidegen.model.prose import Blocks
from guidegen.model.scoring import PER_OPTION
from guidegen.reading.items.base import Placed, PlacedText, derived_id, report_equal
from guidegen.reading.names import folded
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    BlockText,
    ByKind,
    Field,
    Identifier,
    ListOf,
    Record,
    Schema,
    Shape,
    TextMap,
    Values,
    either,
)
from guidegen.records import dataclass
from guidegen.source.nodes import MappingNode, Node, ScalarNode


@dataclass(frozen=True, slots=True)
class _Judged:
    """A statement as it was typed, with the words that judge it."""

    id: str
    text: Placed | None
    key: Placed | None
    rationale: Blocks = ()


STATEMENT = Record(
    "a statement",
    (
        Field("text", PlacedText(), "The statement.", required=True),
        Field("key", PlacedText(), "True or false, or one of the labels.", required=True),
        Field("rationale", BlockText(), "Why."),
        Field("id", Identifier(), "A stable id; derived from the words when left out."),
    ),
    lambda values, _: _Judged(
        values.text("id"), values.get("text"), values.get("key"), rationale=values.blocks("rationale")
    ),
)


class _ShortForm(TextMap):
    """Statements as keys, with what is right as their values."""

    def read(self, node: Node, reader: Reader, at: Span) -> list[_Judged] | None:  # type: ignore[override]
        pairs = super().read(node, reader, at)
        if pairs is None:
            return None
        if isinstance(node, MappingNode) and len(node.entries) < 2:
            reader.report(
                "S219", at, "This table has only one statement.", "Add more, or write it as a stem with `key:`."
            )
        return [_pair(key, value, reader) for key, value in pairs]


def _pair(key: ScalarNode, value: Placed, reader: Reader) -> _Judged:
    return _Judged("", Placed(reader.inline(key), key.span), value)


class _Listed(Shape):
    """An entry of a list: a statement with everything, or a short one, `- It divides twice: true`."""

    noun = "a statement"

    def fits(self, node: Node) -> bool:
        """True for a group of keys."""
        return STATEMENT.fits(node)

    def read(self, node: Node, reader: Reader, at: Span) -> _Judged | None:
        """The statement, or None."""
        if isinstance(node, MappingNode) and len(node.entries) == 1 and not node.repeated:
            [entry] = node.entries
            if entry.key.value not in STATEMENT_KEYS:
                pairs = TextMap(PlacedText()).read(node, reader, at)
                return _pair(*pairs[0], reader) if pairs else None
        judged: _Judged | None = STATEMENT.read(node, reader, at)
        return judged

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        pair = {"type": "object", "additionalProperties": PlacedText().schema(), "minProperties": 1, "maxProperties": 1}
        return {"anyOf": [STATEMENT.schema(), pair]}


STATEMENT_KEYS = frozenset(field.name for field in STATEMENT.fields)

#: The value of `statements`.
STATEMENTS = ByKind(sequence=ListOf(_Listed(), least=2), group=_ShortForm(PlacedText()))


def statements(common: ItemCommon, values: Values, reader: Reader) -> Statements | None:
    """The statements with what is right for each."""
    labels: tuple[Placed, ...] = values.items("labels")
    report_equal(labels, reader, "label")
    if not values.has("statements"):
        reader.report("S101", values.at, "This item has no statements.", "Add `statements:`.")
        return None
    judged: list[_Judged] = values.get("statements") or []
    report_equal([each.text for each in judged if each.text], reader, "statement")
    if values.has("labels") and len(labels) != 2:
        return None
    read = [_statement(each, [label.prose for label in labels], reader) for each in judged]
    known = tuple(statement for statement in read if statement is not None)
    if len(known) != len(judged) or len(known) < 2:
        return None
    _report_equal_ids(known, reader)
    prose = tuple(label.prose for label in labels)
    return Statements(common, known, prose, values.get("shuffle", True), values.get("credit", PER_OPTION))


def _statement(judged: _Judged, labels: list[Prose], reader: Reader) -> Statement | None:
    text, key = judged.text, judged.key
    if text is None or key is None:
        return None
    word = plain_text(key.prose).strip()
    names = {folded(label): index == 0 for index, label in enumerate(labels)}
    is_true = names.get(folded(key.prose), {"true": True, "false": False}.get(word.lower()))
    if is_true is None:
        known = [plain_text(label) for label in labels] or ["true", "false"]
        message = f"`{word}` is neither {known[0]} nor {known[1]}."
        reader.report("S101", key.span, message, f"Write {either(known)}.")
        return None
    return Statement(judged.id or derived_id(text.prose), text.prose, is_true, judged.rationale, origin=text.span)


def _report_equal_ids(statements: tuple[Statement, ...], reader: Reader) -> None:
    seen: dict[str, Prose] = {}
    for statement in statements:
        first = seen.setdefault(statement.id, statement.prose)
        if first is not statement.prose and folded(first) != folded(statement.prose):
            message = f"The id `{statement.id}` of this statement is taken."
            reader.report("S206", statement.origin, message, "Give it an `id:` of its own.")

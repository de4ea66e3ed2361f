"""What the kinds of item share: texts with their places, the common fields, checks for repeated texts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from guidegen.diagnostics import Label, Span
from guidegen.inline import Prose, original_of, plain_text
from guidegen.model.item import ItemCommon, ItemFigure, Review
from guidegen.model.prose import Blocks
from guidegen.model.scoring import CREDIT_RULES
from guidegen.model.variables import Parameters
from guidegen.reading.acceptance import IGNORE, acceptances
from guidegen.reading.names import IDENTIFIER, digest, first_words, folded, slug
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import (
    BlockText,
    ByKind,
    Choice,
    Date,
    Field,
    Identifier,
    ImagePath,
    InlineText,
    LateShape,
    ListOf,
    Points,
    Record,
    Switch,
    Text,
    Values,
    as_text,
    check_whole,
)
from guidegen.records import dataclass
from guidegen.source.nodes import Node, ScalarNode, SequenceNode, head

LONGEST_ITEM_ID = 48
#: How many characters wide a blank is at most.
WIDEST_BLANK = 60
_VARIABLES = "guidegen.reading.items.variables"


@dataclass(frozen=True, slots=True)
class Placed:
    """Inline prose with its place."""

    prose: Prose
    span: Span


class PlacedText(InlineText):
    """Inline prose, read with its place."""

    def read(self, node: Node, reader: Reader, at: Span) -> Any:
        """A `Placed`, or None when there are problems."""
        prose = super().read(node, reader, at)
        return None if prose is None else Placed(prose, head(node))


class StemText(BlockText):
    """Prose of a stem: a block text that may have blanks with their answers, `[[answer]]`."""

    def read(self, node: Node, reader: Reader, at: Span) -> Blocks | None:
        """The blocks of the text; the reader keeps what stands in the blanks."""
        scalar = as_text(node, reader)
        if scalar is None:
            return None
        check_whole(scalar, reader)
        return reader.stem(scalar)


class OneOrMore(ByKind):
    """One text, or a list of texts; read as a list either way."""

    def read(self, node: Node, reader: Reader, at: Span) -> list[Placed] | None:
        """A list of `Placed`, or None when there are problems."""
        value = super().read(node, reader, at)
        return [value] if isinstance(value, Placed) else value


ONE_OR_MORE = OneOrMore(text=PlacedText(), sequence=ListOf(PlacedText(), least=1))

#: Fields that more than one kind has.
KEY = Field("key", ONE_OR_MORE, "The right answer, or a list of right answers; true or false for a statement.")
CREDIT = Field(
    "credit",
    Choice(CREDIT_RULES),
    "How points are given for an answer that is right in part: see [partial credit](#partial-credit).",
)
SHUFFLE = Field("shuffle", Switch(), "False when the options keep their order.")

REVIEWED = Record(
    "a review",
    (
        Field("on", Date(), "The day of the review.", required=True, example="2026-06-30"),
        Field("section-code", Text(), "The code of the section on that day; `guidegen check` tells it."),
    ),
    lambda values, reader: _review(values, reader),
)


def _review(values: Values, reader: Reader) -> Review:
    on = values.key("on")
    before = reader.source.line(on.line)[: on.column - 1].rstrip()
    return Review(
        values.get("on"),
        values.text("section-code"),
        origin=values.value("on"),
        code_origin=values.value("section-code"),
        is_on_one_line=before.endswith(("{", ",")),
        key_column=on.column,
    )


#: Fields of every item, beside stem, id and kind.
COMMON_FIELDS = (
    Field("points", Points(), "What the item is worth, whole or half points (default 1)."),
    Field("rationale", BlockText(), "Why the key is right."),
    Field("section", Identifier(), "The section of the bank's guide that the item tests."),
    Field("objective", Identifier(), "The objective that the item tests."),
    Field("reviewed", REVIEWED, "When the item was last held against its section, and the section's code then."),
    Field("stimulus", Identifier(), "The stimulus of the bank that the item is about."),
    Field("tags", ListOf(Text()), "Words to find the item by."),
    Field("level", Text(), "How hard it is, in your own words."),
    Field("enemies", ListOf(Identifier(), least=1), "Ids of items of this bank that never stand in one form with it."),
    Field("figure", ImagePath(), "A picture that belongs to the stem."),
    Field("alt", Text(), "What the picture shows."),
    IGNORE,
    Field(
        "variables",
        LateShape("variables", _VARIABLES, "VARIABLES"),
        "What differs from form to form: names with what they stand for.",
    ),
    Field("require", LateShape("text", _VARIABLES, "REQUIREMENTS"), "What the drawn values must fulfil."),
)


def _parameters(values: Values, reader: Reader) -> Parameters | None:
    """The variables of an item. Most have none, and nothing to be filled in."""
    if not (reader.placeholders or values.has("variables") or values.has("require")):
        return None
    from guidegen.reading.items.variables import read_parameters

    return read_parameters(values, reader)


def read_common(values: Values, reader: Reader) -> ItemCommon:
    """The common fields. The item's id and what it names elsewhere are noted in the reader."""
    stem = values.blocks("stem")
    item_id = values.text("id") or slug(first_words(reader.original_blocks(values.node("stem"), stem)), LONGEST_ITEM_ID)
    if values.get("id") or (stem and not values.has("id")):
        place = values.value("id") if values.has("id") else values.at
        reader.declare("item", item_id, place, is_typed=values.has("id"))
    for kind in ("section", "objective", "stimulus"):
        if name := values.text(kind):
            reader.mention(kind, name, values.value(kind))
    if (enemies := values.node("enemies")) is not None:
        mention_enemies(enemies, item_id, reader)
    return ItemCommon(
        id=item_id,
        stem=stem,
        points=values.get("points", Decimal(1)),
        rationale=values.blocks("rationale"),
        section=values.text("section"),
        objective=values.text("objective"),
        tags=values.items("tags"),
        level=values.text("level"),
        figure=read_figure(values, reader),
        stimulus=values.text("stimulus"),
        enemies=values.items("enemies"),
        parameters=_parameters(values, reader),
        reviewed=values.get("reviewed"),
        accepts=acceptances(values),
        origin=values.at,
        section_origin=values.value("section") if values.text("section") else values.at,
    )


def mention_enemies(node: Node, own: str, reader: Reader) -> None:
    """Note the ids of enemies in a list; the item `own` cannot be one of its own."""
    children = node.children if isinstance(node, SequenceNode) else ()
    for child in children:
        if isinstance(child, ScalarNode) and child.value == own:
            reader.report("S283", child.span, "This item is its own enemy.", "Name the other item, or remove the line.")
        elif isinstance(child, ScalarNode) and IDENTIFIER.fullmatch(child.value):
            reader.mention("enemy", child.value, child.span)


def read_figure(values: Values, reader: Reader) -> ItemFigure | None:
    """The picture and its alternate text, which belong together."""
    if not values.has("figure"):
        if values.has("alt"):
            reader.report("S201", values.key("alt"), "`alt` describes a picture, and there is none.", "Add `figure:`.")
        return None
    if not values.has("alt"):
        reader.report(
            "S220", values.key("figure"), "The picture has no alternate text.", "Add `alt:` with what it shows."
        )
    if values.get("figure") is None:
        return None
    return ItemFigure(values.get("figure"), values.text("alt"), origin=values.value("figure"))


def derived_id(prose: Prose) -> str:
    """An id that follows from the words alone; those of a translation have the ids of what they translate."""
    return digest(plain_text(original_of(prose)))


def report_equal(texts: Sequence[Placed], reader: Reader, noun: str) -> None:
    """Equal when letter case and white space are folded; symbols count."""
    names = [folded(placed.prose) for placed in texts]
    if len(set(names)) == len(names):
        return
    seen: dict[str, Span] = {}
    for name, placed in zip(names, texts, strict=True):
        if name in seen:
            reader.report(
                "S102",
                placed.span,
                f"This {noun} stands twice.",
                "Change or remove one of the two.",
                labels=(Label(seen[name], "first here"),),
            )
        seen.setdefault(name, placed.span)

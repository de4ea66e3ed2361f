"""Item banks: objectives and items."""

from __future__ import annotations

from guidegen.model.bank import ItemBank, Objective
from guidegen.reading.items.record import ITEM
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import LANGUAGE, Field, Identifier, InlineText, ListOf, MapOf, Record, Values
from guidegen.source.nodes import SequenceNode


def _bank(values: Values, reader: Reader) -> ItemBank:
    reader.report_repeated("item")
    items = values.node("items")
    if isinstance(items, SequenceNode):
        reader.items_held = len(items.children)
    if not isinstance(items, SequenceNode) or len(items.children) > len(reader.declared("item")):
        reader.unsure.add("item")
    _check_objectives(values, reader)
    if values.text("guide"):
        reader.mention("guide", values.text("guide"), values.value("guide"))
    elif values.has("guide"):
        reader.unsure.add("guide")
    return ItemBank(
        name=values.text("bank"),
        title=values.runs("title"),
        language=values.text("language", reader.language),
        guide=values.text("guide"),
        objectives=values.items("objectives"),
        items=values.items("items"),
        path=reader.source.path,
        origin=values.at,
    )


def _check_objectives(values: Values, reader: Reader) -> None:
    if "objective" in reader.unsure or (not values.has("objectives") and values.has_unknown_group()):
        return
    known = dict.fromkeys(declared.name for declared in reader.declared("objective"))
    for mention in reader.mentioned("objective"):
        if mention.name not in known:
            near = reader.nearest(mention.name, known)
            reader.report(
                "S212",
                mention.span,
                f"The bank has no objective `{mention.name}`.",
                f"Is `{near}` meant?" if near else "Add it to `objectives:` of the bank.",
            )


BANK_FILE = Record(
    "a bank",
    (
        Field(
            "bank",
            Identifier(),
            "The name of the bank; the file is called the same.",
            required=True,
            example="cell-division",
        ),
        Field("title", InlineText(), "The title."),
        Field("language", LANGUAGE, "The language of the items; the project's when left out.", example="en"),
        Field("guide", Identifier(), "The guide whose sections the items test."),
        Field(
            "objectives",
            MapOf(InlineText(), lambda name, prose, span: Objective(name, prose, origin=span), declares="objective"),
            "What a reader should be able to do, each under an id.",
        ),
        Field("items", ListOf(ITEM, least=1), "The items.", required=True),
    ),
    _bank,
    doc="Stored items, to be drawn from by guides and quizzes.",
)

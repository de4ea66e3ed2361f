"""Item banks: objectives, stimuli and items."""

from __future__ import annotations

from guidegen.model.bank import ItemBank, Objective
from guidegen.reading.items.record import ITEM
from guidegen.reading.names import IDENTIFIER
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import LANGUAGE, Field, Identifier, InlineText, ListOf, MapOf, Record, Values
from guidegen.reading.stimulus import STIMULI
from guidegen.source.nodes import ScalarNode, SequenceNode


def _bank(values: Values, reader: Reader) -> ItemBank:
    reader.report_repeated("item")
    items = values.node("items")
    if isinstance(items, SequenceNode):
        reader.items_held = len(items.children)
    if not isinstance(items, SequenceNode) or len(items.children) > len(reader.declared("item")):
        reader.unsure.add("item")
    for kind, field, code in (("objective", "objectives", "S212"), ("stimulus", "stimuli", "S250")):
        _check_known(values, reader, kind, field, code)
    _check_enemies(values, reader)
    _check_used(reader)
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
        stimuli=values.items("stimuli"),
        enemies=tuple(tuple(dict.fromkeys(group)) for group in values.items("enemies")),
        path=reader.source.path,
        origin=values.at,
    )


def _check_known(values: Values, reader: Reader, kind: str, field: str, code: str) -> None:
    """Report what items name and the bank does not have; `field` is where it would stand."""
    if kind in reader.unsure or (not values.has(field) and values.has_unknown_group()):
        return
    known = dict.fromkeys(declared.name for declared in reader.declared(kind))
    for mention in reader.mentioned(kind):
        if mention.name not in known:
            near = reader.nearest(mention.name, known)
            reader.report(
                code,
                mention.span,
                f"The bank has no {kind} `{mention.name}`.",
                f"Is `{near}` meant?" if near else f"Add it to `{field}:` of the bank.",
            )


def _check_enemies(values: Values, reader: Reader) -> None:
    """Enemies are items of the same bank, and no two of a group are the same."""
    node = values.node("enemies")
    for group in node.children if isinstance(node, SequenceNode) else ():
        seen: set[str] = set()
        for child in group.children if isinstance(group, SequenceNode) else ():
            if isinstance(child, ScalarNode) and child.value in seen:
                message = f"The item `{child.value}` stands twice in this group."
                reader.report("S283", child.span, message, "Name each item once.")
            elif isinstance(child, ScalarNode) and IDENTIFIER.fullmatch(child.value):
                seen.add(child.value)
                reader.mention("enemy", child.value, child.span)
    if "item" in reader.unsure:
        return
    known = dict.fromkeys(declared.name for declared in reader.declared("item"))
    for mention in reader.mentioned("enemy"):
        if mention.name not in known:
            near = reader.nearest(mention.name, known)
            message = f"The bank has no item `{mention.name}`."
            reader.report("S224", mention.span, message, f"Is `{near}` meant?" if near else "Write the id of an item.")


def _check_used(reader: Reader) -> None:
    """Warn about stimuli that no item is about, if all items could be read."""
    if "item" in reader.unsure:
        return
    used = {mention.name for mention in reader.mentioned("stimulus")}
    for stimulus in reader.declared("stimulus"):
        if stimulus.is_typed and stimulus.name not in used:
            reader.report(
                "S251",
                stimulus.span,
                f"No item is about the stimulus `{stimulus.name}`, so it is never printed.",
                f"Write `stimulus: {stimulus.name}` at the items that are about it, or remove it.",
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
        Field("stimuli", STIMULI, "Passages, figures or data that several items are about, each under an id."),
        Field(
            "enemies",
            ListOf(ListOf(Identifier(), least=2), least=1),
            "Groups of items, of which no two stand in one form; each group is a list of ids.",
        ),
        Field("items", ListOf(ITEM, least=1), "The items.", required=True),
    ),
    _bank,
    doc="Stored items, to be drawn from by guides and quizzes.",
)

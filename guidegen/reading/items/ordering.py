"""Ordering: entries in their right order."""

from __future__ import annotations

from guidegen.model.item import Entry, ItemCommon, Ordering
from guidegen.model.scoring import ALL_OR_NOTHING
from guidegen.reading.items.base import CREDIT, Placed, PlacedText, derived_id, report_equal
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import Field, ListOf, Values

FIELDS = (
    Field("order", ListOf(PlacedText(), least=2, most=20), "What is to be put in order, in the right order."),
    CREDIT,
)


def ordering(common: ItemCommon, values: Values, reader: Reader) -> Ordering | None:
    """Entries by their words; the order in which they stand is the key."""
    if not values.has("order"):
        hint = "Add `order:` with a list, the first thing first."
        reader.report("S101", values.at, "This item has nothing to be put in order.", hint)
        return None
    placed: tuple[Placed, ...] = values.items("order")
    report_equal(placed, reader, "entry")
    if len(placed) < 2:
        return None
    entries = tuple(Entry(derived_id(each.prose), each.prose, origin=each.span) for each in placed)
    return Ordering(common, entries, values.get("credit", ALL_OR_NOTHING))

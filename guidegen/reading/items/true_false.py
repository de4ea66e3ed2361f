"""True or false: a statement to be judged."""

from __future__ import annotations

from guidegen.model.item import ItemCommon, TrueFalse
from guidegen.reading.items.base import KEY
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import Values
from guidegen.source.nodes import Node, ScalarNode

FIELDS = (KEY,)


def truth_of(node: Node | None) -> bool | None:
    """Whether a node says true or false, in any letter case."""
    if not isinstance(node, ScalarNode):
        return None
    return {"true": True, "false": False}.get(node.value.strip().lower())


def true_false(common: ItemCommon, values: Values, reader: Reader) -> TrueFalse | None:
    """A statement and whether it is true."""
    if not values.has("key"):
        reader.report(
            "S101",
            values.at,
            "This item does not say whether its statement is true.",
            "Add `key: true` or `key: false`.",
        )
        return None
    truth = truth_of(values.node("key"))
    if truth is None:
        reader.report(
            "S101", values.value("key"), "The key of this item is neither true nor false.", "Write true or false."
        )
        return None
    return TrueFalse(common, truth)

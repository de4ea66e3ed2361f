"""True or false: a statement to be judged."""

from __future__ import annotations

from guidegen.inline import Variable
from guidegen.model.item import ItemCommon, TrueFalse
from guidegen.patterns import pattern
from guidegen.reading.items.base import KEY
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import Values
from guidegen.source.nodes import Node, ScalarNode

FIELDS = (KEY,)
_COMPARISON = pattern(r"\{\{([^{}]*)\}\}")


def truth_of(node: Node | None) -> bool | Variable | None:
    """Whether a node says true or false, in any letter case, or the comparison `{{a > b}}` that decides it."""
    if not isinstance(node, ScalarNode):
        return None
    if match := _COMPARISON.fullmatch(node.value.strip()):
        from guidegen.expressions.syntax import Expression, parse_expression

        found = parse_expression(match[1])
        if isinstance(found, Expression) and found.is_comparison:
            return Variable(found.text, origin=node.span)
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
            "S101",
            values.value("key"),
            "The key of this item is neither true nor false.",
            "Write true or false, or a comparison such as {{a > b}}.",
        )
        return None
    if isinstance(truth, Variable):
        reader.keep(values.node("key"))
    return TrueFalse(common, truth)

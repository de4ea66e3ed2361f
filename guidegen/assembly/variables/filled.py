"""Items with values in the places of their variables. Most have none, and need nothing of what draws them."""

from __future__ import annotations

from guidegen.diagnostics import Diagnostic
from guidegen.model.item import Item
from guidegen.records import dataclass, field


@dataclass(slots=True)
class FilledItems:
    """Items as they are printed.

    `values` holds the drawn values by item and variable, as text. With `problems` the items must not be printed.
    """

    items: list[Item] = field(default_factory=list)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

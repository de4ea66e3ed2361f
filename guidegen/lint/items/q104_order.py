"""Q104: options that are numbers, and neither rise nor fall.

Source: Haladyna, Downing, Rodriguez (2002), guideline 21. Only where the order is the author's own: options that are
listed with the key among them, all numbers with one unit. Lists such as `1,3,4` are no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.lint.items.referring import ALL, NONE
from guidegen.patterns import pattern

_NUMBER = pattern(
    r"(?:about |approximately )?[$€£]?\s?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s?(%|[^\W\d_]*[^\d,]{0,20})?"
)


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the first option that is out of order."""
    rows = []
    for option, text in zip(ground.options, ground.texts, strict=True):
        if any(re.fullmatch(rf"(?:{p.get(ground.language, '$^')})\W*", text, re.IGNORECASE) for p in (ALL, NONE)):
            continue
        match = _NUMBER.fullmatch(text.rstrip("."))
        if match is None:
            return
        rows.append((float(match[1].replace(",", "")), (match[2] or "").strip().lower().rstrip("s"), option))
    values = [value for value, _, _ in rows]
    # In the short form, key and distractors, print has its own order.
    is_listed = all(not ground.line_of(option).startswith(("key:", "distractors:")) for option in ground.options)
    if len(rows) < 3 or len({unit for _, unit, _ in rows}) > 1 or not is_listed or ground.has_variables:
        return
    if values in (sorted(values), sorted(values, reverse=True)):
        return
    place = next(n for n in range(1, len(values)) if values[n] < values[n - 1])
    yield ground.problem(
        "Q104",
        rows[place][2].origin,
        "These numbers neither rise nor fall.",
        "Put them in order, with `shuffle: false`.",
    )

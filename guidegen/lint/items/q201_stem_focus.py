"""Q201: a stem that asks nothing by itself: five words or fewer, no question mark, no request.

Source: Haladyna, Downing, Rodriguez (2002), guideline 15. Of 30 such stems 28 did not stand alone; a third were
completions that one can live with. Only items with options are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround, words_of
from guidegen.lint.items.negatives import negative_in
from guidegen.patterns import pattern

_MOST = 5
_ASKS = pattern(
    r"^(?:choose|select|pick|find|solve|calculate|compute|name|identify|simplify|evaluate|complete|mark|match|"
    r"order|give|"
    r"state|determine|estimate|translate|convert|read|look|elija|seleccione|calcule|señale|indique|marque|choisissez|"
    r"indiquez|cochez|calculez|wählen|berechnen|nennen|kreuzen|escolha|assinale|indique|what|which|who|when|"
    r"where|why|how)\b",
    re.IGNORECASE,
)


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the stem."""
    words = words_of(ground.stem)
    has_more = ground.item.common.figure is not None or ground.item.common.stimulus or len(ground.item.common.stem) > 1
    if not ground.options or has_more or ground.has_variables or len(words) > _MOST:
        return
    is_more = "\ufffc" in ground.stem or negative_in(ground) is not None or ground.has_blank
    if words and not is_more and not ground.stem.rstrip().endswith("?") and not _ASKS.match(ground.stem):
        yield ground.problem(
            "Q201",
            ground.at_stem(),
            "This stem asks nothing by itself.",
            "Write a question that can be answered without the options.",
        )

"""Q202: `Which of the following is true?`, without saying about what.

Source: NBME item-writing guide. Such stems test four statements at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic
from guidegen.lint.items.ground import ItemGround
from guidegen.patterns import pattern

_OPEN = pattern(
    r"(?:which|what) (?:one )?(?:of (?:the following|these)(?: (?:statements?|options|answers))?|statements?|answers?) "
    r"(?:is|are) (?:not )?(?:true|correct|right|false|incorrect|wrong)\W*"
    r"|¿?(?:cuál|cuáles) (?:de las siguientes )?(?:afirmaciones )?(?:es|son) (?:correctas?|ciertas?|verdaderas?|"
    r"falsas?)\W*"
    r"|(?:laquelle|quelle) (?:de ces |des )?(?:propositions|affirmations) (?:suivantes )?est (?:exacte|vraie|"
    r"correcte|fausse)\W*"
    r"|welche (?:der folgenden )?aussagen? (?:ist|sind|trifft|treffen) (?:richtig|falsch|zu)\W*"
    r"|(?:qual|quais) (?:das seguintes )?(?:afirmações|alternativas)? ?(?:é|está|são|estão) corretas?\W*",
    re.IGNORECASE,
)


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A note at the stem."""
    if ground.options and _OPEN.fullmatch(ground.stem.strip()):
        yield ground.problem(
            "Q202", ground.at_stem(), "The stem does not say what it is about.", "Ask about one thing."
        )

"""Q304: the stem ends in a or an, and only one option fits.

Source: NBME (grammatical cues). English only. `hour`, `MRI`, `8` and `university` are told by their sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Fix
from guidegen.lint.items.ground import ItemGround
from guidegen.patterns import pattern

_ENDS = pattern(r"(?<![/\w])(an?)\s*[:…_.]*\s*$", re.IGNORECASE)
_VOWEL_SOUND = pattern(r"(?:[aeiou]|hour|honest|heir|8|11(?!\d)|18(?!\d))(?<!^eu)", re.IGNORECASE)
_NO_VOWEL_SOUND = pattern(r"(?:uni(?!n)|use|usu|ute|eu|one\b|once\b|ure|ut)", re.IGNORECASE)
_SPELLED = pattern(r"[AEFHILMNORSX](?:[A-Z]{1,5}|-[a-z])")


def find(ground: ItemGround) -> Iterator[Diagnostic]:
    """A warning at the article."""
    text = ground.lead_in_text
    match = _ENDS.search(text)
    if ground.language != "en" or match is None or len(ground.texts) < 2:
        return
    fitting = [option for option in ground.texts if _wants_an(option) == (match[1].lower() == "an")]
    if len(fitting) == 1:
        span = ground.in_lead_in(*match.span(1))
        fix = Fix(span, "a/an", safe=False) if ground.typed(span) == match[1] else None
        message = f"Only “{fitting[0][:40]}” goes with “{match[1]}”."
        yield ground.problem("Q304", span, message, "Write a/an, or put the article into the options.", fix=fix)


def _wants_an(text: str) -> bool:
    if _SPELLED.match(text):
        return True
    return _VOWEL_SOUND.match(text) is not None and _NO_VOWEL_SOUND.match(text) is None

"""Which of the words that are known was meant by one that is not."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable

_MOST_CANDIDATES = 1_000
_SHORT_WORD = 4
#: So many letters are enough to begin one id only by intent.
_LEAST_BEGINNING = 5


def most_like(word: str, known: Iterable[str]) -> str:
    """The known word that is most like `word`, or nothing."""
    candidates = list(itertools.islice(known, _MOST_CANDIDATES))
    wanted = word[:80].lower().replace("_", "-")
    # Ids made from stems are long: the beginning of one alone tells it.
    begun = [each for each in candidates if each.startswith(wanted)]
    if len(begun) == 1 and len(wanted) >= _LEAST_BEGINNING:
        return begun[0]
    likeness = 0.6 if len(wanted) <= _SHORT_WORD else 0.7
    matches = difflib.get_close_matches(wanted, candidates, n=1, cutoff=likeness)
    return matches[0] if matches else ""

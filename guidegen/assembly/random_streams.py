"""Random order that is the same on every machine and in every later release.

Each choice is a number from a hash over the algorithm's number, the seed, what is being chosen and the id of the
candidate. Sorting candidates by their numbers shuffles them; a candidate that joins or leaves moves no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

#: Number of the way in which forms are drawn. A form stores it; a changed way gets the next number.
ALGORITHM = 1


def draw(seed: int, purpose: str, id_: str) -> int:
    """A whole number of 64 bits, uniform over ids."""
    text = f"{ALGORITHM}\x1f{seed}\x1f{purpose}\x1f{id_}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def shuffled(ids: Iterable[str], seed: int, purpose: str) -> list[str]:
    """The ids in random order."""
    return sorted(ids, key=lambda id_: (draw(seed, purpose, id_), id_))

"""Random order that is the same on every machine and in every later release.

Each choice is a number from a hash over the algorithm's number, the seed, what is being chosen and the id of the
candidate. Sorting candidates by their numbers shuffles them; a candidate that joins or leaves moves no other.
"""

from __future__ import annotations

from collections.abc import Iterable

from guidegen.kept.digests import sha256
from guidegen.records import dataclass

#: Number of the way in which forms are drawn. A form stores it; a changed way gets the next number.
ALGORITHM = 1
#: The form that has the bare stream: it is the same whether it is the only one or one of several.
FIRST_FORM = "A"


#: What the streams of single copies begin with, before the identity of whom they are for.
COPY = "copy "


@dataclass(frozen=True, slots=True)
class Stream:
    """The random choices of one form, or of one copy."""

    seed: int
    form: str = FIRST_FORM

    @property
    def drawn_for(self) -> str:
        """For what the choices are, in words for a message; never for whom."""
        return "a copy" if self.form.startswith(COPY) else f"form {self.form}"

    def draw(self, purpose: str, id_: str) -> int:
        """A whole number of 64 bits, uniform over ids."""
        return int.from_bytes(sha256(f"{self._said(purpose)}{id_}".encode())[:8], "big")

    def shuffled(self, ids: Iterable[str], purpose: str) -> tuple[str, ...]:
        """The ids in random order."""
        found = tuple(ids)
        if len(found) < 2:
            return found
        said = self._said(purpose)
        # Eight bytes are in the order of the numbers that they stand for.
        drawn = [(sha256(f"{said}{id_}".encode())[:8], id_) for id_ in found]
        drawn.sort()
        return tuple([id_ for _, id_ in drawn])

    def _said(self, purpose: str) -> str:
        """What is hashed before each id."""
        own = purpose if self.form == FIRST_FORM else f"form {self.form}:{purpose}"
        return f"{ALGORITHM}\x1f{self.seed}\x1f{own}\x1f"

"""How many steps the search for a selection may take. Most selections are found without it."""

from __future__ import annotations

from guidegen.records import dataclass

#: Steps that one drawing may take; each is some work on one source.
MOST_STEPS = 8_000_000


class TooHard(Exception):
    """The steps are used up before the question is answered."""


@dataclass(slots=True)
class Budget:
    """Steps that are left. They are counted, so that every machine gives up at the same place, or none does."""

    steps: int = MOST_STEPS

    def spend(self, steps: int) -> None:
        """Take steps; TooHard when there are none left."""
        self.steps -= steps
        if self.steps < 0:
            raise TooHard

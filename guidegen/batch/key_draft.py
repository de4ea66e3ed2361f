"""A key that was laid out before the last of its copies were there.

Who asks for copies has nothing to do while others make the last of them, and what a key has to say is known only when
they are there. Nearly always it is what was asked for. So the key is made in the hope of that, and used if it is right;
if a copy could not be printed, or its sections are on other pages, the key is made anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.assembly.key_of_roster import RosterKey
from guidegen.batch.made import Made
from guidegen.batch.outputs import OutputId
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class KeyDraft:
    """A finished key of these answers, which names these pages of sections."""

    answers: RosterKey
    sections: Mapping[str, int]
    made: Made

    def is_of(self, answers: RosterKey, sections: Mapping[str, int], output: OutputId) -> bool:
        """Whether it is the key of these answers, sections and file."""
        return self.made.output == output and self.sections == sections and self.answers.says_the_same(answers)

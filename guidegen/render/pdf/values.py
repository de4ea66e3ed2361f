"""Whether the values of a copy can be printed in their places. They are checked before anything is written."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence

from guidegen.document.elements import Slot
from guidegen.render.pdf.flow import Page
from guidegen.render.pdf.plain_text import one_line

#: A value may be set this much smaller than the text around it, and no smaller.
SMALLEST = 0.75


class Misfit(enum.Enum):
    """Why a value cannot be printed."""

    CHARACTER_MISSING = "character missing"
    TOO_WIDE = "too wide"


def misfits(pages: Sequence[Page], values: Mapping[str, str]) -> Iterator[tuple[str, Misfit]]:
    """The names of the slots whose values cannot be printed, with the reason. Values themselves are never told."""
    for page in pages:
        for place in page.slots():
            if not isinstance(place.value, Slot):
                continue
            shaped = one_line(values[place.value.name], place.style)
            if shaped.missing:
                yield place.value.name, Misfit.CHARACTER_MISSING
            elif shaped.widest() * SMALLEST > place.width + 0.01:
                yield place.value.name, Misfit.TOO_WIDE

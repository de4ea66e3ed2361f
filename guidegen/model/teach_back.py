"""Which items the teach-back page of a guide asks about."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.prose import NOWHERE
from guidegen.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Prompt:
    """An item, with the author's own words to ask about it, or none."""

    item: str
    ask: Prose = ()
    origin: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class TeachBack:
    """That there is a page. Without prompts it asks about every item that is drawn."""

    prompts: tuple[Prompt, ...] = ()
    origin: Span = field(default=NOWHERE, compare=False)

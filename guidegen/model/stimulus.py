"""Stimuli: what a group of items is about, printed once before them."""

from __future__ import annotations

from guidegen.diagnostics import Span
from guidegen.inline import Prose
from guidegen.model.item import ItemFigure
from guidegen.model.prose import NOWHERE, Blocks
from guidegen.records import dataclass, field

#: The share of the column that the picture of a stimulus takes at most, where its author says nothing.
STANDARD_WIDTH = 0.6


@dataclass(frozen=True, slots=True)
class Stimulus:
    """A passage, a figure or a set of data that several items share. QTI: a shared stimulus (rubricBlock, object).

    `width` is the figure's share of the column. `language` is empty when it is that of the quiz. With `shuffle` off
    the items keep the order of their bank.
    """

    id: str
    title: Prose = ()
    blocks: Blocks = ()
    figure: ItemFigure | None = None
    caption: Prose = ()
    width: float = STANDARD_WIDTH
    language: str = ""
    shuffle: bool = True
    origin: Span = field(default=NOWHERE, compare=False)

"""Charts and pictographs: numbers of a guide that are shown as well as said."""

from __future__ import annotations

from decimal import Decimal

from guidegen.diagnostics import Span
from guidegen.inline import LATER, Prose
from guidegen.model.prose import NOWHERE
from guidegen.records import dataclass, field

#: Bars lie, columns stand.
KINDS = ("bars", "columns", "line", "pie")


@dataclass(frozen=True, slots=True)
class Series:
    """Values that belong together, one for each category. The name is empty where there is one series only."""

    name: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers by category. `alt` may be empty, since the numbers are said in any case.

    `start` is where the axis of a line chart begins; None lets it begin at 0, or below negative values.
    """

    id: str
    caption: Prose
    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    start: Decimal | None = None
    alt: str = ""
    source: Prose = ()
    origin: Span = field(default=NOWHERE, compare=False)
    how_to_read: Prose = field(default=(), metadata={LATER: True})


@dataclass(frozen=True, slots=True)
class Pictograph:
    """So many of `total`, as icons: for one group, or for two that are compared. A group is a name and a count."""

    id: str
    caption: Prose
    total: int
    groups: tuple[tuple[str, int], ...]
    alt: str = ""
    source: Prose = ()
    origin: Span = field(default=NOWHERE, compare=False)
    how_to_read: Prose = field(default=(), metadata={LATER: True})

"""How many columns text stands in, and how wide they are. Most documents have one, which is the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from guidegen.diagnostics import Diagnostic
from guidegen.records import dataclass
from guidegen.render.pdf.flow import FlowMemory, Heights, Page, Unit, flow
from guidegen.render.pdf.fragment import Fragment
from guidegen.render.pdf.late import late

#: The gap between columns in points of regular print, and the least width of one in sizes of the text.
_GAP, _NARROWEST = 22.0, 15.0
_flow_in_several: Callable[..., tuple[list[Page], list[Diagnostic]]] = late("column_flow", "flow_in_several")


@dataclass(frozen=True, slots=True)
class Columns:
    """How many columns, how wide, with which gap; `rule` draws what stands in the gap for a height."""

    count: int
    width: float
    gap: float
    rule: Callable[[float], Fragment]

    def start_of(self, column: int) -> float:
        """Where a column begins."""
        return column * (self.width + self.gap)


def columns_in(wanted: int, width: float, size: float, scale: float, rule: Callable[[float], Fragment]) -> Columns:
    """As many columns as are wanted, or fewer where they would be too narrow for letters of this size."""
    gap = _GAP * scale
    count = wanted
    while count > 1 and (width - gap * (count - 1)) / count < _NARROWEST * size:
        count -= 1
    return Columns(count, (width - gap * (count - 1)) / count, gap, rule)


def flow_in_columns(
    units: Sequence[Unit],
    height_of: Heights,
    turned_height_of: Heights,
    columns: Columns,
    memory: FlowMemory | None = None,
) -> tuple[list[Page], list[Diagnostic]]:
    """Place the units on pages, those of columns in columns; pages of the last document that are the same stay."""
    if columns.count == 1 or not any(unit.in_column for unit in units):
        return flow(units, height_of, memory, turned_height_of=turned_height_of)
    return _flow_in_several(units, height_of, turned_height_of, columns, memory)

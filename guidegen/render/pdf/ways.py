"""One block that can be laid out in several ways: the first of them that pages hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from guidegen.records import dataclass
from guidegen.render.pdf.flow import Unit, flow
from guidegen.render.pdf.layout import Laid, Layout, stacked_height


@dataclass(frozen=True, slots=True)
class Way:
    """How a block can be laid out, on pages whose text is `height` points high. After one that `is_last` there is none
    that could be taken in its place.
    """

    lay: Callable[[], Laid]
    height: float
    is_last: bool = False


def first_that_fits(layout: Layout, ways: Iterable[Way]) -> Laid:
    """The block in the first way that fits on pages; in the last one, to be refused, where none does."""
    found = Laid()
    led_by = layout.led_by
    problems, outline, fields = len(layout.problems), len(layout.outline), set(layout.fields)
    for way in ways:
        # Keys of content that is laid out again stay unused.
        del layout.problems[problems:], layout.outline[outline:]
        for left in layout.fields.keys() - fields:
            del layout.fields[left]
        found = way.lay()
        if way.is_last or fits([*led_by, *found.units], way.height):
            break
    return found


def fits(units: Sequence[Unit], height: float) -> bool:
    """Whether pages of this height hold the units: none is higher, and no heading is parted from what it heads."""
    return stacked_height(units) <= height or not flow(units, lambda index: height)[1]

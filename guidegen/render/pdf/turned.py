"""Fragments upside down, such as answers at the foot of a page."""

from __future__ import annotations

from guidegen.records import replace
from guidegen.render.pdf.fragment import Fragment, FragmentLine, Mark
from guidegen.render.pdf.operators import numbers


def turned(fragment: Fragment, width: float) -> Fragment:
    """The fragment upside down in a place `width` wide: its first line is the lowest and is still read first.

    Place it lower by the `top` of its first line. A fragment with slots cannot be turned (ValueError).
    """
    if any(line.slots for line in fragment.lines):
        raise ValueError("a fragment with slots cannot be turned")
    return replace(
        fragment,
        extent=width,
        lines=tuple(
            FragmentLine(
                top=fragment.height - line.top - line.height,
                height=line.height,
                marks=tuple(
                    Mark(mark.run, f"-1 0 0 -1 {numbers(width, -line.height)} cm {mark.operators}")
                    for mark in line.marks
                ),
                links=tuple(replace(link, x=width - link.x - link.width) for link in line.links),
            )
            for line in fragment.lines
        ),
    )

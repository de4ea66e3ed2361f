"""Codes to scan, drawn as squares, with the light border that a scanner needs."""

from __future__ import annotations

import itertools

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.render.pdf.flow import Group, Unit
from guidegen.render.pdf.fragment import Fragment, FragmentLine, Mark
from guidegen.render.pdf.layout import Frame, Laid, Layout, stacked
from guidegen.render.scan_codes import QUIET, side_of, squares
from guidegen.theme import Colour

_POINTS_PER_MM = 72 / 25.4
_WHITE: Colour = (1.0, 1.0, 1.0)
_BLACK: Colour = (0.0, 0.0, 0.0)
_GAP = 10.0
#: The least room for the words beside a code, in points of regular print.
_LEAST_WORDS = 150.0


def lay_scan_code(layout: Layout, block: doc.ScanCode, frame: Frame) -> Laid:
    """The code at the end of the line, beside its words; below them where the column is too narrow.

    Title, words and code stand on one page, in one column: nobody scans a code without knowing where it leads.
    """
    fragment = _drawn(block.url)
    gap = _GAP * layout.scale
    room = frame.width - fragment.width - gap
    beside = room >= _LEAST_WORDS * layout.scale and _fits(layout, block, room)
    if not beside:
        whole = Frame(frame.x, frame.width, (*frame.groups, Group(keep=True)))
        laid = layout.blocks(block.blocks, whole)
        placed, element = layout.content(fragment, frame.x, 0, "Figure")
        element.alt = block.alt
        laid.units[-1].keep_next = True
        unit = Unit(fragment.height, [placed], after=gap, groups=whole.groups, origin=block.origin)
        return Laid([*laid.units, unit], [*laid.elements, element])
    laid = layout.blocks(block.blocks, Frame(frame.x, room))
    words, height = stacked(laid.units)
    placed, element = layout.content(fragment, frame.x + frame.width - fragment.width, 0, "Figure")
    element.alt = block.alt
    # The words stand last, as what sets a number beside the first line asks for it there.
    high = max(fragment.height, height)
    unit = Unit(high, [placed, *words], before=gap / 2, after=gap / 2, groups=frame.groups, origin=block.origin)
    return Laid([unit], [*laid.elements, element])


def _fits(layout: Layout, block: doc.ScanCode, room: float) -> bool:
    """True when the longest word, mostly the address, has room beside the code."""
    lines = [(each.line, each.style) for each in block.blocks if isinstance(each, doc.Paragraph)]
    return all(layout.fragments.extent(line, style)[0] <= room for line, style in lines)


def _drawn(url: str) -> Fragment:
    """Runs of dark squares on a white ground. They are black in every theme."""
    rows = squares(url)
    step = side_of(len(rows)) * _POINTS_PER_MM / len(rows)
    side = (len(rows) + 2 * QUIET) * step
    parts = [ops.box(0, -side, side, side, fill=_WHITE), ops.fill_colour(_BLACK)]
    for down, row in enumerate(rows):
        at = 0
        for dark, run in itertools.groupby(row):
            length = len(list(run))
            if dark:
                left, top = (QUIET + at) * step, (QUIET + down) * step
                parts.append(f"{ops.numbers(left, -top - step, length * step, step)} re")
            at += length
    parts.append("f")
    return Fragment(side, side, (FragmentLine(0.0, side, (Mark(0, " ".join(parts)),)),), (0,), runs=1)

"""Tables in a terminal: columns as wide as their words, the last one as wide as the line leaves room for."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence

import click

from guidegen.cli.report import columns_of, visible

_GAP = "  "
#: Where the output is no terminal, what a line may take in the last column.
_LONGEST_LAST = 60
_SHORTEST_LAST = 20


def text_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: frozenset[str] = frozenset()) -> str:
    """The rows under their headings; columns in which nothing stands are left out.

    Only the last column is shortened, with an ellipsis. The columns named in `numbers` are set to the right.
    """
    shown = [[visible(cell) for cell in row] for row in rows]
    used = [index for index in range(len(headings)) if any(row[index] for row in shown)]
    if not used:
        return ""
    lines = [[headings[index] for index in used], *([row[index] for index in used] for row in shown)]
    widths = [max(map(columns_of, column)) for column in zip(*lines, strict=True)]
    if used[-1] == len(headings) - 1:
        taken = sum(widths[:-1]) + len(_GAP) * (len(widths) - 1)
        widths[-1] = min(widths[-1], _room(taken))
    right = [headings[index] in numbers for index in used]
    texts = ["".join(_cells(line, widths, right)).rstrip() for line in lines]
    return "\n".join([_bold(texts[0]), *texts[1:]])


def _cells(line: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    cells = []
    for cell, width, is_number in zip(line, widths, right, strict=True):
        text = _fitting(cell, width)
        blank = " " * (width - columns_of(text))
        cells.append((blank + text if is_number else text + blank) + _GAP)
    return cells


def _fitting(text: str, width: int) -> str:
    if columns_of(text) <= width:
        return text
    while columns_of(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _room(taken: int) -> int:
    """How wide the last column may be."""
    if not sys.stdout.isatty():
        return _LONGEST_LAST
    return max(shutil.get_terminal_size().columns - taken, _SHORTEST_LAST)


def _bold(text: str) -> str:
    is_plain = not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if is_plain else click.style(text, bold=True)

"""Lines of code that are longer than the column: where they go on, and the hook that says so."""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.records import dataclass
from guidegen.render.pdf.operators import number, numbers, stroke_colour
from guidegen.theme import Colour

#: After these characters a line of code goes on below more readily than elsewhere.
_BREAKS = frozenset(" ,;([{=+-*/|&.")
#: How much further in a continued line stands than the line that it continues, in characters.
_DEEPER = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line of code; `indent` is 0 for its beginning, else how far in the rest is set, in characters."""

    text: str
    indent: int = 0


def wrapped(line: str, columns: int) -> Iterator[Piece]:
    """A line in pieces of at most `columns` characters, none of them lost.

    What ends a line of the source reads as a space, so that lines stay apart when they are copied.

    >>> [piece.text for piece in wrapped("total = first + second", 16)]
    ['total = first + ', 'second\\n']
    """
    indent = 0
    deeper = min(len(line) - len(line.lstrip(" ")) + _DEEPER, columns // 2)
    while len(line) > columns - indent:
        cut = _cut(line, columns - indent)
        yield Piece(line[:cut], indent)
        line, indent = line[cut:], deeper
    yield Piece(line + "\n", indent)


def _cut(line: str, room: int) -> int:
    """After the last good place to break, if it is not too far to the left; else where the room ends."""
    for place in range(room, room // 2, -1):
        if line[place - 1] in _BREAKS:
            return place
    return room


def hook(x: float, baseline: float, size: float, colour: Colour) -> str:
    """A small hook before a continued line: down and to the line."""
    left, right, top, bottom = x - 1.1 * size, x - 0.35 * size, baseline + 0.75 * size, baseline + 0.25 * size
    path = f"{numbers(left, top)} m {numbers(left, bottom)} l {numbers(right, bottom)} l"
    tip = f"{numbers(right - 0.2 * size, bottom + 0.15 * size)} m {numbers(right, bottom)} l"
    tip += f" {numbers(right - 0.2 * size, bottom - 0.15 * size)} l"
    return f"{stroke_colour(colour)} {number(0.07 * size)} w {path} S {tip} S"

"""Whether colours that are to be told apart still are when a page is printed or copied in grey.

What is text is judged by its contrast (`legibility`), which counts lightness alone and so holds in grey as well. Here
are lines and the grounds that they lie on. Parts of charts are told apart by patterns, zones by signs and words.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.records import dataclass
from guidegen.theme.colours import lightness
from guidegen.theme.legibility import ground_colour
from guidegen.theme.styles import Theme

#: Steps of lightness (CIE L*, 0 to 100) between a line and its ground.
_LINE = 8.0

#: What has to differ, the two colours, and by how much; `paper` is white.
PAIRS: tuple[tuple[str, str, str, float], ...] = (
    ("Lines that part rows", "rule", "paper", _LINE),
    ("Lines on every second row", "rule", "stripe", _LINE),
    ("Lines on tinted grounds", "rule", "tint", _LINE),
)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two colours that are too close in grey: `found` steps of lightness apart, where `needed` are."""

    what: str
    colour: str
    other: str
    found: float
    needed: float


def alike_in_grey(theme: Theme) -> Iterator[Alike]:
    """The pairs of the theme that cannot be told apart in grey."""
    for what, colour, other, needed in PAIRS:
        found = abs(lightness(theme.colours[colour]) - lightness(ground_colour(theme, other)))
        if found < needed:
            yield Alike(what, colour, other, found, needed)

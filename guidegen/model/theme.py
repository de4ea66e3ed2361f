"""Themes that a project brings along: what they change of another theme. The names are those of every theme."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.diagnostics import Span
from guidegen.model.prose import NOWHERE
from guidegen.records import dataclass, field

#: The themes that come with the program.
BUILT_IN = ("classroom", "clinic", "exam", "plain")


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """What a theme of the project changes of the theme that it `extends`. Lengths are points of regular print.

    `page` has the margins and the gap by name, `measure` is the longest line of prose, `grid` the step of the rhythm,
    `colours` are `#rrggbb` by name, `parts` the make-up of each part, `lengths` the groups of lengths, `styles` hold
    the changed properties of text styles. `places` tell where each of these was typed, by its path: `colours.soft`,
    `styles.body.size`.
    """

    name: str
    path: str
    extends: str
    page: Mapping[str, float] = field(default_factory=dict)
    measure: float | None = None
    grid: float | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    lengths: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, Mapping[str, float | str | bool]] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict, compare=False)
    origin: Span = field(default=NOWHERE, compare=False)

"""How a document looks: data in YAML beside this module, read into one frozen `Theme`.

A theme extends another by naming it and stating only what it changes; those of a project do the same, see `own`.
Lengths are points at the regular print size.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guidegen.prepared import once
from guidegen.records import dataclass, replace
from guidegen.theme.colours import Colour, parse_colour
from guidegen.theme.families import Family

_BUILT_IN = Path(__file__).with_name("builtin")
#: The groups of lengths, of which `model.theme_choices` says what is in them.
LENGTH_GROUPS = ("spacing", "marks", "strokes", "corners")

#: Width and height of a page in points.
PAGE_SIZES: Mapping[str, tuple[float, float]] = {
    "letter": (612.0, 792.0),
    "a4": (595.28, 841.89),
    "legal": (612.0, 1008.0),
    "a5": (419.53, 595.28),
}


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph is set. `face` names a stack of font files; `balance` evens out the lines of a heading.

    With `tabular` figures of one width digits stand below each other, where the font has such figures. Quotation marks
    at the start of a line `hang` in the margin.
    """

    face: str
    size: float
    leading: float
    colour: str = "ink"
    before: float = 0.0
    after: float = 0.0
    balance: bool = False
    tabular: bool = False
    hang: bool = False


@dataclass(frozen=True, slots=True)
class PageStyle:
    """Margins in points, running head and footer inside them; `gap` parts these from the text."""

    start: float
    end: float
    top: float
    bottom: float
    gap: float


@dataclass(frozen=True, slots=True)
class Theme:
    """A look: page margins, the longest line of prose, colours, font stacks and text styles by name.

    `parts` names the make-up of each part of a page, `lengths` has spacing, marks, strokes and corners by name: the
    tables in `guidegen.model.theme` say what they are. `grid` is the step of the rhythm: the distances of lines and all
    room above and below are multiples of it, so that lines stand level across pages and columns.
    `families` are fonts for other scripts, which stand behind those of the theme.
    """

    name: str
    page: PageStyle
    measure: float
    grid: float
    colours: Mapping[str, Colour]
    faces: Mapping[str, tuple[str, ...]]
    styles: Mapping[str, TextStyle]
    parts: Mapping[str, str]
    lengths: Mapping[str, Mapping[str, float]]
    families: tuple[Family, ...] = ()


def known_themes() -> tuple[str, ...]:
    """The names of the themes that come with the program, sorted."""
    folder = _BUILT_IN
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


@functools.cache
def load_theme(name: str) -> Theme:
    """The built-in theme `name`; KeyError when there is none (readers check the name first)."""
    data = once("theme", name, lambda: _merged(name))
    return Theme(
        name=name,
        page=PageStyle(**{key: float(value) for key, value in data["page"].items()}),
        measure=float(data["measure"]),
        grid=float(data["grid"]),
        colours={key: parse_colour(value) for key, value in data["colours"].items()},
        faces={key: tuple(value) for key, value in data["faces"].items()},
        styles={key: TextStyle(**value) for key, value in data["styles"].items()},
        parts=data["parts"],
        lengths={group: {name: float(value) for name, value in data[group].items()} for group in LENGTH_GROUPS},
    )


def with_primary(theme: Theme, colour: str) -> Theme:
    """The theme in a house colour (`#rrggbb`). The reader has checked its contrast."""
    return replace(theme, colours={**theme.colours, "primary": parse_colour(colour)})


def _merged(name: str) -> dict[str, Any]:
    import yaml

    file = _BUILT_IN / f"{name}.yaml"
    if not file.is_file():
        raise KeyError(name)
    data: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    base_name = data.pop("extends", None)
    return _over(_merged(base_name), data) if base_name else data


def _over(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """What a group holds with its changes, groups inside it too."""
    merged = dict(base)
    for key, value in changes.items():
        below = base.get(key)
        merged[key] = _over(below, value) if isinstance(value, dict) and isinstance(below, dict) else value
    return merged

"""Theme files: `theme: NAME`, the theme that they extend, and what they change of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidegen.diagnostics import Span
from guidegen.model.theme import BUILT_IN, ThemeFile
from guidegen.model.theme_choices import COLOURS, FACES, LENGTHS, PARTS, STYLES, Part
from guidegen.patterns import pattern
from guidegen.reading.names import IDENTIFIER
from guidegen.reading.reader import Reader
from guidegen.reading.shapes import COLOUR, Choice, Field, Record, Schema, Shape, Switch, Text, Values, as_text, shown
from guidegen.records import dataclass
from guidegen.source.nodes import Node, head

_LENGTH = pattern(r"[0-9]{1,4}(?:\.[0-9]{1,3})?")
#: Lines closer than this touch each other.
_LEAST_LEADING = 1.1


@dataclass(frozen=True, slots=True)
class Length(Shape):
    """A number of points between two limits."""

    least: float
    most: float
    noun = "a number of points"

    def read(self, node: Node, reader: Reader, at: Span) -> float | None:
        """The length in points."""
        scalar = as_text(node, reader, self.noun)
        if scalar is None:
            return None
        value = scalar.value.strip().removesuffix("pt").rstrip()
        if _LENGTH.fullmatch(value) and self.least <= float(value) <= self.most:
            return float(value)
        hint = f"Write a number of points from {self.least:g} to {self.most:g}."
        reader.report("S204", scalar.span, f"{shown(scalar.value)} is not possible here.", hint)
        return None

    def schema(self) -> Schema:
        """The JSON Schema of the value."""
        return {"type": "number", "minimum": self.least, "maximum": self.most}


class ThemeName(Text):
    """The name of a theme: one that comes with the program, or one of the project."""

    noun = "the name of a theme"

    def read(self, node: Node, reader: Reader, at: Span) -> str | None:
        """The name; that there is such a theme is checked later."""
        value = super().read(node, reader, at)
        if value is not None and not IDENTIFIER.fullmatch(value):
            hint = f"Write {', '.join(BUILT_IN)}, or the name of a file in the folder `themes`."
            reader.report("S205", head(node), f"{shown(value)} is no name of a theme.", hint)
            return None
        return value


@dataclass(frozen=True, slots=True)
class _Changes:
    """The values of a group of keys, with the place of each."""

    values: Mapping[str, Any]
    places: Mapping[str, Span]


def _changes(values: Values, _: Reader) -> _Changes:
    return _Changes(dict(values.found), {name: values.value(name) for name in values.found})


def _style(values: Values, reader: Reader) -> _Changes:
    size, leading = values.get("size"), values.get("leading")
    if size is not None and leading is not None and leading < size * _LEAST_LEADING:
        message = f"Lines {leading:g} points apart touch each other in a type of {size:g} points."
        reader.report("T104", values.value("leading"), message, f"Write {size * 1.25:g} or more.")
    return _changes(values, reader)


STYLE = Record(
    "a text style",
    (
        Field("face", Choice(FACES), "The face."),
        Field("size", Length(6, 96), "The size of the letters, in points.", example="13"),
        Field("leading", Length(7, 120), "From one line to the next, in points.", example="18.5"),
        Field("colour", Choice(tuple(COLOURS)), "The name of the colour."),
        Field("before", Length(0, 120), "Room above, in points."),
        Field("after", Length(0, 120), "Room below, in points."),
        Field("balance", Switch(), "True when lines are to be about equally long, as in headings."),
        Field("hang", Switch(), "True when quotation marks at the start of a line hang in the margin."),
        Field("tabular", Switch(), "True when figures are to be of one width, as in columns of numbers."),
    ),
    _style,
)

PAGE = Record(
    "the margins of a page",
    (
        Field("start", Length(18, 200), "The margin at the start of lines (left in English), in points."),
        Field("end", Length(18, 200), "The margin at the end of lines."),
        Field("top", Length(18, 200), "The margin at the top, above the running head."),
        Field("bottom", Length(18, 200), "The margin at the bottom, below the foot."),
        Field("gap", Length(4, 100), "Between running head or foot and the text."),
    ),
    _changes,
)

PALETTE = Record("the group of colours", tuple(Field(name, COLOUR, doc) for name, doc in COLOURS.items()), _changes)

TYPE = Record("the group of text styles", tuple(Field(name, STYLE, doc) for name, doc in STYLES.items()), _changes)


def _choices(part: Part) -> str:
    """`Tables. `band`: heads of columns on a filled band; `grid`: lines around every cell.`"""
    return f"{part.doc}. {'; '.join(f'`{name}`: {look}' for name, look in part.choices.items())}."


MAKE_UP = Record(
    "the group of parts",
    tuple(Field(name, Choice(tuple(part.choices)), _choices(part)) for name, part in PARTS.items()),
    _changes,
)

#: The records of the groups of lengths, by name.
GROUPS: Mapping[str, Record] = {
    group: Record(
        f"the group `{group}`",
        tuple(Field(name, Length(least, most), doc) for name, doc in table.items()),
        _changes,
    )
    for group, (table, least, most) in LENGTHS.items()
}


def _theme(values: Values, reader: Reader) -> ThemeFile:
    name, nothing = values.text("theme"), _Changes({}, {})
    if name in BUILT_IN:
        message = f"`{name}` is a theme that comes with guidegen."
        reader.report("T102", values.value("theme"), message, f"Give yours another name, and write `extends: {name}`.")
    page, colours, styles, parts = (values.get(key, nothing) for key in ("page", "colours", "styles", "parts"))
    lengths = {group: values.get(group, nothing) for group in LENGTHS}
    places: dict[str, Span] = {
        key: values.value(key) for key in ("theme", "extends", "measure", "grid") if key in values.found
    }
    places |= {f"page.{key}": span for key, span in page.places.items()}
    places |= {f"colours.{key}": span for key, span in colours.places.items()}
    places |= {f"parts.{key}": span for key, span in parts.places.items()}
    places |= {f"{group}.{key}": span for group, found in lengths.items() for key, span in found.places.items()}
    for style, changes in styles.values.items():
        places |= {f"styles.{style}.{key}": span for key, span in changes.places.items()}
    return ThemeFile(
        name=name,
        path=reader.source.path,
        extends=values.text("extends"),
        page=page.values,
        measure=values.get("measure"),
        grid=values.get("grid"),
        parts=parts.values,
        lengths={group: found.values for group, found in lengths.items() if found.values},
        colours=colours.values,
        styles={style: changes.values for style, changes in styles.values.items()},
        places=places,
        origin=values.at,
    )


THEME_FILE = Record(
    "a theme",
    (
        Field("theme", Text(), "The name of the theme, which is that of its file.", required=True, example="riverside"),
        Field("extends", ThemeName(), "The theme that it changes.", required=True, example="clinic"),
        Field("page", PAGE, "The margins of pages."),
        Field("measure", Length(150, 700), "The longest line of prose, in points.", example="388"),
        Field("grid", Length(1, 12), "The step of the rhythm, in points: room is a multiple of it.", example="3"),
        Field("parts", MAKE_UP, "How each part of the page is made up."),
        Field("spacing", GROUPS["spacing"], "Room between and inside things."),
        Field("marks", GROUPS["marks"], "How large marks are."),
        Field("strokes", GROUPS["strokes"], "How thick lines are."),
        Field("corners", GROUPS["corners"], "How round corners are."),
        Field("colours", PALETTE, 'Colours: six digits in quotation marks, such as "#0b4f5c".'),
        Field("styles", TYPE, "Text styles; what is left out stays as it is."),
    ),
    _theme,
    doc="A look of the project's own, in the folder `themes`. It names a theme to begin with and states only what it "
    "changes.",
)

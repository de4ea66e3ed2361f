"""Themes that a project brings along: what they change of another theme. The names are those of every theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guidegen.diagnostics import Span
from guidegen.model.prose import NOWHERE

#: The themes that come with the program.
BUILT_IN = ("classroom", "clinic", "plain")

#: The colours of a theme, and what they are for.
COLOURS: Mapping[str, str] = {
    "ink": "Text, and the lines, boxes and circles to answer in.",
    "soft": "Small print.",
    "primary": "Headings, numbers, links, and the heads of tables.",
    "on-primary": "Text on the primary colour and on ink.",
    "tint": "The ground of boxes and of headings inside tables.",
    "stripe": "The ground of every second row.",
    "rule": "Lines that part things.",
    "warning": "The headings of warnings.",
    "warning-tint": "The ground of warnings.",
    "green": "The green zone, and what to do.",
    "amber": "The amber zone.",
    "red": "The red zone, and what to leave.",
}

#: The faces of a theme, by which styles name them.
FACES = ("regular", "italic", "semibold", "bold", "bold-italic", "mono", "mono-bold", "extrabold")

#: The text styles of a theme, and what they set.
STYLES: Mapping[str, str] = {
    "body": "Text.",
    "lead": "The line below a title.",
    "audience": "For whom a guide is.",
    "title": "The title of a guide.",
    "h2": "Headings of sections.",
    "h3": "Headings inside sections.",
    "h4": "Headings inside those.",
    "label": "The words above the main message.",
    "main-message": "The main message.",
    "box-title": "The headings of boxes.",
    "warning-title": "The headings of warnings.",
    "card-title": "The headings of cards.",
    "zone-title": "The names of zones.",
    "zone-label": "The headings inside zones.",
    "when": "The times of a timeline.",
    "caption": "Captions of tables.",
    "figure-caption": "Captions of pictures.",
    "table": "Cells of tables.",
    "table-row": "Heads of rows.",
    "data-head": "Heads of plain tables.",
    "table-head": "Heads of columns.",
    "table-group": "Headings inside tables.",
    "quotation": "Quotations.",
    "code": "Program code.",
    "stem": "Stems of items.",
    "cloze": "Texts with blanks.",
    "blank-number": "Numbers of blanks.",
    "directions": "Headings above stimuli.",
    "hint": "How to answer.",
    "option": "Options, and everything else to choose from.",
    "shown": "Answers in their places on a teacher's copy.",
    "letter": "Letters in circles and boxes.",
    "letter-marked": "Letters in circles and boxes that are filled.",
    "number": "Numbers of items.",
    "answer": "Answers of a key.",
    "explained": "Explanations of a key.",
    "points": "Points, and labels of lists.",
    "small": "Small print.",
    "source": "Sources.",
    "furniture": "Running heads and feet.",
    "organisation": "The name of the clinic or school.",
    "key-number": "Numbers and letters of a key.",
    "exam-title": "The title of a quiz that prints alone.",
    "exam-form": "The letter of a form.",
}


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """What a theme of the project changes of the theme that it `extends`. Lengths are points of regular print.

    `page` has the margins and the gap by name, `measure` is the longest line of prose, `colours` are `#rrggbb` by name,
    `styles` hold the changed properties of text styles. `places` tell where each of these was typed, by its path:
    `colours.soft`, `styles.body.size`.
    """

    name: str
    path: str
    extends: str
    page: Mapping[str, float] = field(default_factory=dict)
    measure: float | None = None
    colours: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, Mapping[str, float | str | bool]] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict, compare=False)
    origin: Span = field(default=NOWHERE, compare=False)

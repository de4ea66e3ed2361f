"""Form fields: what can be filled in on the screen, and what a screen reader says for each place of it.

Names and values come from what is printed (numbers, letters, labels) and from nothing else, so that a file tells
no more than its paper does. Fields have no default values.
"""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.document import elements as doc
from guidegen.inline import plain_text
from guidegen.records import dataclass
from guidegen.render.pdf.fragment import Fragment
from guidegen.render.pdf.text import Style


@dataclass(frozen=True, slots=True)
class Drawn:
    """A fragment in a field: x from the start edge, y downwards from the upper edge."""

    fragment: Fragment
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Button:
    """One of several circles to choose from (`radio`), or a box that is ticked by itself.

    `value` is the printed letter or label, `marked` what is shown when it is chosen; `group` is said for all circles
    that share the name.
    """

    name: str
    said: str
    value: str
    marked: tuple[Drawn, ...]
    radio: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class TextField:
    """A place to type in; what does not fit scrolls."""

    name: str
    said: str
    style: Style
    multiline: bool = False


@dataclass(frozen=True, slots=True)
class DropDown:
    """A list that opens; `choices` are pairs of value and words. In a box for a letter the choice is `centred`."""

    name: str
    said: str
    style: Style
    choices: tuple[tuple[str, str], ...]
    centred: bool = False


Field = Button | TextField | DropDown


def question(number: int, *parts: str | int) -> str:
    """The name of a field of an item, from what is printed.

    >>> question(3), question(3, "A"), question(3, "blank", 1)
    ('question-3', 'question-3-A', 'question-3-blank-1')
    """
    return "-".join(["question", str(number), *(str(part) for part in parts)])


def unique(words: str, fields: Mapping[int, Field]) -> tuple[str, str]:
    """A name for a field that is called by its label, and what a screen reader says: both are met once in a file."""
    # The name of a field has no full stop: that would part it (ISO 32000-1, 12.7.3.2).
    wish = words.replace(".", "")
    taken = {field.name for field in fields.values()}
    if wish not in taken:
        return wish, words
    number = next(number for number in range(2, len(taken) + 3) if f"{wish} {number}" not in taken)
    return f"{wish} {number}", f"{words} {number}"


def fill(pattern: str, **values: str | int) -> str:
    """A phrase with its places filled. The values are put in together: none of them is searched for places."""
    return pattern.format_map({name: str(value) for name, value in values.items()})


def said(line: doc.Line) -> str:
    """The words of a line as a person would say them; formulas have words of their own."""
    return plain_text(tuple(run for run in line if not isinstance(run, doc.PageReference | doc.Slot)))


def said_of(option: doc.Option) -> str:
    """The words of an option; a picture says its alternate text."""
    parts = [said(option.line), option.figure.alt if option.figure is not None else ""]
    return ", ".join(part for part in parts if part)

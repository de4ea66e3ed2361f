"""Forms: one printed arrangement of a quiz, as a value that can be stored and read back.

Quiz and key are both made from the form, so that they cannot disagree: an option keeps its id through every
shuffle, and the key looks the ids up in the bank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidegen.assembly.kinds import kind_of
from guidegen.assembly.order import printed_order
from guidegen.assembly.random_streams import ALGORITHM, FIRST_FORM, Stream
from guidegen.assembly.selection import Refusal, Selection, select
from guidegen.assembly.variables.filled import FilledItems
from guidegen.diagnostics import Diagnostic
from guidegen.document.arrangement import ArrangedItem, Arrangement
from guidegen.inline import Prose
from guidegen.model.bank import ItemBank
from guidegen.model.item import Item
from guidegen.model.prose import Blocks
from guidegen.model.quiz import Quiz
from guidegen.model.stimulus import Stimulus
from guidegen.records import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of a form: arranged items name its id. Instructions may be empty."""

    id: str
    title: Prose
    instructions: Blocks


@dataclass(frozen=True, slots=True)
class Form:
    """One arrangement of one quiz. `items` are the drawn items in the order of their banks, `stimuli` those of them.

    `values` holds what was drawn for the variables of parametrised items, by item and variable; the items have it in
    their texts already. A form with `problems` must not be printed: a value breaks an item, or nothing
    satisfies the blueprint. `sections` are empty where the quiz has none. In `codes` the code that was worked out once
    is remembered.
    """

    quiz: str
    name: str
    seed: int
    items: tuple[Item, ...]
    arrangement: Arrangement
    stimuli: tuple[Stimulus, ...] = ()
    sections: tuple[FormSection, ...] = ()
    algorithm: int = ALGORITHM
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = field(default=(), compare=False)
    by_id: Mapping[str, Item] = field(init=False, repr=False, compare=False)
    codes: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {item.common.id: item for item in self.items})

    def item(self, id_: str) -> Item:
        """The drawn item with this id; KeyError when it was not drawn."""
        return self.by_id[id_]

    def stored(self) -> dict[str, object]:
        """The form as plain data: ids, numbers and drawn values, nothing that tells what is right."""
        return {
            "quiz": self.quiz,
            "form": self.name,
            "seed": self.seed,
            "algorithm": self.algorithm,
            "items": [
                {"item": placed.item, "number": placed.number, "options": list(placed.options)}
                | ({"section": placed.section} if placed.section else {})
                | ({"values": dict(drawn)} if (drawn := self.values.get(placed.item)) else {})
                for placed in self.arrangement.items
            ],
        }


def make_form(
    quiz: Quiz,
    banks: Sequence[ItemBank],
    *,
    seed: int | None = None,
    name: str = FIRST_FORM,
    exclude: frozenset[str] = frozenset(),
) -> Form:
    """Draw the items that the blueprint asks for and arrange them.

    `exclude` are ids to leave out, such as those of another form. When nothing satisfies the blueprint, the form is
    empty and its problems say why.
    """
    seed = quiz.seed if seed is None else seed
    selection = select(quiz, banks, seed, exclude=exclude)
    if isinstance(selection, Refusal):
        return refused(quiz, seed, name, selection)
    return arranged(selection, banks, seed, name)


def refused(quiz: Quiz, seed: int, name: str, refusal: Refusal) -> Form:
    """A form without items, whose problems say why."""
    return Form(quiz.name, name, seed, (), Arrangement(), problems=refusal.problems)


def _with_values(items: list[Item], banks: Sequence[ItemBank], stream: Stream) -> FilledItems:
    if all(item.common.parameters is None for item in items):
        return FilledItems(items)
    from guidegen.assembly.variables.fill import fill_in

    return fill_in(items, banks, stream)


def arranged(selection: Selection, banks: Sequence[ItemBank], seed: int, name: str, *, stream_name: str = "") -> Form:
    """Selected items as the form `name`, the values of their variables filled in.

    `stream_name` decides order and values where that is not the name's to decide.
    """
    quiz, chosen = selection.plan.quiz, set(selection.ids)
    stream = Stream(seed, stream_name or name)
    drawn = _with_values([item for bank in banks for item in bank.items if item.common.id in chosen], banks, stream)
    items = {item.common.id: item for item in drawn.items}
    needed = {item.common.stimulus for item in items.values()}
    stimuli = tuple(stimulus for bank in banks for stimulus in bank.stimuli if stimulus.id in needed)
    placed = tuple(
        ArrangedItem(
            id_,
            number,
            kind_of(items[id_]).order(items[id_], stream, shuffle=quiz.shuffle_options),
            items[id_].common.stimulus,
            section,
        )
        for number, (id_, section) in enumerate(_printed(selection, items, stimuli, stream), start=1)
    )
    return Form(
        quiz.name,
        name,
        seed,
        tuple(drawn.items),
        Arrangement(placed),
        stimuli,
        sections=tuple(
            FormSection(str(number), section.title, section.instructions)
            for number, section in enumerate(quiz.sections, start=1)
        ),
        values=drawn.values,
        problems=tuple(drawn.problems),
    )


def read_back(like: Form, stored: Mapping[str, Any]) -> Form:
    """A form from what is `stored` of it. It has the items of the form `like` it, for which no values were drawn."""
    placed = tuple(
        ArrangedItem(
            each["item"],
            each["number"],
            tuple(each["options"]),
            like.item(each["item"]).common.stimulus,
            each.get("section", ""),
        )
        for each in stored["items"]
    )
    return replace(like, name=stored["form"], seed=stored["seed"], arrangement=Arrangement(placed))


def _printed(
    selection: Selection, items: Mapping[str, Item], stimuli: Sequence[Stimulus], stream: Stream
) -> Iterator[tuple[str, str]]:
    """The ids in printed order, section by section, each with the id of its section (empty without sections)."""
    quiz = selection.plan.quiz
    blueprints = [section.blueprint for section in quiz.sections] or [quiz.blueprint]
    of_part: list[list[Item]] = [[] for _ in blueprints]
    for id_, item in items.items():
        of_part[selection.part(id_)].append(item)
    for number, (blueprint, part) in enumerate(zip(blueprints, of_part, strict=True), start=1):
        for id_ in printed_order(blueprint, part, stimuli, stream, shuffle=quiz.shuffle_items):
            yield id_, str(number) if quiz.sections else ""

"""Forms: one printed arrangement of a quiz, as a value that can be stored and read back.

Quiz and key are both made from the form, so that they cannot disagree: an option keeps its id through every
shuffle, and the key looks the ids up in the bank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from guidegen.assembly.kinds import kind_of
from guidegen.assembly.order import printed_order
from guidegen.assembly.random_streams import ALGORITHM, FIRST_FORM, Stream
from guidegen.assembly.selection import select
from guidegen.assembly.variables.fill import fill_in
from guidegen.diagnostics import Diagnostic
from guidegen.document.arrangement import ArrangedItem, Arrangement
from guidegen.model.bank import ItemBank
from guidegen.model.item import Item
from guidegen.model.quiz import Quiz
from guidegen.model.stimulus import Stimulus


@dataclass(frozen=True, slots=True)
class Form:
    """One arrangement of one quiz. `items` are the drawn items in the order of their banks, `stimuli` those of them.

    `values` holds what was drawn for the variables of parametrised items, by item and variable; the items have it in
    their texts already. A form with `problems` must not be printed: a value breaks an item.
    """

    quiz: str
    name: str
    seed: int
    items: tuple[Item, ...]
    arrangement: Arrangement
    stimuli: tuple[Stimulus, ...] = ()
    algorithm: int = ALGORITHM
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = field(default=(), compare=False)
    by_id: Mapping[str, Item] = field(init=False, repr=False, compare=False)

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
                | ({"values": dict(drawn)} if (drawn := self.values.get(placed.item)) else {})
                for placed in self.arrangement.items
            ],
        }


def make_form(quiz: Quiz, banks: Sequence[ItemBank], *, seed: int | None = None, name: str = FIRST_FORM) -> Form:
    """Draw the items that the blueprint asks for and arrange them. The banks satisfy it: readers have checked."""
    seed = quiz.seed if seed is None else seed
    return arranged(quiz, banks, draw_items(quiz, banks, seed), seed, name)


def draw_items(
    quiz: Quiz, banks: Sequence[ItemBank], seed: int, *, without: frozenset[str] = frozenset()
) -> tuple[Item, ...]:
    """The items that the blueprint asks for, in the order of their banks; none of those whose ids are in `without`."""
    pool = [item for bank in banks for item in bank.items if item.common.id not in without]
    chosen = select(quiz.blueprint, [item.common.id for item in pool], seed)
    return tuple(item for item in pool if item.common.id in chosen)


def arranged(
    quiz: Quiz, banks: Sequence[ItemBank], chosen: Sequence[Item], seed: int, name: str, *, stream_name: str = ""
) -> Form:
    """Drawn items as the form `name`, the values of their variables filled in.

    `stream_name` decides order and values where that is not the name's to decide.
    """
    stream = Stream(seed, stream_name or name)
    drawn = fill_in(chosen, banks, stream)
    items = {item.common.id: item for item in drawn.items}
    needed = {item.common.stimulus for item in items.values()}
    stimuli = tuple(stimulus for bank in banks for stimulus in bank.stimuli if stimulus.id in needed)
    placed = tuple(
        ArrangedItem(
            id_,
            number,
            kind_of(items[id_]).order(items[id_], stream, shuffle=quiz.shuffle_options),
            items[id_].common.stimulus,
        )
        for number, id_ in enumerate(printed_order(quiz, tuple(items.values()), stimuli, stream), start=1)
    )
    arrangement = Arrangement(placed)
    return Form(
        quiz.name,
        name,
        seed,
        tuple(drawn.items),
        arrangement,
        stimuli,
        values=drawn.values,
        problems=tuple(drawn.problems),
    )

"""Forms: one printed arrangement of a quiz, as a value that can be stored and read back.

Quiz and key are both made from the form, so that they cannot disagree: an option keeps its id through every
shuffle, and the key looks the ids up in the bank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from guidegen.assembly.random_streams import ALGORITHM, shuffled
from guidegen.document.arrangement import ArrangedItem, Arrangement
from guidegen.model.bank import ItemBank
from guidegen.model.item import Item, Matching, MultipleChoice, MultipleResponse, Option, ShortAnswer, TrueFalse
from guidegen.model.quiz import Blueprint, Quiz

#: The ids of the two options of every true/false item, in printed order.
TRUE_FALSE = ("true", "false")


@dataclass(frozen=True, slots=True)
class Form:
    """One arrangement of one quiz. `items` are the drawn items in the order of their banks."""

    quiz: str
    name: str
    seed: int
    items: tuple[Item, ...]
    arrangement: Arrangement
    algorithm: int = ALGORITHM
    by_id: Mapping[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {item.common.id: item for item in self.items})

    def item(self, id_: str) -> Item:
        """The drawn item with this id; KeyError when it was not drawn."""
        return self.by_id[id_]

    def stored(self) -> dict[str, object]:
        """The form as plain data: ids and numbers only, nothing that tells what is right."""
        return {
            "quiz": self.quiz,
            "form": self.name,
            "seed": self.seed,
            "algorithm": self.algorithm,
            "items": [
                {"item": placed.item, "number": placed.number, "options": list(placed.options)}
                for placed in self.arrangement.items
            ],
        }


def make_form(quiz: Quiz, banks: Sequence[ItemBank], *, seed: int | None = None, name: str = "A") -> Form:
    """Draw the items that the blueprint asks for and arrange them. The banks satisfy it: readers have checked."""
    seed = quiz.seed if seed is None else seed
    items = {item.common.id: item for bank in banks for item in bank.items}
    chosen = select(quiz.blueprint, list(items), seed)
    order = [id_ for id_ in items if id_ in chosen]
    printed = shuffled(order, seed, "items") if quiz.shuffle_items else _in_blueprint_order(quiz.blueprint, order)
    placed = tuple(
        ArrangedItem(id_, number, tuple(_options(items[id_], seed, shuffle=quiz.shuffle_options)))
        for number, id_ in enumerate(printed, start=1)
    )
    return Form(quiz.name, name, seed, tuple(items[id_] for id_ in order), Arrangement(placed))


def select(blueprint: Blueprint, ids: Sequence[str], seed: int) -> frozenset[str]:
    """The ids that a form draws: those that are always in, then as many of the others as are missing."""
    if blueprint.count is None:
        return frozenset(blueprint.items or ids)
    others = shuffled((id_ for id_ in ids if id_ not in blueprint.items), seed, "selection")
    return frozenset([*blueprint.items, *others[: blueprint.count - len(blueprint.items)]])


def _in_blueprint_order(blueprint: Blueprint, order: Sequence[str]) -> list[str]:
    """As the quiz lists them, else as the bank does."""
    if blueprint.count is None and blueprint.items:
        return list(blueprint.items)
    return list(order)


def _options(item: Item, seed: int, *, shuffle: bool) -> list[str]:
    match item:
        case MultipleChoice(_, options, own) | MultipleResponse(_, options, own):
            return _arranged(options, seed, item.common.id, shuffle=shuffle and own)
        case Matching(_, _, responses, own):
            ids = [response.id for response in responses]
            # Responses are listed in the order of their premises: unshuffled they would tell the answers.
            return shuffled(ids, seed, f"responses:{item.common.id}") if own else sorted(ids)
        case TrueFalse():
            return list(TRUE_FALSE)
        case ShortAnswer():
            return []


def _arranged(options: Sequence[Option], seed: int, item: str, *, shuffle: bool) -> list[str]:
    """Anchored options keep their places; the others are shuffled among the places that are left."""
    if not shuffle:
        return [option.id for option in options]
    moving = iter(shuffled((o.id for o in options if not o.anchored), seed, f"options:{item}"))
    return [option.id if option.anchored else next(moving) for option in options]

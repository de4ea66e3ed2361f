"""What a reader fills: items, stimuli, and what was lost on the way."""

from __future__ import annotations

from collections.abc import Callable

from guidegen.diagnostics import Span
from guidegen.exchange.fitness import unfit
from guidegen.exchange.loss import Loss, Refused
from guidegen.exchange.pictures import PictureFolder
from guidegen.exchange.settling import item_name, settled
from guidegen.model.item import Item
from guidegen.model.stimulus import Stimulus
from guidegen.records import dataclass, field, replace

_LONGEST_NAME = 60


@dataclass(slots=True)
class Intake:
    """The items of one file. `found` counts what the file calls a question, whether or not it could be taken.

    `category` is the one that all of them are in, where the file says so.
    """

    path: str
    pictures: PictureFolder
    title: str = ""
    category: str = ""
    language: str = ""
    found: int = 0
    items: list[Item] = field(default_factory=list)
    stimuli: list[Stimulus] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    _changes: list[str] = field(default_factory=list)

    def take(self, name: str, line: int, make: Callable[[], Item | Refused]) -> None:
        """Read one item; it is added, or named with the reason. `line` is 0 where lines mean nothing."""
        self.found += 1
        self._changes = []
        place = Span(self.path, line, 1, line, 2) if line else Span(self.path)
        try:
            item = make()
            reason = item.reason if isinstance(item, Refused) else unfit(item)
        except Exception as error:
            # One odd item must not cost the user the others. The words of the error stay out of the report.
            item, reason = Refused(""), f"guidegen could not read it ({type(error).__name__}); please report this file"
        shown = " ".join(name.split())[:_LONGEST_NAME] or f"item {self.found}"
        if isinstance(item, Refused) or reason:
            self.losses.append(Loss(place, shown, reason, refused=True))
            return
        item = settled(item)
        # Taken as it is now: an id that is taken by another item gets a number when all items are there.
        name = item_name(item.common.id, item)
        self.items.append(replace(item, common=replace(item.common, id=name, origin=place)))
        self.losses += [Loss(place, shown, change) for change in dict.fromkeys(self._changes)]

    def changed(self, reason: str) -> None:
        """Note that the item that is being read arrives with a change."""
        self._changes.append(reason)

    def tagged(self) -> list[Item]:
        """The items with their category as the first of their tags: not all items of the bank are in it."""
        return [
            replace(item, common=replace(item.common, tags=tuple(dict.fromkeys((self.category, *item.common.tags)))))
            for item in self.items
        ]

    def refuse_file(self, name: str, reason: str) -> None:
        """Name a part of a package that could not be read."""
        self.found += 1
        self.losses.append(Loss(Span(self.path), name, reason, refused=True))

"""The forms of copies: each copy an arrangement of its own, or one of the lettered forms.

All copies print the items of form A. What decides the arrangement of one is who it is for, so that a copy does not
change when another joins or leaves (docs/adr/0012-copies-by-identity.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from guidegen.assembly.form import Form, arranged, read_back
from guidegen.assembly.random_streams import COPY
from guidegen.assembly.selection import Plan, Refusal, Selection, plan_for, select_from
from guidegen.assembly.selection.distinct import draw_distinct
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Label
from guidegen.model.bank import ItemBank
from guidegen.model.quiz import Quiz
from guidegen.model.roster import Recipient
from guidegen.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Drawn:
    """Items that copies print, by their ids, and what says how they stand in them. Equal ones make equal copies."""

    ids: tuple[str, ...]
    arranged: object


class Copies:
    """Makes the forms of the copies of one quiz."""

    def __init__(
        self,
        quiz: Quiz,
        banks: Sequence[ItemBank],
        lettered: Sequence[Form],
        seed: int,
        *,
        without: frozenset[str] = frozenset(),
    ) -> None:
        """Draw the items once for all copies. `lettered` are the forms that some of them may ask for."""
        self.quiz = quiz
        self.seed = seed
        self.forms = list(lettered)
        self.lettered = {form.name: form for form in lettered}
        self._banks = banks
        self._without = without
        self._plan: Plan = plan_for(quiz, banks)
        self._first = self._drawn_first()
        self._make_up: _Chosen | None = None
        self._asked: set[str] = set()
        self._prepared: tuple[frozenset[str], list[Diagnostic]] | None = None

    def _drawn_first(self) -> _Chosen | None:
        """The items of form A, or None when there is no such form."""
        if self.quiz.draw == "distinct":
            drawn = draw_distinct(self._plan, self.seed, len(self.lettered), without=self._without)
            return _Chosen(drawn.selections[0], self._banks) if drawn.selections else None
        selection = select_from(self._plan, self.seed, exclude=self._without)
        return _Chosen(selection, self._banks) if isinstance(selection, Selection) else None

    def for_one(self, recipient: Recipient, stored: Mapping[str, Any] | None = None) -> Form:
        """The form that a person's row asks for, or an arrangement of their own.

        If it was made before and what was `stored` of it is at hand, it is read back, which takes less time.
        """
        if not recipient.form:
            read = self._first.read_back(stored) if stored is not None and self._first is not None else None
            return read or self.own(recipient.identity)
        self._asked.add(recipient.form)
        return self.lettered[recipient.form]

    def drawn(self) -> Drawn:
        """The items of all copies but those to make up with."""
        first = self._first.selection.rows if self._first is not None else {}
        lettered = [item.common.id for form in self.forms for item in form.items]
        arranged = [replace(form, items=()) for form in self.forms]
        return Drawn(tuple(dict.fromkeys([*first, *lettered])), (first, arranged))

    def drawn_to_make_up(self, forms: Collection[str] = ()) -> Drawn:
        """The items of copies to make up with, if rows ask for these lettered forms; none where there are too few."""
        self._asked.update(forms)
        rows = self._make_up.selection.rows if not self.prepare_make_up() and self._make_up is not None else {}
        return Drawn(tuple(rows), rows)

    def own(self, identity: str) -> Form:
        """The arrangement of one copy, with values of its own. ValueError where there are problems."""
        if self._first is None:
            raise ValueError("nothing satisfies the blueprint")
        return self._first.form(self.seed, identity)

    def make_up(self, identity: str) -> Form:
        """The same with the items that `prepare_make_up` drew."""
        if self._make_up is None:
            raise ValueError("nothing was drawn to make up with")
        return self._make_up.form(self.seed, identity)

    def prepare_make_up(self) -> list[Diagnostic]:
        """Draw items for make-up copies that no copy printed so far; what stands in the way, or nothing.

        Items that are always in the quiz are in these copies too.
        """
        if self._first is None:
            return []
        asked = frozenset(self._asked)
        if self._prepared is None or self._prepared[0] != asked:
            self._prepared = asked, self._drawn_anew(self._first)
        return self._prepared[1]

    def _drawn_anew(self, first: _Chosen) -> list[Diagnostic]:
        """Draw the items of make-up copies; what stands in the way."""
        used = first.selection.drawn
        if not used:
            message = "The quiz names every item that it prints, so that there are no others for make-up copies."
            hint = "Leave `--make-up` out, or let the quiz draw: say how many items it asks for, such as `items: 12`."
            return [diagnosed("C118", message, self.quiz.blueprint.origin, hint=hint)]
        for form in (self.lettered[name] for name in self._asked):
            used |= {item.common.id for item in form.items} - set(self._plan.fixed)
        selection = select_from(
            self._plan, self.seed, exclude=self._without, earlier=used, earlier_are="in the other copies"
        )
        if isinstance(selection, Selection):
            self._make_up = _Chosen(selection, self._banks)
            return []
        return [_too_few(selection)]


def _too_few(refusal: Refusal) -> Diagnostic:
    """Why there are no make-up copies, in one: what is short is no mistake of the quiz, which others are printed of."""
    first, *others = refusal.problems
    return diagnosed(
        "C118",
        f"Make-up copies print no item that was drawn for another copy, and the others are not enough. {first.message}",
        first.span,
        hint="Add such items to the bank, ask for fewer in the quiz, or leave `--make-up` out.",
        labels=(*first.labels, *(Label(other.span, other.message) for other in others)),
    )


class _Chosen:
    """Selected items, and the banks without all the others, so that a copy costs nothing for those."""

    def __init__(self, selection: Selection, banks: Sequence[ItemBank]) -> None:
        self.selection = selection
        chosen = set(selection.ids)
        self.banks = [replace(b, items=tuple(i for i in b.items if i.common.id in chosen)) for b in banks]

        self._like: Form | None = None

    def form(self, seed: int, identity: str) -> Form:
        form = arranged(self.selection, self.banks, seed, "", stream_name=COPY + identity)
        if self._like is None and all(item.common.parameters is None for bank in self.banks for item in bank.items):
            self._like = form
        return form

    def read_back(self, stored: Mapping[str, Any]) -> Form | None:
        """A form that `form` made; None where values are drawn, or none was made before."""
        return read_back(self._like, stored) if self._like is not None else None

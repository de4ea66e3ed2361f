"""Parallel forms of a quiz: A, B, C and so on, with the same items or with distinct ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from guidegen.assembly.form import Form, arranged, refused
from guidegen.assembly.selection import Refusal, Selection, plan_for, select_from
from guidegen.document.arrangement import letter
from guidegen.locale import LATIN
from guidegen.model.bank import ItemBank
from guidegen.model.quiz import Quiz
from guidegen.records import replace

if TYPE_CHECKING:
    from guidegen.assembly.selection.distinct import Drawn


def parallel_forms(
    quiz: Quiz, banks: Sequence[ItemBank], count: int, seed: int, *, without: frozenset[str] = frozenset()
) -> list[Form]:
    """`count` forms, the first called A. Nothing in a form depends on how many follow it.

    With `draw: distinct` a form draws from what the earlier ones left; items that are always in are in each. Only
    where that leaves too few items to a later form, the earlier ones depend on the number of forms (`draw_distinct`).
    `without` are ids of items that no form may print. Where nothing is left that satisfies the blueprint, the last form
    is empty and its problems say why.
    """
    plan = plan_for(quiz, banks)
    if quiz.draw == "distinct":
        from guidegen.assembly.selection.distinct import draw_distinct

        drawn = draw_distinct(plan, seed, count, without=without)
        forms = _arranged(drawn.selections, banks, seed)
        if drawn.refusal is not None:
            forms.append(refused(quiz, seed, letter(len(forms), LATIN), _named(drawn, count)))
        return forms
    selection = select_from(plan, seed, exclude=without)
    if isinstance(selection, Refusal):
        return [refused(quiz, seed, letter(0, LATIN), selection)]
    return _arranged([selection] * count, banks, seed)


def _arranged(selections: Sequence[Selection], banks: Sequence[ItemBank], seed: int) -> list[Form]:
    return [arranged(selection, banks, seed, letter(index, LATIN)) for index, selection in enumerate(selections)]


def _named(drawn: Drawn, count: int) -> Refusal:
    """Why there is no further form, with its letter, where the earlier ones are what stands in the way."""
    before = [letter(index, LATIN) for index in range(len(drawn.selections))]
    assert drawn.refusal is not None
    if not before:
        return drawn.refusal
    between = "and" if len(before) == 2 else "to"
    leave = f"form {before[0]} leaves" if len(before) == 1 else f"forms {before[0]} {between} {before[-1]} leave"
    intro = f"Form {letter(len(before), LATIN)} of {count} cannot be drawn from the items that {leave}: "
    hint = f"Add items to the bank, ask for fewer items, print {len(before)} or fewer forms, or write `draw: shared`."
    return Refusal(
        tuple(
            replace(problem, code="S243", message=intro + problem.message[:1].lower() + problem.message[1:], hint=hint)
            for problem in drawn.refusal.problems
        )
    )

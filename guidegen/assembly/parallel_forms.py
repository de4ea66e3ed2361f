"""Parallel forms of a quiz: A, B, C and so on, with the same items or with distinct ones."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.assembly.form import Form, arranged, refused
from guidegen.assembly.selection import Refusal, Selection, plan_for, select_from
from guidegen.diagnostics import Diagnostic
from guidegen.document.arrangement import letter
from guidegen.model.bank import ItemBank
from guidegen.model.quiz import Quiz


def parallel_forms(
    quiz: Quiz, banks: Sequence[ItemBank], count: int, seed: int, *, without: frozenset[str] = frozenset()
) -> list[Form]:
    """`count` forms, the first called A. Nothing in a form depends on how many follow it.

    With `draw: distinct` a form draws from what the earlier ones left; items that are always in are in each.
    `without` are ids of items that no form may print. Where nothing is left that satisfies the blueprint, the last form
    is empty and its problems say why.
    """
    plan = plan_for(quiz, banks)
    forms: list[Form] = []
    selection = select_from(plan, seed, exclude=without)
    for index in range(count):
        if index and quiz.draw == "distinct" and isinstance(selection, Selection):
            without |= selection.drawn
            selection = select_from(plan, seed, exclude=without)
        if isinstance(selection, Refusal):
            return [*forms, refused(quiz, seed, letter(index), selection)]
        forms.append(arranged(selection, banks, seed, letter(index)))
    return forms


def shortfall(quiz: Quiz, banks: Sequence[ItemBank], count: int, *, without: frozenset[str]) -> list[Diagnostic]:
    """Why the banks do not hold enough items for `count` forms, or nothing. Rows and sections are not judged here."""
    ids = [item.common.id for bank in banks for item in bank.items]
    blueprint = quiz.blueprint
    if refused := [id_ for id_ in blueprint.items if id_ in without]:
        message = f"The item `{refused[0]}` is always in this quiz, and is also to be kept out of it."
        return [Diagnostic("S241", message, blueprint.origin, hint="Name another item, or exclude less.")]
    if blueprint.rows or quiz.sections:
        return []
    fixed = len(blueprint.items)
    left = sum(id_ not in without for id_ in ids) - fixed
    whole = 0 if fixed else left
    each = whole if blueprint.count is None else blueprint.count - fixed
    needed = each * (count if quiz.draw == "distinct" else 1)
    if needed <= left:
        return []
    return [Diagnostic("S243", _too_few(quiz, count, each, needed, left), blueprint.origin, hint=_remedy(quiz, count))]


def _too_few(quiz: Quiz, count: int, each: int, needed: int, left: int) -> str:
    short = f"{needed - left} too few"
    if quiz.draw == "distinct" and count > 1:
        return (
            f"{count} forms with {each} items each that no other form prints need {needed}; there are {left}: {short}."
        )
    return f"The quiz draws {each} items, but only {left} are left when the excluded ones are kept out: {short}."


def _remedy(quiz: Quiz, count: int) -> str:
    if quiz.draw == "distinct" and count > 1:
        return "Add items to the bank, ask for fewer items or forms, or write `draw: shared`."
    return "Add items to the bank, ask for fewer, or exclude less."

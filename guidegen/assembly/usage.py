"""What the quizzes ask of their banks and what they leave: row by row, item by item, form by form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from guidegen.assembly.selection import Plan, Refusal, Selection, plan_for, select_from
from guidegen.assembly.selection.budget import Budget, TooHard
from guidegen.assembly.selection.distinct import Capacity, capacity, draw_distinct
from guidegen.assembly.selection.feasible import Scope, Signature, Stock
from guidegen.assembly.selection.wording import described, name_of
from guidegen.model.bank import ItemBank
from guidegen.model.quiz import Quiz
from guidegen.records import dataclass

EXCLUDED, NO_ROW, ENEMY, NO_FORM = "excluded", "fits no row", "enemy of an item that is always in", "no form has room"


@dataclass(frozen=True, slots=True)
class RowUse:
    """A row of a blueprint: what it is called, how many items it asks for, of which sort, and how many fit it.

    `left` is what one form leaves of those that fit, if other rows take none of them; less than 0 are missing.
    """

    row: str
    asks: int
    sort: str
    fits: int
    left: int


@dataclass(frozen=True, slots=True)
class QuizUse:
    """What a quiz draws from its banks.

    `items` are those of one form out of `pool`; `printed` are the ids in its forms as they are built, with the bank of
    each; `never` says why an item is in no form that the blueprint allows; `unknown` items were too hard to decide.
    `problems` say why the quiz cannot be drawn; then there is no form.
    """

    quiz: str
    path: str
    draw: str
    forms: int
    seed: int
    items: int
    pool: int
    always: tuple[str, ...]
    rows: tuple[RowUse, ...]
    distinct_forms: Capacity
    printed: Mapping[str, str]
    never: Mapping[str, str]
    unknown: tuple[str, ...]
    problems: tuple[str, ...]


def use(quiz: Quiz, banks: Sequence[ItemBank]) -> QuizUse:
    """What the quiz asks of `banks`, those that it names."""
    plan = plan_for(quiz, banks)
    selections, refusal = _forms(plan)
    never, unknown = _never(plan) if selections else ({}, ())
    return QuizUse(
        quiz=quiz.name,
        path=quiz.path,
        draw=quiz.draw,
        forms=quiz.forms,
        seed=quiz.seed,
        items=plan.total,
        pool=len(plan.candidates),
        always=plan.fixed,
        rows=tuple(_rows(plan)),
        distinct_forms=capacity(plan, quiz.seed),
        printed={id_: plan.candidates[id_].bank.name for each in selections for id_ in each.ids},
        never=never,
        unknown=unknown,
        problems=tuple(problem.message for problem in refusal.problems) if refusal is not None else (),
    )


def shared(uses: Iterable[QuizUse]) -> dict[tuple[str, str], list[str]]:
    """The items, by bank and id, that the forms of several quizzes print, with the names of the quizzes."""
    printed: dict[tuple[str, str], list[str]] = {}
    for each in uses:
        for id_, bank in each.printed.items():
            printed.setdefault((bank, id_), []).append(each.quiz)
    return {item: quizzes for item, quizzes in printed.items() if len(quizzes) > 1}


def _forms(plan: Plan) -> tuple[tuple[Selection, ...], Refusal | None]:
    """The forms as they are built."""
    quiz = plan.quiz
    if quiz.draw == "distinct":
        drawn = draw_distinct(plan, quiz.seed, quiz.forms)
        return drawn.selections, drawn.refusal
    selection = select_from(plan, quiz.seed)
    return ((), selection) if isinstance(selection, Refusal) else ((selection,), None)


def _rows(plan: Plan) -> Iterator[RowUse]:
    for index, row in enumerate(plan.rows):
        fits = sum(mask >> index & 1 for id_, mask in plan.masks.items() if id_ not in plan.excluded)
        sort = described(row.criteria).strip() or ("those listed" if row.only is not None else "any")
        yield RowUse(name_of(plan, row), row.need, sort, fits, fits - row.need)


def _never(plan: Plan) -> tuple[dict[str, str], tuple[str, ...]]:
    """The items that are in no form, with the reason, and those for which that could not be found out."""
    kept_out = {group for id_ in plan.fixed for group in plan.groups.get(id_, ())}
    reasons: dict[str, str] = {}
    for id_, mask in plan.masks.items():
        if id_ in plan.excluded:
            reasons[id_] = EXCLUDED
        elif not mask:
            reasons[id_] = NO_ROW
        elif id_ not in plan.fixed and not kept_out.isdisjoint(plan.groups.get(id_, ())):
            reasons[id_] = ENEMY
    without_form, unknown = _without_form(plan, [id_ for id_ in plan.candidates if id_ not in reasons])
    return reasons | dict.fromkeys(without_form, NO_FORM), tuple(unknown)


def _without_form(plan: Plan, ids: Sequence[str]) -> tuple[list[str], list[str]]:
    """Of these items those that no form can hold, and those that are too hard to decide."""
    stock, budget = Stock(plan, ids, Scope.whole(plan)), Budget()
    fixed = stock.tally(plan.fixed)
    # Items that count alike have one answer, and each form that is found answers for all that it holds.
    answers: dict[Signature, bool | None] = {}
    for id_ in ids:
        signature = stock.signatures[id_]
        if signature in answers:
            continue
        try:
            asked = fixed.copy()
            asked[signature] += id_ not in plan.fixed
            found = stock.completion(asked, {}, budget)
        except TooHard:
            answers[signature] = None
            continue
        answers[signature] = found is not None
        answers |= {each: True for each, amount in (found or {}).items() if amount > fixed[each]}
    return (
        [id_ for id_ in ids if answers[stock.signatures[id_]] is False and id_ not in plan.fixed],
        [id_ for id_ in ids if answers[stock.signatures[id_]] is None],
    )

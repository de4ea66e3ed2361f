"""Forms of large banks: `python benchmarks/forms.py`.

Banks of 1,250, 2,500 and 5,000 items give 26 forms each, shared and distinct, and a key of all of them. Work that grows
with the bank takes about twice as long from one to the next; what is quadratic would take four times as long.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from guidegen.assembly.answer_key import KeyGround
from guidegen.assembly.form import Form
from guidegen.assembly.key_of_forms import PrintedForm, key_of_forms
from guidegen.assembly.parallel_forms import parallel_forms
from guidegen.assembly.selection import plan_for
from guidegen.assembly.selection.distinct import capacity
from guidegen.batch.build import build
from guidegen.document.elements import Labels
from guidegen.inline import Text
from guidegen.locale import words_for
from guidegen.model.bank import ItemBank
from guidegen.model.item import Item, ItemCommon, MultipleChoice, Option, TrueFalse
from guidegen.model.prose import Paragraph
from guidegen.model.quiz import BankReference, Blueprint, BlueprintRow, Criteria, Limit, Quiz
from guidegen.reading import read_project

SIZES = (1250, 2500, 5000)
FORMS = 26
ROUNDS = 3
LEVELS = ("recall", "apply", "judge")


def bank_of(size: int) -> ItemBank:
    """A bank with a few sorts of items, and pairs of enemies."""
    return ItemBank("bank", (), "en", "", (), tuple(_item(number) for number in range(size)))


def _item(number: int) -> Item:
    common = ItemCommon(
        f"item-{number}",
        (Paragraph((Text(f"What is {number} and {number}?"),)),),
        points=Decimal(number % 3 + 1),
        level=LEVELS[number % 3],
        objective=f"objective-{number % 10}",
        tags=(f"tag-{number % 7}",),
        enemies=(f"item-{number - 1}",) if number % 50 == 1 else (),
    )
    if number % 5 == 0:
        return TrueFalse(common, number % 2 == 0)
    words = [str(number * factor) for factor in (2, 3, 4, 5)]
    return MultipleChoice(
        common, tuple(Option(f"o{place}", (Text(word),), place == 0) for place, word in enumerate(words))
    )


@dataclass(frozen=True)
class Case:
    """What a quiz asks of the bank."""

    name: str
    quiz: Quiz


def cases() -> list[Case]:
    """A plain quiz, one with rows, and one with rows, limits and a total, in parallel forms of both draws."""
    rows = (
        BlueprintRow(8, Criteria(level=("recall",))),
        BlueprintRow(4, Criteria(level=("apply",), objective=("objective-1", "objective-4", "objective-7"))),
        BlueprintRow(8),
    )
    limits = (Limit(Criteria(tag=("tag-1",)), None, 3), Limit(Criteria(kind=("true-false",)), 2, 6))
    plain = quiz(Blueprint(40))
    with_rows = quiz(Blueprint(20, (), rows))
    with_limits = quiz(Blueprint(20, (), rows, limits, 38))
    return [
        Case("40 items, shared", plain),
        Case("40 items, distinct", replace(plain, draw="distinct")),
        Case("rows, shared", with_rows),
        Case("rows, distinct", replace(with_rows, draw="distinct")),
        Case("rows, limits, points, shared", with_limits),
        Case("rows, limits, points, distinct", replace(with_limits, draw="distinct")),
    ]


def quiz(blueprint: Blueprint) -> Quiz:
    """A quiz of the one bank."""
    title, banks = (Text("Quiz"),), (BankReference("bank"),)
    return Quiz("quiz", title, (), "en", (), banks, blueprint, 1, True, True, "apart")


def main() -> None:
    """Print a table: seconds for each size, and how much longer each takes than the one before."""
    print(f"Python {sys.version.split()[0]}, {FORMS} forms, medians of {ROUNDS} rounds, seconds")
    print(f"{'':36}" + "".join(f"{size:>9,}" for size in SIZES) + "     ratios")
    banks = [bank_of(size) for size in SIZES]
    for case in cases():
        _row(case.name, [functools.partial(_forms, case.quiz, bank) for bank in banks])
    _row("key of 26 forms", [functools.partial(_key, _forms(cases()[0].quiz, bank)) for bank in banks])
    plans = [plan_for(cases()[3].quiz, [bank]) for bank in banks]
    _row("how many distinct forms there can be", [functools.partial(capacity, plan, 1) for plan in plans])
    with tempfile.TemporaryDirectory() as folder:
        projects = [_project(Path(folder) / str(size), size) for size in SIZES]
        _row("reading the files", [functools.partial(read_project, project) for project in projects])
        _row("build: from files to 27 PDFs", [functools.partial(_build, project) for project in projects])


def _project(folder: Path, size: int) -> Path:
    """A project with a bank of so many items and a quiz of 26 forms."""
    (folder / "quizzes").mkdir(parents=True)
    items = "".join(
        f"  - id: item-{n}\n    stem: What is {n} and {n}?\n    key: '{2 * n}'\n    level: {LEVELS[n % 3]}\n"
        f"    distractors: ['{3 * n + 1}', '{4 * n + 2}', '{5 * n + 3}']\n    rationale: Twice {n} is {2 * n}.\n"
        for n in range(1, size + 1)
    )
    bank = f"bank: bank\ntitle: Bank\nlanguage: en\nitems:\n{items}"
    asked = (
        f"quiz: quiz\ntitle: Quiz\nbank: bank\nforms: {FORMS}\nitems: 40\nblueprint:\n  - {{items: 20, level: apply}}\n"
    )
    (folder / "quizzes" / "bank.yaml").write_text(bank, encoding="utf-8")
    (folder / "quizzes" / "quiz.yaml").write_text(asked, encoding="utf-8")
    return folder


def _build(project: Path) -> None:
    report = build(project, today=datetime.date(2026, 12, 1), producer="benchmark")
    assert len(report.written) == FORMS + 1, report.diagnostics
    shutil.rmtree(project / "output")


def _forms(asked: Quiz, bank: ItemBank) -> list[Form]:
    forms = parallel_forms(asked, [bank], FORMS, 1)
    assert len(forms) == FORMS and not any(form.problems for form in forms)
    return forms


def _key(forms: list[Form]) -> object:
    words = words_for("en")
    assert words is not None
    ground = KeyGround((Text("Quiz"),), "en", words, Labels("", "", "", ""), {}, "", True, "", {})
    return key_of_forms([PrintedForm(form, f"Form {form.name}") for form in forms], ground)


def _row(name: str, work: list[Callable[[], object]]) -> None:
    times = [_median(each) for each in work]
    ratios = "  ".join(f"{after / before:4.1f}" for before, after in itertools.pairwise(times))
    print(f"{name:36}" + "".join(f"{seconds:9.3f}" for seconds in times) + f"     {ratios}", flush=True)


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()

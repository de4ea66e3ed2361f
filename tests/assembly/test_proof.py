"""The engine against banks that are made up: thousands of forms, compared with what each bank says is right."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from guidegen.assembly.answer_key import grid_letters
from guidegen.assembly.form import Form, make_form
from guidegen.assembly.parallel_forms import parallel_forms
from guidegen.inline import plain_text
from guidegen.locale import words_for
from guidegen.model.bank import ItemBank
from guidegen.model.item import (
    ChosenBlank,
    Cloze,
    Item,
    LabelFigure,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Ordering,
    Statements,
    TrueFalse,
    kind_name,
)
from guidegen.model.quiz import Blueprint, BlueprintRow, Criteria, Limit
from guidegen.reading import read_project
from guidegen.reading.items.record import KINDS
from tests.assembly.test_form import quiz
from tests.generated_banks import GENERATED_KINDS, GeneratedBank, Truth, generated
from tests.printed_quiz import PrintedItem, faults

WORDS = words_for("en")


def bank_from(folder, bank: GeneratedBank) -> ItemBank:
    bank.write(folder)
    project, problems, _ = read_project(folder)
    assert not problems
    return project.banks["bank"]


def arranged_item(form: Form, number: int) -> tuple[PrintedItem, str]:
    """An item of a form as it is to be printed, and its answer in the grid of the key."""
    placed = form.arrangement.items[number - 1]
    item = form.item(placed.item)
    found = PrintedItem(placed.item, placed.number, drawn_in(item))
    texts: dict[str, str] = {}
    match item:
        case MultipleChoice() | MultipleResponse():
            texts = {option.id: plain_text(option.prose) for option in item.options}
        case TrueFalse():
            found.options[""] = {"A": "True", "B": "False"}
        case Statements():
            texts = {each.id: plain_text(each.prose) for each in item.statements}
        case Ordering():
            texts = {each.id: plain_text(each.prose) for each in item.entries}
        case LabelFigure():
            texts = {each.id: plain_text(each.prose) for each in item.labels}
        case Matching():
            texts = {each.id: plain_text(each.prose) for each in item.responses}
            found.premises = [plain_text(each.prose) for each in item.premises]
        case Cloze():
            for number_, blank in enumerate(item.blanks, start=1):
                if isinstance(blank, ChosenBlank):
                    words = {f"{blank.id}:{each.id}": plain_text(each.prose) for each in blank.options}
                    for letter, id_ in zip("ABCDEF", (i for i in placed.options if i in words), strict=False):
                        found.add(letter, words[id_], str(number_))
    for letter, id_ in zip("ABCDEF", placed.options if texts else (), strict=False):
        found.add(letter, texts[id_])
    return found, grid_letters(item, placed, WORDS)


def drawn_in(item: Item) -> int | None:
    """The number that a stem prints, if one was drawn for it."""
    [paragraph] = item.common.stem
    match = re.search(r"n = (\d+)", plain_text(paragraph.prose))
    return int(match[1]) if match else None


def form_faults(form: Form, truths: dict[str, Truth]) -> list[str]:
    """What is wrong with a form: answers, anchors, numbers, points."""
    wrong = [problem.message for problem in form.problems]
    for number in range(1, len(form.items) + 1):
        item, answer = arranged_item(form, number)
        wrong += faults(truths[item.id], item, answer)
    if sum(Fraction(item.common.points) for item in form.items) != sum(
        Fraction(truths[placed.item].points) for placed in form.arrangement.items
    ):
        wrong.append("the points do not add up")
    return wrong


def test_every_kind_is_generated():
    assert set(KINDS) == GENERATED_KINDS


@pytest.mark.parametrize("seed", range(6))
def test_the_key_of_every_form_is_right_for_every_kind(tmp_path, seed):
    """1,200 forms in all, of whole banks and of blueprints with rows, limits and a fixed item."""
    made = generated(seed, 60)
    bank = bank_from(tmp_path, made)
    rows = (
        BlueprintRow(6, Criteria(level=("low",))),
        BlueprintRow(4, Criteria(kind=("multiple-choice", "matching"))),
        BlueprintRow(2),
    )
    limits = (Limit(Criteria(kind=("essay",)), None, 1), Limit(Criteria(points=(1,)), 1))
    for number in range(20):
        blueprint = Blueprint(12, ("i3",), rows, limits) if number % 2 else Blueprint(24)
        forms = parallel_forms(replace(quiz(), blueprint=blueprint), [bank], 10, number)
        assert len({tuple(each.item for each in form.arrangement.items) for form in forms}) == 10
        for form in forms:
            assert form_faults(form, dict(made.truths)) == []
            if number % 2:
                assert_blueprint_holds(form)


def test_a_wrong_key_would_be_found(tmp_path):
    """The same items with other answers: each kind that has letters must show a fault."""
    made, other = generated(0, 60), generated(100, 60)
    form = make_form(quiz(), [bank_from(tmp_path, made)])
    found = set()
    for number in range(1, 61):
        item, answer = arranged_item(form, number)
        truth, wrong = made.truths[item.id], other.truths[item.id]
        ranking = ("no", *wrong.ranking)
        changed = replace(
            truth, drawn=None, keys=frozenset(["no"]), pairs=wrong.pairs, ranking=ranking, written=("no",)
        )
        if faults(changed, item, answer):
            found.add(truth.kind)
    assert found == {truth.kind for truth in made.truths.values()} - {"cloze", "short-answer", "essay"}


def assert_blueprint_holds(form: Form) -> None:
    kinds = Counter(kind_name(item) for item in form.items)
    assert len(form.items) == 12 and "i3" in form.by_id
    assert sum(item.common.level == "low" for item in form.items) >= 6
    assert kinds["multiple-choice"] + kinds["matching"] >= 4
    assert kinds["essay"] <= 1
    assert any(item.common.points == 1 for item in form.items)


# Chance. 0.1 % points of chi-square, so that one of a thousand fair programs would fail; seeds are fixed.

_LIMITS = {5: 20.5, 22: 48.3, 23: 49.7}
_ORDERS = {
    "choice": {"options": [{"text": word, "key": word == "w0x0"} for word in ("w0x0", "w0x1", "w0x2", "w0x3")]},
    "response": {"kind": "multiple-response", "options": [{"text": f"w1x{n}", "key": n < 2} for n in range(4)]},
    "statements": {"statements": {f"s2x{n}": n % 2 == 0 for n in range(4)}},
    "matching": {"pairs": [{"premise": f"p3x{n}", "response": f"w3x{n}"} for n in range(4)]},
    "ordering": {"order": [f"w4x{n}" for n in range(4)]},
    "list": {"kind": "cloze", "stem": "stem5? then [[b|~c|~d]]"},
    "words": {"kind": "cloze", "stem": "stem6? then [[e]] and [[f]] and [[g]]", "word-bank": True},
}


@pytest.fixture(scope="module")
def orders(tmp_path_factory) -> dict[str, Counter]:
    """How often each order of options came in 2,400 forms, and each order of four of the items."""
    items = [{"id": name, "stem": f"About {name}?", **fields} for name, fields in _ORDERS.items()]
    text = json.dumps({"bank": "bank", "title": "Bank", "language": "en", "items": items})
    bank = bank_from(tmp_path_factory.mktemp("orders"), GeneratedBank(text, {}))
    found: dict[str, Counter] = {name: Counter() for name in (*_ORDERS, "items")}
    for seed in range(2400):
        placed = make_form(quiz(seed=seed), [bank]).arrangement.items
        for each in placed:
            found[each.item][each.options] += 1
        found["items"][tuple(each.item for each in placed if each.item in list(_ORDERS)[:4])] += 1
    return found


@pytest.mark.parametrize("name", [*_ORDERS, "items"])
def test_every_order_is_as_likely(orders, name):
    counts = orders[name]
    # The right order of an ordering item is never printed.
    expected = {"ordering": 23, "list": 6, "words": 6}.get(name, 24)
    assert len(counts) == expected
    fair = 2400 / expected
    assert sum((count - fair) ** 2 / fair for count in counts.values()) < _LIMITS[expected - 1]


def test_every_item_is_drawn_as_often(tmp_path):
    """Counts of 4 of 12 items, drawn 1,200 times: chi-square with 11 degrees of freedom, 31.3 at 0.1 %."""
    made = generated(1, 12)
    bank = bank_from(tmp_path, made)
    counts = Counter(id_ for seed in range(1200) for id_ in make_form(quiz(count=4, seed=seed), [bank]).by_id)
    # Drawn without replacement the counts vary less, by the share of items that stay out.
    spread = math.fsum((count - 400) ** 2 / 400 for count in counts.values()) / (8 / 11)
    assert len(counts) == 12 and spread < 31.3

"""Parallel forms: pinned for ever, with shared or distinct items, and one key that is right for each of them."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegen.assembly.answer_key import KeyGround, answer_letters
from guidegen.assembly.codes import quiz_code
from guidegen.assembly.form import Form, make_form
from guidegen.assembly.key_of_forms import PrintedForm, key_of_forms
from guidegen.assembly.letter_references import letter_references
from guidegen.assembly.parallel_forms import parallel_forms
from guidegen.document import elements as doc
from guidegen.document.arrangement import letter
from guidegen.document.dump import pieces
from guidegen.inline import Text, plain_text
from guidegen.locale import LATIN, words_for
from guidegen.model.bank import ItemBank
from guidegen.model.item import ItemCommon, MultipleChoice, MultipleResponse, Option
from guidegen.model.prose import Paragraph
from guidegen.model.quiz import Blueprint, BlueprintRow, Criteria
from tests.assembly.test_form import generated_bank, prose, quiz


def choice(id_: str, *options: str, anchored: str = "", shuffle: bool = True, stem: str = "What?") -> MultipleChoice:
    """An item whose first option is the key; option ids are their words."""
    made = tuple(Option(text, prose(text), index == 0, text == anchored) for index, text in enumerate(options))
    return MultipleChoice(ItemCommon(id_, (Paragraph(prose(stem)),)), made, shuffle)


def bank_of(*items) -> ItemBank:
    return ItemBank("bank", (), "en", "", (), items)


CELLS = bank_of(*(choice(f"item-{n}", "key", "one", "two", "three") for n in range(4)))


def shown(form: Form) -> list[str]:
    return [f"{placed.item[-1]}: {' '.join(placed.options)}" for placed in form.arrangement.items]


def test_forms_are_pinned():
    """These values may never change: a form of today must print the same in every later release."""
    a, b, c = parallel_forms(quiz(seed=7), [CELLS], 3, 7)
    assert shown(a) == PINNED_A
    assert shown(b) == PINNED_B
    assert [form.name for form in (a, b, c)] == ["A", "B", "C"]
    assert quiz_code(a) == PINNED_CODE


PINNED_A = ["1: one three two key", "3: one three two key", "0: one key two three", "2: two three one key"]
PINNED_B = ["2: key two three one", "1: key one two three", "0: one two key three", "3: two one key three"]
PINNED_CODE = "D2MP-7ZQT"


@given(st.integers(0, 10**6), st.integers(1, 6))
@settings(max_examples=30, deadline=None)
def test_form_a_is_the_same_alone_or_among_many(seed, count):
    bank = generated_bank(seed % 50, 12)
    forms = parallel_forms(quiz(), [bank], count, seed)
    assert forms[0] == make_form(quiz(), [bank], seed=seed)
    assert forms == parallel_forms(quiz(), [bank], 6, seed)[:count]
    assert len({quiz_code(form) for form in forms}) == count


@given(st.integers(0, 10**6), st.integers(2, 5), st.integers(1, 10))
@settings(max_examples=40, deadline=None)
def test_forms_share_their_items_and_their_total(seed, count, items):
    forms = parallel_forms(quiz(count=items), [generated_bank(seed % 50, 14)], count, seed)
    assert len({frozenset(form.by_id) for form in forms}) == 1
    assert len({sum(item.common.points for item in form.items) for form in forms}) == 1
    for form in forms:
        assert sorted(placed.item for placed in form.arrangement.items) == sorted(form.by_id)
        assert [placed.number for placed in form.arrangement.items] == list(range(1, items + 1))


@given(st.integers(0, 10**6), st.integers(2, 4))
@settings(max_examples=30, deadline=None)
def test_distinct_forms_share_only_what_is_always_in(seed, count):
    always = ("item-3", "item-17")
    wanted = replace(quiz(count=8, items=always), draw="distinct")
    bank = generated_bank(seed % 50, 30)
    forms = parallel_forms(wanted, [bank], count, seed)
    for one, other in itertools.combinations(forms, 2):
        assert one.by_id.keys() & other.by_id.keys() == set(always)
    assert all(len(form.items) == 8 for form in forms)


def problems_of(wanted, bank, count, without=frozenset()):
    forms = parallel_forms(wanted, [bank], count, 1, without=without)
    return [problem for form in forms for problem in form.problems]


def test_a_bank_that_is_too_small_for_distinct_forms_is_told_with_the_form_and_the_shortfall():
    wanted = replace(quiz(count=10), draw="distinct")
    [problem] = problems_of(wanted, generated_bank(1, 25), 3)
    assert (problem.code, problem.message) == (
        "S243",
        "Form C of 3 cannot be drawn from the items that forms A and B leave: "
        "the quiz asks for 10 items; its banks have 5 (20 more are in the forms before).",
    )
    assert "print 2 or fewer forms" in problem.hint
    assert not problems_of(wanted, generated_bank(1, 30), 3)


def test_items_that_are_kept_out_are_counted():
    [problem] = problems_of(quiz(count=24), generated_bank(1, 25), 3, frozenset({"item-1", "item-2"}))
    assert problem.message == "The quiz asks for 24 items; its banks have 23 (2 more are excluded)."
    [problem] = problems_of(quiz(count=3, items=("item-1",)), CELLS, 1, frozenset({"item-1"}))
    assert problem.code == "S241"


def test_distinct_forms_leave_each_other_what_is_rare():
    """Four forms need both of two essays each; the rest of a form must not use them up."""
    items = [choice(f"c{n}", "key", "one", "two") for n in range(40)]
    rare = [replace(item, common=replace(item.common, level="rare")) for item in items[:8]]
    asked = Blueprint(10, (), (BlueprintRow(8), BlueprintRow(2, Criteria(level=("rare",)))))
    wanted = replace(quiz(), blueprint=asked, draw="distinct")
    bank = bank_of(*rare, *items[8:])
    for seed in range(20):
        forms = parallel_forms(wanted, [bank], 4, seed)
        assert [form.problems for form in forms] == [()] * 4
        assert len({id_ for form in forms for id_ in form.by_id}) == 40
        # One form alone, or two, that can be drawn the plain way do not change.
        assert parallel_forms(wanted, [bank], 1, seed)[0] == make_form(wanted, [bank], seed=seed)


def test_all_of_the_above_comes_last_without_an_anchor():
    item = choice("i", "All of the above", "Yeast", "Salt", "None of these")
    for seed in range(30):
        order = make_form(quiz(), [bank_of(item)], seed=seed).arrangement.items[0].options
        assert order[2:] == ("All of the above", "None of these")
    anchored = choice("i", "Yeast", "None of these", "Salt", anchored="None of these")
    assert make_form(quiz(), [bank_of(anchored)]).arrangement.items[0].options[1] == "None of these"


@pytest.mark.parametrize(
    ("item", "count"),
    [
        (choice("i", "Both A and C", "Yeast", "Salt", "Flour"), 1),
        (choice("i", "A and B only", "Only option C", "Salt"), 2),
        (choice("i", "options 1 and 3", "Yeast", "Salt"), 1),
        (choice("i", "Both A and C", "Yeast", "Salt", "Flour", shuffle=False), 0),
        (choice("i", "A and T", "C and G", "A and U"), 0),
        (choice("i", "A and B", "A only", "Neither", stem="A. It is wet. B. It is dry."), 0),
        (choice("i", "Vitamins A and C", "Salt", "Flour"), 0),
        (choice("i", "A", "B", "AB"), 0),
    ],
)
def test_options_that_name_letters_are_refused_where_letters_move(item, count):
    problems = letter_references(quiz(), [item])
    assert [problem.code for problem in problems] == ["S242"] * count
    assert not letter_references(quiz(shuffle_options=False), [item])


def test_permutations_are_uniform_in_every_form():
    """Chi-square over many seeds: all 24 orders of four options; 49.7 is the 0.1 % point for 23 degrees of freedom."""
    item = choice("i", "key", "one", "two", "three")
    for name in ("A", "B"):
        counts = Counter(
            make_form(quiz(), [bank_of(item)], seed=seed, name=name).arrangement.items[0].options
            for seed in range(2400)
        )
        assert len(counts) == 24
        assert sum((count - 100) ** 2 / 100 for count in counts.values()) < 49.7


def test_forms_do_not_follow_from_each_other():
    """The same option stands first in form A and form B in a quarter of all seeds, no more: 10.8 is the 0.1 % point."""
    item = choice("i", "key", "one", "two", "three")
    same = 0
    for seed in range(2000):
        a, b = (make_form(quiz(), [bank_of(item)], seed=seed, name=name).arrangement for name in "AB")
        same += a.items[0].options[0] == b.items[0].options[0]
    assert (same - 500) ** 2 / 500 + (same - 500) ** 2 / 1500 < 10.8


# The key

WORDS = words_for("en")
assert WORDS is not None
GROUND = KeyGround(prose("Quiz"), "en", WORDS, doc.Labels("", "", "", ""), {}, "", True, "", {})


def key_texts(forms: list[Form]) -> list[str]:
    key = key_of_forms([PrintedForm(form, f"Form {form.name}") for form in forms], GROUND)
    return [piece.text for piece in pieces(key, lambda slot: "1")]


@given(st.integers(0, 10**6), st.integers(2, 5))
@settings(max_examples=25, deadline=None)
def test_the_grid_names_the_options_that_the_bank_calls_right(seed, count):
    bank = generated_bank(seed % 50, 9)
    forms = parallel_forms(quiz(), [bank], count, seed)
    key = key_of_forms([PrintedForm(form, f"Form {form.name}") for form in forms], GROUND)
    grid = key.template.blocks[2].blocks[1].table
    originals = {item.common.id: item for item in bank.items}
    for index, row in enumerate(grid.rows):
        for form, cell in zip(forms, row.cells, strict=True):
            placed = form.arrangement.items[index]
            item = originals[placed.item]
            if isinstance(item, MultipleChoice | MultipleResponse):
                chosen = {placed.options["ABCDEFGH".index(mark)] for mark in plain_text(cell.blocks[0].line)}
                assert chosen == {option.id for option in item.options if option.is_key}


def test_shared_items_are_explained_once_with_every_place():
    bank = bank_of(choice("i", "key", "one", "two", "three"), choice("j", "right", "wrong", "false"))
    forms = parallel_forms(quiz(), [bank], 3, 5)
    texts = key_texts(forms)
    assert texts.count("right") == 1
    for form in forms:
        placed = next(p for p in form.arrangement.items if p.item == "j")
        mark = answer_letters(form.item("j"), placed, words_for("en"))
        assert placed.options[0 if mark == "A" else "ABC".index(mark)] == "right"
        assert any(f"Form {form.name}: {placed.number} {mark}" in text for text in texts)


def test_distinct_forms_have_one_entry_for_each_item():
    wanted = replace(quiz(count=2), draw="distinct")
    forms = parallel_forms(wanted, [CELLS], 2, 1)
    labels = [entry.number for entry in _entries(forms)]
    assert labels == ["A 1", "A 2", "B 1", "B 2"]


def _entries(forms: list[Form]) -> tuple[doc.KeyEntry, ...]:
    key = key_of_forms([PrintedForm(form, f"Form {form.name}") for form in forms], GROUND)
    return key.template.blocks[3].blocks[1].entries


def test_a_kind_that_needs_letters_says_them_for_each_order(monkeypatch):
    from guidegen.assembly import key_of_forms as module
    from guidegen.assembly.kinds.choice import MULTIPLE_CHOICE

    wordless = replace(MULTIPLE_CHOICE, right_in_words=None)
    monkeypatch.setattr(module, "kind_of", lambda item: wordless)
    bank = bank_of(choice("i", "key", "one", "two", "three"))
    forms = parallel_forms(quiz(), [bank], 3, 5)
    texts = " ".join(key_texts(forms))
    for form in forms:
        mark = letter(form.arrangement.items[0].options.index("key"), LATIN)
        assert f"Form {form.name}" in texts
        assert f": {mark}  key" in texts


def test_an_item_with_other_words_is_another_item():
    """Drawn values make the same id another question in each form."""
    one, other = choice("i", "4", "5"), choice("i", "6", "7")
    forms = [make_form(quiz(), [bank_of(item)], name=name) for item, name in ((one, "A"), (other, "B"))]
    assert [entry.number for entry in _entries(forms)] == ["A 1", "B 1"]
    assert Text("4") in _entries(forms)[0].blocks[2].line

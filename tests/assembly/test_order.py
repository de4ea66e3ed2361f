"""The items of a stimulus stand together through every shuffle, and what has no stimulus is not disturbed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegen.assembly.codes import quiz_code
from guidegen.assembly.form import make_form
from guidegen.document.arrangement import by_stimulus
from guidegen.inline import Text
from guidegen.model.bank import ItemBank
from guidegen.model.item import ItemCommon, TrueFalse
from guidegen.model.prose import Paragraph
from guidegen.model.quiz import BankReference, Blueprint, Quiz
from guidegen.model.stimulus import Stimulus


def bank(*, shuffle: bool = True) -> ItemBank:
    """Twelve items: 0 to 2 stand alone, 3 to 6 are about `a`, 7 to 9 about `b`, 10 and 11 alone."""
    about = ["", "", "", "a", "a", "a", "a", "b", "b", "b", "", ""]
    items = tuple(TrueFalse(ItemCommon(f"i{n:02}", (), stimulus=about[n]), True) for n in range(12))
    stimuli = tuple(Stimulus(id_, blocks=(Paragraph((Text(id_),)),), shuffle=shuffle) for id_ in "ab")
    return ItemBank("bank", (), "en", "", (), items, stimuli)


def quiz(count=None, items=(), *, shuffle=True) -> Quiz:
    return Quiz("quiz", (), (), "en", (), (BankReference("bank"),), Blueprint(count, items), 1, shuffle, True, "apart")


def printed(form) -> list[str]:
    return [placed.item for placed in form.arrangement.items]


@pytest.mark.parametrize("seed", range(40))
def test_items_of_a_stimulus_stand_together(seed):
    form = make_form(quiz(), [bank()], seed=seed)
    assert sorted(printed(form)) == [f"i{n:02}" for n in range(12)]
    groups = [(id_, len(group)) for id_, group in by_stimulus(form.arrangement.items) if id_]
    assert sorted(groups) == [("a", 4), ("b", 3)]


def test_groups_and_the_items_in_them_are_shuffled():
    orders = {tuple(printed(make_form(quiz(), [bank()], seed=seed))) for seed in range(60)}
    assert len({tuple(id_ for id_ in order if id_ in ("i07", "i08", "i09")) for order in orders}) == 6
    assert len({order.index("i03") < order.index("i07") for order in orders}) == 2


@pytest.mark.parametrize("seed", range(10))
def test_a_group_may_keep_its_order(seed):
    order = printed(make_form(quiz(), [bank(shuffle=False)], seed=seed))
    assert [id_ for id_ in order if id_ in ("i03", "i04", "i05", "i06")] == ["i03", "i04", "i05", "i06"]


def test_items_without_a_stimulus_keep_the_order_that_they_have_without_the_groups():
    whole = bank()
    alone = replace(whole, items=tuple(item for item in whole.items if not item.common.stimulus), stimuli=())
    order = [id_ for id_ in printed(make_form(quiz(), [whole])) if id_ in printed(make_form(quiz(), [alone]))]
    assert order == printed(make_form(quiz(), [alone]))


def test_a_list_is_printed_as_listed_with_groups_where_their_first_item_stands():
    form = make_form(quiz(items=("i10", "i08", "i00", "i07"), shuffle=False), [bank()])
    assert printed(form) == ["i10", "i08", "i07", "i00"]


def test_only_the_stimuli_of_drawn_items_are_printed():
    form = make_form(quiz(items=("i00", "i05")), [bank()])
    assert [stimulus.id for stimulus in form.stimuli] == ["a"]
    assert not make_form(quiz(items=("i00",)), [bank()]).stimuli


def test_the_quiz_code_counts_the_words_of_a_stimulus():
    whole = bank()
    changed = replace(whole, stimuli=tuple(replace(one, title=(Text("New"),)) for one in whole.stimuli))
    assert quiz_code(make_form(quiz(), [whole])) != quiz_code(make_form(quiz(), [changed]))

"""Forms and codes: the same on every machine, right through every shuffle, silent about the key."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from guidegen.assembly.answer_key import answer_letters
from guidegen.assembly.codes import key_revision, quiz_code
from guidegen.assembly.form import make_form
from guidegen.assembly.random_streams import Stream
from guidegen.document.arrangement import letter
from guidegen.inline import Text, plain_text
from guidegen.locale import LATIN, words_for
from guidegen.model.bank import ItemBank
from guidegen.model.item import (
    Accepted,
    ItemCommon,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Option,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
)
from guidegen.model.prose import Paragraph
from guidegen.model.quiz import BankReference, Blueprint, Quiz


def prose(text):
    return (Text(text),)


def generated_bank(seed: int, size: int = 30) -> ItemBank:
    """A bank of every kind of item with random sizes. Texts are unique, so that they can be compared."""
    rng = random.Random(seed)
    items = []
    for i in range(size):
        common = ItemCommon(f"item-{i}", (Paragraph(prose(f"Stem {i}")),), points=rng.randint(1, 5))
        kind = rng.choice(("choice", "response", "true", "match", "short"))
        count = rng.randint(3, 6)
        keys = {0} if kind == "choice" else set(rng.sample(range(count), rng.randint(1, count - 1)))
        options = tuple(
            Option(f"o{rng.getrandbits(32):08x}", prose(f"{i}/{j}"), j in keys, anchored=rng.random() < 0.2)
            for j in range(count)
        )
        match kind:
            case "choice":
                items.append(MultipleChoice(common, options))
            case "response":
                items.append(MultipleResponse(common, options))
            case "true":
                items.append(TrueFalse(common, rng.random() < 0.5))
            case "match":
                responses = tuple(Response(f"r{i}-{j}", prose(f"r{i}/{j}")) for j in range(count))
                premises = tuple(Premise(f"p{j}", prose(f"p{i}/{j}"), rng.choice(responses).id) for j in range(3))
                items.append(Matching(common, premises, responses))
            case "short":
                items.append(ShortAnswer(common, (Accepted(prose("x")),)))
    return ItemBank("bank", (), "en", "", (), tuple(items))


def quiz(count=None, items=(), seed=1, shuffle_items=True, shuffle_options=True) -> Quiz:
    return Quiz(
        "quiz",
        (),
        (),
        "en",
        (),
        (BankReference("bank"),),
        Blueprint(count, items),
        seed,
        shuffle_items,
        shuffle_options,
        "apart",
    )


@pytest.mark.parametrize("seed", range(40))
def test_the_key_names_the_option_that_the_bank_calls_right(seed):
    bank = generated_bank(seed)
    form = make_form(quiz(seed=seed), [bank])
    originals = {item.common.id: item for item in bank.items}
    for placed in form.arrangement.items:
        item = originals[placed.item]
        letters = answer_letters(form.item(placed.item), placed, words_for("en"))
        match item:
            case MultipleChoice(_, options, _) | MultipleResponse(_, options, _):
                by_id = {option.id: option for option in options}
                marked = {plain_text(by_id[placed.options["ABCDEFG".index(mark)]].prose) for mark in letters}
                assert marked == {plain_text(option.prose) for option in options if option.is_key}
                assert sorted(placed.options) == sorted(by_id)
            case TrueFalse(_, is_true):
                assert letters == ("A" if is_true else "B")
            case Matching(_, premises, _, _):
                chosen = [placed.options["ABCDEFG".index(mark)] for mark in letters.split(" ")]
                assert chosen == [premise.response for premise in premises]
            case ShortAnswer():
                assert letters == ""


@pytest.mark.parametrize("seed", range(20))
def test_anchored_options_keep_their_places(seed):
    bank = generated_bank(seed)
    form = make_form(quiz(seed=seed), [bank])
    for placed in form.arrangement.items:
        item = form.item(placed.item)
        if isinstance(item, MultipleChoice | MultipleResponse):
            for index, option in enumerate(item.options):
                if option.anchored:
                    assert placed.options[index] == option.id


@pytest.mark.parametrize("seed", range(20))
def test_a_form_draws_what_the_blueprint_asks(seed):
    bank = generated_bank(seed)
    always = ("item-3", "item-17")
    form = make_form(quiz(count=10, items=always, seed=seed), [bank])
    printed = [placed.item for placed in form.arrangement.items]
    assert len(printed) == len(set(printed)) == 10
    assert set(always) <= set(printed)
    assert [placed.number for placed in form.arrangement.items] == list(range(1, 11))


def test_an_item_that_joins_the_bank_disturbs_little():
    ids = [f"item-{i}" for i in range(50)]
    order = list(Stream(7).shuffled(ids, "items"))
    assert [id_ for id_ in Stream(7).shuffled([*ids, "new"], "items") if id_ != "new"] == order


def test_unshuffled_prints_in_the_order_of_the_list_or_the_bank():
    bank = generated_bank(1)
    listed = make_form(quiz(items=("item-5", "item-2"), shuffle_items=False), [bank])
    assert [placed.item for placed in listed.arrangement.items] == ["item-5", "item-2"]
    whole = make_form(quiz(shuffle_items=False, shuffle_options=False), [bank])
    assert [placed.item for placed in whole.arrangement.items] == [item.common.id for item in bank.items]


def test_the_algorithm_is_pinned():
    """These values may never change: a form of today must print the same in every later release."""
    assert Stream(7).draw("items", "item-1") == 1746686104118478966
    ids = [f"i{n}" for n in range(8)]
    assert Stream(7).shuffled(ids, "items") == ("i0", "i7", "i3", "i4", "i1", "i6", "i2", "i5")


def test_places_of_the_key_are_uniform():
    """Chi-square over many seeds; 16.27 is the 0.1 % point for three degrees of freedom."""
    options = tuple(Option(f"o{i}", prose(str(i)), i == 0) for i in range(4))
    bank = ItemBank("bank", (), "en", "", (), (MultipleChoice(ItemCommon("i", ()), options),))
    counts = [0, 0, 0, 0]
    for seed in range(4000):
        counts[make_form(quiz(seed=seed), [bank]).arrangement.items[0].options.index("o0")] += 1
    assert sum((count - 1000) ** 2 / 1000 for count in counts) < 16.27


def test_the_quiz_code_does_not_depend_on_what_is_right():
    bank = generated_bank(5)
    turned = replace(
        bank,
        items=tuple(
            replace(
                item,
                options=tuple(
                    replace(o, is_key=not o.is_key, rationale=(Paragraph(prose("because")),)) for o in item.options
                ),
            )
            if isinstance(item, MultipleChoice | MultipleResponse)
            else replace(item, is_true=not item.is_true)
            if isinstance(item, TrueFalse)
            else item
            for item in bank.items
        ),
    )
    one, other = make_form(quiz(), [bank]), make_form(quiz(), [turned])
    assert quiz_code(one) == quiz_code(other)
    assert key_revision(one) != key_revision(other)


def test_the_quiz_code_depends_on_what_is_printed():
    bank = generated_bank(5)
    codes = {quiz_code(make_form(quiz(seed=seed), [bank])) for seed in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 9 for code in codes)


def test_a_stored_form_is_plain_data_without_answers():
    stored = make_form(quiz(), [generated_bank(3)]).stored()
    assert json.loads(json.dumps(stored)) == stored
    assert stored["algorithm"] == 1
    assert "key" not in json.dumps(stored)


def test_letters_go_on_after_z():
    assert [letter(i, LATIN) for i in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]

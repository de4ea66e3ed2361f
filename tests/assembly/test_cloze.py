"""Cloze: the key names what the bank calls right, and nothing that is printed tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidegen.assembly.codes import key_revision, quiz_code
from guidegen.assembly.form import make_form
from guidegen.assembly.kinds import kind_of
from guidegen.document.arrangement import arrange_those, letter
from guidegen.inline import NumberedBlank, Text, plain_text, walk
from guidegen.locale import words_for
from guidegen.model.item import ChosenBlank
from guidegen.model.quiz import BankReference, Blueprint, Quiz
from guidegen.reading import read_project

BANK = """bank: bank
items:
  - id: mixed
    stem: "In [[anaphase|the anaphase]] the [[chromatids]] part: [[46|~23|~92]] and [[two|~one|~three|~four]]."
    extra-words: [prophase, a much longer wrong one]
  - id: chosen
    stem: "It is [[red|~blue|~green]] or [[hot|~cold|~warm]]."
"""


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cloze")
    (folder / "quizzes").mkdir()
    (folder / "quizzes" / "bank.yaml").write_text(BANK, encoding="utf-8")
    project, diagnostics, _ = read_project(folder)
    assert not diagnostics
    return project.banks["bank"]


def form_of(bank, seed=1, *, shuffle=True):
    quiz = Quiz("quiz", (), (), "en", (), (BankReference("bank"),), Blueprint(), seed, True, shuffle, "apart")
    return make_form(quiz, [bank])


def test_blanks_stand_in_the_stem_in_order_and_all_are_of_one_width(bank):
    item = bank.items[0]
    blanks = [node for block in item.common.stem for node in walk(block.prose) if isinstance(node, NumberedBlank)]
    assert [blank.number for blank in blanks] == [1, 2, 3, 4]
    written, chosen = {blanks[0].width, blanks[1].width}, {blanks[2].width, blanks[3].width}
    assert len(written) == len(chosen) == 1
    assert plain_text(item.blanks[0].accepted[0]) == "anaphase"
    assert len(item.blanks[0].accepted) == 2


@pytest.mark.parametrize("seed", range(25))
def test_the_letters_of_the_key_are_those_that_are_printed(bank, seed):
    form = form_of(bank, seed)
    placed = next(placed for placed in form.arrangement.items if placed.item == "chosen")
    item, task = form.item("chosen"), kind_of(form.item("chosen")).task(form.item("chosen"), words_for("en"))
    letters = kind_of(item).letters(item, placed.options).split(" ")
    for blank, printed, mark in zip(item.blanks, task.lists, letters, strict=True):
        shown = arrange_those(printed.options, placed.options)
        right = next(plain_text(option.prose) for option in blank.options if option.is_key)
        marked = next(option for index, option in enumerate(shown) if letter(index) == mark)
        assert plain_text(marked.line) == right


def test_lists_and_words_are_shuffled(bank):
    orders = [next(p.options for p in form_of(bank, seed).arrangement.items if p.item == "mixed") for seed in range(40)]
    assert len({tuple(id_ for id_ in order if id_.startswith("3:")) for order in orders}) == 6
    assert len({tuple(id_ for id_ in order if id_.startswith("word-")) for order in orders}) > 10


def test_unshuffled_words_stand_in_alphabetical_order(bank):
    form = form_of(bank, shuffle=False)
    placed = next(placed for placed in form.arrangement.items if placed.item == "mixed")
    words = [plain_text(word.prose) for word in arrange_those(form.item("mixed").words, placed.options)]
    assert words == ["a much longer wrong one", "anaphase", "chromatids", "prophase"]


def test_the_quiz_code_does_not_depend_on_what_is_right(bank):
    def turned(blank):
        if isinstance(blank, ChosenBlank):
            return replace(blank, options=tuple(replace(o, is_key=not o.is_key) for o in blank.options))
        return replace(blank, accepted=((Text("x" * 8),),))

    other = replace(
        bank, items=tuple(replace(i, blanks=tuple(turned(blank) for blank in i.blanks)) for i in bank.items)
    )
    assert quiz_code(form_of(bank)) == quiz_code(form_of(other))
    assert key_revision(form_of(bank)) != key_revision(form_of(other))

"""A form of a copy that is read back from what the manifest says of it is the form that was made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guidegen.assembly.copies import Copies
from guidegen.assembly.parallel_forms import parallel_forms
from guidegen.model.roster import Recipient
from guidegen.reading import read_project

PLAIN = "".join(
    f"  - id: i{n}\n    stem: Question {n}?\n    key: right {n}\n    distractors: [wrong {n}, false {n}]\n"
    for n in range(8)
)
ABOUT = "stimuli:\n  case: A man of forty.\n"
OF_CASE = "".join(
    f"  - id: c{n}\n    stimulus: case\n    stem: Is it {n}?\n    key: true\n"
    f"  - id: w{n}\n    stem: Name {n}.\n    answer: rib\n"
    for n in range(4)
)
DRAWN = "  - id: sum\n    stem: What is {{a}} + 1?\n    variables: {a: {from: 2, to: 90}}\n    answer: '{{a + 1}}'\n"
#: What a bank has, what a quiz asks of it, and whether values are drawn for each copy.
QUIZZES = {
    "plain": ("items:\n" + PLAIN, "items: 5\n", False),
    "in order": ("items:\n" + PLAIN, "items: 8\nshuffle-items: false\nshuffle-options: false\n", False),
    "about a text": (ABOUT + "items:\n" + OF_CASE, "items: 6\n", False),
    "sections": (
        "items:\n" + PLAIN,
        "sections:\n  - {title: One, items: 2, blueprint: [{items: 2}]}\n"
        "  - {title: Two, items: 3, blueprint: [{items: 3}]}\n",
        False,
    ),
    "values": ("items:\n" + PLAIN + DRAWN, "items: 9\n", True),
}


@pytest.mark.parametrize("name", QUIZZES)
def test_a_form_is_read_back_as_it_was_made(tmp_path: Path, name):
    bank, asked, has_values = QUIZZES[name]
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "bank.yaml").write_text(f"bank: bank\n{bank}")
    (tmp_path / "quizzes" / "test.yaml").write_text(f"quiz: test\ntitle: Test\nbank: bank\n{asked}")
    project, problems, _ = read_project(tmp_path)
    assert not problems
    quiz = project.quizzes["test"]
    banks = [project.banks["bank"]]
    lettered = parallel_forms(quiz, banks, 2, quiz.seed)
    made, read = (Copies(quiz, banks, lettered, quiz.seed) for _ in range(2))
    known: dict[int, object] = {}
    for row in range(12):
        recipient = Recipient(row, row + 1, id=f"person {row}", form="B" if row == 7 else "")
        form = made.for_one(recipient)
        stored = json.loads(json.dumps(form.stored()))
        again = read.for_one(recipient, stored)
        assert again == form and again.problems == form.problems and again.stored() == form.stored()
        known[row] = again.arrangement
    assert len({*map(str, known.values())}) > 1 or name == "in order"
    assert (read._first is not None and read._first._like is None) == has_values


def test_nothing_is_drawn_for_a_form_that_is_read_back(tmp_path: Path, monkeypatch):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "bank.yaml").write_text("bank: bank\nitems:\n" + PLAIN)
    (tmp_path / "quizzes" / "test.yaml").write_text("quiz: test\ntitle: Test\nbank: bank\nitems: 5\n")
    project, _, _ = read_project(tmp_path)
    quiz, banks = project.quizzes["test"], [project.banks["bank"]]
    copies = Copies(quiz, banks, parallel_forms(quiz, banks, 1, quiz.seed), quiz.seed)
    people = [Recipient(row, row + 1, id=f"person {row}") for row in range(2)]
    forms = [copies.for_one(each) for each in people]
    monkeypatch.setattr("guidegen.assembly.copies.arranged", None)
    assert [copies.for_one(each, form.stored()) for each, form in zip(people, forms, strict=True)] == forms

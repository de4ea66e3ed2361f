"""Aiken: where a question ends that lacks its last line, and what is told of it."""

from __future__ import annotations

import pytest

from guidegen.exchange.importing import import_bank
from guidegen.inline import plain_text

WHOLE = "2 + 3 is?\nA. 4\nB. 5\nANSWER: B\n"
ENDLESS = "No answer here\nA. one\nB. two\n"
NO_ANSWER = "the line ANSWER is missing, or says nothing; write one below its choices, such as ANSWER: A"


def taken(text):
    imported = import_bank([("a.txt", text.encode())], "quizzes/a.yaml", "aiken")
    assert imported.found == len(imported.bank.items) + sum(loss.refused for loss in imported.losses)
    stems = [plain_text(item.common.stem[0].prose) for item in imported.bank.items]
    return stems, [(loss.span.line, loss.item, loss.reason) for loss in imported.losses]


@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_a_question_without_answer_takes_no_other_along(between):
    assert taken(f"{ENDLESS}{between}{WHOLE}") == (["2 + 3 is?"], [(1, "No answer here", NO_ANSWER)])


def test_each_of_several_is_told_at_its_line():
    stems, losses = taken(f"{ENDLESS}\n{ENDLESS}\n{ENDLESS}\n{WHOLE}")
    assert stems == ["2 + 3 is?"]
    assert losses == [(line, "No answer here", NO_ANSWER) for line in (1, 5, 9)]


def test_a_text_of_several_lines_is_the_next_question_whole():
    stems, losses = taken(f"{ENDLESS}\nWhich of these\nis it?\nA. x\nB. y\nANSWER: A\n")
    assert stems == ["Which of these is it?"]
    assert losses == [(1, "No answer here", NO_ANSWER)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Q\nA. x\ngoes on\nB. y\nANSWER: A\n", "“goes on” in line 3 is neither a choice nor the line ANSWER"),
        ("Q\nA. x\nB.y\nANSWER: A\n", "a space is missing behind the letter of “B.y”"),
        ("Q\nB. x\nA. y\nANSWER: A\n", "the letters of its choices are B, A, not A, B"),
        ("Q\nA.\nB.\n", NO_ANSWER),
    ],
)
def test_a_faulty_question_is_left_out_alone(text, reason):
    assert taken(f"{text}\n{WHOLE}") == (["2 + 3 is?"], [(1, "Q", reason)])


def test_a_text_without_choices_is_told_before_the_question_that_it_joins():
    stems, losses = taken(f"Is it so?\n\n{WHOLE}")
    assert stems == ["Is it so? 2 + 3 is?"]
    assert [(line, reason.partition(";")[0]) for line, _, reason in losses] == [
        (1, "a blank line in its text is left out")
    ]

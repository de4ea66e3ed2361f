"""Where the answers stand: each mode read back from the PDFs."""

from __future__ import annotations

import re

import pikepdf
import pytest

from tests.conftest import build_texts
from tests.pdf_reading import leaves, read, words

BANK = """bank: bank
items:
  - stem: What is water?
    key: Wet
    distractors: [Dry, Loud]
    rationale: It wets.
  - stem: Water is dry.
    key: false
  - stem: Which two make water?
    key: [Oxygen, Hydrogen]
    distractors: [Neon, Argon]
  - stem: Name a drink.
    answer: [Tea, Milk]
"""
QUIZ = """quiz: water
title: Water
bank: bank
key: {mode}
"""


@pytest.fixture
def pdfs(tmp_path):
    def build(mode):
        files = {"quizzes/bank.yaml": BANK, "quizzes/water.yaml": QUIZ.format(mode=mode)}
        folder, diagnostics = build_texts(tmp_path / mode, files)
        assert not diagnostics
        return folder

    return build


def quiz_text(folder):
    return words(" ".join(leaves(read(folder / "water.pdf").tree)))


def test_upside_down_answers_are_read_last_and_stand_turned_at_the_foot(pdfs):
    folder = pdfs("upside-down")
    reading = read(folder / "water.pdf")
    *_, last = leaves(reading.tree)
    answers = re.sub(r"\s+", " ", last)
    assert answers.startswith("Answers: 1. ")
    letters = dict(re.findall(r"(\d)\. ([A-D]) ", answers))
    numbers = dict(re.findall(r"(\d)\. (.*?)(?= · |$)", answers))
    assert sorted(numbers) == ["1", "2", "3", "4"]
    assert "Tea" in numbers.values()
    assert any("Oxygen" in text and "Hydrogen" in text and "; " in text for text in numbers.values())
    # The letter that stands before the words is the one that the quiz prints before them.
    labels = {
        number: {item.text().strip() for item in node.find("LI")} for number, node in enumerate_items(reading.tree)
    }
    for number, letter in letters.items():
        word = numbers[number].split()[1].strip(";")
        assert any(option.startswith(letter) and word in option for option in labels[number])
    with pikepdf.open(folder / "water.pdf") as pdf:
        last_page = b"".join(s.read_bytes() for s in pdf.pages[-1].Contents)
    assert b"-1 0 0 -1 " in last_page


def test_a_teachers_copy_of_several_forms_prints_each_as_its_quiz(tmp_path):
    files = {"quizzes/bank.yaml": BANK, "quizzes/water.yaml": QUIZ.format(mode="inline") + "forms: 3\n"}
    folder, diagnostics = build_texts(tmp_path, files)
    assert not diagnostics
    lists = [
        node for node in read(folder / "water-key.pdf").tree.find("L") if any("What is" in t for t in leaves(node))
    ]
    tops = [node for node in lists if not any(node is not other and node in other.walk() for other in lists)]
    assert len(tops) == 3
    for name, items in zip("abc", tops, strict=True):
        quiz = dict(enumerate_items(read(folder / f"water-form-{name}.pdf").tree))
        for entry in items.kids:
            printed = leaves(quiz[entry.kids[0].text().strip()])
            assert leaves(entry)[: len(printed)] == printed


def test_in_duplex_the_answers_begin_a_sheet(tmp_path):
    files = {"quizzes/bank.yaml": BANK, "quizzes/water.yaml": QUIZ.format(mode="end"), "guidegen.yaml": "duplex: true"}
    folder, diagnostics = build_texts(tmp_path, files)
    assert not diagnostics
    assert read(folder / "water.pdf").pages == 3
    with pikepdf.open(folder / "water.pdf") as pdf:
        fonts = [b"BT" in b"".join(s.read_bytes() for s in page.Contents) for page in pdf.pages]
        blank = b"".join(s.read_bytes() for s in pdf.pages[1].Contents)
    assert fonts == [True, True, True]
    assert b"MCID" not in blank, "the back of the last question page holds head and foot alone"


def enumerate_items(tree):
    [items] = [node for node in tree.find("L") if any("What is water" in text for text in leaves(node))]
    for node in items.kids:
        yield node.kids[0].text().strip(), node


@pytest.mark.parametrize("mode", ["apart", "inline", "none"])
def test_nothing_is_said_on_the_quiz(pdfs, mode):
    text = quiz_text(pdfs(mode))
    assert "Tea" not in text and "Answers" not in text and "It wets" not in text


def test_the_quiz_of_a_teachers_copy_is_the_same_file_as_with_a_key_apart(pdfs):
    inline = (pdfs("inline") / "water.pdf").read_bytes()
    assert inline == (pdfs("apart") / "water.pdf").read_bytes()


def test_a_teachers_copy_prints_the_quiz_with_each_answer_below_its_item(pdfs):
    folder = pdfs("inline")
    quiz, copy = read(folder / "water.pdf"), read(folder / "water-key.pdf")
    answers = dict(enumerate_items(copy.tree))
    for number, node in enumerate_items(quiz.tree):
        texts = leaves(answers[number])
        assert texts[: len(leaves(node))] == leaves(node)
        first = words(texts[len(leaves(node))])
        assert first.startswith("Answer: ")
    told = {words(" ".join(leaves(node))) for node in answers.values()}
    assert any("Answer: Tea Also accept: Milk" in text for text in told)
    assert any("It wets." in text for text in told)

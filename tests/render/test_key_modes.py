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


EVERY_PLACE = """bank: bank
items:
  - stem: Match them.
    id: match
    pairs: [{premise: Paris, response: France}, {premise: Rome, response: Italy}]
    extra-responses: [Spain]
  - stem: Put them in order.
    order: [first, second, third]
  - statements: {Ice is cold: true, Fire is cold: false}
    stem: True?
  - stem: The [[heart]] pumps [[blood|~air]], [[5 ± 1]] litres, at [[$`x^2`$]].
  - stem: How many?
    answer: 13
    unit: mg
"""


def test_a_teachers_copy_has_the_answers_in_their_places(tmp_path):
    quiz = "quiz: water\ntitle: Water\nbank: bank\nkey: inline\nshuffle-items: false\n"
    folder, diagnostics = build_texts(tmp_path, {"quizzes/bank.yaml": EVERY_PLACE, "quizzes/water.yaml": quiz})
    assert not diagnostics
    copy, printed = read(folder / "water-key.pdf").tree, read(folder / "water.pdf").tree
    tops = [node.kids for node in copy.find("L") if any("Match them." in text for text in leaves(node))]
    match, order, statements, cloze, number = tops[0]
    responses = dict(zip(*[iter(leaves(match.find("L")[0]))] * 2, strict=True))
    rows = [leaves(row) for row in match.find("Table")[0].find("TR")[1:]]
    assert {premise: responses[letter] for letter, premise in rows} == {"Paris": "France", "Rome": "Italy"}
    entries = [leaves(entry) for entry in order.find("L")[0].kids]
    assert {texts[-1]: texts[1] for texts in entries} == {"first": "1", "second": "2", "third": "3"}
    assert "Blank 1: heart" in cloze.text() and "Blank 3: 5" in cloze.text()
    assert re.search(r"Blank 2: [AB]\b", cloze.text())
    # A formula does not stand on the line.
    assert "at Blank 4." in words(cloze.text())
    assert leaves(number)[3] == "13"
    assert "Box for a letter" in printed.text() and "Box for a letter" not in match.text()
    # Two of four circles are filled, and all four are there.
    with pikepdf.open(folder / "water-key.pdf") as pdf:
        drawn = b"".join(stream.read_bytes() for page in pdf.pages for stream in page.Contents)
    with pikepdf.open(folder / "water.pdf") as pdf:
        empty = b"".join(stream.read_bytes() for page in pdf.pages for stream in page.Contents)
    assert len(re.findall(rb"\nB\b| B\b", drawn)) > len(re.findall(rb"\nB\b| B\b", empty))
    assert len(leaves(statements)) > 0

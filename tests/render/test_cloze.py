"""Cloze on paper: blanks that a screen reader counts, lists below the text, words in a box, answers in the key."""

from __future__ import annotations

from tests.conftest import build_texts
from tests.pdf_reading import read, words

BANK = """bank: gaps
items:
  - stem: |
      Complete the text.

      In [[anaphase]] the [[sister chromatids|chromatids]] part. There are [[46|~23|~92]] (and [[two|~one]]).
    points: 4
    extra-words: [prophase]
    rationale: As the guide says.
"""
QUIZ = "quiz: test\ntitle: Test\nbank: gaps\n"


def built(tmp_path, **choices):
    files = {"quizzes/gaps.yaml": BANK, "quizzes/test.yaml": QUIZ}
    output, problems = build_texts(tmp_path, files, **choices)
    assert not problems
    return output


def test_blanks_are_counted_and_lists_follow(tmp_path):
    tree = read(built(tmp_path) / "test.pdf").tree
    text = words(tree.text())
    assert "In Blank 1 the Blank 2 part. There are Blank 3 (and Blank 4)." in text
    lists = [element for element in tree.find("L") if element.kids[0].find("Lbl")]
    labels = [words(label.text()) for label in lists[0].find("Lbl")]
    assert labels == ["1", "Blank 3", "A", "B", "C", "Blank 4", "A", "B"]
    for word in ("anaphase", "sister chromatids", "prophase"):
        assert text.count(word) == 1, "only in the word bank"


def test_the_key_lists_the_blanks(tmp_path):
    text = words(read(built(tmp_path) / "test-key.pdf").tree.text())
    assert "1: anaphase" in text
    assert "2: sister chromatids" in text
    assert "Blank 2: also accept chromatids" in text
    assert "As the guide says." in text


def test_a_teachers_copy_and_large_print_hold_it(tmp_path):
    output = built(tmp_path, key="inline", size="giant", page="a5")
    assert read(output / "test-giant.pdf").pages >= 1
    assert "anaphase" in words(read(output / "test-key-giant.pdf").tree.text())


def test_the_key_of_several_forms_says_the_answers_once_in_words(tmp_path):
    text = words(read(built(tmp_path, forms=3) / "test-key.pdf").tree.text())
    assert text.count("1: anaphase") == text.count("3: 46") == text.count("4: two") == 1


def test_it_conforms(verapdf, tmp_path):
    assert not verapdf(sorted(built(tmp_path).glob("*.pdf")))

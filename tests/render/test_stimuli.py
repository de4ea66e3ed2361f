"""Stimuli on paper: once, before their items, found by a screen reader, said again where a page begins without."""

from __future__ import annotations

from tests.conftest import build_texts
from tests.pdf_reading import read, words

SENTENCE = "The cell grows and copies its DNA before it divides into two. "
BANK = """bank: shared
stimuli:
  short: Two "cells" divide.
  long:
    title: A long read
    language: es
    text: |
      {text}
items:
  - stem: Alone
    key: true
  - stem: About the short one
    stimulus: short
    answer: x
  - stem: About the long one
    stimulus: long
    answer: y
  - stem: About the long one again
    stimulus: long
    answer: z
    lines: 20
  - stem: About the long one, last
    stimulus: long
    answer: z
    lines: 20
"""
QUIZ = "quiz: test\ntitle: Test\nbank: shared\nshuffle-items: false\n"


def built(tmp_path, paragraphs: int):
    text = "\n\n      ".join([SENTENCE * 4] * paragraphs)
    files = {"quizzes/shared.yaml": BANK.format(text=text), "quizzes/test.yaml": QUIZ}
    output, problems = build_texts(tmp_path, files)
    assert not problems
    return output


def test_a_stimulus_is_a_part_with_a_heading_before_its_items(tmp_path):
    tree = read(built(tmp_path, 2) / "test.pdf").tree
    short, long = [part for part in tree.find("Sect") if part.find("H2")]
    assert words(short.find("H2")[0].text()) == "Question 2 is about this text."
    assert words(long.find("H2")[0].text()) == "Questions 3 to 5 are about this text."
    assert [kid.role for kid in long.kids] == ["H2", "Div", "L"]
    assert [words(label.text()) for label in long.find("Lbl")] == ["3", "4", "5"]
    assert long.find("Div")[0].language == "es"
    assert words(short.find("Div")[0].text()) == "Two “cells” divide."


def test_pages_say_what_they_go_on_with(tmp_path):
    found = read(built(tmp_path, 20) / "test.pdf")
    said = [words("".join(page)) for page in found.artifacts]
    continued = [index for index, text in enumerate(said) if "A long read (continued)" in text]
    reminded = [index for index, text in enumerate(said) if "A long read: see page" in text]
    assert continued and reminded and max(continued) < min(reminded)
    # The text itself is read once, whatever is said again at the top of pages.
    assert words(found.tree.text()).count("A long read") == 1


def test_the_key_names_the_stimulus(tmp_path):
    text = words(read(built(tmp_path, 2) / "test-key.pdf").tree.text())
    assert text.count("About “A long read”") == 3
    assert "About the text before question 2" in text


TWO_SECTIONS = """quiz: test
title: Test
bank: shared
shuffle-items: false
sections:
  - {title: One, items: [about-the-short-one]}
  - {title: Two, items: [alone, again-short]}
"""


def test_a_stimulus_stands_in_every_section_that_has_items_about_it(tmp_path):
    bank = BANK.format(text=SENTENCE) + "  - {id: again-short, stem: Again, stimulus: short, answer: a}\n"
    output, problems = build_texts(tmp_path, {"quizzes/shared.yaml": bank, "quizzes/test.yaml": TWO_SECTIONS})
    assert not problems
    text = words(read(output / "test.pdf").tree.text())
    assert text.count("Two “cells” divide.") == 2
    assert "Question 1 is about this text." in text and "Question 3 is about this text." in text
    key = words(read(output / "test-key.pdf").tree.text())
    assert "About the text before question 1" in key and "About the text before question 3" in key


LETTER = """bank: shared
stimuli:
  letter: |
    {text}
items:
  - {{stem: First, kind: essay, lines: 9}}
  - {{stem: About it, stimulus: letter, kind: essay, lines: 8}}
"""


def test_a_stimulus_that_a_page_can_hold_is_whole_and_its_items_say_where_it_is(tmp_path):
    files = {"quizzes/shared.yaml": LETTER.format(text=SENTENCE * 5), "quizzes/test.yaml": QUIZ}
    output, problems = build_texts(tmp_path, files, size="giant")
    assert not problems
    said = [words("".join(page)) for page in read(output / "test-giant.pdf").artifacts]
    assert not any("(continued)" in page for page in said)
    assert sum("Text: see page" in page for page in said) == 1

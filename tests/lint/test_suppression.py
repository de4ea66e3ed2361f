"""Comments that accept problems, and which rules count."""

from __future__ import annotations

import datetime

import pytest

from guidegen.batch.content import content_problems
from guidegen.lint.selection import Selection

TODAY = datetime.date(2026, 11, 24)
GUIDE = """\
guide: sample
title: A sample
readers: public
known-words: [guidegen]
main-message: Utilize it.
version: 1
reviewer: {name: A. Reader, credentials: RN}
reviewed-on: 2026-01-31
disclosure: none
sections:
  - title: First
    body: |
      You may have hyponatremia.

      Take .5 mg. # guidegen: ignore[H401] no comment, but text
"""


def found(tmp_path, text=GUIDE, settings="", **selection):
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "content" / "sample.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "guidegen.yaml").write_text(settings or "language: en\n")
    problems = content_problems(tmp_path, Selection(**selection), TODAY)
    return sorted((problem.code, problem.span.line) for problem in problems)


def with_line(before, line):
    at = GUIDE.index(before)
    return GUIDE[:at] + line + GUIDE[at:]


def test_nothing_is_accepted_without_a_comment(tmp_path):
    assert found(tmp_path) == [("H401", 15), ("R102", 13), ("R104", 5)]


def test_a_comment_accepts_its_line(tmp_path):
    text = GUIDE.replace("Utilize it.", "Utilize it.  # guidegen: ignore[R104] the law words it so")
    assert found(tmp_path, text) == [("H401", 15), ("R102", 13)]


def test_a_comment_on_its_own_line_accepts_a_long_text(tmp_path):
    text = with_line("    body: |", "    # guidegen: ignore[R102, dose-decimal] quoted\n")
    assert found(tmp_path, text) == [("R104", 5)]
    whole = with_line("title: A", "# guidegen: ignore-file[R102,R104,H401] a draft\n")
    assert found(tmp_path, whole) == []


def test_comments_are_checked(tmp_path):
    line = "version: 1  # guidegen: ignore[R104] not needed"
    assert ("L001", 6) in found(tmp_path, GUIDE.replace("version: 1", line))
    text = GUIDE.replace("Utilize it.", "Utilize it.  # guidegen: ignore[R104, R999]")
    assert [each for each in found(tmp_path, text) if each[0][0] == "L"] == [("L002", 5), ("L003", 5)]


def test_errors_of_reading_are_never_accepted(tmp_path):
    text = GUIDE.replace("version: 1", "versoin: 1  # guidegen: ignore[S201] I like it so")
    assert "S201" in {code for code, _ in found(tmp_path, text, ignore=("S", "R", "H", "L"))}


def test_selection(tmp_path):
    assert found(tmp_path, select=("H",)) == [("H401", 15)]
    assert found(tmp_path, ignore=("R1", "dose-decimal")) == []
    settings = "check:\n  ignore: [R104, H4]\n"
    assert found(tmp_path, settings=settings) == [("R102", 13)]
    passive = GUIDE.replace("Utilize it.", "It is taken.")
    assert ("R106", 5) not in found(tmp_path, passive)
    assert ("R106", 5) in found(tmp_path, passive, settings="check:\n  also: [R106]\n")
    assert found(tmp_path, passive, select=("passive",)) == [("R106", 5)]


@pytest.mark.parametrize("settings", ["check:\n  ignore: [R999]\n"])
def test_settings_name_rules_that_exist(tmp_path, settings):
    assert "S204" in {code for code, _ in found(tmp_path, settings=settings)}


KEYED = """\
guide: sample
title: A sample
readers: public
known-words: [guidegen]
main-message: Ask us.
version: 1
reviewer: {name: A. Reader, credentials: RN}
reviewed-on: 2026-01-31
disclosure: none
sections:
  - title: First
    ignore: {H401: it quotes a label}
    body: |
      Take .5 mg.
  - title: Second
    body: |
      Take .5 mg.
"""


def test_the_key_ignore_accepts_what_its_section_says(tmp_path):
    assert found(tmp_path, KEYED) == [("H401", 17)]
    both = KEYED.replace("disclosure: none", "disclosure: none\nignore:\n  dose-decimal: it quotes a label")
    assert found(tmp_path, both.replace("    ignore: {H401: it quotes a label}\n", "")) == []


def test_keys_that_accept_nothing_are_reported(tmp_path):
    wrong = KEYED.replace("{H401: it quotes a label}", "{H402: why not, X999: typed wrong}")
    assert found(tmp_path, wrong) == [("H401", 14), ("H401", 17), ("L001", 12), ("L002", 12)]
    assert found(tmp_path, KEYED.replace("{H401: it quotes a label}", "{H401: ''}"))[-1][0] in ("L003", "S202")


def test_the_key_of_an_item(tmp_path):
    item = """\
bank: b
items:
  - stem: |
      Which of these is **not** a salt?
    ignore:
      Q203: the law words it so
    key: Sugar
    distractors: [Epsom, Table salt]
  - stem: Which of these is **not** an acid?
    key: Salt
    distractors: [Vinegar, Lemon]
"""
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "b.yaml").write_text(item)
    problems = content_problems(tmp_path, Selection(), TODAY)
    assert [(problem.code, problem.span.line) for problem in problems] == [("Q203", 9)]

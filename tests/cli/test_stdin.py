"""Text that an editor has not saved yet is checked in place of the file."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from guidegen.cli import main

BANK = "bank: sleep\nitems:\n  - stem: What helps?\n    key: Rest\n    distractors: [Noise, Light]\n"
QUIZ = "quiz: test\ntitle: Test\nbank: sleep\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "sleep.yaml").write_text(BANK)
    (tmp_path / "quizzes" / "test.yaml").write_text(QUIZ)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(text, *arguments):
    result = CliRunner().invoke(main, ["check", "--output-format", "json", *arguments], input=text)
    assert result.exit_code in (0, 1), result.output
    return [(problem["code"], problem["path"], problem["line"]) for problem in json.loads(result.stdout)["problems"]]


def test_the_unsaved_text_counts_and_the_file_stays(folder):
    broken = BANK.replace("key: Rest", "keys: Rest")
    assert check(broken, "--stdin-filename", "quizzes/sleep.yaml")[0] == ("S201", "quizzes/sleep.yaml", 4)
    assert (folder / "quizzes" / "sleep.yaml").read_text() == BANK
    (folder / "quizzes" / "sleep.yaml").write_text(broken)
    assert check(BANK, "--stdin-filename", "quizzes/sleep.yaml") == []


def test_a_file_that_is_not_there_yet(folder):
    found = check("quiz: new\ntitle: New\nbank: slep\n", "--stdin-filename", "quizzes/new.yaml")
    assert [(path, line) for _, path, line in found] == [("quizzes/new.yaml", 3)]
    assert not (folder / "quizzes" / "new.yaml").exists()


@pytest.mark.parametrize("more", [["--fix"], ["--scorecard"], ["quizzes"]])
def test_what_does_not_go_together_is_wrong_usage(folder, more):
    result = CliRunner().invoke(main, ["check", "--stdin-filename", "quizzes/sleep.yaml", *more], input=BANK)
    assert result.exit_code == 2


def test_only_content_can_be_checked(folder):
    for path in ("elsewhere.yaml", "quizzes", "../other.yaml"):
        assert CliRunner().invoke(main, ["check", "--stdin-filename", path], input=BANK).exit_code == 2

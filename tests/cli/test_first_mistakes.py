"""Mistakes that are made in the first hour: what is said of them is true, and says what to do."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from guidegen.cli import main
from tests.test_docs import write

BANK = "bank: bank\nitems:\n  - stem: Water is wet.\n    key: true\n"
QUIZ = "quiz: quiz\ntitle: Water\nbank: bank\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    write(tmp_path, "quizzes/bank.yaml", BANK)
    write(tmp_path, "quizzes/quiz.yaml", QUIZ)
    write(tmp_path, "guidegen.yaml", "theme: plain\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(*arguments: str, code: int) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, result.output
    return result.output


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_bank_that_is_to_be_built_is_told_of_as_what_it_is(project, more):
    told = said("build", "quizzes/bank.yaml", *more, code=0)
    assert "no guide and no quiz is named" in told and "there is no guide in" not in told


def test_an_output_without_a_name_is_not_the_folder_that_one_stands_in(project):
    assert "no folder is named" in said("build", "-o", "", code=2)
    assert not list(project.glob("*.pdf"))


def test_a_theme_that_the_command_names_is_not_told_at_that_of_the_settings(project):
    told = said("build", "--theme", "clinik", code=1)
    assert "Is `clinic` meant?" in told and "guidegen.yaml:1" not in told


@pytest.mark.parametrize(("typed", "meant"), [("Yes", "true"), ("no", "false")])
def test_a_statement_that_is_judged_in_other_words_is_told_which_to_write(project, typed, meant):
    (project / "quizzes" / "bank.yaml").write_text(BANK.replace("key: true", f"key: {typed}"), encoding="utf-8")
    assert f"write `key: {meant}`" in said("check", code=1)


def test_a_word_document_is_not_taken_for_another_encoding(project):
    (project / "content").mkdir()
    (project / "content" / "guide.yaml").write_bytes(b"PK\x03\x04\x14\x00\xff\xfe")
    told = said("check", code=1)
    assert "packed file" in told and "UTF-16" not in told


def test_one_cell_is_one_cell(project):
    (project / "class.csv").write_text("name,id\nAda\n", encoding="utf-8")
    assert "Row 1 has 1 cell, and" in said("build", "quizzes/quiz.yaml", "--roster", "class.csv", code=1)


def test_a_translation_with_errors_is_not_said_to_be_missing(project):
    write(project, "quizzes/quiz.es.yaml", "quiz: quiz\nlanguage: es\ntitle:\n")
    (project / "class.csv").write_text("name,language\nAda,es\n", encoding="utf-8")
    told = said("build", "quizzes/quiz.yaml", "--roster", "class.csv", code=1)
    assert "S291" in told and "the only one that can be printed" in told and "mend the translation" in told

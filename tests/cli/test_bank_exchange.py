"""`guidegen bank import` and `bank export`: what is written, what is said, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from guidegen.cli import main
from guidegen.reading import read_project

FIXTURES = Path(__file__).parent.parent / "exchange/fixtures"


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "guidegen.yaml").write_text("language: en\n", encoding="utf-8")
    (tmp_path / "quizzes").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["bank", *map(str, arguments)])


def test_an_import_builds_a_bank_that_reads_without_errors(project):
    result = run("import", FIXTURES / "hand-washing.gift", "-o", "quizzes/washing.yaml")
    assert result.exit_code == 0, result.output
    assert "Made quizzes/washing.yaml: 8 items" in result.stdout
    assert "hand-washing.gift:28" in result.stderr and "X108" in result.stderr
    read, problems, _ = read_project(project)
    assert not problems
    assert len(read.banks["washing"].items) == 8


def test_strict_writes_nothing(project):
    result = run("import", FIXTURES / "hand-washing.gift", "--strict")
    assert result.exit_code == 1
    assert "error[X108]" in result.stderr
    assert not list((project / "quizzes").iterdir())


def test_the_report_as_data(project):
    result = run("import", FIXTURES / "hand-washing.aiken.txt", "--report", "json", "-o", "quizzes/a.yaml")
    report = json.loads(result.stdout)
    assert (report["found"], report["imported"], report["refused"]) == (3, 2, 1)
    assert report["written"] == ["quizzes/a.yaml"]
    assert report["losses"][0]["what"] == "refused" and report["losses"][0]["line"] == 12


def test_a_bank_is_not_overwritten_unless_asked(project):
    assert run("import", FIXTURES / "hand-washing.gift").exit_code == 0
    assert run("import", FIXTURES / "hand-washing.gift").exit_code == 2
    assert run("import", FIXTURES / "hand-washing.gift", "--force").exit_code == 0


def test_a_file_that_is_missing_is_named(project):
    result = run("import", "none.gift")
    assert result.exit_code == 1 and "X101" in result.stderr


def test_there_and_back(project):
    run("import", FIXTURES / "hand-washing.gift", "-o", "quizzes/a.yaml")
    result = run("export", "quizzes/a.yaml", "-f", "moodle", "-o", "a.xml")
    assert result.exit_code == 0, result.output
    run("import", "a.xml", "-o", "quizzes/b.yaml")
    read, _, _ = read_project(project)
    assert read.banks["a"].items[0].options == read.banks["b"].items[0].options


def test_an_unknown_format_is_a_wrong_use(project):
    result = run("import", FIXTURES / "hand-washing.gift", "-f", "word")
    assert result.exit_code == 2 and "gift" in result.stderr


def test_the_formats_are_listed():
    result = run("formats")
    assert result.exit_code == 0 and "moodle" in result.output

"""Items of earlier forms stay out of a new quiz: named by the manifest of their build or by a list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from guidegen.batch.check import check
from guidegen.cli import main
from guidegen.reading.used_items import used_items_at, used_items_in
from guidegen.source.files import Refusal
from tests.batch.test_copies import printed, project, run
from tests.conftest import TODAY


def stems(path: Path) -> set[str]:
    return {stem for stem, _ in printed(path).values()}


@pytest.fixture
def last_year(tmp_path):
    """A project whose quiz was built for a class last year; its manifest stands in `last-year`."""
    project(tmp_path)
    run(tmp_path, "name\nA\nB\n")
    (tmp_path / "output").rename(tmp_path / "quizzes" / "last-year")
    return tmp_path


def test_a_quiz_leaves_out_what_a_manifest_names(last_year):
    used = stems(last_year / "quizzes" / "last-year" / "test-0001.pdf")
    quiz = last_year / "quizzes" / "test.yaml"
    quiz.write_text(quiz.read_text() + "exclude: [last-year/manifest.json]\n")
    report = run(last_year, "name\nA\n")
    assert not report.diagnostics
    new = stems(last_year / "output" / "test-0001.pdf")
    assert len(used) == len(new) == 4 and not used & new
    # The bank holds eight.
    quiz.write_text(quiz.read_text().replace("items: 4", "items: 5"))
    problems = check(last_year, today=TODAY).diagnostics
    assert [problem.code for problem in problems] == ["S280"]


def test_the_command_line_leaves_out_too(last_year, monkeypatch):
    used = stems(last_year / "quizzes" / "last-year" / "test-0001.pdf")
    monkeypatch.chdir(last_year)
    (last_year / "used.txt").write_text("# last year\ni0  # told to everybody\n\n")
    build = ["build", "quizzes/test.yaml", "--exclude"]
    assert CliRunner().invoke(main, [*build, "quizzes/last-year/manifest.json"]).exit_code == 0
    assert not used & stems(last_year / "output" / "test.pdf")
    assert CliRunner().invoke(main, [*build, "used.txt", "--spares", "2"]).exit_code == 0
    assert "Question 0?" not in stems(last_year / "output" / "test-spare-2.pdf")
    result = CliRunner().invoke(main, [*build, "gone.json"])
    assert result.exit_code == 1 and "C119" in result.output
    for wrong in (".", "quizzes/last-year/manifest.json#other", "quizzes/last-year"):
        result = CliRunner().invoke(main, [*build, wrong])
        assert result.exit_code in (1, 2) and "Traceback" not in result.output and result.output, wrong
    assert CliRunner().invoke(main, ["build", "--exclude", "used.txt"]).exit_code == 2


def test_what_is_always_in_cannot_be_excluded(last_year):
    quiz = last_year / "quizzes" / "test.yaml"
    (last_year / "quizzes" / "used.txt").write_text("i0\ni1\n")
    quiz.write_text(quiz.read_text() + "always: [i1]\nexclude: [used.txt]\n")
    problems = check(last_year, today=TODAY).diagnostics
    assert [problem.code for problem in problems] == ["S281"]
    assert "`i1`" in problems[0].message


def manifest(*forms: tuple[str, list[str]]) -> str:
    entries = [{"file": "x.pdf", "form": {"quiz": q, "items": [{"item": i} for i in items]}} for q, items in forms]
    return json.dumps({"program": "guidegen", "files": entries}, indent=1)


@pytest.mark.parametrize("again", [False, True], ids=["read", "kept from an earlier run"])
def test_what_the_command_excludes_is_marked_where_it_is_always_in(tmp_path, again):
    quiz = project(tmp_path) / "quizzes" / "test.yaml"
    quiz.write_text(quiz.read_text() + "always: [i1, i2]\n")
    if again:
        run(tmp_path, "name\nA\n")
    (tmp_path / "used.txt").write_text("i2\n")
    [problem] = run(tmp_path, "name\nA\n", exclude=(str(tmp_path / "used.txt"),)).diagnostics
    line, column = quiz.read_text().splitlines().index("always: [i1, i2]") + 1, len("always: [i1, ") + 1
    assert (problem.code, problem.span.line, problem.span.column) == ("S241", line, column)


def test_forms_are_found_by_the_name_of_their_quiz():
    text = manifest(("a", ["one", "two"]), ("b", ["three"]), ("a", ["two", "four"]))
    assert used_items_in(text, "m.json", "a") == {"one", "two", "four"}
    assert used_items_in(text, "m.json#b", "a") == {"three"}
    refusal = used_items_in(text, "m.json", "c")
    assert isinstance(refusal, Refusal) and "m.json#a" in refusal.hint
    assert used_items_in(manifest(("a", ["one"])), "m.json", "c") == {"one"}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"files": [', '{"files": {}}', '{"files": [1]}', manifest(), '{"files": [\nnull x\n]}']
)
def test_what_is_no_manifest_is_refused(text):
    assert isinstance(used_items_in(text, "m.json", "a"), Refusal)


def test_a_list_with_something_else_in_it_is_refused(tmp_path):
    refusal = used_items_in("one\nTwo words\n", "l.txt", "a")
    assert isinstance(refusal, Refusal) and "Line 2" in refusal.message
    (tmp_path / "l.txt").write_bytes(b"\xff\xfe1")
    assert isinstance(used_items_at(str(tmp_path / "l.txt"), "a"), Refusal)


def test_a_file_of_other_items_gets_a_warning(last_year, monkeypatch):
    monkeypatch.chdir(last_year)
    (last_year / "quizzes" / "other.txt").write_text("from-elsewhere\n")
    result = CliRunner().invoke(main, ["build", "quizzes/test.yaml", "--exclude", "quizzes/other.txt"])
    assert result.exit_code == 0 and "C120" in result.output + result.stderr
    quiz = last_year / "quizzes" / "test.yaml"
    quiz.write_text(quiz.read_text() + "exclude: [other.txt]\n")
    assert [problem.code for problem in check(last_year, today=TODAY).diagnostics] == ["C120"]
    (last_year / "quizzes" / "other.txt").write_text("from-elsewhere\ni0\n")
    assert not check(last_year, today=TODAY).diagnostics

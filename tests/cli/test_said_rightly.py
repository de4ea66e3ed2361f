"""What is said of a wrong file fits it: copies, translations with errors, files of another kind, names alone."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from guidegen.cli import main
from guidegen.diagnostics import Severity
from guidegen.reading import read_project

GUIDE = "guide: rm2\ntitle: A\nlanguage: en\nmain-message: M\nversion: 1\nsections:\n- title: S\n  body: Text.\n"


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "content").mkdir()
    (tmp_path / "guidegen.yaml").write_text("organisation:\n  name: A\n", encoding="utf-8")
    (tmp_path / "content/rm2.yaml").write_text(GUIDE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("copy", ["rm2 copy.yaml", "a-copy.yaml", "zz.yaml"])
def test_a_copy_takes_no_name_from_its_original(project, copy):
    (project / "content" / copy).write_text(GUIDE, encoding="utf-8")
    found, problems, _ = read_project(project)
    assert list(found.guides) == ["rm2"]
    (problem,) = problems
    assert (problem.code, problem.span.path) == ("S207", f"content/{copy}")
    assert problem.message == "The name `rm2` is taken by content/rm2.yaml."
    assert problem.hint and problem.hint.startswith("If this file is a copy, move it out of `content`.")
    assert "rename" not in problem.hint


def test_a_copy_takes_no_bank_from_its_original(project):
    """The bank names sections of the guide, not of the copy with the same name."""
    guide = GUIDE.replace("- title: S\n", "- title: S\n  id: s\n")
    quiz = f"{guide}quiz:\n  bank: b\n"
    (project / "quizzes").mkdir()
    item = "items:\n- stem: What?\n  key: This\n  distractors: [That, Other]\n  section: s\n"
    (project / "quizzes/b.yaml").write_text(f"bank: b\nguide: rm2\n{item}", encoding="utf-8")
    for name in ("rm2.yaml", "rm2 copy.yaml"):
        (project / "content" / name).write_text(quiz, encoding="utf-8")
    said = run("build", "-q").stderr
    assert said.count("error[") == 1 and "error[S207]" in said
    assert (project / "output/rm2.pdf").exists()


def test_a_copy_of_a_translation_takes_no_name_from_it(project):
    text = "guide: rm2\nlanguage: es\ntitle: A\nmain-message: M\nsections:\n- title: S\n  body: Texto.\n"
    for name in ("a.es.yaml", "rm2.es.yaml"):
        (project / "content" / name).write_text(text, encoding="utf-8")
    found, problems, _ = read_project(project)
    assert "rm2" in found.translated["es"].guides
    assert {each.span.path for each in problems if each.severity is Severity.ERROR} == {"content/a.es.yaml"}


def test_a_translation_with_errors_is_not_said_to_be_missing(project):
    (project / "content/rm2.es.yaml").write_text("guide: rm2\nlanguage: es\ntitle: [a\n", encoding="utf-8")
    said = run("build", "content/rm2.yaml", "--language", "es").stderr
    assert "`rm2` is left out, because its translation in content/rm2.es.yaml has errors." in said
    assert "Mend it first: `guidegen check content/rm2.es.yaml`." in said
    assert "translation new" not in said


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_file_that_is_not_read_is_refused(project, command):
    (project / "content/x.txt").write_text("hello", encoding="utf-8")
    result = run(command, "content/x.txt")
    assert result.exit_code == 2
    assert "content/x.txt is not read: guidegen reads files that end in .yaml or .yml" in result.stderr


def test_a_name_alone_is_answered_with_the_file(project):
    result = run("build", "rm2")
    assert result.exit_code == 2
    assert "there is no file or folder rm2; is content/rm2.yaml meant?" in result.stderr.replace("\\", "/")
    assert "meant" not in run("build", "rm3").stderr


def test_a_question_ends_with_its_own_mark(project):
    assert run("translation", "new", "rm", "es").stderr.endswith("is 'rm2' meant?\n")


def test_an_unknown_format_is_told_with_what_to_do(project):
    (project / "x.csv").write_text("a,b,c\n1,2,3\n", encoding="utf-8")
    said = run("bank", "import", "x.csv").stderr
    assert "X105" in said and "`--format`" in said and "`guidegen bank formats`" in said


def test_places_of_a_group_are_named_by_number_or_key(project):
    text = GUIDE.replace("version: 1\n", 'version: 1\nchanges:\n  "2": Better.\nglossary:\n  skin: Outside.\n')
    (project / "content/rm2.yaml").write_text(text, encoding="utf-8")
    lines = "guide: rm2\nlanguage: es\ntitle: A\nmain-message: M\nchanges:\n  '2':\nglossary:\n  piel:\n"
    (project / "content/rm2.es.yaml").write_text(f"{lines}sections:\n- title: S\n  body: Texto.\n", encoding="utf-8")
    said = [each.message for each in read_project(project)[1] if each.code == "S291"]
    assert said == [
        "`2` of `changes` is not translated yet: `Better.`.",
        "The text of entry 1 of `glossary` is not translated yet: `Outside.`.",
    ]


@pytest.mark.parametrize(
    ("named", "said"),
    [(["content/empty"], "nothing to check"), ([], "no problems found"), (["."], "no problems found")],
)
def test_a_folder_without_a_file_to_check_is_no_folder_without_problems(tmp_path, monkeypatch, named, said):
    for name in ("content/empty", "quizzes"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "content" / "notes.txt").write_text("No YAML.")
    monkeypatch.chdir(tmp_path)
    result = run("check", *named)
    assert (result.exit_code, result.output.split(":")[0].strip()) == (0, said)

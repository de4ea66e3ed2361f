"""`guidegen new`: what it makes can be read and built at once, and nothing is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from guidegen.cli import main
from guidegen.cli.new import check_name
from guidegen.reading import read_project
from guidegen.reading.schema import KINDS, json_schema


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def project(here, monkeypatch) -> Path:
    """A project with a settings file and nothing else; the tests stand in it."""
    (here / "guidegen.yaml").write_text("language: en\n", encoding="utf-8")
    return here


def new(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments])


def files(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in root.rglob("*") if p.is_file()}


def assert_is_good(root: Path) -> None:
    """No problem is found, and the first line of every file leads to a schema that it fits."""
    assert read_project(root)[1] == []
    for path in (*root.rglob("content/*.yaml"), *root.rglob("quizzes/*.yaml")):
        text = path.read_text(encoding="utf-8")
        first = text.splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        schema = json.loads((path.parent / first.partition("=")[2]).read_text(encoding="utf-8"))
        data = yaml.safe_load(text)
        assert schema == json_schema(next(iter(data)))
        assert list(Draft202012Validator(schema).iter_errors(data)) == []
        assert not {word for word in ("NAME", "TITLE", "BANK") if word in text}


def test_a_project(here):
    result = new("project", "my-clinic")
    assert result.exit_code == 0, result.stderr
    assert set(files(here)) == {
        "my-clinic/guidegen.yaml",
        "my-clinic/content/my-clinic.yaml",
        "my-clinic/quizzes/my-clinic-questions.yaml",
        "my-clinic/quizzes/my-clinic-quiz.yaml",
        "my-clinic/.gitignore",
        *(f"my-clinic/schemas/{kind}.schema.json" for kind in KINDS),
    }
    assert_is_good(here / "my-clinic")
    model = read_project(here / "my-clinic")[0]
    assert model.guides["my-clinic"].quiz is not None
    assert "my-clinic-quiz" in model.quizzes
    assert "output/" in (here / "my-clinic" / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert result.stdout.endswith("Next:\n  cd my-clinic\n  guidegen build\n")


def test_a_project_builds_at_once(here, monkeypatch):
    new("project", "my-clinic")
    monkeypatch.chdir(here / "my-clinic")
    result = CliRunner().invoke(main, ["build"])
    assert result.exit_code == 0, result.output
    checked = CliRunner().invoke(main, ["check", "--output-format", "json"])
    assert checked.exit_code == 0
    # Nobody has reviewed a new guide: the one thing that a person must do.
    assert [problem["code"] for problem in json.loads(checked.stdout)["problems"]] == ["H101"]
    assert CliRunner().invoke(main, ["check", "--strict"]).exit_code == 1
    made = {path.name for path in (here / "my-clinic" / "output").glob("*.pdf")}
    assert made == {"my-clinic.pdf", "my-clinic-key.pdf", "my-clinic-quiz.pdf", "my-clinic-quiz-key.pdf"}


@pytest.mark.parametrize(
    ("folder", "said"),
    [(".", "does not read it"), ("notes", "does not read it"), ("content", "reads its files too"), ("..", "")],
)
def test_a_project_inside_another_says_so(here, monkeypatch, folder, said):
    outer = here / "outer"
    (outer / "content").mkdir(parents=True)
    (outer / "notes").mkdir()
    (outer / "guidegen.yaml").write_text("language: en\n")
    monkeypatch.chdir(outer / folder)
    result = new("project", "inner")
    assert result.exit_code == 0 and Path("inner/guidegen.yaml").is_file()
    assert (f"inside the project {outer}" in result.output) == bool(said)
    assert said in result.output


def test_everything_else_in_a_project(project):
    assert new("guide", "sleep-well").exit_code == 0
    assert new("bank", "calendar").exit_code == 0
    result = new("quiz", "monday")
    assert "the bank calendar" in result.stdout
    assert result.stdout.endswith("Next:\n  guidegen build quizzes/monday.yaml\n")
    assert_is_good(project)
    model = read_project(project)[0]
    assert (set(model.guides), set(model.banks), set(model.quizzes)) == ({"sleep-well"}, {"calendar"}, {"monday"})
    assert "title: Sleep well\n" in (project / "content" / "sleep-well.yaml").read_text(encoding="utf-8")


def test_a_quiz_without_a_bank_gets_one(project):
    result = new("quiz", "monday")
    assert result.exit_code == 0
    assert "monday-questions was made as well" in result.stdout
    assert_is_good(project)
    assert set(read_project(project)[0].banks) == {"monday-questions"}


def test_the_longest_and_oddest_names(project):
    for kind, name in (("guide", "g" * 64), ("bank", "1-"), ("quiz", "q" * 54), ("guide", "no"), ("bank", "012")):
        assert new(kind, name).exit_code == 0
    assert read_project(project)[1] == []
    assert CliRunner().invoke(main, ["build"]).exit_code == 0


def test_in_another_folder(here, monkeypatch):
    (here / "my files").mkdir()
    assert 'cd "my files/p"' in new("project", "p", "--directory", "my files").stdout
    assert new("guide", "a", "--directory", "my files/p").exit_code == 0
    monkeypatch.chdir(here / "my files" / "p" / "quizzes")
    assert "Made ../content/b.yaml" in new("guide", "b").stdout
    assert_is_good(here / "my files" / "p")
    assert new("project", "p", "--directory", "nowhere").exit_code == 2


def test_nothing_is_overwritten(project):
    new("quiz", "monday")
    (project / "schemas" / "guide.schema.json").write_text("mine", encoding="utf-8")
    before = files(project)
    for kind in ("guide", "bank", "quiz"):
        result = new(kind, "monday")
        assert result.exit_code == 2
        assert "The name monday is taken by quizzes/monday.yaml" in result.stderr
    assert files(project) == before
    new("guide", "tuesday")
    assert (project / "schemas" / "guide.schema.json").read_text(encoding="utf-8") == "mine"
    (project / "there").mkdir()
    (project / "there" / "x").touch()
    assert new("project", "there").exit_code == 2
    assert new("project", "quizzes").exit_code == 2


def test_outside_a_project(here):
    result = new("guide", "lost")
    assert result.exit_code == 2
    assert "guidegen new project" in result.stderr
    assert files(here) == {}


@pytest.mark.parametrize(
    ("kind", "name", "reason", "better"),
    [
        ("guide", "Gut Health", "only small letters", "'gut-health'"),
        ("guide", "../../etc", "only small letters", "'etc'"),
        ("guide", "été", "only small letters", "'ete'"),
        ("bank", "日本", "only small letters", "'my-bank'"),
        ("bank", "", "only small letters", "'my-bank'"),
        ("guide", "a\x1b[31m", "only small letters", "'a-31m'"),
        ("guide", "con", "Windows keeps it", "'con-guide'"),
        ("project", "p" * 60, "it has 60 characters, and 54 at most fit", "'" + "p" * 54 + "'"),
        ("guide", "g" * 65, "it has 65 characters, and 64 at most fit", "'" + "g" * 64 + "'"),
    ],
)
def test_bad_names(project, kind, name, reason, better):
    result = new(kind, name)
    assert result.exit_code == 2
    message = " ".join(result.stderr.split())
    assert reason in message and f"Write {better}." in message
    assert "\x1b" not in message
    check_name(kind, better.strip("'"))
    assert set(files(project)) == {"guidegen.yaml"}

"""A build of some files reads what has to do with them, and says what a build of all would say of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import guidegen.reading.content_file as content_file
from guidegen.cli import main
from guidegen.reading.near_files import near_files

GUIDE = """\
guide: {name}
title: About {name}
main-message: Go on.
version: 1
sections:
  - title: Why
    id: why
    body: [So.]
quiz: {{bank: {name}-bank}}
"""
BANK = """\
bank: {name}-bank
guide: {name}
items:
  - {{id: {name}-one, stem: Why?, answer: So., section: why}}
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    for folder in ("content", "quizzes"):
        (tmp_path / folder).mkdir()
    for name in ("sleep", "water", "walks", "salt"):
        (tmp_path / "content" / f"{name}.yaml").write_text(GUIDE.format(name=name))
        (tmp_path / "quizzes" / f"{name}-bank.yaml").write_text(BANK.format(name=name))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def read(monkeypatch):
    paths: list[str] = []
    real = content_file.read_content
    monkeypatch.setattr(content_file, "read_content", lambda reader: paths.append(reader.source.path) or real(reader))
    return paths


def built(*arguments: str):
    return CliRunner().invoke(main, ["build", "--force", *arguments])


def test_only_what_has_to_do_with_a_guide_is_read_for_it(project, read):
    (project / "content" / "salt.yaml").write_text("guide: salt\nno guide at all")
    result = built("content/sleep.yaml")
    assert result.exit_code == 0 and "salt" not in result.stderr
    assert sorted(read) == ["content/sleep.yaml", "quizzes/sleep-bank.yaml"]
    assert {path.name for path in (project / "output").glob("*.pdf")} == {"sleep.pdf", "sleep-key.pdf"}


def test_all_is_read_where_there_is_something_to_say(project, read):
    path = project / "content" / "sleep.yaml"
    path.write_text(path.read_text().replace("bank: sleep-bank", "bank: watr-bank"))
    result = built("content/sleep.yaml")
    assert result.exit_code == 1
    assert "There is no bank `watr-bank`." in result.stderr and "`water-bank`" in result.stderr
    assert "quizzes/water-bank.yaml" in read


def replaced(path: str, old: str, new: str):
    def change() -> None:
        assert old in Path(path).read_text()
        Path(path).write_text(Path(path).read_text().replace(old, new))

    return change


SOURCES = "version: 1\nsources:\n  - {id: who, title: T, publisher: P, year: 2020, url: https://example.org}\n"
SPANISH = "guide: sleep\nlanguage: es\ntitle: Dormir\n"


@pytest.mark.parametrize(
    "change",
    [
        lambda: None,
        lambda: Path("quizzes/copy.yaml").write_text(BANK.format(name="sleep")),
        lambda: Path("content/copy.yaml").write_text(GUIDE.format(name="sleep")),
        lambda: Path("content/sleep.es.yaml").write_text(SPANISH),
        lambda: Path("content/water.yaml").write_bytes(b"guide: \xff"),
        lambda: Path("guidegen.yaml").write_text("langage: en\n"),
        replaced("content/sleep.yaml", "version: 1\n", SOURCES),
        replaced("content/sleep.yaml", "sleep-bank", "sleap-bank"),
        replaced("content/sleep.yaml", "version: 1", "version: 1\nsite: north"),
        replaced("quizzes/sleep-bank.yaml", "section: why", "section: wy"),
        replaced("quizzes/sleep-bank.yaml", "guide: sleep", "guide: slep"),
        replaced("quizzes/sleep-bank.yaml", "stem: Why?", "stem: "),
        replaced("quizzes/water-bank.yaml", "guide: water", "guide: sleep"),
    ],
)
def test_the_same_is_said_as_if_all_were_read(project, monkeypatch, change):
    change()
    some = built("content/sleep.yaml", "-o", "some")
    monkeypatch.setattr("guidegen.reading.near_files.near_files", lambda texts, wanted: list(texts))
    everything = built("content/sleep.yaml", "-o", "all")
    assert some.exit_code == everything.exit_code
    assert some.stderr == everything.stderr
    assert some.stdout.replace("some", "all") == everything.stdout
    files = {path.name: path.read_bytes() for path in Path("all").glob("*")} if Path("all").exists() else {}
    assert {path.name: path.read_bytes() for path in Path("some").glob("*")} == files


def test_a_change_elsewhere_makes_nothing_anew(project):
    first = CliRunner().invoke(main, ["build", "content/sleep.yaml"])
    made = (project / "output" / "sleep.pdf").read_bytes()
    water = project / "content" / "water.yaml"
    water.write_text(water.read_text().replace("Go on.", "Go on, and on."))
    again = CliRunner().invoke(main, ["build", "content/sleep.yaml"])
    assert first.exit_code == again.exit_code == 0
    assert "up to date" in again.stderr + again.stdout
    assert (project / "output" / "sleep.pdf").read_bytes() == made
    everything = CliRunner().invoke(main, ["build"])
    assert everything.exit_code == 0 and "water.pdf" in everything.stdout


@pytest.mark.parametrize(
    "options", [(), ("--roster", "class.csv", "--jobs", "1"), ("--roster", "class.csv", "--merge", "9")]
)
def test_the_files_are_those_of_a_build_that_reads_all(project, monkeypatch, read, options):
    (project / "class.csv").write_text("name\nAda\nBo\n")
    assert built("content/walks.yaml", "-o", "some", *options).exit_code == 0
    assert len(read) == 2
    monkeypatch.setattr("guidegen.reading.near_files.near_files", lambda texts, wanted: list(texts))
    assert built("content/walks.yaml", "-o", "all", *options).exit_code == 0
    assert len(read) == 2 + 8
    some, everything = ({path.name: path.read_bytes() for path in Path(name).iterdir()} for name in ("some", "all"))
    assert some == everything and len(some) > 1


def test_what_is_near_is_found_through_others():
    texts = {
        "content/a-guide.yaml": "bank: first-bank",
        "content/other.yaml": "nothing",
        "content/other.es.yaml": "nada",
        "quizzes/first-bank.yaml": "words",
        "quizzes/quiz.yaml": "banks: [first-bank, second-bank]",
        "quizzes/second-bank.yaml": "words",
        "themes/blue.yaml": "theme: blue",
        **{f"content/far-{n}.yaml": "words" for n in range(9)},
    }
    near = ["content/a-guide.yaml", "quizzes/first-bank.yaml", "quizzes/quiz.yaml", "quizzes/second-bank.yaml"]
    assert near_files(texts, {"content/a-guide.yaml"}) == [*near, "themes/blue.yaml"]
    assert near_files(texts, {"content/other.yaml"}) == [
        "content/other.yaml",
        "content/other.es.yaml",
        "themes/blue.yaml",
    ]

"""Files of earlier builds beside those of a run: which of them stay, and what is said of those that are older."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from guidegen.batch.build import build
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.dry_run import plan
from guidegen.cli.outcome import older, tell_plan
from tests.batch.test_stale import BANK, change

TODAY = datetime.date(2026, 11, 30)
GUIDE = """guide: g
title: A guide
main-message: Take 5 mg.
version: 1
sections:
  - title: Water
    body: Water is wet.
"""


@pytest.fixture
def project(tmp_path) -> Path:
    for name, text in {
        "content/g.yaml": GUIDE,
        "quizzes/bank.yaml": BANK,
        "quizzes/q.yaml": "quiz: q\ntitle: A quiz\nbank: bank\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def run(root: Path, **choices):
    report = build(root, choices=Choices(**choices), today=TODAY, producer="guidegen")
    assert not report.failures
    return report


def there(root: Path) -> set[str]:
    return {path.name for path in (root / "output").iterdir()} - {"manifest.json"}


def told(report) -> list[str]:
    return [sentence.rpartition("/")[2] for sentence in older(report)]


LARGE = "g-large.pdf is older than its sources: build it again with `--size large`"


def test_a_large_print_that_is_older_than_its_guide_is_told(project):
    """By the build, by the next one, which has nothing to do, and by a dry run; until it is built again."""
    run(project, size="large")
    assert told(run(project)) == []
    change(project / "content" / "g.yaml", "5 mg", "50 mg")
    assert told(plan(project, today=TODAY, producer="guidegen")) == [LARGE]
    assert told(run(project)) == told(run(project)) == [LARGE]
    run(project, size="large")
    assert told(run(project)) == []


def test_who_changes_nothing_that_is_printed_is_told_nothing(project):
    run(project, size="large")
    guide = project / "content" / "g.yaml"
    guide.write_text(f"# A remark.\n{guide.read_text()}")
    assert told(run(project)) == []


def test_a_file_of_another_source_is_no_matter_of_a_run(project):
    run(project, size="large")
    change(project / "content" / "g.yaml", "5 mg", "50 mg")
    only = frozenset({"quizzes/q.yaml"})
    assert told(build(project, only=only, today=TODAY, producer="guidegen")) == []


def test_copies_are_counted(project):
    """They may be thousands."""
    roster = project / "people.csv"
    roster.write_text("name\nAda\nBo\n")
    only = frozenset({"quizzes/q.yaml"})
    build(project, only=only, copies=CopiesWanted(roster), today=TODAY, producer="guidegen")
    assert told(run(project, size="large")) == []
    change(project / "quizzes" / "q.yaml", "A quiz", "Another quiz")
    assert sorted(told(run(project, size="large"))) == [
        "2 copies for people are older than the sources",
        "q-key.pdf is older than its sources: build it again",
    ]


def test_forms_and_their_key_stay_beside_a_word_file_of_one_of_them(project):
    """They were built together, and are as true as they were. When a source changes, all of them go."""
    forms = {"q-form-a.pdf", "q-form-b.pdf", "q-key.pdf"}
    run(project, forms=2)
    assert there(project) >= forms
    run(project, format="docx")
    assert there(project) >= {*forms, "q.docx", "q-key.docx"}
    change(project / "quizzes" / "bank.yaml", "Loud", "Noisy")
    run(project, format="docx")
    assert not there(project) & forms


def test_forms_go_when_their_key_is_another_one(project):
    run(project, forms=2)
    run(project, forms=2, seed=8)
    run(project, seed=9)
    assert there(project) >= {"q.pdf", "q-key.pdf"}
    assert not there(project) & {"q-form-a.pdf", "q-form-b.pdf"}


def test_a_wrong_request_is_no_mistake_in_a_source(project):
    run(project)
    report = run(project, language="xx")
    assert report.diagnostics and report.kept == []
    change(project / "content" / "g.yaml", "version: 1", "version: [1]")
    report = run(project)
    assert [path.name for path in report.kept] == ["g.pdf"]


def test_a_booklet_and_the_pages_alone_are_both_up_to_date(project):
    run(project)
    run(project, impose="booklet")
    assert run(project).written == run(project, impose="booklet").written == []


def test_what_is_amiss_with_another_file_is_no_reason_to_write_one(project, capsys):
    run(project, forms=2)
    for name in ("q-form-a.pdf", "q-form-b.pdf"):
        (project / "output" / name).unlink()
    tell_plan(plan(project, choices=Choices(forms=2), today=TODAY, producer="guidegen"))
    lines = [line.rpartition("/")[2] for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "q-form-a.pdf: q-form-a.pdf is missing",
        "q-form-b.pdf: q-form-b.pdf is missing",
        "q-key.pdf: q-form-a.pdf is missing; q-form-b.pdf is missing",
    ]

"""Checking again after a change: the same problems as a first check, and only what changed is asked again."""

from __future__ import annotations

import random
import shutil

import pytest
from click.testing import CliRunner
from PIL import Image

import guidegen.batch.check as checking
import guidegen.batch.content as content
from guidegen.batch.check import check
from guidegen.batch.memory import CheckMemory
from guidegen.cli import main
from tests.conftest import TODAY

BANK = """bank: {name}
guide: g
items:
  - id: {name}-first
    stem: Which of these is not a salt?
    key: Sugar
    distractors: [Epsom, Table salt]
    section: s
  - id: {name}-second
    stem: How many are {{{{n}}}}?
    variables: {{n: {{file: table.csv}}}}
    answer: "{{{{n}}}}"
  - id: {name}-third
    stem: What is this?
    figure: picture.png
    alt: A square.
    answer: A square
"""
QUIZ = "quiz: {name}-quiz\ntitle: Quiz\nbank: {name}\n"
GUIDE = """guide: g
title: Guide
main-message: Utilize it.
version: 1
sources: {a: A book.}
sections:
  - {title: S, id: s, body: "Words. [@a]"}
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "content").mkdir()
    for name in ("one", "two", "three"):
        (tmp_path / "quizzes" / f"{name}.yaml").write_text(BANK.format(name=name))
        (tmp_path / "quizzes" / f"{name}-quiz.yaml").write_text(QUIZ.format(name=name))
    (tmp_path / "content" / "g.yaml").write_text(GUIDE)
    (tmp_path / "quizzes" / "table.csv").write_text("n\n1\n2\n")
    Image.new("L", (20, 20), 90).save(tmp_path / "quizzes" / "picture.png")
    (tmp_path / "guidegen.yaml").write_text("page: a4\n")
    return tmp_path


EDITS = [
    ("quizzes/one.yaml", "key: Sugar", "key: Salt"),
    ("quizzes/one.yaml", "is not a", "is **not** a"),
    ("quizzes/two.yaml", "bank: two", "bank: tow"),
    ("quizzes/two.yaml", "  - id", "   - id"),
    ("quizzes/two.yaml", "section: s", "section: gone"),
    ("quizzes/one-quiz.yaml", "bank: one", "bank: three"),
    ("quizzes/one-quiz.yaml", "title: Quiz", "title: Quiz\nitems: 9"),
    ("content/g.yaml", "Utilize", "Use"),
    ("content/g.yaml", "id: s", "id: t"),
    ("content/g.yaml", "[@a]", "[@b]"),
    ("quizzes/table.csv", "2", "2\nx"),
    ("guidegen.yaml", "a4", "a5"),
    ("guidegen.yaml", "page: a4", "page: a4\nlanguage: de"),
]


@pytest.mark.parametrize("seed", range(6))
def test_a_check_with_a_memory_says_what_a_first_check_says(project, seed):
    rng, memory = random.Random(seed), CheckMemory()
    done: dict[str, str] = {}
    for _ in range(12):
        path, old, new = rng.choice(EDITS)
        file = project / path
        if path in done:
            file.write_text(done.pop(path))
        else:
            done[path] = file.read_text()
            file.write_text(file.read_text().replace(old, new))
        if rng.random() < 0.2:
            Image.new("L", (20, 20), rng.randrange(200)).save(project / "quizzes" / "picture.png")
        if (project / "three.yaml").exists():
            shutil.move(project / "three.yaml", project / "quizzes" / "three.yaml")
        elif rng.random() < 0.2:
            shutil.move(project / "quizzes" / "three.yaml", project / "three.yaml")
        again, first = check(project, today=TODAY, memory=memory), check(project, today=TODAY)
        assert again.diagnostics == first.diagnostics
        assert {path: text.text for path, text in again.sources.items()} == {
            path: text.text for path, text in first.sources.items()
        }


def test_only_what_changed_is_checked_again(project, monkeypatch):
    asked: list[str] = []

    def noted(module, name):
        function = getattr(module, name)

        def wrapper(first, *others):
            asked.append(f"{name} {first.name}")
            return function(first, *others)

        monkeypatch.setattr(module, name, wrapper)

    for name in ("item_problems", "guide_problems", "quiz_problems"):
        noted(content, name)
    for name in ("draw_problems", "compile_source"):
        noted(checking, name)
    memory = CheckMemory()
    check(project, today=TODAY, memory=memory)
    assert len(asked) == 3 + 1 + 3 + 3 + 4
    asked.clear()
    check(project, today=TODAY, memory=memory)
    assert asked == []
    bank = project / "quizzes" / "two.yaml"
    bank.write_text(bank.read_text().replace("What is this?", "What is that?"))
    check(project, today=TODAY, memory=memory)
    assert sorted(asked) == [
        "compile_source two-quiz",
        "draw_problems two",
        "item_problems two",
        "quiz_problems two-quiz",
    ]


def test_watching_tells_after_each_change(project, monkeypatch):
    monkeypatch.chdir(project)

    def edited(root):
        bank = root / "quizzes" / "one.yaml"
        bank.write_text(bank.read_text().replace("key: Sugar", "key: Salt\n    kee: x"))
        yield
        bank.write_text(BANK.format(name="one"))
        yield

    monkeypatch.setattr("guidegen.cli.check.changes", edited)
    result = CliRunner().invoke(main, ["check", "--watch", "--output-format", "concise"])
    first, broken, mended = [line for line in result.stderr.splitlines() if line[0].isdigit() and "mended" in line]
    assert broken != first and mended == first
    assert CliRunner().invoke(main, ["check", "--watch", "--fix"]).exit_code == 2

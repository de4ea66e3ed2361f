"""Sources made by several processes are those made by one, whatever happens to the processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.other_processes import KILLING, STARTS, started

BANK = """\
bank: bank
items:
  - stem: Which one is water?
    key: H2O
    distractors: [CO2, O2, N2]
  - stem: Water is wet.
    key: true
"""
QUIZ = "quiz: test-{n}\ntitle: Test {n}\nbank: bank\nitems: {items}\nforms: {forms}\n"


def project(folder: Path) -> Path:
    """Ten quizzes, of which one asks for more items than there are and one has a letter that no font can draw."""
    (folder / "quizzes").mkdir(parents=True)
    (folder / "quizzes" / "bank.yaml").write_text(BANK, encoding="utf-8")
    for n in range(10):
        text = QUIZ.format(n=n, items=3 if n == 4 else 2, forms=2 if n == 6 else 1)
        text = text.replace("Test 7", "Test \U000130c0") if n == 7 else text
        (folder / "quizzes" / f"test-{n}.yaml").write_text(text, encoding="utf-8")
    (folder / "guidegen.yaml").write_text("language: en\n", encoding="utf-8")
    return folder


def build(folder: Path, jobs: int, *options: str, before: str = "") -> tuple[str, str, dict[str, bytes]]:
    code = f"{before}\nfrom guidegen.cli import main\nmain()"
    command = [sys.executable, "-c", code, "build", "--jobs", str(jobs), *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 1, done.stderr
    return done.stdout, done.stderr, {path.name: path.read_bytes() for path in (folder / "output").iterdir()}


@pytest.mark.parametrize("start", STARTS)
def test_files_and_problems_do_not_depend_on_the_number_of_processes(tmp_path, start):
    one, three = project(tmp_path / "one"), project(tmp_path / "three")
    begun = started(start)
    assert (alone := build(one, 1)) == build(three, 3, before=begun)
    assert len(alone[2]) == 8 * 2 + 1 + 1 and "test-7.yaml" in alone[1]
    for folder in (one, three):
        bank = folder / "quizzes" / "bank.yaml"
        bank.write_text(bank.read_text(encoding="utf-8").replace("CO2", "CO"), encoding="utf-8")
    assert build(one, 1) == build(three, 3, before=begun)
    assert build(one, 1, "--size", "compact") == build(three, 3, "--size", "compact", before=begun)


@pytest.mark.parametrize("start", STARTS)
def test_a_process_that_is_killed_is_missed_by_nobody(tmp_path, start):
    alone = build(project(tmp_path / "one"), 1)
    assert build(project(tmp_path / "killed"), 2, before=started(start) + KILLING) == alone


def test_a_mistake_of_the_program_is_told_once(tmp_path):
    failing = """
from guidegen.batch import stock
done = stock.Standing.done
def fail(self):
    assert self.source.name != "test-2"
    return done(self)
stock.Standing.done = fail
"""
    folders = project(tmp_path / "one"), project(tmp_path / "two")
    code = f"{failing}\nfrom guidegen.cli import main\nmain()"
    said = []
    for folder, jobs in zip(folders, "12", strict=True):
        command = [sys.executable, "-c", code, "build", "--jobs", jobs]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert done.returncode == 3 and done.stderr.count("a mistake in guidegen itself (AssertionError)") == 1
        said.append(done.stderr)
    assert said[0] == said[1] and "Traceback" not in said[0]

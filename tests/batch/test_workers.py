"""Copies made by several processes are those made by one, whatever happens to the processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from guidegen.batch.workers import can_fork
from guidegen.cli.progress import Progress, rows_of

BANK = """\
bank: bank
items:
  - stem: What is {{a}} + 1?
    variables:
      a: {from: 2, to: 90}
    answer: "{{a + 1}}"
  - stem: Which one is water?
    key: H2O
    distractors: [CO2, O2, N2]
  - stem: Water is wet.
    key: true
"""
QUIZ = "quiz: test\ntitle: Test\nbank: bank\nitems: 3\n"
ROSTER = "name,id,size\n" + "".join(
    f"Student {n},{n},{'huge' if n == 7 else 'large' if n % 10 == 3 else ''}\n" for n in range(1, 41)
)

pytestmark = pytest.mark.skipif(not can_fork(), reason="processes cannot be forked here")


def project(folder: Path) -> Path:
    (folder / "quizzes").mkdir(parents=True)
    (folder / "quizzes" / "bank.yaml").write_text(BANK, encoding="utf-8")
    (folder / "quizzes" / "test.yaml").write_text(QUIZ, encoding="utf-8")
    (folder / "guidegen.yaml").write_text("language: en\n", encoding="utf-8")
    (folder / "class.csv").write_text(ROSTER, encoding="utf-8")
    return folder


def build(folder: Path, jobs: int, before: str = "") -> tuple[str, dict[str, bytes]]:
    code = f"{before}\nfrom guidegen.cli import main\nmain()"
    command = [sys.executable, "-c", code, "build", "quizzes/test.yaml", "--roster", "class.csv", "--jobs", str(jobs)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 1, done.stderr
    return done.stderr, {path.name: path.read_bytes() for path in (folder / "output").iterdir()}


def test_the_files_do_not_depend_on_the_number_of_processes(tmp_path):
    said, alone = build(project(tmp_path / "one"), 1)
    said_by_three, together = build(project(tmp_path / "three"), 3)
    assert alone == together
    assert len(alone) == 39 + 2 and "Student" not in said
    assert said == said_by_three and "class.csv:8" in said
    copies = [entry["copy"] for entry in json.loads(alone["manifest.json"])["files"] if "copy" in entry]
    assert copies == [str(n) for n in range(1, 41) if n != 7]


def test_a_process_that_is_killed_is_missed_by_nobody(tmp_path):
    _, alone = build(project(tmp_path / "one"), 1)
    killing = """
import guidegen.batch.workers as workers
take, taken = workers.Workers.take, []
def first_kill(self, number):
    taken.append(number)
    if len(taken) == 5:
        self._processes[0].kill()
        self._processes[0].join()
    return take(self, number)
workers.Workers.take = first_kill
"""
    _, together = build(project(tmp_path / "killed"), 2, killing)
    assert alone == together


def test_progress_is_told_now_and_then(monkeypatch, capsys):
    times = iter([0.0, 10.0, 40.0])
    progress = Progress(1000, clock=lambda: next(times))
    progress(100, 0)
    progress(400, 2)
    progress.end()
    assert capsys.readouterr().err == "400 of 1,000 copies, 10 a second, 60 seconds left, 2 problems\n"


def test_rows_are_counted_without_the_header(tmp_path):
    (tmp_path / "class.csv").write_text("name\nA\n\nB\n", encoding="utf-8")
    assert (rows_of(tmp_path / "class.csv"), rows_of(tmp_path / "none.csv"), rows_of(None)) == (2, 0, 0)

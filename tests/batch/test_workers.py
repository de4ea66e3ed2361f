"""Copies made by several processes are those made by one, whatever happens to the processes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from guidegen.batch.engines.workers import Workers
from guidegen.cli.progress import Progress, rows_of
from tests.batch.other_processes import KILLING, STARTS, started
from tests.batch.test_translations import translated

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
#: No font of ours has it.
UNDRAWABLE = "\U000130c0"
QUIZ = "quiz: test\ntitle: Test\nbank: bank\nitems: 3\n"
ROSTER = "name,id,size\n" + "".join(
    f"Student {n},{n},{'huge' if n == 7 else 'large' if n % 10 == 3 else ''}\n" for n in range(1, 41)
)


def project(folder: Path) -> Path:
    (folder / "quizzes").mkdir(parents=True)
    (folder / "quizzes" / "bank.yaml").write_text(BANK, encoding="utf-8")
    (folder / "quizzes" / "test.yaml").write_text(QUIZ, encoding="utf-8")
    (folder / "guidegen.yaml").write_text("language: en\n", encoding="utf-8")
    (folder / "class.csv").write_text(ROSTER, encoding="utf-8")
    return folder


def build(
    folder: Path, jobs: int, before: str = "", guide: str = "quizzes/test.yaml", more=()
) -> tuple[str, dict[str, bytes]]:
    code = f"{before}\nfrom guidegen.cli import main\nmain()"
    command = [sys.executable, "-c", code, "build", guide, "--roster", "class.csv", "--jobs", str(jobs), *more]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 1, done.stderr
    return done.stderr, {path.name: path.read_bytes() for path in (folder / "output").iterdir()}


@pytest.mark.parametrize("start", STARTS)
def test_the_files_do_not_depend_on_the_number_of_processes(tmp_path, start):
    said, alone = build(project(tmp_path / "one"), 1)
    said_by_three, together = build(project(tmp_path / "three"), 3, started(start))
    assert alone == together
    assert len(alone) == 39 + 2 and "Student" not in said
    assert said == said_by_three and "class.csv:8" in said
    copies = [entry["copy"] for entry in json.loads(alone["manifest.json"])["files"] if "copy" in entry]
    assert copies == [str(n) for n in range(1, 41) if n != 7]


@pytest.mark.parametrize("start", STARTS)
def test_a_process_that_is_killed_is_missed_by_nobody(tmp_path, start):
    _, alone = build(project(tmp_path / "one"), 1)
    _, together = build(project(tmp_path / "killed"), 2, started(start) + KILLING)
    assert alone == together


#: The machine lets us have so many more processes.
REFUSING = """
import errno, os
fork, begun = os.fork, []
def refused():
    begun.append(None)
    if len(begun) > {allowed}:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return fork()
os.fork = refused
"""


@pytest.mark.skipif("fork" not in STARTS, reason="processes are not doubled here")
@pytest.mark.parametrize("allowed", [0, 1])
def test_as_many_processes_make_copies_as_the_machine_lets_us_have(tmp_path, allowed):
    said, alone = build(project(tmp_path / "one"), 1)
    said_by_fewer, together = build(project(tmp_path / "few"), 3, REFUSING.format(allowed=allowed) + started("fork"))
    assert (said, alone) == (said_by_fewer, together)


def test_rows_with_problems_and_in_other_languages_do_not_depend_on_processes(tmp_path):
    done = []
    for start in ["", *STARTS]:
        folder = translated(tmp_path / (start or "one"))
        rows = [f"{'Student' if n % 9 else UNDRAWABLE} {n},{n},{'es' if n % 4 == 0 else ''}" for n in range(60)]
        rows[30] = "Student 30"
        (folder / "class.csv").write_text("\n".join(["name,id,language", *rows]), encoding="utf-8")
        done.append(build(folder, 3 if start else 1, started(start) if start else "", guide="content/sleep.yaml"))
    assert all(each == done[0] for each in done)
    assert "class.csv:32" in done[0][0] and {"sleep-0002.pdf", "sleep-0005.es.pdf"} <= done[0][1].keys()


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "docx", "--spares", "2"),
        ("--impose", "booklet", "--make-up", "1", "--exclude", "used.txt"),
        ("--fillable", "--name-by", "id", "--key", "none"),
    ],
)
def test_options_do_not_depend_on_processes(tmp_path, options):
    done = []
    for start in ["", *STARTS]:
        folder = project(tmp_path / (start or "one"))
        (folder / "used.txt").write_text("an-item-of-another-bank\n", encoding="utf-8")
        done.append(build(folder, 2 if start else 1, started(start) if start else "", more=options))
    assert all(each == done[0] for each in done) and len(done[0][1]) >= 40


def squares_in_a_while():
    def square(number: int) -> int:
        time.sleep(0.01)
        return number * number

    return square


def squares_after_a_word(place: Path):
    place.touch()
    return squares_in_a_while()


@pytest.mark.parametrize("start", STARTS)
def test_the_process_that_asks_does_tasks_too_and_all_keep_their_order(tmp_path, start):
    mine: list[int] = []
    begun = tmp_path / "begun"

    def square(number: int) -> int:
        mine.append(number)
        # The other process takes its time to begin.
        while not begun.exists():
            time.sleep(0.01)
        time.sleep(0.02)
        return number * number

    workers = Workers(1, partial(squares_after_a_word, begun), start)
    try:
        found = list(workers.results(iter(range(80)), lambda: 3, square))
    finally:
        workers.close()
    assert found == [(number, number * number) for number in range(80)]
    assert len(mine) == len(set(mine)) and 0 < len(mine) < 80


def test_the_last_tasks_that_wait_at_a_worker_are_done_by_who_asks():
    mine: list[int] = []

    def square(number: int) -> int:
        mine.append(number)
        time.sleep(0.01)
        return number * number

    workers = Workers(1, squares_in_a_while, STARTS[0])
    try:
        found = list(workers.results(iter(range(60)), lambda: 60, square))
    finally:
        workers.close()
    assert found == [(number, number * number) for number in range(60)]
    assert len(mine) > 1 and mine == sorted(range(60 - len(mine), 60), reverse=True)


def sleeps_over_it():
    def square(number: int) -> int:
        time.sleep(60)
        return number * number

    return square


def test_what_does_not_come_from_a_worker_is_done_by_who_asks():
    workers = Workers(2, sleeps_over_it, STARTS[0])
    try:
        found = list(workers.results(iter(range(9)), lambda: 3, lambda number: number * number))
    finally:
        workers.close()
    assert found == [(number, number * number) for number in range(9)]


@pytest.mark.parametrize("ahead", [3, 12])
def test_no_more_results_are_held_than_workers_may_have_tasks(ahead):
    held: list[int] = []
    back = 0

    def square(number: int) -> int:
        held.append(number + 1 - back)
        return number * number

    workers = Workers(1, squares_in_a_while, STARTS[0])
    try:
        for _ in workers.results(iter(range(300)), lambda: ahead, square):
            back += 1
    finally:
        workers.close()
    assert max(held) <= max(2 * ahead, 16)


def test_a_mistake_in_the_process_that_asks_is_left_to_who_asked():
    def fails(number: int) -> int:
        raise ZeroDivisionError

    workers = Workers(1, squares_in_a_while, STARTS[0])
    try:
        found = list(workers.results(iter(range(40)), lambda: 3, fails))
    finally:
        workers.close()
    assert [task for task, _ in found] == list(range(40))
    assert {None} < {result for _, result in found} and all(result in (task * task, None) for task, result in found)


#: Says how many rows the process that asks made.
COUNTING_OWN = """
import atexit, os
import guidegen.batch.copies as copies
make_here, mine = copies.CopyRun.make_here, []
def counted(self, recipients):
    mine.extend(recipients)
    return make_here(self, recipients)
copies.CopyRun.make_here = counted
atexit.register(lambda: os.write(2, f"{len(mine)} made here\\n".encode()))
"""


def test_copies_that_the_process_that_asks_makes_beside_others_are_the_same(tmp_path):
    said, alone = build(project(tmp_path / "one"), 1)
    said_by_two, together = build(project(tmp_path / "two"), 2, COUNTING_OWN)
    assert alone == together
    [mine] = re.findall(r"^(\d+) made here\n", said_by_two, re.MULTILINE)
    assert int(mine) > 0 and said_by_two.replace(f"{mine} made here\n", "") == said


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

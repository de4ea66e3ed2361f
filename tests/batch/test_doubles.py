"""A long quiz that doubles of the process help with is the one that it makes alone, whatever happens to them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guidegen.batch.engines.local import Local
from tests.batch.other_processes import KILLING, STARTS, started

ITEMS = "".join(
    f"  - stem: Which number is {n}?\n    key: The number {n}\n    distractors: [{n} and one, {n} and two, none]\n"
    for n in range(90)
)
#: Small tasks for few items.
FEW = """
import guidegen.render.pdf.drawn_items as drawn_items
drawn_items.LEAST = drawn_items.LEAST_FOR_ANOTHER = 1
drawn_items._FEWEST, drawn_items._MOST = 2, 4
"""
#: Tells how many tasks this process did, and how many it took from others.
COUNTING = """
import os
import guidegen.batch.engines.workers as workers
shared = workers.Workers.shared
def counted(self, make, tasks, ahead, others=()):
    mine = []
    def make_here(task):
        mine.append(task)
        return make(task)
    def counted_results():
        count = 0
        results = shared(self, make_here, tasks, ahead, others)
        while True:
            try:
                yield next(results)
            except StopIteration as end:
                os.write(2, f"{len(mine)} of {count}, besides {len(others)}\\n".encode())
                return end.value
            count += 1
    return counted_results()
workers.Workers.shared = counted
"""
#: This process waits for the others before it does anything.
LAZY = """
import time
import guidegen.render.pdf.drawn_items as drawn_items
make, me = drawn_items._Drawing.make, os.getpid()
def slow(self, share):
    if os.getpid() == me:
        time.sleep(0.05)
    return make(self, share)
drawn_items._Drawing.make = slow
"""
needs_doubles = pytest.mark.skipif("fork" not in STARTS, reason="processes cannot be doubled here")


def project(folder: Path) -> Path:
    (folder / "quizzes").mkdir(parents=True)
    (folder / "quizzes" / "bank.yaml").write_text(f"bank: bank\nitems:\n{ITEMS}", encoding="utf-8")
    (folder / "quizzes" / "quiz.yaml").write_text("quiz: quiz\ntitle: Quiz\nbank: bank\nitems: 90\n", encoding="utf-8")
    (folder / "guidegen.yaml").write_text("language: en\n", encoding="utf-8")
    return folder


def command(jobs: int, before: str) -> list[str]:
    code = f"{before}\nfrom guidegen.cli import main\nmain()"
    return [sys.executable, "-c", code, "build", "quizzes/quiz.yaml", "--jobs", str(jobs)]


def build(folder: Path, jobs: int, before: str = FEW, code: int = 0) -> tuple[str, dict[str, bytes]]:
    done = subprocess.run(command(jobs, before), cwd=folder, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return done.stderr, {path.name: path.read_bytes() for path in (folder / "output").glob("*")}


@needs_doubles
@pytest.mark.parametrize("jobs", [2, 4])
def test_files_do_not_depend_on_the_number_of_processes(tmp_path, jobs):
    _, in_order = build(project(tmp_path / "in order"), 1, "")
    _, alone = build(project(tmp_path / "alone"), 1)
    said, together = build(project(tmp_path / "together"), jobs, FEW + COUNTING + LAZY)
    assert in_order == alone == together
    mine, done, besides = map(int, re.findall(r"(\d+) of (\d+), besides (\d+)", said)[0])
    # The revision of the key, and what the quiz is made of, are worked out meanwhile.
    assert 0 < mine < done and besides == 2


@needs_doubles
def test_a_double_that_is_killed_is_missed_by_nobody(tmp_path):
    _, alone = build(project(tmp_path / "one"), 1)
    _, together = build(project(tmp_path / "killed"), 2, FEW + LAZY.replace("import time", "import os, time") + KILLING)
    assert alone == together


#: Three things to work out beside tasks; at the last of them a double is lost.
LATER = """
import os, time
from guidegen.batch.engines.local import Local
from guidegen.render.pdf.hands import Later
me, counted = os.getpid(), []
whose, lost = Later(os.getpid), Later(lambda: "here" if os.getpid() == me else time.sleep(0.5) or os._exit(1))
known = Later(lambda: counted.append(1) or counted)
known()
hands = Local({jobs}, "fork").hands.besides(whose, known, lost)
assert dict(hands.results(lambda task: task * task, iter(range(9)))) == {{n: n * n for n in range(9)}}
time.sleep(1)
print(whose() == me, whose() == whose(), known(), lost())
"""


@needs_doubles
@pytest.mark.parametrize(("jobs", "is_here"), [(1, True), (2, False), (3, False)])
def test_what_is_asked_for_later_is_worked_out_by_a_double_or_here(jobs, is_here):
    done = subprocess.run(
        [sys.executable, "-c", LATER.format(jobs=jobs)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == f"{is_here} True [1] here\n"


def test_one_job_has_no_double(tmp_path):
    never = "import guidegen.batch.engines.workers as workers\nworkers.Workers = None\n"
    build(project(tmp_path / "one"), 1, FEW + never)


@needs_doubles
def test_a_machine_that_gives_no_more_processes_is_no_failure(tmp_path):
    refusing = "import os\ndef fork():\n    raise BlockingIOError\nos.fork = fork\n"
    _, alone = build(project(tmp_path / "one"), 1)
    assert build(project(tmp_path / "two"), 2, FEW + refusing)[1] == alone


def test_few_items_are_worth_no_double_and_many_no_more_than_have_enough_to_do():
    hands = Local(8, "fork").hands
    assert (hands.count, hands.at_most(1).count, hands.at_most(3).count, hands.at_most(20).count) == (8, 1, 3, 8)
    assert (Local(1, "fork").hands.count, Local(8, "spawn").hands.count) == (1, 1)


def test_processes_that_share_nothing_are_not_asked(tmp_path):
    _, alone = build(project(tmp_path / "one"), 1)
    assert build(project(tmp_path / "two"), 2, FEW + started("spawn"))[1] == alone


@needs_doubles
def test_a_mistake_of_the_program_is_told_once(tmp_path):
    failing = """
make = drawn_items._Drawing.make
def fail(self, share):
    assert 45 not in share
    return make(self, share)
drawn_items._Drawing.make = fail
"""
    for jobs in (1, 2):
        said, files = build(project(tmp_path / str(jobs)), jobs, FEW + failing, code=3)
        assert said.count("a mistake in guidegen itself (AssertionError)") == 1 and "quiz.pdf" not in files


@needs_doubles
def test_an_interruption_leaves_neither_files_nor_doubles(tmp_path):
    folder = project(tmp_path / "one")
    waiting = """
import os, time
import guidegen.render.pdf.drawn_items as drawn_items
def wait(self, share):
    with open(f"begun-{os.getpid()}", "w"):
        time.sleep(60)
drawn_items._Drawing.make = wait
"""
    process = subprocess.Popen(command(2, FEW + waiting), cwd=folder, stderr=subprocess.PIPE, start_new_session=True)
    while len(begun := list(folder.glob("begun-*"))) < 2:
        assert process.poll() is None
        time.sleep(0.05)
    # As a terminal does: everybody hears of it.
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=30)[1].decode()
    assert process.returncode == 130 and "Traceback" not in said
    assert not list((folder / "output").glob("*.pdf"))
    for each in begun:
        with pytest.raises(ProcessLookupError):
            os.kill(int(each.name.removeprefix("begun-")), 0)

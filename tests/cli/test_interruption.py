"""Ctrl-C: the program ends soon with nothing half done, says what is finished, and goes on from there the next time."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.other_processes import STARTS, started
from tests.batch.test_build import files

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no groups of processes here")

BANK = "bank: bank\nitems:\n" + "".join(
    f"  - id: i{n}\n    stem: Question {n}?\n    key: right {n}\n    distractors: [wrong {n}, false {n}]\n"
    for n in range(9)
)
COPIES = 150
#: Far longer than a second: a busy machine is no mistake of the program.
LONGEST = 60
#: A disk that takes its time, so that there is something to interrupt on a fast machine.
SLOW = """
import time
from guidegen.batch import whole_files
sure = whole_files._sure
def slowly(file):
    time.sleep(0.05)
    sure(file)
whole_files._sure = slowly
"""


def project(folder: Path) -> Path:
    for name in ("quizzes", "content"):
        (folder / name).mkdir(parents=True)
    (folder / "quizzes" / "bank.yaml").write_text(BANK)
    (folder / "quizzes" / "test.yaml").write_text("quiz: test\ntitle: A test\nbank: bank\nitems: 5\n")
    rows = "".join(f"Canary {n},id{n}\n" for n in range(1, COPIES + 1))
    (folder / "class.csv").write_text("name,id\n" + rows)
    return folder


def command(folder: Path, *arguments: str, before: str = "") -> subprocess.Popen:
    code = f"{before}\nfrom guidegen.__main__ import run\nrun()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "build", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "NO_COLOR": "1"},
    )


def interrupted(process: subprocess.Popen, output: Path, least: int, times: int = 1) -> tuple[str, str]:
    """Press Ctrl-C when there are so many files, as a terminal does: all processes of the group hear of it."""
    until = time.monotonic() + LONGEST
    while process.poll() is None and time.monotonic() < until:
        if len(list(output.glob("*.pdf"))) >= least:
            break
        time.sleep(0.01)
    assert process.poll() is None, process.communicate()
    for _ in range(times):
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            time.sleep(0.002)
    said, told = process.communicate(timeout=LONGEST)
    assert process.returncode == 130, told
    assert "Traceback" not in told and told.endswith("guidegen: interrupted.\n")
    assert_nobody_is_left(process.pid)
    return said, told


def assert_nobody_is_left(group: int) -> None:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a process is left")


def left(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in output.iterdir()}


@pytest.fixture(scope="module")
def in_one_go(tmp_path_factory):
    """What an uninterrupted build with these options leaves."""
    known: dict[tuple[str, ...], dict[str, bytes]] = {}

    def build(*options: str) -> dict[str, bytes]:
        if options not in known:
            folder = project(tmp_path_factory.mktemp("whole"))
            process = command(folder, *options)
            assert process.communicate() and process.returncode == 0
            known[options] = left(folder / "output")
        return known[options]

    return build


WAYS = [(("--jobs", "1"), ""), *((("--jobs", "3"), started(way)) for way in STARTS), (("--merge", "8"), "")]


@pytest.mark.parametrize(("options", "before"), WAYS, ids=["alone", *STARTS, "merged"])
def test_finished_copies_stay_and_are_told_and_the_next_run_goes_on(tmp_path, in_one_go, options, before):
    folder = project(tmp_path)
    arguments = ("quizzes/test.yaml", "--roster", "class.csv", *options)
    said, told = interrupted(command(folder, *arguments, before=SLOW + before), folder / "output", 12)
    there = files(folder / "output")
    listed = json.loads((folder / "output" / "manifest.json").read_text())["files"]
    assert there == {"manifest.json", *(entry["file"] for entry in listed)}
    finished = int(re.search(r"^([\d,]+) copies are finished", told, re.MULTILINE)[1])
    assert finished == len(listed) < COPIES
    assert "Canary" not in said + told
    assert re.search(rf"\b{finished} copies", said) or "--merge" in options
    process = command(folder, *arguments, before=before)
    _, told = process.communicate()
    assert process.returncode == 0 and f"{finished} copies were there already" in told
    assert left(folder / "output") == in_one_go("quizzes/test.yaml", "--roster", "class.csv", *options)


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_whoever_is_impatient_loses_nothing(tmp_path, jobs):
    folder = project(tmp_path)
    arguments = ("quizzes/test.yaml", "--roster", "class.csv", "--jobs", jobs)
    _, told = interrupted(command(folder, *arguments, before=SLOW), folder / "output", 12, times=9)
    listed = json.loads((folder / "output" / "manifest.json").read_text())["files"]
    assert files(folder / "output") == {"manifest.json", *(entry["file"] for entry in listed)}
    assert f"{len(listed)} copies are finished" in told


def test_copies_named_by_a_column_are_not_told_by_name(tmp_path):
    folder = project(tmp_path)
    arguments = ("quizzes/test.yaml", "--roster", "class.csv", "--name-by", "name")
    said, told = interrupted(command(folder, *arguments, before=SLOW), folder / "output", 12)
    assert "anary" not in (said + told).replace("anary-….pdf", "")
    listed = json.loads((folder / "output" / "manifest.json").read_text())["files"]
    assert len(listed) == len(files(folder / "output")) - 1
    # Interrupted again, what was there of the first time is known still.
    interrupted(command(folder, *arguments, before=SLOW), folder / "output", len(listed) + 1)
    again = json.loads((folder / "output" / "manifest.json").read_text())["files"]
    assert len(again) == len(files(folder / "output")) - 1 > len(listed) - 1


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_finished_files_of_a_project_stay(tmp_path, jobs):
    folder = project(tmp_path)
    for number in range(30):
        body = "\n\n".join(f"Water is wet, and that is why {number} people drink it. " * 9 for _ in range(40))
        text = "".join(f"      {line}\n" for line in body.splitlines())
        (folder / "content" / f"g{number}.yaml").write_text(
            f"guide: g{number}\nversion: 1\ntitle: Guide {number}\nmain-message: Drink water.\n"
            f"sections:\n  - title: Water\n    body: |\n{text}"
        )
    _, told = interrupted(command(folder, "content", "--jobs", jobs, before=SLOW), folder / "output", 3)
    finished = int(re.search(r"^(\d+) files are finished", told, re.MULTILINE)[1])
    assert 3 <= finished == len(files(folder / "output")) - 1
    process = command(folder, "content", "--jobs", jobs)
    _, told = process.communicate()
    assert process.returncode == 0
    # The last one may have been written and not noted yet; it is made again.
    current = int(re.search(r"^(\d+) files? (?:is|are) up to date", told, re.MULTILINE)[1])
    assert finished - 1 <= current <= finished


def test_an_interruption_before_the_program_is_loaded_is_one_too(tmp_path):
    before = "import os, signal\nimport guidegen.__main__ as begin\n"
    before += "def cut(asked):\n os.kill(os.getpid(), signal.SIGINT)\nbegin._answer_at_once = cut"
    process = command(project(tmp_path), before=before)
    _, told = process.communicate(timeout=LONGEST)
    assert (process.returncode, told) == (130, "guidegen: interrupted.\n")


@pytest.mark.parametrize("way", STARTS)
def test_no_process_outlives_a_program_that_is_killed(tmp_path, way):
    folder = project(tmp_path)
    process = command(folder, "quizzes/test.yaml", "--roster", "class.csv", "--jobs", "3", before=SLOW + started(way))
    until = time.monotonic() + LONGEST
    while len(list((folder / "output").glob("*.pdf"))) < 12 and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=LONGEST)
    assert process.returncode == -signal.SIGKILL
    assert_nobody_is_left(process.pid)


#: Presses Ctrl-C in this process, when it is asked to.
PRESS = """
import os, signal, time
def press(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.01)
"""
WHEN = {
    "what a build did last is not known yet": "import builtins\n"
    "original = builtins.__import__\ndef loaded(name, *given):\n"
    "    if name == 'guidegen.kept.runs':\n        press()\n    return original(name, *given)\n"
    "builtins.__import__ = loaded\n",
    "nothing has begun": "import guidegen.kept.preparation as p\np.begin = press\n",
    "modules are loaded": "import guidegen.cli.plain as p\np.say_any_letter = press\n",
    "others' code takes it for a mistake of its own": """
import guidegen.batch.build as build
from guidegen.ctrl_c import Waits
original = build._write_source
def write(*args):
    with Waits():
        try:
            press()
        except:
            pass
    return original(*args)
build._write_source = write
""",
    "a class is made": """
import guidegen.batch.build as build
class Named:
    def __set_name__(self, owner, name):
        press()
def write(*args):
    class Made:
        name = Named()
build._write_source = write
""",
}


@pytest.mark.parametrize("when", WHEN)
def test_it_ends_whenever_it_comes(tmp_path, when):
    folder = project(tmp_path)
    process = command(folder, before=PRESS + WHEN[when])
    said, told = process.communicate(timeout=LONGEST)
    assert (process.returncode, said) == (130, ""), told
    assert "Traceback" not in told and told.endswith("guidegen: interrupted.\n")
    process = command(folder)
    assert process.communicate()[1] and process.returncode == 0


#: Presses Ctrl-C, and again when the command is left and while it is said.
AGAIN = """
import guidegen.batch.build as build
import guidegen.batch.copy_writing as copy_writing
import guidegen.cli.failures as failures
build._write_source = copy_writing.write_copies = press
told = failures._told
def again(error):
    found = told(error)
    press()
    press()
    return found
failures._told = again
"""


@pytest.mark.parametrize("options", [(), ("quizzes/test.yaml", "--roster", "class.csv"), ("--strict",)])
def test_it_is_said_once_however_often_it_comes(tmp_path, options):
    folder = project(tmp_path)
    process = command(folder, *options, before=PRESS + AGAIN)
    said, told = process.communicate(timeout=LONGEST)
    assert (process.returncode, said) == (130, ""), told
    assert "Traceback" not in told and told.count("guidegen: interrupted.\n") == 1 and "Aborted" not in told


def test_when_all_is_said_it_changes_nothing(tmp_path):
    folder = project(tmp_path)
    end = "import guidegen.kept.preparation as p\nbefore = p.end\np.end = lambda: (press(), before())\n"
    process = command(folder, before=PRESS + end)
    said, told = process.communicate(timeout=LONGEST)
    assert process.returncode == 0 and "Traceback" not in told and "interrupted" not in told
    assert "output/test.pdf" in said

"""A run of copies that was cut short goes on where it stopped, and leaves what it would have left in one go."""

from __future__ import annotations

import errno
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from guidegen.batch import writers as writers_module
from guidegen.batch.build import build
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.compile import Press
from guidegen.batch.engines.local import Local, way_to_start
from guidegen.batch.held_files import CAN_HOLD
from guidegen.batch.store import Store
from guidegen.batch.writers import Own, Threads
from tests.conftest import ROOT, TODAY

BANK = "bank: bank\nitems:\n" + "".join(
    f"  - id: i{n}\n    stem: Question {n}?\n    key: right {n}\n    distractors: [wrong {n}, false {n}]\n"
    for n in range(9)
)
QUIZ = "quiz: test\ntitle: A test\nbank: bank\nitems: 3\n"
#: Row 7 cannot be printed: no font has its letter.
NAMES = ["Canary \u0939" if n == 7 else f"Canary {n}" for n in range(1, 13)]
HEAD = "name,id,group,size\n"
ROWS = [f"{name},CANARYID{n},,{'large' if n == 4 else ''}" for n, name in enumerate(NAMES, start=1)]
#: What is printed beside them: two spare copies and two with other questions.
BLANK = {"spares": 2, "make_up": 2}
ALL = 11 + 4


@pytest.fixture
def folder(tmp_path) -> Path:
    return project(tmp_path / "project")


@pytest.fixture
def printed(monkeypatch) -> Counter:
    """How often each copy was laid out, by its name; the one that is tried out first does not count."""
    counts: Counter = Counter()
    original = Press.printed

    def count(self, form, output, values=None):
        if output.copy != "0000":
            counts[output.copy] += 1
        return original(self, form, output, values)

    monkeypatch.setattr(Press, "printed", count)
    return counts


def project(folder: Path) -> Path:
    (folder / "quizzes").mkdir(parents=True)
    (folder / "quizzes" / "bank.yaml").write_text(BANK)
    (folder / "quizzes" / "test.yaml").write_text(QUIZ)
    (folder / "guidegen.yaml").write_text("language: en\n")
    roster(folder)
    return folder


def roster(folder: Path, rows=tuple(ROWS)) -> None:
    (folder / "class.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def run(folder: Path, merge: int = 0, *, jobs: int = 1, force: bool = False, name_by: str = "", **options):
    wanted = CopiesWanted(folder / "class.csv", name_by, merge=merge, **{**BLANK, **options.pop("blank", {})})
    choices = Choices(**options)
    only = frozenset(["quizzes/test.yaml"])
    return build(
        folder,
        choices=choices,
        only=only,
        today=TODAY,
        producer="guidegen",
        copies=wanted,
        force=force,
        engine=Local(jobs),
    )


def left(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "output").iterdir()}


def in_one_go(folder: Path, *arguments, rows=tuple(ROWS), **options) -> dict[str, bytes]:
    """What an uninterrupted run leaves."""
    other = project(folder.parent / f"other-{len(list(folder.parent.iterdir()))}")
    roster(other, rows)
    for path in (folder / "quizzes").iterdir():
        (other / "quizzes" / path.name).write_bytes(path.read_bytes())
    run(other, *arguments, **options)
    return left(other)


def interrupt_after(files: int, patched) -> None:
    """Have Ctrl-C come when so many files are written, which are written two at a time."""
    original, written = Store.write_all, [0]

    def write_all(self, some):
        are_written = original(self, some)
        before, written[0] = written[0], written[0] + len(some)
        if before < files <= written[0]:
            signal.raise_signal(signal.SIGINT)
        return are_written

    patched.setattr(Store, "write_all", write_all)
    patched.setattr(Own, "at_once", 2)
    patched.setattr(Threads, "at_once", 2)
    patched.setattr(writers_module, "_SOON", 0.0)


def interrupt(folder: Path, monkeypatch, files: int, *arguments, **options) -> None:
    """A run that is interrupted after so many files were written."""
    with monkeypatch.context() as patched:
        interrupt_after(files, patched)
        # An interruption that comes while garbage is collected is lost in what watches that.
        gc.disable()
        try:
            with pytest.raises(KeyboardInterrupt):
                run(folder, *arguments, **options)
        finally:
            gc.enable()


@pytest.mark.parametrize("who", [Own, Threads])
@pytest.mark.parametrize("files", [1, 5, 11])
def test_an_interrupted_run_goes_on_where_it_stopped(folder, monkeypatch, printed, files, who):
    monkeypatch.setattr(writers_module, "who_writes", lambda **_: who())
    interrupt(folder, monkeypatch, files)
    known = {name for name in left(folder) if name.startswith("test-")}
    assert len(known) >= files and "test-key.pdf" not in known
    printed.clear()
    report = run(folder)
    assert report.copies_kept == len(known)
    # Row 7 is tried again: its problem has to be told again.
    there = {name.removeprefix("test-").removesuffix("-large.pdf").removesuffix(".pdf") for name in known}
    assert set(printed) == EVERY - there | {"0007"} and set(printed.values()) == {1}
    assert left(folder) == in_one_go(folder)


@pytest.mark.parametrize("merge", [0, 4])
def test_nothing_is_made_twice(folder, printed, merge):
    first = run(folder, merge)
    assert sorted(printed) == sorted([*(f"{n:04}" for n in range(1, 13)), *BLANKS])
    before = left(folder)
    printed.clear()
    report = run(folder, merge)
    # The row that cannot be printed is tried again, since its problem has to be told again.
    assert printed == {"0007": 1}
    assert (first.copies_kept, report.copies_kept) == (0, ALL)
    assert left(folder) == before
    assert (
        [problem.code for problem in report.diagnostics] == [problem.code for problem in first.diagnostics] == ["C112"]
    )


BLANKS = ("spare-1", "spare-2", "make-up-1", "make-up-2")


@pytest.mark.skipif(way_to_start() != "fork", reason="processes cannot be forked here")
@pytest.mark.parametrize("jobs", [1, 3])
def test_processes_make_no_difference(folder, monkeypatch, jobs):
    rows = [*ROWS, *(f"Canary {n},CANARYID{n},," for n in range(13, 41))]
    roster(folder, rows)
    interrupt(folder, monkeypatch, 30, jobs=jobs)
    kept = sum(name.startswith("test-") for name in left(folder))
    report = run(folder, jobs=4 - jobs)
    assert left(folder) == in_one_go(folder, rows=rows)
    assert report.copies_kept == kept >= 30


KILLED = """
import os, signal
from guidegen.batch import writers
from guidegen.batch.store import Store
from guidegen.batch.writers import Own, Threads
write_all, count = Store.write_all, []
def counted(self, files):
    count.extend(files)
    if len(count) >= {files}:
        os.kill(os.getpid(), signal.SIGKILL)
    return write_all(self, files)
Store.write_all, Own.at_once, Threads.at_once, writers._SOON = counted, 1, 1, 0.0
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal here")
@pytest.mark.parametrize(("files", "options"), [(9, ()), (27, ("--jobs", "2")), (4, ("--merge", "4"))])
def test_a_run_that_was_killed_goes_on_where_it_stopped(tmp_path, files, options):
    rows = [*ROWS, *(f"Canary {n},CANARYID{n},," for n in range(13, 41))]
    killed, whole = project(tmp_path / "killed"), project(tmp_path / "whole")
    roster(killed, rows)
    roster(whole, rows)

    def command(folder: Path, before: str = "", **environment: str):
        code = f"{before}\nfrom guidegen.__main__ import run\nrun()"
        arguments = ["build", "quizzes/test.yaml", "--roster", "class.csv", "--spares", "2", *options]
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            env={**os.environ, "NO_COLOR": "1", **environment},
        )

    assert command(killed, KILLED.format(files=files)).returncode == -signal.SIGKILL
    resumed, uninterrupted = command(killed), command(whole)
    assert resumed.returncode == uninterrupted.returncode == 1
    assert left(killed) == left(whole)
    assert list((killed / "output").glob(".*")) == []
    assert resumed.stdout == uninterrupted.stdout
    [said] = [line for line in resumed.stderr.splitlines() if "there already" in line]
    assert 0 < int(said.split()[0]) < 42 and said.endswith(" there already")
    assert "there already" not in uninterrupted.stderr and "Canary" not in resumed.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal here")
@pytest.mark.parametrize("options", [(), ("--merge", "4"), ("--name-by", "id")])
@pytest.mark.parametrize("then", ["other people", "no people", "clean"])
def test_copies_of_a_run_that_was_killed_do_not_stay_for_ever(tmp_path, options, then):
    folder = project(tmp_path / "killed")

    def command(*arguments: str, before: str = ""):
        code = f"{before}\nfrom guidegen.__main__ import run\nrun()"
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            env={**os.environ, "NO_COLOR": "1"},
        )

    build_copies = ("build", "quizzes/test.yaml", "--roster", "class.csv", *options)
    assert command(*build_copies, before=KILLED.format(files=4)).returncode == -signal.SIGKILL
    assert list((folder / "output").glob("*.pdf")) and not (folder / "output" / "manifest.json").exists()
    roster(folder, ["Somebody Else,x,,"])
    done = command(*{"other people": build_copies, "no people": ("build",), "clean": ("clean",)}[then])
    assert done.returncode == 0 and "Canary" not in done.stdout + done.stderr
    copy = {(): "test-0001.pdf", ("--merge", "4"): "test-copies-0001.pdf"}.get(options, "test-x.pdf")
    left_over = {"other people": {"test-key.pdf", copy}, "no people": {"test-key.pdf", "test.pdf"}, "clean": set()}
    assert {path.name for path in (folder / "output").glob("*.pdf")} == left_over[then]


def test_copies_of_which_no_manifest_could_tell_do_not_stay_for_ever(folder, monkeypatch):
    def full(manifest, entries):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("guidegen.batch.manifest.NewManifest._lines", full)
        assert any("No space left" in failure for failure in run(folder).failures)
    assert len(list((folder / "output").glob("test-0*.pdf"))) == 11
    roster(folder, ["Somebody Else,x,,"])
    run(folder)
    assert [path.name for path in (folder / "output").glob("test-0*.pdf")] == ["test-0001.pdf"]
    assert list((folder / "output").glob(".guidegen-*")) == []


def test_a_folder_in_which_nothing_can_be_noted_is_told_once(folder, monkeypatch):
    def full(manifest, entries):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("guidegen.batch.manifest.NewManifest.add_copies", full)
    assert run(folder).failures == [f"{(folder / 'output').resolve()}: No space left on device"]


#: A run that is killed when half of its third copy is written.
KILLED_WRITING = """
import os, signal
from itertools import count
calls, write = count(), os.write
def halfway(file, data):
    if len(data) > 5_000 and next(calls) == 2:
        write(file, bytes(data[:2_000]))
        os.kill(os.getpid(), signal.SIGKILL)
    return write(file, data)
os.write = halfway
"""


@pytest.mark.skipif(not CAN_HOLD, reason="there are no such locks here")
@pytest.mark.parametrize("then", ["the same", "no people", "clean", "back"])
def test_what_was_being_written_does_not_stay(tmp_path, then):
    folder = project(tmp_path / "killed")

    def command(*arguments: str, before: str = "") -> int:
        code = f"{before}\nfrom guidegen.__main__ import run\nrun()"
        return subprocess.run([sys.executable, "-c", code, *arguments], cwd=folder, capture_output=True).returncode

    build_copies = ("build", "quizzes/test.yaml", "--roster", "class.csv")
    if then == "back":
        roster(folder, ["Nobody,x,,", "Nobody,y,,", "Nobody,z,,"])
        assert command(*build_copies) == 0
        roster(folder, ["Nobody,x,,", "Nobody,y,,", "Nobody,z,,", "Canary 1,w,,", "Canary 2,v,,", "Canary 3,u,,"])
    assert command(*build_copies, before=KILLED_WRITING) == -signal.SIGKILL
    half = [path for path in (folder / "output").glob(".guidegen-*") if "copies" not in path.name]
    # Those before it wait with it for the disk.
    assert 2_000 in [path.stat().st_size for path in half] and len(half) <= 3
    if then == "back":
        roster(folder, ["Nobody,x,,", "Nobody,y,,", "Nobody,z,,"])
    command(*{"no people": ("build",), "clean": ("clean",)}.get(then, build_copies))
    assert list((folder / "output").glob(".guidegen-*")) == []


#: A run that waits after its third copy until a file is there.
WAITING = """
import pathlib, time
from guidegen.batch import writers
from guidegen.batch.store import Store
from guidegen.batch.writers import Own, Threads
write_all, names = Store.write_all, []
def waiting(self, files):
    done = write_all(self, files)
    names.extend(files)
    if len(names) == 3:
        pathlib.Path("waits").touch()
        while not pathlib.Path("go-on").exists():
            time.sleep(0.01)
    return done
Store.write_all, Own.at_once, Threads.at_once, writers._SOON = waiting, 1, 1, 0.0
"""


@pytest.mark.skipif(not CAN_HOLD, reason="there are no such locks here")
def test_two_runs_in_one_folder_leave_each_other_alone(folder):
    roster(folder, [row for row in ROWS if "\u0939" not in row and "large" not in row])
    code = f"{WAITING}\nfrom guidegen.__main__ import run\nrun()"
    build_copies = ("build", "quizzes/test.yaml", "--roster", "class.csv")
    first = subprocess.Popen(
        [sys.executable, "-c", code, *build_copies],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        while not (folder / "waits").exists() and first.poll() is None:
            time.sleep(0.01)
        second = run(folder, size="large", blank={"spares": 0, "make_up": 0})
    finally:
        (folder / "go-on").touch()
        said = first.communicate()[1]
    assert (first.returncode, second.failures) == (0, []), said
    files = {path.name for path in (folder / "output").glob("*.pdf")}
    noted = {entry["file"] for entry in json.loads((folder / "output" / "manifest.json").read_text())["files"]}
    assert (
        files
        == noted
        == {f"test-{name}{size}.pdf" for size in ("", "-large") for name in ("key", *(f"{n:04}" for n in range(1, 11)))}
    )


def changed_row(folder):
    roster(folder, [*ROWS[:2], ROWS[2].replace("Canary 3", "Canary Three"), *ROWS[3:]])


def moved_row(folder):
    roster(folder, [*ROWS[:10], ROWS[11], ROWS[10]])


def added_row(folder):
    roster(folder, [*ROWS, "Canary 13,CANARYID13,,"])


def altered(folder):
    (folder / "output" / "test-0005.pdf").write_bytes(b"%PDF")


def removed(folder):
    (folder / "output" / "test-spare-2.pdf").unlink()


def moved_file(folder):
    (folder / "output" / "test-0001.pdf").replace(folder / "output" / "test-0002.pdf")


def new_title(folder):
    (folder / "quizzes" / "test.yaml").write_text(QUIZ.replace("A test", "Another test"))


def new_items(folder):
    (folder / "quizzes" / "bank.yaml").write_text(BANK.replace("Question", "Which"))


def new_theme(folder):
    (folder / "guidegen.yaml").write_text("language: en\ntheme: classroom\n")


def new_comment(folder):
    (folder / "quizzes" / "test.yaml").write_text(f"# A comment\n{QUIZ}")


EVERY = {*(f"{n:04}" for n in range(1, 13)), *BLANKS}


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (changed_row, {"0003"}),
        (moved_row, {"0011", "0012"}),
        (added_row, {"0013"}),
        (altered, {"0005"}),
        (removed, {"spare-2"}),
        (moved_file, {"0001", "0002"}),
        (new_title, EVERY),
        (new_items, EVERY),
        (new_theme, EVERY),
        (new_comment, set()),
    ],
)
def test_what_changed_is_made_anew(folder, printed, change, again):
    run(folder)
    change(folder)
    printed.clear()
    report = run(folder)
    assert set(printed) == again | {"0007"}
    assert report.copies_kept == len(EVERY | again) - len(again | {"0007"})
    now = left(folder)
    assert now == left_when_forced(folder)


def test_an_item_that_changed_makes_those_copies_anew_that_print_it(folder, printed):
    run(folder)
    found = []
    for number in range(9):
        (folder / "quizzes" / "bank.yaml").write_text(BANK.replace(f"Question {number}?", "Which one?"))
        printed.clear()
        run(folder)
        found.append(frozenset(printed) - {"0007"})
        assert left(folder) == left_when_forced(folder)
        (folder / "quizzes" / "bank.yaml").write_text(BANK)
        run(folder)
    to_make_up = {"make-up-1", "make-up-2"}
    assert Counter(found) == {frozenset(EVERY - to_make_up - {"0007"}): 3, frozenset(to_make_up): 3, frozenset(): 3}


def left_when_forced(folder: Path) -> dict[str, bytes]:
    run(folder, force=True)
    return left(folder)


def test_another_program_makes_all_anew(folder, printed, monkeypatch):
    run(folder)
    printed.clear()
    monkeypatch.setattr("guidegen.batch.ledger.fingerprint", lambda: "another")
    assert run(folder).copies_kept == 0
    assert set(printed) == EVERY


def test_all_is_made_anew_when_that_is_asked_for(folder, printed):
    run(folder)
    printed.clear()
    assert run(folder, force=True).copies_kept == 0
    assert set(printed) == EVERY
    assert run(folder).copies_kept == ALL


def test_which_forms_rows_ask_for_decides_about_make_up_copies(folder, printed):
    (folder / "quizzes" / "test.yaml").write_text(QUIZ + "forms: 2\ndraw: distinct\n")
    rows = [row + "," for row in ROWS[:3]]
    global_head = HEAD.strip() + ",form\n"
    (folder / "class.csv").write_text(global_head + "\n".join(rows) + "\n")
    run(folder)
    printed.clear()
    (folder / "class.csv").write_text(global_head + "\n".join([*rows[:2], rows[2] + "B"]) + "\n")
    run(folder)
    assert set(printed) == {"0003", "make-up-1", "make-up-2"}
    assert left(folder) == left_when_forced(folder)


@pytest.mark.parametrize("damage", [b'[[["0001",1,"ua-1",{}]],', b"\xff\n[]\n{}\n[1,2]\n[[[]],3]\n", b""])
def test_notes_that_are_damaged_count_as_nothing(folder, damage):
    run(folder)
    [notes] = (folder / ".guidegen" / "copies").iterdir()
    whole = notes.read_bytes()
    lines = whole.splitlines(keepends=True)
    notes.write_bytes(b"".join(lines[:5]) + damage)
    assert run(folder).copies_kept == 5
    # The rest was noted anew, after what was cut off.
    assert run(folder).copies_kept == ALL


def test_the_mark_of_a_note_holds_for_all_that_it_says(folder):
    run(folder)
    [notes] = (folder / ".guidegen" / "copies").iterdir()
    # Several files are written at a time, in whatever order.
    lines = sorted(notes.read_text().splitlines())
    assert lines[0].startswith('[[["0001",1,')
    notes.write_text("\n".join([lines[0].replace('"0001",1,', '"0001",2,'), *lines[1:]]) + "\n")
    assert run(folder).copies_kept == ALL - 1


def test_notes_do_not_grow_with_every_run(folder):
    for n in range(30):
        rows = [row.replace("Canary", f"Bird {n}") for row in ROWS]
        roster(folder, rows)
        run(folder)
    [notes] = (folder / ".guidegen" / "copies").iterdir()
    assert len(notes.read_text().splitlines()) < 300


@pytest.mark.parametrize("options", [{}, {"merge": 4}, {"name_by": "id"}])
def test_nothing_is_kept_of_people(folder, options):
    run(folder, **options)
    kept = [path for path in (folder / ".guidegen").rglob("*") if path.is_file()]
    assert any(path.parent.name == "copies" for path in kept)
    assert not any(b"canary" in (path.read_bytes() + path.name.encode()).lower() for path in kept)


# Merged files


def test_finished_files_for_a_printer_stay(folder, monkeypatch, printed):
    interrupt(folder, monkeypatch, 3, 4)
    known = {name for name in left(folder) if "-copies-" in name}
    assert len(known) == 3
    printed.clear()
    report = run(folder, 4)
    assert left(folder) == in_one_go(folder, 4)
    assert report.copies_kept == sum(merged.copies for merged in report.merged if merged.path.name in known)


@pytest.mark.parametrize("name", [1, 4, 6, 9, 11])
@pytest.mark.parametrize("two_sided", [True, False])
def test_files_end_where_they_would_whatever_row_changes(folder, printed, name, two_sided):
    """A copy in large print has more pages: the files after it may begin with other copies."""
    blank = {"two_sided": two_sided}
    run(folder, 4, blank=blank)
    rows = [*ROWS]
    size = "" if name == 4 else "giant"
    rows[name - 1] = f"Canary {name},CANARYID{name},,{size}"
    roster(folder, rows)
    report = run(folder, 4, blank=blank)
    assert left(folder) == in_one_go(folder, 4, rows=rows, blank=blank)
    # Where no blank pages fill copies up, every file after one with fewer pages begins elsewhere.
    assert report.copies_kept or name == 1 or (name == 4 and not two_sided)


def test_a_copy_that_can_be_printed_now_joins_the_others(folder):
    run(folder, 4)
    rows = [*ROWS[:6], "Canary 7,CANARYID7,,", *ROWS[7:]]
    roster(folder, rows)
    report = run(folder, 4)
    assert left(folder) == in_one_go(folder, 4, rows=rows)
    assert 0 < report.copies_kept < ALL


def test_a_file_that_ended_with_the_roster_takes_those_who_join(folder):
    alone = {"spares": 0, "make_up": 0}
    roster(folder, ROWS[:9])
    run(folder, 100, blank=alone)
    roster(folder)
    report = run(folder, 100, blank=alone)
    assert left(folder) == in_one_go(folder, 100, blank=alone)
    assert report.copies_kept == 0


def test_a_file_for_a_printer_that_was_altered_is_made_anew(folder):
    run(folder, 4)
    before = left(folder)
    name = next(name for name in before if "-copies-" in name)
    (folder / "output" / name).write_bytes(b"%PDF")
    report = run(folder, 4)
    assert left(folder) == before and 0 < report.copies_kept < ALL


# Languages


def test_the_files_that_a_copy_is_made_of_are_its_own_however_the_run_went(tmp_path, monkeypatch):
    def bilingual(path: Path) -> Path:
        for name in ("content", "quizzes"):
            shutil.copytree(ROOT / name, path / name)
        rows = [f"Patient {n},{n},{'es' if n in (9, 30) else ''}\n" for n in range(1, 41)]
        (path / "class.csv").write_text("name,id,language\n" + "".join(rows))
        return path

    def run_in(path: Path, jobs: int):
        wanted = CopiesWanted(path / "class.csv")
        only = frozenset(["content/glutamine-vs-glutathione.yaml"])
        return build(path, only=only, today=TODAY, producer="guidegen", copies=wanted, engine=Local(jobs))

    one, cut = bilingual(tmp_path / "one"), bilingual(tmp_path / "cut")
    run_in(one, 1)
    with monkeypatch.context() as patched:
        interrupt_after(5, patched)
        with pytest.raises(KeyboardInterrupt):
            run_in(cut, 1)
    run_in(cut, 2)
    assert left(cut) == left(one)
    entries = [entry for entry in json.loads(left(one)["manifest.json"])["files"] if "copy" in entry]
    spanish = {entry["copy"] for entry in entries if any(".es." in path for path in entry["sources_sha256"])}
    assert spanish == {"9", "30"}

"""Objects that lead to each other are looked for while copies are made, but not while all that is new stays."""

import gc
import subprocess
import sys

import pytest
from click.testing import CliRunner

from guidegen.batch.cycles import Pause, read_no_more, reading
from guidegen.cli import main

SCRIPT = """
import gc
from guidegen.batch.cycles import Cycles

before = gc.get_threshold()
cycles = Cycles()
print(gc.isenabled(), gc.get_freeze_count() > 0)
for made in range(1, 49):
    cycles.counted(made)
print(gc.isenabled())
cycles.counted(50)
print(gc.isenabled(), gc.get_threshold())
cycles.end()
print(gc.isenabled(), gc.get_threshold() == before, gc.get_freeze_count())
"""


@pytest.fixture(autouse=True)
def enabled():
    assert gc.isenabled()
    yield
    gc.enable()


def test_a_pause_ends_as_it_began():
    pause = Pause()
    pause.begin()
    pause.begin()
    assert not gc.isenabled()
    pause.end()
    assert gc.isenabled()
    gc.disable()
    pause.begin()
    pause.end_with_a_look()
    assert not gc.isenabled()


def test_what_is_read_is_not_looked_through_until_somebody_says_so():
    before = gc.get_freeze_count()
    with reading():
        assert not gc.isenabled()
        read = [[] for _ in range(100)]
    assert gc.isenabled() and gc.get_freeze_count() >= before + len(read)
    read_no_more()
    assert gc.get_freeze_count() == 0
    gc.disable()
    with pytest.raises(KeyboardInterrupt), reading():
        raise KeyboardInterrupt
    assert not gc.isenabled()
    read_no_more()


def test_nothing_is_looked_for_before_what_copies_share_is_there():
    said = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == ["False True", "False", "True (50000, 2, 2)", "True True 0"]


def test_a_run_leaves_all_as_it_was(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rows.csv").write_text("name,id\nAda,1\nBo,2\n", encoding="utf-8")
    project = tmp_path / "project"
    runner = CliRunner()
    assert runner.invoke(main, ["new", "project", "project"]).exit_code == 0
    before = gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()
    source = str(project / "content" / "project.yaml")
    made = runner.invoke(main, ["build", source, "--roster", str(tmp_path / "rows.csv"), "-o", str(tmp_path / "out")])
    assert made.exit_code == 0, made.output
    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == before

"""Objects that lead to each other are looked for while copies are made, but not while all that is new stays."""

import gc
import subprocess
import sys

import pytest

from guidegen.batch.cycles import Pause

SCRIPT = """
import gc
from guidegen.batch.cycles import Cycles

cycles = Cycles()
print(gc.isenabled(), gc.get_freeze_count() > 0)
for made in range(1, 49):
    cycles.counted(made)
print(gc.isenabled())
cycles.counted(50)
print(gc.isenabled(), gc.get_threshold())
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


def test_nothing_is_looked_for_before_what_copies_share_is_there():
    said = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert said.stdout.split("\n")[:3] == ["False True", "False", "True (50000, 2, 2)"]

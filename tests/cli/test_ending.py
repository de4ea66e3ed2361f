"""How the program ends: at once, and with nothing left undone."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

GUIDE = (
    "guide: g\nversion: 1\ntitle: A guide\nmain-message: Drink water.\n"
    "sections:\n  - title: Water\n    body: Water is wet.\n"
)


def ended(folder, before: str, *arguments: str, stdout=subprocess.PIPE, **environment: str):
    """The process, with the program between `before` and what must not be reached at the end."""
    code = f"import sys\n{before}\nfrom guidegen.__main__ import run\ntry:\n run()\nfinally:\n print('slow end')\n"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["explain", "XXXX"], 2), (["build"], 2)])
def test_exit_functions_run_and_everything_is_written(tmp_path, arguments, code):
    result = ended(tmp_path, "import atexit; atexit.register(print, 'tidied')", *arguments)
    assert result.returncode == code
    assert result.stdout.endswith("tidied\n")
    assert "slow end" not in result.stdout


def test_a_thread_that_still_works_is_waited_for(tmp_path):
    late = "import threading, time; threading.Thread(target=lambda: (time.sleep(0.5), print('done'))).start()"
    result = ended(tmp_path, late, "--version")
    assert result.returncode == 0
    assert result.stdout.splitlines()[1:] == ["slow end", "done"]


@pytest.mark.parametrize("watch", ["sys.setprofile(lambda *_: None)", "sys.settrace(lambda *_: None)"])
def test_whoever_looks_into_the_program_sees_its_end(tmp_path, watch):
    assert "slow end" in ended(tmp_path, watch, "--version").stdout


def test_the_end_can_be_seen_when_asked_for(tmp_path):
    assert "slow end" in ended(tmp_path, "", "--version", GUIDEGEN_DEBUG="1").stdout


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full disk")
def test_what_cannot_be_written_at_the_end_is_a_failure(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "g.yaml").write_text(GUIDE)
    with open("/dev/full", "w") as full:
        assert ended(tmp_path, "", "build", stdout=full).returncode not in (0, 1)

"""Other programs that set the same content, for comparison. None is needed to use guidegen; each may be missing."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path


def has(name: str) -> bool:
    """Whether the package of a peer is installed."""
    return importlib.util.find_spec(name) is not None


def process(command: list[str], folder: Path | None = None) -> tuple[float, int]:
    """Seconds of the processor that a process took, and its memory at the highest in kB.

    It may keep bytecode, as programs do that were installed. CalledProcessError when it fails.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    running = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(running.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise subprocess.CalledProcessError(status, command, stderr=running.stderr.read() if running.stderr else b"")
    scale = 1024 if sys.platform == "darwin" else 1
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // scale

"""Files that a run holds while it lives, so that others can tell what is being written from what a dead one left.

The lock is the system's: it ends with the process, however that ends. Where there are no such locks, as under Windows
and on some disks of other machines, age has to tell.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

#: Whether a file can be moved while it is held.
CAN_HOLD = fcntl is not None
#: Seconds after which nobody is writing a file any more, where locks do not tell.
_ABANDONED = 3600


def hold(file: int) -> None:
    """Hold an open file until it is closed, or the process ends."""
    if fcntl is not None:
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_left(path: Path) -> bool:
    """True for a file that was being written by a run that is dead."""
    try:
        # Some disks lock only what may be written.
        file = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return is_old(path)
    try:
        if fcntl is None:
            return is_old(path)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return is_old(path)
    finally:
        os.close(file)
    return True


def is_old(path: Path) -> bool:
    """True for a file that is so old that nobody is writing it any more."""
    try:
        return os.lstat(path).st_mtime < time.time() - _ABANDONED
    except OSError:
        return False


@contextlib.contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """One run after the other has the folder to itself, where there are such locks."""
    if fcntl is None:
        yield
        return
    try:
        file = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)

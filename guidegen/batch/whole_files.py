"""Files that appear whole or not at all: written beside their place, then moved there in one step."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

#: What the names of files begin with that are being written.
TEMPORARY = ".guidegen-"
#: A file that nobody else has, of bytes (which only Windows has to be told), and of this process alone.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, or leave what is there as it is; OSError when the machine does not let us.

    A file that is there keeps its permissions; a link is replaced, never followed.
    """
    temporary = new_name(path.parent)
    try:
        _write(temporary, data, _mode_of(path))
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _write(path: str, data: bytes, mode: int) -> None:
    # By the calls of the system themselves: thousands of copies are written while others are made, and each call that
    # a file object adds hands Python over and back once more.
    file = os.open(path, _NEW, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        os.fsync(file)
    finally:
        os.close(file)
    os.chmod(path, mode)


def new_name(folder: Path, beginning: str = TEMPORARY) -> str:
    """A path in the folder that no other file has, for one that is being written."""
    return os.path.join(folder, f"{beginning}{os.urandom(8).hex()}")


def for_us_alone(path: str, flags: int) -> int:
    """Open a file that nobody else may read before it is in its place."""
    return os.open(path, flags, 0o600)


def _mode_of(path: Path) -> int:
    """The permissions of the file that is there, or those of a new one."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return 0o644
    return stat.S_IMODE(mode) if stat.S_ISREG(mode) else 0o644

"""Files that appear whole or not at all: written beside their place, then moved there in one step."""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from pathlib import Path

from guidegen.batch.held_files import CAN_HOLD, hold, is_left, is_old
from guidegen.patterns import pattern

#: What the names of files begin with that are being written.
TEMPORARY = ".guidegen-"
#: What is written is on the disk before the call ends, where the system has that.
_SURE = getattr(os, "O_DSYNC", 0)
#: A file that nobody else has, of bytes (which only Windows has to be told), and of this process alone.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | _SURE

#: What names of files that are being written have from this run; the process and a number tell them apart.
_OURS = os.urandom(6).hex()
_numbers = itertools.count()
#: Names of files that are held while they are written, and of those for which no lock can tell.
_HELD = pattern(r"\.guidegen-(?:copies-)?[0-9a-f]+-[0-9a-f]+")
_UNTOLD = pattern(r"\.guidegen-[0-9a-f]+")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, or leave what is there as it is; OSError when the machine does not let us.

    One that has these bytes is not touched. A file that is there keeps its permissions, a new one has those that the
    user gives to new files; a link is replaced, never followed.
    """
    there = _regular(path)
    if there is not None and _is_alike(path, there, data):
        return
    mode = stat.S_IMODE(there.st_mode) if there is not None else None
    try:
        _put(path, data, mode)
    except FileNotFoundError:
        # The folder is missing, or another run took the file for one that was left, in the moment before it was held.
        _put(path, data, mode)


def holds(path: Path, data: bytes) -> bool:
    """True when a file, which is no link, is there with just these bytes."""
    try:
        there = _regular(path)
    except OSError:
        return False
    return there is not None and _is_alike(path, there, data)


def _put(path: Path, data: bytes, mode: int | None) -> None:
    # By the calls of the system themselves, as few as will do: thousands of copies are written while others are made,
    # and each call hands Python over and back once more.
    temporary = new_name(path.parent)
    file = os.open(temporary, _NEW, 0o666 if mode is None else 0o600)
    try:
        try:
            hold(file)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
            if not _SURE:
                os.fsync(file)
            if mode is not None:
                os.chmod(temporary, mode)
            if CAN_HOLD:
                os.replace(temporary, path)
        finally:
            os.close(file)
        if not CAN_HOLD:
            os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def new_name(folder: Path, beginning: str = TEMPORARY) -> str:
    """A path in the folder that no other file has, for one that is being written."""
    return os.path.join(folder, f"{beginning}{_OURS}{os.getpid():x}-{next(_numbers):x}")


def for_us_alone(path: str, flags: int) -> int:
    """Open a new file that nobody else may read before it is in its place, and hold it."""
    while True:
        file = os.open(path, flags, 0o600)
        hold(file)
        # Another run may have taken it for one that was left, in the moment before it was held.
        if os.path.lexists(path):
            return file
        os.close(file)


def left_in(folder: Path, beginning: str = TEMPORARY) -> list[Path]:
    """What dead runs left half-written in a folder under names that begin so; nothing of what is being written."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.startswith(beginning))
        return [path for path in map(folder.joinpath, names) if _is_left(path)]
    except OSError:
        return []


def _is_left(path: Path) -> bool:
    if _HELD.fullmatch(path.name):
        return is_left(path)
    return bool(_UNTOLD.fullmatch(path.name)) and is_old(path)


def _regular(path: Path) -> os.stat_result | None:
    """What is known of the file that is there, if it is one and no link."""
    try:
        there = os.lstat(path)
    except FileNotFoundError:
        return None
    return there if stat.S_ISREG(there.st_mode) else None


def _is_alike(path: Path, there: os.stat_result, data: bytes) -> bool:
    try:
        return there.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False

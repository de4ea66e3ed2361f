"""Files that appear whole or not at all: written beside their place, then moved there in one step."""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from guidegen.batch.held_files import CAN_HOLD, hold, is_left, is_old
from guidegen.patterns import pattern
from guidegen.records import dataclass

#: What the names of files begin with that are being written.
TEMPORARY = ".guidegen-"
#: A file that nobody else has, of bytes (which only Windows has to be told), and of this process alone.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
#: Waits until what was written is on the disk.
_sure = getattr(os, "fdatasync", os.fsync)
#: Whether the system can be told that what was written is not read soon, so that it goes to the disk at once.
_SEND = hasattr(os, "posix_fadvise")

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
    [error] = write_together([(path, data)])
    if isinstance(error, FileNotFoundError):
        # The folder is missing, or another run took the file for one that was left, in the moment before it was held.
        [error] = write_together([(path, data)])
    if error is not None:
        raise error


def write_together(files: Sequence[tuple[Path, bytes]]) -> list[OSError | None]:
    """Write files as `write_whole` does, but once; what the machine said against each.

    None is in its place before all are on the disk: to wait for it takes about as long for many as for one.
    """
    errors: list[OSError | None] = [None] * len(files)
    begun: dict[int, _Begun] = {}
    try:
        for index, (path, data) in enumerate(files):
            try:
                file = _begun(path, data)
                if file is not None:
                    begun[index] = file
            except OSError as error:
                errors[index] = error
        for step in (_Begun.wait, _Begun.place):
            for index, file in begun.items():
                if errors[index] is None:
                    try:
                        step(file)
                    except OSError as error:
                        errors[index] = error
    finally:
        for file in begun.values():
            file.let_go()
    return errors


def holds(path: Path, data: bytes) -> bool:
    """True when a file, which is no link, is there with just these bytes."""
    try:
        there = _regular(path)
    except OSError:
        return False
    return there is not None and _is_alike(path, there, data)


@dataclass(slots=True)
class _Begun:
    """A file that is written under another name; `mode` is the one that it is to have, if any.

    It is open as `file`, if that is not negative.
    """

    path: Path
    temporary: str
    mode: int | None
    file: int = -1
    is_placed: bool = False

    def wait(self) -> None:
        """Wait until it is on the disk."""
        _sure(self.file)

    def place(self) -> None:
        """Put it in its place."""
        if self.mode is not None:
            os.chmod(self.temporary, self.mode)
        if not CAN_HOLD:
            self._close()
        os.replace(self.temporary, self.path)
        self.is_placed = True
        self._close()

    def let_go(self) -> None:
        """Leave nothing of a file that is not in its place."""
        if self.is_placed:
            return
        with contextlib.suppress(OSError):
            self._close()
        with contextlib.suppress(OSError):
            os.unlink(self.temporary)

    def _close(self) -> None:
        if self.file >= 0:
            file, self.file = self.file, -1
            os.close(file)


def _begun(path: Path, data: bytes) -> _Begun | None:
    """Write a file beside its place; None when it is there with these bytes."""
    there = _regular(path)
    if there is not None and _is_alike(path, there, data):
        return None
    mode = stat.S_IMODE(there.st_mode) if there is not None else None
    begun = _Begun(path, new_name(os.path.dirname(path)), mode)
    try:
        # What interrupts this comes when the file is there, and before it is known as what it is open.
        begun.file = os.open(begun.temporary, _NEW, 0o666 if mode is None else 0o600)
        hold(begun.file)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(begun.file, rest) :]
        if _SEND:
            # The disk begins now, and has little left to do when it is waited for.
            with contextlib.suppress(OSError):
                os.posix_fadvise(begun.file, 0, 0, os.POSIX_FADV_DONTNEED)
    except BaseException:
        begun.let_go()
        raise
    return begun


def new_name(folder: Path | str, beginning: str = TEMPORARY) -> str:
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

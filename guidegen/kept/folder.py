"""The folder `.guidegen` of a project. Everything in it can be removed at any time: it is made again.

Failures of the machine are silent here: a folder that cannot be written to only makes the next run slower.
"""

from __future__ import annotations

import os
import time
from zlib import adler32

from guidegen.kept.digests import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = ".guidegen"
#: The folders in it, each with one kind of things.
PARTS = frozenset(("copies", "fonts", "fragments", "images", "outputs", "passages", "readings", "runs", "stamps"))
#: How the names of files in them end, which begin with a digest.
_ENDINGS = frozenset(("bin", "json", "json.z", "jsonl"))
#: What the names of files begin with that are being written.
TEMPORARY = ".new-"
#: Seconds after which nobody is writing a file any more.
_ABANDONED = 3600
_IGNORE = "# Made by guidegen. Everything here can be removed at any time.\n*\n"
_LARGEST = 64 * 1024 * 1024


class _Silently:
    """As `contextlib.suppress(OSError)`, without what that loads: an unchanged project is recognised sooner."""

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and issubclass(kind, OSError)


_silently = _Silently()


class KeptFolder:
    """The part of the folder for one kind of things, such as records of runs: at most `most` files and bytes."""

    __slots__ = ("most_bytes", "most_files", "path", "root")

    def __init__(self, root: str, part: str, *, most_files: int, most_bytes: int) -> None:
        """For the project at `root`; nothing is made before something is written.

        ValueError for a part that is not one of `PARTS`, a mistake in the program: nobody would ever remove it.
        """
        if part not in PARTS:
            raise ValueError(f"{part} is no part of {NAME}")
        self.root = root
        self.path = os.path.join(root, NAME, part)
        self.most_files = most_files
        self.most_bytes = most_bytes

    def read(self, name: str) -> bytes | None:
        """What was kept under this name; None where there is nothing, or where not a byte of it may be trusted."""
        path = os.path.join(self.path, name)
        try:
            if not os.path.isfile(path) or os.path.getsize(path) > _LARGEST:
                return None
            with open(path, "rb") as file:
                seal, _, data = file.read().partition(b"\n")
        except OSError:
            return None
        return data if seal == _seal(name, data) else None

    def write(self, name: str, data: bytes) -> bool:
        """Put a file in place, whole; another program may do the same at the same time.

        The last one goes first: some systems wait for the disk where a file takes the place of another, which is good
        for what cannot be made again.
        """
        temporary = os.path.join(self.path, f"{TEMPORARY}{os.getpid()}-{os.urandom(4).hex()}")
        try:
            self.make()
            try:
                with open(temporary, "xb") as file:
                    file.write(_seal(name, data) + b"\n")
                    file.write(data)
                self.remove(name)
                os.replace(temporary, os.path.join(self.path, name))
            except BaseException:
                with _silently:
                    os.unlink(temporary)
                raise
        except OSError:
            return False
        return True

    def touch(self, name: str) -> None:
        """Say that a file was of use: those that were not for longest go first."""
        with _silently:
            os.utime(os.path.join(self.path, name))

    def remove(self, name: str) -> None:
        """Remove a file, if there is one."""
        with _silently:
            os.unlink(os.path.join(self.path, name))

    def trim(self) -> None:
        """Remove what is beyond the bounds, the oldest first, and what a killed program left half-written."""
        files = sorted(self._files(), reverse=True)
        size = 0
        for count, (changed, length, name) in enumerate(files, start=1):
            size += length
            is_abandoned = name.startswith(TEMPORARY) and changed < time.time() - _ABANDONED
            if count > self.most_files or size > self.most_bytes or is_abandoned:
                self.remove(name)

    def _files(self) -> Iterator[tuple[float, int, str]]:
        try:
            with os.scandir(self.path) as entries:
                for entry in entries:
                    if not _is_ours(entry.name):
                        continue
                    with _silently:
                        status = entry.stat(follow_symlinks=False)
                        yield status.st_mtime, status.st_size, entry.name
        except OSError:
            return

    def make(self) -> None:
        """Make the folder, which says of itself that it is not to be kept with the project."""
        if os.path.isdir(self.path):
            return
        os.makedirs(self.path, exist_ok=True)
        ignore = os.path.join(self.root, NAME, ".gitignore")
        if not os.path.exists(ignore):
            with open(ignore, "w", encoding="utf-8") as file:
                file.write(_IGNORE)


def _seal(name: str, data: bytes) -> bytes:
    """The first line of a file. It fits no other name, and no data that were damaged.

    A checksum tells damage, in a third of the time of a digest: who could forge data could seal them.
    """
    told = f"{len(data)} {adler32(data)} {name}"
    return b"guidegen kept " + blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest().encode()


def clear(root: str) -> tuple[bool, list[str]]:
    """Remove what is kept, and the folder if nothing else is in it. A link in its place is left alone.

    Gives whether something was removed, and the paths of what stays, under `root`.
    """
    path = os.path.join(root, NAME)
    if not os.path.isdir(path) or os.path.islink(path):
        return False, []
    removed = False
    for part in sorted(PARTS):
        removed = _emptied(os.path.join(path, part)) or removed
    ignore = os.path.join(path, ".gitignore")
    # It keeps out of version control what others put there.
    if _names(path) == [".gitignore"] and _has(ignore, _IGNORE):
        with _silently:
            os.unlink(ignore)
            removed = True
    with _silently:
        os.rmdir(path)
        removed = True
    return removed, list(_staying(path, NAME))


def _emptied(part: str) -> bool:
    """Remove our files of a part, and it itself if nothing else is in it; True when something was removed."""
    removed = False
    if not os.path.isdir(part) or os.path.islink(part):
        return removed
    for name in filter(_is_ours, _names(part)):
        with _silently:
            os.unlink(os.path.join(part, name))
            removed = True
    with _silently:
        os.rmdir(part)
        removed = True
    return removed


def _staying(folder: str, shown: str) -> Iterator[str]:
    """What is in the folder, as it is shown: of folders that are ours what is in them, the others as a whole."""
    for name in _names(folder):
        if shown == NAME and name in PARTS and not os.path.islink(os.path.join(folder, name)):
            yield from _staying(os.path.join(folder, name), f"{shown}/{name}")
        elif shown != NAME or name != ".gitignore" or not _has(os.path.join(folder, name), _IGNORE):
            yield f"{shown}/{name}"


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _has(path: str, text: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(len(text) + 1) == text
    except OSError:
        return False


def _is_ours(name: str) -> bool:
    """Whether a file in a part has a name that is given there."""
    if name.startswith(TEMPORARY):
        return True
    digest, _, ending = name.partition(".")
    return ending in _ENDINGS and len(digest) > 15 and not digest.strip("0123456789abcdef")

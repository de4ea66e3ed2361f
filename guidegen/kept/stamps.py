"""Digests of files that were not touched since they were digested: so many of them are not read again in each run.

A stamp is what the system says of a file: where it stands on the disk, its size, and the times at which its content
and anything of it last changed. Where it is the same, the content is: each write sets the second time to the clock of
the system, and no program can set it. What is not the same is read, so a stamp decides nothing but how soon the same
is known. A write at the very moment in which a file is digested may leave its times as they are; a file that is so
young is read anew the next time. Under Windows, where that second time is that of the file's making, all are read.

No names are kept, only stamps.
"""

from __future__ import annotations

import os
import stat
import time

from guidegen.kept.folder import KeptFolder
from guidegen.kept.program import fingerprint
from guidegen.kept.project import ABSENT, digest_of, sha256_of
from guidegen.kept.quick_json import encoder, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

#: So much older than the moment in which it is read a file must be: the times of some disks go by two seconds.
_SETTLED = 2_500_000_000
#: So few bytes are read sooner than what would be kept of them.
_FEW = 1 << 20
_HAS_STAMPS = os.name != "nt"


class Stamps:
    """The digests of the files of one run, by their stamps, as an earlier run of the same found them."""

    __slots__ = ("_folder", "_is_new", "_known", "_name", "_read", "_seen")

    def __init__(self, root: str, name: str) -> None:
        """For a run of this name in the project at `root`."""
        self._folder = KeptFolder(root, "stamps", most_files=16, most_bytes=64 * 1024 * 1024)
        self._name = name
        self._known: dict[str, str] | None = None
        self._seen: dict[str, str] = {}
        self._read = 0
        self._is_new = False

    def digest_at(self, path: str) -> str | None:
        """As `project.digest_at`: the bytes in short, `ABSENT` where nothing stands, None where it cannot be read."""
        try:
            status = os.stat(path)
        except (FileNotFoundError, NotADirectoryError):
            return None if os.path.islink(path) else ABSENT
        except (OSError, ValueError):
            return None
        return self._digest(path, status, "", digest_of)

    def digest_of_output(self, path: str) -> str | None:
        """The same of a file that was written: a link in its place is another one."""
        try:
            return self._digest(path, os.lstat(path), "", digest_of)
        except (OSError, ValueError):
            return None

    def sha256_at(self, path: str) -> str | None:
        """The SHA-256 of an ordinary file that is no link, as manifests have it; None where there is none."""
        try:
            return self._digest(path, os.lstat(path), "sha256 ", sha256_of)
        except (OSError, ValueError):
            return None

    def keep(self) -> None:
        """Keep what was found, for a run in which all was as it should be; little is not worth it."""
        if not self._is_new or self._read <= _FEW:
            return
        data = encoder()([fingerprint(), self._seen]).encode()
        self._folder.write(self._name, data)
        self._folder.trim()

    def _digest(
        self, path: str, status: os.stat_result, kind: str, read: Callable[[str, int], str | None]
    ) -> str | None:
        if not stat.S_ISREG(status.st_mode):
            return None
        stamp = f"{kind}{_stamp(status)}"
        if self._known is None:
            self._known = self._kept()
        known = self._known.get(stamp)
        if known is None:
            begun = time.time_ns()
            known = read(path, status.st_size)
            self._read += status.st_size
            if known is None or not _is_settled(path, status, begun):
                return known
            self._is_new = True
        self._seen[stamp] = known
        return known

    def _kept(self) -> dict[str, str]:
        data = self._folder.read(self._name) if _HAS_STAMPS else None
        if data is None:
            return {}
        try:
            program, known = loads(data.decode())
        except (ValueError, TypeError, RecursionError):
            return {}
        is_ours = program == fingerprint() and isinstance(known, dict)
        return known if is_ours and all(isinstance(digest, str) for digest in known.values()) else {}


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_dev} {status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _is_settled(path: str, status: os.stat_result, begun: int) -> bool:
    """Whether a file was old enough when it was read, and is still the one that was looked at before."""
    if not _HAS_STAMPS or max(status.st_mtime_ns, status.st_ctime_ns) > begun - _SETTLED:
        return False
    try:
        return _stamp(os.stat(path)) == _stamp(status)
    except OSError:
        return False

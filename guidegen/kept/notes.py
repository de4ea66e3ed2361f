"""Notes that are taken line by line while a long run goes on, so that little is forgotten when it is cut short.

A line is handed to the system as soon as it is noted, and outlives the program however that ends; every so many lines
they are brought to the disk, for the case that the power fails. A last line that was cut off counts as none.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator
from typing import IO

from guidegen.kept.folder import TEMPORARY, KeptFolder

#: After so many lines what was noted is brought to the disk.
_SURE = 64
_LARGEST = 64 * 1024 * 1024


class Notes:
    """The lines under a name in a folder. Failures of the machine are silent: what is not noted is only made again."""

    def __init__(self, folder: KeptFolder, name: str) -> None:
        """Nothing is read or written yet."""
        self._folder = folder
        self._path = os.path.join(folder.path, name)
        self._file: IO[bytes] | None = None
        self._count = 0
        self._lock = threading.Lock()

    def lines(self) -> Iterator[bytes]:
        """What was noted, line by line, without the line ends."""
        try:
            if not os.path.isfile(self._path) or os.path.getsize(self._path) > _LARGEST:
                return
            with open(self._path, "rb") as file:
                for line in file:
                    if line.endswith(b"\n"):
                        yield line[:-1]
        except OSError:
            return

    def add(self, line: bytes) -> None:
        """Note a line, which holds no line end. Any thread may do that."""
        with self._lock, contextlib.suppress(OSError):
            if self._file is None:
                self._file = self._opened()
            self._file.write(line + b"\n")
            self._count += 1
            if self._count % _SURE == 0:
                os.fsync(self._file.fileno())

    def _opened(self) -> IO[bytes]:
        self._folder.make()
        file = open(self._path, "ab+", buffering=0)  # noqa: SIM115 - open for as long as the run goes on
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        return file

    def replace(self, lines: Iterable[bytes]) -> None:
        """Put these lines in the place of all."""
        self.close()
        temporary = os.path.join(self._folder.path, f"{TEMPORARY}{os.getpid()}-{os.urandom(4).hex()}")
        try:
            self._folder.make()
            with open(temporary, "wb") as file:
                file.writelines(line + b"\n" for line in lines)
            os.replace(temporary, self._path)
        except OSError:
            return

    def close(self) -> None:
        """Nothing more is noted. Old notes beyond the bounds of the folder are forgotten."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._folder.trim()

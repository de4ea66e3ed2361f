"""A folder that is named by an address, such as `s3://bucket/handouts`: files appear in it whole or not at all.

Everything that fsspec knows can be named. Where putting a file is one step, as in object stores, it is put; elsewhere
it is written under another name and moved.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guidegen.batch.whole_files import TEMPORARY, write_whole
from guidegen.records import dataclass

#: Where a file that is put is not seen before it is whole.
_PUT_AT_ONCE = frozenset("abfs abfss az adl gcs gs memory oci oss s3 s3a".split())
_ON_DISK = frozenset(("file", "local"))
INSTALL = 'pip install "guidegen[dask]"'


class NoLocation(Exception):
    """An address that leads nowhere; the words are for the user."""


def is_address(output: object) -> bool:
    """Whether an output is an address and not the path of a folder.

    >>> is_address("s3://bucket/handouts"), is_address("output")
    (True, False)
    """
    return "://" in str(output)


@dataclass(slots=True)
class Location:
    """The folder at an address. Its methods raise OSError."""

    address: str
    _files: Any = None
    _folder: str = ""
    _protocol: str = ""

    def __post_init__(self) -> None:
        """Find out how to get there. Raises NoLocation."""
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise NoLocation(f"Writing to an address takes fsspec, which is not installed: {INSTALL}") from error
        try:
            self._files, self._folder = url_to_fs(self.address)
        except ImportError as error:
            raise NoLocation(f"A library for {self.address.split(':')[0]} is missing: {error}") from error
        except ValueError as error:
            raise NoLocation(f"{self.address} is no address of a folder: {error}") from error
        self._folder = self._folder.rstrip("/")
        kinds = self._files.protocol
        self._protocol = kinds if isinstance(kinds, str) else kinds[0]

    @property
    def on_disk(self) -> Path | None:
        """The folder, if it is one of this machine."""
        return Path(self._folder) if self._protocol in _ON_DISK else None

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole, in place of one that may be there."""
        with _as_os_error():
            if folder := self.on_disk:
                folder.mkdir(parents=True, exist_ok=True)
                write_whole(folder / name, data)
            elif self._protocol in _PUT_AT_ONCE:
                self._files.pipe_file(self._at(name), data)
            else:
                self._files.makedirs(self._folder, exist_ok=True)
                temporary = self._at(f"{TEMPORARY}{os.urandom(8).hex()}")
                self._files.pipe_file(temporary, data)
                self._files.mv(temporary, self._at(name))

    def upload(self, file: Path, name: str) -> None:
        """Write a file that may be too long to be held."""
        with _as_os_error():
            if self._protocol in _PUT_AT_ONCE:
                self._files.put_file(str(file), self._at(name))
            else:
                self._files.makedirs(self._folder, exist_ok=True)
                temporary = self._at(f"{TEMPORARY}{os.urandom(8).hex()}")
                self._files.put_file(str(file), temporary)
                self._files.mv(temporary, self._at(name))

    def download(self, name: str, file: Path) -> None:
        """Fetch a file, if it is there."""
        with _as_os_error(), contextlib.suppress(FileNotFoundError):
            self._files.get_file(self._at(name), str(file))

    def read(self, name: str) -> bytes | None:
        """The content of a file, or None."""
        with _as_os_error(), contextlib.suppress(FileNotFoundError):
            return bytes(self._files.cat_file(self._at(name)))
        return None

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        with _as_os_error():
            return bool(self._files.exists(self._at(name)))

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with _as_os_error(), contextlib.suppress(FileNotFoundError):
            self._files.rm_file(self._at(name))

    def names(self, end: str) -> list[str]:
        """The files whose names end so, sorted."""
        with _as_os_error(), contextlib.suppress(FileNotFoundError):
            found = (path.rsplit("/", 1)[-1] for path in self._files.ls(self._folder, detail=False))
            return sorted(name for name in found if name.endswith(end))
        return []

    def _at(self, name: str) -> str:
        return f"{self._folder}/{name}"


@contextlib.contextmanager
def _as_os_error() -> Iterator[None]:
    """What libraries raise that know their own errors alone, as errors of the machine."""
    try:
        yield
    except (OSError, KeyboardInterrupt):
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error

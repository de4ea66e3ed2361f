"""An output folder at an address. Its manifest is at hand while it is worked on, and put in its place at the end."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from guidegen.batch.location import Location
from guidegen.batch.manifest import MANIFEST, Entry
from guidegen.batch.store import Store, digest
from guidegen.kept.project import digest_at


class FarStore(Store):
    """The folder at a location; `folder` has its manifest alone."""

    def __init__(self, location: Location) -> None:
        """Fetch the manifest. Raises OSError."""
        self._desk = tempfile.TemporaryDirectory(prefix="guidegen-")
        super().__init__(Path(self._desk.name))
        self.location = location
        location.download(MANIFEST, self.folder / MANIFEST)
        self._fetched = digest_at(str(self.folder / MANIFEST))

    @property
    def is_far(self) -> bool:
        """Whether each file waits for an answer from another machine."""
        return True

    @property
    def place(self) -> str:
        """What tells this folder from others."""
        return self.location.address

    def shown(self, name: str) -> str:
        """A file as the user may name it."""
        return f"{self.location.address.rstrip('/')}/{name}"

    def sweep(self) -> None:
        """Remove what a killed worker left half-written on a disk; elsewhere nobody knows how old it is."""
        if folder := self.location.on_disk:
            Store(folder).sweep()

    def settle(self) -> None:
        """Put the manifest in its place, if it is not as it was fetched. Raises OSError."""
        path = self.folder / MANIFEST
        if path.is_file() and digest_at(str(path)) != self._fetched:
            self.location.upload(path, MANIFEST)

    def has(self, name: str) -> bool:
        """True when something stands under this name."""
        try:
            return self.location.has(name)
        except OSError:
            return False

    def holds(self, name: str, data: bytes) -> bool:
        """True when the file is there with just these bytes."""
        return self._read(name) == data

    def write(self, name: str, data: bytes, *, shown: str = "") -> bool:
        """Write a file whole; False, with the failure noted, when that cannot be done."""
        try:
            self.location.write(name, data)
        except OSError as error:
            self.fail(error, self.shown(shown or name))
            return False
        return True

    def write_all(self, files: Sequence[tuple[str, bytes, str]]) -> list[bool]:
        """Write files as `write` does, each with its name, data and what it is `shown` as; which are in their place."""
        return [self.write(name, data, shown=shown) for name, data, shown in files]

    def remove(self, name: str) -> bool:
        """Remove a file; True when it is gone."""
        try:
            self.location.remove(name)
        except OSError as error:
            self.fail(error, self.shown(name))
            return False
        return True

    def data_of(self, entry: Entry) -> bytes | None:
        """The bytes of the file of an entry, if they are still as a build wrote them."""
        name = self.name_of(entry)
        data = self._read(name) if name else None
        return data if data is not None and digest(data) == entry.get("sha256") else None

    def files_by_content(self) -> dict[str, str]:
        """The names of all PDFs by their digests: each is read."""
        read = ((name, self._read(name)) for name in self.location.names(".pdf"))
        return {digest(data): name for name, data in read if data is not None}

    def _read(self, name: str) -> bytes | None:
        try:
            return self.location.read(name)
        except OSError:
            return None

    def fail(self, error: OSError, shown: str) -> None:
        """Note why what is `shown` could not be written: errors of other machines do not tell what is about all."""
        self.failures.append(f"{shown}: {error.strerror or error}")

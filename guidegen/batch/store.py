"""The output folder: files that are whole or absent, and which of them a build wrote."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from guidegen.batch.held_files import in_turn
from guidegen.batch.manifest import JOURNAL, Entry, is_copy, read_entries, read_journal
from guidegen.batch.whole_files import holds, left_in, write_together, write_whole
from guidegen.kept.digests import blake2b, sha256
from guidegen.records import dataclass, field


@dataclass(slots=True)
class Store:
    """An output folder. Failures of the machine are collected by file, so that one does not stop the rest."""

    folder: Path
    failures: list[str] = field(default_factory=list)
    _by_content: dict[str, str] | None = None

    @property
    def place(self) -> str:
        """What tells this folder from others."""
        return str(self.folder.resolve())

    @property
    def is_far(self) -> bool:
        """Whether each file waits for an answer from another machine."""
        return False

    def shown(self, name: str) -> str:
        """A file as the user may name it."""
        return str(self.folder / name)

    def has(self, name: str) -> bool:
        """True when something stands under this name, a broken link included."""
        return os.path.lexists(self.folder / name)

    def settle(self) -> None:
        """The manifest is written, and all is in its place."""

    def previous(self) -> dict[str, Entry]:
        """The entries of the manifest by file name, those of copies left out."""
        return {entry["file"]: entry for entry in read_entries(self.folder) if not is_copy(entry)}

    def previous_copies(self, left: Sequence[Path] = ()) -> Iterator[Entry]:
        """The entries of copies, one after the other: those in the lists that killed builds `left` that were written,
        then those of the manifest that are not among them."""
        newer = set()
        last, is_there = "", False
        for entry in (entry for path in left for entry in read_journal(path)):
            # Copies in one file have one digest.
            if (digest_ := str(entry.get("sha256"))) != last:
                last, is_there = digest_, self.is_ours(entry)
            if is_there:
                newer.add(_which(entry))
                yield entry
        yield from (entry for entry in read_entries(self.folder) if is_copy(entry) and _which(entry) not in newer)

    def forget(self, left: Sequence[Path]) -> None:
        """Remove lists that killed builds left: what they say stands in the manifest."""
        for path in left:
            with contextlib.suppress(OSError):
                path.unlink()

    def sweep(self) -> None:
        """Remove what killed builds left half-written, but not their lists of copies. What a build that is running
        writes stays."""
        with in_turn(self.folder):
            for path in left_in(self.folder):
                if not path.name.startswith(JOURNAL):
                    with contextlib.suppress(OSError):
                        path.unlink()

    def holds(self, name: str, data: bytes) -> bool:
        """True when the file is there with just these bytes."""
        return holds(self.folder / name, data)

    def write(self, name: str, data: bytes, *, shown: str = "") -> bool:
        """Write a file whole; False, with the failure noted, when the machine does not let us.

        `shown` stands for a name that may not be told.
        """
        path = self.folder / name
        try:
            try:
                write_whole(path, data)
            except FileNotFoundError:
                self.folder.mkdir(parents=True, exist_ok=True)
                write_whole(path, data)
        except OSError as error:
            self.fail(error, str(self.folder / (shown or name)))
            return False
        return True

    def fail(self, error: OSError, shown: str) -> None:
        """Note why what is `shown` could not be written, or, where nothing can be, that of the folder and once."""
        from guidegen.batch.folder_failures import folder_failure

        self._note(folder_failure(self.folder, error), f"{shown}: {error.strerror or type(error).__name__}")

    def _note(self, of_all: str, of_one: str) -> None:
        if of_all not in self.failures:
            self.failures.append(of_all or of_one)

    def write_all(self, files: Sequence[tuple[str, bytes, str]]) -> list[bool]:
        """Write files as `write` does, each with its name, data and what it is `shown` as; which are in their place.

        The disk is waited for once.
        """
        errors = write_together([(self.folder / name, data) for name, data, _ in files])
        return [
            error is None or self.write(name, data, shown=shown)
            for (name, data, shown), error in zip(files, errors, strict=True)
        ]

    def remove(self, name: str) -> bool:
        """Remove a file; True when it is gone."""
        path = self.folder / name
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            from guidegen.batch.folder_failures import removal_failure

            of_one = f"{path} cannot be removed: {error.strerror or error}"
            self._note(removal_failure(self.folder, error), of_one)
            return False
        return True

    def is_ours(self, entry: Entry) -> bool:
        """True when the file of an entry is still as a build wrote it."""
        return self.data_of(entry) is not None

    def data_of(self, entry: Entry) -> bytes | None:
        """The bytes of the file of an entry, if they are still as a build wrote them."""
        name = self.name_of(entry)
        try:
            data = (self.folder / name).read_bytes() if name else None
        except OSError:
            return None
        return data if data is not None and digest(data) == entry.get("sha256") else None

    def name_of(self, entry: Entry) -> str:
        """The name of an entry's file. One that may tell whose copy it is stands in no manifest: it is found by its
        content, and empty when there is no such file (any more)."""
        if "file" in entry:
            return str(entry["file"])
        if self._by_content is None:
            self._by_content = self.files_by_content()
        return self._by_content.get(str(entry.get("sha256")), "")

    def files_by_content(self) -> dict[str, str]:
        """The names of all PDFs by their digests."""
        found = {}
        for path in sorted(self.folder.glob("*.pdf")):
            with contextlib.suppress(OSError):
                found[digest(path.read_bytes())] = path.name
        return found


def _which(entry: Entry) -> bytes:
    """Which copy an entry is of, in short."""
    told = f"{entry.get('file') or entry.get('sha256')} {entry['copy']}"
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(data).hex()

"""The manifest: what builds wrote, one entry on each line, so that a long one is never held as a whole.

Entries of single outputs are few and stand first, by name. Entries of copies follow in the order of their roster.
They are noted in a file of their own before each copy is written, and joined to the others when all is done. Where a
build was killed, that file is left behind, and tells the next one which copies may be there.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from guidegen.batch.held_files import CAN_HOLD
from guidegen.batch.whole_files import TEMPORARY, for_us_alone, left_in, new_name
from guidegen.kept.project import ABSENT, digest_at
from guidegen.kept.quick_json import dumps_texts, encoder, loads
from guidegen.source.entries import parse_entries

MANIFEST = "manifest.json"
#: What the names of files begin with that list copies while these are made.
JOURNAL = f"{TEMPORARY}copies-"
Entry = dict[str, Any]


def read_entries(folder: Path) -> Iterator[Entry]:
    """The entries of the manifest in a folder, one after the other; none when there is none or it is not ours.

    A name with a folder in it was not written by a build: nothing outside the folder may be touched.
    """
    try:
        with (folder / MANIFEST).open(encoding="utf-8") as stream:
            yield from (entry for entry in parse_entries(stream) if _is_entry(entry))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return


def journals(folder: Path) -> list[Path]:
    """The lists of copies that killed builds left in a folder; not those of builds that are running, where that can be
    told."""
    try:
        return left_in(folder, JOURNAL) if CAN_HOLD else sorted(folder.glob(f"{JOURNAL}*"))
    except OSError:
        return []


def read_journal(path: Path) -> Iterator[Entry]:
    """The entries of such a list. A line that was cut off is none."""
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            for line in stream:
                with contextlib.suppress(ValueError, RecursionError):
                    entry = loads(line.strip())
                    if _is_entry(entry) and is_copy(entry):
                        yield entry
    except OSError:
        return


def is_copy(entry: Entry) -> bool:
    """True for one of many copies; its `file` is left out where the name could tell whose it is."""
    return "copy" in entry


def _is_entry(entry: Any) -> bool:
    if not isinstance(entry, dict):
        return False
    name = entry.get("file")
    return isinstance(name, str) and Path(name).name == name if name is not None else is_copy(entry)


class NewManifest:
    """A manifest on its way. Raises OSError where the folder cannot be written to."""

    def __init__(self, folder: Path) -> None:
        """For an output folder; nothing is written before the first copy."""
        self.folder = folder
        self._copies: io.FileIO | None = None
        self._length = 0
        self._withdrawn: set[str] = set()
        #: The manifest that was put in place, in short.
        self.digest = ABSENT

    def add_copies(self, entries: Iterable[Entry]) -> None:
        """Note copies that are about to be written, after those that were noted before them: all, or none (OSError)."""
        if self._copies is None:
            # What is noted is handed to the system, which keeps it when the program is killed.
            self._copies = _temporary(self.folder, JOURNAL)
        told = "".join(map(_line, entries)).encode()
        rest = memoryview(told)
        try:
            while rest:
                rest = rest[self._copies.write(rest) :]
        except OSError:
            # All of them or none: a manifest names no copy that nobody wrote, and holds no half of a line.
            self._copies.truncate(self._length)
            self._copies.seek(self._length)
            raise
        self._length += len(told)

    def withdraw(self, entry: Entry) -> None:
        """A copy that was noted could not be written."""
        self._withdrawn.add(_line(entry))

    @property
    def has_copies(self) -> bool:
        """True when a copy was noted."""
        return self._copies is not None

    def finish(self, entries: Iterable[Entry], program: str) -> None:
        """Put the manifest in place of the last one; an equal one is left alone."""
        file = _temporary(self.folder)
        name = os.fspath(file.name)
        try:
            with io.TextIOWrapper(io.BufferedWriter(file), encoding="utf-8", newline="\n") as stream:
                stream.write(f'{{"program": {dumps_texts([program])[1:-1]}, "files": [')
                comma = "\n"
                for line in self._lines(entries):
                    stream.write(comma + line.rstrip("\n"))
                    comma = ",\n"
                stream.write("\n]}\n")
            self.digest = digest_at(name) or ABSENT
            path = self.folder / MANIFEST
            if digest_at(os.fspath(path)) == self.digest:
                os.unlink(name)
            else:
                os.chmod(name, 0o644)
                os.replace(name, path)
        except BaseException:
            self.digest = ABSENT
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
        self._discard()

    def _lines(self, entries: Iterable[Entry]) -> Iterator[str]:
        yield from map(_line, sorted(entries, key=lambda entry: str(entry["file"])))
        if self._copies is not None:
            with open(self._copies.name, encoding="utf-8", newline="\n") as noted:
                yield from (line for line in noted if line not in self._withdrawn)

    def let_go(self) -> None:
        """Leave what was noted, where no manifest says it: the next build finds it, as what a killed one left."""
        if self._length and self._copies is not None:
            self._copies.close()
            self._copies = None
        self._discard()

    def _discard(self) -> None:
        """Remove what was noted on the way."""
        if self._copies is not None:
            self._copies.close()
            with contextlib.suppress(OSError):
                os.unlink(self._copies.name)
            self._copies = None


def _temporary(folder: Path, beginning: str = TEMPORARY) -> io.FileIO:
    folder.mkdir(parents=True, exist_ok=True)
    return io.FileIO(new_name(folder, beginning), "x", opener=for_us_alone)


#: Made once, as each of thousands of lines would make one of its own.
_encode = encoder(ascii=False)


def _line(entry: Entry) -> str:
    return _encode(entry) + "\n"

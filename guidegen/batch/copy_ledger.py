"""Which copies are finished, so that a run that was cut short goes on where it stopped.

A line is noted when a file is in its place: which copies are in it, how many pages they have, and a mark. The mark is
a digest of the file and of all that decides the bytes of these copies, their rows included, under a key that is made of
the bytes of the file. So it fits this file alone, as it was written; and it tells nothing of a row to anybody who has
not got the copy itself. What does not fit is made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.made import Finished, Made
from guidegen.content_digest import content_digest
from guidegen.kept.digests import blake2b, sha256_on_the_way
from guidegen.kept.folder import KeptFolder
from guidegen.kept.notes import Notes
from guidegen.model.guide import Guide
from guidegen.model.quiz import Quiz
from guidegen.records import dataclass

#: So many of a file's last bytes are left out of the key of its mark, which so is another digest than the file's own.
_END = 64
#: So many lines that were overtaken by others are left where they are.
_OVERTAKEN = 200


@dataclass(frozen=True, slots=True)
class FileDigests:
    """The SHA-256 of a file, which lists of files show, and the key of its mark: only who has the file can know it."""

    sha256: str
    key: bytes = b""


def digests_of(data: bytes) -> FileDigests:
    """The digests of a file."""
    key, whole = sha256_on_the_way(data, _END)
    return FileDigests(whole.hex(), key)


@dataclass(frozen=True, slots=True)
class CopyNote:
    """A copy, by the number of its row or what else it is called without a name. One that was refused has no pages.

    `sections` are the pages on which its sections begin.
    """

    label: str
    pages: int = 0
    standard: str = ""
    sections: Mapping[str, int] | None = None

    def finished(self, data: bytes = b"") -> Finished:
        """The copy with the bytes of its file."""
        return Finished(data, self.pages, self.sections or {}, self.standard)


def note_of(made: Made) -> CopyNote:
    """What is noted of a copy."""
    sections = {name: page for name, page in made.laid.anchors.items() if name.startswith("section:")}
    return CopyNote(made.label, made.laid.pages, made.standard, sections)


class CopyLedger:
    """The finished files of one run, in the output folder `folder`. With `force` nothing is finished.

    What is `only_read` is left as it is.
    """

    def __init__(self, root: Path, folder: Path, told: str, *, force: bool = False, only_read: bool = False) -> None:
        """For runs that are told apart by `told`: the source, and everything that was asked for beside the people."""
        kept = KeptFolder(str(root.resolve()), "copies", most_files=32, most_bytes=64 * 1024 * 1024)
        name = blake2b(f"{folder.resolve()}\n{told}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self.folder = folder
        self._notes = Notes(kept, f"{name}.jsonl")
        self._known: dict[str, tuple[tuple[CopyNote, ...], str]] = {}
        self._overtaken = 0
        if force:
            self._notes.replace(())
        else:
            self._read()
            if self._overtaken > _OVERTAKEN and not only_read:
                self._notes.replace(self._lines())

    def beginning_with(self, label: str) -> Sequence[CopyNote]:
        """The copies of the file that begins with this one; nothing where there was none."""
        return self._known[label][0] if label in self._known else ()

    def data_of(self, copies: Sequence[CopyNote], made_of: bytes, name: str) -> bytes | None:
        """The bytes of the file with these copies, if it is whole and would be the same again."""
        path = self.folder / name
        try:
            data = path.read_bytes() if path.is_file() and not path.is_symlink() else None
        except OSError:
            return None
        _, mark = self._known[copies[0].label]
        return data if data is not None and _mark(copies, made_of, digests_of(data)) == mark else None

    def add(self, copies: Sequence[CopyNote], made_of: bytes, digests: FileDigests) -> None:
        """The file of these digests, which has these copies, is in its place."""
        self._notes.add(_line(copies, _mark(copies, made_of, digests)))

    def close(self) -> None:
        """The run is over."""
        self._notes.close()

    def _read(self) -> None:
        count = 0
        alike: dict[str, Mapping[str, int]] = {}
        for line in self._notes.lines():
            count += 1
            try:
                plain, mark = json.loads(line)
                copies = tuple(_parsed(each, alike) for each in plain)
                if isinstance(mark, str):
                    self._known[copies[0].label] = (copies, mark)
            except (ValueError, TypeError, AttributeError, IndexError, RecursionError):
                continue
        self._overtaken = count - len(self._known)

    def _lines(self) -> Iterator[bytes]:
        for copies, mark in self._known.values():
            yield _line(copies, mark)


#: Made once, as each of thousands of notes would make some of its own.
_encode = json.JSONEncoder(separators=(",", ":")).encode
_encode_sorted = json.JSONEncoder(separators=(",", ":"), sort_keys=True).encode


def _mark(copies: Iterable[CopyNote], made_of: bytes, digests: FileDigests) -> str:
    told = _encode_sorted([digests.sha256, *(_plain(each) for each in copies)])
    return blake2b(made_of + told.encode(), key=digests.key, digest_size=16).hexdigest()


def _line(copies: Iterable[CopyNote], mark: str) -> bytes:
    return _encode([[_plain(each) for each in copies], mark]).encode()


def _plain(note: CopyNote) -> list[Any]:
    return [note.label, note.pages, note.standard, note.sections or {}]


def _parsed(plain: Any, alike: dict[str, Mapping[str, int]]) -> CopyNote:
    """A note. Most copies have their sections on the same pages: these are held once."""
    label, pages, standard, sections = plain
    if not (isinstance(label, str) and isinstance(pages, int) and isinstance(standard, str)):
        raise TypeError("no note")
    if not all(isinstance(page, int) for page in sections.values()):
        raise TypeError("no pages")
    return CopyNote(label, pages, standard, alike.setdefault(json.dumps(sections), sections))


def ledger_of(
    root: Path,
    folder: Path,
    source: Guide | Quiz,
    choices: Choices,
    wanted: CopiesWanted,
    *,
    force: bool = False,
    only_read: bool = False,
) -> CopyLedger:
    """What is known of the copies of a source that were made with the same options."""
    told = content_digest((source.path, choices, wanted.merge, wanted.two_sided))
    return CopyLedger(root, folder, told, force=force, only_read=only_read)

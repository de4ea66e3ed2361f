"""Writes what was laid out to the output folder, and keeps the folder and its manifest true to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from guidegen.batch.files_made import FilesMade, edition_in, edition_of, facts, short, source_digest
from guidegen.batch.held_files import in_turn
from guidegen.batch.made import Compiled
from guidegen.batch.manifest import Entry, NewManifest, journals
from guidegen.batch.outputs import OutputId, name_taken
from guidegen.batch.report import Report, Written
from guidegen.batch.sheets import PaperCount
from guidegen.batch.store import Store, digest
from guidegen.diagnostics import Diagnostic
from guidegen.digest_table import DigestTable
from guidegen.kept.project import digest as in_short
from guidegen.model.guide import Guide
from guidegen.model.quiz import Quiz
from guidegen.records import dataclass, field
from guidegen.source.text import SourceText

if TYPE_CHECKING:
    from guidegen.batch.earlier_files import EarlierFiles


@dataclass(slots=True)
class Outlet:
    """One run's way to the output folder. What it wrote and removed stands in `report`; `root` is the project's.

    `made` are its files, `previous` the entries of the manifest that an earlier build left, by name; lists of copies
    that killed builds `left` stand beside that. `manifest` is the new one, `removed_keys` were stale.
    """

    root: Path
    store: Store
    report: Report
    sources: Mapping[str, SourceText]
    producer: str
    made: FilesMade = field(default_factory=FilesMade)
    removed_keys: set[str] = field(default_factory=set)
    previous: dict[str, Entry] = field(init=False)
    manifest: NewManifest = field(init=False)
    left: list[Path] = field(init=False)
    _taken: DigestTable = field(default_factory=DigestTable)
    _earlier: EarlierFiles | None = None

    def __post_init__(self) -> None:
        self.previous = self.store.previous()
        self.manifest = NewManifest(self.store.folder)
        self.left = journals(self.store.folder)

    def claim(self, name: str, path: str) -> bool:
        """Take the name of a file for the source at `path`; False when another output has it, which must stay.

        Letter case does not count, as it does not on many disks.
        """
        if not self.is_free(name, path):
            return False
        self._taken.add(short(name.casefold()))
        return True

    def is_free(self, name: str, path: str) -> bool:
        """Whether the source at `path` could take the name of a file."""
        other = self.previous.get(name, {}).get("source", path)
        return short(name.casefold()) not in self._taken and (other == path or not (self.root / str(other)).is_file())

    def write(self, compiled: Compiled) -> list[Diagnostic]:
        """Write the files of one source, or say why not: when one of their names is taken, none is written.

        Its old key goes first: a stale key never stays beside a new quiz.
        """
        names = [made.output.file_name() for made in compiled.made]
        if taken := [name for name in names if not self.claim(name, compiled.path)]:
            return [name_taken(taken[0], compiled.path)]
        sources = self.digests(compiled.path, compiled.needs)
        for made in compiled.made:
            made.let_go()
        # The digest of a file goes on from that of its beginning, if it is asked for at once.
        rendered = [
            (made, data, made.placed or digest(data)) for made in compiled.made for data in [made.data(self.producer)]
        ]
        for made, _, sha256 in rendered:
            name = made.output.file_name()
            if made.output.holds_answers and self.previous.get(name, {}).get("sha256", sha256) != sha256:
                self.store.remove(name)
        paper = PaperCount()
        for made, data, sha256 in rendered:
            name = made.output.file_name()
            # Documents come in order, the key last: a new key may not stand beside a quiz that could not be written.
            if (made.output.holds_answers and self.report.failed.intersection(names)) or (
                not self.store.write(name, data)
            ):
                self.report.failed.add(name)
                continue
            self.report.written.append(Written(self.store.folder / name, made.laid.pages))
            self.made.entries[name] = {"file": name, **facts(made, sha256, compiled.path, sources)}
            self.report.outputs[name] = in_short(data)
            paper.add(made.output, made.laid.pages)
            self.report.fillable = self.report.fillable or made.output.fillable
            self.report.booklets = self.report.booklets or made.is_booklet
        self.made.built |= {(compiled.path, made.output.size, edition_of(made.output)) for made in compiled.made}
        self.report.sheets += [sheets for sheets in paper.sheets() if sheets.copies > 1]
        return []

    def amiss(self, path: str, outputs: Mapping[str, str]) -> list[str]:
        """What is wrong with the files of a source that an earlier build left: removed, altered, no longer noted.

        `outputs` are the files with their digests.
        """
        found = []
        for name, known in outputs.items():
            if self.as_left(path, name, known) is not None:
                continue
            found.append(f"{name} was altered, or built otherwise" if self.store.has(name) else f"{name} is missing")
        return found

    def as_left(self, path: str, name: str, known: str) -> tuple[bytes, str] | None:
        """The bytes of a file of the source at `path` and their SHA-256, if an earlier build left it so; `known` is
        their digest.
        """
        entry = self.previous.get(name, {})
        data = self.store.data_of(entry) if entry.get("source") == path else None
        return (data, str(entry["sha256"])) if data is not None and in_short(data) == known else None

    def keep(self, source: Guide | Quiz, needs: Sequence[str], outputs: Mapping[str, str]) -> bool:
        """Leave the files of a source as they are; False when one of their names is taken."""
        if not all(self.is_free(name, source.path) for name in outputs):
            return False
        for name in outputs:
            self.claim(name, source.path)
        sources = self.digests(source.path, needs)
        paper = PaperCount()
        for name in outputs:
            entry = {**self.previous[name], "sources_sha256": sources}
            self.made.entries[name] = entry
            self.report.outputs[name] = outputs[name]
            self.report.current.append(Written(self.store.folder / name, int(entry["pages"])))
            self.report.fillable = self.report.fillable or bool(entry["fillable"])
            folded = entry.get("impose") == "booklet" and entry["kind"] not in ("key", "teach-back")
            self.report.booklets = self.report.booklets or folded
            self.made.built.add((source.path, str(entry["size"]), edition_in(entry)))
            is_key, is_teach_back = entry["kind"] == "key", entry["kind"] == "teach-back"
            output = OutputId(source.name, is_key=is_key, is_teach_back=is_teach_back, page=str(entry["page"]))
            paper.add(output, int(entry["pages"]))
        self.report.sheets += [sheets for sheets in paper.sheets() if sheets.copies > 1]
        return True

    def digests(self, path: str, needs: Sequence[str]) -> dict[str, str]:
        """The SHA-256 of a source and of what it needs, by path."""
        return {each: source_digest(self.sources[each]) for each in (path, *needs)}

    def interrupt(self) -> None:
        """Write down what was made until now, beside what is still there of earlier builds. Nothing is removed."""
        with in_turn(self.store.folder):
            self._write_down()

    def _write_down(self) -> None:
        self.previous = self.store.previous()
        others = [entry for name, entry in self.previous.items() if name not in self.made.entries]
        still_there = [entry for entry in others if self.store.has(str(entry["file"]))]
        for entry in self.store.previous_copies(self.left):
            if self._earlier_files().is_still_there(entry):
                self.manifest.add_copies([entry])
        self.manifest.finish([*self.made.entries.values(), *still_there], self.producer)
        self.store.forget(self.left)
        self.store.settle()

    def finish(self) -> None:
        """Remove what nothing makes any more, and write the manifest: what other runs noted meanwhile stays in it."""
        with in_turn(self.store.folder):
            self._finish()

    def _finish(self) -> None:
        self.previous = self.store.previous()
        removed = self.removed_keys - self.made.entries.keys()
        self.report.removed += [self.store.folder / name for name in sorted(removed)]
        there_are_files = self.previous or self.made.entries or self.manifest.has_copies
        if not there_are_files and not any(self.store.previous_copies(self.left)):
            self.store.forget(self.left)
            return
        others = [entry for name, entry in self.previous.items() if name not in self.made.entries]
        kept = [entry for entry in others if self._earlier_files().stays(entry)]
        try:
            for entry in self.store.previous_copies(self.left):
                if short(self.store.name_of(entry)) not in self.made.copies and self._earlier_files().stays(entry):
                    self.manifest.add_copies([entry])
            self.manifest.finish([*self.made.entries.values(), *kept], self.producer)
            self.store.forget(self.left)
            self.store.settle()
        except OSError as error:
            self.store.fail(error, self.store.place)
        finally:
            self.manifest.let_go()
        self.report.manifest = self.manifest.digest

    def _earlier_files(self) -> EarlierFiles:
        """Those of earlier builds. Most builds make all files anew that there are, or leave them themselves."""
        if self._earlier is None:
            from guidegen.batch.earlier_files import EarlierFiles

            self._earlier = EarlierFiles(self.root, self.store, self.report, self.made, self.sources, self.previous)
        return self._earlier


def store_at(output: Path | str | None, usual: Path) -> Store:
    """The output folder, or what stands for it where it is named by an address."""
    if not address_of(output):
        return Store(Path(output) if output is not None else usual)
    from guidegen.batch.far_store import FarStore
    from guidegen.batch.location import Location

    return FarStore(Location(str(output)))


def address_of(output: Path | str | None) -> str:
    """The address by which the output folder is named, or nothing."""
    if not isinstance(output, str):
        return ""
    from guidegen.batch.location import is_address

    return output if is_address(output) else ""

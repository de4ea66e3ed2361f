"""Writes what was laid out to the output folder, and keeps the folder and its manifest true to each other."""

from __future__ import annotations

import dataclasses
import itertools
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from guidegen.batch.held_files import in_turn
from guidegen.batch.made import Compiled, Made
from guidegen.batch.manifest import Entry, NewManifest, is_copy, journals
from guidegen.batch.outputs import FORMATS, OutputId, edition, name_taken
from guidegen.batch.report import Report, Written, WrittenCopies, WrittenMerged
from guidegen.batch.sheets import PaperCount, colour_word
from guidegen.batch.store import Store, digest
from guidegen.diagnostics import Diagnostic, Severity, has_errors
from guidegen.digest_table import DigestTable
from guidegen.kept.digests import blake2b
from guidegen.kept.project import digest as in_short
from guidegen.model.guide import Guide
from guidegen.model.project import IMPOSITIONS
from guidegen.model.quiz import Quiz
from guidegen.records import dataclass
from guidegen.source.text import SourceText

if TYPE_CHECKING:
    from concurrent.futures import Future

    from guidegen.batch.copies import CopyRun, Foreseen
    from guidegen.batch.foreseen import Foresight
    from guidegen.batch.merging import CopyFile
    from guidegen.batch.writers import Writers

#: So many copies are waited for before the next is made.
_MOST_WAITING = 32
#: What was made in so many seconds is written together, if it is not enough before.
_SECONDS = 0.1
#: What the files of one quiz in one print size have in common.
_SAME = ("source", "size", "language", "site")
#: What tells that two files say the same: the form of a quiz, the text of a guide, the answers of a key.
_SAYS = ("quiz_code", "version_code")
_KEY_SAYS = ("quiz_code", "quiz_codes", "key_revision")


@dataclass(slots=True)
class Outlet:
    """One run's way to the output folder. What it wrote and removed stands in `report`; `root` is the project's.

    Of copies only short digests of their file names are kept, however many there are.
    """

    root: Path
    store: Store
    report: Report
    sources: Mapping[str, SourceText]
    producer: str
    _entries: dict[str, Entry] = field(default_factory=dict)
    _built: set[tuple[str, str, str]] = field(default_factory=set)
    _copies: DigestTable = field(default_factory=DigestTable)
    _unnamed: set[bytes] = field(default_factory=set)
    _taken: DigestTable = field(default_factory=DigestTable)
    _copy_codes: DigestTable = field(default_factory=DigestTable)
    _removed_keys: set[str] = field(default_factory=set)
    _merged_anew: set[str] = field(default_factory=set)
    _previous: dict[str, Entry] = field(init=False)
    _manifest: NewManifest = field(init=False)
    _left: list[Path] = field(init=False)

    def __post_init__(self) -> None:
        self._previous = self.store.previous()
        self._manifest = NewManifest(self.store.folder)
        self._left = journals(self.store.folder)

    def claim(self, name: str, path: str) -> bool:
        """Take the name of a file for the source at `path`; False when another output has it, which must stay.

        Letter case does not count, as it does not on many disks.
        """
        if not self.is_free(name, path):
            return False
        self._taken.add(_short(name.casefold()))
        return True

    def is_free(self, name: str, path: str) -> bool:
        """Whether the source at `path` could take the name of a file."""
        other = self._previous.get(name, {}).get("source", path)
        return _short(name.casefold()) not in self._taken and (other == path or not (self.root / str(other)).is_file())

    def write(self, compiled: Compiled) -> list[Diagnostic]:
        """Write the files of one source, or say why not: when one of their names is taken, none is written.

        Its old key goes first: a stale key never stays beside a new quiz.
        """
        names = [made.output.file_name() for made in compiled.made]
        if taken := [name for name in names if not self.claim(name, compiled.path)]:
            return [name_taken(taken[0], compiled.path)]
        sources = self._digests(compiled.path, compiled.needs)
        for made in compiled.made:
            made.let_go()
        # The digest of a file goes on from that of its beginning, if it is asked for at once.
        rendered = [
            (made, data, made.placed or digest(data)) for made in compiled.made for data in [made.data(self.producer)]
        ]
        for made, _, sha256 in rendered:
            name = made.output.file_name()
            if made.output.holds_answers and self._previous.get(name, {}).get("sha256", sha256) != sha256:
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
            self._entries[name] = {"file": name, **_facts(made, sha256, compiled.path, sources)}
            self.report.outputs[name] = in_short(data)
            paper.add(made.output, made.laid.pages)
            self.report.fillable = self.report.fillable or made.output.fillable
            self.report.booklets = self.report.booklets or _is_booklet(made)
        self._built |= {(compiled.path, made.output.size, _edition(made.output)) for made in compiled.made}
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
        entry = self._previous.get(name, {})
        data = self.store.data_of(entry) if entry.get("source") == path else None
        return (data, str(entry["sha256"])) if data is not None and in_short(data) == known else None

    def keep(self, source: Guide | Quiz, needs: Sequence[str], outputs: Mapping[str, str]) -> bool:
        """Leave the files of a source as they are; False when one of their names is taken."""
        if not all(self.is_free(name, source.path) for name in outputs):
            return False
        for name in outputs:
            self.claim(name, source.path)
        sources = self._digests(source.path, needs)
        paper = PaperCount()
        for name in outputs:
            entry = {**self._previous[name], "sources_sha256": sources}
            self._entries[name] = entry
            self.report.outputs[name] = outputs[name]
            self.report.current.append(Written(self.store.folder / name, int(entry["pages"])))
            self.report.fillable = self.report.fillable or bool(entry["fillable"])
            folded = entry.get("impose") == "booklet" and entry["kind"] not in ("key", "teach-back")
            self.report.booklets = self.report.booklets or folded
            self._built.add((source.path, str(entry["size"]), _edition_of(entry)))
            is_key, is_teach_back = entry["kind"] == "key", entry["kind"] == "teach-back"
            output = OutputId(source.name, is_key=is_key, is_teach_back=is_teach_back, page=str(entry["page"]))
            paper.add(output, int(entry["pages"]))
        self.report.sheets += [sheets for sheets in paper.sheets() if sheets.copies > 1]
        return True

    def foresee(self, path: str, made: Sequence[tuple[OutputId, Mapping[str, object]]]) -> None:
        """Take files of the source at `path` for written, with what the manifest would say of them."""
        for output, facts in made:
            self._entries[output.file_name()] = _foreseen_entry(output, path, facts)
            self._built.add((path, output.size, _edition(output)))

    def foresee_copy(self, copy: Foreseen, *, is_merged: bool) -> None:
        """The same for a copy, in a file of its own or with others."""
        output = dataclasses.replace(copy.output, merged=is_merged)
        self._copy_codes.add(_code_of(_variant(output), str(copy.facts.get("quiz_code"))))
        if not is_merged:
            self._copies.add(_short(output.file_name()))

    def foresee_copies(self, run: CopyRun, path: str, foresight: Foresight) -> None:
        """The same for what is known of all copies of a run, and for their keys."""
        self._built.add((path, run.choices.size, run.edition))
        self.foresee(path, [(key.output, key.facts) for key in foresight.keys])
        for output in foresight.merged:
            self._copies.add(_short(output.file_name()))
        if run.wanted.merge and not foresight.are_there:
            self._merged_anew.add(path)

    def stands(self, path: str, foreseen: Foreseen) -> bool:
        """Whether the key of copies is there as an earlier build left it, and answers just these."""
        entry = self._previous.get(foreseen.output.file_name(), {})
        says = _foreseen_entry(foreseen.output, path, foreseen.facts)
        return all(entry.get(name) == told for name, told in says.items()) and self.store.is_ours(entry)

    def removals(self) -> list[tuple[str, str]]:
        """The files that nothing makes any more, as far as that is known without building, with the reason.

        A file whose name may tell whose it is has none here.
        """
        others = (entry for name, entry in self._previous.items() if name not in self._entries)
        copies = (
            entry
            for entry in self.store.previous_copies(self._left)
            if _short(self.store.name_of(entry)) not in self._copies
            and not (entry.get("merged") and entry.get("source") in self._merged_anew)
        )
        found: dict[tuple[str, str], None] = {}
        last = ""
        for entry in itertools.chain(others, copies):
            name, source = self.store.name_of(entry), entry.get("source")
            if not name or name == last or not self._is_past(entry) or not self.store.is_ours(entry):
                continue
            last = name
            reason = f"{source} is gone" if self._is_gone(entry) else f"{source} does not make it any more"
            found[name if "file" in entry else "", reason] = None
        return list(found)

    def _is_gone(self, entry: Entry) -> bool:
        return not (self.root / str(entry.get("source", ""))).is_file()

    def write_copies(self, run: CopyRun, path: str, counted: Callable[[int], None] = lambda made: None) -> None:
        """Write copies as they are made, and their key at the end; `counted` is told how many there are after each.

        Disks take their time to say that a file is whole: meanwhile further copies are made.
        """
        run.before_placing = lambda: self._remove_keys(path, run, run.impose)
        writing = _CopyWriting(self, run, path, counted)
        writing.run_through()
        self.report.copied.append(path)
        self.report.sheets += writing.paper.sheets()

    def _announce(self, entries: Sequence[Entry]) -> bool:
        """Note copies that are about to be written; False, with the failure noted, when the machine does not let us."""
        try:
            self._manifest.add_copies(entries)
        except OSError as error:
            self.store.failures.append(f"{self.store.place}: {error.strerror or error}")
            return False
        return True

    def _take_back(self, entries: Sequence[Entry]) -> None:
        """Copies that were noted could not be written."""
        for entry in entries:
            self._manifest.withdraw(entry)

    def _put_all(self, files: Sequence[CopyFile]) -> list[bool]:
        """Write files with copies, but for those that are in their place, and note at once that they are there; which
        are in their place now.
        """
        written = iter(
            self.store.write_all(
                [(file.output.file_name(), file.data, file.shown) for file in files if not file.is_placed]
            )
        )
        are_there = [file.is_placed or next(written) for file in files]
        for file, is_there in zip(files, are_there, strict=True):
            if is_there:
                file.noted()
        return are_there

    def _note_file(self, file: CopyFile, entries: Sequence[Entry]) -> None:
        """A file with copies is written: they are known from now on."""
        name = file.output.file_name()
        self._copies.add(_short(name))
        for made, entry in zip(file.copies, entries, strict=True):
            self.report.fillable = self.report.fillable or made.output.fillable
            self.report.booklets = self.report.booklets or _is_booklet(made)
            self._copy_codes.add(_code_of(_variant(file.output), str(made.facts.get("quiz_code"))))
            if made.is_named:
                self._unnamed.add(_which(entry))
        if file.output.merged:
            merged = WrittenMerged(self.store.folder / name, len(file.copies), file.pages, colour_word(file.colour))
            self.report.merged.append(merged)

    def _remove_keys(self, path: str, run: CopyRun, impose: str) -> None:
        """A stale key never stays beside new copies."""
        for name, entry in self._previous.items():
            written = (entry.get("kind"), entry.get("source"), entry.get("size"), entry.get("format", "pdf"))
            is_of_run = written == ("key", path, run.choices.size, run.choices.format)
            if is_of_run and _edition_of(entry) == run.edition and entry.get("impose", "") == impose:
                self.store.remove(name)
                self._removed_keys.add(name)

    def _write_key(self, made: Made, path: str, sources: Mapping[str, str], *, is_whole: bool) -> None:
        """The key of copies, unless one of them could not be written or the key itself cannot be printed."""
        from guidegen.batch.interruptions import Held

        name = made.output.file_name()
        if has_errors(made.problems):
            return
        data = made.data(self.producer)
        with Held():
            if not is_whole or not self.store.write(name, data):
                self.report.failed.add(name)
                return
            self.report.written.append(Written(self.store.folder / name, made.laid.pages))
            self._entries[name] = {"file": name, **_facts(made, digest(data), path, sources)}
            self.report.outputs[name] = in_short(data)

    def _digests(self, path: str, needs: Sequence[str]) -> dict[str, str]:
        texts = {each: self.sources[each].text for each in (path, *needs)}
        return {each: digest(text.encode("utf-8", "surrogatepass")) for each, text in texts.items()}

    def interrupt(self) -> None:
        """Write down what was made until now, beside what is still there of earlier builds. Nothing is removed."""
        with in_turn(self.store.folder):
            self._write_down()

    def _write_down(self) -> None:
        self._previous = self.store.previous()
        others = [entry for name, entry in self._previous.items() if name not in self._entries]
        still_there = [entry for entry in others if self.store.has(str(entry["file"]))]
        for entry in self.store.previous_copies(self._left):
            if self._is_still_there(entry):
                self._manifest.add_copies([entry])
        self._manifest.finish([*self._entries.values(), *still_there], self.producer)
        self.store.forget(self._left)
        self.store.settle()

    def _is_still_there(self, entry: Entry) -> bool:
        """Whether a copy of an earlier build is there, and was not made anew. There is no time to look into files."""
        if "file" not in entry:
            return _which(entry) not in self._unnamed
        name = str(entry["file"])
        return _short(name) not in self._copies and self.store.has(name)

    def finish(self) -> None:
        """Remove what nothing makes any more, and write the manifest: what other runs noted meanwhile stays in it."""
        with in_turn(self.store.folder):
            self._finish()

    def _finish(self) -> None:
        self._previous = self.store.previous()
        self.report.removed += [self.store.folder / name for name in sorted(self._removed_keys - self._entries.keys())]
        there_are_files = self._previous or self._entries or self._manifest.has_copies
        if not there_are_files and not any(self.store.previous_copies(self._left)):
            self.store.forget(self._left)
            return
        others = [entry for name, entry in self._previous.items() if name not in self._entries]
        kept = [entry for entry in others if self._stays(entry)]
        try:
            for entry in self.store.previous_copies(self._left):
                if _short(self.store.name_of(entry)) not in self._copies and self._stays(entry):
                    self._manifest.add_copies([entry])
            self._manifest.finish([*self._entries.values(), *kept], self.producer)
            self.store.forget(self._left)
            self.store.settle()
        except OSError as error:
            self.store.failures.append(f"{self.store.place}: {error.strerror or error}")
        finally:
            self._manifest.let_go()
        self.report.manifest = self._manifest.digest

    def _stays(self, entry: Entry) -> bool:
        """Whether a file of an earlier build is still true; one that is not is removed, if it is as we wrote it."""
        source, name = str(entry.get("source", "")), self.store.name_of(entry)
        if not self._is_past(entry):
            refused = {d.span.path for d in self.report.diagnostics if d.severity is Severity.ERROR}
            path = self.store.folder / name
            # Copies may stand in one file one after the other.
            if source in refused and "file" in entry and self.report.kept[-1:] != [path]:
                self.report.kept.append(path)
            return bool(name)
        if name not in self.report.failed and self.store.is_ours(entry) and self.store.remove(name):
            if "file" in entry:
                self.report.removed.append(self.store.folder / name)
            else:
                self.report.removed_unnamed += 1
        return False

    def _is_past(self, entry: Entry) -> bool:
        """Whether the source of a file is gone, or makes it no more."""
        size = str(entry.get("run_size", entry.get("size")))
        edition = str(entry.get("run_edition", _edition_of(entry)))
        is_built = (str(entry.get("source", "")), size, edition) in self._built
        return self._is_gone(entry) or (is_built and not self._stays_beside(entry))

    def _stays_beside(self, entry: Entry) -> bool:
        """Whether a file stays beside those of its quiz that differ from it in form fields, format or imposition alone.

        It does as long as it says the same as one of them: a form and its answers are the same in all of them.
        """
        if is_copy(entry):
            return self._copy_stays(entry)
        part = _part(entry)
        is_key = part == "key"
        built = [each for each in self._entries.values() if all(each[name] == entry.get(name, "") for name in _SAME)]
        built = [each for each in built if _part(each) == part]
        if any(_variant_of(each) == _variant_of(entry) for each in built):
            return False
        says = _KEY_SAYS if is_key else _SAYS
        return any(all(each.get(name) == entry.get(name) for name in says) for each in built)

    def _copy_stays(self, entry: Entry) -> bool:
        code, own = str(entry.get("quiz_code")), _variant_of(entry)
        # Handouts without a quiz have no codes that tell whose they are: of these, files of one kind alone stay.
        variants = [each for each in _VARIANTS if "quiz_code" in entry or each[-1] == own[-1]]
        codes = {variant: _code_of(variant, code) in self._copy_codes for variant in variants}
        return not codes[own] and any(codes.values())


#: A file with what the manifest says of each copy in it.
_Announced = tuple["CopyFile", list[Entry]]


@dataclass(slots=True)
class _CopyWriting:
    """Writes the copies of a run. Disks take their time to say that a file is whole: meanwhile others are made.

    Some are handed over at a time, as each time takes. `made` are those that were not, since `begun`; `behind` of the
    others are waited for. `needs` are the files that the copies until now were made of, beside the source itself.
    """

    outlet: Outlet
    run: CopyRun
    path: str
    counted: Callable[[int], None]
    paper: PaperCount = field(default_factory=PaperCount)
    tally: _Tally = field(default_factory=lambda: _Tally())
    made: list[_Announced] = field(default_factory=list)
    waiting: deque[tuple[Future[list[bool]], list[_Announced]]] = field(default_factory=deque)
    behind: int = 0
    begun: float = field(default_factory=time.monotonic)
    needs: dict[str, None] = field(default_factory=dict)
    digests: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def run_through(self) -> None:
        """Write all copies, and their keys. What is in its place is noted, however this ends."""
        from guidegen.batch.interruptions import once
        from guidegen.batch.merging import copy_files
        from guidegen.batch.writers import who_writes

        report, tally = self.outlet.report, self.tally
        may_wait = self.outlet.store.is_far or self.run.engine.leaves_processors
        with once(), who_writes(may_wait=may_wait) as writers, closing(copy_files(self.run, self.counted)) as files:
            try:
                for file in files:
                    if isinstance(file, Made):
                        self._settle(0, writers)
                        self._write_key(file)
                    else:
                        self._take(file)
                        self._settle(0 if file.output.merged else _MOST_WAITING, writers)
            finally:
                self._settle(0, writers)
                report.copies_kept += tally.kept
                if tally.copies and not self.run.wanted.merge:
                    report.copies.append(tally.written(self.outlet.store.folder, self.run.source.name))

    def _write_key(self, made: Made) -> None:
        """A key may not stand beside copies of which one could not be written."""
        self.run.problems += made.problems
        sources = self._sources(tuple(self.needs))
        self.outlet._write_key(made, self.path, sources, is_whole=not self.tally.failed)

    def _take(self, file: CopyFile) -> None:
        """Take a file that is to be written, with what the manifest says of it."""
        outlet, run, name = self.outlet, self.run, file.output.file_name()
        if file.output.merged and not outlet.claim(name, self.path):
            run.problems.append(name_taken(name, self.path))
            self.tally.failed += 1
            return
        outlet._built.add((self.path, run.choices.size, run.edition))
        if not self.tally.changed and not file.is_placed and not outlet.store.holds(name, file.data):
            self.tally.changed = True
            outlet._remove_keys(self.path, run, file.output.impose)
        of_run = {"run_size": run.choices.size, "run_edition": run.edition}
        sources = [self._sources(made.needs) for made in file.copies]
        self.made.append((file, [of_run | entry for entry in _copy_entries(file, self.path, sources)]))

    def _begin(self, writers: Writers) -> None:
        """Begin to write the files that were made. They are noted before, so that they are known whatever happens."""
        from guidegen.batch.interruptions import Held

        outlet, self.begun = self.outlet, time.monotonic()
        with Held():
            made, self.made = self.made, []
            if outlet._announce([entry for _, entries in made for entry in entries]):
                self.waiting.append((writers.submit(self.behind, outlet._put_all, [file for file, _ in made]), made))
                self.behind += len(made)
            else:
                self.tally.failed += len(made)

    def _settle(self, most: int, writers: Writers) -> None:
        """Note the files that are written, in their order, until no more than `most` are waited for."""
        from guidegen.batch.interruptions import Held

        if self.made and (not most or len(self.made) >= writers.at_once or time.monotonic() > self.begun + _SECONDS):
            self._begin(writers)
        while self.waiting and (self.behind > most or self.waiting[0][0].done()):
            are_written = self.waiting[0][0].result()
            with Held():
                _, files = self.waiting.popleft()
                self.behind -= len(files)
                for (file, entries), is_written in zip(files, are_written, strict=True):
                    self._note(file, entries, is_written=is_written)
            if not files[0][0].output.merged:
                self.counted(self.tally.copies)

    def _note(self, file: CopyFile, entries: Sequence[Entry], *, is_written: bool) -> None:
        """A file is in its place, or could not be written."""
        if not is_written:
            self.tally.failed += 1
            self.outlet._take_back(entries)
            return
        self.tally.add(file)
        self.outlet._note_file(file, entries)
        for made in file.copies:
            self.paper.add(made.output, made.laid.pages, made.colour)

    def _sources(self, needs: tuple[str, ...]) -> dict[str, str]:
        """The source and these files with their digests."""
        if needs not in self.digests:
            self.needs.update(dict.fromkeys(needs))
            self.digests[needs] = self.outlet._digests(self.path, needs)
        return self.digests[needs]


@dataclass(slots=True)
class _Tally:
    """Counts the copies of a source."""

    copies: int = 0
    pages: int = 0
    failed: int = 0
    kept: int = 0
    changed: bool = False
    first: str = ""
    last: str = ""
    by_name: bool = False
    format: str = "pdf"

    def add(self, file: CopyFile) -> None:
        name = file.output.file_name()
        self.copies += len(file.copies)
        self.kept += len(file.copies) if file.is_kept else 0
        self.format = file.output.format
        self.pages += file.pages
        self.by_name = self.by_name or any(made.is_named for made in file.copies)
        self.first, self.last = self.first or name, name

    def written(self, folder: Path, name: str) -> WrittenCopies:
        first, last = ("", "") if self.by_name else (self.first, self.last)
        return WrittenCopies(folder, name, self.copies, self.pages, first, last, self.by_name, self.format)


def _part(entry: Entry) -> str:
    """Whether a file is a key, a page to teach back, or what is handed out."""
    kind = str(entry.get("kind"))
    return kind if kind in ("key", "teach-back") else ""


def _facts(made: Made, sha256: str, path: str, sources: Mapping[str, str]) -> Entry:
    """What the manifest says of a file beside its name."""
    return {
        "sha256": sha256,
        "pages": made.laid.pages,
        "kind": made.kind,
        **_facts_of(made.output),
        "standard": made.standard,
        "fillable": made.output.fillable,
        "source": path,
        "sources_sha256": sources,
        **made.facts,
    }


def _facts_of(output: OutputId) -> Entry:
    """What the manifest says of how a file was asked for."""
    return {
        "size": output.size,
        "language": output.language,
        "site": output.site,
        "page": output.page,
        "impose": output.impose,
        "format": output.format,
    }


def _foreseen_entry(output: OutputId, path: str, facts: Mapping[str, object]) -> Entry:
    """What the manifest would say of a file that is not made, as far as others are held against it."""
    part = {"kind": "key"} if output.is_key else {"kind": "teach-back"} if output.is_teach_back else {}
    return {**part, **_facts_of(output), "fillable": output.fillable, "source": path, **facts}


def _copy_entries(file: CopyFile, path: str, sources: Sequence[Mapping[str, str]]) -> Iterator[Entry]:
    """What the manifest says of each copy in a file, with the `sources` of each. The file is named unless its name may
    tell whose it is."""
    sha256 = file.digests.sha256
    for made, start, made_of in zip(file.copies, file.starts, sources, strict=True):
        named = {} if made.is_named else {"file": file.output.file_name()}
        place = {"merged": True, "first_page": start} if file.output.merged else {}
        copy = str(made.row) if made.row else made.output.copy
        key = {"key": made.key} if made.key else {}
        yield {**named, "copy": copy, **place, **key, **_facts(made, sha256, path, made_of)}


def _edition(output: OutputId) -> str:
    """Language and site of an output: those of one do not take the place of those of another."""
    return edition(output.language, output.site)


def _edition_of(entry: Entry) -> str:
    return edition(str(entry.get("language", "")), str(entry.get("site", "")))


#: How the files of one form may differ: with form fields or without, in which format, how they are imposed, and
#: whether copies are merged.
_Variant = tuple[bool, str, str, bool]
_IMPOSED = ("", *(kind for kind in IMPOSITIONS if kind != "none"))
_VARIANTS = tuple(itertools.product((False, True), FORMATS, _IMPOSED, (False, True)))


def _variant(output: OutputId) -> _Variant:
    return output.fillable, output.format, output.impose, output.merged


def _variant_of(entry: Entry) -> _Variant:
    format_ = entry.get("format")
    impose = entry.get("impose")
    known = impose if impose in _IMPOSED else ""
    return bool(entry.get("fillable")), format_ if format_ in FORMATS else "pdf", known, bool(entry.get("merged"))


def _which(entry: Entry) -> bytes:
    """Which copy an entry is of, however its file is called."""
    return _short("\n".join(str(entry.get(name)) for name in ("source", "copy", "size", "language", "site", "format")))


def _is_booklet(made: Made) -> bool:
    return made.output.impose == "booklet" and not made.output.holds_answers


def _code_of(variant: _Variant, code: str) -> bytes:
    return _short(f"{variant} {code}")


def _short(name: str) -> bytes:
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()

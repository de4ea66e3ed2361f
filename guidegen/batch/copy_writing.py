"""Writes the copies of a roster as they are made, and their keys, each after the copies that it answers.

Disks take their time to say that a file is whole: meanwhile further copies are made. What is about to be written is
noted before, so that the next build knows of it whatever happens to this one.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from pathlib import Path

from guidegen.batch.choices import CopiesWanted
from guidegen.batch.copies import CopyRun, RowProblems
from guidegen.batch.copy_ledger import ledger_of
from guidegen.batch.engines.engine import Engine
from guidegen.batch.files_made import edition_in, facts, short
from guidegen.batch.interruptions import Held, once
from guidegen.batch.made import Made
from guidegen.batch.manifest import Entry
from guidegen.batch.merging import CopyFile, copy_files
from guidegen.batch.outlet import Outlet
from guidegen.batch.outputs import name_taken
from guidegen.batch.plans import CopyPlan
from guidegen.batch.report import Written, WrittenCopies, WrittenMerged
from guidegen.batch.row_tasks import Placing
from guidegen.batch.sheets import PaperCount, colour_word
from guidegen.batch.stock import Stock
from guidegen.batch.store import digest
from guidegen.batch.variants import code_in, variant_of, which_copy
from guidegen.batch.writers import Task, Writers, who_writes
from guidegen.diagnostics import Diagnostic, has_errors
from guidegen.kept.project import digest as in_short
from guidegen.model.guide import Guide
from guidegen.model.quiz import Quiz
from guidegen.records import dataclass, field

#: So many copies are waited for before the next is made.
_MOST_WAITING = 32
#: What was made in so many seconds is written together, if it is not enough before.
_SECONDS = 0.1
#: A file with what the manifest says of each copy in it.
_Announced = tuple[CopyFile, list[Entry]]


def write_copies(
    stock: Stock,
    source: Guide | Quiz,
    wanted: CopiesWanted,
    rows: RowProblems,
    engine: Engine,
    read: Mapping[str, bytes],
    counted: Callable[[int, int], None],
) -> list[Diagnostic]:
    """Write the copies of a source; the problems of the source, while those of rows go to `rows`.

    `counted` is told how many copies and problems of rows there are after each.
    """
    outlet, ledger = stock.outlet, None
    # What stands at an address would have to be fetched to know whether it is as it was left.
    if not outlet.report.address:
        ledger = ledger_of(stock.root, outlet.store.folder, source, stock.choices, wanted, force=stock.force)
    run = CopyRun(
        source,
        stock.project,
        stock.choices,
        wanted,
        rows.add,
        outlet.claim,
        producer=stock.producer,
        engine=engine,
        planned=lambda run: CopyPlan.of(run, read),
        ledger=ledger,
        placing=Placing(engine.location, outlet.is_free) if engine.location else None,
    )
    with closing(ledger) if ledger is not None else nullcontext():
        _CopyWriting(outlet, run, source.path, lambda made: counted(made, rows.count)).run_through()
    return run.problems


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


@dataclass(slots=True)
class _CopyWriting:
    """Writes the copies of a run of the source at `path`; `counted` is told how many there are after each.

    Some are handed over at a time, as each time takes. `made` are those that were not, since `begun`; `behind` of the
    others are waited for. `needs` are the files that the copies until now were made of, beside the source itself.
    """

    outlet: Outlet
    run: CopyRun
    path: str
    counted: Callable[[int], None]
    paper: PaperCount = field(default_factory=PaperCount)
    tally: _Tally = field(default_factory=_Tally)
    made: list[_Announced] = field(default_factory=list)
    waiting: deque[tuple[Task[list[bool]], list[_Announced]]] = field(default_factory=deque)
    behind: int = 0
    begun: float = field(default_factory=time.monotonic)
    needs: dict[str, None] = field(default_factory=dict)
    digests: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def run_through(self) -> None:
        """Write all copies, and their keys. What is in its place is noted, however this ends."""
        report, tally, run = self.outlet.report, self.tally, self.run
        run.before_placing = lambda: self._remove_keys(run.impose)
        who = who_writes(is_far=self.outlet.store.is_far, may_wait=run.engine.leaves_processors)
        with once(), who as writers, closing(copy_files(run, self.counted)) as files:
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
                if tally.copies and not run.wanted.merge:
                    report.copies.append(tally.written(self.outlet.store.folder, run.source.name))
        report.copied.append(self.path)
        report.sheets += self.paper.sheets()

    def _write_key(self, made: Made) -> None:
        """The key of copies, unless one of them could not be written or the key itself cannot be printed."""
        outlet, report, name = self.outlet, self.outlet.report, made.output.file_name()
        self.run.problems += made.problems
        sources = self._sources(tuple(self.needs))
        if has_errors(made.problems):
            return
        data = made.data(outlet.producer)
        with Held():
            if self.tally.failed or not outlet.store.write(name, data):
                report.failed.add(name)
                return
            report.written.append(Written(outlet.store.folder / name, made.laid.pages))
            outlet.made.entries[name] = {"file": name, **facts(made, digest(data), self.path, sources)}
            report.outputs[name] = in_short(data)

    def _remove_keys(self, impose: str) -> None:
        """A stale key never stays beside new copies."""
        outlet, run = self.outlet, self.run
        for name, entry in outlet.previous.items():
            written = (entry.get("kind"), entry.get("source"), entry.get("size"), entry.get("format", "pdf"))
            is_of_run = written == ("key", self.path, run.choices.size, run.choices.format)
            is_stale = is_of_run and edition_in(entry) == run.edition and entry.get("impose", "") == impose
            if is_stale and outlet.store.remove(name):
                outlet.removed_keys.add(name)

    def _take(self, file: CopyFile) -> None:
        """Take a file that is to be written, with what the manifest says of it."""
        outlet, run, name = self.outlet, self.run, file.output.file_name()
        if file.output.merged and not outlet.claim(name, self.path):
            run.problems.append(name_taken(name, self.path))
            self.tally.failed += 1
            return
        outlet.made.built.add((self.path, run.choices.size, run.edition))
        if not self.tally.changed and not file.is_placed and not outlet.store.holds(name, file.data):
            self.tally.changed = True
            self._remove_keys(file.output.impose)
        of_run = {"run_size": run.choices.size, "run_edition": run.edition}
        sources = [self._sources(made.needs) for made in file.copies]
        self.made.append((file, [of_run | entry for entry in _entries(file, self.path, sources)]))

    def _begin(self, writers: Writers) -> None:
        """Begin to write the files that were made. They are noted before, so that they are known whatever happens."""
        self.begun = time.monotonic()
        with Held():
            made, self.made = self.made, []
            if self._announce([entry for _, entries in made for entry in entries]):
                self.waiting.append((writers.submit(self.behind, self._put_all, [file for file, _ in made]), made))
                self.behind += len(made)
            else:
                self.tally.failed += len(made)

    def _announce(self, entries: Sequence[Entry]) -> bool:
        """Note copies that are about to be written; False, with the failure noted, when the machine does not let us."""
        store = self.outlet.store
        try:
            self.outlet.manifest.add_copies(entries)
        except OSError as error:
            store.fail(error, store.place)
            return False
        return True

    def _put_all(self, files: Sequence[CopyFile]) -> list[bool]:
        """Write files with copies, but for those that are in their place, and note at once that they are there; which
        are in their place now.
        """
        written = iter(
            self.outlet.store.write_all(
                [(file.output.file_name(), file.data, file.shown) for file in files if not file.is_placed]
            )
        )
        are_there = [file.is_placed or next(written) for file in files]
        for file, is_there in zip(files, are_there, strict=True):
            if is_there:
                file.noted()
        return are_there

    def _settle(self, most: int, writers: Writers) -> None:
        """Note the files that are written, in their order, until no more than `most` are waited for."""
        if self.made and (not most or len(self.made) >= writers.at_once or time.monotonic() > self.begun + _SECONDS):
            self._begin(writers)
        while self.waiting and (self.behind > most or self.waiting[0][0].done()):
            are_written = self.waiting[0][0].result()
            with Held():
                _, files = self.waiting.popleft()
                self.behind -= len(files)
                for (file, entries), is_written in zip(files, are_written, strict=True):
                    if is_written:
                        self._note(file, entries)
                    else:
                        self._take_back(entries)
            if not files[0][0].output.merged:
                self.counted(self.tally.copies)

    def _take_back(self, entries: Sequence[Entry]) -> None:
        """A file whose copies were noted could not be written."""
        self.tally.failed += 1
        for entry in entries:
            self.outlet.manifest.withdraw(entry)

    def _note(self, file: CopyFile, entries: Sequence[Entry]) -> None:
        """A file is in its place: its copies are known from now on."""
        outlet, report, name = self.outlet, self.outlet.report, file.output.file_name()
        self.tally.add(file)
        outlet.made.copies.add(short(name))
        for made, entry in zip(file.copies, entries, strict=True):
            report.fillable = report.fillable or made.output.fillable
            report.booklets = report.booklets or made.is_booklet
            outlet.made.codes.add(code_in(variant_of(file.output), str(made.facts.get("quiz_code"))))
            if made.is_named:
                outlet.made.unnamed.add(which_copy(entry))
            self.paper.add(made.output, made.laid.pages, made.colour)
        if file.output.merged:
            merged = WrittenMerged(outlet.store.folder / name, len(file.copies), file.pages, colour_word(file.colour))
            report.merged.append(merged)

    def _sources(self, needs: tuple[str, ...]) -> dict[str, str]:
        """The source and these files with their digests."""
        if needs not in self.digests:
            self.needs.update(dict.fromkeys(needs))
            self.digests[needs] = self.outlet.digests(self.path, needs)
        return self.digests[needs]


def _entries(file: CopyFile, path: str, sources: Sequence[Mapping[str, str]]) -> Iterator[Entry]:
    """What the manifest says of each copy in a file, with the `sources` of each. The file is named unless its name may
    tell whose it is."""
    sha256 = file.digests.sha256
    for made, start, made_of in zip(file.copies, file.starts, sources, strict=True):
        named = {} if made.is_named else {"file": file.output.file_name()}
        place = {"merged": True, "first_page": start} if file.output.merged else {}
        copy = str(made.row) if made.row else made.output.copy
        key = {"key": made.key} if made.key else {}
        yield {**named, "copy": copy, **place, **key, **facts(made, sha256, path, made_of)}

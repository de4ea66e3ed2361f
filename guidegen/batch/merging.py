"""Copies one after the other in files for a printer, each file with no more than so many pages.

The copies stand in the order of the roster, and none is parted: one that is longer than a file may be has a file of
its own. A file has one colour of paper, so that it can be printed in one go: where the next copy asks for another, a
new file begins. One file is held at a time.

A file that is there already stays where it would be the same again: it begins with the same copy, has the same ones in
it, and the same one comes next, which did not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from functools import partial

from guidegen.amounts import amount
from guidegen.batch.copies import CopyRun
from guidegen.batch.copy_ledger import CopyNote, FileDigests, digests_of, note_of
from guidegen.batch.made import Finished, Made
from guidegen.batch.outputs import OutputId
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.records import dataclass
from guidegen.render import pdf
from guidegen.render.pdf import LaidOut
from guidegen.render.pdf.merged import MergedPdf


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A file with one copy, or with several; `starts` are the pages on which they begin, counted from 1.

    `noted` is to be called when the file is in its place. One that `is_placed` was put there by a worker, and its data
    are not here.
    """

    output: OutputId
    data: bytes
    digests: FileDigests
    pages: int
    copies: tuple[Made, ...]
    starts: tuple[int, ...]
    noted: Callable[[], None]
    is_placed: bool = False

    @property
    def is_kept(self) -> bool:
        """True for a file that was there already."""
        return self.copies[0].is_kept

    @property
    def colour(self) -> str:
        """The colour of paper that the copies ask for."""
        return self.copies[0].colour

    @property
    def shown(self) -> str:
        """What the file is called where its name may tell whose it is."""
        first = self.copies[0]
        return f"the copy of row {first.row}" if first.is_named else self.output.file_name()


def copy_files(run: CopyRun, counted: Callable[[int], None]) -> Generator[CopyFile | Made]:
    """The files of the copies of a run, and their keys, each after the copies that it answers.

    Where copies are merged, `counted` is told how many there are after each.
    """
    return _Merging(run, counted).files() if run.wanted.merge else _alone(run)


def _alone(run: CopyRun) -> Generator[CopyFile | Made]:
    for made in run.made():
        if made.output.is_key:
            yield made
            continue
        data = made.data(run.producer)
        digests = FileDigests(made.placed) if made.placed else digests_of(data)
        noted: Callable[[], None] = _nothing
        if run.ledger is not None and not made.is_kept:
            noted = partial(run.ledger.add, [note_of(made)], made.made_of, digests)
        yield CopyFile(made.output, data, digests, made.laid.pages, (made,), (1,), noted, bool(made.placed))


class _Merging:
    """Gathers the copies of a run in files. `file` is the one that still takes copies, `following` one to come."""

    def __init__(self, run: CopyRun, counted: Callable[[int], None]) -> None:
        self.run = run
        self.counted = counted
        self.file: _OpenFile | _KeptFile | None = None
        self.following: _KeptFile | None = None
        self._order: Order | None = None
        run.look_up = self._look_up

    def files(self) -> Generator[CopyFile | Made]:
        # A key waits until all copies are written that it answers.
        keys: list[Made] = []
        count = longer = 0
        for made in self.run.made():
            if made.output.is_key:
                keys.append(made.finished(self.run.producer) if not made.problems else made)
                continue
            if self.file is not None and not self.file.takes(made.laid.pages, made.colour):
                yield self.file.closed(made.label)
                self.file = None
                yield from keys
                keys.clear()
            if self.file is None:
                self.file = self.following or _OpenFile(self.run, self.order, made)
                self.following = None
            self.file.add(made)
            count += 1
            longer += self.file.pages > self.run.wanted.merge
            self.counted(count)
        if self.file is not None:
            yield self.file.closed("")
        if longer:
            self.run.problems.append(_longer(longer, self.run))
        yield from keys

    @property
    def order(self) -> Order:
        """All copies that are wanted: it is known when the first of them is asked for."""
        self._order = self._order or Order(self.run.order)
        return self._order

    def _look_up(self, label: str, output: OutputId, colour: str, made_of: Callable[[], bytes]) -> Finished | None:
        """A copy that stands in a file that is there already, if that file stays."""
        ledger = self.run.ledger
        if ledger is None:
            return None
        if isinstance(self.file, _KeptFile) and label in self.file.notes:
            return self.file.notes[label].finished()
        notes = ledger.beginning_with(label)
        if not notes or not self.order.has(notes):
            return None
        if self.file is not None and self.file.takes(notes[0].pages, colour):
            # What stands before it is shorter than it was.
            return None
        last = [note.label for note in notes if note.pages][-1]
        name = self.run.merged_output(label, last).file_name()
        data = ledger.data_of(notes, self.order.made_of(notes), name)
        if data is None:
            return None
        self.following = _KeptFile(self.run, notes, data)
        return self.following.notes[label].finished()


def _longer(count: int, run: CopyRun) -> Diagnostic:
    are, each = ("is", "it") if count == 1 else ("are", "each of them")
    message = f"{amount(count, 'copy')} {are} longer than the {amount(run.wanted.merge, 'page')} of a file."
    hint = f"No copy is parted, so {each} has a file of its own. Ask for longer files with `--merge`."
    return diagnosed("C121", message, Span(run.source.path), hint=hint)


class Order:
    """All copies that are wanted, in their order. Some of them may be refused when they are laid out."""

    def __init__(self, made_of: Mapping[str, bytes]) -> None:
        self.labels = list(made_of)
        self._made_of = [*made_of.values(), b"the end"]
        self._places = {label: place for place, label in enumerate(self.labels)}

    def between(self, first: str, following: str) -> list[str]:
        """The labels from the first to the one before the following one (empty: to the end)."""
        return self.labels[self._places[first] : self._places[following] if following else None]

    def has(self, notes: Sequence[CopyNote]) -> bool:
        """Whether just these copies follow one another."""
        start = self._places.get(notes[0].label, len(self.labels))
        return self.labels[start : start + len(notes)] == [note.label for note in notes]

    def made_of(self, notes: Sequence[CopyNote]) -> bytes:
        """What these copies are made of, and the one after them, which decides that the file ends before it."""
        start = self._places[notes[0].label]
        return b"".join(self._made_of[start : start + len(notes) + 1])


class _OpenFile:
    """A file that is made of its copies. `first` is the first of them."""

    def __init__(self, run: CopyRun, order: Order, first: Made) -> None:
        self.run = run
        self.order = order
        self.colour = first.colour.casefold()
        self.copies: list[Made] = []
        self.starts: list[int] = []
        assert isinstance(first.laid, LaidOut)
        standard = first.laid.layered.standard
        self.pdf = MergedPdf(standard, two_sided=run.wanted.two_sided, impose=first.output.impose)

    @property
    def pages(self) -> int:
        return self.pdf.pages

    def takes(self, pages: int, colour: str) -> bool:
        """Whether a copy belongs in this file: there is room for it, and it asks for the same paper."""
        return self.pages + _filled_up(pages, self.run) <= self.run.wanted.merge and colour.casefold() == self.colour

    def add(self, made: Made) -> None:
        """Add a copy. What it was laid out as is not needed any more."""
        assert isinstance(made.laid, LaidOut)
        self.starts.append(self.pages + 1)
        pdf.add_to(self.pdf, made.laid, made.called)
        self.copies.append(made.without_layout())

    def closed(self, following: str) -> CopyFile:
        """The file, with all its copies. `following` is the label of the one that did not fit, or empty."""
        run, first = self.run, self.copies[0]
        data = self.pdf.to_bytes(run.title, run.language, run.producer)
        digests = digests_of(data)
        output = run.merged_output(first.label, self.copies[-1].label)
        noted: Callable[[], None] = _nothing
        if run.ledger is not None:
            known = {made.label: note_of(made) for made in self.copies}
            notes = [known.get(label, CopyNote(label)) for label in self.order.between(first.label, following)]
            noted = partial(run.ledger.add, notes, self.order.made_of(notes), digests)
        return CopyFile(output, data, digests, self.pages, tuple(self.copies), tuple(self.starts), noted)


class _KeptFile:
    """A file that is there already. It takes the copies that it has."""

    def __init__(self, run: CopyRun, notes: Sequence[CopyNote], data: bytes) -> None:
        self.run = run
        self.data = data
        self.notes = {note.label: note for note in notes if note.pages}
        self.pages = 0
        self.copies: list[Made] = []
        self.starts: list[int] = []

    def takes(self, pages: int, colour: str) -> bool:
        """Whether a copy of it has not come yet."""
        return len(self.copies) < len(self.notes)

    def add(self, made: Made) -> None:
        """Add a copy; ValueError for one that was refused when the file was made, a mistake in the program."""
        if made.label not in self.notes:
            raise ValueError("a copy that was refused before")
        self.starts.append(self.pages + 1)
        self.pages += _filled_up(made.laid.pages, self.run)
        self.copies.append(made)

    def closed(self, following: str) -> CopyFile:
        """The file as it is."""
        output = self.run.merged_output(self.copies[0].label, self.copies[-1].label)
        digests = digests_of(self.data)
        return CopyFile(output, self.data, digests, self.pages, tuple(self.copies), tuple(self.starts), _nothing)


def _filled_up(pages: int, run: CopyRun) -> int:
    """The pages of a copy, with the blank one after them where copies begin on front sides."""
    return pages + (pages % 2 if run.wanted.two_sided else 0)


def _nothing() -> None:
    """There is nothing to note of a file that was there already."""

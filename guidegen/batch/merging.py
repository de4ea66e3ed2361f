"""Copies one after the other in files for a printer, each file with no more than so many pages.

The copies stand in the order of the roster, and none is parted: one that is longer than a file may be has a file of
its own. A file has one colour of paper, so that it can be printed in one go: where the next copy asks for another, a
new file begins. One file is held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guidegen.amounts import amount
from guidegen.batch.compile import Made
from guidegen.batch.copies import CopyRun
from guidegen.batch.outputs import OutputId
from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.records import dataclass
from guidegen.render import pdf
from guidegen.render.pdf import LaidOut
from guidegen.render.pdf.merged import MergedPdf


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A file with one copy, or with several; `starts` are the pages on which they begin, counted from 1."""

    output: OutputId
    data: bytes
    pages: int
    copies: tuple[Made, ...]
    starts: tuple[int, ...] = (1,)

    @property
    def colour(self) -> str:
        """The colour of paper that the copies ask for."""
        return self.copies[0].colour

    @property
    def shown(self) -> str:
        """What the file is called where its name may tell whose it is."""
        first = self.copies[0]
        return f"the copy of row {first.row}" if first.is_named else self.output.file_name()


def copy_files(run: CopyRun, counted: Callable[[int], None]) -> Iterator[CopyFile | Made]:
    """The files of the copies of a run, and their keys, each after the copies that it answers.

    Where copies are merged, `counted` is told how many there are after each.
    """
    return _merged(run, counted) if run.wanted.merge else _alone(run)


def _alone(run: CopyRun) -> Iterator[CopyFile | Made]:
    for made in run.made():
        if made.output.is_key:
            yield made
        else:
            yield CopyFile(made.output, made.data(run.producer), made.laid.pages, (made,))


def _merged(run: CopyRun, counted: Callable[[int], None]) -> Iterator[CopyFile | Made]:
    file: _OpenFile | None = None
    # A key waits until all copies are written that it answers.
    keys: list[Made] = []
    count = longer = 0
    for made in run.made():
        if made.output.is_key:
            keys.append(made.finished(run.producer) if not made.problems else made)
            continue
        if file is not None and not file.takes(made):
            yield file.closed()
            file = None
            yield from keys
            keys.clear()
        file = file or _OpenFile(run, made)
        file.add(made)
        count += 1
        longer += file.pdf.pages > run.wanted.merge
        counted(count)
    if file is not None:
        yield file.closed()
    if longer:
        run.problems.append(_longer(longer, run))
    yield from keys


def _longer(count: int, run: CopyRun) -> Diagnostic:
    are, each = ("is", "it") if count == 1 else ("are", "each of them")
    message = f"{amount(count, 'copy')} {are} longer than the {amount(run.wanted.merge, 'page')} of a file."
    hint = f"No copy is parted, so {each} has a file of its own. Ask for longer files with `--merge`."
    return diagnosed("C121", message, Span(run.source.path), hint=hint)


class _OpenFile:
    """A file that still takes copies. `first` is the first of them."""

    def __init__(self, run: CopyRun, first: Made) -> None:
        self.run = run
        self.colour = first.colour.casefold()
        self.copies: list[Made] = []
        self.starts: list[int] = []
        assert isinstance(first.laid, LaidOut)
        standard = first.laid.layered.standard
        self.pdf = MergedPdf(standard, two_sided=run.wanted.two_sided, impose=first.output.impose)

    def takes(self, made: Made) -> bool:
        """Whether the copy belongs in this file: there is room for it, and it asks for the same paper."""
        pages = made.laid.pages
        pages += pages % 2 if self.run.wanted.two_sided else 0
        return self.pdf.pages + pages <= self.run.wanted.merge and made.colour.casefold() == self.colour

    def add(self, made: Made) -> None:
        """Add a copy. What it was laid out as is not needed any more."""
        assert isinstance(made.laid, LaidOut)
        self.starts.append(self.pdf.pages + 1)
        pdf.add_to(self.pdf, made.laid, made.called)
        self.copies.append(made.without_layout())

    def closed(self) -> CopyFile:
        """The file, with all its copies."""
        run = self.run
        data = self.pdf.to_bytes(run.title, run.language, run.producer)
        output = run.merged_output(self.copies[0], self.copies[-1])
        return CopyFile(output, data, self.pdf.pages, tuple(self.copies), tuple(self.starts))

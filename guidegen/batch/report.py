"""What a run found and did, as a value: the command line tells it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from guidegen.ctrl_c import is_behind
from guidegen.diagnostics import Diagnostic
from guidegen.records import dataclass, field
from guidegen.source.text import SourceText

if TYPE_CHECKING:
    from guidegen.batch.saving import Saving
    from guidegen.batch.sheets import Sheets


@dataclass(frozen=True, slots=True)
class Written:
    """An output file and its number of pages, or 0 where the program that opens it counts them."""

    path: Path
    pages: int


@dataclass(frozen=True, slots=True)
class WrittenCopies:
    """The copies of one source. `first` and `last` are the files, in the order of the roster.

    `by_name` says that their names may tell whose they are: then they are empty.
    """

    folder: Path
    name: str
    count: int
    pages: int
    first: str
    last: str
    by_name: bool = False
    format: str = "pdf"


@dataclass(frozen=True, slots=True)
class WrittenMerged:
    """A file with several copies, with blank pages among its pages. `colour` is that of the paper, or empty."""

    path: Path
    copies: int
    pages: int
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a build would do with the files of one source, and why. Without files: copies for people, or, of a removal,
    files whose names may tell whose they are."""

    name: str
    paths: tuple[Path, ...]
    reasons: tuple[str, ...]
    is_removal: bool = False


@dataclass(slots=True)
class Report:
    """What a run found and did.

    `failures` are sentences about the machine, not about the content, and `failed` the names of the files that it
    could not write; `kept` are files of an earlier build whose source has errors now, `older` others that stay
    although their sources have changed, with the options that make them, and `older_copies` counts such copies;
    `sheets` is the paper that the copies of quizzes with several need; `removed_unnamed` counts removed files whose
    names may tell whose they were; `copies_kept` counts copies that were there already; `savings` are what compact
    print saves; `fillable` says that some of the files can be filled in, `booklets` that some are to be folded.
    `current` are files that needed no writing, `planned` what a dry run would make.

    For the next run: `inputs` are digests of the project's files that were read, by path, `output` is the folder (with
    the manifest alone, where the files are at an `address`), `manifest` the digest of its manifest, `outputs` are the
    files that stand for this run with their digests, and `copied` the sources whose copies stand in the manifest alone.

    `last` is what was made last. Millions of parts are let go at once when the process ends, and one by one before.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    sources: Mapping[str, SourceText] = field(default_factory=dict)
    written: list[Written] = field(default_factory=list)
    copies: list[WrittenCopies] = field(default_factory=list)
    merged: list[WrittenMerged] = field(default_factory=list)
    copies_kept: int = 0
    removed: list[Path] = field(default_factory=list)
    removed_unnamed: int = 0
    failures: list[str] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)
    kept: list[Path] = field(default_factory=list)
    older: list[tuple[Path, str]] = field(default_factory=list)
    older_copies: int = 0
    sheets: list[Sheets] = field(default_factory=list)
    savings: list[Saving] = field(default_factory=list)
    fillable: bool = False
    booklets: bool = False
    current: list[Written] = field(default_factory=list)
    last: object = field(default=None, repr=False, compare=False)
    planned: list[Planned] = field(default_factory=list)
    inputs: Mapping[str, str] = field(default_factory=dict)
    output: Path = Path()
    address: str = ""
    manifest: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    copied: list[str] = field(default_factory=list)

    def shown(self, path: Path) -> Path | str:
        """A file as the user may name it."""
        return f"{self.address.rstrip('/')}/{path.name}" if self.address and path.parent == self.output else path

    @contextlib.contextmanager
    def contained(self, path: str) -> Iterator[None]:
        """While it is about the source at `path`, a mistake in the program itself is told, and stops no other source.

        Its words may hold content: they stay out.
        """
        try:
            yield
        except Exception as error:
            if is_behind(error):
                raise KeyboardInterrupt from error
            if os.environ.get("GUIDEGEN_DEBUG") == "1":
                raise
            self.failures.append(f"{path}: a mistake in guidegen itself ({type(error).__name__}); please report it")

    @property
    def finished_copies(self) -> int:
        """How many copies are in their place."""
        return sum(copies.count for copies in self.copies) + sum(merged.copies for merged in self.merged)

    @property
    def is_whole(self) -> bool:
        """True when the machine did all that it was told."""
        return not (self.failures or self.failed)


class Interrupted(KeyboardInterrupt):
    """The user ended a build. What is finished by then stands in `report`."""

    def __init__(self, report: Report) -> None:
        """For what was done."""
        super().__init__()
        self.report = report

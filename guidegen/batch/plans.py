"""Jobs as plain data, for processes that share nothing with the one that read the project.

A plan has the content of the project's files, so that what is made far away stands on the very bytes that were read
here. It holds nothing of a roster: the recipients of copies are its tasks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.compile import Press
from guidegen.batch.copies import CopyRun
from guidegen.batch.editions import sources_of
from guidegen.batch.engines.engine import Maker
from guidegen.batch.location import Location
from guidegen.batch.row_tasks import Row
from guidegen.batch.stock import Done, done_by
from guidegen.batch.store import digest
from guidegen.locale import words_for
from guidegen.model.guide import Guide
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.model.roster import Recipient
from guidegen.reading import read_project
from guidegen.records import dataclass, replace
from guidegen.source.held_files import HeldFiles

#: So many copies are put in their places at a time.
_WRITERS = 8


@dataclass(frozen=True, slots=True, repr=False)
class SourcePlan:
    """The making of guides and quizzes. Its tasks are their paths."""

    files: Mapping[str, bytes]
    choices: Choices
    producer: str

    def maker(self) -> SourceMaker:
        """Read the project."""
        return SourceMaker(_project(self.files), self.choices, self.producer)


@dataclass(frozen=True, slots=True)
class SourceMaker:
    """Makes guides and quizzes of a project that was read anew."""

    project: Project
    choices: Choices
    producer: str

    def make(self, path: str) -> Done:
        """The finished documents of a source."""
        source = _source(self.project, path)
        words = words_for(source.language)
        assert words is not None
        press = Press(source, self.project, self.choices, words)
        return done_by(press, press.forms(), source, self.project, self.choices).finished(self.producer)


@dataclass(frozen=True, slots=True, repr=False)
class CopyPlan:
    """The making of copies of one source. Its tasks are recipients, some at a time.

    `roster` is what problems call the roster; it is not read. Finished copies are put at the `location`, if there is
    one.
    """

    files: Mapping[str, bytes]
    source: str
    choices: Choices
    excluded: frozenset[str]
    producer: str
    roster: str
    location: str

    @classmethod
    def of(cls, run: CopyRun, files: Mapping[str, bytes]) -> CopyPlan:
        """The plan of a run, of a project with these files. The lists of items that it excludes stay where they are."""
        choices = replace(run.choices, exclude=())
        location = run.placing.location if run.placing is not None else ""
        roster = run.wanted.roster.as_posix() if run.wanted.roster is not None else ""
        return cls(files, run.source.path, choices, run.all_excluded, run.producer, roster, location)

    def maker(self) -> Maker:
        """Read the project, and make ready to make copies."""
        project = _project(self.files)
        source = _source(project, self.source)
        wanted = CopiesWanted(Path(self.roster) if self.roster else None)
        run = CopyRun(source, project, self.choices, wanted, lambda problem: None, producer=self.producer)
        run.excluded = self.excluded
        run.set_up()
        return PlacingMaker(run, Location(self.location)) if self.location else run


@dataclass(frozen=True, slots=True)
class PlacingMaker:
    """Makes copies and puts them in their place while the next are made. Raises OSError where that cannot be done."""

    run: CopyRun
    location: Location

    def make(self, recipients: Sequence[Recipient]) -> list[Row]:
        """The copies of some rows, without their bytes."""
        from concurrent.futures import ThreadPoolExecutor

        rows, written = [], []
        with ThreadPoolExecutor(_WRITERS) as writers:
            for recipient in recipients:
                row = self.run.make([recipient])[0]
                if row.made is not None:
                    data = row.made.data(self.run.producer)
                    written.append(writers.submit(self.location.write, row.made.output.file_name(), data))
                    row = replace(row, made=row.made.put(digest(data)))
                rows.append(row)
        for each in written:
            each.result()
        return rows


def _project(files: Mapping[str, bytes]) -> Project:
    project, _, _ = read_project(Path(), files=HeldFiles(files))
    return project


def _source(project: Project, path: str) -> Guide | Quiz:
    return next(source for source in sources_of(project) if source.path == path)

"""A build: read the project, compile every source whose files are stale, and write what is printable."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.cycles import read_no_more, reading
from guidegen.batch.editions import called, files_of, not_current, problems_about, wanted_sources
from guidegen.batch.engines.local import Local
from guidegen.batch.look import problems_of_themes
from guidegen.batch.outlet import Outlet, address_of, store_at
from guidegen.batch.report import Interrupted, Report
from guidegen.batch.stock import Stock
from guidegen.batch.workshop import Workshop
from guidegen.diagnostics import Diagnostic, has_errors, in_order
from guidegen.model.guide import Guide
from guidegen.model.quiz import Quiz
from guidegen.reading import read_project
from guidegen.reading.kept_files import KeptReadings
from guidegen.source.files import ProjectFiles

if TYPE_CHECKING:
    from guidegen.batch.engines.engine import Engine


def build(
    root: Path,
    output: Path | str | None = None,
    choices: Choices = Choices(),  # noqa: B008 - frozen
    *,
    only: frozenset[str] | None = None,
    strict: bool = False,
    today: datetime.date,
    producer: str,
    progress: Callable[[str], None] = lambda message: None,
    copies: CopiesWanted | None = None,
    force: bool = False,
    engine: Engine = Local(),  # noqa: B008 - not changed
    counted: Callable[[int, int], None] = lambda made, problems: None,
) -> Report:
    """Write the handouts, quizzes and keys of the project, or of the files named in `only`.

    A source with errors is refused and reported; the others are written all the same. Files that are as they would be
    made are left alone, unless `force` is set. The `engine`, which is entered already, makes them. With `copies` each
    source is written once for each person of a roster; `counted` is told after each how many copies and problems there
    are. The `output` may be an address such as `s3://bucket/folder`.
    """
    read: dict[str, bytes] = {}
    files = ProjectFiles(root, kept=read if engine.reads_anew else None)
    # What is forced is made from nothing.
    kept = KeptReadings(root) if not force else None
    with reading():
        # The rules look at the project as a whole.
        near = only if not strict else None
        project, problems, sources = read_project(root, files=files, kept=kept, only=near)
    problems = [*problems, *problems_of_themes(project)]
    store = store_at(output, root / project.settings.output)
    store.sweep()
    report = Report(sources=sources, inputs=files.digests, output=store.folder, address=address_of(output))
    outlet = Outlet(root, store, report, sources, producer)
    stock = Stock(root, project, choices, outlet, producer, files.digests, force=force)
    rows = None
    if copies is not None:
        from guidegen.batch.copies import RowProblems

        rows = RowProblems(copies.roster.as_posix() if copies.roster is not None else "")
    rules: list[Diagnostic] = []
    if strict:
        # The rules take longer to load than a handout to build.
        from guidegen.batch.content import strict_problems

        rules = strict_problems(project, sources, today)
    wanted, unknown = wanted_sources(project, only, choices, copies=copies is not None, found=problems)
    problems += unknown
    workshop = Workshop(stock, wanted if copies is None else (), engine, read)
    try:
        for source in wanted:
            with report.contained(source.path):
                found = [problem for problem in rules if problem.span.path in files_of(source, project)]
                found += not_current(source, project) if strict else []
                problems += found
                if copies is None:
                    problems += _write_source(source, found, workshop, report, progress)
                elif rows is not None and not has_errors(found):
                    from guidegen.batch.copy_writing import write_copies

                    progress(called(source))
                    problems += write_copies(stock, source, copies, rows, engine, read, counted)
    except KeyboardInterrupt as interrupt:
        # What is finished is kept, and the next build knows of it.
        outlet.interrupt()
        stock.save()
        raise Interrupted(report) from interrupt
    finally:
        workshop.close()
        read_no_more()
    report.diagnostics = in_order(
        [*problems_about(problems, only, project, rows.shown if rows else ""), *(rows.all() if rows else [])]
    )
    outlet.finish()
    # What keeps files from being noted comes again with each few of them.
    report.failures += dict.fromkeys(store.failures)
    stock.save()
    if kept is not None:
        kept.trim()
    return report


def _write_source(
    source: Guide | Quiz,
    found: Sequence[Diagnostic],
    workshop: Workshop,
    report: Report,
    progress: Callable[[str], None],
) -> list[Diagnostic]:
    """Write the files of a source that has no errors and whose files are stale; `found` are problems known already."""
    standing = workshop.look_at(source)
    if standing.is_current and not has_errors(found) and standing.keep():
        return standing.problems
    done = workshop.done(standing)
    report.last = standing, done
    problems = list(done.compiled.problems)
    done.compiled.problems += found
    if done.compiled.is_printable:
        progress(called(source))
        problems += standing.write(done)
    return problems

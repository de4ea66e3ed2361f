"""A dry run: what a build would do, and why. Nothing is written, and nothing laid out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from guidegen.amounts import amount
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.editions import called, files_of, not_current, problems_about, wanted_sources
from guidegen.batch.foreseen_files import ForeseenFiles
from guidegen.batch.look import problems_of_themes
from guidegen.batch.outlet import Outlet, address_of, store_at
from guidegen.batch.preflight import no_words
from guidegen.batch.report import Planned, Report, Written
from guidegen.batch.stock import Stock
from guidegen.diagnostics import Diagnostic, has_errors, in_order
from guidegen.kept.runs import NEVER_RUN
from guidegen.model.guide import Guide
from guidegen.model.quiz import Quiz
from guidegen.reading import read_project
from guidegen.reading.kept_files import KeptReadings
from guidegen.source.files import SETTINGS_FILE, ProjectFiles

if TYPE_CHECKING:
    from guidegen.batch.foreseen import Foresight

#: Why copies would be made after a build that did not come to its end.
_BEGUN = "it was not built to the end with these options and this program"


def plan(
    root: Path,
    output: Path | str | None = None,
    choices: Choices = Choices(),  # noqa: B008 - frozen
    *,
    only: frozenset[str] | None = None,
    strict: bool = False,
    today: datetime.date,
    producer: str,
    copies: CopiesWanted | None = None,
    force: bool = False,
    changes: Sequence[str] = (),
) -> Report:
    """What `build` would do, and why; nothing is written. Problems of layout are not known before it is done.

    `changes` is what changed since the same was last built, for copies, which are made all together or not at all.
    """
    files = ProjectFiles(root)
    kept = KeptReadings(root, writes=False) if not force else None
    project, problems, sources = read_project(root, files=files, kept=kept)
    problems = [*problems, *problems_of_themes(project)]
    store = store_at(output, root / project.settings.output)
    report = Report(sources=sources, output=store.folder, address=address_of(output))
    outlet = Outlet(root, store, report, sources, producer)
    stock = Stock(root, project, choices, outlet, producer, files.digests, force=force)
    rules: list[Diagnostic] = []
    if strict:
        from guidegen.batch.content import strict_problems

        rules = strict_problems(project, sources, today)
    wanted, unknown = wanted_sources(project, only, choices, copies=copies is not None, found=problems)
    problems += unknown
    foreseen = ForeseenFiles(outlet)
    for source in wanted:
        with report.contained(source.path):
            found = [problem for problem in rules if problem.span.path in files_of(source, project)]
            found += not_current(source, project) if strict else []
            standing = stock.look_at(source)
            press = standing.press
            problems += [*found, *(press.problems if press is not None else [no_words(source)])]
            if press is None or has_errors(found) or standing.is_refused:
                continue
            paths = tuple(store.folder / output.file_name() for output in press.outputs(standing.forms))
            if copies is not None:
                report.planned.append(_plan_copies(foreseen, stock, source, copies, changes, force=force))
                continue
            foreseen.take(source.path, press.foreseen(standing.forms))
            if standing.is_current:
                report.current += [Written(path, 0) for path in paths]
            else:
                report.planned.append(Planned(called(source), paths, tuple(standing.reasons)))
    for name, reason in foreseen.removals():
        paths = (store.folder / name,) if name else ()
        report.planned.append(Planned(name, paths, (reason,), is_removal=True))
    report.diagnostics = in_order(problems_about(problems, only, project))
    return report


def _plan_copies(
    foreseen: ForeseenFiles,
    stock: Stock,
    source: Guide | Quiz,
    copies: CopiesWanted,
    changes: Sequence[str],
    *,
    force: bool,
) -> Planned:
    """Why the copies of a source would be made, or their key alone; nothing where all are there."""
    if not changes:
        return Planned(called(source), (), ())
    from guidegen.batch.copies import CopyRun
    from guidegen.batch.copy_ledger import ledger_of
    from guidegen.batch.foreseen import foresee

    outlet = stock.outlet
    folder = outlet.store.folder
    ledger = None
    if not outlet.report.address:
        ledger = ledger_of(stock.root, folder, source, stock.choices, copies, only_read=True)
    run = CopyRun(
        source, stock.project, stock.choices, copies, lambda problem: None, producer=stock.producer, ledger=ledger
    )
    foresight = foresee(run, partial(foreseen.take_copy, is_merged=bool(copies.merge)))
    if not foresight.copies:
        return Planned(called(source), (), tuple(changes))
    foreseen.take_copies(run, source.path, foresight)
    # Other sources are no reason. What the copies cite of them is among their needs.
    beside = {*stock.digests} - files_of(source, stock.project) - {*run.needs, SETTINGS_FILE}
    untold = {f"{path} changed" for path in beside if path.endswith((".yaml", ".yml"))}
    why = tuple(change for change in changes if change not in untold) or tuple(changes)
    if force or not foresight.there:
        return Planned(called(source), (), why)
    if not foresight.are_there:
        return Planned(called(source), (), (*_as_begun(why), _kept(foresight)))
    stale = [key.output.file_name() for key in foresight.keys if not foreseen.stands(source.path, key)]
    return Planned(called(source), tuple(folder / name for name in stale), why if stale else ())


def _as_begun(why: Sequence[str]) -> Iterator[str]:
    """Reasons where some copies are there: a build that was interrupted has begun with them."""
    return (_BEGUN if reason == NEVER_RUN else reason for reason in why)


def _kept(foresight: Foresight) -> str:
    there = foresight.there
    stay = "is there already and stays" if there == 1 else "are there already and stay"
    return f"{there:,} of {amount(foresight.copies, 'copy')} {stay}"

"""A whole run: read the project, compile every source, and, for a build, write what is printable."""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.compile import compile_source
from guidegen.batch.cycles import read_no_more, reading
from guidegen.batch.editions import files_of, not_current, sources_of, wanted_sources
from guidegen.batch.engines.engine import Engine
from guidegen.batch.engines.local import Local
from guidegen.batch.look import problems_of_themes
from guidegen.batch.outlet import Outlet
from guidegen.batch.preflight import no_words
from guidegen.batch.report import Interrupted, Planned, Report, Written
from guidegen.batch.stock import Stock
from guidegen.batch.store import Store
from guidegen.batch.workshop import Workshop
from guidegen.content_digest import content_digest
from guidegen.ctrl_c import is_behind
from guidegen.diagnostics import Diagnostic, has_errors, in_order
from guidegen.model.guide import Guide
from guidegen.model.project import Project
from guidegen.model.quiz import Quiz
from guidegen.reading import read_project
from guidegen.reading.kept_files import KeptReadings
from guidegen.reading.translations.names import original_of
from guidegen.source.files import NOTHING_UNSAVED, SETTINGS_FILE, ProjectFiles
from guidegen.source.text import SourceText

if TYPE_CHECKING:
    from guidegen.batch.copies import RowProblems
    from guidegen.batch.copy_ledger import CopyLedger
    from guidegen.batch.memory import CheckMemory, Memo
    from guidegen.lint.selection import Selection


def check(
    root: Path,
    choices: Choices = Choices(),  # noqa: B008 - frozen
    *,
    only: frozenset[str] | None = None,
    today: datetime.date,
    asked: Selection | None = None,
    unsaved: Mapping[str, bytes] = NOTHING_UNSAVED,
    memory: CheckMemory | None = None,
) -> Report:
    """Every problem of the project: in its files, its content, draws and layout. Nothing is written.

    `asked` says which rules count, beside what the settings say; `unsaved` are bytes that stand in place of files.
    A `memory` of earlier checks of the same project leaves only what changed to be checked.
    """
    # The rules take longer to load than a handout to build, and a build needs none of them.
    from guidegen.batch.content import chosen, rule_problems, selection_of
    from guidegen.batch.memory import Memo
    from guidegen.lint.draws import draw_problems
    from guidegen.lint.selection import Selection

    memo = memory.results if memory is not None else Memo()
    project, problems, sources = read_project(root, unsaved, memory.reading if memory is not None else None)
    selection = selection_of(project, asked or Selection())
    problems = [*problems, *problems_of_themes(project), *rule_problems(project, sources, selection, today, memo)]
    banks = project.banks.values()
    drawn = [problem for bank in banks for problem in memo.of("draws", (bank,), partial(draw_problems, bank))]
    told = {(problem.code, problem.span) for problem in drawn}
    problems += drawn
    report = Report(sources=sources)
    wanted, unknown = wanted_sources(project, only, choices)
    problems += unknown
    for source in wanted:
        with _contained(source, report):
            found = _layout_problems(source, project, choices, memo)
            problems += [problem for problem in found if (problem.code, problem.span) not in told]
    memo.sweep()
    paths = [path for path in sources if only is None or path in only]
    report.diagnostics = in_order(chosen(_about(problems, only, project), project, sources, selection, paths))
    return report


def _layout_problems(source: Guide | Quiz, project: Project, choices: Choices, memo: Memo) -> list[Diagnostic]:
    """What goes wrong when a source is drawn and laid out."""
    make = partial(compile_source, source, project, choices)
    if choices.exclude:
        # Lists on the command line may change without notice.
        return make().problems
    quiz = source.quiz if isinstance(source, Guide) else source
    edition = project.edition(source)
    banks = [edition.banks[reference.name] for reference in quiz.banks] if quiz is not None else []
    about = [project.guides.get(bank.guide) for bank in banks]
    settings = memo.same("settings", project.settings)
    objects = (source, *banks, *about, *project.themes.values(), settings)
    return memo.of(("layout", choices), objects, lambda: make().problems)


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
        project, problems, sources = read_project(root, files=files, kept=kept)
    problems = [*problems, *problems_of_themes(project)]
    store = _store(output, root / project.settings.output)
    store.sweep()
    report = Report(sources=sources, inputs=files.digests, output=store.folder, address=_address(output))
    outlet = Outlet(root, store, report, sources, producer)
    stock = Stock(root, project, choices, outlet, producer, files.digests, force=force)
    rows = _no_row_problems(copies) if copies is not None else None
    rules = _strict_problems(project, sources, today) if strict else []
    wanted, unknown = wanted_sources(project, only, choices, copies=copies is not None)
    problems += unknown
    workshop = Workshop(stock, wanted if copies is None else (), engine, read)
    try:
        for source in wanted:
            with _contained(source, report):
                found = [problem for problem in rules if problem.span.path in files_of(source, project)]
                found += not_current(source, project) if strict else []
                problems += found
                if copies is None:
                    problems += _write_source(source, found, workshop, report, progress)
                elif rows is not None and not has_errors(found):
                    progress(_called(source))
                    # What stands at an address would have to be fetched to know whether it is as it was left.
                    ledger = None
                    if not report.address:
                        ledger = _ledger_of_copies(root, store.folder, source, choices, copies, force=force)
                    problems += _write_copies(stock, source, copies, rows, engine, read, ledger, counted)
    except KeyboardInterrupt as interrupt:
        # What is finished is kept, and the next build knows of it.
        outlet.interrupt()
        stock.save()
        raise Interrupted(report) from interrupt
    finally:
        workshop.close()
        read_no_more()
    report.diagnostics = in_order(
        [*_about(problems, only, project, rows.shown if rows else ""), *(rows.all() if rows else [])]
    )
    outlet.finish()
    # What keeps files from being noted comes again with each few of them.
    report.failures += dict.fromkeys(store.failures)
    stock.save()
    if kept is not None:
        kept.trim()
    return report


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
    store = _store(output, root / project.settings.output)
    report = Report(sources=sources, output=store.folder, address=_address(output))
    outlet = Outlet(root, store, report, sources, producer)
    stock = Stock(root, project, choices, outlet, producer, files.digests, force=force)
    rules = _strict_problems(project, sources, today) if strict else []
    wanted, unknown = wanted_sources(project, only, choices, copies=copies is not None)
    problems += unknown
    for source in wanted:
        with _contained(source, report):
            found = [problem for problem in rules if problem.span.path in files_of(source, project)]
            found += not_current(source, project) if strict else []
            standing = stock.look_at(source)
            problems += [*found, *(standing.press.problems if standing.press is not None else [no_words(source)])]
            if has_errors(found) or standing.is_refused:
                continue
            paths = tuple(store.folder / name for name in standing.names())
            if copies is not None:
                report.planned.append(_plan_copies(stock, source, copies, changes, force=force))
                continue
            standing.foresee()
            if standing.is_current:
                report.current += [Written(path, 0) for path in paths]
            else:
                report.planned.append(Planned(_called(source), paths, tuple(standing.reasons)))
    for name, reason in outlet.removals():
        paths = (store.folder / name,) if name else ()
        report.planned.append(Planned(name, paths, (reason,), is_removal=True))
    report.diagnostics = in_order(_about(problems, only, project))
    return report


def _plan_copies(
    stock: Stock, source: Guide | Quiz, copies: CopiesWanted, changes: Sequence[str], *, force: bool
) -> Planned:
    """Why the copies of a source would be made, or their key alone; nothing where all are there."""
    if not changes:
        return Planned(_called(source), (), ())
    from guidegen.batch.copies import CopyRun
    from guidegen.batch.foreseen import foresee

    outlet = stock.outlet
    folder = outlet.store.folder
    ledger = None
    if not outlet.report.address:
        ledger = _ledger_of_copies(stock.root, folder, source, stock.choices, copies, only_read=True)
    run = CopyRun(
        source, stock.project, stock.choices, copies, lambda problem: None, producer=stock.producer, ledger=ledger
    )
    foresight = foresee(run, partial(outlet.foresee_copy, is_merged=bool(copies.merge)))
    if not foresight.copies:
        return Planned(_called(source), (), tuple(changes))
    outlet.foresee_copies(run, source.path, foresight)
    # Other sources are no reason. What the copies cite of them is among their needs.
    beside = {*stock.digests} - files_of(source, stock.project) - {*run.needs, SETTINGS_FILE}
    untold = {f"{path} changed" for path in beside if path.endswith((".yaml", ".yml"))}
    why = tuple(change for change in changes if change not in untold) or tuple(changes)
    if force or not foresight.are_there:
        return Planned(_called(source), (), why)
    stale = [key.output.file_name() for key in foresight.keys if not outlet.stands(source.path, key)]
    return Planned(_called(source), tuple(folder / name for name in stale), why if stale else ())


def _no_row_problems(copies: CopiesWanted) -> RowProblems:
    from guidegen.batch.copies import RowProblems

    return RowProblems(copies.roster.as_posix() if copies.roster is not None else "")


def _write_copies(
    stock: Stock,
    source: Guide | Quiz,
    copies: CopiesWanted,
    rows: RowProblems,
    engine: Engine,
    read: Mapping[str, bytes],
    ledger: CopyLedger | None,
    counted: Callable[[int, int], None],
) -> list[Diagnostic]:
    """Write the copies of a source; the problems of the source, while those of rows go to `rows`."""
    # Most builds make no copies.
    from guidegen.batch.copies import CopyRun
    from guidegen.batch.plans import CopyPlan
    from guidegen.batch.row_tasks import Placing

    outlet = stock.outlet
    run = CopyRun(
        source,
        stock.project,
        stock.choices,
        copies,
        rows.add,
        outlet.claim,
        producer=stock.producer,
        engine=engine,
        planned=lambda run: CopyPlan.of(run, read),
        ledger=ledger,
        placing=Placing(engine.location, outlet.is_free) if engine.location else None,
    )
    with contextlib.closing(ledger) if ledger is not None else contextlib.nullcontext():
        outlet.write_copies(run, source.path, lambda made: counted(made, rows.count))
    return run.problems


def _ledger_of_copies(
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
    from guidegen.batch.copy_ledger import CopyLedger

    told = content_digest((source.path, choices, wanted.merge, wanted.two_sided))
    return CopyLedger(root, folder, told, force=force, only_read=only_read)


def _store(output: Path | str | None, usual: Path) -> Store:
    """The output folder, or what stands for it where it is named by an address."""
    if not _address(output):
        return Store(Path(output) if output is not None else usual)
    from guidegen.batch.far_store import FarStore
    from guidegen.batch.location import Location

    return FarStore(Location(str(output)))


def _address(output: Path | str | None) -> str:
    if not isinstance(output, str):
        return ""
    from guidegen.batch.location import is_address

    return output if is_address(output) else ""


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
        progress(_called(source))
        problems += standing.write(done)
    return problems


def _strict_problems(project: Project, sources: Mapping[str, SourceText], today: datetime.date) -> list[Diagnostic]:
    """What the rules on content say, for a strict build."""
    from guidegen.batch.content import chosen, rule_problems, selection_of
    from guidegen.lint.selection import Selection

    selection = selection_of(project, Selection())
    found = chosen(rule_problems(project, sources, selection, today), project, sources, selection, sources)
    # Comments are judged by `check`, which sees all problems that they may be about.
    return [problem for problem in found if problem.code[0] != "L"]


@contextlib.contextmanager
def _contained(source: Guide | Quiz, report: Report) -> Iterator[None]:
    """A mistake in the program itself is told, and stops no other source. Its words may hold content: they stay out."""
    try:
        yield
    except Exception as error:
        if is_behind(error):
            raise KeyboardInterrupt from error
        if os.environ.get("GUIDEGEN_DEBUG") == "1":
            raise
        report.failures.append(
            f"{source.path}: a mistake in guidegen itself ({type(error).__name__}); please report it"
        )


def _about(
    problems: list[Diagnostic], only: frozenset[str] | None, project: Project, roster: str = ""
) -> list[Diagnostic]:
    """The problems of the named files, of the banks that they name, of the settings, and of the roster."""
    if only is None:
        return problems
    needed = {path for source in sources_of(project, only) for path in files_of(source, project)}
    # Translations that are left out have no source here.
    beside = {p.span.path for p in problems if original_of(p.span.path) in only}
    wanted = only | needed | beside | {"guidegen.yaml", roster}
    # Tables of values have problems at their own lines; which banks use them is not known here.
    return [p for p in problems if p.span.path in wanted or p.span.path.endswith(".csv")]


def _called(source: Guide | Quiz) -> str:
    return f"{source.name} ({source.language})" if source.translation is not None else source.name

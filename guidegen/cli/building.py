"""A build as it was asked for: what is done and what is said of it, however the command line was read."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from guidegen import __version__
from guidegen.batch.build import build
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.engines.failure import EngineFailed
from guidegen.batch.engines.table import ENGINES, Wish
from guidegen.batch.report import Interrupted, Report
from guidegen.cli.noting import changes_since, note_run
from guidegen.cli.outcome import exit_code, tell, tell_interrupted, tell_plan
from guidegen.cli.paths import Place
from guidegen.cli.progress import Progress, rows_of
from guidegen.cli.saying import say
from guidegen.kept.runs import Asked
from guidegen.records import dataclass

if TYPE_CHECKING:
    from guidegen.batch.cycles import Cycles


@dataclass(frozen=True, slots=True)
class Build:
    """What is to be built, of which place, how and for which day. `is_today` when nobody asked for another one."""

    place: Place
    choices: Choices
    day: datetime.date
    output: Path | str | None = None
    copies: CopiesWanted | None = None
    is_today: bool = True
    strict: bool = False
    force: bool = False
    quiet: bool = False
    engine: str = "local"
    jobs: int = 0
    scheduler: str = ""


def plan_and_tell(asked: Asked | None, wanted: Build) -> int:
    """Say what a build would do; the exit code."""
    from guidegen.batch.dry_run import plan

    planned = plan(
        wanted.place.root,
        wanted.output,
        wanted.choices,
        only=wanted.place.only,
        strict=wanted.strict,
        today=wanted.day,
        producer=_producer(),
        copies=wanted.copies,
        force=wanted.force,
        changes=["everything is built"] if wanted.force else changes_since(asked, wanted.place),
    )
    _print_problems(planned)
    tell_plan(planned, named=wanted.place.only is not None)
    return exit_code(planned.diagnostics, planned.failures, strict=wanted.strict)


def build_and_tell(asked: Asked | None, wanted: Build) -> int:
    """Build, say what was done, and note it for the next time; the exit code."""
    place, copies, quiet = wanted.place, wanted.copies, wanted.quiet

    cycles: list[Cycles] = []

    def progress(name: str) -> None:
        if copies is not None:
            from guidegen.batch.cycles import Cycles

            cycles[:] = [Cycles()]
        if not quiet:
            say(f"building {name}", err=True)

    def counted(made: int, problems: int) -> None:
        for each in cycles:
            each.counted(made)
        if not quiet:
            shown(made, problems)

    shown = Progress(rows_of(copies.roster) + copies.spares + copies.make_up if copies is not None else 0)
    address = wanted.output if isinstance(wanted.output, str) else ""
    wish = Wish(lambda message: say(message, err=True), wanted.jobs, wanted.scheduler, address)
    try:
        with ENGINES[wanted.engine](wish) as made_by:
            report = build(
                place.root,
                wanted.output,
                wanted.choices,
                only=place.only,
                strict=wanted.strict,
                today=wanted.day,
                producer=_producer(),
                progress=progress,
                copies=copies,
                force=wanted.force,
                engine=made_by,
                counted=counted,
            )
    except EngineFailed as error:
        say(f"failed: {error}", err=True)
        raise SystemExit(3) from error
    except Interrupted as interrupted:
        shown.end()
        tell_interrupted(interrupted.report, quiet=quiet)
        raise
    finally:
        shown.end()
        for each in cycles:
            each.end()
    _print_problems(report)
    tell(report, quiet=quiet, named=place.only is not None)
    code = exit_code(report.diagnostics, report.failures, strict=wanted.strict)
    if asked is not None:
        asked.held = report
    if asked is not None and not wanted.force and not address:
        roster = [str(copies.roster)] if copies is not None and copies.roster is not None else []
        day = wanted.day.isoformat() if wanted.strict and wanted.is_today else ""
        note_run(asked, place, report, [*wanted.choices.exclude, *roster], code=code, quiet=quiet, day=day)
    return code


def _producer() -> str:
    return f"guidegen {__version__}"


def _print_problems(report: Report) -> None:
    if report.diagnostics:
        from guidegen.cli.report import print_diagnostics

        print_diagnostics(report.diagnostics, report.sources, format="full")

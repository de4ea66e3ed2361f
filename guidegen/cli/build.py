"""`guidegen build`: write the PDFs, or Word documents."""

from __future__ import annotations

import dataclasses
import datetime
import gc
from pathlib import Path

import click

from guidegen import __version__
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.engines.table import ENGINES
from guidegen.batch.outputs import FORMATS
from guidegen.cli.options import Folder, date_of, takes_choices, takes_copies, today_option
from guidegen.cli.paths import find_place
from guidegen.kept.runs import Asked


@click.command("build")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS]...")
@click.option(
    "-o",
    "--output",
    type=Folder(),
    metavar="FOLDER",
    help="Folder for the files (default: the project's), or its address, such as s3://bucket/folder.",
)
@takes_choices
@takes_copies
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default="pdf",
    show_default=True,
    help="What is written: PDFs, or Word documents to edit.",
)
@click.option("--strict", is_flag=True, help="Refuse also what `guidegen check` warns about.")
@today_option
@click.option("--force", is_flag=True, help="Make every file again, also those that nothing changed.")
@click.option("--dry-run", is_flag=True, help="Say what would be made and why; write nothing.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Make the files with so many processes (default: one for each processor).",
)
@click.option(
    "--engine",
    type=click.Choice(tuple(ENGINES)),
    default="local",
    show_default=True,
    help="Who makes the files: processes of this machine, or a Dask cluster.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Where the scheduler of the cluster is: tcp://host:8786.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless there is a problem.")
@click.pass_obj
def command(
    asked: Asked | None,
    paths: tuple[str, ...],
    output: Path | str | None,
    choices: Choices,
    copies: CopiesWanted | None,
    format: str,
    strict: bool,
    today: datetime.datetime | None,
    force: bool,
    dry_run: bool,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    quiet: bool,
) -> None:
    """Write the handouts, quizzes and answer keys of a project.

    Without PATHS the whole project that you stand in is built; with PATHS only the guides and quizzes named (files
    or folders). Each PDF is tagged for screen readers. A file with mistakes is refused, with every mistake shown at
    its place; the others are built all the same. Only files are made whose content changed, or that somebody altered
    or removed.

    \b
    guidegen build
    guidegen build content/my-guide.yaml --size large --page a4
    guidegen build quizzes/unit-3.yaml --roster class.csv --spares 5
    guidegen build quizzes/unit-3.yaml --roster school.csv --merge 500
    guidegen build content/my-guide.yaml --page a4 --impose booklet
    guidegen build quizzes/unit-3.yaml --format docx
    guidegen build --dry-run
    """
    from guidegen.batch.engines.engine import EngineFailed
    from guidegen.batch.engines.table import Wish
    from guidegen.batch.report import Interrupted
    from guidegen.batch.run import build, plan
    from guidegen.cli.build_conflicts import conflict
    from guidegen.cli.noting import changes_since, note_run
    from guidegen.cli.outcome import exit_code, tell, tell_interrupted, tell_plan
    from guidegen.cli.progress import Progress, rows_of
    from guidegen.cli.report import print_diagnostics

    choices = dataclasses.replace(choices, format=format)
    if wrong := conflict(choices, copies, engine=engine, scheduler=scheduler, jobs=jobs):
        raise click.UsageError(wrong)
    place = find_place(paths)
    day, producer = date_of(today), f"guidegen {__version__}"
    if dry_run:
        changed = changes_since(asked, place) if not force else ["everything is built"]
        planned = plan(
            place.root,
            output,
            choices,
            only=place.only,
            strict=strict,
            today=day,
            producer=producer,
            copies=copies,
            force=force,
            changes=changed,
        )
        print_diagnostics(planned.diagnostics, planned.sources, format="full")
        tell_plan(planned)
        raise SystemExit(exit_code(planned.diagnostics, planned.failures, strict=strict))

    def progress(name: str) -> None:
        if copies is not None:
            # What was loaded and read until now stays: nobody need look through it for cycles again and again.
            gc.freeze()
        if not quiet:
            click.echo(f"building {name}", err=True)

    shown = Progress(rows_of(copies.roster) + copies.spares + copies.make_up if copies is not None else 0)
    if copies is not None:
        from guidegen.batch.interruptions import once

        # A long roster leaves cycles behind, copy by copy: they are not to add up.
        gc.set_threshold(50_000, 2, 2)
        click.get_current_context().with_resource(once())
    address = output if isinstance(output, str) else ""
    wish = Wish(lambda message: click.echo(message, err=True), jobs or 0, scheduler or "", address)
    try:
        with ENGINES[engine](wish) as made_by:
            report = build(
                place.root,
                output,
                choices,
                only=place.only,
                strict=strict,
                today=day,
                producer=producer,
                progress=progress,
                copies=copies,
                force=force,
                engine=made_by,
                counted=(lambda made, problems: None) if quiet else shown,
            )
    except EngineFailed as error:
        click.echo(f"failed: {error}", err=True)
        raise SystemExit(3) from error
    except Interrupted as interrupted:
        shown.end()
        tell_interrupted(interrupted.report, quiet=quiet)
        raise
    finally:
        shown.end()
    print_diagnostics(report.diagnostics, report.sources, format="full")
    tell(report, quiet=quiet)
    code = exit_code(report.diagnostics, report.failures, strict=strict)
    if asked is not None:
        asked.held = report
    if asked is not None and not force and not address:
        named = [*choices.exclude, *([str(copies.roster)] if copies is not None and copies.roster is not None else [])]
        note_run(
            asked, place, report, named, code=code, quiet=quiet, day=day.isoformat() if strict and not today else ""
        )
    raise SystemExit(code)

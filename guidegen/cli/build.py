"""`guidegen build`: write the PDFs, or Word documents."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.engines.table import ENGINES
from guidegen.batch.outputs import FORMATS
from guidegen.cli.options import Folder, date_of, takes_choices, takes_copies, today_option
from guidegen.cli.paths import find_place
from guidegen.kept import preparation
from guidegen.kept.runs import Asked
from guidegen.records import replace


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
    from guidegen.cli.build_conflicts import conflict

    preparation.load("guidegen.cli.building", "with options")
    from guidegen.cli.building import Build, build_and_tell, plan_and_tell

    choices = replace(choices, format=format)
    if wrong := conflict(choices, copies, engine=engine, scheduler=scheduler, jobs=jobs):
        raise click.UsageError(wrong)
    wanted = Build(
        find_place(paths),
        choices,
        date_of(today),
        output,
        copies,
        is_today=today is None,
        strict=strict,
        force=force,
        quiet=quiet,
        engine=engine,
        jobs=jobs or 0,
        scheduler=scheduler or "",
    )
    if dry_run:
        raise SystemExit(plan_and_tell(asked, wanted))
    if copies is not None:
        preparation.load("guidegen.batch.copy_writing")
        from guidegen.batch.interruptions import once

        click.get_current_context().with_resource(once())
    raise SystemExit(build_and_tell(asked, wanted))

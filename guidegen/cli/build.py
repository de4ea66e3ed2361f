"""`guidegen build`: write the PDFs, or Word documents."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import click

from guidegen import __version__
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.outputs import FORMATS
from guidegen.cli.options import date_of, takes_choices, takes_copies, today_option
from guidegen.cli.paths import find_place


@click.command("build")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS]...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder for the files (default: the project's).")
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
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless there is a problem.")
def command(
    paths: tuple[str, ...],
    output: Path | None,
    choices: Choices,
    copies: CopiesWanted | None,
    format: str,
    strict: bool,
    today: datetime.datetime | None,
    quiet: bool,
) -> None:
    """Write the handouts, quizzes and answer keys of a project.

    Without PATHS the whole project that you stand in is built; with PATHS only the guides and quizzes named (files
    or folders). Each PDF is tagged for screen readers. A file with mistakes is refused, with every mistake shown at
    its place; the others are built all the same.

    \b
    guidegen build
    guidegen build content/my-guide.yaml --size large --page a4
    guidegen build quizzes/unit-3.yaml --roster class.csv --spares 5
    guidegen build quizzes/unit-3.yaml --format docx
    """
    from guidegen.batch.run import build
    from guidegen.cli.outcome import exit_code, tell
    from guidegen.cli.report import print_diagnostics

    if format != "pdf" and (choices.fillable or choices.standard):
        name = "fillable" if choices.fillable else "standard"
        raise click.UsageError(f"--{name} is about PDFs: leave it out with --format {format}")
    choices = dataclasses.replace(choices, format=format)
    place = find_place(paths)

    def progress(name: str) -> None:
        if not quiet:
            click.echo(f"building {name}", err=True)

    report = build(
        place.root,
        output,
        choices,
        only=place.only,
        strict=strict,
        today=date_of(today),
        producer=f"guidegen {__version__}",
        progress=progress,
        copies=copies,
    )
    print_diagnostics(report.diagnostics, report.sources, format="full")
    tell(report, quiet=quiet)
    raise SystemExit(exit_code(report.diagnostics, report.failures, strict=strict))

"""`guidegen build`: write the PDFs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidegen import __version__
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.cli.options import date_of, takes_choices, takes_copies, today_option
from guidegen.cli.paths import find_place
from guidegen.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from guidegen.batch.report import WrittenCopies

_MOST_TOLD = 20


@click.command("build")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS]...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder for the PDFs (default: the project's).")
@takes_choices
@takes_copies
@click.option("--strict", is_flag=True, help="Refuse also what `guidegen check` warns about.")
@today_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless there is a problem.")
def command(
    paths: tuple[str, ...],
    output: Path | None,
    choices: Choices,
    copies: CopiesWanted | None,
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
    """
    from guidegen.batch.run import build
    from guidegen.cli.report import print_diagnostics, summary

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
    _tell(report.removed, "removed {}: nothing makes it any more")
    if report.removed_unnamed:
        click.echo(f"removed {report.removed_unnamed:,} files named by a column: nothing makes them any more", err=True)
    _tell(report.kept, "{} is of an earlier build: its source has errors now")
    if not quiet:
        for written in report.written:
            pages = "1 page" if written.pages == 1 else f"{written.pages} pages"
            click.echo(f"{_shown(written.path)}  {pages}")
        for copies_ in report.copies:
            click.echo(_copies(copies_))
        if report.fillable:
            click.echo(_FILLABLE, err=True)
        for sheets in report.sheets:
            click.echo(sheets.sentence(), err=True)
        for saving in report.savings:
            click.echo(saving.sentence(), err=True)
    for failure in report.failures:
        click.echo(f"failed: {failure}", err=True)
    if report.diagnostics:
        click.echo(summary(report.diagnostics), err=True)
    elif not (report.written or report.copies or report.failures):
        click.echo("nothing to build: there is no guide in `content` and no quiz in `quizzes`", err=True)
    raise SystemExit(exit_code(report.diagnostics, report.failures, strict=strict))


def _tell(paths: Sequence[Path], sentence: str) -> None:
    """The sentence for each of the paths, of which there may be thousands."""
    for path in paths[:_MOST_TOLD]:
        click.echo(sentence.format(_shown(path)), err=True)
    if len(paths) > _MOST_TOLD:
        click.echo(f"… and {len(paths) - _MOST_TOLD:,} more files", err=True)


def _copies(written: WrittenCopies) -> str:
    """The copies of one source in a line. Files named by a column may tell whose they are: their names stay unsaid."""
    count = "1 copy" if written.count == 1 else f"{written.count:,} copies"
    pages = "1 page" if written.pages == 1 else f"{written.pages:,} pages"
    if written.by_name:
        return f"{_shown(written.folder)}/{written.name}-….pdf  {count}, {pages}"
    names = [written.first] if written.first == written.last else [written.first, written.last]
    return f"{' … '.join(_shown(written.folder / name) for name in names)}  {count}, {pages}"


#: What is said of files that can be filled in.
_FILLABLE = (
    "Files that can be filled in conform to PDF/UA and do not claim PDF/A: viewers open PDF/A for reading only. "
    "Keep the printed version for the archive."
)


def exit_code(diagnostics: Sequence[Diagnostic], failures: list[str], *, strict: bool) -> int:
    """3 when the machine failed, 1 when the content has errors (with --strict: or warnings), else 0."""
    severities = {diagnostic.severity for diagnostic in diagnostics}
    if failures:
        return 3
    if Severity.ERROR in severities or (strict and Severity.WARNING in severities):
        return 1
    return 0


def _shown(path: Path) -> str:
    """The path as the user would type it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)

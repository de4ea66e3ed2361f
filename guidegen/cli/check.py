"""`guidegen check`: every problem, nothing written."""

from __future__ import annotations

import datetime

import click

from guidegen.batch.choices import Choices
from guidegen.cli.options import date_of, takes_choices, today_option
from guidegen.cli.paths import Place, find_place


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS]...")
@click.option(
    "--output-format",
    "output_format",
    type=click.Choice(("full", "concise", "json")),
    default="full",
    show_default=True,
    help="How problems are shown; json goes to standard output.",
)
@takes_choices
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--scorecard",
    is_flag=True,
    help="Show instead how guides do by PEMAT-P and the CDC Index, and write a worksheet for the person who scores.",
)
@today_option
def command(
    paths: tuple[str, ...],
    output_format: str,
    choices: Choices,
    strict: bool,
    scorecard: bool,
    today: datetime.datetime | None,
) -> None:
    """Show every problem of a project, or of the files named: in the YAML, in review dates and in the layout.

    Nothing is written, but with --scorecard a worksheet NAME-scorecard.pdf for each guide. `guidegen explain CODE`
    tells more about a problem.
    """
    from guidegen.batch.run import check
    from guidegen.cli.build import exit_code
    from guidegen.cli.report import print_diagnostics, summary

    place = find_place(paths)
    if scorecard:
        raise SystemExit(_scorecards(place, choices, output_format, today))
    report = check(place.root, choices, only=place.only, today=date_of(today))
    print_diagnostics(report.diagnostics, report.sources, format=output_format)
    if output_format != "json":
        click.echo(summary(report.diagnostics) if report.diagnostics else "no problems found", err=True)
    for failure in report.failures:
        click.echo(f"failed: {failure}", err=True)
    raise SystemExit(exit_code(report.diagnostics, report.failures, strict=strict))


def _scorecards(place: Place, choices: Choices, output_format: str, today: datetime.datetime | None) -> int:
    """Print scorecards and say where the worksheets are; a guide with errors has none."""
    from guidegen import __version__
    from guidegen.batch.scorecards import score
    from guidegen.cli.build import exit_code
    from guidegen.cli.scorecard import print_scorecards

    scored = score(place.root, choices, only=place.only, today=date_of(today), producer=f"guidegen {__version__}")
    print_scorecards(scored.cards, as_json=output_format == "json")
    for path in scored.written:
        click.echo(f"wrote {path.name}: print it for the person who scores the rest", err=True)
    for failure in scored.failures:
        click.echo(f"failed: {failure}", err=True)
    if not scored.cards:
        click.echo("no guide could be scored; `guidegen check` shows why", err=True)
    return exit_code(scored.diagnostics, scored.failures, strict=False)

"""`guidegen check`: every problem, nothing written."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from guidegen.amounts import amount
from guidegen.batch.choices import Choices
from guidegen.catalogue import CODES, is_known
from guidegen.cli.changes import changes
from guidegen.cli.options import date_of, takes_choices, today_option
from guidegen.cli.paths import Place, find_place, place_of_unsaved
from guidegen.diagnostics import Diagnostic
from guidegen.lint.selection import Selection
from guidegen.source.files import NOTHING_UNSAVED

#: What is said of folders without a file that is read.
_NOTHING = "nothing to check: no file there ends in .yaml or .yml"


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS]...")
@click.option(
    "--output-format",
    "output_format",
    type=click.Choice(("full", "concise", "json", "github", "sarif", "junit")),
    default="full",
    show_default=True,
    help="How problems are shown; all but full and concise go to standard output.",
)
@takes_choices
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--select", multiple=True, metavar="CODES", help="Show only these rules: R, H4, R104, plain-word.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Do not show these rules.")
@click.option("--statistics", is_flag=True, help="Count the problems by rule instead of showing them.")
@click.option("--fix", is_flag=True, help="Put safe fixes into the files, then show what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="The same with fixes that a person should look at.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--stdin-filename",
    type=click.Path(),
    metavar="PATH",
    help="Read this file's text from standard input, for editors: unsaved text stands in place of the file.",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
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
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    statistics: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    stdin_filename: str | None,
    watch: bool,
    scorecard: bool,
    today: datetime.datetime | None,
) -> None:
    """Show every problem of a project, or of the files named: in the YAML, in review dates and in the layout.

    Nothing is written, but with --scorecard a worksheet NAME-scorecard.pdf for each guide. `guidegen explain CODE`
    tells more about a problem.
    """
    from guidegen.batch.check import check
    from guidegen.batch.fixing import fix_project
    from guidegen.batch.memory import CheckMemory
    from guidegen.cli.outcome import exit_code
    from guidegen.cli.report import print_diagnostics, summary

    place, unsaved = _unsaved(stdin_filename, paths) if stdin_filename else (find_place(paths), NOTHING_UNSAVED)
    if unsaved and (fix or unsafe_fixes or diff or scorecard):
        raise click.UsageError("unsaved text can be checked, not changed: leave the other option out")
    if watch and (unsaved or scorecard or fix or unsafe_fixes or diff):
        raise click.UsageError("--watch shows problems of saved files: leave the other option out")
    if scorecard:
        raise SystemExit(_scorecards(place, choices, output_format, today))
    asked = Selection(_codes(select), _codes(ignore))
    if fix or unsafe_fixes or diff:
        fixed = fix_project(place.root, asked, date_of(today), unsafe=unsafe_fixes, only=place.only, write=not diff)
        if diff:
            click.echo(fixed.diff(), nl=False)
            raise SystemExit(1 if fixed.changes else 0)
        click.echo(f"fixed {amount(fixed.count, 'problem')} in {amount(len(fixed.changes), 'file')}", err=True)
    memory = CheckMemory() if watch else None

    def look(unsaved: Mapping[str, bytes]) -> int:
        """Check and tell; the exit code."""
        report = check(
            place.root, choices, only=place.only, today=date_of(today), asked=asked, unsaved=unsaved, memory=memory
        )
        if statistics:
            click.echo(_by_rule(report.diagnostics), nl=False)
        else:
            print_diagnostics(report.diagnostics, report.sources, format=output_format)
        if output_format in ("full", "concise"):
            nothing = _NOTHING if place.only == frozenset() else "no problems found"
            click.echo(summary(report.diagnostics) if report.diagnostics else nothing, err=True)
        for failure in report.failures:
            click.echo(f"failed: {failure}", err=True)
        return exit_code(report.diagnostics, report.failures, strict=strict)

    code = look(unsaved)
    if not watch:
        raise SystemExit(code)
    for _ in changes(place.root):
        look(NOTHING_UNSAVED)


def _unsaved(name: str, paths: tuple[str, ...]) -> tuple[Place, Mapping[str, bytes]]:
    """The place of a file whose text comes from standard input, and that text."""
    if paths:
        raise click.UsageError("with --stdin-filename there are no other files to name")
    place, path = place_of_unsaved(Path(name))
    return place, {path: sys.stdin.buffer.read()}


def _codes(given: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that an option names, with commas or several times; a usage error for one that does not exist."""
    codes = tuple(code.strip() for each in given for code in each.split(",") if code.strip())
    for code in codes:
        if not is_known(code):
            raise click.UsageError(f"There is no rule {code!r}. `guidegen explain` lists all codes.")
    return codes


def _by_rule(diagnostics: Sequence[Diagnostic]) -> str:
    """One line a rule: how often it fires, its code and name; the most frequent first."""
    counts = Counter(diagnostic.code for diagnostic in diagnostics)
    rows = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return "".join(f"{count:>6}  {code}  {CODES[code].name}\n" for code, count in rows)


def _scorecards(place: Place, choices: Choices, output_format: str, today: datetime.datetime | None) -> int:
    """Print scorecards and say where the worksheets are; a guide with errors has none."""
    from guidegen import __version__
    from guidegen.batch.scorecards import score
    from guidegen.cli.outcome import exit_code
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

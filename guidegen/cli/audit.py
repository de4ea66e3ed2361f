"""`guidegen audit`: check finished PDFs, and write a protocol that can be kept."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from pathlib import Path

import click

from guidegen import __version__
from guidegen.audit import AuditReport
from guidegen.audit.protocol import Protocol, as_data, as_text, files_named
from guidegen.cli.options import date_of

FORMATS = ("text", "json")


@click.command("audit")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, readable=False, path_type=Path), metavar="FILE..."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="For whom.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file and not to the screen."
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The date in the report, instead of this day.")
def command(paths: tuple[Path, ...], form: str, output: Path | None, today: datetime.datetime | None) -> None:
    """Check whether finished PDFs are accessible: FILEs, or all PDFs in the folders named.

    The files may come from any program. The report says what was checked and passed, what is wrong, where, and what
    to do, and what only a person can check. veraPDF is used too when it is installed (GUIDEGEN_VERAPDF may hold its
    command). `guidegen explain A501` tells more about a code.

    \b
    guidegen audit output
    guidegen audit handout.pdf --format json -o audit.json
    """
    from guidegen.audit.verapdf import run_verapdf

    files = files_named(paths)
    if not files:
        raise click.UsageError("there is no PDF in the folders named")
    reports, failures = _audited(files)
    readable = {path: report.facts.claims for path, report in reports if report.facts.pages}
    protocol = Protocol(date_of(today), f"guidegen {__version__}", tuple(reports), run_verapdf(readable), failures)
    text = json.dumps(as_data(protocol), indent=2) + "\n" if form == "json" else _shown(protocol)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"Wrote {output}", err=True)
    raise SystemExit(exit_code(protocol))


def exit_code(protocol: Protocol) -> int:
    """3 when files or veraPDF could not be used, 1 when a file has errors, else 0."""
    if protocol.failures or protocol.verapdf.failure:
        return 3
    return 1 if protocol.faulty else 0


def _audited(files: Sequence[Path]) -> tuple[list[tuple[Path, AuditReport]], tuple[str, ...]]:
    from guidegen.audit import audit

    reports: list[tuple[Path, AuditReport]] = []
    failures: list[str] = []
    for path in files:
        try:
            reports.append((path, audit(path, path.as_posix())))
        except OSError as error:
            failures.append(f"{path.as_posix()}: {error.strerror or type(error).__name__}")
    return reports, tuple(failures)


def _shown(protocol: Protocol) -> str:
    """The protocol as a terminal may show it: what stands in a file is never obeyed."""
    from guidegen.cli.report import visible

    return "\n".join(visible(line) for line in as_text(protocol).split("\n"))

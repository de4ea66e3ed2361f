"""What `bank import` and `bank export` share: files that are read with care, and the report of what was lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from guidegen.catalogue import diagnosed
from guidegen.cli.report import as_data, render_diagnostics, wants_colour
from guidegen.diagnostics import Diagnostic, Severity, Span
from guidegen.source.files import ProjectFiles, Refusal

if TYPE_CHECKING:
    from guidegen.exchange.loss import Loss


def check_format(name: str, *, reads: bool) -> None:
    """Refuse a name that is no format, or one for the other way only."""
    from guidegen.exchange.table import FORMATS

    able = [key for key, format in FORMATS.items() if (format.read if reads else format.write)]
    if name and name not in able:
        way = "imported" if reads else "exported"
        raise click.UsageError(f"{name!r} is no format that can be {way}. The formats are: {', '.join(able)}.")


def read_file(path: Path) -> bytes | Refusal:
    """The content of a file of the user's, wherever it stands."""
    from guidegen.exchange.opened import LARGEST_FILE

    data = ProjectFiles(path.parent).read_bytes(path.name, LARGEST_FILE)
    return Refusal("X101", data.message, data.hint) if isinstance(data, Refusal) else data


def refusal_at(path: str, refusal: Refusal) -> Diagnostic:
    """The refusal of a whole file."""
    return diagnosed(refusal.code, refusal.message, Span(path), hint=refusal.hint)


def print_report(
    losses: Iterable[Loss], problems: Sequence[Diagnostic], figures: Mapping[str, Any], *, report: str, strict: bool
) -> None:
    """The report: sentences on stderr, or one JSON object on stdout."""
    from guidegen.exchange.loss import as_data as losses_as_data
    from guidegen.exchange.loss import as_diagnostic

    if report == "json":
        whole = {**figures, "losses": losses_as_data(losses), "problems": [as_data(problem) for problem in problems]}
        click.echo(json.dumps(whole, indent=2))
        return
    said = [as_diagnostic(loss, Severity.ERROR if strict else None) for loss in losses]
    # What stops everything is told with what to do; losses, of which there can be hundreds, take a line each.
    for told, form in ((problems, "full"), (said, "concise")):
        text = render_diagnostics(list(told), {}, format=form, colour=wants_colour())
        if text:
            click.echo(text, err=True)

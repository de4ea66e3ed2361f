"""Saying again what a build said that need not be done again. Only what shows problems is loaded for it."""

from __future__ import annotations

from pathlib import Path

import click

from guidegen.batch.plain_problems import from_plain
from guidegen.cli.report import print_diagnostics, summary
from guidegen.kept import runs
from guidegen.source.files import ProjectFiles


def tell_again(recalled: runs.Recalled) -> bool:
    """Say what a run found that need not be done again; False, with nothing said, when that cannot be made out."""
    outcome = recalled.outcome
    try:
        problems = [from_plain(problem) for problem in outcome.problems]
    except ValueError:
        return False
    files = ProjectFiles(Path(recalled.root))
    texts = {path: files.read_text(path)[0] for path in outcome.shown}
    print_diagnostics(problems, {path: text for path, text in texts.items() if text is not None}, format="full")
    for sentence in runs.up_to_date(outcome):
        click.echo(sentence, err=True)
    click.echo(summary(problems), err=True)
    return True

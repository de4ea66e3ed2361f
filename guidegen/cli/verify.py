"""`guidegen verify`: whether a quiz and an answer key belong together."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("verify")
@click.argument("quiz", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="QUIZ.pdf")
@click.argument("key", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="KEY.pdf")
def command(quiz: Path, key: Path) -> None:
    """Say whether an answer key belongs to a quiz: by the quiz code that both carry, whatever the files are called.

    The exit code is 0 when they belong together and 1 when they do not.

    \b
    guidegen verify output/unit-3-form-b.pdf output/unit-3-key.pdf
    """
    from guidegen.audit.pairing import pair
    from guidegen.cli.report import visible

    try:
        verdict = pair(quiz, key)
    except OSError as error:
        click.echo(f"failed: {error.filename}: {error.strerror}", err=True)
        raise SystemExit(3) from None
    click.echo(visible(("Yes: " if verdict.together else "No: ") + verdict.sentence))
    raise SystemExit(0 if verdict.together else 1)

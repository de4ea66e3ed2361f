"""`guidegen theme`: the looks that come with the program."""

from __future__ import annotations

import click

from guidegen.theme import known_themes


@click.group()
def command() -> None:
    """The looks that a project can have; choose one with `theme:` in guidegen.yaml."""


@command.command("list")
def list_themes() -> None:
    """List the names of the themes, one a line."""
    for name in known_themes():
        click.echo(name)

"""`guidegen bank formats`: the table of formats."""

from __future__ import annotations

import click


@click.command("formats")
def command() -> None:
    """List the formats that can be imported and exported, by the names that --format takes."""
    from guidegen.exchange.table import FORMATS

    width = max(map(len, FORMATS))
    for name, format in FORMATS.items():
        ways = [way for way, can in (("import", format.read), ("export", format.write)) if can]
        click.echo(f"{name:{width}}  {' and '.join(ways):17}  {format.title}")

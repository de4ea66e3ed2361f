"""`guidegen schema`: JSON Schemas, with which editors complete keys and mark mistakes while you type."""

from __future__ import annotations

import json
from pathlib import Path

import click

from guidegen.reading.schema import SCHEMAS, json_schema


def schema_text(kind: str) -> str:
    """The schema of a kind of file as the text of a JSON file."""
    return json.dumps(json_schema(kind), indent=2) + "\n"


def schema_name(kind: str) -> str:
    """The name of the file that holds the schema of a kind."""
    return f"{kind}.schema.json"


@click.command()
@click.argument("kind", type=click.Choice(SCHEMAS), required=False)
@click.option("--all", "every", is_flag=True, help="Write the schemas of all kinds into the folder -o.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to this file, or with --all into this folder."
)
def command(kind: str | None, every: bool, output: Path | None) -> None:
    """Print the JSON Schema of a KIND of file.

    The first line of a file tells an editor where its schema is:

    \b
      # yaml-language-server: $schema=../schemas/guide.schema.json
    """
    if every == (kind is not None):
        raise click.UsageError(f"Name one kind ({', '.join(SCHEMAS)}), or write --all.")
    if every and output is None:
        raise click.UsageError("With --all, name the folder: -o schemas.")
    if every and output is not None:
        for each in SCHEMAS:
            _write(output / schema_name(each), schema_text(each))
    elif kind is not None and output is not None:
        _write(output, schema_text(kind))
    elif kind is not None:
        click.echo(schema_text(kind), nl=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"Wrote {path}", err=True)

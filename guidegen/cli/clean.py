"""`guidegen clean`: remove what builds wrote."""

from __future__ import annotations

from pathlib import Path

import click

from guidegen.cli.paths import find_place


@click.command("clean")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The folder to clean (default: the project's).")
def command(output: Path | None) -> None:
    """Remove the PDFs and the manifest that builds wrote. Files that changed since, or are not ours, stay."""
    from guidegen.batch.store import MANIFEST, Store
    from guidegen.reading import read_project

    place = find_place(())
    if output is None:
        project, _, _ = read_project(place.root)
        output = place.root / project.settings.output
    store = Store(output)
    previous = store.previous()
    for name, entry in sorted(previous.items()):
        if store.is_ours(entry):
            if store.remove(name):
                click.echo(f"removed {output / name}")
        elif (output / name).exists():
            click.echo(f"kept {output / name}: it changed since it was built", err=True)
    if previous:
        store.remove(MANIFEST)
    store.sweep()
    for failure in store.failures:
        click.echo(f"cannot remove {failure}", err=True)
    raise SystemExit(3 if store.failures else 0)

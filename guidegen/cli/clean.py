"""`guidegen clean`: remove what builds wrote."""

from __future__ import annotations

import itertools
from pathlib import Path

import click

from guidegen.cli.paths import find_place
from guidegen.kept import folder


@click.command("clean")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The folder to clean (default: the project's).")
def command(output: Path | None) -> None:
    """Remove the PDFs and the manifest that builds wrote, and what they kept to be faster the next time.

    Files that changed since, or are not ours, stay.
    """
    from guidegen.batch.manifest import MANIFEST, is_copy, journals, read_entries, read_journal
    from guidegen.batch.store import Store
    from guidegen.reading import read_project

    place = find_place(())
    if output is None:
        project, _, _ = read_project(place.root)
        output = place.root / project.settings.output
    store = Store(output)
    copies = found = 0
    last, is_removed = "", False
    left = journals(output)
    for entry in itertools.chain(read_entries(output), *map(read_journal, left)):
        found += 1
        name = store.name_of(entry)
        if name and name == last:
            # One of several copies in a file.
            copies += is_removed
            continue
        last, is_removed = name, False
        if store.is_ours(entry):
            if not store.remove(name):
                continue
            is_removed = True
            if is_copy(entry):
                copies += 1
            else:
                click.echo(f"removed {output / name}")
        elif name and (output / name).exists():
            click.echo(f"kept {output / name}: it changed since it was built", err=True)
    if copies:
        click.echo(f"removed {copies:,} {'copy' if copies == 1 else 'copies'} of a roster from {output}")
    if found:
        store.remove(MANIFEST)
    store.forget(left)
    is_removed, staying = folder.clear(str(place.root))
    if is_removed:
        click.echo("removed what was kept to make builds faster")
    for path in staying:
        click.echo(f"kept {path}: it is not ours", err=True)
    store.sweep()
    for failure in store.failures:
        click.echo(f"failed: {failure}", err=True)
    raise SystemExit(3 if store.failures else 0)

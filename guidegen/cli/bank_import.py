"""`guidegen bank import`: questions of other programs become a bank, and what is lost is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from guidegen.exchange.importing import Imported


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The bank to write, such as quizzes/unit-3.yaml.")
@click.option("-f", "--format", default="", help="The format of the files, where their content does not tell it.")
@click.option("--strict", is_flag=True, help="Write nothing when something is lost.")
@click.option("--force", is_flag=True, help="Replace the bank where it exists.")
@click.option(
    "--report", type=click.Choice(("text", "json")), default="text", show_default=True, help="How losses are reported."
)
def command(files: tuple[Path, ...], output: Path | None, format: str, strict: bool, force: bool, report: str) -> int:
    """Make a bank of questions from other programs: GIFT, Moodle XML, Canvas and others.

    Every question arrives whole, or is named with its place and the reason. Pictures are put into a folder beside
    the bank. Nothing is written when a file cannot be read. "guidegen bank formats" lists the formats.

    \b
      guidegen bank import moodle-export.xml
      guidegen bank import week-1.gift week-2.gift -o quizzes/weeks.yaml
    """
    from guidegen.cli.bank_report import check_format, print_report, read_file, refusal_at
    from guidegen.exchange.importing import import_bank
    from guidegen.source.files import Refusal

    check_format(format, reads=True)
    root, path = _target(output, files[0], force=force)
    read = [(file.name, read_file(file)) for file in files]
    refused = [refusal_at(name, data) for name, data in read if isinstance(data, Refusal)]
    sources = [(name, data) for name, data in read if isinstance(data, bytes)]
    imported = import_bank(sources, path, format, _language(root))
    problems = [*refused, *(imported.diagnostics if sources else ())]
    is_good = not problems and imported.bank is not None and not (strict and imported.losses)
    written = sorted(imported.files) if is_good else []
    print_report(imported.losses, problems, {**_figures(imported), "written": written}, report=report, strict=strict)
    if not is_good:
        click.echo("Nothing was written.", err=True)
        return 1
    _write(root, imported)
    if report == "text":
        click.echo(_sentence(imported, path))
    return 0


def _target(output: Path | None, first: Path, *, force: bool) -> tuple[Path, str]:
    """The root of the project and the path of the bank in it, which stands in `quizzes` where nothing else is said."""
    from guidegen.cli.new import check_name, refuse_taken
    from guidegen.cli.paths import project_root
    from guidegen.reading.names import slug
    from guidegen.source.files import CONTENT_FOLDERS

    if output is None:
        root = project_root(Path.cwd())
        path = f"quizzes/{slug(first.stem)}.yaml"
    elif output.suffix != ".yaml":
        raise click.UsageError(f"A bank is a YAML file. Write: -o {output.with_suffix('.yaml')}")
    else:
        root = project_root(output.resolve().parent)
        path = output.resolve().relative_to(root).as_posix()
    if path.split("/")[0] not in CONTENT_FOLDERS:
        raise click.UsageError(f"{path} stands neither in `content` nor in `quizzes`; guidegen reads only those.")
    name = Path(path).stem
    check_name("bank", name)
    if (root / path).exists():
        if not force:
            raise click.UsageError(f"{path} exists. Name another bank with -o, or replace this one with --force.")
    else:
        refuse_taken(root, name)
    return root, path


def _language(root: Path) -> str:
    """The language of the project, for questions that do not say theirs."""
    from guidegen import load_project

    return load_project(root)[0].settings.language


def _figures(imported: Imported) -> dict[str, object]:
    refused = sum(loss.refused for loss in imported.losses)
    changed = len({(loss.span, loss.item) for loss in imported.losses if not loss.refused})
    return {
        "found": imported.found,
        "imported": imported.found - refused,
        "changed": changed,
        "refused": refused,
        "formats": list(imported.formats),
    }


def _sentence(imported: Imported, path: str) -> str:
    refused = sum(loss.refused for loss in imported.losses)
    count = imported.found - refused
    items = "1 item" if count == 1 else f"{count:,} items"
    pictures = len(imported.files) - 1
    beside = f" and {pictures} pictures" if pictures > 1 else " and 1 picture" if pictures else ""
    left_out = f"; {refused:,} of {imported.found:,} questions were left out" if refused else ""
    return f"Made {path}: {items}{beside}{left_out}."


def _write(root: Path, imported: Imported) -> None:
    """Pictures first, the bank last: a bank never names a picture that is not there."""
    from guidegen.batch.store import Store

    for path, data in reversed(list(imported.files.items())):
        store = Store((root / path).parent)
        if not store.write(Path(path).name, data):
            raise OSError(0, store.failures[0])

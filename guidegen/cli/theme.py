"""`guidegen theme`: the looks that a project can have."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from importlib import resources
from pathlib import Path

import click

from guidegen import __version__
from guidegen.amounts import amount
from guidegen.batch.choices import Choices
from guidegen.batch.outputs import SIZES
from guidegen.cli.paths import project_root
from guidegen.model.project import PAGE_SIZES
from guidegen.source.files import THEME_FOLDER
from guidegen.theme import known_themes


@click.group()
def command() -> None:
    """The looks that a project can have; choose one with `theme:` in guidegen.yaml."""


@command.command("list")
def list_themes() -> None:
    """List the themes, one a line: those that come with guidegen, and those of the project that you stand in."""
    folder = _own_themes()
    own = {path.stem for path in folder.glob("*.y*ml")} if folder is not None else set()
    for name in sorted({*known_themes(), *own}):
        click.echo(name)


@command.command("show")
@click.argument("name")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The PDF to write (default: NAME-specimen.pdf).")
@click.option("--page", type=click.Choice(PAGE_SIZES, case_sensitive=False), help="The size of the paper.")
@click.option("--size", type=click.Choice(tuple(SIZES)), default="regular", help="The print size.")
def show(name: str, output: Path | None, page: str | None, size: str) -> None:
    """Write a specimen of the theme NAME: every sort of text, box, table and question that it sets.

    Beside it stands a second file, whose name ends in -quiz: a quiz that prints alone.
    """
    from guidegen.batch.build import build
    from guidegen.cli.outcome import exit_code
    from guidegen.cli.report import print_diagnostics

    target = output or Path(f"{name}-specimen.pdf")
    targets = {"specimen": target, "specimen-quiz": target.with_stem(f"{target.stem}-quiz")}
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        write_specimen(root)
        own = _own_themes()
        if own is not None:
            shutil.copytree(own, root / THEME_FOLDER)
        choices = Choices(theme=name, page=page, size=size)
        report = build(root, choices=choices, today=datetime.date.today(), producer=f"guidegen {__version__}")
        for file in report.written:
            # Print sizes stand behind the name of a file.
            goal = targets.get(file.path.stem.removesuffix(f"-{size}"))
            if goal is not None:
                goal.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file.path, goal)
                click.echo(f"{goal}  {amount(file.pages, 'page')}")
        print_diagnostics(report.diagnostics, report.sources, format="full")
    raise SystemExit(exit_code(report.diagnostics, report.failures, strict=False))


def write_specimen(root: Path) -> None:
    """The specimen as a project: a guide with every kind of block, a bank with every kind of item, a quiz."""
    templates = resources.files("guidegen.cli").joinpath("templates", "specimen")
    with resources.as_file(templates) as folder:
        shutil.copytree(folder, root, dirs_exist_ok=True)


def _own_themes() -> Path | None:
    """The folder with the themes of the project that the user stands in, if there is one."""
    try:
        folder = project_root(Path.cwd()) / THEME_FOLDER
    except click.UsageError:
        return None
    return folder if folder.is_dir() else None

"""The banks that a command about banks is asked about, with the files that could not be used named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from guidegen.cli.paths import find_place
from guidegen.cli.report import visible
from guidegen.records import dataclass

if TYPE_CHECKING:
    from guidegen.model.bank import ItemBank
    from guidegen.model.project import Project


@dataclass(frozen=True, slots=True)
class Banks:
    """The banks asked for, and the project that they stand in. `left_out` are the paths of files with errors."""

    project: Project
    asked: tuple[ItemBank, ...]
    left_out: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """1 when a file was left out."""
        return 1 if self.left_out else 0


def find_banks(paths: tuple[str, ...]) -> Banks:
    """All banks of the project, or those of the files and folders named; files with errors are named on stderr."""
    from guidegen.diagnostics import Severity
    from guidegen.reading import read_project

    place = find_place(paths)
    project, problems, _ = read_project(place.root)
    asked = tuple(bank for bank in project.banks.values() if place.only is None or bank.path in place.only)
    broken = dict.fromkeys(problem.span.path for problem in problems if problem.severity is Severity.ERROR)
    left_out = tuple(path for path in broken if place.only is None or path in place.only)
    for path in left_out:
        click.echo(f"left out, as it has errors: {visible(path)} (see: guidegen check)", err=True)
    if not asked and not left_out:
        click.echo("there is no bank in these files" if paths else "the project has no bank", err=True)
    return Banks(project, asked, left_out)

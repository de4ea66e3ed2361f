"""Options that several commands share."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.batch.outputs import SIZES
from guidegen.model.project import IMPOSITIONS, MOST_COLUMNS, PAGE_SIZES, STANDARDS
from guidegen.model.quiz import KEY_MODES, MOST_FORMS

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_OPTIONS: tuple[Decorator, ...] = (
    click.option(
        "--forms", type=click.IntRange(1, MOST_FORMS), help="Print so many forms, A, B, C and so on. Needs PATHS."
    ),
    click.option(
        "--exclude",
        multiple=True,
        metavar="FILE",
        help="Leave out the items of earlier forms: of a manifest.json, or of a list of ids. Needs PATHS.",
    ),
    click.option("--seed", type=click.IntRange(min=0), help="Shuffle with this number instead of the file's own."),
    click.option("--key", type=click.Choice(KEY_MODES), help="Where the answers stand (inline: a teacher's copy)."),
    click.option("--page", type=click.Choice(PAGE_SIZES, case_sensitive=False), help="Paper size."),
    click.option(
        "--size",
        type=click.Choice(tuple(SIZES)),
        default="regular",
        show_default=True,
        help="Print size: body text of 13, 18 or 24 points; compact (11) saves paper in quizzes.",
    ),
    click.option("--theme", metavar="NAME", help="The look: one of `guidegen theme list`, or of the folder `themes`."),
    click.option("--site", metavar="NAME", help="Whose letterhead: one of `sites` in guidegen.yaml."),
    click.option("--language", metavar="LANGUAGE", help="Only what is in this language: es, pt-BR."),
    click.option(
        "--bilingual",
        metavar="LANGUAGE",
        help="Print this language beside the file's own, row by row on one sheet.",
    ),
    click.option(
        "--standard",
        type=click.Choice(STANDARDS),
        help="What the PDFs conform to: PDF/UA-1 with PDF/A-2a (ua-1, the default) or PDF/UA-2 with PDF/A-4.",
    ),
    click.option(
        "--teach-back",
        is_flag=True,
        help="Print a teach-back page for the clinician too, for guides with a quiz, as NAME-teach-back.pdf.",
    ),
    click.option(
        "--impose",
        type=click.Choice(IMPOSITIONS),
        help="Several pages on each side of a sheet, without shrinking them: a booklet to fold, 2 or 4.",
    ),
    click.option(
        "--columns",
        type=click.IntRange(1, MOST_COLUMNS),
        help="Set text in so many columns, where they are wide enough.",
    ),
    click.option(
        "--fillable",
        is_flag=True,
        help="Add form fields to quizzes and handouts: PDF/UA without PDF/A, as NAME-fillable.pdf.",
    ),
)


class Folder(click.ParamType[Any]):
    """A folder: its path, or its address, which is checked to lead somewhere."""

    name = "folder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """A path, or an address as a text."""
        from guidegen.batch.location import Location, NoLocation, is_address

        if not str(value):
            # As a path it would be the folder that one stands in.
            self.fail("no folder is named", param, ctx)
        if not is_address(value):
            return Path(value)
        try:
            Location(value)
        except NoLocation as error:
            self.fail(str(error), param, ctx)
        return value


_MOST_BLANK = 10_000
_MOST_MERGED = 10_000
#: On how many sides of a sheet copies are printed that are merged.
_SIDES = ("two", "one")
_COPY_OPTIONS: tuple[Decorator, ...] = (
    click.option(
        "--roster",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="CSV",
        help="Print a copy for each row of this file: name, id, group and so on. Needs PATHS.",
    ),
    click.option("--name-by", default="", metavar="COLUMN", help="Name the copies by this column of the roster."),
    click.option("--spares", type=click.IntRange(0, _MOST_BLANK), default=0, help="So many copies without a name."),
    click.option(
        "--make-up",
        type=click.IntRange(0, _MOST_BLANK),
        default=0,
        help="So many copies without a name and with other items, for those who were absent.",
    ),
    click.option(
        "--merge",
        type=click.IntRange(1, _MOST_MERGED),
        metavar="PAGES",
        help="Put the copies, in order, into files for a printer with at most so many pages each.",
    ),
    click.option(
        "--sides",
        type=click.Choice(_SIDES),
        help="Sides of a sheet that merged copies are printed on. With two (the default) each begins on a front side.",
    ),
)
#: Options that make no sense for every quiz of a project at once.
_NEED_PATHS = {"forms": "--forms 4", "exclude": "--exclude last-year/manifest.json"}


def takes_choices(function: Callable[..., Any]) -> Callable[..., Any]:
    """How documents are printed, for commands that take `paths`: the options arrive as one value, `choices`."""

    @functools.wraps(function)
    def command(*, paths: tuple[str, ...], **given: Any) -> Any:
        chosen = {field.name: given.pop(field.name) for field in dataclasses.fields(Choices) if field.name != "format"}
        for name, example in _NEED_PATHS.items():
            if chosen[name] and not paths:
                raise click.UsageError(f"--{name} needs the files that it is for, such as: {example} quizzes/NAME.yaml")
        if chosen["fillable"] and (chosen["impose"] or "none") != "none":
            raise click.UsageError("--fillable is for the screen and --impose for paper: use one of them")
        if chosen["bilingual"] and (chosen["language"] or chosen["fillable"]):
            other = "language" if chosen["language"] else "fillable"
            raise click.UsageError(f"--bilingual prints both languages on paper: leave --{other} out")
        return function(paths=paths, choices=Choices(**chosen), **given)

    decorated: Callable[..., Any] = command
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def takes_copies(function: Callable[..., Any]) -> Callable[..., Any]:
    """Copies for people, for commands that take `paths`: the options arrive as one value, `copies`, or None."""

    @functools.wraps(function)
    def command(
        *,
        paths: tuple[str, ...],
        roster: Path | None,
        name_by: str,
        spares: int,
        make_up: int,
        merge: int | None,
        sides: str | None,
        **given: Any,
    ) -> Any:
        is_wanted = bool(roster or spares or make_up)
        wanted = CopiesWanted(roster, name_by, spares, make_up, merge or 0, sides != "one") if is_wanted else None
        if wanted is not None and not paths:
            raise click.UsageError(
                "copies need the file that they are of, such as: quizzes/NAME.yaml --roster class.csv"
            )
        if name_by and roster is None:
            raise click.UsageError("--name-by names files by a column of a roster: use it with --roster")
        if merge and wanted is None:
            raise click.UsageError(
                "--merge puts copies into one file: say whose, with --roster class.csv or --spares 30"
            )
        if merge and name_by:
            raise click.UsageError(
                "--name-by names a file for each person, and --merge makes files of many: use one of them"
            )
        if sides and not merge:
            raise click.UsageError("--sides says how merged copies are printed: use it with --merge")
        return function(paths=paths, copies=wanted, **given)

    decorated: Callable[..., Any] = command
    for option in reversed(_COPY_OPTIONS):
        decorated = option(decorated)
    return decorated


def today_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The date for review checks."""
    option = click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        help="Check review dates as if it were this day (YYYY-MM-DD).",
    )
    return option(function)


def date_of(today: datetime.datetime | None) -> datetime.date:
    """The day that was asked for, or the machine's."""
    return today.date() if today else datetime.date.today()

"""Options that several commands share."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import click

from guidegen.batch.outputs import SIZES
from guidegen.model.project import PAGE_SIZES, STANDARDS
from guidegen.model.quiz import KEY_MODES
from guidegen.theme import known_themes

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def print_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """How documents are printed: seed, key, page, size, theme, standard."""
    options: list[Decorator] = [
        click.option("--seed", type=click.IntRange(min=0), help="Shuffle with this number instead of the file's own."),
        click.option("--key", type=click.Choice(KEY_MODES), help="Where the answers stand (inline: a teacher's copy)."),
        click.option("--page", type=click.Choice(PAGE_SIZES), help="Paper size."),
        click.option(
            "--size",
            type=click.Choice(tuple(SIZES)),
            default="regular",
            show_default=True,
            help="Print size: body text of 13, 18 or 24 points.",
        ),
        click.option("--theme", type=click.Choice(known_themes()), help="The look."),
        click.option(
            "--standard",
            type=click.Choice(STANDARDS),
            help="What the PDFs conform to: PDF/UA-1 with PDF/A-2a (ua-1, the default) or PDF/UA-2 with PDF/A-4.",
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return function


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

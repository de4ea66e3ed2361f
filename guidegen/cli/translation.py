"""`guidegen translation`: the commands about translations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidegen.amounts import amount
from guidegen.cli.paths import find_place
from guidegen.patterns import pattern

if TYPE_CHECKING:
    from guidegen.batch.translating import Refused

_TAG = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def _language(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not _TAG.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no language tag; write one such as es, vi or pt-BR")
    return value


def _named(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    """A name, or the path of the file that has it."""
    return Path(value).name.removesuffix(".yaml").removesuffix(".yml").partition(".")[0]


_name = click.argument("name", callback=_named)
_tag = click.argument("language", callback=_language)


@click.group("translation")
def command() -> None:
    """Translations of guides, banks and quizzes: files such as NAME.es.yaml beside NAME.yaml.

    A translation holds texts alone; ids, keys and points are the original's, so that forms and answers are the same
    in every language. It knows from which texts it was made: `guidegen check` tells what is missing or stale.

    \b
      guidegen translation new my-guide es
      guidegen translation update my-guide es
      guidegen translation confirm my-guide es --all
      guidegen translation status
    """


@command.command("new")
@_name
@_tag
def new(name: str, language: str) -> None:
    """Begin a translation: a file with an empty place for each text, and the original as a comment above it.

    The banks that a guide or quiz draws from get theirs too. Nothing is overwritten.
    """
    from guidegen.batch.translating import Refused, begin

    root = _root()
    made = begin(root, name, language)
    if isinstance(made, Refused):
        raise SystemExit(_refuse(made, root))
    click.echo("\n".join(f"Made {path}" for path in made))
    click.echo(
        "Next: write the texts, and `guidegen check` tells what is missing. Then have somebody read them against the\n"
        f"original, name that person below `reviewer:`, and run `guidegen translation confirm {name} {language} --all`."
    )


@command.command("update")
@_name
@_tag
def update(name: str, language: str) -> None:
    """Put an empty place into a translation for each text that the original has got since.

    What the original has no more becomes a comment. No word that somebody wrote is changed.
    """
    from guidegen.batch.translating import Refused
    from guidegen.batch.translating import update as work

    root = _root()
    updated = work(root, name, language)
    if isinstance(updated, Refused):
        raise SystemExit(_refuse(updated, root))
    click.echo(
        f"{updated.path}: {amount(updated.added, 'place')} added, {amount(updated.removed, 'entry')} made a comment"
    )
    for line in updated.by_hand:
        click.echo(f"{updated.path}:{line}: write here what is missing; braces and brackets are left as they are")


@command.command("confirm")
@_name
@_tag
@click.argument("texts", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Confirm every text that is translated.")
def confirm(name: str, language: str, texts: tuple[str, ...], everything: bool) -> None:
    """Say that texts of a translation say what the original says now, after you compared them.

    TEXTS are places such as `title` or `sections/what-it-is`, with all that stands below them; `guidegen check` names
    them. Each confirmed text is shown beside its original.
    """
    from guidegen.batch.translating import Refused
    from guidegen.batch.translating import confirm as work
    from guidegen.cli.report import visible

    if everything == bool(texts):
        raise click.UsageError("name the texts that you compared, or say --all")
    root = _root()
    done = work(root, name, language, None if everything else texts)
    if isinstance(done, Refused):
        raise SystemExit(_refuse(done, root))
    for place, original, translated in done.texts if not everything else ():
        click.echo(f"{place}\n  {visible(' '.join(original.split()))}\n  {visible(' '.join(translated.split()))}")
    rest = f"; {amount(done.missing, 'text')} not translated yet" if done.missing else ""
    click.echo(f"{done.path}: {amount(len(done.texts), 'text')} confirmed{rest}")


@command.command("status")
def status() -> None:
    """List the translations of a project: what is missing or stale in each, and who checked it."""
    from guidegen.batch.translating import states
    from guidegen.cli.table import text_table

    found = states(_root())
    if not found:
        click.echo("no translations here; `guidegen translation new NAME LANGUAGE` begins one", err=True)
        return
    headings = ("name", "language", "texts", "missing", "stale", "unconfirmed", "reviewer")
    rows = [
        (s.name, s.language, str(s.texts), str(s.missing), str(s.stale), str(s.unconfirmed), s.reviewer) for s in found
    ]
    click.echo(text_table(headings, rows, numbers=frozenset(headings[2:6])))


def _root() -> Path:
    return find_place(()).root


def _refuse(refused: Refused, root: Path) -> int:
    """Say why nothing was done, with the problems that stand in the way; the exit code."""
    from guidegen.cli.report import print_diagnostics
    from guidegen.reading import read_project

    if refused.problems:
        print_diagnostics(list(refused.problems), read_project(root)[2], format="full")
    click.echo(f"guidegen: {refused.reason}{'' if refused.reason.endswith('?') else '.'}", err=True)
    return 1 if refused.problems else 2

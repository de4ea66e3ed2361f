"""`guidegen bank list`: the items of a project's banks as a table."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from guidegen.amounts import amount
from guidegen.cli.bank_files import find_banks
from guidegen.cli.report import visible
from guidegen.cli.table import text_table

if TYPE_CHECKING:
    from guidegen.assembly.inventory import Entry

#: What a table in a terminal shows, with the headings.
_COLUMNS: Mapping[str, str] = {
    "bank": "BANK",
    "id": "ID",
    "kind": "KIND",
    "objective": "OBJECTIVE",
    "level": "LEVEL",
    "points": "POINTS",
    "section": "SECTION",
    "stimulus": "STIMULUS",
    "tags": "TAGS",
    "stem": "STEM",
}


def _text(entries: Sequence[Entry]) -> str:
    rows = [["; ".join(value) if name == "tags" else value for name, value in _shown(entry)] for entry in entries]
    table = text_table(list(_COLUMNS.values()), rows, numbers=frozenset([_COLUMNS["points"]]))
    return f"{table}\n" if table else ""


def _shown(entry: Entry) -> list[tuple[str, Any]]:
    return [(name, getattr(entry, name)) for name in _COLUMNS]


def _csv(entries: Sequence[Entry]) -> str:
    from guidegen.assembly.inventory import Entry

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(field.name for field in dataclasses.fields(Entry))
    for entry in entries:
        data = dataclasses.asdict(entry)
        writer.writerow(["; ".join(value) if isinstance(value, tuple) else value for value in data.values()])
    return out.getvalue()


def _json(entries: Sequence[Entry]) -> str:
    return json.dumps([dataclasses.asdict(entry) for entry in entries], indent=2, ensure_ascii=False) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Entry]], str]] = {"text": _text, "json": _json, "csv": _csv}


def _filter(name: str, words: str) -> Callable[..., Any]:
    return click.option(f"--{name}", multiple=True, metavar="WORD", help=f"Only items {words}.")


@click.command("list")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS]...")
@_filter("bank", "of this bank")
@_filter("kind", "of this kind, such as multiple-choice")
@_filter("objective", "with this objective")
@_filter("level", "with this level")
@_filter("tag", "with this tag")
@_filter("section", "that test this section of the guide")
@_filter("stimulus", "about this stimulus")
@click.option("--points", type=int, multiple=True, help="Only items that are worth so many points.")
@click.option(
    "--output-format", "form", type=click.Choice(tuple(FORMATS)), default="text", show_default=True, help="For whom."
)
def command(paths: tuple[str, ...], form: str, stimulus: tuple[str, ...], **wanted: tuple[Any, ...]) -> None:
    """List the items of a project's banks, or of the bank files named.

    A filter that is given twice asks for either; different filters ask for all of them. In a text table stems are
    shortened and columns in which nothing stands are left out; json and csv hold everything.

    \b
    guidegen bank list
    guidegen bank list --kind essay --kind cloze --level apply
    guidegen bank list quizzes/unit-3-questions.yaml --output-format csv
    """
    from guidegen.assembly.inventory import entries, held_by_none
    from guidegen.model.quiz import Criteria

    banks, criteria = find_banks(paths), Criteria(**wanted)
    found = list(entries(banks.asked, criteria, stimulus=stimulus))
    click.echo(FORMATS[form](found), nl=False)
    for sentence in held_by_none(banks.asked, criteria):
        click.echo(visible(sentence), err=True)
    if form == "text" and banks.asked:
        click.echo(f"{amount(len(found), 'item')} of {amount(len(banks.asked), 'bank')}", err=True)
    raise SystemExit(banks.exit_code)

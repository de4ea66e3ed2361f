"""`guidegen bank export`: the items of a quiz or bank in the format of another program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from guidegen.diagnostics import Diagnostic
    from guidegen.exchange.exporting import Exported
    from guidegen.model.bank import ItemBank


@click.command("export")
@click.argument("quiz", metavar="QUIZ", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-f", "--format", required=True, help="The format to write; `guidegen bank formats` lists them.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--strict", is_flag=True, help="Write nothing when something is lost.")
@click.option(
    "--report", type=click.Choice(("text", "json")), default="text", show_default=True, help="How losses are reported."
)
def command(quiz: Path, format: str, output: Path | None, strict: bool, report: str) -> int:
    """Write the items of a quiz, or of a bank, for Moodle, Canvas and others.

    QUIZ is a file of a quiz, of a guide with a quiz inside, or of a bank. Of a quiz all items of its banks are
    written. What the format cannot carry is said, item by item.

    \b
      guidegen bank export quizzes/unit-3.yaml --format moodle
    """
    from guidegen.cli.bank_report import check_format, print_report
    from guidegen.exchange.exporting import export_bank
    from guidegen.exchange.table import FORMATS

    check_format(format, reads=False)
    bank, problems = _bank(quiz)
    if bank is None:
        print_report((), problems, {}, report=report, strict=strict)
        click.echo("Nothing was written.", err=True)
        return 1
    exported = export_bank(bank, format)
    target = output or Path(f"{bank.name}{FORMATS[format].suffixes[0]}")
    is_good = bool(exported.items) and not (strict and exported.losses)
    figures = {**_figures(bank, exported), "written": [target.as_posix()] if is_good else []}
    print_report(exported.losses, (), figures, report=report, strict=strict)
    if not is_good:
        click.echo("Nothing was written.", err=True)
        return 1
    _write(target, exported.data)
    if report == "text":
        click.echo(_sentence(bank, exported, target))
    return 0


def _bank(path: Path) -> tuple[ItemBank | None, list[Diagnostic]]:
    """The bank of the file, or one made of the banks of its quiz; with what is wrong with the project otherwise."""
    from guidegen import load_project
    from guidegen.cli.paths import find_place

    place = find_place((str(path),))
    project, problems, _ = load_project(place.root)
    relative = path.resolve().relative_to(place.root).as_posix()
    own = next((bank for bank in project.banks.values() if bank.path == relative), None)
    if own is not None:
        return own, []
    quizzes = [*project.quizzes.values(), *(guide.quiz for guide in project.guides.values() if guide.quiz)]
    quiz = next((quiz for quiz in quizzes if quiz.path == relative), None)
    if quiz is None:
        found = [problem for problem in problems if problem.span.path == relative]
        if not found:
            raise click.UsageError(f"{path} holds neither a quiz nor a bank.")
        return None, found
    return _merged(quiz.name, [project.banks[name] for name in dict.fromkeys(b.name for b in quiz.banks)], quiz), []


def _merged(name: str, banks: list[ItemBank], quiz: object) -> ItemBank:
    """The items of several banks as one bank with the title of the quiz. Ids that two banks share get a number."""
    from guidegen.exchange.settling import with_own_ids
    from guidegen.records import replace

    first = banks[0]
    return replace(
        first,
        name=name,
        title=getattr(quiz, "title", first.title) or first.title,
        items=tuple(with_own_ids(item for bank in banks for item in bank.items)),
        stimuli=tuple(stimulus for bank in banks for stimulus in bank.stimuli),
    )


def _figures(bank: ItemBank, exported: Exported) -> dict[str, object]:
    return {
        "found": len(bank.items),
        "exported": len(exported.items),
        "changed": len({loss.item for loss in exported.losses if not loss.refused}),
        "refused": sum(loss.refused for loss in exported.losses),
    }


def _sentence(bank: ItemBank, exported: Exported, target: Path) -> str:
    count, left = len(exported.items), len(bank.items) - len(exported.items)
    items = "1 item" if count == 1 else f"{count:,} items"
    return f"Made {target}: {items}" + (f"; {left:,} of {len(bank.items):,} were left out." if left else ".")


def _write(target: Path, data: bytes) -> None:
    from guidegen.batch.store import Store

    store = Store(target.parent)
    if not store.write(target.name, data):
        raise OSError(0, store.failures[0])

"""`guidegen bank stats`: what banks cover, and what the quizzes that draw on them leave."""

from __future__ import annotations

import dataclasses
import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from guidegen.amounts import amount
from guidegen.cli.bank_files import Banks, find_banks
from guidegen.cli.report import visible
from guidegen.cli.table import text_table
from guidegen.records import dataclass

if TYPE_CHECKING:
    from guidegen.assembly.coverage import Coverage
    from guidegen.assembly.selection.distinct import Capacity
    from guidegen.assembly.usage import QuizUse

_WIDTH = 100
_MOST_NAMED = 12
_ROW_HEADINGS = ("ROW", "ASKS", "FITS", "LEFT", "OF")


@dataclass(frozen=True, slots=True)
class Stats:
    """All that is printed. `shared` are items that several quizzes print, `unprinted` those that none does."""

    banks: Sequence[Coverage]
    quizzes: Sequence[QuizUse]
    shared: Mapping[tuple[str, str], Sequence[str]]
    unprinted: Mapping[str, Sequence[str]]


@click.command("stats")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATHS]...")
@click.option(
    "--output-format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For whom.",
)
def command(paths: tuple[str, ...], form: str) -> None:
    """Count what banks hold, of a project or of the bank files named, and what each quiz leaves of them.

    For each bank: items by kind, objective, level, tag, points and section of the guide, and how many have a rationale.
    For each quiz that draws on them: what each row asks for and what is left, how many forms of distinct items there
    can be, which items it can never print, and which ones it shares with other quizzes.

    \b
    guidegen bank stats
    guidegen bank stats quizzes/unit-3-questions.yaml --output-format json
    """
    banks = find_banks(paths)
    stats = _counted(banks)
    if form == "json":
        click.echo(json.dumps(_data(stats), indent=2, ensure_ascii=False))
    elif banks.asked:
        click.echo("\n\n".join("\n".join(part) for part in _parts(stats)))
    raise SystemExit(banks.exit_code)


def _counted(banks: Banks) -> Stats:
    from guidegen.assembly.coverage import coverage
    from guidegen.assembly.usage import shared, use

    project, names = banks.project, {bank.name for bank in banks.asked}
    quizzes = [guide.quiz for guide in project.guides.values() if guide.quiz is not None]
    quizzes = [quiz for quiz in (*quizzes, *project.quizzes.values()) if names & {each.name for each in quiz.banks}]
    uses = [use(quiz, [project.banks[each.name] for each in quiz.banks]) for quiz in quizzes]
    printed = {(bank, id_) for each in uses for id_, bank in each.printed.items()}
    unprinted = {
        bank.name: [item.common.id for item in bank.items if (bank.name, item.common.id) not in printed]
        for bank in banks.asked
    }
    return Stats(
        [coverage(bank, project.guides.get(bank.guide)) for bank in banks.asked], uses, shared(uses), unprinted
    )


def _data(stats: Stats) -> dict[str, Any]:
    """The JSON: everything, and nothing shortened."""
    return {
        "banks": [
            dataclasses.asdict(each) | {"printed_by_no_quiz": list(stats.unprinted[each.bank])} for each in stats.banks
        ],
        "quizzes": [
            dataclasses.asdict(each)
            | {"distinct_forms": dataclasses.asdict(each.distinct_forms) | {"exact": each.distinct_forms.is_exact}}
            for each in stats.quizzes
        ],
        "shared": [
            {"bank": bank, "item": item, "quizzes": list(quizzes)} for (bank, item), quizzes in stats.shared.items()
        ],
    }


# The text


def _parts(stats: Stats) -> Iterator[list[str]]:
    for bank in stats.banks:
        yield list(_bank_lines(bank, stats.unprinted[bank.bank]))
    for quiz in stats.quizzes:
        yield list(_quiz_lines(quiz))
    if stats.shared:
        yield [
            "Items that several quizzes print",
            *(_line(id_, " and ".join(quizzes)) for (_, id_), quizzes in stats.shared.items()),
        ]


def _bank_lines(bank: Coverage, unprinted: Sequence[str]) -> Iterator[str]:
    points = "1 point" if bank.points == "1" else f"{bank.points} points"
    yield f"Bank {bank.bank} ({visible(bank.path)}): {amount(bank.items, 'item')}, {points}"
    for name, counts in bank.features.items():
        if set(counts) - {""}:
            yield _line(name, _counts(counts))
    if bank.stimuli:
        yield _line("stimulus", _counts(bank.stimuli))
    if bank.options:
        yield _line("options", ", ".join(f"{number}: {n}" for number, n in bank.options.items()))
    rationales = f"{bank.rationales.given} of {amount(bank.rationales.of, 'item')}"
    if bank.why_not.of:
        rationales += f"; {bank.why_not.given} of {amount(bank.why_not.of, 'distractor')} say why not"
    yield _line("rationale", rationales)
    if bank.parametrised:
        yield _line("variables", f"in {amount(bank.parametrised, 'item')}")
    yield _line("no quiz prints", _named(unprinted) if unprinted else "none: every item is printed by some quiz")


def _quiz_lines(quiz: QuizUse) -> Iterator[str]:
    forms = f"{quiz.forms} forms with {quiz.draw} items, " if quiz.forms > 1 else ""
    yield f"Quiz {quiz.quiz} ({visible(quiz.path)}): {forms}{quiz.items} of {amount(quiz.pool, 'item')}"
    rows = [[row.row, str(row.asks), str(row.fits), str(row.left), row.sort] for row in quiz.rows]
    yield textwrap.indent(text_table(_ROW_HEADINGS, rows, numbers=frozenset(_ROW_HEADINGS[1:4])), "  ")
    if quiz.always:
        yield _line("always in", _named(quiz.always))
    for problem in quiz.problems:
        yield _line("cannot be made", problem)
    yield _line("distinct forms", _capacity(quiz.distinct_forms, quiz.seed))
    for reason in dict.fromkeys(quiz.never.values()):
        yield _line("never printed", f"{_named([id_ for id_, why in quiz.never.items() if why == reason])}: {reason}")
    if quiz.unknown:
        yield _line("too hard to tell", f"whether {_named(quiz.unknown)} can be printed")


def _capacity(forms: Capacity, seed: int) -> str:
    """How many forms of distinct items there are, and how sure that is."""
    if forms.most is None:
        return "every form holds the same items, as all are always in" if forms.least else "none"
    if forms.is_exact:
        return f"exactly {forms.least}" if forms.least else "none"
    return f"{forms.least} can be drawn (with the seed {seed}); more than {forms.most} are impossible"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{value or 'none given'}: {count}" for value, count in counts.items())


def _named(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _MOST_NAMED:,} more" if len(ids) > _MOST_NAMED else ""
    return f"{amount(len(ids), 'item')} ({', '.join(ids[:_MOST_NAMED])}{more})"


def _line(name: str, text: str) -> str:
    first = f"  {name:16}  "
    return textwrap.fill(
        visible(text), _WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False
    )

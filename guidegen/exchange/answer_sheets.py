"""Sheets of quiz games: a header that names question, answers and the numbers of the right ones, then a row each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial

from guidegen.exchange import making
from guidegen.exchange.from_text import blocks_from_text, prose_from_text
from guidegen.exchange.intake import Intake
from guidegen.exchange.loss import Refused
from guidegen.exchange.making import Answer
from guidegen.exchange.opened import Opened
from guidegen.exchange.sheets import note_more_rows, plain_cell, rows_of
from guidegen.inline import plain_text
from guidegen.model.item import Item, TrueFalse
from guidegen.model.prose import Paragraph
from guidegen.model.scoring import ALL_OR_NOTHING
from guidegen.patterns import pattern
from guidegen.records import dataclass

_ANSWER = pattern(r"answer (\d)\b")
#: Columns that say nothing about the question: its number, the time for it, how it is answered.
_WITHOUT_LOSS = pattern(r"#|no\.?$|number|question #|time limit|typing")
_MOST_ROWS_BEFORE = 20
_TRUTHS = ("true", "false")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the header stands (rows from 0), and the places of its columns."""

    row: int
    question: int
    answers: tuple[int, ...]
    correct: int
    others: Mapping[str, int]


def columns_of(file: Opened, is_question: Callable[[str], bool]) -> Columns | None:
    """The header of a sheet, whose column for the question `is_question` tells."""
    for number, row in enumerate(rows_of(file)[:_MOST_ROWS_BEFORE]):
        names = [" ".join(cell.lower().split()) for cell in row]
        answers = tuple(place for place, name in enumerate(names) if _ANSWER.match(name))
        question = next((place for place, name in enumerate(names) if is_question(name)), None)
        correct = next((place for place, name in enumerate(names) if name.startswith("correct answer")), None)
        if len(answers) >= 2 and question is not None and correct is not None:
            others = {
                name: place for place, name in enumerate(names) if name and place not in (*answers, question, correct)
            }
            return Columns(number, question, answers, correct, others)
    return None


def read_rows(file: Opened, columns: Columns, intake: Intake) -> None:
    """Take every row below the header that is not empty."""
    for number, cells in enumerate(rows_of(file)[columns.row + 1 :], start=columns.row + 2):
        row = [plain_cell(cell.strip()) for cell in cells]
        row += [""] * (max(columns.question, columns.correct, *columns.answers) + 1 - len(row))
        if row[columns.question] or any(row[place] for place in columns.answers):
            intake.take(row[columns.question], number, partial(_item, row, columns, intake))
    note_more_rows(file, intake)


def _item(row: list[str], columns: Columns, intake: Intake) -> Item | Refused:
    texts = [(number, row[place]) for number, place in enumerate(columns.answers, start=1) if row[place]]
    keys = {int(key) for key in re.findall(r"\d+", row[columns.correct])}
    if "typing" in columns.others and row[columns.others["typing"] : columns.others["typing"] + 1] not in ([], [""]):
        return Refused("answers are typed in it")
    if not keys or not keys <= {number for number, _ in texts}:
        return Refused(f"its right answers “{row[columns.correct][:20]}” are not numbers of its answers")
    unknown = [
        name
        for name, place in columns.others.items()
        if not _WITHOUT_LOSS.match(name) and "".join(row[place : place + 1])
    ]
    if unknown:
        intake.changed(f"the columns {', '.join(unknown[:5])} have no meaning here")
    common = making.common("", blocks_from_text(row[columns.question], intake.changed))
    proses = [(number, prose_from_text(text, intake.changed)) for number, text in texts]
    if tuple(plain_text(prose).lower() for _, prose in proses) == _TRUTHS and len(keys) == 1:
        return TrueFalse(common, is_true=keys == {1})
    answers = [Answer((Paragraph(prose),) if prose else (), Fraction(number in keys)) for number, prose in proses]
    if len(keys) == 1:
        return making.best_answer(common, answers, intake.changed)
    return making.all_right_answers(common, answers, intake.changed, rule=ALL_OR_NOTHING)

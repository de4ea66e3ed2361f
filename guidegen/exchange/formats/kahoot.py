"""Kahoot: the sheet that its import takes. At most four answers of 75 characters and a question of 120."""

from __future__ import annotations

import io
import re
import zipfile

from guidegen.exchange.answer_sheets import columns_of, read_rows
from guidegen.exchange.features import proses_of
from guidegen.exchange.formulas import looks_like_formula
from guidegen.exchange.intake import Intake
from guidegen.exchange.opened import Opened, zipped
from guidegen.exchange.outgoing import Outgoing
from guidegen.exchange.to_text import line_text, text_of
from guidegen.model.item import Item, MultipleChoice, MultipleResponse, TrueFalse

LONGEST_QUESTION, LONGEST_ANSWER, MOST_ANSWERS = 120, 75, 4
_SECONDS = 30
_HEADER_ROW = 8
_HEADER = (
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, MOST_ANSWERS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def _is_question(name: str) -> bool:
    return name.startswith("question") and name not in ("question #", "question text")


def recognise(file: Opened) -> bool:
    """True for a header with question, answers and the numbers of the right ones."""
    return columns_of(file, _is_question) is not None


def read(file: Opened, intake: Intake) -> None:
    """Take every row."""
    columns = columns_of(file, _is_question)
    assert columns is not None
    read_rows(file, columns, intake)


def limit(item: Item) -> str:
    """Why an item does not fit."""
    texts, keys = _answers(item)
    if not keys:
        return "it has no right option"
    if isinstance(item, MultipleResponse) and len(keys) == 1:
        return "it has a single right option, and would become a multiple-choice item"
    if len(texts) > MOST_ANSWERS:
        return f"it has more than {MOST_ANSWERS} answers"
    if len(line_text(item.common.stem)) > LONGEST_QUESTION:
        return f"its text is longer than {LONGEST_QUESTION} characters"
    if any(len(text) > LONGEST_ANSWER for text in texts):
        return f"one of its answers is longer than {LONGEST_ANSWER} characters"
    return "a text of it would be taken for a formula" if any(map(looks_like_formula, proses_of(item))) else ""


def _answers(item: Item) -> tuple[list[str], list[int]]:
    """The answers, and the numbers of the right ones from 1."""
    if isinstance(item, TrueFalse):
        return ["True", "False"], [1 if item.is_true else 2]
    assert isinstance(item, MultipleChoice | MultipleResponse)
    right = [number for number, option in enumerate(item.options, start=1) if option.is_key]
    return [text_of(option.prose) for option in item.options], right


def write(bank: Outgoing) -> bytes:
    """The bank as a workbook. Every text is a text to the spreadsheet, whatever it begins with."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for place, title in enumerate(_HEADER, start=2):
        sheet.cell(_HEADER_ROW, place, title)
    for number, item in enumerate(bank.items, start=1):
        texts, right = _answers(item)
        texts += [""] * (MOST_ANSWERS - len(texts))
        sheet.cell(_HEADER_ROW + number, 1, number)
        for place, text in enumerate((line_text(item.common.stem), *texts), start=2):
            if text:
                cell = sheet.cell(_HEADER_ROW + number, place, text)
                cell.data_type = "s"
        sheet.cell(_HEADER_ROW + number, 7, _SECONDS)
        correct = sheet.cell(_HEADER_ROW + number, 8, ",".join(map(str, right)))
        correct.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return _undated(stream.getvalue())


def _undated(data: bytes) -> bytes:
    """The workbook without the time at which it was written."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    members[core] = _DATES.sub(rb"\g<1>2000-01-01T00:00:00Z", members[core])
    return zipped(members)

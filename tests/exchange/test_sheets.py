"""Sheets and tabbed text: the plain table, Kahoot, Blooket, Blackboard, by fixtures of our own making."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from guidegen.exchange import sheets
from guidegen.exchange.exporting import export_bank
from guidegen.exchange.importing import import_bank
from guidegen.exchange.sheets import plain_cell, safe_cell
from guidegen.inline import Text, plain_text
from guidegen.model.bank import ItemBank
from guidegen.model.item import Cloze, ItemCommon, MultipleChoice, Numerical, Option, kind_name
from guidegen.model.prose import Paragraph

FIXTURES = Path(__file__).parent / "fixtures"


def imported(name):
    return import_bank([(name, (FIXTURES / name).read_bytes())], "quizzes/a.yaml")


def refused(result):
    return [(loss.span.line, loss.reason) for loss in result.losses if loss.refused]


def test_the_plain_table_arrives_item_by_item():
    result = imported("washing.csv")
    assert result.formats == ("csv",)
    assert [kind_name(item) for item in result.bank.items] == [
        "multiple-choice", "multiple-response", "true-false", "ordering", "matching", "numerical", "numerical",
        "short-answer", "essay",
    ]  # fmt: skip
    assert refused(result) == [(11, "its key “7” does not name its options by number or letter")]
    first, warm, fat = result.bank.items[0], result.bank.items[6], result.bank.items[7]
    assert first.common.points == Decimal(2) and first.common.tags == ("hygiene", "school")
    assert isinstance(warm, Numerical)
    assert warm.accepted[0].value.value == Decimal(-5) and warm.accepted[0].tolerance.is_relative
    assert [plain_text(answer.prose) for answer in fat.accepted] == ["soap", "=x"]


def test_blooket_and_blackboard_arrive():
    blooket = imported("blooket.csv")
    assert blooket.formats == ("blooket",)
    assert [kind_name(item) for item in blooket.bank.items] == ["multiple-choice", "multiple-response"]
    assert [line for line, _ in refused(blooket)] == [5]
    blackboard = imported("blackboard.txt")
    assert blackboard.formats == ("blackboard",)
    assert len(blackboard.bank.items) == 9
    assert refused(blackboard) == [(10, "questions of the type OP have no place on paper")]
    blanks = blackboard.bank.items[-1]
    assert isinstance(blanks, Cloze) and len(blanks.blanks) == 2


@pytest.mark.parametrize("text", ["=1+2", "@home", "+cmd", "-a", "'=x", "\tx", "'tis", "-5", "+3.5", "plain"])
def test_no_cell_is_executed_and_all_come_back(text):
    cell = safe_cell(text)
    assert not cell.startswith(("=", "@", "\t")) or cell == text.lstrip("'") == ""
    assert plain_cell(cell) == text
    if text in ("-5", "+3.5", "plain", "'tis"):
        assert cell == text


def formula_bank():
    prose = (Text("=HYPERLINK(1)"),), (Text("-5"),)
    options = tuple(Option(f"o{n}", each, n == 0) for n, each in enumerate(prose))
    common = ItemCommon("q", (Paragraph((Text("=1+2"),)),))
    return ItemBank("a", (Text("A"),), "en", "", (), (MultipleChoice(common, options),), path="quizzes/a.yaml")


def test_texts_of_a_workbook_are_texts():
    data = export_bank(formula_bank(), "kahoot").data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [sheet.cell(9, column).data_type for column in (2, 3, 4)] == ["s", "s", "s"]
    assert sheet.cell(9, 2).value == "=1+2"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01" in archive.read("docProps/core.xml")


def test_what_kahoot_cannot_show_is_named():
    bank = formula_bank()
    long = ItemCommon("long", (Paragraph((Text("word " * 30),)),))
    bank = ItemBank("a", bank.title, "en", "", (), (*bank.items, MultipleChoice(long, bank.items[0].options)), path="a")
    exported = export_bank(bank, "kahoot")
    assert [(loss.item, loss.reason) for loss in exported.losses if loss.refused] == [
        ("long", "its text is longer than 120 characters")
    ]


OTHERS = """Question,A,B,C,Answer,Explanation
What is 1 + 1?,1,2,3,B,Count.
Which is red?,"blood, fresh",grass,,a,
The capital of France?,Paris,Rome,Bern,Paris,
How many?,3,2,1,2,
How many now?,5,6,7,6,
Which, then?,x,y,z,A,Because.
"""


def test_tables_of_other_people_are_read_by_their_own_names():
    result = import_bank([("theirs.csv", OTHERS.encode())], "quizzes/a.yaml")
    assert result.formats == ("csv",)
    keys = [next(plain_text(o.prose) for o in item.options if o.is_key) for item in result.bank.items]
    assert keys == ["2", "blood, fresh", "Paris", "2", "6"]
    assert refused(result) == [
        (7, "it has more cells than the first row has names; put texts with commas into quotation marks"),
    ]


def test_a_key_that_could_mean_two_options_is_refused():
    text = "question,answer 1,answer 2,answer 3,correct\nHow many?,3,1,2,2\n"
    result = import_bank([("theirs.csv", text.encode())], "quizzes/a.yaml", "csv")
    assert refused(result) == [(2, "its key “2” could mean one option by its text and another by its number")]


def test_a_column_that_stands_twice_is_no_guess():
    text = "stem,key,option 1,option 2,option 2\nWhich?,1,a,b,c\n"
    result = import_bank([("twice.csv", text.encode())], "quizzes/a.yaml")
    assert refused(result) == [(2, "several columns are called option 2")]


def test_what_a_game_says_about_a_question_is_not_lost_in_silence():
    text = (
        "Question,Answer 1,Answer 2,Time limit (sec),Correct answer(s),Image link\nWhich?,a,b,20,1,https://x.test/a\n"
    )
    result = import_bank([("game.csv", text.encode())], "quizzes/a.yaml")
    assert [loss.reason for loss in result.losses] == ["the columns image link have no meaning here"]


def test_a_table_without_an_end_is_named(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    text = "stem,key,option 1,option 2\n" + "".join(f"Which {number}?,1,a,b\n" for number in range(4))
    result = import_bank([("long.csv", text.encode())], "quizzes/a.yaml")
    assert (result.found, len(result.bank.items)) == (3, 2)
    assert [loss.item for loss in result.losses] == ["the rows after row 3"]

"""A fixture of our own making for every format that is read: what it is, what arrives, what is named as left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidegen.exchange.exporting import export_bank
from guidegen.exchange.importing import import_bank
from guidegen.exchange.opened import zipped
from guidegen.exchange.table import FORMATS
from guidegen.inline import plain_text
from guidegen.model.item import Cloze, kind_name
from guidegen.reading import read_project
from tests.exchange.banks import DATA

FIXTURES = Path(__file__).parent / "fixtures"
#: For each format its fixture, the kinds that arrive, and the names of the questions that do not.
EXPECTED = {
    "gift": (
        "hand-washing.gift",
        "multiple-choice true-false numerical matching short-answer multiple-response essay multiple-choice",
        "",
    ),
    "aiken": ("hand-washing.aiken.txt", "multiple-choice true-false", "Which of these is a question without an end?"),
    "moodle": ("hand-washing.moodle.xml", "multiple-choice true-false cloze essay", "drawn"),
    "canvas": ("hand-washing.canvas.xml", "multiple-choice", "file"),
    "qti2": ("hand-washing.qti21.xml", "multiple-choice", ""),
    "qti3": ("hand-washing.qti3.xml", "ordering", ""),
    "csv": ("washing.csv", "", ""),
    "kahoot": ("hand-washing.kahoot.csv", "multiple-choice multiple-response true-false", "Which is it?"),
    "blooket": ("blooket.csv", "multiple-choice multiple-response", "Which is it?"),
    "blackboard": ("blackboard.txt", "", "Do you like soap?"),
    "rexams": ("water.Rmd", "multiple-choice", ""),
    "h5p": ("hand-washing.h5p", "multiple-choice true-false cloze", "drag"),
}


def fixture(name):
    path = FIXTURES / name
    if path.is_dir():
        members = {each.relative_to(path).as_posix(): each.read_bytes() for each in path.rglob("*") if each.is_file()}
        return import_bank([(name, zipped(dict(sorted(members.items()))))], "quizzes/banks/washing.yaml")
    return import_bank([(name, path.read_bytes())], "quizzes/banks/washing.yaml")


def test_every_format_that_is_read_has_a_fixture():
    assert EXPECTED.keys() == {name for name, format in FORMATS.items() if format.read is not None}


@pytest.mark.parametrize("format", EXPECTED)
def test_what_it_holds_arrives_or_is_named(format):
    name, kinds, refused = EXPECTED[format]
    result = fixture(name)
    assert result.formats == (format,)
    left_out = [loss.item for loss in result.losses if loss.refused]
    assert len(result.bank.items) + len(left_out) == result.found
    if kinds:
        assert [kind_name(item) for item in result.bank.items] == kinds.split()
    assert not refused or refused in left_out, left_out


def test_moodle_item_by_item():
    result = fixture("hand-washing.moodle.xml")
    mud, gel, when, why = result.bank.items
    assert plain_text(result.bank.title) == "Hand washing"
    assert (mud.common.id, str(mud.common.points), mud.common.tags) == ("mud", "2", ("hygiene",))
    assert mud.common.figure.alt == "A dot."
    assert set(result.files) == {"quizzes/banks/washing.yaml", "quizzes/banks/washing/dot.png"}
    shown = {plain_text(o.prose): (o.is_key, o.credit, len(o.rationale)) for o in mud.options}
    assert shown["Soap and water"] == (True, None, 1)
    assert shown["Water"][1] == 1 / 2
    assert plain_text(mud.common.rationale[0].prose) == "Mud is fat, earth & water."
    assert gel.is_true is False
    assert isinstance(when, Cloze)
    written, number, chosen = when.blanks
    assert plain_text(written.accepted[0]) == "before"
    assert (str(number.accepted[0].value.value), str(number.accepted[0].tolerance.amount.value)) == ("25", "5")
    assert [o.is_key for o in chosen.options].count(True) == 1
    assert plain_text(why.sample[0].prose) == "Wet hands carry germs."


def test_qti_item_by_item():
    (mud,) = fixture("hand-washing.qti21.xml").bank.items
    assert plain_text(mud.common.stem[0].prose) == "What removes mud from your hands?"
    assert [plain_text(o.prose) for o in mud.options if o.is_key] == ["Soap and water"]
    (order,) = fixture("hand-washing.qti3.xml").bank.items
    assert [plain_text(entry.prose) for entry in order.entries] == ["Wet", "Rub", "Rinse"]


def test_canvas_kahoot_and_h5p_item_by_item():
    (mud,) = fixture("hand-washing.canvas.xml").bank.items
    assert (str(mud.common.points), [plain_text(o.prose) for o in mud.options if o.is_key]) == ("2", ["Soap"])
    _, two, gel = fixture("hand-washing.kahoot.csv").bank.items
    assert sorted(plain_text(o.prose) for o in two.options if o.is_key) == ["Gel", "Soap"]
    assert gel.is_true is False
    mud, _, when = fixture("hand-washing.h5p").bank.items
    assert [plain_text(o.rationale[0].prose) for o in mud.options if o.is_key] == ["It loosens the fat."]
    assert [plain_text(each) for each in when.blanks[0].accepted] == ["before", "ahead of"]


@pytest.mark.parametrize("format", [name for name, format in FORMATS.items() if format.write is not None])
def test_labels_of_a_figure_are_left_out_by_name(format, tmp_path):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes/cell.png").write_bytes(DATA)
    markers = "[{at: 50% 50%, label: Middle, alt: the middle}, {at: 10% 10%, label: Edge, alt: the edge}]"
    item = f"{{id: parts, stem: Label it., figure: cell.png, alt: A cell., markers: {markers}}}"
    (tmp_path / "quizzes/b.yaml").write_text(f"bank: b\nitems:\n  - {item}\n")
    project, problems, _ = read_project(tmp_path)
    assert not problems
    exported = export_bank(project.banks["b"], format)
    assert [(loss.item, loss.refused) for loss in exported.losses] == [("parts", True)]
    assert "label-figure" in exported.losses[0].reason
    assert not exported.data

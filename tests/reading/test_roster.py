"""Rosters: every row is read or reported by its line, and nothing that stands in a cell is repeated."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegen.model.roster import ExtraTime, Recipient
from guidegen.reading.names import digest
from guidegen.reading.roster import COLUMNS, Known, extra_time, open_roster

KNOWN = Known(("regular", "large"), ("A", "B"), ["en"])


def read(folder: Path, text: str | bytes, name_by: str = "") -> tuple[list[Recipient], list[tuple[str, int]]]:
    """The recipients, and the problems as (code, line)."""
    path = folder / "class.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    roster, problems = open_roster(path, "class.csv", KNOWN, name_by)
    found = list(problems)
    recipients = list(roster.recipients(found.append)) if roster is not None else []
    for problem in found:
        assert "CANARY" not in problem.message + problem.hint
        assert problem.message[0].isupper() and problem.message.endswith(".")
    return recipients, [(problem.code, problem.span.line) for problem in found]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_marks_and_line_ends(tmp_path, mark, start, end):
    rows = [["Name", "Student ID", "Extra_Time"], ["Zoë Ünal", "7", "25%"], ["", "", ""], ["Ann", "8", ""]]
    recipients, problems = read(tmp_path, start + end.join(mark.join(row) for row in rows).encode())
    assert not problems
    assert [(r.row, r.name, r.id) for r in recipients] == [(1, "Zoë Ünal", "7"), (2, "Ann", "8")]
    assert recipients[0].extra_time == ExtraTime(percent=25)
    assert [r.line for r in recipients] == [2, 4]


def test_every_column_has_a_use(tmp_path):
    header = [column.name for column in COLUMNS if column.name not in ("first name", "last name")]
    row = {"name": "N", "id": "I", "group": "G", "date": "D", "form": "b", "size": "Large", "extra time": "9 min"}
    row |= {"language": "EN", "paper": "pink"}
    [one], problems = read(tmp_path, ",".join(header) + "\n" + ",".join(row[name] for name in header))
    assert not problems
    assert (one.name, one.id, one.group, one.date, one.form, one.size) == ("N", "I", "G", "D", "B", "large")
    assert (one.extra_time, one.paper) == (ExtraTime(minutes=9), "pink")


def test_names_in_two_columns_are_joined(tmp_path):
    [one, two], problems = read(tmp_path, "Surname,Given name\nUnal,Zoe\nPlato,\n")
    assert not problems
    assert (one.name, two.name) == ("Zoe Unal", "Plato")


def test_excel_says_its_separator_first(tmp_path):
    [one], problems = read(tmp_path, 'sep=;\nname;id\n"A; B";1\n')
    assert (one.name, one.line, problems) == ("A; B", 3, [])


BAD_ROWS = [
    ("CANARY,1,,,", []),
    ("CANARY,2,Z,,", [("C106", 3)]),
    ("CANARY,3,,huge CANARY,", [("C107", 4)]),
    ("CANARY,4,,,some CANARY", [("C109", 5)]),
    (",,A,,", [("C110", 6)]),
    ("CANARY,1,,,", [("C111", 7)]),
    ("CANARY,6,,", [("C104", 8)]),
    ("CANARY,7,,,,CANARY", [("C104", 9)]),
    ('"CANARY,8,,,', [("C105", 10)]),
    ("CAN\udcffARY,9,,,", [("C105", 11)]),
    ("CANARY" + "x" * 300 + ",10,,,", [("C105", 12)]),
    ("CANARY,11," + "x" * 30_000 + ",,", [("C105", 13)]),
    ("CANARY,12,Q,wide,CANARY", [("C106", 14), ("C107", 14), ("C109", 14)]),
    ("CANARY,13,,,", []),
]


def test_bad_rows_are_reported_by_line_and_stop_no_other(tmp_path):
    text = "name,id,form,size,extra time\n" + "\n".join(row for row, _ in BAD_ROWS) + "\n"
    recipients, problems = read(tmp_path, text.encode("utf-8", "surrogateescape"))
    assert [r.id for r in recipients] == ["1", "13"]
    assert problems == [problem for _, expected in BAD_ROWS for problem in expected]


def test_a_quiz_of_one_form_says_how_to_have_more(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text("name,form\nX,B\n")
    roster, _ = open_roster(path, "class.csv", Known(("regular",), ("A",), ["en"]))
    found = []
    assert not list(roster.recipients(found.append))
    assert "--forms 2" in found[0].hint


def test_another_language_is_no_silent_choice(tmp_path):
    recipients, problems = read(tmp_path, "name,language\nA,en\nB,de\nC,\n")
    assert [r.name for r in recipients] == ["A", "C"]
    assert problems == [("C108", 3)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "C101"),
        (b"\n \n", "C101"),
        (b"CANARY,12\nCANARY,13\n", "C101"),
        ("name\nA".encode("utf-16"), "C101"),
        (b"name\x00,id\n", "C101"),
        (b"na\xffme,id\n", "C101"),
        (b"name,student\nA,B\n", "C103"),
        (b"name,first name\nA,B\n", "C103"),
        (b"CANARY,Student,9b\nCANARY,Student,9c\n", "C101"),
    ],
)
def test_a_roster_without_a_good_header_is_refused(tmp_path, text, code):
    recipients, problems = read(tmp_path, text)
    assert not recipients
    assert [found for found, _ in problems] == [code]


def test_a_cell_of_two_lines_is_no_copy(tmp_path):
    recipients, problems = read(tmp_path, 'name,id\n"Ann\nSmith",7\nBo,8\n')
    assert [(r.name, r.id) for r in recipients] == [("Bo", "8")]
    assert problems == [("C105", 2), ("C105", 3)]


@pytest.mark.parametrize("mark", ["\u202e", "\u00ad", "\u200b", "\x07"])
def test_a_character_that_cannot_be_seen_is_told(tmp_path, mark):
    recipients, problems = read(tmp_path, f"name,id\nAnn{mark},7\nBo,8\n")
    assert [r.id for r in recipients] == ["8"] and problems == [("C105", 2)]


def test_empty_cells_at_the_end_of_a_row_do_not_count(tmp_path):
    recipients, problems = read(tmp_path, "name,id\nAnn,7,,\nBo,8,,x\n")
    assert [r.id for r in recipients] == ["7"] and problems == [("C104", 3)]


def test_unknown_columns_are_told_with_the_nearest(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text("name,papr,doctor\nA,blue,B\n")
    roster, [near, far] = open_roster(path, "class.csv", KNOWN)
    assert roster is not None
    assert (near.code, near.severity.value, near.hint) == ("C102", "warning", "Is `paper` meant?")
    assert far.message.startswith("Column 3 means nothing") and "name" in far.hint


def test_files_are_named_by_any_column(tmp_path):
    text = "name,e-mail\nA,Zoë.Ü@example.org\nB,\nC,zoe.u@example.org\nD,Key\nE,key-2\nF,名\n"
    recipients, problems = read(tmp_path, text, "E-Mail")
    assert [(r.name, r.label[:4]) for r in recipients] == [("A", "zoe-"), ("F", recipients[1].label[:4])]
    assert recipients[1].label.isalnum()
    assert problems == [("C115", 3), ("C115", 4), ("C115", 5), ("C115", 6)]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Łukasz Żółć", "lukasz-zolc"),
        ("Søren Ærø", "soren-aero"),
        ("ŁÓDŹ", "lodz"),
        ("Đorđe Ǿ", "dorde-o"),
        ("Groß", "gross"),
        ("STRAẞE", "strasse"),
        ("Þóra Guðrún", "thora-gudrun"),
        ("Işık İnci", "isik-inci"),
        ("Œuvre Ŧ", "oeuvre-t"),
        ("Ħaż-Żebbuġ", "haz-zebbug"),
        ("Əli", "eli"),
    ],
)
def test_files_are_named_in_plain_letters(tmp_path, name, label):
    [recipient], problems = read(tmp_path, f"name\n{name}\n", "name")
    assert (recipient.label, problems) == (label, [])


@pytest.mark.parametrize("name", ["名", "Иван", "עדי"])
def test_names_in_other_scripts_are_told_apart_by_a_digest(tmp_path, name):
    [recipient], _ = read(tmp_path, f"name\n{name}\n", "name")
    assert recipient.label == digest(name)


def test_a_column_to_name_by_must_be_there(tmp_path):
    assert read(tmp_path, "name\nA\n", "id") == ([], [("C103", 1)])


def test_nobody_is_shown_by_accident():
    assert "Ann" not in repr(Recipient(1, 2, "Ann"))


@pytest.mark.parametrize(
    ("text", "extra"),
    [
        ("10", ExtraTime(minutes=10)),
        ("+15 minutes", ExtraTime(minutes=15)),
        ("50 %", ExtraTime(percent=50)),
        ("2×", ExtraTime(percent=100)),
        ("1.25x", ExtraTime(percent=25)),
        ("1x", None),
        ("500%", None),
        ("9999", None),
        ("ten", None),
        ("1.5", None),
        ("-5", None),
    ],
)
def test_extra_time(text, extra):
    assert extra_time(text) == extra


def test_the_identity_is_the_id_or_the_row():
    assert Recipient(3, 4, id="7").identity != Recipient(7, 4).identity
    assert Recipient(3, 4, "A", id="7").identity == Recipient(9, 9, "B", id="7").identity


def test_a_header_alone_is_told(tmp_path):
    assert read(tmp_path, "name,id\n\n,,\n") == ([], [("C101", 1)])


@given(st.binary(max_size=200), st.sampled_from([b"", b"name,id\n", b"\xef\xbb\xbfname;form;size\n"]))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_no_bytes_bring_it_down(tmp_path_factory, data, start):
    recipients, problems = read(tmp_path_factory.getbasetemp(), start + data)
    assert recipients or problems

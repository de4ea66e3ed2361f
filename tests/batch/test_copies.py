"""Copies for the people of a roster: each its own, all answered by one key, nobody's name where it does not belong."""

from __future__ import annotations

import errno
import json
import os
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner

from guidegen.audit.pairing import pair
from guidegen.batch.build import build
from guidegen.batch.choices import Choices, CopiesWanted
from guidegen.cli import main
from guidegen.render.pdf import fields
from tests.batch.test_build import files
from tests.conftest import TODAY
from tests.pdf_reading import leaves, read, words

BANK = "bank: bank\nitems:\n" + "".join(
    f"  - id: i{n}\n    stem: Question {n}?\n    key: right {n}\n    distractors: [wrong {n}, false {n}, bad {n}]\n"
    f"    rationale: Because of {n}.\n"
    for n in range(8)
)
DRAWN = """  - id: sum
    variables: {a: {from: 2, to: 90}, b: {from: 2, to: 90}}
    stem: "What is {{a}} + {{b}}?"
    answer: "{{a + b}}"
    tolerance: 0
  - id: why
    stem: Explain it.
    lines: 3
"""


def project(folder: Path, quiz: str = "items: 4\n", bank: str = BANK) -> Path:
    for name in ("quizzes", "content"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "quizzes" / "bank.yaml").write_text(bank)
    (folder / "quizzes" / "test.yaml").write_text(f"quiz: test\ntitle: A test\nbank: bank\nminutes: 45\n{quiz}")
    return folder


def run(folder: Path, roster: str = "", *, name_by: str = "", spares: int = 0, make_up: int = 0, **choices):
    path = folder / "class.csv"
    path.write_text(roster, encoding="utf-8", errors="surrogateescape")
    wanted = CopiesWanted(path if roster else None, name_by, spares, make_up)
    only = frozenset(["quizzes/test.yaml", "content/guide.yaml"])
    return build(folder, choices=Choices(**choices), only=only, today=TODAY, producer="guidegen", copies=wanted)


def texts(path: Path) -> list[str]:
    return [words(leaf) for leaf in leaves(read(path).tree)]


def printed(path: Path) -> dict[int, tuple[str, dict[str, str]]]:
    """For each number the stem and the options by letter."""
    found: dict[int, tuple[str, dict[str, str]]] = {}
    number, last = 0, ""
    for text in texts(path):
        if re.match(r"Question \d\?|What is \d|Explain it", text):
            number = int(last)
            found[number] = (text, {})
        elif re.fullmatch(r"(right|wrong|false|bad) \d", text):
            found[number][1][last] = text
        last = text if text != "1 point" else last
    return found


def key_lines(path: Path) -> dict[str, tuple[str, dict[int, str]]]:
    """For each copy its code and its answers by number."""
    found = {}
    for row in read(path).tree.find("TR"):
        cells = [words(cell.text()) for cell in row.kids]
        if re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", cells[1]):
            raw = row.kids[2].text()
            pairs = [part.split("\u00a0", 1) for part in re.split(r" {3}", raw)]
            found[cells[0]] = (cells[1], {int(number): answer for number, answer in pairs})
    return found


ROSTER = "name,id\n" + "".join(f"Student {n},10{n}\n" for n in range(1, 10))


def test_the_key_answers_what_each_copy_prints(tmp_path):
    output = project(tmp_path, "items: 10\n", BANK + DRAWN) / "output"
    report = run(tmp_path, ROSTER, spares=2)
    assert not report.diagnostics and not report.failures
    lines = key_lines(output / "test-key.pdf")
    names = {f"{n}": f"test-000{n}.pdf" for n in range(1, 10)} | {"Spare 1": "test-spare-1.pdf"}
    names["Spare 2"] = "test-spare-2.pdf"
    assert list(lines) == list(names)
    sums = set()
    for label, name in names.items():
        code, answers = lines[label]
        quiz = printed(output / name)
        assert code in texts(output / name)
        assert sorted(quiz) == sorted(answers) == list(range(1, 11))
        for number, (stem, options) in quiz.items():
            if options:
                assert options[answers[number]].startswith("right")
            elif stem.startswith("What"):
                a, b = map(int, re.findall(r"\d+", stem))
                sums.add(a + b)
                assert answers[number] == str(a + b)
            else:
                assert answers[number] == "see\u00a010"
        assert pair(output / name, output / "test-key.pdf").together
    assert len(sums) > 5
    assert len({code for code, _ in lines.values()}) == len(lines)
    key = " ".join(texts(output / "test-key.pdf"))
    assert all(key.count(f"Because of {n}.") == 1 for n in range(8))
    # The way from a sheet to its line: every code once more, with the number of its copy.
    assert all(
        re.search(rf"{code} {label}\b", key.rpartition("Copies by quiz code")[2]) for label, (code, _) in lines.items()
    )


PARTS = "bank: bank\nitems:\n" + "".join(
    f"  - id: m{n}\n    stem: Match {n}\n    pairs:\n"
    + "".join(f"      - {{premise: what {n}{c}, response: that {n}{c}}}\n" for c in "abc")
    + f"  - id: o{n}\n    stem: Order {n}\n    order: [one {n}, two {n}, three {n}, four {n}]\n"
    for n in range(12)
)


def test_the_key_parts_neither_answers_nor_codes(tmp_path):
    run(project(tmp_path, "items: 24\n", PARTS), "id\n" + "".join(f"p{n}\n" for n in range(12)))
    page = pdfium.PdfDocument(tmp_path / "output" / "test-key.pdf")[0].get_textpage().get_text_range()
    of_copies = [line for line in page.replace("\u00a0", " ").splitlines() if re.search(r"[A-D]\d? [A-D]", line)]
    assert len(of_copies) > 20
    for line in of_copies:
        whole = re.sub(r"^\d+ [0-9A-Z]{4}-[0-9A-Z]{4} ", "", line.strip())
        assert re.fullmatch(r"(\d+ (([A-C] ){2}[A-C]|([A-D][1-4] ){3}[A-D][1-4]) ?)+", whole), line


def test_a_copy_depends_on_its_own_row_alone(tmp_path):
    output = project(tmp_path) / "output"
    run(tmp_path, ROSTER)
    among = (output / "test-0005.pdf").read_bytes()
    run(tmp_path, "name,id\nStudent 5,105\n")
    assert (output / "test-0001.pdf").read_bytes() == among
    run(tmp_path, "id,name,size\n7,Another,giant\n105,Student 5,\n")
    assert (output / "test-0002.pdf").read_bytes() == among


def test_without_ids_the_row_decides(tmp_path):
    output = project(tmp_path) / "output"
    run(tmp_path, "name\nA\nB\n")
    second = texts(output / "test-0002.pdf")
    run(tmp_path, "name\nC\nD\nE\n")
    changed = [(old, new) for old, new in zip(second, texts(output / "test-0002.pdf"), strict=True) if old != new]
    assert changed == [("B", "D")]


CANARIES = ["Canarienvogel", "CANARYID", "CANARYGROUP", "2031-07-09", "Jul 9, 2031"]


def test_no_name_outside_the_copies(tmp_path, monkeypatch):
    project(tmp_path, "items: 4\n", BANK + DRAWN)
    roster = "name,id,group,date,form,extra time\n"
    roster += "Canarienvogel,CANARYID1,CANARYGROUP,2031-07-09,,10 min\n"
    roster += "Canarienvogel,CANARYID1,CANARYGROUP,2031-07-09,Canarienvogel,CANARYID\n"
    roster += "Canarienvogel \u0939,CANARYID3,CANARYGROUP,2031-07-09,,\n"
    roster += "Canarienvogel,CANARYID4,CANARYGROUP,2031-07-09,,,CANARYID\n"
    roster += '"Canarienvogel,CANARYID5,CANARYGROUP,2031-07-09,,\n'
    roster += "Canarienvogel " * 13 + ",CANARYID6,CANARYGROUP,2031-07-09,,\n"
    roster += "Canarienvogel \udcff,CANARYID7,CANARYGROUP,2031-07-09,,\n"
    (tmp_path / "class.csv").write_text(roster, encoding="utf-8", errors="surrogateescape")
    monkeypatch.chdir(tmp_path)
    for extra in ([], ["--name-by", "id"], ["--name-by", "name"], []):
        result = CliRunner().invoke(main, ["build", "quizzes/test.yaml", "--roster", "class.csv", *extra])
        assert result.exit_code == 1
        manifest = (tmp_path / "output" / "manifest.json").read_text()
        key = tmp_path / "output" / "test-key.pdf"
        said = result.output + manifest + key.read_bytes().decode("latin-1") + " ".join(texts(key))
        for canary in CANARIES:
            assert canary.lower() not in said.lower()
        codes = re.findall(r"error\[(C\d+)\]", result.output)
        assert extra or codes == ["C106", "C109", "C111", "C112", "C104", "C105", "C113", "C105"]
        copies = [entry for entry in json.loads(manifest)["files"] if "copy" in entry]
        assert [entry["copy"] for entry in copies] == ["1"]
    assert files(tmp_path / "output") == {"test-0001.pdf", "test-key.pdf", "manifest.json"}
    text = texts(tmp_path / "output" / "test-0001.pdf")
    assert {"Canarienvogel", "CANARYID1", "CANARYGROUP", "Jul 9, 2031", "10 minutes, 55 minutes in all"} <= set(text)
    assert CliRunner().invoke(main, ["clean"]).exit_code == 0
    assert not files(tmp_path / "output")


def test_a_name_without_a_font_is_told_how_to_get_one(tmp_path):
    report = run(project(tmp_path), "name\nCanarienvogel \u0939\n")
    (problem,) = report.diagnostics
    assert problem.code == "C112" and problem.span.line == 2
    assert "guidegen[cjk]" in problem.hint and "`fonts:`" in problem.hint and "Hebrew" in problem.hint


def test_named_files_come_and_go_with_their_rows(tmp_path):
    output = project(tmp_path) / "output"
    run(tmp_path, "name,id\nA,1\nB,2\n", name_by="name")
    assert files(output) == {"test-a.pdf", "test-b.pdf", "test-key.pdf", "manifest.json"}
    assert all("file" not in entry for entry in json.loads((output / "manifest.json").read_text())["files"][1:])
    report = run(tmp_path, "name,id\nA,1\nC,3\n", name_by="name")
    assert files(output) == {"test-a.pdf", "test-c.pdf", "test-key.pdf", "manifest.json"}
    assert (report.removed, report.removed_unnamed) == ([], 1)


def test_lettered_forms_are_those_of_a_build_with_forms(tmp_path):
    output = project(tmp_path) / "output"
    forms = build(tmp_path, choices=Choices(forms=3), today=TODAY, producer="guidegen")
    assert not forms.diagnostics
    codes = {
        entry["form"]["form"]: entry["quiz_code"]
        for entry in json.loads((output / "manifest.json").read_text())["files"]
        if "form" in entry
    }
    run(tmp_path, "name,form\nA,b\nB,C\nC,B\nD,B\n", forms=3)
    entries = json.loads((output / "manifest.json").read_text())["files"]
    assert [entry["quiz_code"] for entry in entries if "copy" in entry] == [codes[letter] for letter in "BCBB"]
    assert files(output) == {f"test-000{n}.pdf" for n in (1, 2, 3, 4)} | {"test-key.pdf", "manifest.json"}
    key = " ".join(texts(output / "test-key.pdf"))
    assert "Form B" in key and "Form A" not in key
    assert f"{codes['B']}: 1, 3, 4" in key and f"{codes['C']}: 2" in key


def test_copies_that_are_all_the_same_have_a_plain_key(tmp_path):
    output = project(tmp_path, "shuffle-items: false\nshuffle-options: false\n") / "output"
    report = run(tmp_path, ROSTER)
    assert not report.diagnostics
    assert "Answers by copy" not in texts(output / "test-key.pdf")
    assert pair(output / "test-0003.pdf", output / "test-key.pdf").together


def test_make_up_copies_have_other_items(tmp_path):
    output = project(tmp_path) / "output"
    report = run(tmp_path, ROSTER, make_up=2)
    assert not report.diagnostics
    stems = {name: {stem for stem, _ in printed(output / name).values()} for name in files(output) if "-0" in name}
    first = stems.pop("test-0001.pdf")
    assert all(other == first for other in stems.values())
    makeup = {stem for stem, _ in printed(output / "test-make-up-1.pdf").values()}
    assert len(makeup) == 4 and not makeup & first
    assert makeup == {stem for stem, _ in printed(output / "test-make-up-2.pdf").values()}


@pytest.mark.parametrize("quiz", ["items: 5\n", "blueprint:\n  - {items: 5}\n", ""])
def test_a_bank_too_small_to_make_up_is_told_and_the_others_are_printed(tmp_path, quiz):
    output = project(tmp_path, quiz) / "output"
    report = run(tmp_path, "name\nA\n", make_up=1)
    [problem] = report.diagnostics
    assert (problem.code, problem.span.path) == ("C118", "quizzes/test.yaml")
    assert "in the other copies" in problem.message
    assert "leave `--make-up` out" in problem.hint and "Ask for 3" not in problem.hint
    assert files(output) == {"test-0001.pdf", "test-key.pdf", "manifest.json"}


def test_each_row_that_is_short_for_make_up_copies_is_marked(tmp_path):
    project(tmp_path, "blueprint:\n  - {items: 4, points: 1}\n  - {items: 4, points: 1}\n")
    [problem] = run(tmp_path, "name\nA\n", make_up=1).diagnostics
    assert problem.message.count("Row 1") == 1
    assert [label.text.split(" asks")[0] for label in problem.labels] == ["Row 2"]


def test_a_quiz_that_names_its_items_has_none_to_make_up_with(tmp_path):
    output = project(tmp_path, "items: [i1, i2]\n") / "output"
    report = run(tmp_path, "name\nA\n", make_up=1)
    [problem] = report.diagnostics
    assert problem.code == "C118" and "names every item" in problem.message
    assert files(output) == {"test-0001.pdf", "test-key.pdf", "manifest.json"}


def test_paper_is_told_by_colour(tmp_path):
    project(tmp_path)
    report = run(tmp_path, "name,paper,size\nA,,\nB,Yellow,\nC,yellow,giant\n")
    assert [(s.colour, s.copies) for s in report.sheets] == [("", 1), ("yellow", 2)]
    assert {"test-0003-giant.pdf"} <= files(tmp_path / "output")
    assert "Yellow" in texts(tmp_path / "output" / "test-0002.pdf")


def test_copies_and_single_outputs_take_each_others_place(tmp_path):
    output = project(tmp_path) / "output"
    build(tmp_path, today=TODAY, producer="guidegen")
    assert files(output) == {"test.pdf", "test-key.pdf", "manifest.json"}
    run(tmp_path, "name,size\nA,large\nB,\n")
    assert files(output) == {"test-0001-large.pdf", "test-0002.pdf", "test-key.pdf", "manifest.json"}
    run(tmp_path, "name\nA\n")
    assert files(output) == {"test-0001.pdf", "test-key.pdf", "manifest.json"}
    build(tmp_path, today=TODAY, producer="guidegen")
    assert files(output) == {"test.pdf", "test-key.pdf", "manifest.json"}


def test_copies_of_another_quiz_stay(tmp_path):
    output = project(tmp_path) / "output"
    run(tmp_path, "name\nA\n")
    (tmp_path / "quizzes" / "other.yaml").write_text("quiz: other\ntitle: Other\nbank: bank\n")
    build(tmp_path, only=frozenset(["quizzes/other.yaml"]), today=TODAY, producer="guidegen")
    assert {"test-0001.pdf", "test-key.pdf", "other.pdf"} <= files(output)
    assert len(json.loads((output / "manifest.json").read_text())["files"]) == 4


def test_a_copy_that_cannot_be_written_leaves_no_key(tmp_path, monkeypatch):
    output = project(tmp_path) / "output"
    run(tmp_path, "name\nA\nB\nC\n")
    before = {name: (output / name).read_bytes() for name in files(output)}
    replace = os.replace

    def held_open(temporary, path):
        if Path(path).name == "test-0002.pdf":
            raise PermissionError(errno.EACCES, "held open")
        replace(temporary, path)

    monkeypatch.setattr(os, "replace", held_open)
    report = run(tmp_path, "name\nA\nB\nC\n", seed=9)
    assert report.failures == [f"{output / 'test-0002.pdf'}: held open"]
    # What stands there answers to another key.
    assert files(output) == {"test-0001.pdf", "test-0003.pdf", "manifest.json"}
    assert all((output / name).read_bytes() != before[name] for name in files(output))


def test_a_quiz_with_mistakes_prints_no_copy(tmp_path):
    project(tmp_path, "items: 40\n")
    report = run(tmp_path, ROSTER)
    assert report.diagnostics and not (report.copies or report.written)


def test_a_teachers_copy_of_a_roster_is_refused(tmp_path):
    project(tmp_path)
    report = run(tmp_path, ROSTER, key="inline")
    assert [problem.code for problem in report.diagnostics] == ["C116"]
    assert not report.copies


def test_a_guide_is_printed_for_each_person(tmp_path):
    output = project(tmp_path) / "output"
    (tmp_path / "content" / "guide.yaml").write_text(
        "guide: guide\ntitle: G\nmain-message: M.\nversion: 1\nsections:\n"
        "  - title: Water\n    id: water\n    body: Wet.\nquiz:\n  bank: about\n"
    )
    bank = BANK.replace("bank: bank", "bank: about\nguide: guide").replace("    key:", "    section: water\n    key:")
    (tmp_path / "quizzes" / "about.yaml").write_text(bank)
    report = run(tmp_path, "patient,date,ward\nPatient 1,2026-12-24,3\nPatient 2,after lunch,\n", spares=1)
    assert not report.diagnostics
    first = texts(output / "guide-0001.pdf")
    assert first[:7] == ["Name", "Patient 1", "Group", "3", "Date", "Dec 24, 2026", "G"]
    assert "after lunch" in texts(output / "guide-0002.pdf")
    assert texts(output / "guide-spare-1.pdf")[:2] == ["Name", "Name: line to write on"]
    assert "See “Water”, page 1." in texts(output / "guide-key.pdf")
    lines = key_lines(output / "guide-key.pdf")
    quiz = printed(output / "guide-0002.pdf")
    assert all(quiz[number][1][letters].startswith("right") for number, letters in lines["2"][1].items())


def test_a_page_that_differs_between_copies_is_not_told(tmp_path):
    output = project(tmp_path) / "output"
    (tmp_path / "content" / "guide.yaml").write_text(
        "guide: guide\ntitle: G\nmain-message: M.\nversion: 1\nsections:\n  - title: Air\n    body: |\n      "
        + "Much is said here about air. " * 130
        + "\n  - title: Water\n    id: water\n    body: Wet.\nquiz:\n  bank: about\n"
    )
    bank = BANK.replace("bank: bank", "bank: about\nguide: guide").replace("    key:", "    section: water\n    key:")
    (tmp_path / "quizzes" / "about.yaml").write_text(bank)
    report = run(tmp_path, "name,size\nA,\nB,giant\n")
    assert not report.diagnostics
    key = texts(output / "guide-key.pdf")
    assert "See “Water”." in key and not any("page" in text for text in key if "Water" in text)


def test_a_draw_that_breaks_stops_its_own_copy_alone(tmp_path):
    drawn = '  - id: twice\n    variables: {a: {from: 1, to: 4}}\n    stem: "What is {{a}}?"\n    key: "{{a}}"\n'
    drawn += '    distractors: ["{{2}}", "{{a + 5}}", "{{a + 6}}"]\n'
    output = project(tmp_path, "items: 1\nalways: [twice]\nseed: 2\n", BANK + drawn) / "output"
    report = run(tmp_path, ROSTER)
    bad = [problem for problem in report.diagnostics if problem.code == "C114"]
    copies = {name for name in files(output) if "-0" in name}
    assert 0 < len(bad) < 9
    assert len(copies) == 9 - len(bad)
    assert not any("10" in problem.message for problem in report.diagnostics if problem.code != "C114")


@pytest.mark.parametrize("options", [["--roster", "class.csv"], ["--spares", "2"], ["--make-up", "1"]])
def test_copies_need_paths(tmp_path, monkeypatch, options):
    project(tmp_path)
    (tmp_path / "class.csv").write_text("name\nA\n")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["build", *options]).exit_code == 2
    assert CliRunner().invoke(main, ["build", "quizzes/test.yaml", *options]).exit_code == 0


def test_a_roster_that_is_no_roster_prints_nothing(tmp_path):
    output = project(tmp_path) / "output"
    report = run(tmp_path, "Ann,12\nBen,13\n")
    assert [(problem.code, problem.span.line) for problem in report.diagnostics] == [("C101", 1)]
    assert not output.exists()


def test_many_bad_rows_are_told_in_short(tmp_path):
    project(tmp_path)
    report = run(tmp_path, "name,size\n" + "A,huge\n" * 500)
    assert len(report.diagnostics) == 201
    assert [p.message for p in report.diagnostics if p.code == "C117"] == [
        "The roster has 300 more problems like these."
    ]


def test_a_long_roster_has_several_keys(tmp_path, monkeypatch):
    monkeypatch.setattr("guidegen.assembly.key_of_roster.MOST_LINES", 4)
    output = project(tmp_path) / "output"
    report = run(tmp_path, ROSTER, spares=1)
    assert not report.diagnostics
    entries = json.loads((output / "manifest.json").read_text())["files"]
    copies = [entry for entry in entries if "copy" in entry]
    assert [entry["key"] for entry in copies] == ["test-key.pdf"] * 4 + ["test-key-2.pdf"] * 4 + ["test-key-3.pdf"] * 2
    assert all(pair(output / entry["file"], output / entry["key"]).together for entry in copies)
    assert list(key_lines(output / "test-key-2.pdf")) == ["5", "6", "7", "8"]
    run(tmp_path, "name,id\nA,1\n")
    assert files(output) == {"test-0001.pdf", "test-key.pdf", "manifest.json"}


def test_an_interrupted_build_keeps_what_is_finished_and_the_next_one_knows(tmp_path, monkeypatch):
    from guidegen.batch.made import Made

    output = project(tmp_path) / "output"
    run(tmp_path, ROSTER)
    original, count = Made.data, iter(range(100))

    def data(*args):
        if next(count) == 3:
            raise KeyboardInterrupt
        return original(*args)

    monkeypatch.setattr(Made, "data", data)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, ROSTER, seed=9)
    # The old key answers the new copies no more; the old copies are still there, and known.
    assert files(output) == {f"test-000{n}.pdf" for n in range(1, 10)} | {"manifest.json"}
    assert len(json.loads((output / "manifest.json").read_text())["files"]) == 9
    monkeypatch.setattr(Made, "data", original)
    run(tmp_path, "name\nA\n", seed=9)
    assert files(output) == {"test-0001.pdf", "test-key.pdf", "manifest.json"}


def test_a_form_where_there_is_no_quiz_is_told(tmp_path):
    project(tmp_path)
    (tmp_path / "content" / "guide.yaml").write_text(
        "guide: guide\ntitle: G\nmain-message: M.\nversion: 1\nsections:\n  - title: Water\n    body: Wet.\n"
    )
    (tmp_path / "class.csv").write_text("name,form\nA,A\nB,\n")
    wanted = CopiesWanted(tmp_path / "class.csv")
    only = frozenset(["content/guide.yaml"])
    report = build(tmp_path, only=only, today=TODAY, producer="guidegen", copies=wanted)
    assert [(problem.code, problem.span.line) for problem in report.diagnostics] == [("C106", 2)]
    assert files(tmp_path / "output") == {"guide-0002.pdf", "manifest.json"}


def test_no_copy_takes_the_place_of_another(tmp_path):
    output = project(tmp_path) / "output"
    report = run(tmp_path, "name,id,size\nA,spare-1,\nB,x,large\nC,x-large,\nD,Y,\n", name_by="id", spares=1)
    assert sorted((d.code, d.span.path.endswith("class.csv")) for d in report.diagnostics) == [
        ("C115", False),
        ("C115", True),
    ]
    assert files(output) >= {"test-spare-1.pdf", "test-x-large.pdf", "test-y.pdf"}
    lines = key_lines(output / "test-key.pdf")
    assert list(lines) == ["1", "2", "4"], "the key answers what was written"
    assert pair(output / "test-spare-1.pdf", output / "test-key.pdf").together


def test_no_quiz_takes_the_place_of_a_key(tmp_path):
    project(tmp_path)
    (tmp_path / "quizzes" / "test-key.yaml").write_text("quiz: test-key\ntitle: Other\nbank: bank\nitems: 2\n")
    report = build(tmp_path, today=TODAY, producer="guidegen")
    assert [(d.code, d.span.path) for d in report.diagnostics] == [("S228", "quizzes/test-key.yaml")]
    assert files(tmp_path / "output") >= {"test.pdf", "test-key.pdf"}
    # Alone it would take the place of what is there.
    only = frozenset({"quizzes/test-key.yaml"})
    report = build(tmp_path, only=only, today=TODAY, producer="guidegen")
    assert [d.code for d in report.diagnostics] == ["S228"]
    assert pair(tmp_path / "output" / "test.pdf", tmp_path / "output" / "test-key.pdf").together
    # When the quiz of that name is gone, its files are no one's.
    (tmp_path / "quizzes" / "test.yaml").unlink()
    assert not build(tmp_path, only=only, today=TODAY, producer="guidegen").diagnostics


def test_copies_stay_as_long_as_their_key_does(tmp_path):
    output = project(tmp_path) / "output"
    only = frozenset({"quizzes/test.yaml"})
    run(tmp_path, ROSTER)
    first = files(output)
    build(tmp_path, choices=Choices(size="large"), only=only, today=TODAY, producer="guidegen")
    assert files(output) > first
    run(tmp_path, ROSTER, fillable=True)
    assert {"test-0001.pdf", "test-0001-fillable.pdf"} <= files(output)
    build(tmp_path, only=only, today=TODAY, producer="guidegen")
    assert not [name for name in files(output) if "-000" in name], "with another key they answer to none"


def test_without_a_key_none_is_named(tmp_path):
    project(tmp_path)
    run(tmp_path, "name\nA\n")
    report = run(tmp_path, "name\nA\n", key="none")
    assert [path.name for path in report.removed] == ["test-key.pdf"]
    entries = json.loads((tmp_path / "output" / "manifest.json").read_text())["files"]
    assert entries and not [entry for entry in entries if "key" in entry]


def test_the_colour_of_paper_is_told_in_words_for_colours_alone(tmp_path):
    project(tmp_path)
    report = run(tmp_path, "name,paper\nA,Pale blue\nB,Ann Secretname\n")
    told = [sheets.sentence() for sheets in report.sheets]
    assert "of pale blue letter paper" in told[0] and "of coloured letter paper" in told[1]


def test_make_up_copies_leave_out_what_was_printed_and_no_more(tmp_path):
    project(tmp_path, "items: 2\ndraw: distinct\nforms: 4\n")
    assert not run(tmp_path, "name,form\nA,A\nB,B\n", make_up=1).diagnostics
    report = run(tmp_path, "name,form\nA,A\nB,B\nC,C\nD,D\n", make_up=1)
    assert [d.code for d in report.diagnostics] == ["C118"]


def test_the_fields_of_a_quiz_are_laid_out_once_for_all_copies_that_have_them_in_the_same_rows(tmp_path, monkeypatch):
    def copies(folder, rows):
        (folder / "quizzes").mkdir(parents=True)
        (folder / "quizzes" / "bank.yaml").write_text("bank: bank\nitems:\n  - {stem: Why?, lines: 2, answer: So.}\n")
        (folder / "quizzes" / "quiz.yaml").write_text("quiz: quiz\ntitle: Test\nbank: bank\n")
        (folder / "class.csv").write_text("name,id\n" + "".join(rows))
        arguments = ["build", str(folder / "quizzes"), "--roster", str(folder / "class.csv"), "--name-by", "id"]
        result = CliRunner().invoke(main, [*arguments, "--jobs", "1"])
        assert result.exit_code == 0, result.stderr
        return {path.name: path.read_bytes() for path in (folder / "output").glob("quiz-*.pdf")}

    lay, laid = fields._lay_row, list[tuple[object, ...]]()
    monkeypatch.setattr(fields, "_lay_row", lambda *given: laid.append(given[1]) or lay(*given))
    # The last has a row to itself.
    rows = [*(f"Ada,{number}\n" for number in range(8)), f"{'Wolfeschlegelstein ' * 3},8\n"]
    among_others = copies(tmp_path / "all", rows)
    # For nobody, for the first, and for the second, which is kept; then the two rows of the last.
    assert [len(row) for row in laid] == [4, 5, 5, 1, 4]
    for number in (0, 5, 8):
        [alone] = [found for name, found in copies(tmp_path / f"{number}", [rows[number]]).items() if "key" not in name]
        assert among_others[f"quiz-{number}.pdf"] == alone

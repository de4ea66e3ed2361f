"""Forms in print: their files, their letters against the key, and nothing stale beside them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from guidegen.batch.outputs import OutputId
from guidegen.batch.sheets import PaperCount, Sheets
from guidegen.cli import main
from tests.batch.test_build import files
from tests.conftest import TODAY, build_texts
from tests.pdf_reading import leaves, read, words

BANK = "bank: bank\nitems:\n" + "".join(
    f"  - id: i{n}\n    stem: Question {n}?\n    key: right {n}\n    distractors: [wrong {n}, false {n}, bad {n}]\n"
    for n in range(6)
)


def project(folder: Path, quiz: str = "items: 3\n") -> Path:
    (folder / "quizzes").mkdir(parents=True, exist_ok=True)
    (folder / "content").mkdir(exist_ok=True)
    (folder / "quizzes" / "bank.yaml").write_text(BANK)
    (folder / "quizzes" / "test.yaml").write_text(f"quiz: test\ntitle: A test\nbank: bank\n{quiz}")
    return folder


def run(folder: Path, **choices):
    return build(folder, choices=Choices(**choices), today=TODAY, producer="guidegen")


def texts(path: Path) -> list[str]:
    return [words(leaf) for leaf in leaves(read(path).tree)]


def printed(path: Path) -> dict[int, dict[str, str]]:
    """The options of a printed quiz: for each number the words by letter."""
    found: dict[int, dict[str, str]] = {}
    number, last = 0, ""
    for text in texts(path):
        if re.fullmatch(r"Question \d\?", text):
            number = int(last)
        elif re.fullmatch(r"(right|wrong|false|bad) \d", text):
            found.setdefault(number, {})[last] = text
        last = text if text != "1 point" else last
    return found


def test_the_printed_key_names_the_right_words_in_every_printed_form(tmp_path):
    output = project(tmp_path, "items: 3\nforms: 3\n") / "output"
    report = run(tmp_path)
    assert not report.diagnostics
    assert files(output) == {"test-form-a.pdf", "test-form-b.pdf", "test-form-c.pdf", "test-key.pdf", "manifest.json"}
    key = texts(output / "test-key.pdf")
    start = key.index("No.") + 1
    heads, rest = key[start : start + 3], key[start + 3 :]
    for column, name in enumerate("abc"):
        quiz = printed(output / f"test-form-{name}.pdf")
        assert sorted(quiz) == [1, 2, 3]
        code = heads[column].removeprefix(f"Form {name.upper()}").strip()
        assert code in texts(output / f"test-form-{name}.pdf")
        for number in (1, 2, 3):
            row = rest[4 * (number - 1) : 4 * number]
            assert row[0] == str(number)
            assert quiz[number][row[1 + column]].startswith("right")


def test_form_a_prints_the_same_alone_and_among_others(tmp_path):
    output = project(tmp_path) / "output"
    run(tmp_path)
    alone = (output / "test.pdf").read_bytes()
    report = run(tmp_path, forms=2)
    assert (output / "test-form-a.pdf").read_bytes() == alone
    assert [path.name for path in report.removed] == ["test.pdf"]


def test_forms_that_are_no_longer_made_are_removed(tmp_path):
    output = project(tmp_path) / "output"
    run(tmp_path, forms=4)
    assert [path.name for path in run(tmp_path, forms=2).removed] == ["test-form-c.pdf", "test-form-d.pdf"]
    run(tmp_path, forms=3, size="large")
    run(tmp_path)
    assert files(output) == {
        "manifest.json",
        "test.pdf",
        "test-key.pdf",
        "test-form-a-large.pdf",
        "test-form-b-large.pdf",
        "test-form-c-large.pdf",
        "test-key-large.pdf",
    }


def test_a_form_that_cannot_be_written_leaves_no_key(tmp_path, monkeypatch):
    from guidegen.batch.store import Store

    output = project(tmp_path) / "output"
    run(tmp_path, forms=2)

    def write(self, name, data):
        if name == "test-form-a.pdf":
            self.failures.append("test-form-a.pdf: held open")
            return False
        return original(self, name, data)

    original = Store.write
    monkeypatch.setattr(Store, "write", write)
    report = run(tmp_path, forms=2, seed=9)
    assert report.failures == ["test-form-a.pdf: held open"]
    assert files(output) == {"manifest.json", "test-form-a.pdf", "test-form-b.pdf"}


def test_handouts_come_in_forms_too_and_their_key_knows_the_pages(tmp_path):
    output = project(tmp_path) / "output"
    (tmp_path / "content" / "guide.yaml").write_text(
        "guide: guide\ntitle: G\nmain-message: M.\nversion: 1\nsections:\n"
        "  - title: Water\n    id: water\n    body: Wet.\nquiz:\n  bank: about\n"
    )
    bank = BANK.replace("bank: bank", "bank: about\nguide: guide").replace("    key:", "    section: water\n    key:")
    (tmp_path / "quizzes" / "about.yaml").write_text(bank)
    report = run(tmp_path, forms=2)
    assert not report.diagnostics
    assert {"guide-form-a.pdf", "guide-form-b.pdf", "guide-key.pdf"} <= files(output)
    assert "See “Water”, page 1." in texts(output / "guide-key.pdf")


def test_the_manifest_stores_every_form_and_the_codes_of_the_key(tmp_path):
    output = project(tmp_path) / "output"
    run(tmp_path, forms=2)
    a, b, key = json.loads((output / "manifest.json").read_text())["files"]
    assert [a["form"]["form"], b["form"]["form"]] == ["A", "B"]
    assert key["quiz_codes"] == [a["quiz_code"], b["quiz_code"]]
    assert "form" not in key


def test_many_forms_follow_in_further_tables(tmp_path):
    project(tmp_path)
    report = run(tmp_path, forms=30, size="giant", page="a5")
    assert not report.diagnostics
    key = read(tmp_path / "output" / "test-key-giant.pdf")
    tables = key.tree.find("Table")
    assert len(tables) > 5
    for table in tables:
        scopes = [[head.scope for head in row.find("TH")] for row in table.find("TR")]
        assert set(scopes[0]) == {"Column"}
        assert all(scope == ["Row"] for scope in scopes[1:])
    assert sum(len(table.find("TR")[0].find("TH")) - 1 for table in tables) == 30


def test_a_bank_too_small_for_distinct_forms_prints_nothing(tmp_path):
    project(tmp_path, "items: 3\nforms: 3\ndraw: distinct\n")
    report = run(tmp_path)
    assert [(d.code, d.span.path, d.span.line) for d in report.diagnostics] == [("S243", "quizzes/test.yaml", 4)]
    assert not report.written


@pytest.mark.parametrize("command", ["build", "check"])
def test_forms_need_paths(tmp_path, monkeypatch, command):
    project(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [command, "--forms", "2"])
    assert result.exit_code == 2
    assert "--forms needs the files that it is for" in result.output
    result = CliRunner().invoke(main, [command, "quizzes/test.yaml", "--forms", "2"])
    assert result.exit_code == 0


def test_the_paper_is_counted(tmp_path):
    project(tmp_path)
    report = run(tmp_path, forms=3)
    assert report.sheets == [Sheets("test", "letter", 3, 3, 3)]
    assert run(tmp_path).sheets == []
    paper = PaperCount()
    for output, pages in [(OutputId("q", form="A"), 3), (OutputId("q", form="B"), 2), (OutputId("q", is_key=True), 9)]:
        paper.add(output, pages)
    assert paper.sheets() == [Sheets("q", "letter", 2, 5, 3)]


def test_the_key_of_forms_says_each_item_once_without_letters(tmp_path):
    bank = """bank: bank
items:
  - id: order
    stem: Put them in order.
    order: [First, Second, Third, Fourth]
    rationale: One leads to the next.
  - id: rows
    stem: True or not?
    statements:
      - {text: Water is wet., key: true}
      - {text: Stone is soft., key: false, rationale: It is hard.}
      - {text: Ice is cold., key: true}
"""
    files = {"quizzes/bank.yaml": bank, "quizzes/test.yaml": "quiz: test\ntitle: Test\nbank: bank\nforms: 4\n"}
    folder, problems = build_texts(tmp_path, files)
    assert not problems
    text = words(" ".join(leaves(read(folder / "test-key.pdf").tree)))
    _, _, by_item = text.partition("Item by item")
    assert by_item.count("One leads to the next.") == by_item.count("It is hard.") == 1
    assert "1 First 2 Second 3 Third 4 Fourth" in by_item
    assert "False Stone is soft." in by_item
    assert "“Stone is soft.”: It is hard." in by_item


def test_letters_and_selection_are_judged_in_one_run(tmp_path):
    bank = """bank: bank
items:
  - {id: one, stem: One?, key: a, distractors: [b, c], enemies: [two]}
  - {id: two, stem: Two?, key: a, distractors: [b, c]}
  - {id: three, stem: Three?, key: Both A and B, distractors: [d, e]}
"""
    quiz = "quiz: test\ntitle: Test\nbank: bank\nblueprint:\n  - {items: 3}\n"
    _, problems = build_texts(tmp_path, {"quizzes/bank.yaml": bank, "quizzes/test.yaml": quiz})
    codes = {problem.code for problem in problems}
    assert "S242" in codes and len(codes) == 2

"""Options of several lines: code, tables and lists, in the quiz, in the key and on the way to other programs."""

from __future__ import annotations

from guidegen.audit import audit
from guidegen.exchange.exporting import export_bank
from guidegen.exchange.table import FORMATS
from guidegen.reading import read_project
from tests.conftest import build_texts
from tests.pdf_reading import leaves, read, words

BANK = """bank: b
items:
  - id: code
    stem: Which of these prints 3?
    options:
      - text: |
          ```
          x = 1
          print(x + 2)
          ```
        key: true
        rationale: One and two make three.
      - text: |
          ```
          x = 1
          print(x * 2)
          ```
      - |
        | a | b |
        |---|---|
        | 1 | {{n}} |
      - Neither of
        the others
    variables: {n: [7]}
"""
FILES = {"quizzes/b.yaml": BANK, "quizzes/q.yaml": "quiz: q\ntitle: Q\nbank: b\nshuffle-options: false\n"}


def test_options_of_several_lines_are_printed_as_they_are_typed(tmp_path):
    output, diagnostics = build_texts(tmp_path, FILES)
    assert not diagnostics
    tree = read(output / "q.pdf").tree
    options = [entry for each in tree.find("L") for entry in each.kids if entry.kids[0].text().strip() in "ABCD"]
    texts = [words(" ".join(leaves(option))) for option in options]
    assert texts == ["A x = 1 print(x + 2)", "B x = 1 print(x * 2)", "C a b 1 7", "D Neither of the others"]
    assert options[0].find("Code") and options[2].find("Table")
    key = " ".join(leaves(read(output / "q-key.pdf").tree))
    assert "print(x + 2)" in key and "print(x * 2)" not in key
    assert not audit((output / "q.pdf").read_bytes()).findings


def test_two_options_with_the_same_code_are_told(tmp_path):
    _, diagnostics = build_texts(tmp_path, FILES | {"quizzes/b.yaml": BANK.replace("x * 2", "x + 2")})
    assert "S102" in {diagnostic.code for diagnostic in diagnostics}


def test_other_programs_get_them_in_one_line_and_are_told_so(tmp_path):
    build_texts(
        tmp_path, FILES | {"quizzes/b.yaml": BANK.replace("{{n}}", "7").replace("    variables: {n: [7]}\n", "")}
    )
    bank = read_project(tmp_path)[0].banks["b"]
    for name, format in FORMATS.items():
        if format.write is not None and "multiple-choice" in format.kinds:
            losses = export_bank(bank, name).losses
            is_lost = any("several lines" in loss.reason or loss.refused for loss in losses)
            assert is_lost == ("option-blocks" in format.loses or any(loss.refused for loss in losses)), name

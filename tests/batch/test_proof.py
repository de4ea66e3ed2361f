"""Quizzes and keys in print, read back and compared with the bank: every kind, 40 forms."""

from __future__ import annotations

import json
import re

import pytest

from guidegen.batch.build import build
from guidegen.batch.choices import Choices, CopiesWanted
from tests.batch.test_copies import key_lines
from tests.conftest import TODAY
from tests.generated_banks import generated
from tests.printed_proof import proof
from tests.printed_quiz import faults, printed_items, quiz_of


@pytest.mark.parametrize(
    ("seed", "forms", "quiz", "choices"),
    [
        (1, 12, "", {}),
        (2, 10, "items: 10\n", {"page": "a4"}),
        (3, 6, "draw: distinct\nitems: 4\nshuffle-items: false\n", {"size": "large"}),
        (4, 12, "blueprint:\n  - {items: 5, level: low}\n  - {items: 5, level: high}\n", {"seed": 99}),
    ],
)
def test_the_letters_on_paper_match_the_key(tmp_path, seed, forms, quiz, choices):
    found = proof(tmp_path, generated(seed, 24), quiz, forms, **choices)
    assert found.faults == []
    assert found.forms == forms and found.items >= 4 * forms


def test_the_key_of_a_roster_answers_every_kind(tmp_path):
    bank = generated(5, 30)
    bank.write(tmp_path)
    (tmp_path / "quizzes" / "test.yaml").write_text("quiz: test\ntitle: Test\nlanguage: en\nbank: bank\n")
    roster = tmp_path / "class.csv"
    roster.write_text("id\n" + "".join(f"{n}\n" for n in range(1, 9)))
    report = build(tmp_path, choices=Choices(), today=TODAY, producer="guidegen", copies=CopiesWanted(roster, "", 1, 0))
    assert not report.diagnostics and not report.failures
    lines = {
        re.sub(r"\s", "-", label).lower(): line
        for label, line in key_lines(tmp_path / "output" / "test-key.pdf").items()
    }
    kinds, wrong = set(), []
    for entry in json.loads((tmp_path / "output" / "manifest.json").read_text())["files"]:
        if "copy" not in entry:
            continue
        code, answers = lines[entry["copy"]]
        assert code == entry["quiz_code"]
        for item in printed_items(quiz_of(tmp_path / "output" / entry["file"])):
            truth, answer = bank.truths[item.id], answers[item.number].replace("\u00a0", " ")
            kinds.add(truth.kind)
            # Numbers stand in the line itself; what is written in words is looked up below it.
            if truth.kind != "numerical":
                wrong += faults(truth, item, "" if answer.startswith("see") else answer)
    assert wrong == []
    assert len(kinds) >= 9

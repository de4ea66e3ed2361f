"""A quiz and its key belong together by the codes that they carry, and by nothing else."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from guidegen.cli import main
from tests.conftest import build_texts

BANK = """bank: bank
items:
  - {stem: What is water?, key: Wet, distractors: [Dry, Loud, Square]}
  - {stem: What is fire?, key: Hot, distractors: [Blue, Cold, Round]}
  - {stem: What is ice?, key: Cold, distractors: [Warm, Green, Soft]}
"""
GUIDE = """guide: guide
title: A guide
main-message: Drink water.
version: 1
sections:
  - {title: Water, body: Water is wet.}
quiz: {bank: bank}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    files = {
        "quizzes/bank.yaml": BANK,
        "content/guide.yaml": GUIDE,
        "quizzes/one.yaml": "quiz: one\ntitle: One\nbank: bank\nseed: 1\n",
        "quizzes/many.yaml": "quiz: many\ntitle: Many\nbank: bank\nseed: 2\nforms: 3\n",
        "quizzes/shown.yaml": "quiz: shown\ntitle: Shown\nbank: bank\nseed: 3\nkey: inline\n",
    }
    output, problems = build_texts(tmp_path_factory.mktemp("pairs"), files)
    assert not problems
    (output / "broken.pdf").write_bytes(b"nothing")
    return output


def verify(folder, quiz, key):
    result = CliRunner().invoke(main, ["verify", str(folder / quiz), str(folder / key)])
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("quiz", "key"),
    [
        ("one.pdf", "one-key.pdf"),
        ("guide.pdf", "guide-key.pdf"),
        ("shown.pdf", "shown-key.pdf"),
        *((f"many-form-{form}.pdf", "many-key.pdf") for form in "abc"),
    ],
)
def test_together(folder, quiz, key):
    code, said = verify(folder, quiz, key)
    assert code == 0, said
    assert said.startswith(f"Yes: {key} (key revision ") and said.endswith(f" of {quiz}.\n")


@pytest.mark.parametrize(
    ("quiz", "key", "why"),
    [
        ("one.pdf", "many-key.pdf", "answers"),
        ("many-form-a.pdf", "one-key.pdf", "answers"),
        ("one-key.pdf", "one.pdf", "name the quiz first"),
        ("one.pdf", "guide.pdf", "is no answer key"),
        ("broken.pdf", "one-key.pdf", "cannot be read: The file is no PDF"),
    ],
)
def test_not_together(folder, quiz, key, why):
    code, said = verify(folder, quiz, key)
    assert code == 1
    assert said.startswith("No: ") and why in said


def test_the_names_of_files_do_not_count(folder, tmp_path):
    shutil.copy(folder / "one.pdf", tmp_path / "a.pdf")
    shutil.copy(folder / "one-key.pdf", tmp_path / "b.pdf")
    assert verify(tmp_path, "a.pdf", "b.pdf")[0] == 0


def test_a_missing_file_is_wrong_usage(folder):
    assert verify(folder, "one.pdf", "none.pdf")[0] == 2

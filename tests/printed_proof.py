"""Builds a quiz of a generated bank in several forms and compares print with bank: the proof, and how to run it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from tests.conftest import TODAY
from tests.generated_banks import GeneratedBank, Truth
from tests.printed_quiz import faults, key_of, printed_items, quiz_of, seen_beside


@dataclass(frozen=True)
class Proof:
    """How much was compared, and what was wrong."""

    forms: int
    items: int
    faults: list[str]


def proof(folder: Path, bank: GeneratedBank, quiz: str, forms: int, **choices) -> Proof:
    """Print the quiz (its YAML after the name of the bank) and compare every form with the bank."""
    bank.write(folder)
    head = f"quiz: test\ntitle: Test\nlanguage: en\nbank: bank\nforms: {forms}\nshow-points: true\n"
    (folder / "quizzes" / "test.yaml").write_text(head + quiz, encoding="utf-8")
    report = build(folder, choices=Choices(**choices), today=TODAY, producer="proof")
    wrong = [problem.message for problem in report.diagnostics] + report.failures
    if wrong:
        return Proof(0, 0, wrong)
    names = {str(path.name): path for path in (folder / "output").glob("*.pdf")}
    key = key_of(next(path for name, path in names.items() if "-key" in name), forms)
    compared = 0
    for name, path in names.items():
        if match := re.search(r"-form-([a-z]+)", name):
            found, count = _form_faults(path, key.grid[match[1].upper()], key.entries, bank.truths)
            wrong += [f"form {match[1]}: {each}" for each in found]
            compared += count
    return Proof(forms, compared, wrong)


def _form_faults(
    path: Path, answers: Mapping[int, str], entries: Mapping[str, str], truths: Mapping[str, Truth]
) -> tuple[list[str], int]:
    texts = quiz_of(path)
    items = printed_items(texts)
    beside = seen_beside(path)
    wrong = []
    if [item.number for item in items] != list(range(1, len(items) + 1)) or len(answers) != len(items):
        wrong.append("the numbers of quiz and key are not the same")
    for item in items:
        wrong += faults(truths[item.id], item, answers[item.number])
        wrong += [
            f"{word} is not said in the key"
            for word in truths[item.id].of(item.drawn).written
            if word not in entries[item.id]
        ]
        for options in item.options.values():
            wrong += [
                f"{letter} {word}: {beside.get(word)} stands beside it on the page"
                for letter, word in options.items()
                if word not in ("True", "False") and beside.get(word) != letter
            ]
    total = sum(Fraction(truths[item.id].points) for item in items)
    said = next(Fraction(match[1]) for text in texts if (match := re.search(r"([\d.]+) points? in all", text)))
    if said != total:
        wrong.append(f"the total is {total}, printed is {said}")
    return wrong, len(items)

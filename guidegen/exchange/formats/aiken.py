"""Aiken: a question, its choices with letters, and `ANSWER: B`. One best answer, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from guidegen.exchange import making
from guidegen.exchange.features import proses_of
from guidegen.exchange.formulas import looks_like_formula
from guidegen.exchange.from_text import blocks_from_text, prose_from_text
from guidegen.exchange.intake import Intake
from guidegen.exchange.loss import Refused
from guidegen.exchange.making import Answer
from guidegen.exchange.opened import Opened, TextFile
from guidegen.exchange.outgoing import Outgoing
from guidegen.exchange.to_text import line_text, text_of
from guidegen.inline import plain_text
from guidegen.model.item import Item, MultipleChoice, TrueFalse
from guidegen.model.prose import Paragraph
from guidegen.patterns import pattern
from guidegen.records import dataclass, field

_CHOICE = pattern(r"([A-Z])[.)][ \t](.*)")
_GLUED = pattern(r"[A-Z][.)]\S")
_ANSWER = pattern(r"ANSWER:\s*(.*?)\s*", re.IGNORECASE)
_MOST_OPTIONS = 26
_TRUTHS = ("true", "false")


@dataclass(slots=True)
class _Question:
    line: int
    stem: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    problem: str = ""


def recognise(file: Opened) -> bool:
    """True for a text with choices and a line `ANSWER:`."""
    if not isinstance(file, TextFile):
        return False
    lines = [line.strip() for line in file.text.split("\n")]
    return any(_ANSWER.fullmatch(line) for line in lines) and any(_CHOICE.fullmatch(line) for line in lines)


def read(file: Opened, intake: Intake) -> None:
    """Take every question."""
    assert isinstance(file, TextFile)
    for question, answer in _questions(file.text):
        name = " ".join(question.stem)
        intake.take(name, question.line, partial(_item, question, answer, intake))


def _questions(text: str) -> Iterator[tuple[_Question, str]]:
    """Each question with what stands behind `ANSWER:`; empty where the text ends before it."""
    question = _Question(0)
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if not line:
            continue
        question.line = question.line or number
        if match := _ANSWER.fullmatch(line):
            yield question, match[1]
            question = _Question(0)
        elif match := _CHOICE.fullmatch(line):
            if not question.stem:
                question.problem = question.problem or "its choices stand before its text"
            question.choices.append(match[2])
        elif question.choices and _GLUED.match(line):
            question.problem = question.problem or f"a space is missing behind the letter of “{line[:30]}”"
        elif question.choices:
            question.problem = question.problem or f"“{line[:30]}” is neither a choice nor the line ANSWER"
        elif _GLUED.match(line) and question.stem:
            question.problem = f"a space is missing behind the letter of “{line[:30]}”"
        else:
            question.stem.append(line)
    if question.line:
        yield question, ""


def _item(question: _Question, answer: str, intake: Intake) -> Item | Refused:
    if question.problem:
        return Refused(question.problem)
    if not answer:
        return Refused("the line ANSWER is missing, or says nothing")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(question.choices)]
    if len(question.choices) < 2:
        return Refused("it has fewer than two choices")
    if len(answer) != 1 or answer.upper() not in letters:
        return Refused(f"ANSWER names “{answer[:20]}”, which is none of its letters")
    common = making.common("", blocks_from_text(" ".join(question.stem), intake.changed))
    right = letters.index(answer.upper())
    texts = [prose_from_text(choice, intake.changed) for choice in question.choices]
    if tuple(plain_text(prose).lower() for prose in texts) == _TRUTHS:
        return TrueFalse(common, is_true=right == 0)
    answers = [Answer((Paragraph(p),) if p else (), Fraction(place == right)) for place, p in enumerate(texts)]
    return making.best_answer(common, answers, intake.changed)


def limit(item: Item) -> str:
    """Why an item does not fit."""
    if isinstance(item, MultipleChoice) and len(item.options) > _MOST_OPTIONS:
        return f"it has more than {_MOST_OPTIONS} options"
    if any(map(looks_like_formula, proses_of(item))):
        return "a text of it would be taken for a formula"
    stem = line_text(item.common.stem)
    if _CHOICE.match(stem) or _GLUED.match(stem) or _ANSWER.fullmatch(stem):
        return "its text would be taken for a choice"
    return ""


def write(bank: Outgoing) -> bytes:
    """The bank as a text."""
    return ("\n\n".join(map(_question, bank.items)) + "\n").encode()


def _question(item: Item) -> str:
    if isinstance(item, TrueFalse):
        choices, right = ["True", "False"], 0 if item.is_true else 1
    else:
        assert isinstance(item, MultipleChoice)
        choices = [text_of(option.prose) for option in item.options]
        right = next(place for place, option in enumerate(item.options) if option.is_key)
    lines = [f"{chr(65 + place)}. {choice}" for place, choice in enumerate(choices)]
    return "\n".join([line_text(item.common.stem), *lines, f"ANSWER: {chr(65 + right)}"])

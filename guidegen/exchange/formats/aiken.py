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

_CHOICE = pattern(r"([A-Z])[.)](?:[ \t](.*))?")
_GLUED = pattern(r"[A-Z][.)]\S")
_ANSWER = pattern(r"ANSWER:\s*(.*?)\s*", re.IGNORECASE)
_MOST_OPTIONS = 26
_TRUTHS = ("true", "false")


@dataclass(slots=True)
class _Question:
    """A question while it is read. `odd` are lines behind its choices that may be the text of the next one."""

    line: int = 0
    stem: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    letters: str = ""
    odd: list[tuple[int, str]] = field(default_factory=list)
    is_odd_apart: bool = False
    is_stem_parted: bool = False
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
    """Each question with what stands behind `ANSWER:`; empty where the line is missing.

    A question without the line ends where the next one begins: other text behind its choices, and then a blank line
    before or the letter A again behind.
    """
    question = _Question()
    is_apart = False
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if not line:
            is_apart = True
            continue
        answer = _ANSWER.fullmatch(line)
        choice = None if answer else _CHOICE.fullmatch(line)
        if question.odd and (choice[1] == "A" if choice else answer and question.is_odd_apart):
            following = _next(question)
            yield question, ""
            question = following
        question.line = question.line or number
        if answer:
            _settle(question)
            yield question, answer[1]
            question = _Question()
        elif choice:
            _settle(question)
            if not question.stem:
                question.problem = question.problem or "its choices stand before its text"
            question.choices.append(choice[2] or "")
            question.letters += choice[1]
        elif question.choices and _GLUED.match(line):
            question.problem = question.problem or f"a space is missing behind the letter of “{line[:30]}”"
        elif question.choices:
            question.is_odd_apart = question.is_odd_apart or (is_apart and not question.odd)
            question.odd.append((number, line))
        elif _GLUED.match(line) and question.stem:
            question.problem = f"a space is missing behind the letter of “{line[:30]}”"
        else:
            question.is_stem_parted = question.is_stem_parted or (is_apart and bool(question.stem))
            question.stem.append(line)
        is_apart = False
    if question.is_odd_apart:
        following = _next(question)
        yield question, ""
        question = following
    if question.line:
        _settle(question)
        yield question, ""


def _next(question: _Question) -> _Question:
    """The question to which the odd lines are the text."""
    following = _Question(question.odd[0][0], [line for _, line in question.odd])
    question.odd = []
    return following


def _settle(question: _Question) -> None:
    """Odd lines that are no other question's text are a fault of this one."""
    if question.odd:
        number, line = question.odd[0]
        question.problem = question.problem or f"“{line[:30]}” in line {number} is neither a choice nor the line ANSWER"
    question.odd = []


def _item(question: _Question, answer: str, intake: Intake) -> Item | Refused:
    if question.problem:
        return Refused(question.problem)
    if not answer:
        return Refused("the line ANSWER is missing, or says nothing; write one below its choices, such as ANSWER: A")
    if question.is_stem_parted:
        intake.changed("a blank line in its text is left out; a question that ends there lacks its choices and ANSWER")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(question.choices)]
    if len(question.choices) < 2:
        return Refused("it has fewer than two choices")
    if question.letters != letters:
        return Refused(f"the letters of its choices are {', '.join(question.letters)}, not {', '.join(letters)}")
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

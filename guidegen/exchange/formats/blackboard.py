"""Blackboard: the text with tabs that its tests and pools upload, a question a line."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from guidegen.exchange import cloze_syntax, making
from guidegen.exchange.features import proses_of
from guidegen.exchange.formatted import blocks_of, prose_of
from guidegen.exchange.formulas import looks_like_formula
from guidegen.exchange.intake import Intake
from guidegen.exchange.loss import Refused
from guidegen.exchange.making import Amount, Answer
from guidegen.exchange.opened import Opened, TextFile
from guidegen.exchange.outgoing import Outgoing
from guidegen.exchange.to_text import line_text, text_of
from guidegen.model.item import (
    Cloze,
    Entry,
    Essay,
    Item,
    ItemCommon,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberAnswer,
    Numerical,
    Ordering,
    ShortAnswer,
    TrueFalse,
    WrittenBlank,
)
from guidegen.model.scoring import ALL_OR_NOTHING
from guidegen.reading.items.base import derived_id
from guidegen.reading.items.cloze import with_widths
from guidegen.records import replace

TYPES = (
    "MC",
    "MA",
    "TF",
    "ESS",
    "ORD",
    "MAT",
    "FIB",
    "FIB_PLUS",
    "FIL",
    "NUM",
    "SR",
    "OP",
    "JUMBLED_SENTENCE",
    "QUIZ_BOWL",
)
MOST_QUESTIONS = 500


def recognise(file: Opened) -> bool:
    """True when every line that is not empty begins with a type and a tab."""
    if not isinstance(file, TextFile):
        return False
    lines = [line for line in file.text.split("\n") if line.strip()]
    return bool(lines) and all(line.split("\t")[0].strip().upper() in TYPES and "\t" in line for line in lines)


# Reading


def read(file: Opened, intake: Intake) -> None:
    """Take every line."""
    assert isinstance(file, TextFile)
    for number, line in enumerate(file.text.split("\n"), start=1):
        if line.strip():
            type_, *cells = (cell.strip().strip('"') for cell in line.split("\t"))
            intake.take(cells[0], number, partial(_item, type_.upper(), cells, intake))


def _item(type_: str, cells: list[str], intake: Intake) -> Item | Refused:
    common = making.common("", blocks_of(cells[0], "moodle", intake.changed))
    rest = cells[1:]
    while rest and not rest[-1]:
        rest.pop()
    proses = [prose_of(cell, "moodle", intake.changed) for cell in rest]
    match type_:
        case "MC" | "MA":
            return _choice(common, rest, intake, several=type_ == "MA")
        case "TF":
            truth = {"true": True, "false": False}.get(rest[0].lower() if rest else "")
            return Refused("it is neither true nor false") if truth is None else TrueFalse(common, truth)
        case "ESS" | "SR":
            return Essay(common, sample=blocks_of(rest[0], "moodle", intake.changed) if rest else ())
        case "ORD":
            return Ordering(common, tuple(Entry(derived_id(prose), prose) for prose in proses))
        case "MAT":
            return making.matching(common, list(zip(proses[::2], proses[1::2], strict=False)))
        case "FIB":
            answers = [Answer(blocks_of(cell, "moodle", intake.changed), Fraction(1)) for cell in rest if cell]
            return making.short_answer(common, answers, intake.changed, stars=False)
        case "NUM":
            value = making.amount(rest[0], rest[1] if len(rest) > 1 else "") if rest else None
            if value is None:
                return Refused("its answer is not a number")
            return making.numerical(common, [Amount(value)], intake.changed)
        case "FIB_PLUS":
            return _blanks(cells, intake)
        case _:
            return Refused(f"questions of the type {type_} have no place on paper")


def _choice(common: ItemCommon, rest: list[str], intake: Intake, *, several: bool) -> Item | Refused:
    answers = []
    for text, mark in zip(rest[::2], rest[1::2], strict=False):
        if mark.lower() not in ("correct", "incorrect"):
            return Refused(f"“{mark[:20]}” stands where correct or incorrect must")
        answers.append(Answer(blocks_of(text, "moodle", intake.changed), Fraction(mark.lower() == "correct")))
    if several:
        return making.all_right_answers(common, answers, intake.changed, rule=ALL_OR_NOTHING)
    return making.best_answer(common, answers, intake.changed)


def _blanks(cells: list[str], intake: Intake) -> Item | Refused:
    """`FIB_PLUS`: variables in brackets, each with its answers, divided by an empty cell."""
    text = cells[0]
    found: list[WrittenBlank] = []
    groups: list[list[str]] = [[]]
    for cell in cells[1:]:
        if cell:
            groups[-1].append(cell)
        elif groups[-1]:
            groups.append([])
    named = {group[0]: group[1:] for group in groups if len(group) > 1}
    for name in sorted((name for name in named if f"[{name}]" in text), key=lambda name: text.index(f"[{name}]")):
        text = text.replace(f"[{name}]", cloze_syntax.mark_of(len(found) + 1), 1)
        proses = tuple(prose_of(answer, "moodle", intake.changed) for answer in named[name])
        found.append(WrittenBlank(str(len(found) + 1), proses))
    if not found or len(found) != len(named):
        return Refused("its blanks are not the ones that it has answers for")
    common = making.common("", cloze_syntax.with_blanks(blocks_of(text, "moodle", intake.changed)))
    return Cloze(replace(common, stem=with_widths(common.stem, found)), tuple(found))


# Writing


def limit(item: Item) -> str:
    """Why an item does not fit."""
    if isinstance(item, Matching):
        used = {premise.response for premise in item.premises}
        if len(used) < len(item.responses):
            return "one of its responses fits no premise"
    if isinstance(item, Numerical) and len(item.accepted) > 1:
        return "it accepts several numbers"
    if isinstance(item, MultipleResponse) and not any(option.is_key for option in item.options):
        return "it has no right option"
    texts = proses_of(item)
    if any(looks_like_formula(prose) for prose in texts):
        return "a text of it would be taken for a formula"
    if any(mark in text_of(prose) for prose in texts for mark in ("<", "&", '"')):
        return "it holds marks of HTML or quotation marks"
    return ""


def write(bank: Outgoing) -> bytes:
    """The bank as a text with tabs."""
    return "".join("\t".join(_line(item)) + "\n" for item in bank.items).encode()


def _line(item: Item) -> list[str]:
    stem = line_text(item.common.stem)
    match item:
        case MultipleChoice(_, options) | MultipleResponse(_, options):
            marks = [(text_of(option.prose), "correct" if option.is_key else "incorrect") for option in options]
            type_ = "MA" if isinstance(item, MultipleResponse) else "MC"
            return [type_, stem, *(cell for pair in marks for cell in pair)]
        case TrueFalse(_, is_true):
            return ["TF", stem, "true" if is_true else "false"]
        case Matching(_, premises, responses):
            by_id = {response.id: text_of(response.prose) for response in responses}
            return ["MAT", stem, *(cell for p in premises for cell in (text_of(p.prose), by_id[p.response]))]
        case Ordering(_, entries):
            return ["ORD", stem, *(text_of(entry.prose) for entry in entries)]
        case ShortAnswer(_, accepted):
            return ["FIB", stem, *(text_of(answer.prose) for answer in accepted)]
        case Numerical(_, accepted):
            answer = accepted[0]
            assert isinstance(answer, NumberAnswer)
            tolerance = [answer.tolerance.amount.typed] if answer.tolerance else []
            return ["NUM", stem, answer.value.typed, *tolerance]
        case Essay(sample=sample):
            return ["ESS", stem, *([line_text(sample)] if sample else [])]
        case _:
            raise TypeError(type(item))

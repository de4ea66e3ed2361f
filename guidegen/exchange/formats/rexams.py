"""R/exams: exercises in R Markdown, as far as they need no R: a file holds one, a package several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import partial

from guidegen.exchange import making
from guidegen.exchange.from_markdown import blocks_from_markdown
from guidegen.exchange.intake import Intake
from guidegen.exchange.loss import Refused
from guidegen.exchange.making import Amount, Answer
from guidegen.exchange.opened import Opened, Package, TextFile
from guidegen.model.item import Essay, Item, ItemCommon
from guidegen.model.prose import Blocks
from guidegen.model.scoring import ALL_OR_NOTHING
from guidegen.source.files import Refusal

_HEADING = re.compile(r"^(Question|Solution|Meta-information)[ \t]*\n={3,}[ \t]*$", re.MULTILINE)
_LIST = re.compile(r"^Answerlist[ \t]*\n-{3,}[ \t]*$", re.MULTILINE)
_ENTRY = re.compile(r"^[*-][ \t]+", re.MULTILINE)
_CHUNK = re.compile(r"^[ \t]*(?:```+[ \t]*\{r\b|<<.*>>=)|`r [^`]+`|\\Sexpr\{", re.MULTILINE)
_META = re.compile(r"^(ex[a-z]+)(?:\[[^\]\n]*\])?[ \t]*:[ \t]*(.*)$", re.MULTILINE)
#: What generated solutions say of an option beside the reason.
_TRUTH = re.compile(r"(?:True|False|Correct|Wrong|Right)\b[.:,]?\s*", re.IGNORECASE)
_SUFFIXES = (".rmd", ".md")


@dataclass(frozen=True, slots=True)
class _Exercise:
    """The parts of an exercise, as they are typed, and the lines of its meta-information by their names."""

    question: str
    options: Sequence[str]
    solution: str
    reasons: Sequence[str]
    meta: Mapping[str, str] = field(default_factory=dict)

    def flag(self, name: str) -> bool:
        """Whether a line says TRUE."""
        return self.meta.get(name, "").strip().upper() in ("TRUE", "T", "YES")


def recognise(file: Opened) -> bool:
    """True for an exercise, and for a package with one in it."""
    if isinstance(file, TextFile):
        return _is_exercise(file.text)
    return isinstance(file, Package) and any(_is_exercise(text) for _, text in _members(file))


def read(file: Opened, intake: Intake) -> None:
    """Take every exercise."""
    if isinstance(file, TextFile):
        _take("", file.text, intake)
    elif isinstance(file, Package):
        for name, text in _members(file):
            if _is_exercise(text):
                _take(name, text, intake)


def _is_exercise(text: str) -> bool:
    return {match[1] for match in _HEADING.finditer(text)} >= {"Question", "Meta-information"}


def _members(package: Package) -> Iterator[tuple[str, str]]:
    for name in sorted(package.names):
        if name.lower().endswith(_SUFFIXES):
            data = package.read(name)
            if not isinstance(data, Refusal):
                yield name, data.decode("utf-8", "replace").replace("\r\n", "\n")


def _take(name: str, text: str, intake: Intake) -> None:
    exercise = _parsed(text)
    name = exercise.meta.get("exname", "").strip() or name.rpartition("/")[2].rpartition(".")[0]
    intake.take(name or exercise.question, 1, partial(_item, exercise, name, text, intake))


def _parsed(text: str) -> _Exercise:
    """The sections of an exercise, each with its list of answers."""
    parts: dict[str, str] = {}
    marks = list(_HEADING.finditer(text))
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        parts.setdefault(mark[1], text[mark.end() : end])
    question, options = _with_list(parts.get("Question", ""))
    solution, reasons = _with_list(parts.get("Solution", ""))
    meta = {match[1]: match[2].strip() for match in _META.finditer(parts.get("Meta-information", ""))}
    return _Exercise(question, options, solution, reasons, meta)


def _with_list(text: str) -> tuple[str, list[str]]:
    """A text, and the entries of the list of answers behind it."""
    before, *rest = _LIST.split(text, maxsplit=1)
    entries = _ENTRY.split(rest[0])[1:] if rest else []
    # The further lines of an entry are set in.
    return before.strip(), [re.sub(r"\n[ \t]+", "\n", entry).strip() for entry in entries]


def _item(exercise: _Exercise, name: str, text: str, intake: Intake) -> Item | Refused:
    if _CHUNK.search(text):
        return Refused("it computes its values with R; import an exercise that R/exams has made static")
    meta = exercise.meta
    common = making.common(
        name,
        _blocks(exercise.question, intake),
        points=making.points_of(meta["expoints"], intake.changed) if meta.get("expoints") else Decimal(1),
        rationale=_blocks(exercise.solution, intake),
        tags=[*_tags(meta), meta.get("exsection", "").rpartition("/")[2]],
    )
    match meta.get("extype", ""):
        case "schoice" | "mchoice" as kind:
            return _choice(common, exercise, intake, several=kind == "mchoice")
        case "num":
            return _number(common, exercise, intake)
        case "string":
            return _string(common, exercise, intake)
        case "cloze":
            return Refused("a cloze exercise holds several questions; write each as an item")
        case kind:
            return Refused(f"its extype is “{kind[:40]}”, which no exercise has" if kind else "it has no extype")


def _tags(meta: Mapping[str, str]) -> list[str]:
    return [tag.strip() for tag in re.split(r"[,|]", meta.get("extags", "")) if tag.strip()]


def _choice(common: ItemCommon, exercise: _Exercise, intake: Intake, *, several: bool) -> Item | Refused:
    right = exercise.meta.get("exsolution", "").strip()
    if not exercise.options:
        return Refused("it has no list of answers")
    if not re.fullmatch(r"[01]+", right) or len(right) != len(exercise.options):
        return Refused(f"its exsolution “{right[:40]}” does not name one of 0 and 1 for each of its answers")
    reasons = exercise.reasons if len(exercise.reasons) == len(exercise.options) else [""] * len(right)
    answers = [
        Answer(_blocks(option, intake), Fraction(int(mark)), _blocks(_TRUTH.sub("", reason, count=1), intake))
        for option, mark, reason in zip(exercise.options, right, reasons, strict=True)
    ]
    shuffle = exercise.meta.get("exshuffle", "").strip()
    if shuffle.isdigit() and int(shuffle) < len(answers):
        intake.changed("all of its answers are printed, not a sample of them")
    is_shuffled = exercise.flag("exshuffle") or shuffle.isdigit()
    if several:
        return making.all_right_answers(common, answers, intake.changed, shuffle=is_shuffled, rule=ALL_OR_NOTHING)
    return making.best_answer(common, answers, intake.changed, shuffle=is_shuffled)


def _number(common: ItemCommon, exercise: _Exercise, intake: Intake) -> Item | Refused:
    value = exercise.meta.get("exsolution", "")
    found = making.amount(value, exercise.meta.get("extol", ""))
    if found is None:
        return Refused(f"its exsolution “{value[:40]}” is not a number")
    return making.numerical(common, [Amount(found, ())], intake.changed)


def _string(common: ItemCommon, exercise: _Exercise, intake: Intake) -> Item | Refused:
    sort = exercise.meta.get("exstringtype", exercise.meta.get("exextra", "")).lower()
    if "file" in sort:
        return Refused("its answer is a file that is uploaded")
    if "essay" in sort:
        return Essay(common)
    right = exercise.meta.get("exsolution", "")
    return making.short_answer(common, [Answer(_blocks(right, intake), Fraction(1))], intake.changed)


def _blocks(text: str, intake: Intake) -> Blocks:
    return blocks_from_markdown(text, intake.changed) if text.strip() else ()

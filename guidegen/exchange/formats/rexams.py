"""R/exams, reading: exercises in R Markdown, as far as they need no R: a file holds one, a package several."""

from __future__ import annotations

import posixpath
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial

from guidegen.exchange import cloze_syntax, making
from guidegen.exchange.from_html import as_run
from guidegen.exchange.from_markdown import blocks_from_markdown
from guidegen.exchange.from_text import prose_from_text
from guidegen.exchange.intake import Intake
from guidegen.exchange.loss import Refused
from guidegen.exchange.making import Amount, Answer
from guidegen.exchange.opened import Opened, Package, TextFile
from guidegen.model.image import Image
from guidegen.model.item import (
    AnyBlank,
    ChosenBlank,
    Cloze,
    Essay,
    Item,
    ItemCommon,
    NumberBlank,
    Option,
    WrittenBlank,
)
from guidegen.model.prose import Blocks, Paragraph
from guidegen.model.scoring import ALL_OR_NOTHING
from guidegen.patterns import pattern
from guidegen.reading.items.base import derived_id
from guidegen.reading.items.cloze import with_widths
from guidegen.records import dataclass, field, replace
from guidegen.source.files import Refusal

FindPicture = Callable[[str], Image | None]

_HEADING = pattern(r"^(Question|Solution|Meta-information)[ \t]*\n={3,}[ \t]*$", re.MULTILINE)
_LIST = pattern(r"^Answerlist[ \t]*\n-{3,}[ \t]*$", re.MULTILINE)
_ENTRY = pattern(r"^[*-](?:[ \t]+|$)", re.MULTILINE)
_CHUNK = pattern(r"^[ \t]*(?:```+[ \t]*\{r\b|<<.*>>=)|`r [^`]+`|\\Sexpr\{", re.MULTILINE)
_META = pattern(r"^(ex[a-z]+)(?:\[[^\]\n]*\])?[ \t]*:[ \t]*(.*)$", re.MULTILINE)
#: A chunk that does nothing but name the files beside the exercise.
_SUPPLEMENTS = pattern(
    r"^```+[ \t]*\{r[^}\n]*\}[ \t]*\n(?:[ \t]*include_supplement\([^()\n]*\)[ \t]*\n)+```+[ \t]*$\n?", re.MULTILINE
)
#: What generated solutions say of an option beside the reason.
_TRUTH = pattern(r"(?:True|False|Correct|Wrong|Right)(?:[.:,]\s*|$)", re.IGNORECASE)
_TAG = pattern(r"##ANSWER([1-9][0-9]{0,2})##")
_DECORATIVE = pattern(r"\{\.decorative(?=[ }])")
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

    def parts(self, name: str) -> list[str]:
        """What a line says of each answer of a cloze exercise."""
        return [part.strip() for part in self.meta[name].split("|")] if self.meta.get(name) else []


def recognise(file: Opened) -> bool:
    """True for an exercise, and for a package with one in it."""
    if isinstance(file, TextFile):
        return _is_exercise(file.text)
    return isinstance(file, Package) and any(_is_exercise(text) for _, text in _members(file))


def read(file: Opened, intake: Intake) -> None:
    """Take every exercise."""
    if isinstance(file, TextFile):
        take("", file.text, intake, lambda path: None)
    elif isinstance(file, Package):
        for name, text in _members(file):
            if _is_exercise(text):
                take(name, text, intake, partial(_beside, file, name, intake))


def _beside(package: Package, exercise: str, intake: Intake, path: str) -> Image | None:
    """A picture of the package, by the path that an exercise gives."""
    data = package.read(posixpath.normpath(posixpath.join(posixpath.dirname(exercise), path)))
    found = intake.pictures.add(path, data) if isinstance(data, bytes) else None
    return found if isinstance(found, Image) else None


def _is_exercise(text: str) -> bool:
    return {match[1] for match in _HEADING.finditer(text)} >= {"Question", "Meta-information"}


def _members(package: Package) -> Iterator[tuple[str, str]]:
    for name in sorted(package.names):
        if name.lower().endswith(_SUFFIXES):
            data = package.read(name)
            if not isinstance(data, Refusal):
                yield name, data.decode("utf-8", "replace").replace("\r\n", "\n")


def take(name: str, text: str, intake: Intake, picture: FindPicture) -> None:
    """Take one exercise; `picture` gives those that its text names."""
    exercise = _parsed(text)
    name = exercise.meta.get("exname", "").strip() or name.rpartition("/")[2].rpartition(".")[0]
    reader = _Reader(exercise, intake, picture)
    intake.take(name or exercise.question, 1, partial(reader.item, name, text))


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
    return before.strip(), [_dedented(entry) for entry in entries]


def _dedented(entry: str) -> str:
    """An entry whose further lines are set in."""
    first, _, rest = entry.partition("\n")
    return f"{first}\n{textwrap.dedent(rest)}".strip()


@dataclass(frozen=True, slots=True)
class _Reader:
    exercise: _Exercise
    intake: Intake
    picture: FindPicture

    def item(self, name: str, text: str) -> Item | Refused:
        """The item, or why there is none."""
        exercise, meta = self.exercise, self.exercise.meta
        if _CHUNK.search(_SUPPLEMENTS.sub("", text)):
            return Refused("it computes its values with R; import an exercise that R/exams has made static")
        is_cloze = meta.get("extype") == "cloze"
        common = making.common(
            name,
            () if is_cloze else self.blocks(exercise.question),
            points=making.points_of(meta["expoints"], self.intake.changed) if meta.get("expoints") else Decimal(1),
            rationale=self.blocks(exercise.solution),
            tags=[*_tags(meta), meta.get("exsection", "").rpartition("/")[2]],
        )
        match meta.get("extype", ""):
            case "schoice" | "mchoice" as kind:
                return self.choice(common, several=kind == "mchoice")
            case "num":
                return self.number(common)
            case "string":
                return self.string(common)
            case "cloze":
                return self.cloze(common)
            case kind:
                return Refused(f"its extype is “{kind[:40]}”, which no exercise has" if kind else "it has no extype")

    def blocks(self, text: str) -> Blocks:
        """The blocks of Markdown."""
        text = _DECORATIVE.sub("{decorative", text)
        read = None if "![" not in text else lambda path, _start, _end: self.picture(path)
        return blocks_from_markdown(text, self.intake.changed, read) if text.strip() else ()

    def choice(self, common: ItemCommon, *, several: bool) -> Item | Refused:
        right = self.exercise.meta.get("exsolution", "").strip()
        options = self.exercise.options
        if not options:
            return Refused("it has no list of answers")
        if not re.fullmatch(r"[01]+", right) or len(right) != len(options):
            return Refused(f"its exsolution “{right[:40]}” does not name one of 0 and 1 for each of its answers")
        answers = [
            Answer(self.blocks(option), Fraction(int(mark)), self.blocks(reason))
            for option, mark, reason in zip(options, right, self.reasons(len(options)), strict=True)
        ]
        if not several and sorted(option.strip().lower() for option in options) == ["false", "true"]:
            is_true = options[right.index("1")].strip().lower() == "true" if right.count("1") == 1 else None
            if is_true is not None:
                return making.true_or_false(common, is_true, [each.remark for each in answers], self.intake.changed)
        shuffle = self.exercise.meta.get("exshuffle", "").strip()
        if shuffle.isdigit() and int(shuffle) < len(answers):
            self.intake.changed("all of its answers are printed, not a sample of them")
        if several:
            return making.all_right_answers(
                common, answers, self.intake.changed, shuffle=self.is_shuffled, rule=ALL_OR_NOTHING
            )
        return making.best_answer(common, answers, self.intake.changed, shuffle=self.is_shuffled)

    @property
    def is_shuffled(self) -> bool:
        """Whether answers may change places."""
        return self.exercise.flag("exshuffle") or self.exercise.meta.get("exshuffle", "").strip().isdigit()

    def reasons(self, count: int) -> Sequence[str]:
        """What is said about each answer, without the word that says whether it is right."""
        reasons = self.exercise.reasons if len(self.exercise.reasons) == count else [""] * count
        return [reason[m.end() :] if (m := _TRUTH.match(reason)) else reason for reason in reasons]

    def number(self, common: ItemCommon) -> Item | Refused:
        value = self.exercise.meta.get("exsolution", "")
        found = making.amount(value, self.exercise.meta.get("extol", ""))
        if found is None:
            return Refused(f"its exsolution “{value[:40]}” is not a number")
        return making.numerical(common, [Amount(found, ())], self.intake.changed)

    def string(self, common: ItemCommon) -> Item | Refused:
        meta = self.exercise.meta
        sort = meta.get("exstringtype", meta.get("exextra", "")).lower()
        if "file" in sort:
            return Refused("its answer is a file that is uploaded")
        if "essay" in sort:
            return Essay(common)
        prose = prose_from_text(meta.get("exsolution", ""), self.intake.changed)
        answer = Answer((Paragraph(prose),) if prose else (), Fraction(1))
        return making.short_answer(common, [answer], self.intake.changed, stars=False)

    # Cloze

    def cloze(self, common: ItemCommon) -> Item | Refused:
        """Parts with answers of their own: at their tags in the text, or behind their entries of the list."""
        kinds, solutions, tolerances = (self.exercise.parts(name) for name in ("exclozetype", "exsolution", "extol"))
        if not kinds or len(kinds) != len(solutions):
            return Refused("its exclozetype and exsolution do not say the same number of answers")
        tolerances = (
            tolerances if len(tolerances) == len(kinds) else [*tolerances[:1]] * len(kinds) or [""] * len(kinds)
        )
        entries = self._entries(kinds, solutions)
        if entries is None:
            return Refused("its list of answers does not fit its exsolution")
        blanks: list[AnyBlank] = []
        for number, (kind, solution, tolerance, own) in enumerate(
            zip(kinds, solutions, tolerances, entries, strict=True), start=1
        ):
            blank = self._blank(str(number), kind, solution, tolerance, own)
            if isinstance(blank, Refused):
                return blank
            blanks.append(blank)
        stem = cloze_syntax.with_blanks(self.blocks(self._text(kinds, entries)))
        return Cloze(replace(common, stem=with_widths(stem, blanks), rationale=self._rationale(common)), tuple(blanks))

    def _entries(self, kinds: Sequence[str], solutions: Sequence[str]) -> list[list[str]] | None:
        """The entries of the list that belong to each part: its choices, or one that asks for a number or words."""
        waiting = list(self.exercise.options)
        counts = [len(s) if kind in ("schoice", "mchoice") else 1 for kind, s in zip(kinds, solutions, strict=True)]
        if len(waiting) == sum(counts):
            return [[waiting.pop(0) for _ in range(count)] for count in counts]
        # Parts without a choice may have no entry.
        counts = [len(s) if kind in ("schoice", "mchoice") else 0 for kind, s in zip(kinds, solutions, strict=True)]
        if len(waiting) == sum(counts):
            return [[waiting.pop(0) for _ in range(count)] for count in counts]
        return None

    def _blank(
        self, number: str, kind: str, solution: str, tolerance: str, entries: Sequence[str]
    ) -> AnyBlank | Refused:
        match kind:
            case "schoice":
                if solution.count("1") != 1 or solution.strip("01"):
                    return Refused(f"answer {number} has no right option, or several")
                options = [as_run(self.blocks(entry), self.intake.changed) for entry in entries]
                return ChosenBlank(
                    number,
                    tuple(Option(derived_id(o), o, mark == "1") for o, mark in zip(options, solution, strict=True)),
                    shuffle=self.is_shuffled,
                )
            case "num":
                found = making.amount(solution, tolerance)
                return Refused(f"answer {number} is not a number") if found is None else NumberBlank(number, (found,))
            case "string" | "verbatim" if solution and not (kind == "verbatim" and solution.startswith(":")):
                return WrittenBlank(number, (prose_from_text(solution, self.intake.changed),))
            case _:
                return Refused(f"answer {number} is of the type “{kind[:20]}”, which a cloze item here does not have")

    def _text(self, kinds: Sequence[str], entries: Sequence[Sequence[str]]) -> str:
        """The question with a mark for each blank: where its tag stands, or behind its entry."""
        text = _TAG.sub(lambda match: cloze_syntax.mark_of(int(match[1])), self.exercise.question)
        missing = [n for n in range(1, len(kinds) + 1) if cloze_syntax.mark_of(n) not in text]
        lines = []
        for number in missing:
            asked = entries[number - 1][0] if kinds[number - 1] != "schoice" and entries[number - 1] else ""
            lines.append(f"- {asked} {cloze_syntax.mark_of(number)}" if asked else f"- {cloze_syntax.mark_of(number)}")
        return "\n\n".join(filter(None, (text.strip(), "\n".join(lines))))

    def _rationale(self, common: ItemCommon) -> Blocks:
        """The solution, with what is said about single answers as a list behind it."""
        said = [reason for reason in self.reasons(len(self.exercise.reasons)) if reason.strip()]
        return (*common.rationale, *self.blocks("\n".join(f"- {' '.join(each.split())}" for each in said)))


def _tags(meta: Mapping[str, str]) -> list[str]:
    return [tag.strip() for tag in re.split(r"[,|]", meta.get("extags", "")) if tag.strip()]

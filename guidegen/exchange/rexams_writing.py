"""R/exams, writing: an exercise in R Markdown for each item, in a package with their pictures.

Texts are CommonMark, which R/exams hands to pandoc, with formulas between dollars. The one chunk of R in a file copies
its pictures, as R/exams asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from guidegen.exchange.commonmark import blocks_text
from guidegen.exchange.formats.rexams import take
from guidegen.exchange.intake import Intake
from guidegen.exchange.opened import zipped
from guidegen.exchange.outgoing import Outgoing
from guidegen.exchange.pictures import PictureFolder
from guidegen.exchange.settling import settled
from guidegen.exchange.to_text import text_of
from guidegen.inline import Mathematics, NumberedBlank, Text
from guidegen.model.image import Image
from guidegen.model.item import (
    AnyBlank,
    ChosenBlank,
    Cloze,
    Essay,
    Item,
    MultipleChoice,
    MultipleResponse,
    NumberAnswer,
    NumberBlank,
    Numerical,
    Option,
    ShortAnswer,
    TrueFalse,
    WrittenBlank,
)
from guidegen.model.prose import Blocks, Paragraph, Picture
from guidegen.patterns import pattern
from guidegen.records import replace

#: Characters that stand for a dollar, for formulas and for blanks until a text is typed (Unicode's private use).
_DOLLAR = "\ue200"
_FIRST = 0xE201
_STANDING_FOR = pattern("[\ue201-\uefff]")
_DECORATIVE = pattern(r"\{decorative(?=[ }])")


def limit(item: Item) -> str:
    """Why an item does not fit."""
    accepted = item.accepted if isinstance(item, Numerical | ShortAnswer) else ()
    if len(accepted) > 1:
        return "it has several right answers, and an exercise has one"
    if isinstance(item, Cloze):
        several = [b for b in item.blanks if not isinstance(b, ChosenBlank) and len(b.accepted) > 1]
        if several:
            return f"blank {several[0].id} has several right answers, and an exercise has one"
        if len({blank.shuffle for blank in item.blanks if isinstance(blank, ChosenBlank)}) > 1:
            return "some of its lists are shuffled and others are not"
    if not _comes_back(item):
        return "R/exams would take a part of its text for something else"
    return ""


def write(bank: Outgoing) -> bytes:
    """The bank as a package: exercises in their order, pictures beside them."""
    members: dict[str, bytes] = {}
    digits = max(2, len(str(len(bank.items))))
    for number, item in enumerate(bank.items, start=1):
        exercise = _Exercise()
        name = f"{number:0{digits}}-{item.common.id}.Rmd" if item.common.id else f"{number:0{digits}}.Rmd"
        members[name] = exercise.text(item).encode()
        members |= {name: image.data for name, image in exercise.pictures.items()}
    return zipped(dict(sorted(members.items())))


def _comes_back(item: Item) -> bool:
    """Whether the exercise is read as the item: nothing in its texts is taken for a part of the format."""
    exercise = _Exercise()
    text = exercise.text(item)
    intake = Intake("", PictureFolder(""))
    take("", text, intake, exercise.pictures.get)
    wanted = settled(item)
    return not intake.losses and len(intake.items) == 1 and _same(intake.items[0], wanted)


def _same(now: Item, was: Item) -> bool:
    return replace(now, common=replace(now.common, id="")) == replace(was, common=replace(was.common, id=""))


class _Exercise:
    """Types one item, and collects its pictures by file name."""

    def __init__(self) -> None:
        self.pictures: dict[str, Image] = {}

    def text(self, item: Item) -> str:
        """The whole file."""
        common = item.common
        stem = common.stem
        if common.figure is not None:
            stem = (*stem, Picture(common.figure.image, common.figure.alt))
        tag = None if not isinstance(item, Cloze) else lambda number: f"##ANSWER{number}##"
        question = self.blocks(stem, tag)
        options, reasons, meta = _KINDS[type(item)](self, item)
        solution = self.blocks(common.rationale)
        head = {"exname": common.id}
        tail = {
            "expoints": f"{common.points.normalize():f}",
            **({"extags": "|".join(common.tags)} if common.tags else {}),
        }
        lines = "\n".join(f"{name}: {value}" for name, value in {**head, **meta, **tail}.items())
        sections = [
            _section("Question", question, options),
            _section("Solution", solution, reasons),
            f"Meta-information\n================\n{lines}",
        ]
        return "\n\n".join([*self._supplements(), *sections]) + "\n"

    def _supplements(self) -> list[str]:
        if not self.pictures:
            return []
        lines = "\n".join(f'include_supplement("{name}")' for name in self.pictures)
        return [f'```{{r, echo = FALSE, results = "hide"}}\n{lines}\n```']

    def blocks(self, blocks: Blocks, tag: Callable[[int], str] | None = None) -> str:
        """Blocks as they are typed for pandoc. `tag` gives what stands for a blank."""
        typed = _Typed(tag)
        text = blocks_text(typed.hidden(blocks), self._picture)
        return _DECORATIVE.sub("{.decorative", typed.shown(text))

    def _picture(self, picture: Picture) -> str:
        image = picture.image
        suffix = "svg" if image.is_vector else "png" if image.data.startswith(b"\x89PNG") else "jpg"
        name = f"picture-{image.digest[:12]}.{suffix}"
        self.pictures[name] = image
        return name

    def option(self, option: Option) -> str:
        """An answer: words, a picture, or both."""
        blocks: Blocks = (Paragraph(option.prose),) if option.prose and not option.is_picture else ()
        if option.figure is not None:
            blocks = (*blocks, Picture(option.figure.image, option.figure.alt))
        return self.blocks(blocks)

    # The kinds: the entries of both lists, and lines of meta-information

    def choice(self, item: MultipleChoice | MultipleResponse) -> tuple[list[str], list[str], dict[str, str]]:
        reasons = [self._reason(option) for option in item.options]
        meta = {
            "extype": "mchoice" if isinstance(item, MultipleResponse) else "schoice",
            "exsolution": _marks(item.options),
            "exshuffle": "TRUE" if item.shuffle else "FALSE",
        }
        has_reasons = any(option.rationale for option in item.options)
        return [self.option(option) for option in item.options], reasons if has_reasons else [], meta

    def _reason(self, option: Option) -> str:
        truth = "True." if option.is_key else "False."
        if not option.rationale:
            return truth
        between = " " if isinstance(option.rationale[0], Paragraph) else "\n\n"
        return f"{truth}{between}{self.blocks(option.rationale)}"

    def true_false(self, item: TrueFalse) -> tuple[list[str], list[str], dict[str, str]]:
        meta = {"extype": "schoice", "exsolution": "10" if item.is_true else "01", "exshuffle": "FALSE"}
        return ["True", "False"], [], meta

    def number(self, item: Numerical) -> tuple[list[str], list[str], dict[str, str]]:
        value, tolerance = _number(item.accepted[0])
        return [], [], {"extype": "num", "exsolution": value, "extol": tolerance}

    def words(self, item: ShortAnswer) -> tuple[list[str], list[str], dict[str, str]]:
        return [], [], {"extype": "string", "exsolution": text_of(item.accepted[0].prose)}

    def essay(self, item: Essay) -> tuple[list[str], list[str], dict[str, str]]:
        return [], [], {"extype": "string", "exsolution": "nil", "exstringtype": "essay"}

    def cloze(self, item: Cloze) -> tuple[list[str], list[str], dict[str, str]]:
        parts = [self._part(blank) for blank in item.blanks]
        chosen = [blank for blank in item.blanks if isinstance(blank, ChosenBlank)]
        meta = {
            "extype": "cloze",
            "exclozetype": "|".join(kind for kind, _, _, _ in parts),
            "exsolution": "|".join(solution for _, solution, _, _ in parts),
            "extol": "|".join(tolerance for _, _, tolerance, _ in parts),
        }
        if chosen:
            meta["exshuffle"] = "TRUE" if chosen[0].shuffle else "FALSE"
        return [entry for _, _, _, entries in parts for entry in entries], [], meta

    def _part(self, blank: AnyBlank) -> tuple[str, str, str, list[str]]:
        """The type of a part, its solution and tolerance, and its entries: an empty one where there is no choice."""
        match blank:
            case ChosenBlank(options=options):
                return "schoice", _marks(options), "0", [self.option(option) for option in options]
            case NumberBlank(accepted=accepted):
                return "num", *_number(accepted[0]), [""]
            case WrittenBlank(accepted=accepted):
                return "string", text_of(accepted[0]), "0", [""]


_KINDS: dict[type, Callable[[_Exercise, Any], tuple[list[str], list[str], dict[str, str]]]] = {
    MultipleChoice: _Exercise.choice,
    MultipleResponse: _Exercise.choice,
    TrueFalse: _Exercise.true_false,
    Numerical: _Exercise.number,
    ShortAnswer: _Exercise.words,
    Essay: _Exercise.essay,
    Cloze: _Exercise.cloze,
}


def _marks(options: Sequence[Option]) -> str:
    return "".join("1" if option.is_key else "0" for option in options)


def _number(answer: Any) -> tuple[str, str]:
    assert isinstance(answer, NumberAnswer)
    return answer.value.typed, answer.tolerance.amount.typed if answer.tolerance else "0"


def _section(title: str, text: str, entries: Sequence[str]) -> str:
    parts = [f"{title}\n{'=' * len(title)}\n{text}"]
    if entries:
        typed = "\n".join("* " + entry.replace("\n", "\n  ") for entry in entries)
        parts.append(f"Answerlist\n----------\n{re.sub(r'(?m)^  $', '', typed)}")
    return "\n\n".join(parts)


class _Typed:
    """Formulas, dollars and blanks as single characters while a text is typed, so that nothing is escaped in them."""

    def __init__(self, tag: Callable[[int], str] | None) -> None:
        self._tag = tag
        self._hidden: list[str] = []

    def hidden(self, value: Any) -> Any:
        """Blocks with a character in place of each."""
        match value:
            case Text(text):
                return Text(text.replace("$", _DOLLAR))
            case Mathematics(source):
                return Text(self._stand_in(f"${source}$"))
            case NumberedBlank(number) if self._tag is not None:
                return Text(self._stand_in(self._tag(number)))
            case tuple():
                return tuple(map(self.hidden, value))
            case Image():
                return value
            case _ if hasattr(value, "__dataclass_fields__"):
                names = [field.name for field in value.__dataclass_fields__.values() if field.compare]
                return replace(value, **{name: self.hidden(getattr(value, name)) for name in names})
            case _:
                return value

    def _stand_in(self, typed: str) -> str:
        self._hidden.append(typed)
        return chr(_FIRST + len(self._hidden) - 1)

    def shown(self, text: str) -> str:
        """The typed text with what they stand for."""
        text = _STANDING_FOR.sub(lambda match: self._hidden[ord(match.group()) - _FIRST], text)
        return text.replace(_DOLLAR, "\\$")

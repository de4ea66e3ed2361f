"""Moodle XML: what Moodle exports and imports itself, with embedded files and cloze questions."""

from __future__ import annotations

import base64
import binascii
import functools
import html
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from guidegen.exchange import cloze_syntax, making
from guidegen.exchange.categories import categories
from guidegen.exchange.formatted import blocks_of
from guidegen.exchange.from_html import as_run, plain_paragraph
from guidegen.exchange.from_text import prose_from_text
from guidegen.exchange.images import images_of
from guidegen.exchange.intake import Intake
from guidegen.exchange.loss import Refused
from guidegen.exchange.making import Amount, Answer
from guidegen.exchange.opened import Opened, XmlFile
from guidegen.exchange.outgoing import Outgoing
from guidegen.exchange.pictures import described_by_name
from guidegen.exchange.places import Point, centre, in_percent
from guidegen.exchange.settling import short_order
from guidegen.exchange.shares import share_text
from guidegen.exchange.to_html import blocks_html, inline_html, option_html, picture_html
from guidegen.exchange.to_text import text_of
from guidegen.inline import Prose, plain_text
from guidegen.model.image import Image
from guidegen.model.item import (
    AnyBlank,
    ChosenBlank,
    Cloze,
    Entry,
    Essay,
    Item,
    ItemCommon,
    ItemFigure,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberAnswer,
    NumberBlank,
    Numerical,
    Option,
    Ordering,
    ShortAnswer,
    Statement,
    Statements,
    TrueFalse,
    Word,
    WrittenBlank,
)
from guidegen.model.prose import Blocks, Paragraph
from guidegen.model.scoring import ALL_OR_NOTHING, PER_OPTION, RIGHT_MINUS_WRONG
from guidegen.patterns import pattern
from guidegen.reading.items.base import derived_id
from guidegen.reading.items.cloze import with_widths
from guidegen.reading.names import folded
from guidegen.records import replace

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FORMATS = {"html": "html", "markdown": "markdown", "plain_text": "plain", "moodle_auto_format": "moodle",
            "0": "moodle", "1": "html", "2": "plain", "4": "markdown"}  # fmt: skip
_PLUGIN_FILE = "@@PLUGINFILE@@/"
_STANDARD_FEEDBACK = pattern(
    r"(?:your answer is (?:partially )?(?:in)?correct\.?|die antwort ist (?:teilweise )?(?:richtig|falsch)\.?"
    r"|respuesta (?:parcialmente )?(?:in)?correcta\.?|votre réponse est (?:partiellement )?(?:in)?correcte\.?)?",
    re.IGNORECASE,
)
_TAG = pattern(r"<[^>]*>")
_NUMBERED = pattern(r"\[\[([1-9][0-9]?)\]\]")
_TRUTHS = {"true": True, "false": False}


def recognise(file: Opened) -> bool:
    """True for the root element of Moodle's format."""
    return isinstance(file, XmlFile) and file.root.tag == "quiz"


# Reading


def read(file: Opened, intake: Intake) -> None:
    """Take every question. A category of all is the title; several are tags."""
    assert isinstance(file, XmlFile)
    questions = [child for child in file.root if child.tag == "question"]
    paths = [_text(each.find("category")) for each in questions if each.get("type") == "category"]
    known = categories(paths, hold_all=bool(questions) and questions[0].get("type") == "category")
    intake.category = known.alone
    category = ""
    for element in questions:
        if element.get("type") == "category":
            category = known.tag(_text(element.find("category")))
            continue
        question = _Question(element, intake, category)
        intake.take(question.name, _line_of(element), question.item)


def _line_of(element: Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _text(element: Element | None) -> str:
    if element is None:
        return ""
    for child in element:
        if child.tag == "text":
            return (child.text or "").strip()
    return (element.text or "").strip()


def _child(element: Element, tag: str) -> Element | None:
    """What `find` gives, without the path that it would have to read first."""
    for child in element:
        if child.tag == tag:
            return child
    return None


@functools.lru_cache(maxsize=64)
def _is_standard(feedback: str) -> bool:
    """True for the words that Moodle writes into every question."""
    words = html.unescape(_TAG.sub("", feedback)).strip()
    return not words or _STANDARD_FEEDBACK.fullmatch(words) is not None


class _Question:
    """One question element."""

    def __init__(self, element: Element, intake: Intake, category: str) -> None:
        self.element, self.intake, self.category = element, intake, category
        self.report = intake.changed
        self.parts: dict[str, list[Element]] = {}
        for child in element:
            self.parts.setdefault(child.tag, []).append(child)
        self.name = self.value("idnumber") or _text(self.first("name"))

    def first(self, tag: str) -> Element | None:
        found = self.parts.get(tag)
        return found[0] if found else None

    def all(self, tag: str) -> list[Element]:
        return self.parts.get(tag, [])

    def value(self, tag: str) -> str:
        element = self.first(tag)
        return "" if element is None else (element.text or "").strip()

    def item(self) -> Item | Refused:
        """The item, or why there is none."""
        kind = self.element.get("type", "")
        read = _TYPES.get(kind)
        if read is None:
            return Refused(_WHY_NOT.get(kind, f"questions of the type “{kind}” cannot be read"))
        if self.all("hint"):
            self.report("hints for a second attempt are left out")
        for tag in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            if not _is_standard(_text(self.first(tag))):
                self.report("feedback on the whole response is left out")
        return read(self)

    def common(self, stem: Blocks | None = None) -> ItemCommon:
        """What every kind has."""
        tags = [_text(tag) for parent in self.all("tags") for tag in parent]
        return making.common(
            self.name,
            self.blocks(self.first("questiontext")) if stem is None else stem,
            points=making.points_of(self.value("defaultgrade") or "1", self.report),
            rationale=self.blocks(self.first("generalfeedback")),
            tags=(self.category, *tags),
        )

    def blocks(self, element: Element | None, text: str | None = None) -> Blocks:
        """The text of an element, with the files that are embedded in it."""
        if element is None:
            return ()
        typed = _text(element) if text is None else text
        if not typed:
            return ()
        format = _FORMATS.get(element.get("format", "html"), "html")
        if format == "html" and (plain := plain_paragraph(typed)) is not None:
            return plain
        return blocks_of(typed, format, self.report, lambda source: self.picture(element, source))

    def picture(self, element: Element, source: str) -> Image | str:
        """The picture that a text refers to: embedded beside it, or written into its address."""
        if source.startswith("data:"):
            head, _, data = source.partition(",")
            return self._decoded("picture", data) if head.endswith(";base64") else "its address cannot be read"
        if not source.startswith(_PLUGIN_FILE):
            return "it stands elsewhere on the web"
        wanted = unquote(source.removeprefix(_PLUGIN_FILE).partition("?")[0])
        for file in (*element.iter("file"), *self.element.iter("file")):
            if posixpath.join(file.get("path", "/"), file.get("name", "")).lstrip("/") == wanted.lstrip("/"):
                return self._decoded(file.get("name", ""), file.text or "")
        return "the file does not hold it"

    def _decoded(self, name: str, data: str) -> Image | str:
        try:
            return self.intake.pictures.add(name, base64.b64decode(data, validate=False))
        except (binascii.Error, ValueError):
            return "it is damaged"

    def answers(self) -> list[Answer]:
        """The answers with the shares that they earn."""
        return [
            Answer(self.blocks(each), self.share(each), self.blocks(_child(each, "feedback")))
            for each in self.all("answer")
        ]

    def share(self, answer: Element) -> Fraction:
        given = answer.get("fraction", "0")
        return _SHARES[given] if given in _SHARES else making.share_of(given) or Fraction(0)

    # The types

    def choice(self) -> Item | Refused:
        shuffle = self.value("shuffleanswers") not in ("0", "false")
        if self.value("single") in ("false", "0"):
            return making.all_right_answers(self.common(), self.answers(), self.report, shuffle=shuffle)
        return making.best_answer(self.common(), self.answers(), self.report, shuffle=shuffle)

    def choice_set(self) -> Item | Refused:
        shuffle = self.value("shuffleanswers") not in ("0", "false")
        return making.all_right_answers(
            self.common(), self.answers(), self.report, shuffle=shuffle, rule=ALL_OR_NOTHING
        )

    def true_false(self) -> Item | Refused:
        truths = {_text(each).lower(): self.share(each) for each in self.all("answer")}
        if truths.keys() != _TRUTHS.keys() or (truths["true"] == 1) == (truths["false"] == 1):
            return Refused("it does not say which of true and false is right")
        remarks = [self.blocks(_child(each, "feedback")) for each in self.all("answer")]
        return making.true_or_false(self.common(), truths["true"] == 1, remarks, self.report)

    def short_answer(self) -> Item | Refused:
        answers = []
        for each in self.all("answer"):
            prose = prose_from_text(_text(each), self.report)
            answers.append(
                Answer((Paragraph(prose),) if prose else (), self.share(each), self.blocks(_child(each, "feedback")))
            )
        is_exact = self.value("usecase") in ("1", "true")
        return making.short_answer(self.common(), answers, self.report, case_sensitive=is_exact)

    def numerical(self) -> Item | Refused:
        amounts = []
        for each in self.all("answer"):
            typed = _text(each)
            if typed == "*":
                self.report("what is said about all other answers is left out")
                continue
            tolerance = (each.findtext("tolerance") or "0").strip() or "0"
            value = making.amount(typed, tolerance, share=self.share(each))
            if value is None:
                return Refused(f"“{typed[:40]}” is not a number")
            amounts.append(Amount(value, self.blocks(_child(each, "feedback"))))
        return making.numerical(self.common(), amounts, self.report, self.unit())

    def unit(self) -> Prose:
        units = [unit for parent in self.all("units") for unit in parent]
        names = [(unit.findtext("unit_name") or "").strip() for unit in units]
        if len(units) > 1:
            self.report("other units than the first are left out")
        return prose_from_text(names[0], self.report) if names and names[0] else ()

    def matching(self) -> Item | Refused:
        pairs, extra = [], []
        for each in self.all("subquestion"):
            premise = as_run(self.blocks(each), self.report)
            response = prose_from_text(_text(_child(each, "answer")), self.report)
            if premise:
                pairs.append((premise, response))
            elif response:
                extra.append(response)
        if not all(response for _, response in pairs):
            return Refused("a pair of it has no response")
        item = making.matching(self.common(), pairs, extra)
        shuffled = self.value("shuffleanswers") not in ("0", "false")
        return item if shuffled else Matching(item.common, item.premises, item.responses, shuffled, item.credit)

    def essay(self) -> Item | Refused:
        if self.value("attachments") not in ("", "0"):
            self.report("files cannot be handed in on paper")
        if _text(self.first("responsetemplate")):
            self.report("the beginning of the answer that is given is left out")
        return Essay(self.common(), sample=self.blocks(self.first("graderinfo")))

    def ordering(self) -> Item | Refused:
        entries = [as_run(self.blocks(each), self.report) for each in self.all("answer")]
        grading = self.value("gradingtype")
        if grading not in ("", "-1", "0"):
            self.report("its points are given for entries with their right number")
        credit = ALL_OR_NOTHING if grading in ("", "-1") else PER_OPTION
        return Ordering(self.common(), tuple(Entry(derived_id(prose), prose) for prose in entries if prose), credit)

    def labelled(self) -> Item | Refused:
        """Words that are dragged onto a picture: its places have numbers, and are labelled."""
        file = self.first("file")
        if file is None:
            return Refused("it is about a picture that the file does not hold")
        image = self._decoded(file.get("name", ""), file.text or "")
        if isinstance(image, str):
            return Refused(f"it is about a picture that is left out, because {image}")
        labels: dict[str, Prose] = {}
        for drag in self.all("drag"):
            if prose := prose_from_text(_text(drag), self.report):
                labels[(drag.findtext("no") or "").strip()] = prose
            elif _child(drag, "file") is not None:
                return Refused("its labels are pictures, which cannot be dragged on paper")
        places: list[tuple[Point, Prose]] = []
        for drop in self.all("drop"):
            point = self._point(drop)
            at = in_percent(point, image) if point else None
            label = labels.get((drop.findtext("choice") or "").strip())
            if at is None or label is None:
                return Refused("one of its places has no label, or is not on the picture")
            places.append((at, label))
        if self.element.get("type") == "ddimageortext":
            self.report("each number stands at the upper left corner of the field that it stands for")
        self.report("its places have no descriptions: the numbers stand for them; write what is there as their `alt`")
        alt = described_by_name(file.get("name", "")) or "picture"
        self.report("its picture has no description: the name of its file stands for one")
        common = replace(self.common(), figure=ItemFigure(image, alt))
        return making.label_figure(common, places, list(labels.values()))

    def _point(self, drop: Element) -> Point | None:
        if self.element.get("type") == "ddmarker":
            return centre(drop.findtext("shape") or "", drop.findtext("coords") or "")
        across, down = (making.decimal_of(drop.findtext(name) or "") for name in ("xleft", "ytop"))
        return None if across is None or down is None else (across, down)

    def statements(self) -> Item | Refused:
        """The plugin `mtf`: rows that are judged by one of two columns."""
        labels = tuple(as_run(self.blocks(_child(each, "responsetext")), self.report) for each in self.all("column"))
        if len(labels) != 2:
            return Refused("its rows are not judged by two columns")
        right = {
            (each.get("rownumber"), each.get("columnnumber"))
            for each in self.all("weight")
            if (each.findtext("value") or "").strip().startswith("1")
        }
        statements = []
        for row in self.all("row"):
            prose = as_run(self.blocks(_child(row, "optiontext")), self.report)
            is_true = (row.get("number"), "1") in right
            if is_true == ((row.get("number"), "2") in right):
                return Refused("a row of it has no right column")
            statements.append(Statement(derived_id(prose), prose, is_true, self.blocks(_child(row, "feedbacktext"))))
        plain = [plain_text(label).lower() for label in labels] == ["true", "false"]
        rule = ALL_OR_NOTHING if "subpoints" not in _text(self.first("scoringmethod")) else PER_OPTION
        return Statements(self.common(), tuple(statements), () if plain else labels, credit=rule)

    # Cloze

    def cloze(self) -> Item | Refused:
        element = self.first("questiontext")
        text, found = cloze_syntax.parse_cloze(_text(element))
        if not found:
            return Refused("it has no blanks")
        unknown = next((each.type for each in found if each.type not in cloze_syntax.TYPES), "")
        if unknown:
            return Refused(f"a blank of the type {unknown} cannot be read")
        blanks = [self._blank(str(number), each) for number, each in enumerate(found, start=1)]
        refused = next((each for each in blanks if isinstance(each, Refused)), None)
        if refused:
            return refused
        common = self.common(cloze_syntax.with_blanks(self.blocks(element, text)))
        good = tuple(each for each in blanks if not isinstance(each, Refused))
        return _cloze(common, self._weighted(common, good, [each.weight for each in found]))

    def _weighted(self, common: ItemCommon, blanks: Sequence[AnyBlank], weights: Sequence[int]) -> tuple[AnyBlank, ...]:
        """Blanks with points of their own where they do not all weigh the same."""
        if len(set(weights)) == 1 or not sum(weights):
            return tuple(blanks)
        points = [Fraction(common.points) * weight / sum(weights) for weight in weights]
        if any((each * 2).denominator != 1 or not each for each in points):
            self.report("the weights of its blanks are left out")
            return tuple(blanks)
        return tuple(
            _with_points(blank, Decimal(each.numerator) / each.denominator)
            for blank, each in zip(blanks, points, strict=True)
        )

    def _blank(self, number: str, blank: cloze_syntax.Blank) -> AnyBlank | Refused:
        kind = cloze_syntax.TYPES[blank.type]
        right = [each for each in blank.alternatives if each.share == 1]
        if not right:
            return Refused(f"blank {number} has no right answer")
        if any(0 < each.share < 1 for each in blank.alternatives):
            self.report("credit for answers of a blank that are right in part is left out")
        rationale = self._inline_blocks(right[0].remark)
        if any(each.remark for each in blank.alternatives if each is not right[0]):
            self.report("feedback on other answers of a blank is left out")
        if "list" in kind:
            options = tuple(self._choice(each) for each in blank.alternatives)
            return ChosenBlank(number, options, kind == "shuffled list", rationale=rationale)
        if kind == "written with capitals":
            self.report("capitals do not count in its blanks")
        texts = [each.text for each in right]
        if kind == "number":
            parts = [text.partition(":") for text in texts]
            numbers = [making.amount(value, reach) for value, _, reach in parts]
            known = making.each_once([answer for answer in numbers if answer is not None])
            if len(numbers) == sum(answer is not None for answer in numbers):
                return NumberBlank(number, known, rationale=rationale)
            self.report("an answer of a blank is no number: it became words")
            texts = [value.strip() for value, _, _ in parts]
        elif any(not each.share for each in blank.alternatives):
            self.report("wrong answers of a blank are left out")
        proses = {folded(prose): prose for prose in map(self._inline, texts) if prose}
        return WrittenBlank(number, tuple(proses.values()), rationale=rationale)

    def _choice(self, each: cloze_syntax.Alternative) -> Option:
        prose = self._inline(each.text)
        return Option(derived_id(prose), prose, is_key=each.share == 1)

    def _inline(self, text: str) -> Prose:
        return as_run(self._inline_blocks(text), self.report)

    def _inline_blocks(self, text: str) -> Blocks:
        return self.blocks(self.first("questiontext"), text) if text else ()

    def missing_words(self) -> Item | Refused:
        """`gapselect` (lists to choose from) and `ddwtos` (words to be dragged): `[[2]]` names a choice."""
        dragged = self.element.get("type") == "ddwtos"
        choices = self.all("dragbox" if dragged else "selectoption")
        words = [self._inline(_text(each)) for each in choices]
        groups = [(each.findtext("group") or "1").strip() for each in choices]
        element = self.first("questiontext")
        numbers = [int(match[1]) for match in _NUMBERED.finditer(_text(element))]
        if not numbers or max(numbers) > len(words):
            return Refused("a blank of it names no choice")
        counter = iter(range(1, len(numbers) + 1))
        text = _NUMBERED.sub(lambda _: cloze_syntax.mark_of(next(counter)), _text(element))
        common = self.common(cloze_syntax.with_blanks(self.blocks(element, text)))
        if dragged:
            return self._word_bank(common, numbers, words, groups)
        return _cloze(common, tuple(self._listed(n, p, words, groups) for p, n in enumerate(numbers, start=1)))

    def _listed(self, number: int, place: int, words: Sequence[Prose], groups: Sequence[str]) -> AnyBlank:
        """A blank with the choices of its group; one that has a single choice is to be written."""
        options = _list(words, groups, number)
        if len(options) < 2:
            self.report("a blank with a single choice is to be written")
            return WrittenBlank(str(place), (words[number - 1],))
        return ChosenBlank(str(place), options, shuffle=self.value("shuffleanswers") not in ("", "0"))

    def _word_bank(
        self, common: ItemCommon, numbers: Sequence[int], words: Sequence[Prose], groups: Sequence[str]
    ) -> Item:
        if len(set(groups)) > 1:
            self.report("its groups of words are one word bank")
        blanks = tuple(WrittenBlank(str(place), (words[n - 1],)) for place, n in enumerate(numbers, start=1))
        order = [*(words[number - 1] for number in numbers), *words]
        bank = {folded(prose): Word(f"word-{derived_id(prose)}", prose) for prose in reversed(order)}
        unique = {folded(prose): bank[folded(prose)] for prose in order}
        return _cloze(common, blanks, tuple(unique.values()))


def _list(words: Sequence[Prose], groups: Sequence[str], number: int) -> tuple[Option, ...]:
    """The choices of the group to which the right one belongs."""
    group = groups[number - 1]
    return tuple(
        Option(derived_id(prose), prose, is_key=place == number)
        for place, (prose, own) in enumerate(zip(words, groups, strict=True), start=1)
        if own == group
    )


def _cloze(common: ItemCommon, blanks: tuple[AnyBlank, ...], words: tuple[Word, ...] = ()) -> Cloze:
    return Cloze(replace(common, stem=with_widths(common.stem, blanks)), blanks, words)


def _with_points(blank: AnyBlank, points: Decimal) -> AnyBlank:
    return replace(blank, points=Decimal(f"{points.normalize():f}"))


_SHARES = {"0": Fraction(0), "100": Fraction(1)}
_TYPES: Mapping[str, Callable[[_Question], Item | Refused]] = {
    "multichoice": _Question.choice,
    "multichoiceset": _Question.choice_set,
    "truefalse": _Question.true_false,
    "shortanswer": _Question.short_answer,
    "numerical": _Question.numerical,
    "matching": _Question.matching,
    "essay": _Question.essay,
    "ordering": _Question.ordering,
    "mtf": _Question.statements,
    "cloze": _Question.cloze,
    "gapselect": _Question.missing_words,
    "ddwtos": _Question.missing_words,
    "ddimageortext": _Question.labelled,
    "ddmarker": _Question.labelled,
}
_WHY_NOT = {
    "description": "it is a description without a question; a stimulus could hold it",
    **dict.fromkeys(
        ("calculated", "calculatedmulti", "calculatedsimple"),
        "its numbers are drawn by Moodle; write it with `variables:`",
    ),
    **dict.fromkeys(("stack", "coderunner", "formulas", "varnumeric"), "a program judges its answers"),
    "random": "it stands for questions that are drawn elsewhere",
    "missingtype": "Moodle itself did not know its type",
}


# Writing


def limit(item: Item) -> str:
    """Why an item does not fit."""
    if isinstance(item, MultipleResponse) and not any(option.is_key for option in item.options):
        return "it has no right option"
    return "one of its answers would be taken for a formula" if making.has_mistakable_answers(item) else ""


def write(bank: Outgoing) -> bytes:
    """The bank as a file."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    if bank.title:
        path = f"$course$/top/{bank.title.replace('/', '//')}"
        parts.append(f'<question type="category"><category><text>{_xml(path)}</text></category></question>')
    parts += [_Writer(item).question() for item in bank.items]
    return ("\n".join([*parts, "</quiz>"]) + "\n").encode()


class _Writer:
    def __init__(self, item: Item) -> None:
        self.item = item

    def question(self) -> str:
        """The element of the item."""
        kind, inside = self.inside()
        common = self.item.common
        figure = common.figure
        stem = self.html(common.stem) if not isinstance(self.item, Cloze) else self.cloze(self.item)
        files: list[Image] = _images(common.stem) + ([figure.image] if figure else [])
        if figure:
            stem += picture_html(figure.image, figure.alt, (), 1.0, _address)
        tags = "".join(f"<tag><text>{_xml(tag)}</text></tag>" for tag in common.tags)
        return "\n".join(
            (
                f'<question type="{kind}">',
                f"<name><text>{_xml(common.id)}</text></name>",
                _texts("questiontext", stem, files),
                _texts("generalfeedback", self.html(common.rationale), _images(common.rationale)),
                f"<defaultgrade>{common.points}</defaultgrade>",
                "<penalty>0.3333333</penalty>" if kind != "essay" else "<penalty>0</penalty>",
                "<hidden>0</hidden>",
                f"<idnumber>{_xml(common.id)}</idnumber>",
                *inside,
                *([f"<tags>{tags}</tags>"] if tags else []),
                "</question>",
            )
        )

    def html(self, blocks: Blocks) -> str:
        return blocks_html(blocks, _address)

    def inside(self) -> tuple[str, list[str]]:
        """The type of the question, and the elements that only this type has."""
        item = self.item
        match item:
            case MultipleChoice(_, options, shuffle):
                shares = [Fraction(1) if o.is_key else o.credit or Fraction(0) for o in options]
                return "multichoice", self.choices(options, shares, single=True, shuffle=shuffle)
            case MultipleResponse(_, options, shuffle):
                return "multichoice", self.choices(options, _shares(item), single=False, shuffle=shuffle)
            case TrueFalse(_, is_true):
                right, wrong = ("true", "false") if is_true else ("false", "true")
                return "truefalse", [_plain_answer(right, Fraction(1)), _plain_answer(wrong, Fraction(0))]
            case Matching():
                return "matching", self.pairs(item)
            case Ordering(_, entries, credit):
                grading = "-1" if credit == ALL_OR_NOTHING else "0"
                answers = [
                    f'<answer fraction="{place}" format="html"><text>{_cdata(inline_html(entry.prose))}</text></answer>'
                    for place, entry in enumerate(entries, start=1)
                ]
                settings = ["<layouttype>VERTICAL</layouttype>", "<selecttype>ALL</selecttype>"]
                return "ordering", [*settings, f"<gradingtype>{grading}</gradingtype>", *answers]
            case ShortAnswer(_, accepted, _, case_sensitive):
                answers = [_plain_answer(making.starred(text_of(answer.prose)), answer.credit) for answer in accepted]
                return "shortanswer", [f"<usecase>{int(case_sensitive)}</usecase>", *answers]
            case Numerical(_, accepted):
                return "numerical", [_number(answer) for answer in accepted if isinstance(answer, NumberAnswer)]
            case Essay(sample=sample):
                info = _texts("graderinfo", self.html(sample), _images(sample))
                return "essay", [
                    "<responseformat>editor</responseformat>",
                    "<responserequired>1</responserequired>",
                    info,
                ]
            case _:
                return "cloze", []

    def choices(
        self, options: Sequence[Option], shares: Sequence[Fraction], *, single: bool, shuffle: bool
    ) -> list[str]:
        answers = [self.answer(option, share) for option, share in zip(options, shares, strict=True)]
        return [
            f"<single>{str(single).lower()}</single>",
            f"<shuffleanswers>{str(shuffle).lower()}</shuffleanswers>",
            "<answernumbering>abc</answernumbering>",
            *answers,
        ]

    def answer(self, option: Option, share: Fraction) -> str:
        text = option_html(option, _address)
        files = [option.figure.image] if option.figure else []
        feedback = _texts("feedback", self.html(option.rationale), _images(option.rationale))
        inside = f"<text>{_cdata(text)}</text>{_files(files)}{feedback}"
        return f'<answer fraction="{share_text(share)}" format="html">{inside}</answer>'

    def pairs(self, item: Matching) -> list[str]:
        responses = {response.id: response for response in item.responses}
        used = {premise.response for premise in item.premises}
        pairs = [(inline_html(p.prose), text_of(responses[p.response].prose)) for p in item.premises]
        pairs += [("", text_of(response.prose)) for response in item.responses if response.id not in used]
        return [
            f"<shuffleanswers>{str(item.shuffle).lower()}</shuffleanswers>",
            *(
                f'<subquestion format="html"><text>{_cdata(left)}</text>'
                f"<answer><text>{_xml(right)}</text></answer></subquestion>"
                for left, right in pairs
            ),
        ]

    def cloze(self, item: Cloze) -> str:
        """The text of a cloze question, with its blanks."""
        own = [blank.points for blank in item.blanks]
        weights = [int(points * 2) if points else 1 for points in own]
        if all(points is not None and points == points.to_integral_value() for points in own):
            weights = [int(points or 1) for points in own]
        return blocks_html(
            item.common.stem, _address, lambda number: _blank(item.blanks[number - 1], weights[number - 1])
        )


def _blank(blank: AnyBlank, weight: int) -> str:
    remark = f"#{cloze_syntax.escaped(blocks_html(blank.rationale))}" if blank.rationale else ""
    if isinstance(blank, WrittenBlank):
        texts = [cloze_syntax.escaped(inline_html(prose)) for prose in blank.accepted]
        answers = [f"={text}{remark if not place else ''}" for place, text in enumerate(texts)]
        return f"{{{weight}:SHORTANSWER:{'~'.join(answers)}}}"
    if isinstance(blank, NumberBlank):
        numbers = [answer for answer in blank.accepted if isinstance(answer, NumberAnswer)]
        reaches = [answer.tolerance.amount.typed if answer.tolerance else "0" for answer in numbers]
        texts = [f"={answer.value.typed}:{reach}" for answer, reach in zip(numbers, reaches, strict=True)]
        answers = [f"{text}{remark if not place else ''}" for place, text in enumerate(texts)]
        return f"{{{weight}:NUMERICAL:{'~'.join(answers)}}}"
    options = short_order(blank.options) if blank.shuffle else blank.options
    pairs = [(option.is_key, cloze_syntax.escaped(inline_html(option.prose))) for option in options]
    choices = [f"={text}{remark}" if is_key else text for is_key, text in pairs]
    return f"{{{weight}:MULTICHOICE{'_S' if blank.shuffle else ''}:{'~'.join(choices)}}}"


def _shares(item: MultipleResponse) -> list[Fraction]:
    keys = sum(option.is_key for option in item.options)
    if item.credit == RIGHT_MINUS_WRONG and not any(option.credit is not None for option in item.options):
        return [Fraction(1 if option.is_key else -1, keys) for option in item.options]
    return [option.credit or Fraction(0) for option in item.options]


def _number(answer: NumberAnswer) -> str:
    tolerance = answer.tolerance.amount.typed if answer.tolerance else "0"
    text = f"<text>{answer.value.typed}</text><tolerance>{tolerance}</tolerance>"
    return f'<answer fraction="{share_text(answer.credit)}" format="moodle_auto_format">{text}</answer>'


def _plain_answer(text: str, share: Fraction) -> str:
    return f'<answer fraction="{share_text(share)}" format="moodle_auto_format"><text>{_xml(text)}</text></answer>'


def _texts(tag: str, text: str, images: Sequence[Image]) -> str:
    return f'<{tag} format="html"><text>{_cdata(text)}</text>{_files(images)}</{tag}>'


def _files(images: Sequence[Image]) -> str:
    unique = {image.digest: image for image in images}.values()
    return "".join(map(_file, unique))


def _file(image: Image) -> str:
    data = base64.b64encode(image.data).decode()
    return f'<file name="{_xml(_file_name(image))}" path="/" encoding="base64">{data}</file>'


def _images(blocks: Blocks) -> list[Image]:
    return images_of(blocks)


def _file_name(image: Image) -> str:
    return posixpath.basename(image.path)


def _address(image: Image) -> str:
    return _PLUGIN_FILE + quote(_file_name(image))


def _xml(text: str) -> str:
    return html.escape(text, quote=True)


def _cdata(text: str) -> str:
    if not text or not re.search(r"[<&>]", text):
        return text
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"

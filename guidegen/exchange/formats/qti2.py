"""QTI 2.1, 2.2 and 3.0: single items and packages. Version 3 has other names for the same elements."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from urllib.parse import unquote

from guidegen.exchange import cloze_syntax, making
from guidegen.exchange.from_html import as_run, blocks_of_element
from guidegen.exchange.from_text import prose_from_text
from guidegen.exchange.intake import Intake
from guidegen.exchange.loss import Refused
from guidegen.exchange.making import Amount, Answer
from guidegen.exchange.opened import Opened, Package, XmlFile
from guidegen.exchange.xml_names import children, descendants, first, local, text_in
from guidegen.inline import Blank, Prose, plain_text
from guidegen.model.image import Image
from guidegen.model.item import (
    AnyBlank,
    ChosenBlank,
    Cloze,
    Entry,
    Essay,
    Item,
    ItemCommon,
    Option,
    Ordering,
    Word,
    WrittenBlank,
)
from guidegen.model.prose import Blocks, Paragraph
from guidegen.model.scoring import ALL_OR_NOTHING, PER_OPTION, RIGHT_MINUS_WRONG
from guidegen.reading.items.base import derived_id
from guidegen.reading.items.cloze import with_widths
from guidegen.reading.names import folded
from guidegen.source.files import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ITEM = "assessmentItem"
_INLINE = ("textEntryInteraction", "inlineChoiceInteraction")
_TRUTHS = ("true", "false")


def _plain_name(name: str) -> str:
    """`qti-choice-interaction` as `choiceInteraction`."""
    first_part, *others = (name.removeprefix("qti-") or name).split("-")
    return (first_part or "part") + "".join(part.capitalize() for part in others)


def recognise_2(file: Opened) -> bool:
    """True for an item of version 2, or a package that holds one."""
    return _holds(file, _ITEM)


def recognise_3(file: Opened) -> bool:
    """True for an item of version 3, or a package that holds one."""
    return _holds(file, "qti-assessment-item")


def _holds(file: Opened, name: str) -> bool:
    if isinstance(file, XmlFile):
        return local(file.root) == name
    roots = (file.xml(member) for member in _members(file)) if isinstance(file, Package) else ()
    return any(not isinstance(root, Refusal) and local(root) == name for root in roots)


def _members(package: Package) -> list[str]:
    names = [name for name in package.names if name.endswith(".xml")]
    roots = {name: package.xml(name) for name in names}
    return [name for name, root in roots.items() if not isinstance(root, Refusal) and _plain_name(local(root)) == _ITEM]


def read(file: Opened, intake: Intake) -> None:
    """Take every item."""
    if isinstance(file, XmlFile):
        _take(file.root, None, "", intake)
        return
    assert isinstance(file, Package)
    for name in file.names:
        root = file.xml(name) if name.endswith(".xml") else None
        if isinstance(root, Refusal):
            intake.refuse_file(name, "this file of the package is broken")
        elif root is not None and _plain_name(local(root)) == "assessmentTest" and not intake.title:
            intake.title = root.get("title", "")
    for name in _members(file):
        root = file.xml(name)
        if not isinstance(root, Refusal):
            _take(root, file, posixpath.dirname(name), intake)


def _take(root: Element, package: Package | None, folder: str, intake: Intake) -> None:
    element = _as_version_2(root)
    question = _Question(element, package, folder, intake)
    line = root.sourceline
    intake.take(
        root.get("title", "") or root.get("identifier", ""), line if isinstance(line, int) else 0, question.item
    )


def _as_version_2(root: Element) -> Element:
    """A copy with the names of version 2."""
    if not local(root).startswith("qti-"):
        return deepcopy(root)
    copy = deepcopy(root)
    for element in copy.iter():
        if local(element).startswith("qti-"):
            element.tag = _plain_name(local(element))
            for name, value in list(element.attrib.items()):
                del element.attrib[name]
                element.set(_plain_name(str(name)) if "}" not in str(name) else name, value)
    return copy


@dataclass(frozen=True, slots=True)
class Response:
    """A declared response: its right values in order, and the points that values are mapped to."""

    cardinality: str
    base: str
    correct: tuple[str, ...]
    mapping: Mapping[str, Fraction]
    exact_case: bool


@dataclass(slots=True)
class _Question:
    """One item element, with the names of version 2."""

    element: Element
    package: Package | None
    folder: str
    intake: Intake
    responses: dict[str, Response] = field(default_factory=dict)

    @property
    def report(self) -> Callable[[str], None]:
        return self.intake.changed

    def item(self) -> Item | Refused:
        """The item, or why there is none."""
        body = first(self.element, "itemBody")
        if body is None:
            return Refused("it has no text")
        if first(self.element, "templateDeclaration") is not None:
            return Refused("its values are drawn by a program; write it with `variables:`")
        if self.element.get("adaptive") == "true":
            return Refused("it changes with the answers, which paper cannot")
        for declared in children(self.element):
            if local(declared) == "responseDeclaration":
                self.responses[declared.get("identifier", "")] = _response(declared)
        interactions = [each for each in body.iter() if local(each).endswith("Interaction")]
        if not interactions:
            return Refused("it is a text without a question; a stimulus could hold it")
        if all(local(each) in _INLINE for each in interactions):
            return self.inline(body, interactions)
        if len(interactions) > 1:
            return Refused("it has several questions in one")
        read = _READERS.get(local(interactions[0]))
        if read is None:
            return Refused(f"a {local(interactions[0])} has no place on paper")
        return read(self, body, interactions[0])

    # Parts

    def common(self, stem: Blocks) -> ItemCommon:
        remarks = [each for each in children(self.element) if local(each) == "modalFeedback"]
        if len(remarks) > 1:
            self.report("feedback for different responses joins its rationale")
        rationale = tuple(block for each in remarks for block in self.blocks(each))
        title = self.element.get("title", "") or self.element.get("identifier", "")
        return making.common(title, stem, points=self.points(), rationale=rationale)

    def points(self) -> Decimal:
        for declared in children(self.element):
            if local(declared) == "outcomeDeclaration" and declared.get("identifier") == "MAXSCORE":
                return making.points_of(text_in(first(declared, "value")), self.report)
        for declared in children(self.element):
            if local(declared) == "outcomeDeclaration" and declared.get("identifier") == "SCORE":
                return making.points_of(declared.get("normalMaximum", "1"), self.report)
        return Decimal(1)

    def blocks(self, element: Element) -> Blocks:
        return blocks_of_element(element, self.report, self.picture)

    def run(self, element: Element) -> Prose:
        return as_run(self.blocks(element), self.report)

    def picture(self, source: str) -> Image | str:
        if "://" in source or source.startswith("data:"):
            return "it stands elsewhere on the web"
        name = posixpath.normpath(posixpath.join(self.folder, unquote(source)))
        if self.package is None or not self.package.has(name):
            return "the file does not hold it"
        data = self.package.read(name)
        return "it is damaged" if isinstance(data, Refusal) else self.intake.pictures.add(name, data)

    def stem(self, body: Element, interaction: Element) -> Blocks:
        """The text around an interaction, and its prompt."""
        prompt = next((each for each in children(interaction) if local(each) == "prompt"), None)
        asked = self.blocks(prompt) if prompt is not None else ()
        _remove(interaction)
        for each in list(descendants(body, "rubricBlock")):
            _remove(each)
        return (*self.blocks(body), *asked)

    def declared(self, interaction: Element) -> Response:
        return self.responses.get(interaction.get("responseIdentifier", ""), Response("single", "", (), {}, False))

    # Interactions

    def choice(self, body: Element, interaction: Element) -> Item | Refused:
        response = self.declared(interaction)
        choices = list(descendants(interaction, "simpleChoice"))
        several = response.cardinality == "multiple"
        common = self.common(self.stem(body, interaction))
        answers, words = [], []
        for each in choices:
            remark = self._remark(each)
            blocks = self.blocks(each)
            is_right = each.get("identifier", "") in response.correct
            answers.append(Answer(blocks, Fraction(is_right), remark))
            words.append(plain_text(as_run(blocks, _unheard)).strip().lower())
        if not any(answer.share for answer in answers) and response.mapping:
            answers = self._mapped(choices, answers, response, several=several)
        if (
            not several
            and tuple(words) in (_TRUTHS, _TRUTHS[::-1])
            and sum(answer.share == 1 for answer in answers) == 1
        ):
            right = next(word for word, answer in zip(words, answers, strict=True) if answer.share == 1)
            return making.true_or_false(common, right == "true", [answer.remark for answer in answers], self.report)
        shuffle = interaction.get("shuffle") == "true"
        fixed = [each.get("fixed") == "true" for each in choices]
        if several:
            item = making.all_right_answers(common, answers, self.report, shuffle=shuffle, rule=self.rule(response))
            return replace(item, options=_anchored(item.options, fixed))
        best = making.best_answer(common, answers, self.report, shuffle=shuffle)
        return replace(best, options=_anchored(best.options, fixed))

    def _mapped(
        self, choices: Sequence[Element], answers: Sequence[Answer], response: Response, *, several: bool
    ) -> list[Answer]:
        """Right options where only points are given: those with points, or the one with most."""
        most = max(response.mapping.values())
        given = [response.mapping.get(each.get("identifier", ""), Fraction(0)) for each in choices]
        right = [points > 0 if several else points == most for points in given]
        return [replace(answer, share=Fraction(is_right)) for answer, is_right in zip(answers, right, strict=True)]

    def _remark(self, choice: Element) -> Blocks:
        inner = [each for each in choice.iter() if local(each) in ("feedbackInline", "feedbackBlock")]
        blocks = tuple(block for each in inner for block in self.blocks(each))
        for each in inner:
            _remove(each)
        return blocks

    def rule(self, response: Response) -> str:
        processing = first(self.element, "responseProcessing")
        template = processing.get("template", "") if processing is not None else ""
        maps = template.endswith("map_response") or (
            processing is not None and first(processing, "mapResponse") is not None
        )
        if maps and any(points < 0 for points in response.mapping.values()):
            return RIGHT_MINUS_WRONG
        if maps:
            self.report("points for each right option became all or nothing")
        return ALL_OR_NOTHING

    def order(self, body: Element, interaction: Element) -> Item | Refused:
        response = self.declared(interaction)
        texts = {each.get("identifier", ""): self.run(each) for each in descendants(interaction, "simpleChoice")}
        if sorted(texts) != sorted(response.correct):
            return Refused("it does not say the right order of all of its entries")
        entries = tuple(Entry(derived_id(texts[name]), texts[name]) for name in response.correct)
        return Ordering(self.common(self.stem(body, interaction)), entries)

    def match(self, body: Element, interaction: Element) -> Item | Refused:
        sets = list(descendants(interaction, "simpleMatchSet"))
        if len(sets) != 2:
            return Refused("it has no two sets to be matched")
        left, right = (self._named(one, "simpleAssociableChoice") for one in sets)
        response = self.declared(interaction)
        wanted = [pair.split() for pair in response.correct or tuple(response.mapping)]
        pairs = {a: b for a, b in (pair for pair in wanted if len(pair) == 2) if a in left and b in right}
        if len(pairs) < len(wanted):
            left, right = right, left
            pairs = {b: a for a, b in (pair for pair in wanted if len(pair) == 2) if b in left and a in right}
        if len(pairs) < len(wanted) or set(pairs) != set(left):
            return Refused("not every premise of it has one right response")
        matched = [(left[name], right[pairs[name]]) for name in left]
        extra = [text for name, text in right.items() if name not in pairs.values()]
        item = making.matching(self.common(self.stem(body, interaction)), matched, extra)
        rule = PER_OPTION if response.mapping else ALL_OR_NOTHING
        return replace(item, shuffle=interaction.get("shuffle") == "true", credit=rule)

    def _named(self, element: Element, name: str) -> dict[str, Prose]:
        return {each.get("identifier", ""): self.run(each) for each in descendants(element, name)}

    def essay(self, body: Element, interaction: Element) -> Item | Refused:
        if interaction.get("responseIdentifier", "") in self.responses and self.declared(interaction).correct:
            self.report("the right answer that it names became its sample answer")
        samples = [each for each in descendants(body, "rubricBlock") if "scorer" in each.get("view", "")]
        sample = tuple(block for each in samples for block in self.blocks(each))
        named = tuple(
            Paragraph(prose_from_text(text, self.report)) for text in self.declared(interaction).correct if text.strip()
        )
        return Essay(self.common(self.stem(body, interaction)), sample=sample or named)

    def gaps(self, body: Element, interaction: Element) -> Item | Refused:
        """`gapMatchInteraction`: words that are dragged into a text."""
        words = {
            each.get("identifier", ""): self.run(each) for each in children(interaction) if local(each) == "gapText"
        }
        placed = {
            pair.split()[1]: pair.split()[0] for pair in self.declared(interaction).correct if len(pair.split()) == 2
        }
        gaps = list(descendants(interaction, "gap"))
        if not words or any(placed.get(gap.get("identifier", "")) not in words for gap in gaps):
            return Refused("not every gap of it has a right word")
        blanks = []
        for number, gap in enumerate(gaps, start=1):
            blanks.append(WrittenBlank(str(number), (words[placed[gap.get("identifier", "")]],)))
            _remove(gap, cloze_syntax.mark_of(number))
        for each in [each for each in children(interaction) if local(each) == "gapText"]:
            _remove(each)
        stem = cloze_syntax.with_blanks(self.blocks(body))
        order = {folded(prose): prose for prose in (*(blank.accepted[0] for blank in blanks), *words.values())}
        bank = tuple(Word(f"word-{derived_id(prose)}", prose) for prose in order.values())
        return Cloze(self.common(with_widths(stem, blanks)), tuple(blanks), bank)

    def inline(self, body: Element, interactions: Sequence[Element]) -> Item | Refused:
        """Responses inside the text: one that stands alone is written below it, others are blanks."""
        if len(interactions) == 1 and local(interactions[0]) == "textEntryInteraction":
            return self.entry(body, interactions[0])
        blanks: list[AnyBlank] = []
        for number, each in enumerate(interactions, start=1):
            response = self.declared(each)
            if local(each) == "inlineChoiceInteraction":
                options = tuple(
                    Option("", self.run(choice), choice.get("identifier", "") in response.correct)
                    for choice in descendants(each, "inlineChoice")
                )
                blanks.append(ChosenBlank(str(number), options, each.get("shuffle") == "true"))
            else:
                texts = dict.fromkeys(
                    (*response.correct, *(key for key, points in response.mapping.items() if points > 0))
                )
                blanks.append(WrittenBlank(str(number), tuple(prose_from_text(text, self.report) for text in texts)))
            _remove(each, cloze_syntax.mark_of(number))
        stem = cloze_syntax.with_blanks(self.blocks(body))
        return Cloze(self.common(with_widths(stem, blanks)), tuple(blanks))

    def entry(self, body: Element, interaction: Element) -> Item | Refused:
        response = self.declared(interaction)
        _remove(interaction, "_____")
        stem = tuple(b for b in self.blocks(body) if not (isinstance(b, Paragraph) and b.prose == (Blank(5),)))
        common = self.common(stem)
        if response.base in ("float", "integer"):
            amounts = [making.amount(text, self._tolerance()) for text in response.correct or tuple(response.mapping)]
            good = [Amount(each) for each in amounts if each is not None]
            return making.numerical(common, good, self.report)
        most = max(response.mapping.values(), default=Fraction(0))
        shares = {text: points / most for text, points in response.mapping.items()} if most > 0 else {}
        shares |= dict.fromkeys(response.correct, Fraction(1))
        answers = []
        for text, share in shares.items():
            prose = prose_from_text(text, self.report)
            answers.append(Answer((Paragraph(prose),) if prose else (), share))
        return making.short_answer(common, answers, self.report, case_sensitive=response.exact_case, stars=False)

    def _tolerance(self) -> str:
        equal = first(self.element, "equal")
        if equal is None or equal.get("toleranceMode") != "absolute":
            return ""
        return (equal.get("tolerance", "").split() or [""])[0]


_READERS: Mapping[str, Callable[[_Question, Element, Element], Item | Refused]] = {
    "choiceInteraction": _Question.choice,
    "orderInteraction": _Question.order,
    "matchInteraction": _Question.match,
    "extendedTextInteraction": _Question.essay,
    "gapMatchInteraction": _Question.gaps,
}


def _anchored(options: Sequence[Option], fixed: Sequence[bool]) -> tuple[Option, ...]:
    return tuple(replace(option, anchored=keeps) for option, keeps in zip(options, fixed, strict=True))


def _unheard(_reason: str) -> None:
    """For texts that are only looked at."""


def _response(declared: Element) -> Response:
    correct = first(declared, "correctResponse")
    values = tuple(text_in(each) for each in descendants(correct, "value")) if correct is not None else ()
    mapping = {}
    exact = False
    for entry in descendants(declared, "mapEntry"):
        points = making.decimal_of(entry.get("mappedValue", "0"))
        mapping[entry.get("mapKey", "")] = Fraction(points) if points is not None else Fraction(0)
        exact = exact or entry.get("caseSensitive") == "true"
    return Response(declared.get("cardinality", ""), declared.get("baseType", ""), values, mapping, exact)


def _remove(element: Element, mark: str = "") -> None:
    """Take an element out of its tree, with a mark in its place; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    text = mark + (element.tail or "")
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)

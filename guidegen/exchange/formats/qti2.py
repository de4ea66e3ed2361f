"""QTI 2.1, 2.2 and 3.0: single items and packages. Version 3 has other names for the same elements."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
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
    NumberAnswer,
    NumberBlank,
    Option,
    Ordering,
    RangeAnswer,
    Word,
    WrittenBlank,
)
from guidegen.model.prose import Blocks, Paragraph
from guidegen.model.scoring import ALL_OR_NOTHING, PER_OPTION, RIGHT_MINUS_WRONG
from guidegen.patterns import pattern
from guidegen.reading.items.base import derived_id
from guidegen.reading.items.cloze import with_widths
from guidegen.reading.names import folded
from guidegen.records import dataclass, field, replace
from guidegen.source.files import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ITEM = "assessmentItem"
_INLINE = ("textEntryInteraction", "inlineChoiceInteraction")
_TRUTHS = ("true", "false")
_LANGUAGE = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


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
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    if not intake.language and _LANGUAGE.fullmatch(language):
        intake.language = language
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
    others: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A test of the processing for one response that earns points: a value, a number with its reach, or bounds."""

    value: str
    points: Fraction
    tolerance: str = ""
    is_relative: bool = False
    bounds: tuple[str, str] = ("", "")


@dataclass(slots=True)
class _Question:
    """One item element, with the names of version 2."""

    element: Element
    package: Package | None
    folder: str
    intake: Intake
    responses: dict[str, Response] = field(default_factory=dict)
    #: The options whose feedback stands at the end of the file.
    told: set[str] = field(default_factory=set)

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
        remarks = [
            each
            for each in children(self.element)
            if local(each) == "modalFeedback" and each.get("identifier", "") not in self.told
        ]
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
        self.told = {each.get("identifier", "") for each in choices}
        common = self.common(self.stem(body, interaction))
        answers, words = [], []
        shares, rule = self._shares(interaction.get("responseIdentifier", ""), response, choices, several=several)
        for each in choices:
            remark = self._remark(each)
            blocks = self.blocks(each)
            answers.append(Answer(blocks, shares.get(each.get("identifier", ""), Fraction(0)), remark))
            words.append(plain_text(as_run(blocks, _unheard)).strip().lower())
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
            item = making.all_right_answers(common, answers, self.report, shuffle=shuffle, rule=rule)
            return replace(item, options=_anchored(item.options, fixed))
        best = making.best_answer(common, answers, self.report, shuffle=shuffle)
        return replace(best, options=_anchored(best.options, fixed))

    def _shares(
        self, name: str, response: Response, choices: Sequence[Element], *, several: bool
    ) -> tuple[dict[str, Fraction], str]:
        """What each option earns, and the rule by which points are given (nothing where the shares say it)."""
        names = [each.get("identifier", "") for each in choices]
        given = {each: response.mapping.get(each, response.others) for each in names} if response.mapping else {}
        right = [each for each in names if each in response.correct]
        if not right:  # some say it in their processing alone, others by points alone
            judged = {each.value for each in self.judged(name) if each.points > 0}
            most = max(given.values(), default=Fraction(0))
            mapped = [each for each in names if given and given[each] > 0 and (several or given[each] == most)]
            right = [each for each in names if each in judged] or mapped
        plain = dict.fromkeys(right, Fraction(1)), ALL_OR_NOTHING
        if not given or not self.maps():
            return plain
        whole = sum((given[each] for each in right), Fraction(0)) if several else max(given.values())
        fits = 0 < max(map(abs, given.values())) <= whole and all(
            given[each] > 0 if each in right else given[each] <= 0 or not several for each in names
        )
        if not fits or (not several and (len(right) != 1 or given[right[0]] != whole)):
            self.report("points for each right option became all or nothing")
            return plain
        return {each: making.near_share(points / whole) for each, points in given.items() if points}, ""

    def _remark(self, choice: Element) -> Blocks:
        inner = [each for each in choice.iter() if local(each) in ("feedbackInline", "feedbackBlock")]
        name = choice.get("identifier", "")
        inner += [
            each
            for each in children(self.element)
            if local(each) == "modalFeedback" and each.get("identifier", "") == name
        ]
        blocks = tuple(block for each in inner for block in self.blocks(each))
        for each in inner:
            _remove(each)
        return blocks

    def maps(self) -> bool:
        """True where points are given as they are mapped, or where nothing says how."""
        processing = first(self.element, "responseProcessing")
        if processing is None:
            return True
        template = processing.get("template", "").removesuffix(".xml")
        return template.endswith("map_response") or first(processing, "mapResponse") is not None

    def judged(self, name: str) -> list[Judged]:
        """The tests of one response that earn points, in order."""
        found = []
        for branch in self.element.iter():
            if local(branch) not in ("responseIf", "responseElseIf"):
                continue
            test = next(children(branch), None)
            points = self._scored(branch)
            if test is None or points is None or points <= 0:
                continue
            if (judged := self._test(test, name, points)) is not None:
                found.append(judged)
        return found

    def _scored(self, branch: Element) -> Fraction | None:
        """The points that a branch gives: a value, alone or added to the score so far; 1 where that is not a number."""
        outcomes = [each for each in children(branch) if local(each) == "setOutcomeValue"]
        for each in outcomes:
            if each.get("identifier") == "SCORE":
                values = [making.decimal_of(text_in(value)) for value in descendants(each, "baseValue")]
                return Fraction(values[0]) if len(values) == 1 and values[0] is not None else Fraction(1)
        return None if outcomes else Fraction(1)

    def _test(self, test: Element, name: str, points: Fraction) -> Judged | None:
        if not any(each.get("identifier") == name for each in descendants(test, "variable")):
            return None
        declared = self.responses.get(name)
        correct = declared.correct[0] if declared and declared.correct else ""
        values = [text_in(each) for each in descendants(test, "baseValue")]
        match local(test):
            case "equal" | "match" | "stringMatch" | "member":
                value = values[0] if values else correct if first(test, "correct") is not None else ""
                mode = test.get("toleranceMode", "exact")
                reach = (test.get("tolerance", "").split() or [""])[0] if mode != "exact" else ""
                return Judged(value, points, reach, mode == "relative") if value else None
            case "and":
                low, high = first(test, "gte"), first(test, "lte")
                if low is None or high is None or len(values) != 2:
                    return None
                return Judged("", points, bounds=(text_in(first(low, "baseValue")), text_in(first(high, "baseValue"))))
            case _:
                return None

    def numbers(self, name: str) -> list[Amount]:
        """The numbers that a response accepts, by its processing or by its declaration."""
        judged = self.judged(name)
        most = max((each.points for each in judged), default=Fraction(1))
        amounts = []
        for each in judged:
            share = making.near_share(each.points / most)
            value: NumberAnswer | RangeAnswer | None
            if each.bounds[0]:
                value = making.span(*each.bounds, share=share)
            else:
                value = making.amount(each.value, each.tolerance, share=share, is_relative=each.is_relative)
            if value is not None:
                amounts.append(Amount(value))
        if amounts:
            return amounts
        response = self.responses.get(name)
        texts = (response.correct or tuple(response.mapping)) if response else ()
        return [Amount(value) for value in map(making.amount, texts) if value is not None]

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
        rule = PER_OPTION if response.mapping and self.maps() else ALL_OR_NOTHING
        if rule == PER_OPTION and response.others < 0:
            rule = RIGHT_MINUS_WRONG
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
        worth = [self._worth(each) for each in interactions]
        differ = len(set(worth)) > 1 and None not in worth
        for number, each in enumerate(interactions, start=1):
            blanks.append(self._blank(each, str(number), worth[number - 1] if differ else None))
            _remove(each, cloze_syntax.mark_of(number))
        stem = cloze_syntax.with_blanks(self.blocks(body))
        return Cloze(self.common(with_widths(stem, blanks)), tuple(blanks))

    def _blank(self, interaction: Element, name: str, points: Decimal | None) -> AnyBlank:
        """A response inside the text: a list to choose from, a number, or words."""
        response = self.declared(interaction)
        if local(interaction) == "inlineChoiceInteraction":
            right = response.correct or tuple(key for key, worth in response.mapping.items() if worth > 0)
            options = tuple(
                Option("", self.run(choice), choice.get("identifier", "") in right)
                for choice in descendants(interaction, "inlineChoice")
            )
            return ChosenBlank(name, options, interaction.get("shuffle") == "true", points)
        if response.base in ("float", "integer"):
            amounts = self.numbers(interaction.get("responseIdentifier", ""))
            best = [each.value for each in amounts if each.value.credit == 1]
            return NumberBlank(name, making.each_once(best), points)
        texts = dict.fromkeys((*response.correct, *(key for key, worth in response.mapping.items() if worth > 0)))
        return WrittenBlank(name, tuple(prose_from_text(text, self.report) for text in texts), points)

    def _worth(self, interaction: Element) -> Decimal | None:
        """The points of a response inside the text, where they can be counted in halves."""
        name = interaction.get("responseIdentifier", "")
        given = (*self.declared(interaction).mapping.values(), *(each.points for each in self.judged(name)))
        most = max(given, default=Fraction(0))
        halves = round(most * 2)
        return Decimal(halves) / 2 if halves > 0 and abs(most * 2 - halves) < Fraction(1, 1000) else None

    def entry(self, body: Element, interaction: Element) -> Item | Refused:
        response = self.declared(interaction)
        _remove(interaction, "_____")
        stem = tuple(b for b in self.blocks(body) if not (isinstance(b, Paragraph) and b.prose == (Blank(5),)))
        common = self.common(stem)
        if response.base in ("float", "integer"):
            return making.numerical(common, self.numbers(interaction.get("responseIdentifier", "")), self.report)
        most = max(response.mapping.values(), default=Fraction(0))
        shares = (
            {text: making.near_share(points / most) for text, points in response.mapping.items()} if most > 0 else {}
        )
        if not shares and not response.correct:
            judged = [each.value for each in self.judged(interaction.get("responseIdentifier", "")) if each.value]
            shares = dict.fromkeys(judged, Fraction(1))
        shares |= dict.fromkeys(response.correct, Fraction(1))
        answers = []
        for text, share in shares.items():
            prose = prose_from_text(text, self.report)
            answers.append(Answer((Paragraph(prose),) if prose else (), share))
        return making.short_answer(common, answers, self.report, case_sensitive=response.exact_case, stars=False)


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
    table = first(declared, "mapping")
    others = making.decimal_of(table.get("defaultValue", "0")) if table is not None else None
    return Response(
        declared.get("cardinality", ""), declared.get("baseType", ""), values, mapping, exact, Fraction(others or 0)
    )


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

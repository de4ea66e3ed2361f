"""QTI 1.2 as Canvas and Common Cartridge write it: a package, or one of its XML files."""

from __future__ import annotations

import hashlib
import html
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from urllib.parse import unquote

from guidegen.exchange import cloze_syntax, making
from guidegen.exchange.from_html import as_run, blocks_from_html
from guidegen.exchange.from_text import prose_from_text
from guidegen.exchange.images import file_names, images_of
from guidegen.exchange.intake import Intake
from guidegen.exchange.loss import Refused
from guidegen.exchange.making import Amount, Answer
from guidegen.exchange.mathml import as_html
from guidegen.exchange.opened import Opened, Package, XmlFile, zipped
from guidegen.exchange.outgoing import Outgoing
from guidegen.exchange.to_html import blocks_html, inline_html, option_html, picture_html
from guidegen.exchange.to_text import text_of
from guidegen.exchange.xml_names import children, descendants, first, local, text_in
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
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberAnswer,
    NumberBlank,
    Numerical,
    Option,
    Ordering,
    RangeAnswer,
    ShortAnswer,
    TrueFalse,
    WrittenBlank,
    accepted_range,
)
from guidegen.model.prose import Blocks, Paragraph
from guidegen.model.scoring import ALL_OR_NOTHING
from guidegen.model.stimulus import Stimulus
from guidegen.patterns import pattern
from guidegen.reading.items.base import derived_id
from guidegen.reading.items.cloze import with_widths
from guidegen.reading.names import folded, slug
from guidegen.records import dataclass, field, replace
from guidegen.source.files import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ROOT = "questestinterop"
#: What stands for the folder of the package's files, in the ways that programs write it.
_FILE_BASE = pattern(r"(?:\$|%24)IMS[-_]CC[-_]FILE[-_]?BASE(?:\$|%24)/?", re.IGNORECASE)
_FOLDERS = ("", "web_resources/")
_RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy")
_GENERIC = ("question", "")
_TRUTHS = ("true", "false")
_WITH_PARTS = (
    "matching_question",
    "categorization_question",
    "fill_in_multiple_blanks_question",
    "multiple_dropdowns_question",
)
_SEVERAL = ("multiple_answers_question", "cc.multiple_response.v0p1")
_NO_PLACE = {
    "calculated_question": "its numbers are drawn by Canvas; write it with `variables:`",
    "file_upload_question": "files cannot be handed in on paper",
    "hot_spot_question": "a place on a picture cannot be pointed at",
}


def recognise(file: Opened) -> bool:
    """True for the root element of QTI 1, or for a package that holds one."""
    if isinstance(file, XmlFile):
        return local(file.root) == ROOT
    return isinstance(file, Package) and bool(_members(file))


def _members(package: Package) -> list[str]:
    """The members that hold questions. Of a quiz that stands in both forms the fuller one of Canvas is taken."""
    names = [name for name in package.names if name.endswith((".xml", ".qti"))]
    found = []
    for name in names:
        root = package.xml(name)
        if not isinstance(root, Refusal) and local(root) == ROOT:
            found.append(name)
    full = {posixpath.basename(name).removesuffix(".xml.qti") for name in found if name.endswith(".xml.qti")}
    return [name for name in found if name.endswith(".qti") or posixpath.basename(posixpath.dirname(name)) not in full]


# Reading


def read(file: Opened, intake: Intake) -> None:
    """Take every item of every assessment and bank."""
    if isinstance(file, XmlFile):
        _read_root(file.root, None, intake, "")
        return
    assert isinstance(file, Package)
    for name in package_problems(file):
        intake.refuse_file(name, "this file of the package is broken")
    for name in _members(file):
        root = file.xml(name)
        if not isinstance(root, Refusal):
            _read_root(root, file, intake, name)


def package_problems(package: Package) -> list[str]:
    """The XML members that cannot be read."""
    names = [name for name in package.names if name.endswith((".xml", ".qti"))]
    return [name for name in names if isinstance(package.xml(name), Refusal)]


def _read_root(root: Element, package: Package | None, intake: Intake, member: str) -> None:
    assessment = first(root, "assessment")
    if assessment is None:
        assessment = first(root, "objectbank")
    if assessment is not None and not intake.title:
        intake.title = assessment.get("title", "")
    elements = list(descendants(root, "item"))
    items = [_Question(element, package, intake, posixpath.dirname(member)) for element in elements]
    shared = {item.meta.get("parent_stimulus_item_ident", "") for item in items} - {""}
    stimuli = {item.element.get("ident", ""): item for item in items if item.element.get("ident", "") in shared}
    named = {ident: _stimulus(item, intake) for ident, item in stimuli.items()}
    for item in items:
        if item.element.get("ident", "") in stimuli:
            continue
        item.stimulus = named.get(item.meta.get("parent_stimulus_item_ident", ""), "")
        line = item.element.sourceline
        intake.take(item.name, line if isinstance(line, int) else 0, item.item)
    for group in descendants(root, "section"):
        if first(group, "sourcebank_ref") is not None and not any(True for _ in descendants(group, "item")):
            intake.refuse_file(
                group.get("title", "") or "a group", "it draws questions from a bank that is not in the file"
            )


def _stimulus(item: _Question, intake: Intake) -> str:
    """A text that several questions share."""
    title = prose_from_text(item.element.get("title", ""), intake.changed)
    name = slug(plain_text(title) or "stimulus")
    taken = {stimulus.id for stimulus in intake.stimuli}
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name[:59]}-{number}"
    name = free
    blocks = item.stem()[0]
    if blocks:
        intake.stimuli.append(Stimulus(name, title, blocks))
    return name if blocks else ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition with a score: what must be chosen or written, what must not, and the share that it earns.

    `bounds` are the least and greatest number; `margin` is what a number may be off, perhaps in percent.
    """

    share: Fraction
    right: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, str], ...]
    bounds: tuple[str, str] = ("", "")
    margin: str = ""
    in_percent: bool = False
    exact_case: bool = False


@dataclass(slots=True)
class _Question:
    """One item element."""

    element: Element
    package: Package | None
    intake: Intake
    folder: str
    stimulus: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    name: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        for each in descendants(self.element, "qtimetadatafield"):
            # Some programs say the kind twice; what stands first is theirs.
            self.meta.setdefault(text_in(first(each, "fieldlabel")), text_in(first(each, "fieldentry")))
        title = self.element.get("title", "")
        is_generic = title.lower().rstrip("0123456789 ") in _GENERIC
        self.name = (self.element.get("ident", "") if is_generic else title) or "item"
        self.title = "" if is_generic else title

    @property
    def report(self):  # type: ignore[no-untyped-def]
        return self.intake.changed

    def item(self) -> Item | Refused:
        """The item, or why there is none."""
        kind = self.meta.get("question_type", "") or self.meta.get("cc_profile", "")
        if kind in _NO_PLACE:
            return Refused(_NO_PLACE[kind])
        stem, responses = self.stem()
        if first(self.element, "response_xy") is not None or first(self.element, "render_hotspot") is not None:
            return Refused(_NO_PLACE["hot_spot_question"])
        if not responses:
            if kind == "essay_question":
                return Essay(self.common(stem))
            return Refused("it is a text without a question; a stimulus could hold it")
        if len(responses) > 1 or kind in _WITH_PARTS:
            return self.several(kind, stem, responses)
        response = responses[0]
        if local(response) == "response_lid":
            return self.chosen(kind, stem, response)
        return self.written(kind, stem, response)

    # Parts

    def common(self, stem: Blocks) -> ItemCommon:
        """What every kind has."""
        points = self.meta.get("points_possible") or self.meta.get("cc_weighting") or "1"
        common = making.common(
            self.title,
            stem,
            points=making.points_of(points, self.report),
            rationale=self.feedback("general_fb"),
        )
        for name in ("correct_fb", "general_incorrect_fb"):
            if self.feedback(name):
                self.report("feedback on the whole response is left out")
        return replace(common, stimulus=self.stimulus)

    def stem(self) -> tuple[Blocks, list[Element]]:
        """The text, with a mark for each response that stands inside it, and the responses in order."""
        presentation = first(self.element, "presentation")
        responses: list[Element] = []
        pieces: list[str] = []
        if presentation is not None:
            self._gather(presentation, pieces, responses)
        # Marks behind the last words are of responses that follow the text, not of blanks in it.
        while pieces and len(pieces[-1]) == 1 and pieces[-1] >= cloze_syntax.mark_of(1):
            pieces.pop()
        return blocks_from_html("".join(pieces), self.report, self.picture), responses

    def _gather(self, element: Element, pieces: list[str], responses: list[Element]) -> None:
        for child in children(element):
            name = local(child)
            if name in _RESPONSES:
                responses.append(child)
                if any(piece.strip() for piece in pieces):
                    pieces.append(cloze_syntax.mark_of(len(responses)))
            elif name == "material":
                pieces.append(self.html(child))
            else:
                self._gather(child, pieces, responses)

    def html(self, material: Element) -> str:
        """The texts and pictures of a material as HTML."""
        parts = []
        for child in children(material):
            text = "".join(map(str, child.itertext()))
            match local(child):
                case "mattext" if child.get("texttype", "text/plain") == "text/html":
                    parts.append(text)
                case "mattext" | "matemtext":
                    parts.append(html.escape(text, quote=False))
                case "matimage":
                    parts.append(f'<img src="{html.escape(child.get("uri", ""))}">')
                case "math":
                    parts.append(as_html(child))
                case "matbreak":
                    parts.append("<br>")
                case name:
                    self.report(f"the part {name} of its text is left out")
        return "".join(parts)

    def blocks(self, element: Element) -> Blocks:
        """The blocks of every material below an element."""
        return blocks_from_html("".join(map(self.html, descendants(element, "material"))), self.report, self.picture)

    def run(self, element: Element) -> Prose:
        """A label or the name of a response as one run."""
        return as_run(self.blocks(element), self.report)

    def feedback(self, ident: str) -> Blocks:
        """What is said under this name."""
        found = [
            each for each in children(self.element) if local(each) == "itemfeedback" and each.get("ident") == ident
        ]
        return self.blocks(found[0]) if found else ()

    def picture(self, source: str) -> Image | str:
        """The picture of an address inside the package."""
        plain = _FILE_BASE.sub("", source, count=1)
        plain = unquote(plain.partition("?")[0])
        if self.package is None or "://" in plain or plain.startswith("/"):
            return "it stands elsewhere on the web" if "://" in plain else "the file does not hold it"
        for folder in (*_FOLDERS, f"{self.folder}/"):
            name = posixpath.normpath(folder + plain)
            if self.package.has(name):
                data = self.package.read(name)
                return "it is damaged" if isinstance(data, Refusal) else self.intake.pictures.add(name, data)
        return "the package does not hold it"

    def conditions(self) -> list[Condition]:
        """The conditions that earn points, in order."""
        found = []
        for each in descendants(self.element, "respcondition"):
            scores = [making.decimal_of(text_in(score)) or Decimal(0) for score in descendants(each, "setvar")]
            variable = first(each, "conditionvar")
            if variable is None or not scores or max(scores) <= 0:
                continue
            found.append(_condition(variable, Fraction(max(scores))))
        most = max((each.share for each in found), default=Fraction(1))
        whole = (
            Fraction(100)
            if most <= 100 and any(_maximum(each) == 100 for each in descendants(self.element, "decvar"))
            else most
        )
        return [replace(each, share=each.share / whole) for each in found]

    # Responses

    def chosen(self, kind: str, stem: Blocks, response: Element) -> Item | Refused:
        labels = list(descendants(response, "response_label"))
        conditions = self.conditions()
        common = self.common(stem)
        if response.get("rcardinality") == "Ordered" or kind == "ordering_question":
            return self.ordered(common, labels, conditions)
        several = response.get("rcardinality") == "Multiple" or kind in (
            "multiple_answers_question",
            "cc.multiple_response.v0p1",
        )
        shares: dict[str, Fraction] = {}
        for each in conditions:
            for _, value in each.right:
                shares[value] = max(shares.get(value, Fraction(0)), Fraction(1) if several else each.share)
        answers = [
            Answer(
                self.blocks(label),
                shares.get(label.get("ident", ""), Fraction(0)),
                self.feedback(f"{label.get('ident', '')}_fb"),
            )
            for label in labels
        ]
        words = tuple(plain_text(as_run(answer.blocks, _unheard)).lower() for answer in answers)
        if not several and words in (_TRUTHS, _TRUTHS[::-1]) and sum(answer.share == 1 for answer in answers) == 1:
            right = next(word for word, answer in zip(words, answers, strict=True) if answer.share == 1)
            return making.true_or_false(common, right == "true", [answer.remark for answer in answers], self.report)
        shuffle = _is_shuffled(response)
        if several:
            keys = [answer for answer in answers if answer.share]
            if len(conditions) > 1 and len(keys) == len(conditions):
                answers = [
                    replace(each, share=Fraction(1, len(keys)) if each.share else each.share) for each in answers
                ]
                return making.all_right_answers(common, answers, self.report, shuffle=shuffle)
            return making.all_right_answers(common, answers, self.report, shuffle=shuffle, rule=ALL_OR_NOTHING)
        return making.best_answer(common, answers, self.report, shuffle=shuffle)

    def ordered(self, common: ItemCommon, labels: Sequence[Element], conditions: Sequence[Condition]) -> Item | Refused:
        by_ident = {label.get("ident", ""): self.run(label) for label in labels}
        best = max(conditions, key=lambda each: each.share, default=None)
        order = [value for _, value in best.right] if best else []
        if sorted(order) != sorted(by_ident):
            return Refused("it does not say the right order of all of its entries")
        return Ordering(common, tuple(Entry(derived_id(by_ident[name]), by_ident[name]) for name in order))

    def written(self, kind: str, stem: Blocks, response: Element) -> Item | Refused:
        common = self.common(stem)
        conditions = self.conditions()
        render = first(response, "render_fib")
        is_number = render is not None and render.get("fibtype") in ("Decimal", "Integer", "Scientific")
        if kind in ("numerical_question",) or local(response) == "response_num" or (is_number and conditions):
            return self.number(common, conditions)
        texts = [(text, each) for each in conditions for _, text in each.right if text]
        if not texts or kind in ("essay_question", "cc.essay.v0p1"):
            return Essay(common)
        answers = []
        for text, each in texts:
            prose = prose_from_text(text, self.report)
            answers.append(Answer((Paragraph(prose),) if prose else (), each.share))
        is_exact = all(each.exact_case for _, each in texts)
        return making.short_answer(common, answers, self.report, case_sensitive=is_exact, stars=False)

    def number(self, common: ItemCommon, conditions: Sequence[Condition]) -> Item | Refused:
        amounts = []
        for each in conditions:
            value: NumberAnswer | RangeAnswer | None
            typed = each.right[0][1] if each.right else ""
            low, high = each.bounds
            if typed and (each.margin or not (low and high)):
                value = making.amount(typed, each.margin, share=each.share, is_relative=each.in_percent)
            elif typed:
                value = _around(typed, low, high, each.share)
            else:
                value = making.span(low, high, share=each.share) if low and high else None
            if value is None:
                return Refused("its right answer is not a number or a range")
            amounts.append(Amount(value))
        return making.numerical(common, amounts, self.report)

    def several(self, kind: str, stem: Blocks, responses: Sequence[Element]) -> Item | Refused:
        conditions = self.conditions()
        right: dict[str, list[str]] = {}
        for each in conditions:
            for name, value in each.right:
                right.setdefault(name, []).append(value)
        if kind == "matching_question" or (not kind and all(first(each, "material") is not None for each in responses)):
            return self.matched(stem, responses, right)
        if kind == "categorization_question":
            return self.categories(stem, responses, right)
        if kind in ("fill_in_multiple_blanks_question", "multiple_dropdowns_question"):
            return self.named_blanks(kind, responses, right)
        if all(local(each) == "response_str" for each in responses):
            return self.inner_blanks(stem, responses, right)
        return Refused("it has several questions in one")

    def matched(self, stem: Blocks, responses: Sequence[Element], right: Mapping[str, list[str]]) -> Item | Refused:
        pairs: list[tuple[Prose, Prose]] = []
        texts: dict[str, Prose] = {}
        used: set[str] = set()
        for response in responses:
            material = first(response, "material")
            premise = (
                as_run(blocks_from_html(self.html(material), self.report, self.picture), self.report)
                if material is not None
                else ()
            )
            labels = {each.get("ident", ""): each for each in descendants(response, "response_label")}
            key = next(iter(right.get(response.get("ident", ""), [])), "")
            if key not in labels:
                return Refused("a premise of it has no right response")
            for ident, label in labels.items():
                texts.setdefault(ident, self.run(label))
            if premise:
                used.add(key)
                pairs.append((premise, texts[key]))
            else:
                self.report("an empty premise is left out")
        return making.matching(
            self.common(stem), pairs, [text for ident, text in texts.items() if ident not in used and text]
        )

    def categories(self, stem: Blocks, responses: Sequence[Element], right: Mapping[str, list[str]]) -> Item | Refused:
        """Things that belong to one of several groups each: they are the premises, the groups their responses."""
        groups: dict[str, Prose] = {}
        texts: dict[str, Prose] = {}
        for response in responses:
            material = first(response, "material")
            name = blocks_from_html(self.html(material), self.report, self.picture) if material is not None else ()
            texts |= {each.get("ident", ""): self.run(each) for each in descendants(response, "response_label")}
            groups |= dict.fromkeys(right.get(response.get("ident", ""), []), as_run(name, self.report))
        if any(ident not in groups for ident in texts):
            self.report("things that belong to no group are left out")
        return making.matching(
            self.common(stem), [(text, groups[ident]) for ident, text in texts.items() if ident in groups]
        )

    def named_blanks(self, kind: str, responses: Sequence[Element], right: Mapping[str, list[str]]) -> Item | Refused:
        """Blanks that stand in the text as `[name]`."""
        presentation = first(self.element, "presentation")
        assert presentation is not None
        text = "".join(self.html(each) for each in children(presentation) if local(each) == "material")
        blanks: list[AnyBlank] = []
        places = []
        for response in responses:
            name = response.get("ident", "").removeprefix("response_")
            material = first(response, "material")
            said = text_in(first(material, "mattext")) if material is not None else ""
            name = said if said and f"[{said}]" in text else name
            places.append((text.find(f"[{name}]"), name, response))
        if any(place < 0 for place, _, _ in places):
            return Refused("a blank of it does not stand in its text")
        for _, name, response in sorted(places, key=lambda each: each[0]):
            number = len(blanks) + 1
            text = text.replace(f"[{name}]", cloze_syntax.mark_of(number), 1)
            labels = [(each.get("ident", ""), self.run(each)) for each in descendants(response, "response_label")]
            keys = right.get(response.get("ident", ""), [])
            if kind == "multiple_dropdowns_question" or _is_list(response):
                options = tuple(Option(derived_id(p), p, ident in keys) for ident, p in labels)
                blanks.append(ChosenBlank(str(number), options, shuffle=_is_shuffled(response)))
            else:
                self._hear_how_answers_are_compared(response)
                proses = {folded(prose): prose for ident, prose in labels if prose and (ident in keys or not keys)}
                blanks.append(WrittenBlank(str(number), tuple(proses.values())))
        stem = cloze_syntax.with_blanks(blocks_from_html(text, self.report, self.picture))
        common = self.common(stem)
        return Cloze(replace(common, stem=with_widths(stem, blanks)), tuple(blanks))

    def _hear_how_answers_are_compared(self, response: Element) -> None:
        """New Quizzes may compare by more than the words."""
        ways = {each.get("scoring_algorithm", "") for each in descendants(response, "response_label")}
        if "TextRegex" in ways:
            self.report("an answer that is a pattern stands as it is typed")
        if ways & {"TextCloseEnough", "TextContainsAnswer"}:
            self.report("answers that are nearly right no longer count by themselves")

    def inner_blanks(
        self, stem: Blocks, responses: Sequence[Element], right: Mapping[str, list[str]]
    ) -> Item | Refused:
        """Responses that stand between the pieces of the text."""
        blanks = []
        for number, response in enumerate(responses, start=1):
            texts = dict.fromkeys(right.get(response.get("ident", ""), []))
            blanks.append(WrittenBlank(str(number), tuple(prose_from_text(text, self.report) for text in texts)))
        marked = cloze_syntax.with_blanks(stem)
        common = replace(self.common(stem), stem=marked)
        return Cloze(replace(common, stem=with_widths(marked, blanks)), tuple(blanks))


def _unheard(_reason: str) -> None:
    """For texts that are only looked at."""


def _is_list(response: Element) -> bool:
    """True where New Quizzes says that answers are chosen, from a list of their own or from a bank of words."""
    return any(each.get("answer_type") in ("dropdown", "wordbank") for each in descendants(response, "response_label"))


def _is_shuffled(response: Element) -> bool:
    """True unless the list says that it keeps its order."""
    return next((each.get("shuffle", "") for each in descendants(response, "render_choice")), "").lower() != "no"


def _maximum(element: Element) -> Decimal:
    return making.decimal_of(element.get("maxvalue", "0")) or Decimal(0)


def _condition(variable: Element, share: Fraction) -> Condition:
    """What a condition asks for. Values below `not` are those that must not be chosen."""
    right: list[tuple[str, str]] = []
    wrong: list[tuple[str, str]] = []
    bounds = ["", ""]
    margin, in_percent, exact = "", False, False
    for element, is_negated in _tests(variable, is_negated=False):
        value = (element.get("respident", ""), text_in(element))
        match local(element):
            case "varequal":
                (wrong if is_negated else right).append(value)
                margin = element.get("margin", "") or margin
                in_percent = in_percent or element.get("margintype", "") == "percent"
                exact = exact or element.get("case", "No") == "Yes"
            case "vargte" | "vargt":
                bounds[0] = value[1]
            case "varlte" | "varlt":
                bounds[1] = value[1]
            case _:
                pass
    return Condition(share, tuple(right), tuple(wrong), (bounds[0], bounds[1]), margin, in_percent, exact)


def _tests(element: Element, *, is_negated: bool) -> Iterator[tuple[Element, bool]]:
    for child in children(element):
        if local(child) in ("and", "or", "not"):
            yield from _tests(child, is_negated=is_negated or local(child) == "not")
        else:
            yield child, is_negated


def _around(typed: str, low: str, high: str, share: Fraction) -> NumberAnswer | RangeAnswer | None:
    """A number with bounds around it: a tolerance where both are equally far, else a range."""
    value, least, most = (making.decimal_of(text) for text in (typed, low, high))
    if value is None or least is None or most is None:
        return None
    if value - least == most - value:
        return making.amount(typed, str(value - least), share=share)
    return making.span(low, high, share=share)


# Writing


def limit(item: Item) -> str:
    """Why an item does not fit."""
    if isinstance(item, MultipleResponse) and not any(option.is_key for option in item.options):
        return "it has no right option"
    if isinstance(item, Cloze) and len({type(blank) for blank in item.blanks}) > 1:
        return "some of its blanks are written and some are chosen; Canvas has only one or the other"
    return "one of its answers would be taken for a formula" if making.has_mistakable_answers(item) else ""


def write(bank: Outgoing) -> bytes:
    """The bank as a package of one quiz."""
    ident = _ident(bank.name)
    images = {image.path: image for image in images_of(bank.items)}
    names = file_names(images.values())
    items = "".join(_Writer(item, names).xml() for item in bank.items)
    title = html.escape(bank.title)
    points = sum((item.common.points for item in bank.items), Decimal(0))
    files = {
        "imsmanifest.xml": _MANIFEST.format(ident=ident, title=title, files="".join(map(_resource, names.values()))),
        f"{ident}/assessment_meta.xml": _META.format(ident=ident, title=title, points=points),
        f"{ident}/{ident}.xml": _ASSESSMENT.format(ident=ident, title=title, items=items),
    }
    pictures = {f"web_resources/{names[path]}": image.data for path, image in images.items()}
    return zipped({**{name: text.encode() for name, text in files.items()}, **pictures})


_OUTCOMES = '<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'
_ANYTHING = "<conditionvar><other/></conditionvar>"
_GENERAL = (
    f'<respcondition continue="Yes">{_ANYTHING}'
    '<displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>\n'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = (
    _HEAD
    + '<manifest identifier="{ident}-manifest" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">\n'
    + "<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>\n"
    + "<organizations/>\n<resources>\n"
    + '<resource identifier="{ident}" type="imsqti_xmlv1p2"><file href="{ident}/{ident}.xml"/>'
    + '<dependency identifierref="{ident}-meta"/></resource>\n'
    + '<resource identifier="{ident}-meta" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" '
    + 'href="{ident}/assessment_meta.xml"><file href="{ident}/assessment_meta.xml"/></resource>\n'
    + "{files}</resources>\n</manifest>\n"
)
_META = (
    _HEAD
    + '<quiz identifier="{ident}" xmlns="http://canvas.instructure.com/xsd/cccv1p0">\n<title>{title}</title>\n'
    + "<quiz_type>assignment</quiz_type>\n<points_possible>{points}</points_possible>\n</quiz>\n"
)
_ASSESSMENT = (
    _HEAD
    + '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">\n'
    + '<assessment ident="{ident}" title="{title}">\n<section ident="root_section">\n{items}'
    + "</section>\n</assessment>\n</questestinterop>\n"
)


def _ident(text: str) -> str:
    return "g" + hashlib.sha256(text.encode()).hexdigest()[:32]


def _resource(name: str) -> str:
    href = html.escape(f"web_resources/{name}")
    return f'<resource identifier="{_ident(name)}" type="webcontent" href="{href}"><file href="{href}"/></resource>\n'


class _Writer:
    """Writes one item."""

    def __init__(self, item: Item, names: Mapping[str, str]) -> None:
        self.item, self._names = item, names
        self._responses: list[str] = []
        self._conditions: list[str] = []
        self._feedback: list[str] = []

    def address(self, image: Image) -> str:
        return f"$IMS-CC-FILEBASE$/{self._names[image.path]}"

    def blocks(self, blocks: Blocks) -> str:
        return blocks_html(blocks, self.address)

    def xml(self) -> str:
        """The element of the item."""
        common = self.item.common
        stem = blocks_html(common.stem, self.address, lambda number: f"[b{number}]")
        if common.figure:
            stem += picture_html(common.figure.image, common.figure.alt, (), 1.0, self.address)
        kind = self._fill()
        if common.rationale:
            self._conditions.insert(0, _GENERAL)
            self._remark("general_fb", common.rationale)
        ident = _ident(common.id)
        return (
            f'<item ident="{ident}" title="{html.escape(common.id)}">\n<itemmetadata><qtimetadata>\n'
            f"{_field('question_type', kind)}{_field('points_possible', str(common.points))}"
            f"</qtimetadata></itemmetadata>\n"
            f"<presentation>\n<material>{_html_text(stem)}</material>\n{''.join(self._responses)}</presentation>\n"
            f"<resprocessing>\n{_OUTCOMES}\n"
            f"{''.join(self._conditions)}</resprocessing>\n{''.join(self._feedback)}</item>\n"
        )

    def _fill(self) -> str:
        """Writes what belongs to the kind, and gives Canvas's name of it."""
        item = self.item
        match item:
            case MultipleChoice(_, options):
                self._choices(options, "Single")
                for option in options:
                    if option.is_key:
                        self._right(_equal("response1", option.id))
                return "multiple_choice_question"
            case MultipleResponse(_, options):
                self._choices(options, "Multiple")
                tests = [
                    _equal("response1", o.id) if o.is_key else f"<not>{_equal('response1', o.id)}</not>"
                    for o in options
                ]
                self._right(f"<and>{''.join(tests)}</and>")
                return "multiple_answers_question"
            case TrueFalse(_, is_true):
                labels = "".join(_label(word.lower(), _plain_text(word)) for word in ("True", "False"))
                self._responses.append(_lid("response1", labels, "Single"))
                self._right(_equal("response1", "true" if is_true else "false"))
                return "true_false_question"
            case Matching():
                self._pairs(item)
                return "matching_question"
            case ShortAnswer(_, accepted, _, case_sensitive):
                self._responses.append(_string())
                case = ' case="Yes"' if case_sensitive else ""
                self._right("".join(_equal("response1", text_of(answer.prose), case) for answer in accepted))
                return "short_answer_question"
            case Numerical(_, accepted):
                self._responses.append(_string(' fibtype="Decimal"'))
                for answer in accepted:
                    self._right(_numeric(answer))
                return "numerical_question"
            case Cloze(_, blanks):
                return self._blanks(blanks)
            case _:
                self._responses.append(_string())
                self._conditions.append(
                    '<respcondition continue="No"><conditionvar><other/></conditionvar></respcondition>\n'
                )
                return "essay_question"

    def _choices(self, options: Sequence[Option], cardinality: str) -> None:
        labels = []
        for option in options:
            labels.append(_label(option.id, _html_text(option_html(option, self.address))))
            if option.rationale:
                name = f"{option.id}_fb"
                self._conditions.append(
                    f'<respcondition continue="Yes"><conditionvar>{_equal("response1", option.id)}</conditionvar>'
                    f'<displayfeedback feedbacktype="Response" linkrefid="{name}"/></respcondition>\n'
                )
                self._remark(name, option.rationale)
        self._responses.append(_lid("response1", "".join(labels), cardinality))

    def _pairs(self, item: Matching) -> None:
        labels = "".join(_label(each.id, _plain_text(text_of(each.prose))) for each in item.responses)
        for premise in item.premises:
            name = f"response_{premise.id}"
            self._responses.append(_lid(name, labels, "", _html_text(inline_html(premise.prose))))
            self._right(_equal(name, premise.response), Fraction(100, len(item.premises)), "Add")

    def _blanks(self, blanks: Sequence[AnyBlank]) -> str:
        for number, blank in enumerate(blanks, start=1):
            name = f"response_b{number}"
            assert not isinstance(blank, NumberBlank), "numbers in blanks are declared as lost"
            chosen = isinstance(blank, ChosenBlank)
            texts = (
                [option.prose for option in blank.options] if isinstance(blank, ChosenBlank) else list(blank.accepted)
            )
            right = [o.is_key for o in blank.options] if isinstance(blank, ChosenBlank) else [True] * len(texts)
            idents = [f"{derived_id(prose)}" for prose in texts]
            labels = "".join(_label(i, _html_text(inline_html(p))) for i, p in zip(idents, texts, strict=True))
            self._responses.append(_lid(name, labels, "", _plain_text(f"b{number}")))
            for ident, is_right in zip(idents, right, strict=True):
                if is_right:
                    self._right(_equal(name, ident), Fraction(100, len(blanks)), "Add")
        return "multiple_dropdowns_question" if chosen else "fill_in_multiple_blanks_question"

    def _right(self, test: str, score: Fraction = Fraction(100), action: str = "Set") -> None:
        amount = f"{float(score):.2f}".removesuffix(".00")
        self._conditions.append(
            f'<respcondition continue="No"><conditionvar>{test}</conditionvar>'
            f'<setvar action="{action}" varname="SCORE">{amount}</setvar></respcondition>\n'
        )

    def _remark(self, name: str, blocks: Blocks) -> None:
        material = f"<flow_mat><material>{_html_text(self.blocks(blocks))}</material></flow_mat>"
        self._feedback.append(f'<itemfeedback ident="{name}">{material}</itemfeedback>\n')


def _field(name: str, value: str) -> str:
    return f"<qtimetadatafield><fieldlabel>{name}</fieldlabel><fieldentry>{value}</fieldentry></qtimetadatafield>\n"


def _html_text(text: str) -> str:
    return f'<mattext texttype="text/html">{html.escape(text, quote=False)}</mattext>'


def _plain_text(text: str) -> str:
    return f'<mattext texttype="text/plain">{html.escape(text, quote=False)}</mattext>'


def _label(ident: str, text: str) -> str:
    return f'<response_label ident="{ident}"><material>{text}</material></response_label>\n'


def _lid(ident: str, labels: str, cardinality: str, material: str = "") -> str:
    kind = f' rcardinality="{cardinality}"' if cardinality else ""
    text = f"<material>{material}</material>" if material else ""
    return f'<response_lid ident="{ident}"{kind}>{text}<render_choice>\n{labels}</render_choice></response_lid>\n'


def _string(kind: str = "") -> str:
    return (
        f'<response_str ident="response1" rcardinality="Single"><render_fib{kind}>'
        '<response_label ident="answer1"/></render_fib></response_str>\n'
    )


def _equal(name: str, value: str, case: str = "") -> str:
    return f'<varequal respident="{name}"{case}>{html.escape(value, quote=False)}</varequal>'


def _numeric(answer: NumberAnswer | RangeAnswer) -> str:
    low, high = accepted_range(answer)
    bounds = f'<vargte respident="response1">{low:f}</vargte><varlte respident="response1">{high:f}</varlte>'
    if isinstance(answer, RangeAnswer):
        return bounds
    tolerance = answer.tolerance
    margin = ""
    if tolerance:
        kind = "percent" if tolerance.is_relative else "absolute"
        margin = f' margintype="{kind}" margin="{tolerance.amount.typed}"'
    return f"<or>{_equal('response1', answer.value.typed, margin)}<and>{bounds}</and></or>"

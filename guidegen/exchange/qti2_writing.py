"""QTI 2.1 and 3.0 packages: an item a file, the test that lists them, the manifest, the pictures."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from fractions import Fraction

from guidegen.exchange import making
from guidegen.exchange.features import proses_of
from guidegen.exchange.formulas import looks_like_formula
from guidegen.exchange.images import file_names, images_of
from guidegen.exchange.opened import zipped
from guidegen.exchange.outgoing import Outgoing
from guidegen.exchange.qti_dialect import NAMESPACES, in_qti
from guidegen.exchange.to_html import blocks_html, inline_html, option_html, picture_html
from guidegen.exchange.to_text import text_of
from guidegen.inline import Prose, plain_text
from guidegen.model.image import Image
from guidegen.model.item import (
    AnyBlank,
    ChosenBlank,
    Cloze,
    Essay,
    Item,
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
)
from guidegen.model.scoring import ALL_OR_NOTHING, RIGHT_MINUS_WRONG

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_TEMPLATES = {
    2: "http://www.imsglobal.org/question/qti_v2p1/rptemplates/",
    3: "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
}
_TYPES = {2: ("imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"), 3: ("imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0")}
#: The namespace of the manifest, and what kind of package it says that this is.
_PACKAGES = {
    2: ("http://www.imsglobal.org/xsd/imscp_v1p1", "QTIv2.1 Package", "1.0.0"),
    3: ("http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "QTI Package", "3.0.0"),
}
_SCORED = '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">{}</baseValue></setOutcomeValue>'
_NOTHING = Fraction(0)
_GIVEN = '<variable identifier="RESPONSE"/>'


def limit(item: Item) -> str:
    """Why an item does not fit."""
    if isinstance(item, MultipleResponse) and not any(option.is_key for option in item.options):
        return "it has no right option"
    if isinstance(item, Cloze) and len(item.blanks) == 1 and not isinstance(item.blanks[0], ChosenBlank):
        return "it has a single blank; write it as a short answer"
    if isinstance(item, MultipleChoice):
        words = sorted(plain_text(option.prose).strip().lower() for option in item.options)
        if words == ["false", "true"]:
            return "it would become a true or false item"
    written = (
        [prose for b in item.blanks if isinstance(b, WrittenBlank) for prose in b.accepted]
        if isinstance(item, Cloze)
        else []
    )
    if making.has_mistakable_answers(item) or any(map(looks_like_formula, written)):
        return "one of its answers would be taken for a formula"
    if any("\ue000" <= character <= "\uf8ff" for prose in proses_of(item) for character in plain_text(prose)):
        return "it holds characters that belong to no language"
    return ""


def write_2(bank: Outgoing) -> bytes:
    """The bank as a package of version 2.1."""
    return _package(bank, 2)


def write_3(bank: Outgoing) -> bytes:
    """The bank as a package of version 3.0."""
    return _package(bank, 3)


def _package(bank: Outgoing, version: int) -> bytes:
    images = {image.path: image for image in images_of(bank.items)}
    names = file_names(images.values())
    files: dict[str, bytes] = {}
    item_type, test_type = _TYPES[version]
    resources = []
    for item in bank.items:
        href = f"items/{item.common.id}.xml"
        files[href] = in_qti(_Writer(item, names, version, bank.language).xml(), version)
        used = [f"images/{names[image.path]}" for image in images_of(item)]
        resources.append(_resource(f"item-{item.common.id}", item_type, (href, *dict.fromkeys(used))))
    files["test.xml"] = in_qti(_test(bank, version), version)
    items = [f"item-{item.common.id}" for item in bank.items]
    resources.append(_resource("test", test_type, ("test.xml",), items))
    namespace, schema, number = _PACKAGES[version]
    manifest = (
        f'{_HEAD}<manifest xmlns="{namespace}" identifier="bank-{html.escape(bank.name)}">\n'
        f"<metadata><schema>{schema}</schema><schemaversion>{number}</schemaversion></metadata>\n"
        f"<organizations/>\n<resources>\n{''.join(resources)}</resources>\n</manifest>\n"
    )
    pictures = {f"images/{names[path]}": image.data for path, image in images.items()}
    return zipped({"imsmanifest.xml": manifest.encode(), **files, **pictures})


def _resource(ident: str, kind: str, files: Sequence[str], needs: Sequence[str] = ()) -> str:
    inner = "".join(f'<file href="{html.escape(name)}"/>' for name in files)
    inner += "".join(f'<dependency identifierref="{name}"/>' for name in needs)
    return f'<resource identifier="{ident}" type="{kind}" href="{files[0]}">{inner}</resource>\n'


def _test(bank: Outgoing, version: int) -> str:
    refs = "".join(
        f'<assessmentItemRef identifier="item-{item.common.id}" href="items/{item.common.id}.xml"/>\n'
        for item in bank.items
    )
    return (
        f'{_HEAD}<assessmentTest xmlns="{NAMESPACES[version]}" identifier="test" title="{html.escape(bank.title)}">\n'
        '<testPart identifier="part" navigationMode="nonlinear" submissionMode="simultaneous">\n'
        f'<assessmentSection identifier="section" title="{html.escape(bank.title)}" visible="true">\n{refs}'
        "</assessmentSection></testPart></assessmentTest>\n"
    )


class _Writer:
    """Writes one item with the names of version 2."""

    def __init__(self, item: Item, names: Mapping[str, str], version: int, language: str) -> None:
        self.item, self._names, self._version, self._language = item, names, version, language
        self._declared: list[str] = []
        self._outcomes = ""
        self._processing = ""
        self._remarks = ""

    def address(self, image: Image) -> str:
        return f"../images/{self._names[image.path]}"

    def xml(self) -> str:
        """The file of the item."""
        common = self.item.common
        blank = self._blank if isinstance(self.item, Cloze) else _no_blank
        stem = blocks_html(common.stem, self.address, blank)
        if common.figure:
            stem += picture_html(common.figure.image, common.figure.alt, (), 1.0, self.address)
        body = stem + self._interaction()
        remark = ""
        outcomes = f'<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="{common.points}"/>\n'
        outcomes += _default("MAXSCORE", "float", str(common.points)) + self._outcomes
        if common.rationale:
            outcomes += _default("SOLUTION", "identifier", "RATIONALE")
            remark = _remark("SOLUTION", "RATIONALE", blocks_html(common.rationale, self.address))
        ident = html.escape(common.id)
        language = f' xml:lang="{html.escape(self._language)}"' if self._language else ""
        return (
            f'{_HEAD}<assessmentItem xmlns="{NAMESPACES[self._version]}" identifier="item-{ident}" title="{ident}"'
            f'{language} adaptive="false" timeDependent="false">\n{"".join(self._declared)}{outcomes}'
            f"<itemBody>{body}</itemBody>\n{self._processing}{remark}{self._remarks}</assessmentItem>\n"
        )

    def _judge(self, template: str, *, says: str = "") -> None:
        """How points are given: by a template of the standard where that is all, else in its words.

        `match_correct` gives 1 point, whatever the item is worth. `says` names an outcome that takes the response, so
        that remarks on it are shown.
        """
        points = self.item.common.points
        if not says and (template == "map_response" or points == 1):
            self._processing = f'<responseProcessing template="{_TEMPLATES[self._version]}{template}"/>\n'
            return
        if template == "map_response":
            scored = '<setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>'
            rule = (
                f"<responseIf><not><isNull>{_GIVEN}</isNull></not>{scored}</responseIf>"
                f"<responseElse>{_SCORED.format(0)}</responseElse>"
            )
        else:
            test = f'<match>{_GIVEN}<correct identifier="RESPONSE"/></match>'
            rule = (
                f"<responseIf>{test}{_SCORED.format(points)}</responseIf>"
                f"<responseElse>{_SCORED.format(0)}</responseElse>"
            )
        said = f'<setOutcomeValue identifier="{says}">{_GIVEN}</setOutcomeValue>' if says else ""
        self._processing = (
            f"<responseProcessing><responseCondition>{rule}</responseCondition>{said}</responseProcessing>\n"
        )

    def _declare(
        self, cardinality: str, base: str, correct: Sequence[str], mapping: Mapping[str, Fraction] | None = None,
        *, name: str = "RESPONSE", exact: bool = False, others: Fraction = _NOTHING,
    ) -> None:  # fmt: skip
        values = "".join(f"<value>{html.escape(value, quote=False)}</value>" for value in correct)
        right = f"<correctResponse>{values}</correctResponse>" if correct else ""
        mapped = ""
        if mapping:
            case = f' caseSensitive="{str(exact).lower()}"' if base == "string" else ""
            entries = "".join(
                f'<mapEntry mapKey="{html.escape(key)}" mappedValue="{_number(points)}"{case}/>'
                for key, points in mapping.items()
            )
            mapped = f'<mapping lowerBound="0" defaultValue="{_number(others)}">{entries}</mapping>'
        self._declared.append(
            f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">{right}{mapped}</responseDeclaration>\n'
        )

    def _interaction(self) -> str:
        """The interaction of the kind, with its declaration and processing."""
        item = self.item
        match item:
            case MultipleChoice(_, options, shuffle) | MultipleResponse(_, options, shuffle):
                return self._choices(options, shuffle=shuffle, several=isinstance(item, MultipleResponse))
            case TrueFalse(_, is_true):
                self._declare("single", "identifier", ["true" if is_true else "false"])
                self._judge("match_correct")
                words = '<simpleChoice identifier="true">True</simpleChoice><simpleChoice identifier="false">False</simpleChoice>'
                return f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">{words}</choiceInteraction>'
            case Ordering(_, entries):
                self._declare("ordered", "identifier", [f"c{entry.id}" for entry in entries])
                self._judge("match_correct")
                shown = sorted(entries, key=lambda entry: entry.id)
                texts = "".join(
                    f'<simpleChoice identifier="c{e.id}">{inline_html(e.prose)}</simpleChoice>' for e in shown
                )
                return f'<orderInteraction responseIdentifier="RESPONSE" shuffle="true">{texts}</orderInteraction>'
            case Matching():
                return self._pairs(item)
            case ShortAnswer(_, accepted, _, case_sensitive):
                answers = [text_of(answer.prose) for answer in accepted]
                points = {
                    text: answer.credit * Fraction(item.common.points)
                    for text, answer in zip(answers, accepted, strict=True)
                }
                self._declare("single", "string", answers[:1], points, exact=case_sensitive)
                self._judge("map_response")
                return '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
            case Numerical(_, accepted):
                self._declare("single", "float", _right_numbers(accepted))
                whole = Fraction(item.common.points)
                cases = [
                    (_is_number("RESPONSE", each), _SCORED.format(_number(each.credit * whole))) for each in accepted
                ]
                self._processing = f"<responseProcessing>{_condition(cases)}</responseProcessing>\n"
                return '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
            case Essay(sample=sample):
                self._declare("single", "string", [])
                rubric = (
                    f'<rubricBlock view="scorer">{blocks_html(sample, self.address)}</rubricBlock>' if sample else ""
                )
                return f'{rubric}<extendedTextInteraction responseIdentifier="RESPONSE"/>'
            case Cloze(_, blanks):
                self._processing = self._summed(blanks)
                return ""
            case _:
                raise TypeError(type(item))

    def _choices(self, options: Sequence[Option], *, shuffle: bool, several: bool) -> str:
        cardinality = "multiple" if several else "single"
        shares = self._shares(options, several=several)
        self._declare(cardinality, "identifier", [f"c{o.id}" for o in options if o.is_key], shares)
        has_remarks = any(option.rationale for option in options)
        if has_remarks:
            self._outcomes = (
                f'<outcomeDeclaration identifier="FEEDBACK" cardinality="{cardinality}" baseType="identifier"/>\n'
            )
        self._judge("map_response" if shares else "match_correct", says="FEEDBACK" if has_remarks else "")
        texts = []
        for option in options:
            text = option_html(option, self.address)
            if option.rationale:
                self._remarks += _remark("FEEDBACK", f"c{option.id}", blocks_html(option.rationale, self.address))
            fixed = ' fixed="true"' if option.anchored else ""
            texts.append(f'<simpleChoice identifier="c{option.id}"{fixed}>{text}</simpleChoice>')
        most = 0 if several else 1
        head = f'responseIdentifier="RESPONSE" shuffle="{str(shuffle).lower()}" maxChoices="{most}"'
        return f"<choiceInteraction {head}>{''.join(texts)}</choiceInteraction>"

    def _shares(self, options: Sequence[Option], *, several: bool) -> dict[str, Fraction]:
        """The points of each option where they are not all or nothing."""
        points = Fraction(self.item.common.points)
        if isinstance(self.item, MultipleResponse) and self.item.credit == RIGHT_MINUS_WRONG:
            each = points / sum(option.is_key for option in options)
            return {f"c{option.id}": each if option.is_key else -each for option in options}
        if all(option.credit is None for option in options):
            return {}
        full = _NOTHING if several else Fraction(1)
        credits = {option.id: option.credit or (full if option.is_key else _NOTHING) for option in options}
        return {f"c{name}": credit * points for name, credit in credits.items()}

    def _pairs(self, item: Matching) -> str:
        pairs = [f"p{premise.id} r{premise.response}" for premise in item.premises]
        shared = Fraction(item.common.points) / len(pairs)
        per_pair = item.credit != ALL_OR_NOTHING
        others = -shared if item.credit == RIGHT_MINUS_WRONG else _NOTHING
        mapped = dict.fromkeys(pairs, shared) if per_pair else None
        self._declare("multiple", "directedPair", pairs, mapped, others=others)
        self._judge("map_response" if per_pair else "match_correct")
        left = "".join(_associable(f"p{each.id}", each.prose, 1) for each in item.premises)
        right = "".join(_associable(f"r{each.id}", each.prose, 0) for each in item.responses)
        head = f'responseIdentifier="RESPONSE" shuffle="{str(item.shuffle).lower()}" maxAssociations="{len(pairs)}"'
        sets = f"<simpleMatchSet>{left}</simpleMatchSet><simpleMatchSet>{right}</simpleMatchSet>"
        return f"<matchInteraction {head}>{sets}</matchInteraction>"

    def _blank(self, number: int) -> str:
        """A blank in the text, whose response is declared as it is met."""
        assert isinstance(self.item, Cloze)
        blank = self.item.blanks[number - 1]
        name = f"RESPONSE_{number}"
        worth = self._worth(blank)
        if isinstance(blank, NumberBlank):
            self._declare("single", "float", _right_numbers(blank.accepted), name=name)
            return f'<textEntryInteraction responseIdentifier="{name}"/>'
        if isinstance(blank, ChosenBlank):
            right = [f"c{option.id}" for option in blank.options if option.is_key]
            self._declare("single", "identifier", right, dict.fromkeys(right, worth), name=name)
            texts = "".join(
                f'<inlineChoice identifier="c{o.id}">{inline_html(o.prose)}</inlineChoice>' for o in blank.options
            )
            shuffle = str(blank.shuffle).lower()
            return f'<inlineChoiceInteraction responseIdentifier="{name}" shuffle="{shuffle}">{texts}</inlineChoiceInteraction>'
        accepted = [text_of(prose) for prose in blank.accepted]
        self._declare("single", "string", accepted[:1], dict.fromkeys(accepted, worth), name=name)
        return f'<textEntryInteraction responseIdentifier="{name}"/>'

    def _worth(self, blank: AnyBlank) -> Fraction:
        """The points of a blank."""
        assert isinstance(self.item, Cloze)
        if blank.points is not None:
            return Fraction(blank.points)
        return Fraction(self.item.common.points) / len(self.item.blanks)

    def _summed(self, blanks: Sequence[AnyBlank]) -> str:
        """The points of all blanks: those of words by their maps, those of numbers by what they may be."""
        names = [(f"RESPONSE_{number}", blank) for number, blank in enumerate(blanks, start=1)]
        maps = [f'<mapResponse identifier="{name}"/>' for name, blank in names if not isinstance(blank, NumberBlank)]
        rules = ""
        if maps:
            rules = f'<setOutcomeValue identifier="SCORE"><sum>{"".join(maps)}</sum></setOutcomeValue>'
        for name, blank in names:
            if isinstance(blank, NumberBlank):
                added = f'<sum><variable identifier="SCORE"/><baseValue baseType="float">{_number(self._worth(blank))}</baseValue></sum>'
                scored = f'<setOutcomeValue identifier="SCORE">{added}</setOutcomeValue>'
                rules += _condition([(_is_number(name, each), scored) for each in blank.accepted])
        return f"<responseProcessing>{rules}</responseProcessing>\n"


def _no_blank(_number: int) -> str:
    return "_____"


def _default(name: str, base: str, value: str) -> str:
    inside = f"<defaultValue><value>{value}</value></defaultValue>"
    return f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="{base}">{inside}</outcomeDeclaration>\n'


def _remark(outcome: str, name: str, text: str) -> str:
    """What is said when an outcome has a value."""
    return f'<modalFeedback outcomeIdentifier="{outcome}" identifier="{name}" showHide="show">{text}</modalFeedback>\n'


def _associable(ident: str, prose: Prose, most: int) -> str:
    return (
        f'<simpleAssociableChoice identifier="{ident}" matchMax="{most}">{inline_html(prose)}</simpleAssociableChoice>'
    )


def _number(points: Fraction) -> str:
    # With all its digits, so that thirds add up to the whole.
    return f"{float(points):.15f}".rstrip("0").rstrip(".")


def _right_numbers(accepted: Sequence[NumberAnswer | RangeAnswer]) -> list[str]:
    """The number that is right, where there is one: what a range accepts is said by the processing alone."""
    return [each.value.typed for each in accepted[:1] if isinstance(each, NumberAnswer)]


def _is_number(name: str, answer: NumberAnswer | RangeAnswer) -> str:
    """The test whether a response is a number, within what it may be off, or in a range."""
    given = f'<variable identifier="{name}"/>'
    if isinstance(answer, RangeAnswer):
        bounds = f"<gte>{given}{_float(answer.low.typed)}</gte><lte>{given}{_float(answer.high.typed)}</lte>"
        return f"<and>{bounds}</and>"
    mode = 'toleranceMode="exact"'
    if answer.tolerance:
        kind = "relative" if answer.tolerance.is_relative else "absolute"
        reach = answer.tolerance.amount.typed
        mode = f'toleranceMode="{kind}" tolerance="{reach} {reach}"'
    return f"<equal {mode}>{given}{_float(answer.value.typed)}</equal>"


def _float(typed: str) -> str:
    return f'<baseValue baseType="float">{typed}</baseValue>'


def _condition(cases: Sequence[tuple[str, str]]) -> str:
    """The first case whose test holds gives the points."""
    parts = [
        f"<{name}>{test}{scored}</{name}>"
        for name, (test, scored) in zip(("responseIf", *["responseElseIf"] * len(cases)), cases, strict=False)
    ]
    return f"<responseCondition>{''.join(parts)}</responseCondition>"

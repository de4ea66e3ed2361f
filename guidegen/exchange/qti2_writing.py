"""QTI 2.1 and 3.0 packages: an item a file, the test that lists them, the manifest, the pictures."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from guidegen.exchange import making
from guidegen.exchange.features import proses_of
from guidegen.exchange.formulas import looks_like_formula
from guidegen.exchange.images import images_of
from guidegen.exchange.opened import zipped
from guidegen.exchange.outgoing import Outgoing
from guidegen.exchange.to_html import blocks_html, inline_html, picture_html
from guidegen.exchange.to_text import text_of
from guidegen.inline import Prose, plain_text
from guidegen.model.image import Image
from guidegen.model.item import (
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
    ShortAnswer,
    TrueFalse,
    WrittenBlank,
)
from guidegen.model.scoring import PER_OPTION

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = {
    2: "http://www.imsglobal.org/xsd/imsqti_v2p1",
    3: "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
}
_TEMPLATES = {
    2: "http://www.imsglobal.org/question/qti_v2p1/rptemplates/",
    3: "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
}
_TYPES = {2: ("imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"), 3: ("imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0")}
#: Elements of XHTML, which have the same names in both versions.
_XHTML = frozenset(
    "p strong em code a span abbr br h3 h4 h5 h6 ul ol li blockquote pre table caption thead tbody tr th td img figure "
    "figcaption div".split()
)
_CAPITAL = re.compile(r"(?<=[a-z])([A-Z])")


def limit(item: Item) -> str:
    """Why an item does not fit."""
    if isinstance(item, MultipleResponse) and not any(option.is_key for option in item.options):
        return "it has no right option"
    if isinstance(item, Numerical) and len(item.accepted) > 1:
        return "it accepts several numbers"
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
    names = {path: f"{image.digest[:12]}-{posixpath.basename(path)}" for path, image in images.items()}
    files: dict[str, bytes] = {}
    item_type, test_type = _TYPES[version]
    resources = []
    for item in bank.items:
        href = f"items/{item.common.id}.xml"
        files[href] = _versioned(_Writer(item, names, version).xml(), version)
        used = [f"images/{names[image.path]}" for image in images_of(item)]
        resources.append(_resource(f"item-{item.common.id}", item_type, href, dict.fromkeys(used)))
    files["test.xml"] = _versioned(_test(bank, version), version)
    resources.append(_resource("test", test_type, "test.xml", {}))
    manifest = (
        f'{_HEAD}<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="bank-{html.escape(bank.name)}">\n'
        f"<metadata><schema>QTI{'v2.1' if version == 2 else ''} Package</schema>"
        f"<schemaversion>{'1.0.0' if version == 2 else '3.0.0'}</schemaversion></metadata>\n"
        f"<organizations/>\n<resources>\n{''.join(resources)}</resources>\n</manifest>\n"
    )
    pictures = {f"images/{names[path]}": image.data for path, image in images.items()}
    return zipped({"imsmanifest.xml": manifest.encode(), **files, **pictures})


def _resource(ident: str, kind: str, href: str, used: Mapping[str, None]) -> str:
    files = "".join(f'<file href="{html.escape(name)}"/>' for name in (href, *used))
    return f'<resource identifier="{ident}" type="{kind}" href="{href}">{files}</resource>\n'


def _test(bank: Outgoing, version: int) -> str:
    refs = "".join(
        f'<assessmentItemRef identifier="item-{item.common.id}" href="items/{item.common.id}.xml"/>\n'
        for item in bank.items
    )
    return (
        f'{_HEAD}<assessmentTest xmlns="{_NAMESPACES[version]}" identifier="test" title="{html.escape(bank.title)}">\n'
        '<testPart identifier="part" navigationMode="nonlinear" submissionMode="simultaneous">\n'
        f'<assessmentSection identifier="section" title="{html.escape(bank.title)}" visible="true">\n{refs}'
        "</assessmentSection></testPart></assessmentTest>\n"
    )


def _versioned(text: str, version: int) -> bytes:
    """The text, with the names of version 3 where that is asked for."""
    if version == 2:
        return text.encode()
    from lxml import etree

    root = etree.fromstring(text.encode())
    for element in root.iter():
        name = etree.QName(element).localname
        if name in _XHTML:
            continue
        element.tag = f"{{{_NAMESPACES[3]}}}qti-{_kebab(name)}"
        for attribute, value in list(element.attrib.items()):
            del element.attrib[attribute]
            element.set(_kebab(str(attribute)), value)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _kebab(name: str) -> str:
    return _CAPITAL.sub(lambda match: f"-{match[1].lower()}", name)


class _Writer:
    """Writes one item with the names of version 2."""

    def __init__(self, item: Item, names: Mapping[str, str], version: int) -> None:
        self.item, self._names, self._version = item, names, version
        self._declared: list[str] = []
        self._processing = ""

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
        outcomes += _default("MAXSCORE", "float", str(common.points))
        if common.rationale:
            outcomes += _default("SOLUTION", "identifier", "RATIONALE")
            text = blocks_html(common.rationale, self.address)
            remark = f'<modalFeedback outcomeIdentifier="SOLUTION" identifier="RATIONALE" showHide="show">{text}</modalFeedback>\n'
        ident = html.escape(common.id)
        return (
            f'{_HEAD}<assessmentItem xmlns="{_NAMESPACES[self._version]}" identifier="item-{ident}" title="{ident}" '
            f'adaptive="false" timeDependent="false">\n{"".join(self._declared)}{outcomes}'
            f"<itemBody>{body}</itemBody>\n{self._processing}{remark}</assessmentItem>\n"
        )

    def _template(self, name: str) -> None:
        self._processing = f'<responseProcessing template="{_TEMPLATES[self._version]}{name}"/>\n'

    def _declare(
        self, cardinality: str, base: str, correct: Sequence[str], mapping: Mapping[str, Fraction] | None = None,
        *, name: str = "RESPONSE", exact: bool = False,
    ) -> None:  # fmt: skip
        values = "".join(f"<value>{html.escape(value, quote=False)}</value>" for value in correct)
        right = f"<correctResponse>{values}</correctResponse>" if correct else ""
        mapped = ""
        if mapping:
            case = ' caseSensitive="true"' if exact else ""
            entries = "".join(
                f'<mapEntry mapKey="{html.escape(key)}" mappedValue="{_number(points)}"{case}/>'
                for key, points in mapping.items()
            )
            mapped = f'<mapping lowerBound="0" defaultValue="0">{entries}</mapping>'
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
                self._template("match_correct")
                words = '<simpleChoice identifier="true">True</simpleChoice><simpleChoice identifier="false">False</simpleChoice>'
                return f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">{words}</choiceInteraction>'
            case Ordering(_, entries):
                self._declare("ordered", "identifier", [f"c{entry.id}" for entry in entries])
                self._template("match_correct")
                shown = sorted(entries, key=lambda entry: entry.id)
                texts = "".join(
                    f'<simpleChoice identifier="c{e.id}">{inline_html(e.prose)}</simpleChoice>' for e in shown
                )
                return f'<orderInteraction responseIdentifier="RESPONSE" shuffle="true">{texts}</orderInteraction>'
            case Matching():
                return self._pairs(item)
            case ShortAnswer(_, accepted, _, case_sensitive):
                answers = [text_of(answer.prose) for answer in accepted]
                points = dict.fromkeys(answers, Fraction(item.common.points))
                self._declare("single", "string", answers[:1], points, exact=case_sensitive)
                self._template("map_response")
                return '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
            case Numerical(_, accepted):
                answer = accepted[0]
                assert isinstance(answer, NumberAnswer)
                self._declare("single", "float", [answer.value.typed])
                self._processing = _equal(answer, item.common.points)
                return '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
            case Essay(sample=sample):
                self._declare("single", "string", [])
                rubric = (
                    f'<rubricBlock view="scorer">{blocks_html(sample, self.address)}</rubricBlock>' if sample else ""
                )
                return f'{rubric}<extendedTextInteraction responseIdentifier="RESPONSE"/>'
            case Cloze(_, blanks):
                self._processing = _sum(len(blanks))
                return ""
            case _:
                raise TypeError(type(item))

    def _choices(self, options: Sequence[Option], *, shuffle: bool, several: bool) -> str:
        self._declare("multiple" if several else "single", "identifier", [f"c{o.id}" for o in options if o.is_key])
        self._template("match_correct")
        texts = []
        for option in options:
            text = "" if option.is_picture else inline_html(option.prose)
            if option.figure:
                text += picture_html(option.figure.image, option.figure.alt, (), 1.0, self.address)
            fixed = ' fixed="true"' if option.anchored else ""
            texts.append(f'<simpleChoice identifier="c{option.id}"{fixed}>{text}</simpleChoice>')
        most = 0 if several else 1
        head = f'responseIdentifier="RESPONSE" shuffle="{str(shuffle).lower()}" maxChoices="{most}"'
        return f"<choiceInteraction {head}>{''.join(texts)}</choiceInteraction>"

    def _pairs(self, item: Matching) -> str:
        pairs = [f"p{premise.id} r{premise.response}" for premise in item.premises]
        shared = Fraction(item.common.points) / len(pairs)
        per_pair = item.credit == PER_OPTION
        self._declare("multiple", "directedPair", pairs, dict.fromkeys(pairs, shared) if per_pair else None)
        self._template("map_response" if per_pair else "match_correct")
        left = "".join(_associable(f"p{each.id}", each.prose, 1) for each in item.premises)
        right = "".join(_associable(f"r{each.id}", each.prose, 0) for each in item.responses)
        head = f'responseIdentifier="RESPONSE" shuffle="{str(item.shuffle).lower()}" maxAssociations="{len(pairs)}"'
        sets = f"<simpleMatchSet>{left}</simpleMatchSet><simpleMatchSet>{right}</simpleMatchSet>"
        return f"<matchInteraction {head}>{sets}</matchInteraction>"

    def _blank(self, number: int) -> str:
        """A blank in the text, whose response is declared as it is met."""
        assert isinstance(self.item, Cloze)
        blank = self.item.blanks[number - 1]
        assert not isinstance(blank, NumberBlank), "numbers in blanks are declared as lost"
        name = f"RESPONSE_{number}"
        worth = Fraction(self.item.common.points) / len(self.item.blanks)
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


def _no_blank(_number: int) -> str:
    return "_____"


def _default(name: str, base: str, value: str) -> str:
    inside = f"<defaultValue><value>{value}</value></defaultValue>"
    return f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="{base}">{inside}</outcomeDeclaration>\n'


def _associable(ident: str, prose: Prose, most: int) -> str:
    return (
        f'<simpleAssociableChoice identifier="{ident}" matchMax="{most}">{inline_html(prose)}</simpleAssociableChoice>'
    )


def _number(points: Fraction) -> str:
    # With all its digits, so that thirds add up to the whole.
    return f"{float(points):.15f}".rstrip("0").rstrip(".")


def _equal(answer: NumberAnswer, points: Decimal) -> str:
    mode = 'toleranceMode="exact"'
    if answer.tolerance:
        mode = f'toleranceMode="absolute" tolerance="{answer.tolerance.amount.typed} {answer.tolerance.amount.typed}"'
    test = f'<equal {mode}><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>'
    score = f'<setOutcomeValue identifier="SCORE"><baseValue baseType="float">{points}</baseValue></setOutcomeValue>'
    return f"<responseProcessing><responseCondition><responseIf>{test}{score}</responseIf></responseCondition></responseProcessing>\n"


def _sum(count: int) -> str:
    parts = "".join(f'<mapResponse identifier="RESPONSE_{number}"/>' for number in range(1, count + 1))
    return f'<responseProcessing><setOutcomeValue identifier="SCORE"><sum>{parts}</sum></setOutcomeValue></responseProcessing>\n'

"""QTI 2.x and 3.0: items of our own making, with the names of either version."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

from guidegen.exchange.exporting import export_bank
from guidegen.exchange.importing import import_bank
from guidegen.exchange.opened import zipped
from guidegen.inline import Text, plain_text
from guidegen.model.bank import ItemBank
from guidegen.model.item import Essay, ItemCommon, MultipleChoice, Numerical, Option, Ordering
from guidegen.model.prose import Paragraph, Picture, ProseTable
from guidegen.reading.prose import parse_blocks
from tests.exchange.banks import IMAGE

CHOICE = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="mud" title="Mud">
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
<correctResponse><value>a</value></correctResponse></responseDeclaration>
<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">
<defaultValue><value>2</value></defaultValue></outcomeDeclaration>
<itemBody><p>Hands can be muddy.</p><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">
<prompt>What removes mud?</prompt><simpleChoice identifier="a">Soap <em>and</em> water<feedbackInline identifier="a"
outcomeIdentifier="F" showHide="show">It loosens it.</feedbackInline></simpleChoice>
<simpleChoice identifier="b">Gel</simpleChoice><simpleChoice identifier="c" fixed="true">Neither</simpleChoice>
</choiceInteraction></itemBody></assessmentItem>"""
THREE = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="steps" title="Steps">
<qti-response-declaration identifier="R" cardinality="ordered" base-type="identifier"><qti-correct-response>
<qti-value>wet</qti-value><qti-value>rub</qti-value></qti-correct-response></qti-response-declaration>
<qti-item-body><qti-order-interaction response-identifier="R"><qti-prompt>In which order?</qti-prompt>
<qti-simple-choice identifier="rub">Rub</qti-simple-choice><qti-simple-choice identifier="wet">Wet</qti-simple-choice>
</qti-order-interaction></qti-item-body></qti-assessment-item>"""
NUMBER = """<assessmentItem identifier="n" title="N"><responseDeclaration identifier="R" cardinality="single"
baseType="float"><correctResponse><value>20</value></correctResponse></responseDeclaration><itemBody><p>How long?</p>
<p><textEntryInteraction responseIdentifier="R"/></p></itemBody><responseProcessing><responseCondition><responseIf>
<equal toleranceMode="absolute" tolerance="2 2"><variable identifier="R"/><correct identifier="R"/></equal>
</responseIf></responseCondition></responseProcessing></assessmentItem>"""
HOTSPOT = """<assessmentItem identifier="h" title="Point"><itemBody>
<hotspotInteraction responseIdentifier="R"/></itemBody></assessmentItem>"""


def items_of(*texts):
    members = {f"items/{number}.xml": text.encode() for number, text in enumerate(texts)}
    return import_bank([("a.zip", zipped({"imsmanifest.xml": b"<manifest/>", **members}))], "quizzes/a.yaml")


def test_a_choice_keeps_points_prompt_feedback_and_fixed_options():
    result = import_bank([("a.xml", CHOICE.encode())], "quizzes/a.yaml")
    assert result.formats == ("qti2",)
    (item,) = result.bank.items
    assert isinstance(item, MultipleChoice) and item.common.points == 2
    assert [plain_text(block.prose) for block in item.common.stem] == ["Hands can be muddy.", "What removes mud?"]
    soap, _, neither = item.options
    assert soap.is_key and soap.rationale and neither.anchored
    assert plain_text(soap.prose) == "Soap and water"


def test_version_3_and_numbers_in_a_package():
    result = items_of(THREE, NUMBER, HOTSPOT)
    steps, number = result.bank.items
    assert isinstance(steps, Ordering) and [plain_text(entry.prose) for entry in steps.entries] == ["Wet", "Rub"]
    assert isinstance(number, Numerical) and number.accepted[0].tolerance.amount.value == 2
    assert [loss.item for loss in result.losses if loss.refused] == ["Point"]


def processed(rules, response='cardinality="single" baseType="identifier"', inner=""):
    return f"""<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="a" title="Q" xml:lang="nl">
    <responseDeclaration identifier="R" {response}>{inner}</responseDeclaration><itemBody>
    <choiceInteraction responseIdentifier="R" shuffle="true"><prompt>Which?</prompt>
    <simpleChoice identifier="A">One</simpleChoice><simpleChoice identifier="B">Two</simpleChoice>
    <simpleChoice identifier="C">Three</simpleChoice></choiceInteraction></itemBody>
    <responseProcessing>{rules}</responseProcessing>
    <modalFeedback outcomeIdentifier="F" identifier="B" showHide="show"><p>Well done.</p></modalFeedback>
    <modalFeedback outcomeIdentifier="F" identifier="all" showHide="show"><p>As always.</p></modalFeedback>
    </assessmentItem>"""


def test_a_key_that_only_the_processing_says():
    rules = """<responseCondition><responseIf><match><variable identifier="R"/>
    <baseValue baseType="identifier">B</baseValue></match><setOutcomeValue identifier="SCORE">
    <baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf>
    <responseElseIf><match><variable identifier="R"/><baseValue baseType="identifier">C</baseValue></match>
    <setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue></setOutcomeValue></responseElseIf>
    </responseCondition>"""
    result = items_of(processed(rules))
    (item,) = result.bank.items
    right = [option for option in item.options if option.is_key]
    assert [plain_text(option.prose) for option in right] == ["Two"]
    assert [plain_text(block.prose) for block in right[0].rationale] == ["Well done."]
    assert [plain_text(block.prose) for block in item.common.rationale] == ["As always."]
    assert result.bank.language == "nl" and not result.losses


def test_points_that_are_mapped_become_shares():
    inner = """<correctResponse><value>A</value><value>B</value></correctResponse><mapping lowerBound="0">
    <mapEntry mapKey="A" mappedValue="0.333"/><mapEntry mapKey="B" mappedValue="0.667"/>
    <mapEntry mapKey="C" mappedValue="-1"/></mapping>"""
    rules = '<setOutcomeValue identifier="SCORE"><mapResponse identifier="R"/></setOutcomeValue>'
    result = items_of(processed(rules, 'cardinality="multiple" baseType="identifier"', inner))
    (item,) = result.bank.items
    assert [str(option.credit) for option in item.options] == ["333/1000", "667/1000", "-1"]
    assert not result.losses


def test_a_mark_that_costs_more_than_everything_is_named():
    inner = """<correctResponse><value>A</value><value>B</value></correctResponse><mapping>
    <mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="1"/><mapEntry mapKey="C" mappedValue="-4"/>
    </mapping>"""
    result = items_of(processed("<mapResponse identifier='R'/>", 'cardinality="multiple" baseType="identifier"', inner))
    assert [option.credit for option in result.bank.items[0].options] == [None, None, None]
    assert [loss.reason for loss in result.losses] == ["points for each right option became all or nothing"]


def test_what_the_published_schemas_have_no_place_for():
    """No `lang`, `style`, `figure`, `start`; formulas are MathML; version 3 has content bodies."""
    typed = 'Look at [hola]{lang=es}, [MRI]{abbr="a scan"} and $`x^2`$.\n\n3. three\n\n$$\n\\frac{1}{2}\n$$'
    stem = parse_blocks(typed)
    table = ProseTable(((Text("a"),), (Text("b"),)), (((Text("1"),), (Text("2"),)),), ("start", "end"))
    picture = Picture(IMAGE, "A leaf", (Text("What it shows"),), 0.5)
    options = (
        Option("a", (Text("One"),), True, rationale=(Paragraph((Text("Yes."),)),)),
        Option("b", (Text("Two"),), False),
    )
    item = MultipleChoice(ItemCommon("q", (*stem, table, picture), Decimal(3)), options)
    essay = Essay(ItemCommon("e", (Paragraph((Text("Why?"),)),)), sample=(Paragraph((Text("So."),)),))
    bank = ItemBank("b", (Text("B"),), "en", "", (), (item, essay), path="quizzes/b.yaml")
    for format, version in (("qti2", 2), ("qti3", 3)):
        exported = export_bank(bank, format)
        with zipfile.ZipFile(io.BytesIO(exported.data)) as archive:
            text = archive.read("items/q.xml").decode()
            manifest = archive.read("imsmanifest.xml").decode()
            marked = archive.read("items/e.xml").decode()
        assert not re.search(r' lang="| style="| start="| title="a scan"|\\\(', text)
        assert 'xml:lang="es"' in text and 'align="right"' in text and 'width="50%"' in text
        assert "<mfrac><mn>1</mn><mn>2</mn></mfrac>" in text
        assert ("<figure>" in text) == (version == 3)
        assert ("<qti-content-body>" in text) == (version == 3) == ('use="scoring"' in marked)
        assert re.search(r'base-?[tT]ype="float">3</(?:qti-base-value|baseValue)>', text)  # not a template's 1 point
        assert '<dependency identifierref="item-q"/>' in manifest
        assert ("qtiv3p0/imscp_v1p1" in manifest) == (version == 3)
        reasons = [loss.reason for loss in exported.losses]
        assert "its numbered lists begin with 1" in reasons
        assert "what its short forms stand for is written behind them in brackets" in reasons

"""QTI 2.x and 3.0: items of our own making, with the names of either version."""

from __future__ import annotations

from guidegen.exchange.importing import import_bank
from guidegen.exchange.opened import zipped
from guidegen.inline import plain_text
from guidegen.model.item import MultipleChoice, Numerical, Ordering

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

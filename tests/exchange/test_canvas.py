"""QTI 1.2 of Canvas: a package as other people's parsers see it, and shapes that Canvas writes."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

from lxml import etree

from guidegen.exchange.exporting import export_bank
from guidegen.exchange.importing import import_bank
from guidegen.exchange.opened import zipped
from guidegen.inline import Text
from guidegen.model.bank import ItemBank
from guidegen.model.item import Cloze, ItemCommon, MultipleChoice, Numerical, Option
from guidegen.model.prose import Paragraph

NUMBER = """<questestinterop><assessment title="Quiz"><section ident="root_section">
<item ident="i1" title="Question"><itemmetadata><qtimetadata>
<qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>numerical_question</fieldentry></qtimetadatafield>
<qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>2.5</fieldentry></qtimetadatafield>
</qtimetadata></itemmetadata><presentation><material><mattext texttype="text/html">&lt;p&gt;How many?&lt;/p&gt;
</mattext></material><response_str ident="response1"><render_fib fibtype="Decimal"/></response_str></presentation>
<resprocessing><outcomes><decvar maxvalue="100" varname="SCORE"/></outcomes><respcondition><conditionvar><or>
<varequal respident="response1" margintype="percent" margin="20.0">200.0</varequal>
<and><vargte respident="response1">160.0</vargte><varlte respident="response1">240.0</varlte></and></or></conditionvar>
<setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing></item>
<section ident="g" title="Group of three"><selection_ordering><selection><sourcebank_ref>x</sourcebank_ref></selection>
</selection_ordering></section></section></assessment></questestinterop>"""
BLANKS = """<questestinterop><item ident="i2" title="Roses"><itemmetadata><qtimetadata><qtimetadatafield>
<fieldlabel>question_type</fieldlabel><fieldentry>multiple_dropdowns_question</fieldentry></qtimetadatafield>
</qtimetadata></itemmetadata><presentation><material><mattext>Roses are [c].</mattext></material>
<response_lid ident="response_c"><material><mattext>c</mattext></material><render_choice>
<response_label ident="1"><material><mattext>red</mattext></material></response_label>
<response_label ident="2"><material><mattext>plaid</mattext></material></response_label></render_choice></response_lid>
</presentation><resprocessing><outcomes><decvar maxvalue="100" varname="SCORE"/></outcomes><respcondition><conditionvar>
<varequal respident="response_c">1</varequal></conditionvar><setvar action="Add" varname="SCORE">100</setvar>
</respcondition></resprocessing></item></questestinterop>"""


def test_margins_points_and_groups():
    result = import_bank([("a.xml", NUMBER.encode())], "quizzes/a.yaml")
    assert result.formats == ("canvas",) and result.found == 2
    (item,) = result.bank.items
    assert isinstance(item, Numerical)
    assert item.common.points == Decimal("2.5")
    assert item.accepted[0].tolerance.is_relative and item.accepted[0].tolerance.amount.value == 20
    assert [loss.item for loss in result.losses if loss.refused] == ["Group of three"]


def test_dropdowns_in_a_package_that_holds_both_forms_arrive_once():
    members = {
        "q/assessment_qti.xml": BLANKS,
        "non_cc_assessments/q.xml.qti": BLANKS,
        "q/assessment_meta.xml": "<quiz/>",
    }
    result = import_bank([("a.imscc", zipped({k: v.encode() for k, v in members.items()}))], "quizzes/a.yaml")
    (item,) = result.bank.items
    assert isinstance(item, Cloze) and [option.is_key for option in item.blanks[0].options].count(True) == 1


def test_a_broken_member_is_named_and_the_others_arrive():
    members = {"a.xml": b"<questestinterop><item", "b.xml": BLANKS.encode()}
    result = import_bank([("a.zip", zipped(members))], "quizzes/a.yaml")
    assert len(result.bank.items) == 1
    assert [loss.item for loss in result.losses if loss.refused] == ["a.xml"]


def test_the_package_is_what_canvas_reads():
    options = tuple(Option(f"o{n}", (Text(word),), n == 0) for n, word in enumerate(("Soap", "Gel")))
    item = MultipleChoice(ItemCommon("mud", (Paragraph((Text("What removes mud?"),)),)), options)
    bank = ItemBank("washing", (Text("Washing & more"),), "en", "", (), (item,), path="quizzes/washing.yaml")
    with zipfile.ZipFile(io.BytesIO(export_bank(bank, "canvas").data)) as archive:
        manifest = etree.fromstring(archive.read("imsmanifest.xml"))
        hrefs = [each.get("href") for each in manifest.iter("{*}file")]
        assert set(hrefs) < set(archive.namelist())
        quiz = etree.fromstring(archive.read(next(name for name in hrefs if name.count("/") and "meta" not in name)))
    assert quiz.find("{*}assessment").get("title") == "Washing & more"
    types = [each.text for each in quiz.iter("{*}fieldentry")]
    assert types[0] == "multiple_choice_question"
    labels = {each.get("ident"): "".join(each.itertext()) for each in quiz.iter("{*}response_label")}
    assert labels[quiz.find(".//{*}varequal").text].strip() == "Soap"

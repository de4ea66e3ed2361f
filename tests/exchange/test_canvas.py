"""QTI 1.2 of Canvas: a package as other people's parsers see it, and shapes that Canvas writes."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

from lxml import etree

from guidegen.exchange.exporting import export_bank
from guidegen.exchange.importing import import_bank
from guidegen.exchange.opened import zipped
from guidegen.inline import Text, plain_text
from guidegen.model.bank import ItemBank
from guidegen.model.item import Cloze, ItemCommon, Matching, MultipleChoice, Numerical, Option
from guidegen.model.prose import Paragraph
from tests.exchange.banks import DATA

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


def new_quizzes(kind, responses, right, text="Roses are [x-1] and [x-2]."):
    """An item as New Quizzes writes it: responses with labels, and what is right in each."""
    parts, rules = "", ""
    for name, (said, labels) in responses.items():
        inner = "".join(
            f'<response_label ident="{ident}" {more}><material><mattext>{words}</mattext></material></response_label>'
            for ident, words, more in labels
        )
        material = f"<material><mattext>{said}</mattext></material>"
        parts += f'<response_lid ident="{name}">{material}<render_choice>{inner}</render_choice></response_lid>'
    for name, ident in right:
        test = f'<conditionvar><varequal respident="{name}">{ident}</varequal></conditionvar>'
        rules += f'<respcondition>{test}<setvar action="Add" varname="SCORE">50</setvar></respcondition>'
    meta = "<qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>{}</fieldentry></qtimetadatafield>"
    xml = f"""<questestinterop><item ident="i" title="New"><itemmetadata><qtimetadata>{meta.format(kind)}</qtimetadata>
    <qtimetadata>{meta.format("multiple_answers_question")}</qtimetadata></itemmetadata><presentation>
    <material><mattext>{text}</mattext></material>{parts}</presentation><resprocessing>{rules}</resprocessing>
    </item></questestinterop>"""
    return import_bank([("a.xml", xml.encode())], "quizzes/a.yaml")


def test_blanks_of_new_quizzes_have_names_of_their_own():
    chosen = [("a", "black", 'answer_type="dropdown"'), ("b", "grey", 'answer_type="dropdown"')]
    written = [("c", "^blu.$", 'answer_type="openEntry" scoring_algorithm="TextRegex"')]
    responses = {"response_x-1": ("black", chosen), "response_x-2": ("blue", written)}
    right = [("response_x-1", "a"), ("response_x-2", "c")]
    result = new_quizzes("fill_in_multiple_blanks_question", responses, right)
    assert "stem: Roses are [[black|~grey]] and [[^blu.$]]." in result.files["quizzes/a.yaml"].decode()
    assert [loss.reason for loss in result.losses] == ["an answer that is a pattern stands as it is typed"]


def test_things_in_groups_are_matched_with_them():
    labels = [("a", "Cat", ""), ("b", "Rose", ""), ("c", "Stone", "")]
    responses = {"one": ("Animals", labels), "two": ("Plants", labels)}
    result = new_quizzes("categorization_question", responses, [("one", "a"), ("two", "b")], "Sort.")
    (item,) = result.bank.items
    assert isinstance(item, Matching)
    words = {response.id: plain_text(response.prose) for response in item.responses}
    assert {plain_text(p.prose): words[p.response] for p in item.premises} == {"Cat": "Animals", "Rose": "Plants"}
    assert [loss.reason for loss in result.losses] == ["things that belong to no group are left out"]


def test_pictures_by_every_name_of_the_folder_of_files():
    for base in ("$IMS-CC-FILEBASE$/", "$IMS_CC_FILEBASE$/", "%24IMS-CC-FILEBASE%24/", "$IMS_CC_FILE_BASE$"):
        text = f'&lt;img src="{base}leaf.png" alt="A leaf"&gt; Why?'
        xml = f"""<questestinterop><item ident="i" title="Leaf"><presentation><material>
        <mattext texttype="text/html">{text}</mattext></material><response_str ident="r"><render_fib/></response_str>
        </presentation></item></questestinterop>"""
        result = import_bank([("a.zip", zipped({"q.xml": xml.encode(), "leaf.png": DATA}))], "quizzes/a.yaml")
        assert len(result.files) == 2, base

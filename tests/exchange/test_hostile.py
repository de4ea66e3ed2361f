"""Files that do harm, or are broken: a clear error for each, and nothing to write."""

from __future__ import annotations

import io
import zipfile

import pytest

from guidegen.exchange.importing import import_bank
from guidegen.exchange.opened import LARGEST_MEMBER, Package, open_data
from guidegen.source.files import Refusal

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<quiz><question type="essay"><name><text>&b;</text></name></question></quiz>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<quiz><question type="essay"><questiontext><text>&a;</text></questiontext></question></quiz>"""


def package(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


HARMFUL = {
    "entities": (LAUGHS, "X103"),
    "external entities": (OUTSIDE, "X103"),
    "entities in UTF-16": (LAUGHS.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"), "X103"),
    "broken XML": (b"<quiz><question type='essay'></quiz>", "X102"),
    "XML that was cut off": (b"<?xml version='1.0'?><quiz><question type=", "X102"),
    "an unknown entity": (b"<quiz><question type='essay'>&nbsp;</question></quiz>", "X102"),
    "a climbing path": (package([("../../evil.xml", b"<quiz/>")]), "X103"),
    "an absolute path": (package([("/etc/evil.xml", b"<quiz/>")]), "X103"),
    "a path of Windows": (package([("C:\\evil.xml", b"<quiz/>")]), "X103"),
    "a package that was cut off": (package([("a.xml", b"<quiz/>" * 200)])[:-30], "X102"),
    "another encoding": ("Où est-ce?{=ici ~là}".encode("latin-1"), "X104"),
    "bytes that are no text": (b"\x00\x01\x02{}=", "X101"),
    "nothing at all": (b"", "X105"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "X105"),
    "a backup of Moodle": (b"\x1f\x8b\x08\x00", "X105"),
    "a workbook of long ago": (b"\xd0\xcf\x11\xe0\xa1\xb1", "X105"),
    "a Word document": (package([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<d/>")]), "X105"),
    "a letter": (b"Dear all,\n\nthe exam is on Monday.\n", "X105"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_harm_is_refused_and_nothing_is_written(name):
    data, code = HARMFUL[name]
    imported = import_bank([("file", data)], "quizzes/a.yaml")
    assert [problem.code for problem in imported.diagnostics] == [code]
    assert imported.bank is None
    assert not imported.files


def test_one_bad_file_stops_all():
    imported = import_bank([("good.gift", b"So. {T}"), ("bad.xml", LAUGHS)], "quizzes/a.yaml")
    assert imported.bank is None and not imported.files


def test_a_member_that_is_far_too_large_is_refused():
    bomb = open_data("bomb.zip", package([("a.xml", b"0" * (LARGEST_MEMBER // 8))]))
    assert isinstance(bomb, Package)
    assert isinstance(bomb.read("a.xml"), Refusal)


def test_deep_markup_ends_as_words():
    html = "<div>" * 5000 + "deep" + "</div>" * 5000
    text = f"<questiontext format='html'><text><![CDATA[{html}]]></text></questiontext>"
    xml = f"<quiz><question type='essay'>{text}</question></quiz>"
    imported = import_bank([("a.xml", xml.encode())], "quizzes/a.yaml")
    assert imported.found == 1
    assert imported.bank is None or len(imported.bank.items) == 1


def test_a_picture_that_is_none_is_named():
    xml = b"""<quiz><question type="essay"><questiontext format="html">
    <text><![CDATA[<p>Look: <img src="@@PLUGINFILE@@/a.png" alt="A leaf"></p>]]></text>
    <file name="a.png" path="/" encoding="base64">bm8gcGljdHVyZQ==</file></questiontext></question></quiz>"""
    imported = import_bank([("a.xml", xml)], "quizzes/a.yaml")
    assert len(imported.bank.items) == 1
    assert any("a.png" in loss.reason for loss in imported.losses)
    assert list(imported.files) == ["quizzes/a.yaml"]


def cloze_of_qti(body, declared="<correctResponse><value>a</value></correctResponse>"):
    return f"""<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="Blanks">
    <responseDeclaration identifier="A" cardinality="single" baseType="string">{declared}</responseDeclaration>
    <responseDeclaration identifier="B" cardinality="single" baseType="string">{declared}</responseDeclaration>
    <itemBody>{body}</itemBody></assessmentItem>""".encode()


BOTH = '<p>x <textEntryInteraction responseIdentifier="A"/> y <textEntryInteraction responseIdentifier="B"/></p>'
#: Files whose bank would not read: what is said of the item.
UNFIT = {
    "blanks without an answer": (cloze_of_qti(BOTH, ""), "blank 1: it has no right answer"),
    "a blank in what is skipped": (
        cloze_of_qti(f"{BOTH}<script><textEntryInteraction responseIdentifier='A'/></script>"),
        "its text has other blanks than its answers",
    ),
}


@pytest.mark.parametrize("name", UNFIT)
def test_what_would_not_read_is_named(name):
    data, reason = UNFIT[name]
    imported = import_bank([("a.xml", data)], "quizzes/a.yaml")
    assert [loss.reason for loss in imported.losses if loss.refused] == [reason]
    assert not imported.files


def test_a_large_picture_inside_a_file_is_no_bomb():
    picture = f'<file name="a.bin" path="/" encoding="base64">{"QUJD" * 2_600_000}</file>'
    xml = f"""<quiz><question type="essay"><questiontext format="html"><text>Why?</text>{picture}</questiontext>
    </question></quiz>"""
    imported = import_bank([("a.xml", xml.encode())], "quizzes/a.yaml")
    assert len(imported.bank.items) == 1


def test_names_that_are_taken_end():
    """Stimuli with the same long title: each gets a number."""
    metadata = "<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>{}</fieldlabel><fieldentry>{}</fieldentry>"
    metadata += "</qtimetadatafield></qtimetadata></itemmetadata>"
    items = ""
    for number in range(4):
        text = f"<presentation><material><mattext>Text {number}</mattext></material>{{}}</presentation></item>"
        asked = '<response_str ident="r"><render_fib><response_label ident="a"/></render_fib></response_str>'
        items += f'<item ident="s{number}" title="{"long words " * 9}">{text.format("")}'
        items += f'<item ident="i{number}" title="Q">{metadata.format("parent_stimulus_item_ident", f"s{number}")}'
        items += text.format(asked)
    xml = f"<questestinterop><assessment><section>{items}</section></assessment></questestinterop>"
    imported = import_bank([("a.xml", xml.encode())], "quizzes/a.yaml")
    assert len({stimulus.id for stimulus in imported.bank.stimuli}) == 4


def test_notes_of_the_finder_are_no_questions():
    imported = import_bank(
        [("a.zip", package([("a/q.xml", cloze_of_qti(BOTH)), ("__MACOSX/a/._q.xml", b"\x00\x05\x16\x07")]))],
        "quizzes/a.yaml",
    )
    assert imported.found == 1 and not imported.losses


#: Texts at which a careless pattern would look again and again, from each of their marks to their end.
ENDLESS = {
    "formulas without an end": "\\( x " * 20_000,
    "displayed formulas without an end": "\\[ x " * 20_000,
    "tags without an end": "// " + "[tag:" * 20_000 + "\nSo. {T}",
    "the same name again and again": "So. {T}\n\n" * 5_000,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_has_no_end_is_read_once(name):
    """With patterns that look back and forth each of these takes minutes."""
    imported = import_bank([("a.gift", (ENDLESS[name] + "\n\nWhy? {}").encode())], "quizzes/a.yaml")
    items = imported.bank.items
    assert len({item.common.id for item in items}) == len(items)
    assert imported.found == len(items) + sum(loss.refused for loss in imported.losses)


def test_a_formula_of_far_too_many_parts_is_words():
    text = f"<p>Why? <math>{'<mn>1</mn>' * 20_000}</math></p>"
    xml = f"<quiz><question type='essay'><questiontext format='html'><text><![CDATA[{text}]]></text></questiontext>"
    imported = import_bank([("a.xml", f"{xml}</question></quiz>".encode())], "quizzes/a.yaml")
    assert [loss.reason for loss in imported.losses] == ["a formula in MathML stands as plain characters"]

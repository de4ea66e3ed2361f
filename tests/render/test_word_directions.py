"""Word documents in Arabic and Hebrew: what runs to the left says so, and what does not stays as it is."""

from __future__ import annotations

import unicodedata

import docx
import pytest
from bidi.algorithm import get_display
from docx.oxml.ns import qn

from tests.batch.test_teach_back import TWO_LANGUAGES
from tests.conftest import build_texts
from tests.script_examples import files

_TO_THE_LEFT = {"R", "AL"}
_MARKS = "\u200e\u200f"
_ORDER_IN_PARAGRAPH = "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs bidi spacing ind jc".split()


def built(folder, texts, **choices):
    output, _ = build_texts(folder, texts, format="docx", **choices)
    return {path.name: docx.Document(path) for path in output.glob("*.docx")}


def is_bidi(paragraph) -> bool | None:
    """What a paragraph says of its direction, or None where it says nothing."""
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}")
    return None if found is None else found.get(qn("w:val")) != "0"


def runs(part):
    """The text of each run, with whether it runs to the left."""
    for run in part.iter(qn("w:r")):
        text = "".join(each.text or "" for each in run.iter(qn("w:t")))
        if text:
            yield text, run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None


def letters(text: str) -> set[str]:
    return {unicodedata.bidirectional(character) for character in text if character not in _MARKS}


def text_of(paragraph) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


@pytest.mark.parametrize("language", ["ar", "he"])
def test_all_of_a_document_is_laid_out_from_the_right(tmp_path, language):
    for word in built(tmp_path, files(language)).values():
        normal = word.styles.element.find(f"{qn('w:style')}[@{qn('w:styleId')}='Normal']")
        assert normal.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
        body = word.element.body
        assert all(section.find(qn("w:bidi")) is not None for section in body.iter(qn("w:sectPr")))
        tables = list(body.iter(qn("w:tbl")))
        assert tables
        assert all(table[0][0].tag == qn("w:bidiVisual") for table in tables)
        assert not [p for p in body.iter(qn("w:p")) if is_bidi(p) is False]


@pytest.mark.parametrize("language", ["ar", "he"])
def test_runs_say_which_way_they_run(tmp_path, language):
    for word in built(tmp_path, files(language)).values():
        section = word.sections[0]
        parts = (word.element.body, section.header.part.element, section.footer.part.element)
        told = [run for part in parts for run in runs(part)]
        for text, to_the_left in told:
            if letters(text) & _TO_THE_LEFT:
                assert to_the_left, text
            if "L" in letters(text) or letters(text) == {"EN"}:
                assert not to_the_left, text
        assert any(to_the_left for _, to_the_left in told)


@pytest.mark.parametrize("language", ["ar", "he"])
def test_programs_that_know_nothing_of_runs_order_numbers_as_they_were_typed(tmp_path, language):
    paragraphs = [text_of(p) for p in built(tmp_path, files(language))["hands.docx"].element.body.iter(qn("w:p"))]
    shown = [get_display(text, base_dir="R") for text in paragraphs]
    assert any("555-0142" in text for text in shown)
    assert any("12\u00a0mg" in text for text in shown)
    # A source in English keeps its full stop at its end.
    assert any("(2009)." in text for text in shown)


@pytest.mark.parametrize(("language", "call"), [("ar", "اتصل بنا"), ("he", "התקשרו")])
def test_hours_in_brackets_follow_a_telephone_number(tmp_path, language, call):
    """For who reads from the right they stand behind it, and not in one stretch with it."""
    guide = f"guide: g\nlanguage: {language}\ntitle: {call}\nversion: 1\nmain-message: {call} 555-0142 (10–12).\n"
    word = built(tmp_path, {"content/g.yaml": f"{guide}sections:\n  - title: {call}\n    body: {call}\n"})["g.docx"]
    shown = [get_display(text_of(p), base_dir="R") for p in word.element.body.iter(qn("w:p"))]
    [line] = ["".join(c for c in text if c not in _MARKS) for text in shown if "555" in text]
    assert line.startswith(".(12–10) 555-0142 ")


def test_what_is_stressed_is_bold(tmp_path):
    body = built(tmp_path, files("he"))["hands.docx"].element.body
    slanted = [run for run in body.iter(qn("w:r")) if run.find(f"{qn('w:rPr')}/{qn('w:i')}") is not None]
    assert not [run for run in slanted if letters(text_of(run)) & _TO_THE_LEFT]


@pytest.mark.parametrize("language", ["ar", "he"])
def test_properties_stand_in_the_order_of_the_schema(tmp_path, language):
    for word in built(tmp_path, files(language)).values():
        for properties in word.element.body.iter(qn("w:pPr")):
            names = [child.tag.split("}")[1] for child in properties]
            known = [_ORDER_IN_PARAGRAPH.index(name) for name in names if name in _ORDER_IN_PARAGRAPH]
            assert known == sorted(known)
        for properties in word.element.body.iter(qn("w:rPr")):
            names = [child.tag.split("}")[1] for child in properties]
            assert "rtl" not in names or names[names.index("rtl") + 1 :] in ([], ["lang"])


def test_documents_from_the_left_say_nothing_of_directions(tmp_path):
    word = built(tmp_path, files("ru"))["hands.docx"]
    for part in (word.element.body, word.styles.element):
        assert not [e for e in part.iter() if str(e.tag).endswith(("}bidi", "}rtl", "}bidiVisual"))]


HEBREW = {
    "content/g.he.yaml": """guide: g
language: he
title: משאבות
main-message: מ.
sections: [{title: מה הן, id: a, body: מילים עם gel.}]
""",
    "quizzes/b.he.yaml": """bank: b
language: he
stimuli: {read: {title: טקסט, text: אנה ראתה משאבות.}}
items:
  - {id: one, stem: הסבירו אחת., answer: אחת.}
  - {id: two, stem: הסבירו שתיים., answer: שתיים.}
""",
}


def test_each_of_two_languages_runs_its_own_way(tmp_path):
    english = {name: text for name, text in TWO_LANGUAGES.items() if ".es" not in name}
    [word] = [w for name, w in built(tmp_path, {**english, **HEBREW}, bilingual="he").items() if name == "g.en-he.docx"]
    said = {text_of(p): p for p in word.element.body.iter(qn("w:p"))}
    assert is_bidi(said["Ana saw pumps."]) is None
    for hebrew in ("אנה ראתה משאבות.", "מילים עם gel.", "משאבות", "הסבירו אחת."):
        assert is_bidi(said[hebrew]), hebrew
    stem = said["הסבירו אחת."]
    # The number is that of both; the second stays with the first.
    assert stem.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None
    assert is_bidi(stem.getprevious()) is None
    assert stem.getprevious().find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_each_of_two_languages_runs_its_own_way_in_a_document_from_the_right(tmp_path):
    hebrew = {name.replace(".he", ""): text for name, text in HEBREW.items()}
    hebrew["content/g.yaml"] += "version: 1\nquiz: {bank: b}\n"
    hebrew["quizzes/b.yaml"] = (
        hebrew["quizzes/b.yaml"]
        .replace("one, stem", "one, stimulus: read, stem")
        .replace("two, stem", "two, lines: 2, stem")
    )
    english = {
        name.replace(".yaml", ".en.yaml"): text.replace("guide: g\n", "guide: g\nlanguage: en\n")
        .replace("bank: b\n", "bank: b\nlanguage: en\n")
        .replace(" stimulus: read,", "")
        .replace("version: 1\n", "")
        .replace("quiz: {bank: b, teach-back: true}\n", "")
        for name, text in TWO_LANGUAGES.items()
        if ".es" not in name
    }
    [word] = [w for name, w in built(tmp_path, {**hebrew, **english}, bilingual="en").items() if name == "g.he-en.docx"]
    said = {text_of(p): p for p in word.element.body.iter(qn("w:p"))}
    assert is_bidi(said["Ana saw pumps."]) is False
    assert is_bidi(said["אנה ראתה משאבות."]) is None

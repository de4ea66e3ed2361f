"""The language-help notice: each line in its own language, in those alone that have words and letters."""

from __future__ import annotations

import re

import pytest

from guidegen.audit import audit
from guidegen.locale.notices import help_notice, help_notices
from guidegen.render.pdf.faces import undrawable
from guidegen.theme import load_theme
from tests.conftest import build_texts
from tests.pdf_reading import read, words

GUIDE = """guide: g
title: Title
main-message: Message
version: 1
sections:
  - {title: First, body: Words.}
"""
SETTINGS = """language-help:
  phone: 555-0142
  languages: [en, es-MX, vi, ru, {language: so, text: "Our own words, {phone}."}]
"""


def built(folder, settings=SETTINGS, guide=GUIDE, **choices):
    return build_texts(folder, {"guidegen.yaml": settings, "content/g.yaml": guide}, **choices)


def notice(path) -> list[tuple[str, str]]:
    """The lines of the notice, each with its languages."""
    [section] = [each for each in read(path).tree.find("Sect") if each.kids[0].text() == "Language help"]
    return [
        (words(line.text()), " ".join(dict.fromkeys(span.language for span in line.find("Span") if span.language)))
        for line in section.find("P")
    ]


def test_each_line_is_in_its_own_language_and_that_of_the_handout_is_left_out(tmp_path):
    output, problems = built(tmp_path)
    assert [problem.code for problem in problems] == ["S329"]
    assert notice(output / "g.pdf") == [
        ("Español: La ayuda con el idioma es gratuita. Pregúntenos o llame al 555-0142.", "es-MX"),
        ("Tiếng Việt: Trợ giúp ngôn ngữ là miễn phí. Hãy hỏi chúng tôi hoặc gọi 555-0142.", "vi"),
        ("Русский: Языковая помощь бесплатна. Спросите нас или позвоните: 555-0142.", "ru"),
        ("Our own words, 555-0142.", "so"),
    ]
    assert audit(output / "g.pdf").findings == ()


def test_without_a_number_nobody_is_told_to_call(tmp_path):
    output, _ = built(tmp_path, "language-help: {languages: [es]}\n")
    assert notice(output / "g.pdf") == [("Español: La ayuda con el idioma es gratuita. Pregúntenos.", "es")]


def test_a_guide_may_do_without(tmp_path):
    output, problems = built(tmp_path, guide=f"{GUIDE}language-help: false\n")
    assert not problems
    assert "Language help" not in read(output / "g.pdf").tree.text()


@pytest.mark.parametrize(("language", "code"), [("hi", "S328"), ("so", "S327")])
def test_what_cannot_be_printed_is_refused_at_its_place(tmp_path, language, code):
    output, problems = built(tmp_path, f"language-help: {{languages: [es, {language}]}}\n")
    assert {problem.code for problem in problems} == {code, "S329"}
    [problem] = [problem for problem in problems if problem.code == code]
    assert (problem.span.path, problem.span.line, problem.span.column) == ("guidegen.yaml", 1, 33)
    assert not list(output.glob("*.pdf"))


def test_own_words_need_no_review(tmp_path):
    _, problems = built(tmp_path, "language-help: {languages: [{language: es, text: Palabras.}]}\n")
    assert not problems


def test_the_notice_is_told_once_though_many_guides_print_it(tmp_path):
    files = {f"content/g{n}.yaml": GUIDE.replace("guide: g", f"guide: g{n}") for n in range(3)}
    _, problems = build_texts(tmp_path, {"guidegen.yaml": SETTINGS, **files})
    assert [problem.code for problem in problems] == ["S329"]


def test_every_notice_has_a_name_and_a_place_for_the_number():
    for tag, each in help_notices().items():
        assert each.name.strip() and each.ask.strip()
        assert re.findall(r"{[a-z]*}", each.ask + each.call) == ["{phone}"], tag
        assert help_notice(tag) is each
    assert help_notice("tlh") is None


@pytest.mark.parametrize("tag", ["en", "es", "fr", "de", "pt", "it", "pl", "ru", "uk", "vi", "fil", "ht"])
def test_notices_in_latin_and_cyrillic_letters_can_be_drawn(tag):
    each = help_notice(tag)
    assert undrawable(each.name + each.call, load_theme("clinic").faces["regular"]) == []


def test_word_has_the_notice(tmp_path):
    import docx

    output, _ = built(tmp_path, format="docx")
    lines = [paragraph.text for paragraph in docx.Document(output / "g.docx").paragraphs]
    assert "Español: La ayuda con el idioma es gratuita. Pregúntenos o llame al 555-0142." in lines

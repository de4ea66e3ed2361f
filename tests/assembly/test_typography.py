"""Quotes, dashes and units as they are printed."""

from __future__ import annotations

import random

import pytest

from guidegen.assembly import typography
from guidegen.assembly.typography import for_print
from guidegen.inline import Citation, Code, Emphasis, Link, Strong, Text, plain_text
from guidegen.locale import words_for

WORDS = words_for("en")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"leaky gut"', "“leaky gut”"),
        ("it's the body's", "it’s the body’s"),
        ("'quoted' words", "‘quoted’ words"),
        ("the Smiths' 'own'", "the Smiths’ ‘own’"),
        ("the '90s", "the ’90s"),
        ('("inside")', "(“inside”)"),
        ("wait...", "wait…"),
        ("one -- two", "one\u00a0– two"),
        ("one---two", "one—two"),
        ("5 mg a day", "5\u00a0mg a day"),
        ("37 °C, 10 %, 120 mmHg", "37\u00a0°C, 10\u00a0%, 120\u00a0mmHg"),
        ("5 men in 10, 5 in 10, 5 a day", "5 men in 10, 5 in 10, 5 a day"),
        ("10 000 people, in 2026 100 people", "10\u00a0000 people, in 2026 100 people"),
        ("see p. 4, pp. 5 and Fig. 3; no. 7", "see p.\u00a04, pp.\u00a05 and Fig.\u00a03; no.\u00a07"),
        ("J. R. Smith, Dr. Who", "J.\u00a0R.\u00a0Smith, Dr.\u00a0Who"),
        ("Pourquoi ? Parce que : oui !", "Pourquoi\u00a0? Parce que\u00a0: oui\u00a0!"),
        ("a -5 change", "a −5 change"),
        ("-0.5 and (-2) and = -.5", "−0.5 and (−2) and = −.5"),
        ("pages 3-5, 555-0142, COVID-19, 2025-06-30", "pages 3-5, 555-0142, COVID-19, 2025-06-30"),
        ("37°C-40, 5%-10%, (0)-1", "37°C-40, 5%-10%, (0)-1"),
        ("--flag", "--flag"),
    ],
)
def test_text(typed, printed):
    assert plain_text(for_print((Text(typed),), WORDS)) == printed


def test_quotes_across_inline_borders():
    prose = (Text('He said "'), Strong((Text("now"),)), Text('".'))
    assert plain_text(for_print(prose, WORDS)) == "He said “now”."
    prose = (Emphasis((Text('"so"'),)), Text(' and "on"'))
    assert plain_text(for_print(prose, WORDS)) == "“so” and “on”"


def test_code_stays_as_typed():
    assert for_print((Code('say "hi" -- ...'),), WORDS) == (Code('say "hi" -- ...'),)


def test_a_citation_stands_close_to_its_word():
    assert for_print((Text("known "), Citation(("a",)), Text(".")), WORDS)[0] == Text("known")


def test_nothing_stands_between_code_and_its_citation():
    """A text without words would be content that is in the structure and nowhere on the page."""
    code, cited, words = Code("x"), Citation(("a",)), Text(" co\u00adoperation.")
    assert for_print((code, Text(" "), cited, words), WORDS) == (code, cited, words)


def test_paper_shows_the_address_of_a_link():
    named = for_print((Link("https://example.org/page", (Text("this page"),)),), WORDS)
    assert named[1] == Text(" (example.org/page)")
    bare = for_print((Link("https://example.org/page", (Text("https://example.org/page"),)),), WORDS)
    assert len(bare) == 1


def test_an_apostrophe_is_no_closing_quote_in_any_language():
    def set_in(language, text):
        (node,) = for_print((Text(text),), words_for(language))
        return node.text

    assert set_in("es", "Smith's 'own' James' 'x'") == "Smith’s “own” James’ “x”"
    assert set_in("de", "Wie geht's? 'Gut', Max' Wort") == "Wie geht’s? ‚Gut‘, Max’ Wort"
    assert set_in("fr", "l'eau \"d'ici\"") == "l’eau «\u00a0d’ici\u00a0»"


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("fr", "Pourquoi ? Parce que : voici; fin!", "Pourquoi_? Parce que_: voici_; fin_!"),
        ("fr", "À 10:30, voir https://example.org/a?b", "À 10:30, voir https://example.org/a?b"),
        ("fr", '"oui" et « non »', "«_oui_» et «_non_»"),
        ("fr-CA", "Pourquoi? Voici : non!", "Pourquoi? Voici_: non!"),
        ("pl", "ból w nodze i o 8 z lekarzem", "ból w_nodze i_o_8 z_lekarzem"),
        ("ru", "5 мг в день - с едой", "5_мг в_день_— с_едой"),
        ("ru", '"Чистота - залог здоровья"', "«Чистота_— залог здоровья»"),
        ("he", 'ד"ר כהן מצה"ל אמר: "ג\'ירפה"', "ד״ר כהן מצה״ל אמר: ”ג׳ירפה”"),
        ("zh-Hans", '王医生说："很好。"然后', "王医生说：“很好。”然后"),
        ("zh-TW", '他說："好"', "他說：「好」"),
        ("de", 'Er sagt: "Ja!"', "Er sagt: „Ja!“"),
        ("es", "¿Qué? Sí: no", "¿Qué? Sí: no"),
    ],
)
def test_each_language_has_its_marks_and_spaces(language, typed, printed):
    assert plain_text(for_print((Text(typed),), words_for(language))).replace("\u00a0", "_") == printed


def test_spaces_are_kept_across_inline_borders():
    prose = (Strong((Text("Attention"),)), Text(" : lavez"))
    assert plain_text(for_print(prose, words_for("fr"))) == "Attention\u00a0: lavez"


def test_what_is_passed_over_has_nothing_that_changes():
    pieces = [
        "Dr. ",
        "p. ",
        "5",
        " mg",
        "1 000",
        " ",
        "\u00a0",
        "a",
        "B",
        "é",
        "и",
        "А.",
        "«",
        "»",
        ":",
        "–",
        "§",
        "№",
        ")",
        "\n",
    ]
    made = random.Random(1)
    for _ in range(20_000):
        text = "".join(made.choices(pieces, k=made.randint(1, 8)))
        if typography._TIGHT.search(text):
            assert typography._MAY_BE_TIGHT.search(text), text


@pytest.mark.parametrize("text", ["", "'", '"', "a", "'a' 'b'", "\"a\" 'b' it's", 'say "yes"', "'' \"\"", "ends'"])
def test_quotes_are_judged_one_by_one(text):
    assert len(plain_text(for_print((Text(text),), WORDS))) == len(text)
    assert not {"'", '"'} & set(plain_text(for_print((Text(text),), WORDS)))

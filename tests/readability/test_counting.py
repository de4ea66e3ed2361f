"""Sentences, words and syllables: what counts as one."""

from __future__ import annotations

import pytest

from guidegen.readability.counts import count
from guidegen.readability.hard_words import hard_words
from guidegen.readability.numerals import said
from guidegen.readability.sentences import sentences_in
from guidegen.readability.syllables import SYLLABLES
from guidegen.readability.words import words_in

SENTENCES = {
    "Take one. Rest.": 2,
    "See Dr. Lee at 8 a.m. on Monday.": 1,
    "Come at 8 a.m. The nurse will see you.": 2,
    "Take 2.5 mg (e.g. half a pill). Call us!": 2,
    "Ask J. R. Smith about it.": 1,
    "The U.S. has a rule. It is old.": 2,
    "Read www.example.org. Then call.": 2,
    "“Why?” she asked. He did not say.": 2,
    "Why? Because it helps.": 2,
    "He said “Stop.” Then he left.": 2,
    "Wait ... and then go.": 1,
    "1. Wash your hands": 1,
    "He said no. Call again.": 2,
    "See No. 5 and Fig. 2. Then come in. Nurses help.": 3,
    "No end here": 1,
    "It costs $5.50. That is all.": 2,
    "Smith et al. found it. So did we.": 2,
    "": 0,
    "...": 0,
}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences(text):
    assert len(sentences_in(text)) == SENTENCES[text], [text[s:e] for s, e in sentences_in(text)]


def test_sentences_of_other_languages():
    assert len(sentences_in("La Dra. Ruiz llega hoy. ¿Qué debo hacer? Llame al núm. 5.", "es")) == 3
    assert len(sentences_in("Nehmen Sie z.B. Tee. Das hilft.", "de")) == 2
    assert len(sentences_in("M. Petit arrive. Il va bien.", "fr")) == 2


def test_words():
    text = "Blood-pressure pills (5 mg, 24/7) cost $5—60% more: see https://example.org/a-b. And/or call…now!"
    assert [word.text for word in words_in(text)] == [
        "Blood-pressure", "pills", "5", "mg", "24/7", "cost", "5", "60%", "more", "see", "https://example.org/a-b",
        "And", "or", "call", "now",
    ]  # fmt: skip
    for word in words_in(text):
        assert text[word.start : word.end] == word.text


SYLLABLE_COUNTS = {
    "en": "make:1 makes:1 asked:1 wanted:2 people:2 area:3 science:2 doing:2 homework:2 something:2 careful:2 "
    "every:3 table:2 whole:1 medicine:3 patient:2 serious:3 nation:2 social:2 media:3 diabetes:4 diarrhea:4 "
    "create:2 creature:2 idea:3 influence:3 player:2 beyond:2 rhythm:2 tourism:3 houses:2 headaches:2 settled:2 "
    "didn't:2 we're:1 business:2 statement:2 element:3 basically:3 closet:2 quiet:2 language:2",
    "es": "día:2 ciudad:2 poeta:3 guitarra:3 pingüino:3 que:1 país:2 aéreo:4 farmacéutico:5 agua:2 cuidado:3 rey:1 "
    "leer:2 oído:3 búho:2 prohibir:2 estudiáis:3",
    "de": "Familie:4 Patient:3 Theater:3 Studium:3 Liebe:2 heute:2 Bauer:2 Quelle:2 Tee:1 Operation:5",
    "fr": "table:1 médicament:4 femme:1 personnes:2 oublier:3 création:3 eau:1 naïf:2 pharmacie:3 août:1",
    "pt": "água:2 coração:3 saúde:3 mãe:1 pai:1 guerra:2 remédio:4 dia:2 coisa:2 país:2 quando:2",
}


@pytest.mark.parametrize("language", SYLLABLE_COUNTS)
def test_syllables(language):
    pairs = [pair.split(":") for pair in SYLLABLE_COUNTS[language].split()]
    assert {word: SYLLABLES[language](word) for word, _ in pairs} == {word: int(number) for word, number in pairs}


def test_numbers_are_counted_as_they_are_said():
    spoken = {"14": 2, "2003": 4, "60%": 4, "508": 4, "1918": 4, "$5": 3, "0.5": 4, "1,000": 3, "555-0142": 8, "7": 2}
    assert {text: said(text) for text in spoken} == spoken


def test_fragments_do_not_count_and_lists_are_not_glued():
    points = ["Wash your hands.", "Eat well.", "apples", "Main role"]
    counted = count(points, "en")
    assert (counted.sentences, counted.words, counted.all_words) == (2, 5, 8)
    long = "a fever that lasts more than three days or comes back again after you have felt better"
    assert count([long], "en").sentences == 1


def test_a_language_without_syllables_has_words_that_are_known_too():
    counted = count(["Lavati le mani con il sapone."], "it", known={"sapone"})
    assert (counted.sentences, counted.words, counted.syllables) == (1, 6, 0)


def test_hard_words():
    text = "The helper helped Maria with hypertension, COVID-19 and handwashing at www.example.org in 2003."
    assert [word.text for word in hard_words(text, "en")] == ["hypertension"]
    assert not list(hard_words(text, "en", known={"hypertension"}))
    assert not list(hard_words("Hipertensión arterial", "es"))

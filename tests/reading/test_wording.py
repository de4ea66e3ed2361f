"""What the words of an option say about its place, whatever they begin with."""

from __future__ import annotations

import pytest

from guidegen.inline import Text
from guidegen.model.wording import is_closing, names_options


@pytest.mark.parametrize(
    "words",
    [
        "All of the above",
        " NONE of these.",
        "both of the options above are correct",
        "Neither of those",
        "either of the answers",
        "Any of the foregoing",
        "some of these statements are true",
        "each of the choices",
        "Todas las anteriores",
        "todo lo anterior",
        "Ninguna de las anteriores!",
        "nada de lo anterior",
        "Toutes les réponses ci-dessus",
        "aucune de ces réponses",
        "Alle oben genannten",
        "keine der genannten Antworten",
    ],
)
def test_words_that_close(words):
    assert is_closing((Text(words),))


@pytest.mark.parametrize("words", ["All", "Above", "Allof the above", "Water above the weir", "", "Any water"])
def test_words_that_do_not_close(words):
    assert not is_closing((Text(words),))


@pytest.mark.parametrize(
    "words",
    [
        "A and C",
        "(A) and (B)",
        "B, C, and D",
        "A/B",
        " Both A and B.",
        "only A and B",
        "option:A or B",
        "letters A and D are right",
        "All of the answers 1, 2 and 4",
        "the choices a and b",
        "Only (C)",
        "C only",
    ],
)
def test_words_that_name_options(words):
    assert names_options((Text(words),), 4)


@pytest.mark.parametrize("words", ["A cell", "AB and C", "Vitamin A and C", "A and T", "The water", "", "7 and 9"])
def test_words_that_name_none(words):
    assert not names_options((Text(words),), 4)

"""The formulas: constants against hand-made sums, and grades against those of a commercial program."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidegen.readability.counts import Counts
from guidegen.readability.formulas import FORMULAS
from guidegen.readability.measures import measure

REFERENCE = Path(__file__).parent / "reference"
COUNTS = Counts(
    sentences=10, words=150, syllables=240, monosyllables=90, polysyllables=20, letters=700, long_words=30,
    all_words=150, all_monosyllables=90,
)  # fmt: skip
BY_HAND = {
    "flesch-kincaid": 9.14,
    "smog": 11.21,
    "forcast": 11.0,
    "flesch": 56.25,
    "inflesz": 92.16,
    "wiener-sachtextformel": 4.84,
    "amstad": 71.4,
    "kandel-moles": 74.02,
    "gulpease": 62.33,
    "flesch-martins": 98.25,
}


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.key)
def test_formulas(formula):
    assert formula.compute(COUNTS) == pytest.approx(BY_HAND[formula.key], abs=0.01)


@pytest.mark.parametrize(
    ("name", "grade", "smog", "forcast", "ease"),
    [
        ("water", 12.8, 14.6, 11.7, 36),
        ("face-coverings", 9.5, 12.3, 11.0, 54),
        ("asthma", 8.7, 10.7, 11.2, 57),
        ("making-face-coverings", 10.9, 13.8, 10.8, 47),
        ("caring-for-yourself", 9.5, 12.0, 11.4, 51),
        ("disinfecting", 8.7, 11.1, 11.2, 55),
    ],
)
def test_grades_are_those_of_a_commercial_program(name, grade, smog, forcast, ease):
    lines = (REFERENCE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    measures = measure(lines, "en")
    assert measures.value("flesch-kincaid") == pytest.approx(grade, abs=0.12)
    assert measures.value("smog") == pytest.approx(smog, abs=0.26)
    assert measures.value("forcast") == pytest.approx(forcast, abs=0.06)
    assert measures.value("flesch") == pytest.approx(ease, abs=3)


def test_little_text_gives_estimates_and_none_gives_nothing():
    few = measure(["Wash your hands. Eat well."], "en")
    assert all(figure.is_estimate for figure in few.figures) and not few.is_enough
    assert measure([], "en").figures == ()
    assert measure(["Tere, kuidas läheb?"], "et").figures == ()
    assert [figure.formula.key for figure in measure(["Lávese las manos."], "es-MX").figures] == ["inflesz"]

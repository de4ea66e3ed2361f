"""The codes that are printed are those of every later release: quizzes and keys of different years belong together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guidegen.assembly.codes import key_revision, quiz_code
from guidegen.assembly.form import make_form
from guidegen.reading import read_project

PICTURE = Path(__file__).parents[2] / "docs" / "items" / "dividing-cell.png"
BANK = r"""bank: b
stimuli:
  s: A *short* text with $`x^2`$, [a link](https://example.org) and ____.
items:
  - {id: choice, stem: "Which, `a` or **b**?", key: One, distractors: [Two, Three], rationale: So., stimulus: s}
  - id: long
    stem: Which?
    figure: cell.png
    alt: A cell.
    options:
      - {text: One, key: true, rationale: Because., credit: 100%}
      - {text: Two, anchored: true}
      - {figure: cell.png, alt: Another cell.}
  - {id: several, stem: Which two?, key: [One, Two], distractors: [Three], credit: right-minus-wrong, points: 2}
  - {id: true, stem: It is so., key: false}
  - {id: table, stem: True?, statements: {It is so.: true, It is not.: false}}
  - {id: match, stem: Match., pairs: [{premise: a, response: b}, {premise: c, response: d}], extra-responses: [e]}
  - {id: order, stem: Order., order: [first, second, third]}
  - {id: short, stem: What?, answer: [this, that], lines: 2}
  - {id: number, stem: How much?, answer: 12.5, tolerance: 5%, unit: mg}
  - id: blanks
    stem: "The [[heart|muscle]] pumps [[blood|~air]], [[5 ± 1]] litres."
    extra-words: [lung]
    word-bank: true
  - id: essay
    stem: Why?
    box: 40 mm
    rubric: {Says why: 2}
    sample-answer: Because.
  - id: labels
    stem: Label it.
    figure: cell.png
    alt: A cell.
    markers: [{at: 50% 50%, label: Middle, alt: the middle}, {at: 10% 10%, label: Edge, alt: the edge}]
    extra-labels: [None]
  - id: drawn
    kind: numerical
    stem: "How much is {{n}} halves?"
    variables: {n: {from: 2, to: 9}}
    answer: "{{n / 2}}"
"""
#: Made with the version before the first release; never to be changed.
PINNED = {
    "A": ("S2N8-51PG", "KZMC"),
    "B": ("3X6R-2ZBJ", "X4ST"),
    "Z": ("4V2S-3SPG", "XS83"),
}


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    folder = tmp_path_factory.mktemp("codes")
    (folder / "quizzes").mkdir()
    (folder / "quizzes" / "b.yaml").write_text(BANK, encoding="utf-8")
    (folder / "quizzes" / "q.yaml").write_text("quiz: q\ntitle: Q\nbank: b\n", encoding="utf-8")
    shutil.copy(PICTURE, folder / "quizzes" / "cell.png")
    project, problems, _ = read_project(folder)
    assert not problems, problems
    return project


@pytest.mark.parametrize("name", ["A", "B", "Z"])
def test_codes_are_pinned(bank, name):
    form = make_form(bank.quizzes["q"], [bank.banks["b"]], name=name)
    assert (quiz_code(form), key_revision(form)) == PINNED[name]

"""Label the figure: the key names the right label in every form, and the print tells nothing else."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from guidegen.assembly.kinds import kind_of
from guidegen.assembly.random_streams import Stream
from guidegen.batch.build import build
from guidegen.inline import plain_text
from guidegen.locale import words_for
from guidegen.model.item import LabelFigure
from guidegen.reading import read_project
from tests.conftest import TODAY
from tests.pdf_reading import read

PICTURE = Path(__file__).parents[2] / "docs" / "items" / "dividing-cell.png"
BANK = """\
bank: bank
items:
  - stem: Label the cell.
    id: cell
    figure: cell.png
    alt: A cell.
    points: 3
    markers:
      - {at: 50% 57.5%, number-at: 57% 74%, label: Centromere, alt: the dark spot}
      - {at: 34% 44.5%, label: Fiber, alt: a thin line, rationale: It pulls.}
      - {at: 84% 50%, label: Centrosome, alt: the round body}
    extra-labels: [Membrane]
"""
QUIZ = "quiz: quiz\ntitle: Quiz\nbank: bank\n"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "quizzes").mkdir()
    shutil.copy(PICTURE, tmp_path / "quizzes" / "cell.png")
    (tmp_path / "quizzes" / "bank.yaml").write_text(BANK, encoding="utf-8")
    (tmp_path / "quizzes" / "quiz.yaml").write_text(QUIZ, encoding="utf-8")
    return tmp_path


@pytest.fixture
def item(project) -> LabelFigure:
    found, problems, _ = read_project(project)
    assert not problems
    (bank,) = found.banks.values()
    (item,) = bank.items
    assert isinstance(item, LabelFigure)
    return item


def test_letters_name_the_right_labels_in_every_order(item):
    kind, labels = kind_of(item), {label.id: plain_text(label.prose) for label in item.labels}
    seen = Counter()
    for seed in range(600):
        order = kind.order(item, Stream(seed, "A"), shuffle=True)
        assert sorted(order) == sorted(labels)
        letters = kind.letters(item, order, words_for("en")).split()
        assert [labels[order["ABCD".index(one)]] for one in letters] == ["Centromere", "Fiber", "Centrosome"]
        seen[order] += 1
    expected = 600 / 24
    # Chi-square with 23 degrees of freedom: 49.7 is passed once in a thousand times; the seeds are fixed.
    assert len(seen) == 24
    assert sum((count - expected) ** 2 / expected for count in seen.values()) < 49.7


def test_the_document_does_not_tell_the_answers(item):
    task = kind_of(item).task(item, words_for("en"))
    assert [option.id for option in task.labels] == sorted(label.id for label in item.labels)


@pytest.mark.parametrize("listed", [True, False])
def test_the_printed_letters_match_the_key(project, listed):
    bank = project / "quizzes" / "bank.yaml"
    if not listed:
        text = BANK.replace("    extra-labels: [Membrane]\n", "    list-labels: false\n")
        bank.write_text(text, encoding="utf-8")
    assert not build(project, today=TODAY, producer="guidegen").diagnostics
    quiz = read(project / "output" / "quiz.pdf").tree
    key = read(project / "output" / "quiz-key.pdf").tree.text()
    (figure,) = quiz.find("Figure")
    assert figure.alt == "A cell. 1: the dark spot. 2: a thin line. 3: the round body."
    assert figure.text() == "123"
    lists = [node for node in quiz.find("L") if any(kid.text() == "A" for kid in node.find("Lbl"))]
    assert bool(lists) is listed
    if not listed:
        assert "Centromere" in key
        assert "Centromere" not in quiz.text()
        return
    printed = {entry.find("Lbl")[0].text(): entry.find("LBody")[0].text() for entry in lists[-1].find("LI")}
    assert sorted(printed.values()) == ["Centromere", "Centrosome", "Fiber", "Membrane"]
    by_label = {label: letter for letter, label in printed.items()}
    for label in ("Centromere", "Fiber", "Centrosome"):
        assert f"{by_label[label]} {label}" in key

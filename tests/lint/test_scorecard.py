"""The scorecard: what the machine judges, what it leaves to a person, and the worksheet in print."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from guidegen.batch.choices import Choices
from guidegen.batch.scorecards import score
from guidegen.cli import main
from guidegen.lint.guides.ground import Ground
from guidegen.lint.scorecard.card import scorecard
from guidegen.lint.scorecard.instruments import CDC, INSTRUMENTS, PEMAT
from guidegen.locale import words_for
from guidegen.reading import read_project

TODAY = datetime.date(2026, 11, 24)
POOR = """\
guide: poor
title: Hyponatremia
subtitle: Facts
main-message: Hypokalemia is monitored by phlebotomy.
version: 1
sections:
  - title: Information
    body: |
      It is seen in 40% of hospitalizations. One. Two. Three. Four. Five. Six.
"""


def card_of(tmp_path: Path, text: str):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "poor.yaml").write_text(text, encoding="utf-8")
    project, problems, sources = read_project(tmp_path)
    assert not problems, problems
    guide = project.guides["poor"]
    return scorecard(Ground(guide, TODAY, sources[guide.path]))


def verdicts(card, instrument):
    scores = next(each for each in card.instruments if each.instrument is instrument)
    return {score.criterion.number: score.verdict for score in scores.scores}


def test_the_instruments_are_whole():
    assert [c.number for c in PEMAT.criteria] == [*range(1, 13), *range(15, 27)]
    assert [c.number for c in CDC.criteria] == [*range(1, 21)]
    assert sum(c.judge is not None for c in PEMAT.criteria) == 13
    assert sum(c.judge is not None for c in CDC.criteria) == 14
    words = words_for("en")
    assert all(words[c.key] for instrument in INSTRUMENTS for c in instrument.criteria)


def test_a_poor_guide_is_not_met_where_it_fails(tmp_path):
    card = card_of(tmp_path, POOR)
    pemat, cdc = verdicts(card, PEMAT), verdicts(card, CDC)
    assert {n for n, v in pemat.items() if v == "not-met"} == {3, 4, 8, 11, 12, 20, 21, 22, 23}
    assert {n for n, v in pemat.items() if v == "not-applicable"} == {17, 19, 25}
    assert {n for n, v in cdc.items() if v == "not-met"} == {5, 6, 7, 8, 9, 10, 12, 13, 14, 20}
    assert {n for n, v in cdc.items() if v == "person"} == {4, 11, 15, 16, 18, 19}


def test_a_guide_in_another_language_leaves_more_to_a_person(tmp_path):
    pemat = verdicts(card_of(tmp_path, POOR + "language: es\n"), PEMAT)
    assert pemat[3] == pemat[4] == pemat[21] == "person"


@pytest.mark.parametrize("language", ["ar", "he", "it", "zh-Hans"])
def test_a_guide_in_a_language_without_syllables_is_scored_by_what_can_be_counted(tmp_path, language):
    card = card_of(tmp_path, POOR + f"language: {language}\n")
    assert card.measures.counts.sentences
    assert verdicts(card, PEMAT)[3] == "person"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scored")
    (folder / "content").mkdir()
    (folder / "content" / "poor.yaml").write_text(POOR, encoding="utf-8")
    return folder


def test_the_worksheet_is_one_page_and_names_every_item(project):
    import pypdfium2

    scored = score(project, Choices(), only=None, today=TODAY, producer="test")
    (path,) = scored.written
    assert path.name == "poor-scorecard.pdf"
    before = path.read_bytes()
    score(project, Choices(), only=None, today=TODAY, producer="test")
    assert path.read_bytes() == before
    document = pypdfium2.PdfDocument(str(path))
    assert len(document) == 1
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    words = words_for("en")
    for instrument in INSTRUMENTS:
        for criterion in instrument.criteria:
            assert f"{criterion.number} {words[criterion.key]}" in text, criterion
    assert "%)" not in text and "Total" not in text


def test_the_command(project, monkeypatch):
    monkeypatch.chdir(project)
    shown = CliRunner().invoke(main, ["check", "--scorecard"])
    assert shown.exit_code == 0
    assert "NOT MET" in shown.stdout and "For a person: 11." in shown.stdout
    data = json.loads(CliRunner().invoke(main, ["check", "--scorecard", "--output-format", "json"]).stdout)
    assert data["version"] == 1
    (card,) = data["scorecards"]
    pemat, cdc = card["instruments"]
    assert pemat["for_a_person"] == 11 and len(pemat["items"]) == 24 and len(cdc["items"]) == 20
    assert {figure["name"] for figure in card["readability"]["figures"]} >= {"flesch-kincaid", "smog", "forcast"}
    assert not any("total" in key or key == "score" for key in (*pemat, *card))

"""Exercises of R/exams: what they say arrives, what needs R is named."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from guidegen.exchange.exporting import export_bank
from guidegen.exchange.importing import import_bank
from guidegen.inline import Mathematics, plain_text, walk
from guidegen.model.item import Essay, MultipleChoice, MultipleResponse, Numerical, ShortAnswer, accepted_range
from guidegen.reading import read_project
from tests.exchange.banks import DATA

FIXTURE = Path(__file__).parent / "fixtures" / "water.Rmd"


def imported(text: str, name: str = "a.Rmd"):
    return import_bank([(name, text.encode())], "quizzes/a.yaml")


def exercise(meta: str, options: str = "", solution: str = "") -> str:
    listed = f"\nAnswerlist\n----------\n{options}\n" if options else ""
    question = f"Question\n========\nHow much?\n{listed}"
    return f"{question}\nSolution\n========\n{solution}\n\nMeta-information\n================\n{meta}\n"


def test_a_single_choice_arrives_whole():
    result = imported(FIXTURE.read_text())
    assert result.formats == ("rexams",) and not result.losses
    (item,) = result.bank.items
    assert isinstance(item, MultipleChoice) and item.shuffle
    assert (item.common.id, item.common.points, item.common.tags) == ("boiling-water", Decimal(2), ("water", "heat"))
    assert any(isinstance(node, Mathematics) for node in walk(item.common.stem[0].prose))
    assert [(plain_text(option.prose), option.is_key) for option in item.options] == [
        ("About 100 degrees", True),
        ("About 80 degrees, as in the mountains", False),
        ("About 120 degrees", False),
    ]
    reasons = [plain_text(o.rationale[0].prose) if o.rationale else "" for o in item.options]
    assert reasons == ["That is how the scale was made.", "The pressure is lower there.", ""]
    assert plain_text(item.common.rationale[0].prose).startswith("Water boils")


def test_other_types():
    several = imported(exercise("extype: mchoice\nexsolution: 110", "* a\n* b\n* c")).bank.items[0]
    assert isinstance(several, MultipleResponse) and [option.is_key for option in several.options] == [
        True,
        True,
        False,
    ]
    assert not several.shuffle
    number = imported(exercise("extype: num\nexsolution: 12.5\nextol: 0.5")).bank.items[0]
    assert isinstance(number, Numerical) and accepted_range(number.accepted[0]) == (Decimal("12.0"), Decimal("13.0"))
    word = imported(exercise("extype: string\nexsolution: heart")).bank.items[0]
    assert isinstance(word, ShortAnswer) and plain_text(word.accepted[0].prose) == "heart"
    assert isinstance(imported(exercise("extype: string\nexstringtype: essay")).bank.items[0], Essay)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("```{r}\nx <- 1\n```\n" + exercise("extype: num\nexsolution: 3"), "computes its values with R"),
        (exercise("extype: num\nexsolution: 3").replace("How much", "How much is `r x`"), "computes its values with R"),
        (exercise("extype: cloze\nexsolution: 3|4"), "same number of answers"),
        (exercise("extype: cloze\nexclozetype: num|num\nexsolution: 3|4", "* a"), "does not fit its exsolution"),
        (exercise("extype: cloze\nexclozetype: mchoice\nexsolution: 11", "* a\n* b"), "of the type “mchoice”"),
        (exercise("extype: cloze\nexclozetype: schoice\nexsolution: 11", "* a\n* b"), "no right option, or several"),
        (exercise("extype: num\nexsolution: many"), "not a number"),
        (exercise("extype: schoice\nexsolution: 10", "* a\n* b\n* c"), "for each of its answers"),
        (exercise("extype: schoice\nexsolution: 100"), "no list of answers"),
        (exercise("exsolution: 100"), "no extype"),
    ],
)
def test_what_does_not_fit_is_named(text, reason):
    (loss,) = imported(text).losses
    assert loss.refused and reason in loss.reason


def test_a_package_of_exercises():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("exams/water.Rmd", FIXTURE.read_text())
        archive.writestr("exams/second.Rmd", exercise("extype: num\nexsolution: 3\nexshuffle: 2"))
        archive.writestr("exams/readme.md", "No exercise.")
    result = import_bank([("exams.zip", stream.getvalue())], "quizzes/a.yaml")
    assert result.formats == ("rexams",)
    assert [item.common.id for item in result.bank.items] == ["second", "boiling-water"]


def test_cloze_with_tags():
    text = exercise(
        "extype: cloze\nexclozetype: num|schoice|string\nexsolution: 5|01|heart\nextol: 0.5|0|0",
        "* \n* air\n* blood\n* ",
    ).replace("How much?", "In ##ANSWER1## litres of ##ANSWER2## the ##ANSWER3## beats.")
    result = imported(text)
    assert not result.losses
    (item,) = result.bank.items
    number, chosen, written = item.blanks
    assert accepted_range(number.accepted[0]) == (Decimal("4.5"), Decimal("5.5"))
    assert [(plain_text(option.prose), option.is_key) for option in chosen.options] == [("air", False), ("blood", True)]
    assert plain_text(written.accepted[0]) == "heart"
    assert plain_text(item.common.stem[0].prose) == "In ____ litres of ____ the ____ beats."


def test_cloze_without_tags_asks_behind_the_entries():
    meta = "extype: cloze\nexclozetype: num|num\nexsolution: 12|3"
    (item,) = imported(exercise(meta, "* A banana costs\n* A pear costs", "Add them up.")).bank.items
    first, points = item.common.stem
    assert plain_text(first.prose) == "How much?"
    assert [plain_text(point[0].prose) for point in points.points] == ["A banana costs ____", "A pear costs ____"]


def test_a_reason_may_begin_with_a_word_of_truth():
    solution = "Because.\n\nAnswerlist\n----------\n* True love.\n* False. It is so."
    (item,) = imported(exercise("extype: schoice\nexsolution: 10", "* a\n* b", solution)).bank.items
    assert sorted(plain_text(option.rationale[0].prose) for option in item.options) == ["It is so.", "True love."]


def test_pictures_lie_beside_and_are_copied_by_the_only_chunk(tmp_path):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes/cell.png").write_bytes(DATA)
    item = "{id: cell, stem: Costs $5?, figure: cell.png, alt: A cell., key: 'Yes', distractors: ['No']}"
    bank = f"bank: b\nitems:\n  - {item}\n"
    (tmp_path / "quizzes/b.yaml").write_text(bank)
    project, problems, _ = read_project(tmp_path)
    assert not problems
    data = export_bank(project.banks["b"], "rexams").data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[0] == "01-cell.Rmd"
        text = archive.read("01-cell.Rmd").decode()
        (picture,) = [name for name in archive.namelist() if name.endswith(".png")]
    assert text.startswith(
        f'```{{r, echo = FALSE, results = "hide"}}\ninclude_supplement("{picture}")\n```\n\nQuestion\n'
    )
    assert "Costs \\$5?" in text
    again = import_bank([("b.zip", data)], "quizzes/c.yaml").bank.items[0]
    assert again.common.figure.alt == "A cell."


def test_what_the_text_would_break_is_refused(tmp_path):
    (tmp_path / "quizzes").mkdir()
    bank = "bank: b\nitems:\n  - {id: r, stem: What is `r x`?, answer: nothing}\n"
    (tmp_path / "quizzes/b.yaml").write_text(bank)
    project, _, _ = read_project(tmp_path)
    (loss,) = export_bank(project.banks["b"], "rexams").losses
    assert loss.refused and "something else" in loss.reason

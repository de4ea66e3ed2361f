"""Words that Moodle drags onto a picture: the picture, its places and their labels arrive."""

from __future__ import annotations

import base64

import pytest

from guidegen.diagnostics import has_errors
from guidegen.exchange.importing import import_bank
from guidegen.exchange.places import centre
from guidegen.inline import plain_text
from guidegen.model.item import LabelFigure
from guidegen.reading import read_project
from tests.exchange.banks import DATA

PICTURE = f'<file name="cell.png" encoding="base64">{base64.b64encode(DATA).decode()}</file>'  # 4 x 3 pixels
DRAGS = "".join(f"<drag><no>{n}</no><text>{word}</text></drag>" for n, word in enumerate(("Nucleus", "Wall", "Sun"), 1))


def question(kind, drops, drags=DRAGS, picture=PICTURE):
    return f"""<quiz><question type="{kind}"><name><text>Cell</text></name><questiontext format="html">
    <text>&lt;p&gt;Label the cell.&lt;/p&gt;</text></questiontext>{picture}{drags}{drops}</question></quiz>""".encode()


def drop(number, choice, where):
    return f"<drop><text></text><no>{number}</no><choice>{choice}</choice>{where}</drop>"


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        ("ddimageortext", ("<xleft>1</xleft><ytop>0</ytop>", "<xleft>3</xleft><ytop>1</ytop>")),
        (
            "ddmarker",
            (
                "<shape>circle</shape><coords>1,0;1</coords>",
                "<shape>rectangle</shape><coords>2,0;2,2</coords>",
            ),
        ),
    ],
)
def test_places_and_labels_arrive(kind, places, tmp_path):
    data = question(kind, drop(1, 2, places[0]) + drop(2, 1, places[1]))
    result = import_bank([("a.xml", data)], "quizzes/a.yaml")
    (item,) = result.bank.items
    assert isinstance(item, LabelFigure) and item.common.figure is not None
    labels = {label.id: plain_text(label.prose) for label in item.labels}
    told = [(str(m.across), str(m.down), labels[m.label]) for m in item.markers]
    assert told == [("25", "0", "Wall"), ("75", "33.33", "Nucleus")]
    assert set(labels.values()) == {"Nucleus", "Wall", "Sun"}
    assert any("descriptions" in loss.reason for loss in result.losses)
    for path, content in result.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    project, problems, _ = read_project(tmp_path)
    assert not has_errors(problems)
    assert project.banks["a"].items[0].markers == item.markers


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (question("ddmarker", drop(1, 9, "<shape>circle</shape><coords>1,0;1</coords>")), "has no label"),
        (question("ddmarker", drop(1, 1, "<shape>circle</shape><coords>99,0;1</coords>")), "not on the picture"),
        (question("ddmarker", "", picture=""), "the file does not hold"),
        (question("ddimageortext", "", drags=f"<drag><no>1</no><text></text>{PICTURE}</drag>"), "are pictures"),
        (question("ddimageortext", ""), "no places"),
        (
            question("ddmarker", drop(1, 1, "<shape>circle</shape><coords>1,0;1</coords>") * 2),
            "would cover each other",
        ),
    ],
)
def test_what_cannot_be_labelled_is_named(data, reason):
    result = import_bank([("a.xml", data)], "quizzes/a.yaml")
    assert result.bank is None
    assert [reason in loss.reason for loss in result.losses if loss.refused] == [True]


def test_shapes_have_a_middle():
    assert centre("polygon", "0,0;10,0;10,10;0,10") == (5, 5)
    assert centre("circle", "a,b") is None and centre("star", "1,2;3") is None

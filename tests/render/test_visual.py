"""Blocks that are there to be looked at: what a screen reader says of them, and that nothing of them is lost."""

from __future__ import annotations

import docx
import pytest
from docx.oxml.ns import qn

from guidegen.batch.build import build
from guidegen.batch.choices import Choices
from guidegen.batch.compile import compile_source
from guidegen.batch.editions import sources_of
from guidegen.document.dump import pieces
from guidegen.reading import read_project
from guidegen.render.pdf import render
from tests.conftest import TODAY
from tests.pdf_reading import leaves, read, words
from tests.visual_guide import write_visual_guide

SMALL = [Choices(size="large", page="a5"), Choices(size="giant"), Choices(size="giant", page="a5", theme="plain")]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("visual")
    write_visual_guide(folder)
    return folder


def printed(project, tmp_path, choices=None):
    """The document of the guide, and the PDF as a screen reader reads it."""
    found, problems, _ = read_project(project)
    assert not problems
    [source] = [each for each in sources_of(found) if each.name == "look"]
    compiled = compile_source(source, found, choices or Choices())
    assert not compiled.problems
    [made] = [each for each in compiled.made if not each.output.is_key]
    path = tmp_path / "look.pdf"
    path.write_bytes(render(made.laid, "guidegen"))
    return made.laid.document, read(path)


def said(document):
    return [words(piece.text) for piece in pieces(document, lambda _: "")]


@pytest.mark.parametrize("choices", [Choices(), Choices(page="a4", theme="classroom"), Choices(theme="plain")], ids=str)
def test_pdf_says_what_the_document_says(project, tmp_path, choices):
    document, reading = printed(project, tmp_path, choices)
    assert [words(text) for text in leaves(reading.tree)] == said(document)


@pytest.mark.parametrize("choices", SMALL, ids=str)
def test_nothing_is_lost_where_there_is_little_room(project, tmp_path, choices):
    document, reading = printed(project, tmp_path, choices)
    text = words(" ".join(leaves(reading.tree)))
    assert [each for each in said(document) if each not in text] == []


def test_each_point_says_on_which_side_it_stands(project, tmp_path):
    _, reading = printed(project, tmp_path)
    points = [words(": ".join(kid.text() for kid in item.kids)) for item in reading.tree.find("LI")]
    assert "Do: Cough into your elbow." in points
    assert "Don’t: Shake hands." in points


def test_times_are_the_labels_of_a_timeline(project, tmp_path):
    _, reading = printed(project, tmp_path)
    labels = [words(label.text()) for label in reading.tree.find("Lbl")]
    assert [label for label in labels if label.startswith("Day")] == ["Day 1", "Days 2 and 3"]


def test_zones_are_named_in_words(project, tmp_path):
    _, reading = printed(project, tmp_path)
    texts = [words(text) for text in leaves(reading.tree)]
    assert [text for text in texts if "zone:" in text] == [
        "Green zone: Doing well",
        "Yellow zone: Getting worse",
        "Red zone: Get help now",
    ]


def test_a_schedule_is_a_table_with_headers_on_both_axes(project, tmp_path):
    _, reading = printed(project, tmp_path)
    table = reading.tree.find("Table")[0]
    head, *rows = table.find("TR")
    assert [(cell.role, cell.scope) for cell in head.kids] == [("TH", "Column")] * 6
    assert all((row.kids[0].role, row.kids[0].scope) == ("TH", "Row") for row in rows)
    names = {cell.id: words(cell.text()) for cell in table.find("TH")}
    evening = rows[0].kids[3]
    assert (words(evening.text()), [names[id_] for id_ in evening.headers]) == (
        "2 tablets",
        ["Evening", "Metformin 500 mg"],
    )
    # What is taken when it is needed has no times, so its remark stands in their place.
    assert [(cell.columns, words(cell.text())) for cell in rows[2].kids] == [
        (1, "Paracetamol"),
        (5, "Only when in pain"),
    ]
    assert [words(cell.text()) for cell in rows[4].kids] == ["Blank to fill in"] * 6


def test_pictures_of_steps_have_words_or_are_ornaments(project, tmp_path):
    _, reading = printed(project, tmp_path)
    [steps] = [tree for tree in reading.tree.find("L") if "Wet your hands." in tree.text()]
    assert [figure.alt for figure in steps.find("Figure")] == ["Two hands with foam"]


def test_signs_are_told_apart_without_colour(project, tmp_path):
    from guidegen.render.pdf import signs

    white, black = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
    for table in (signs.CALLOUTS, signs.ZONES):
        drawn = [sign(0, 0, 10, black, white) for sign in table.values()]
        assert len(set(drawn)) == len(drawn)
    times = [signs.time_of_day(time, 0, 0, 10, black) for time in ("morning", "noon", "evening", "night")]
    assert len(set(times)) == 4


def test_word_has_every_piece_in_its_order(project, tmp_path):
    output = tmp_path / "word"
    report = build(project, output, Choices(format="docx"), today=TODAY, producer="guidegen")
    assert not report.diagnostics
    assert not report.failures
    body = docx.Document(output / "look.docx").element.body
    text = words(" ".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))))
    document, _ = printed(project, tmp_path)
    at, missing = 0, []
    for piece in pieces(document, lambda _: ""):
        if (piece.role == "Lbl" and not piece.text.startswith("Day")) or piece.text == "Blank to fill in":
            continue
        place = text.find(words(piece.text), at)
        if place < 0:
            missing.append(piece.text)
        at = max(at, place)
    assert missing == []

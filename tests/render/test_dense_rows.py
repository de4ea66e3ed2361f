"""Rows of words: dense tables and long grids are set as the general way sets them, cell by cell."""

from __future__ import annotations

import random

import pypdfium2
import pytest

from guidegen.document import elements as doc
from guidegen.document.arrangement import NO_ARRANGEMENT
from guidegen.inline import Emphasis, Strong, Text
from guidegen.render.look import Look
from guidegen.render.pdf import answer_key, lay_out, render, tables
from guidegen.theme import load_theme
from tests.pdf_reading import read
from tests.render.test_pieced_text import answers
from tests.render.test_tagging import LABELS

FURNITURE = doc.Furniture("Head", "", "Foot", "Page {page} of {pages}")


def code(draw: random.Random) -> str:
    half = ["".join(draw.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=4)) for _ in range(2)]
    return "-".join(half)


def cell(line: doc.Line) -> doc.Cell:
    return doc.Cell((doc.Paragraph(line, "table"),))


def whole(line: doc.Line) -> doc.Line:
    """Answers none of which is broken, as keys have them."""
    return tuple(
        Text(run.text.rstrip().replace(" ", "\u00a0") + "   " * run.text.endswith(" ")) if type(run) is Text else run
        for run in line
    )


def table(draw: random.Random, rows: int, count: int = 6, others: tuple[doc.Row, ...] = ()) -> doc.Table:
    made = [
        doc.Row(
            (Text(f"Spare\u00a0{n}" if n % 9 == 8 else str(n)),),
            (cell((Text(code(draw)),)), cell(whole(answers(draw, count)))),
        )
        for n in range(1, rows + 1)
    ]
    made[rows // 2 : rows // 2] = others
    columns = tuple((Text(words),) for words in ("Copy", "Quiz code", "Answers"))
    return doc.Table((Text("Right answers"),), columns, tuple(made), fit=True, dense=True)


def grid(draw: random.Random, count: int) -> doc.AnswerGrid:
    return doc.AnswerGrid(tuple((code(draw), ", ".join(map(str, range(n % 3 + 1)))) for n in range(count)))


def printed(tmp_path, look: Look, *blocks: doc.Block):
    """What a file says and where each of its characters stands; how many pieces its pages have."""
    template = doc.Template("t", "Title", "en", (doc.Heading(1, (Text("Title"),), "title"), *blocks), FURNITURE, LABELS)
    laid = lay_out(doc.Document(template, NO_ARRANGEMENT), look)
    assert not laid.problems
    pieces = sum(len(page.placed) for page in laid.layered.pages)
    path = tmp_path / "file.pdf"
    path.write_bytes(render(laid, "guidegen"))
    places = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf):
            text = page.get_textpage()
            for index in range(text.count_chars()):
                if (character := text.get_text_range(index, 1)).strip():
                    places.append((character, number, *text.get_charbox(index)))
    return read(path), places, pieces


def are_alike(places, expected) -> bool:
    """Whether characters are the same and stand within a fiftieth of a point of each other."""
    assert [each[:2] for each in places] == [each[:2] for each in expected]
    return [each[2:] for each in places] == [pytest.approx(each[2:], abs=0.02) for each in expected]


def in_both_ways(tmp_path, monkeypatch, look: Look, *blocks: doc.Block):
    """What is printed, after it was held against what the general way prints; how many pieces either has."""
    made, places, pieces = printed(tmp_path, look, *blocks)
    monkeypatch.setattr(tables, "_dense_rows", lambda layout, block: None)
    monkeypatch.setattr(answer_key, "_long_grid", lambda layout, block, frame: None)
    expected, expected_places, expected_pieces = printed(tmp_path, look, *blocks)
    assert made == expected
    assert are_alike(places, expected_places)
    return made, pieces, expected_pieces


@pytest.mark.parametrize("theme", ["clinic", "exam", "plain"])
@pytest.mark.parametrize(("page", "scale"), [("letter", 1.0), ("a4", 1.4)])
def test_rows_of_words_stand_where_the_general_way_puts_them(tmp_path, monkeypatch, theme, page, scale):
    look = Look(load_theme(theme), page=page, scale=scale)
    blocks = table(random.Random(3), 70), grid(random.Random(4), 130)
    _, pieces, expected = in_both_ways(tmp_path, monkeypatch, look, *blocks)
    assert pieces < 0.6 * expected


def test_what_is_more_than_words_is_set_in_the_general_way(tmp_path, monkeypatch):
    others = (
        doc.Row((Emphasis((Text("slanted"),)),), (cell((Text("a"),)), cell((Text("b"),)))),
        doc.Row((Text("two blocks"),), (cell((Text("a"),)), doc.Cell(2 * (doc.Paragraph((Text("b"),), "table"),)))),
        doc.Row((Text("a long one"),), (cell((Text("a"),)), cell((Text("words and more of them " * 12),)))),
        doc.Row((Text("strong"),), (cell((Strong((Text("a"),)),)), cell((Text("none"),)))),
    )
    blocks = table(random.Random(5), 20, others=others), grid(random.Random(6), 4)
    in_both_ways(tmp_path, monkeypatch, Look(load_theme("clinic")), *blocks)


def test_answers_that_need_several_lines_break_where_any_text_would(tmp_path, monkeypatch):
    """Thirty answers of a copy do not fit beside its code."""
    look = Look(load_theme("clinic"))
    blocks = [table(random.Random(seed), 12, count=count) for seed, count in enumerate((13, 15, 17, 20, 26, 40))]
    made, pieces, expected = in_both_ways(tmp_path, monkeypatch, look, *blocks)
    assert pieces < 0.6 * expected
    assert len(made.tree.find("TD")) == 2 * 12 * len(blocks)

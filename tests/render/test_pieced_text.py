"""Lines of pieces that come again and again: they are set as they would be as a whole."""

import random

import pytest

from guidegen.document.elements import NOWHERE, PageReference
from guidegen.inline import Emphasis, Strong, Text
from guidegen.render.pdf import pieced_text
from guidegen.render.pdf.fragments import MANY, Fragments
from guidegen.render.pdf.pieced_text import Pieces
from guidegen.theme import load_theme
from tests.render.test_tagging import LABELS

ANSWERS = ("B", "A C D", "see 12", "0.25", "−3", "True", "fi")


def fragments() -> Fragments:
    return Fragments(load_theme("clinic"), 1.0, LABELS, "en")


def as_a_whole(monkeypatch) -> Fragments:
    made = fragments()
    monkeypatch.setattr(made, "_pieced", lambda facts, style: None)
    return made


def answers(draw: random.Random, count: int) -> tuple[Strong | Text, ...]:
    runs: list[Strong | Text] = []
    for number in range(1, count + 1):
        gap = "   " if number < count else ""
        runs += [Strong((Text(str(number)),)), Text(f"\u00a0{draw.choice(ANSWERS)}{gap}")]
    return tuple(runs)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("align", ["start", "centre", "end"])
def test_a_line_of_pieces_is_set_as_it_is_as_a_whole(monkeypatch, seed, align):
    line = answers(random.Random(seed), 5 + seed)
    pieced, whole = fragments(), as_a_whole(monkeypatch)
    (narrow, wide), (least, most) = pieced.extent(line, "table"), whole.extent(line, "table")
    assert narrow == pytest.approx(least)
    assert wide == pytest.approx(most)
    for width in (most + 20, most + 0.005, most - 0.02, most / 2, least + 1):
        made = pieced.paragraph(line, "table", width, NOWHERE, align=align)
        expected = whole.paragraph(line, "table", width, NOWHERE, align=align)
        assert made.lines == expected.lines
        assert (made.kids, made.runs, made.glyphs, made.problems) == (
            expected.kids,
            expected.runs,
            expected.glyphs,
            expected.problems,
        )
        assert made.width == pytest.approx(expected.width)


def test_the_pieces_of_many_lines_are_made_once(monkeypatch):
    shaped: list[object] = []
    flattened = pieced_text.runs_of
    monkeypatch.setattr(pieced_text, "runs_of", lambda line, *others: shaped.append(line) or flattened(line, *others))
    pieces = Pieces(fragments())
    numbers = [Strong((Text(str(number)),)) for number in range(1, 10)]
    letters = [Text(f"\u00a0{letter}   ") for letter in "ABCD"]
    draw = random.Random(1)
    for _ in range(300):
        line = tuple(run for number in numbers for run in (number, draw.choice(letters)))
        text = pieces.text(line, "table")
        assert text is not None
        assert len(text.pieces) == 9
    assert len(shaped) == len(numbers) * len(letters)


@pytest.mark.parametrize(
    "node",
    [
        Emphasis((Text("9 "),)),
        PageReference("answers"),
        Text("words that are too long to be a piece of a line "),
        Text("\u0627 "),
        Text("a\nb "),
    ],
)
def test_other_lines_are_set_as_a_whole(node):
    made = fragments()
    line = (*answers(random.Random(1), MANY), node)
    assert Pieces(made).text(line, "table") is None


def test_short_lines_are_set_as_a_whole():
    made = fragments()
    line = answers(random.Random(1), MANY // 2)
    assert made._pieced(made._facts(line), "table") is None

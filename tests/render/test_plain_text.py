"""Plain text word by word is what shaping whole paragraphs gives."""

from __future__ import annotations

import random
import re

import pytest

from guidegen.render.pdf import line_breaking, plain_text
from guidegen.render.pdf.fonts import load_face
from guidegen.render.pdf.plain_text import one_line, word_by_word
from guidegen.render.pdf.shaped_text import ShapedText
from guidegen.render.pdf.text import Style, TextLine, TextRun
from guidegen.render.pdf.text_operators import show

FACES = ["AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold", "AtkinsonHyperlegibleMono-Regular"]
WIDTHS = (90.0, 140.0, 200.0, 330.0, 10_000.0)
WORDS = (
    "AV WAY To. Yes, vow away office flow 5 mg “Tea” a—b well-known x-ray T’s (V) 12.5 % 1,000 Łódź naïve É −4 ≥5 ½ "
    "±2° €5 §3 Dvořák ≠"
).split()


def style(face: str, size: float = 13.0) -> Style:
    return Style((face,), size, (0.0, 0.0, 0.0))


def drawn(line: TextLine) -> list[tuple[str, float, float, str]]:
    runs = [run for run in line.runs if run.face]
    return [(run.text, round(run.x, 2), round(run.width, 2), show(run, load_face(run.face))) for run in runs]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("seed", range(12))
def test_lines_are_those_of_the_whole_paragraph(face, seed):
    draw = random.Random(seed)
    texts = [" ".join(draw.choices(WORDS, k=draw.randint(1, 25))) + " " for _ in range(draw.randint(1, 3))]
    compare([TextRun(text, style(draw.choice(FACES) if index else face), index) for index, text in enumerate(texts)])


EASY = (
    "AV WAY To. Yes, vow away office flow 5 mg (V) (Tea). 1,000 T's don’t Year? TAVERN W Ax y.z e.g. 9: "
    "5% 30°C $10,000 ½ … -1 −2 H+"
).split()


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("seed", range(12))
def test_easy_words_are_found_by_themselves_as_they_are_between_breaks(monkeypatch, face, seed):
    draw = random.Random(seed)
    text = " ".join(draw.choices(EASY, k=draw.randint(1, 30)))
    for each in (text, f"{text} ", f" {text}", text.replace(" ", "  ", 1), f"{text} 5 % x", f"{text} – x"):
        runs = [TextRun(each, style(face), 0)]
        easy = word_by_word(runs)
        with monkeypatch.context() as slow:
            slow.setattr(plain_text, "_easy_words", lambda text, style: None)
            slow.setattr(line_breaking, "_EASY", re.compile("(?!)"))
            between = word_by_word(runs)
            assert easy is not None and between is not None
            assert (easy.narrowest(), easy.widest()) == (between.narrowest(), between.widest())
            expected = [between.lines(width, balance=balance) for width in WIDTHS for balance in (False, True)]
            assert easy.advances() == between.advances()
        assert [easy.lines(width, balance=balance) for width in WIDTHS for balance in (False, True)] == expected


@pytest.mark.parametrize("seed", range(12))
def test_a_line_feed_ends_a_line(seed):
    draw = random.Random(seed)
    runs = []
    for index in range(draw.randint(2, 6)):
        words = " ".join(draw.choices(WORDS, k=draw.randint(1, 12))) + draw.choice(["", " "])
        set_in = style(draw.choice(FACES))
        runs += [TextRun(words, set_in, index), TextRun("\n" * draw.randint(0, 2), set_in, index)]
    runs = [run for run in [*runs, TextRun("end", style(FACES[0]), 9)] if run.text]
    compare(runs)


def compare(runs):
    plain, whole = word_by_word(runs), ShapedText(runs)
    assert plain is not None
    assert plain.narrowest() == pytest.approx(whole.narrowest(), abs=1.0)
    assert plain.widest() == pytest.approx(whole.widest(), abs=1.0)
    for width in (90.0, 200.0, 10_000.0):
        ours, theirs = plain.lines(width).lines, whole.lines(width).lines
        assert ["".join(run.text for run in line.runs) for line in ours] == [
            "".join(run.text for run in line.runs) for line in theirs
        ]
        for one, other in zip(ours, theirs, strict=True):
            assert one.width == pytest.approx(other.width, abs=1.0)
            # A change of script begins a new run there, and none here.
            starts = {run.start: run.x for run in other.runs}
            assert all(run.x == pytest.approx(starts[run.start], abs=1.0) for run in one.runs)
            ends = [line.runs[-1].x + line.runs[-1].width for line in (one, other)]
            assert ends[0] == pytest.approx(ends[1], abs=1.0)


def test_one_line_has_the_same_operators():
    runs = [TextRun("Water AV To office, 5 mg.", style(FACES[0]), 0)]
    [plain], [whole] = word_by_word(runs).lines(1e6).lines, ShapedText(runs).lines(1e6).lines
    assert drawn(plain) == drawn(whole)


@pytest.mark.parametrize("text", ["Zoë Ávila", "AV To", "2026-11-29", "Łódź  x", "O’Brien-Smith ", "日本", "שלום", ""])
@pytest.mark.parametrize("face", FACES)
def test_a_value_is_set_as_a_paragraph_of_its_own_would_be(face, text):
    value, whole = one_line(text, style(face)), ShapedText([TextRun(text, style(face), 0)], one_line=True)
    assert value.missing == whole.missing
    assert value.widest() == pytest.approx(whole.widest(), abs=0.01)
    ours, theirs = (
        "".join(show(run, load_face(run.face)) for each in shaped.lines(1e6).lines for run in each.runs)
        for shaped in (value, whole)
    )
    assert ours == theirs


@pytest.mark.parametrize("text", ["שלום", "مرحبا", "e\u0301", "a\u00adb", "日本", "one\ntwo", "tea 🍵"])
def test_what_is_not_plain_is_left_alone(text):
    assert word_by_word([TextRun(text, style(FACES[0]), 0)]) is None

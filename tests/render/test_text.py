"""Shaping and line breaking: nothing lost, nothing split, order right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegen.render.pdf.fonts import load_face
from guidegen.render.pdf.shaped_text import ShapedText
from guidegen.render.pdf.text import Style, TextRun
from guidegen.render.pdf.text_operators import show
from guidegen.theme import known_themes, load_theme

STYLE = Style(("AtkinsonHyperlegibleNext-Regular", "Andika-Regular"), 12, (0, 0, 0))
BOLD = Style(("AtkinsonHyperlegibleNext-Bold", "Andika-Bold"), 12, (0, 0, 0))
TEXTS = st.text(alphabet="abcXYZ019 éßΩя.,;:'\"’“”()[]{}-–—/?!%$&+=*#@_<>…|«»\u00a0", max_size=60)


def shaped(text: str) -> ShapedText:
    return ShapedText([TextRun(text, STYLE, 0)])


def lines_of(text: str, width: float) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in shaped(text).lines(width).lines]


@given(TEXTS, st.floats(20, 300))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_lines_hold_the_text_and_nothing_else(text, width):
    broken = shaped(text).lines(width)
    assert "".join(run.text for line in broken.lines for run in line.runs) == text
    for line in broken.lines:
        assert line.width <= width + 0.02 or broken.too_wide


def test_words_are_never_split():
    words = ["increased", "intestinal", "permeability", "antidisestablishmentarianism"]
    assert [word for line in lines_of(" ".join(words), 60) for word in line.split()] == words


def test_kerning_is_applied():
    assert shaped("AVAVAV").widest() < 6 * shaped("A").widest()


def test_a_paragraph_is_one_text_across_styles():
    text = ShapedText([TextRun("He said ", STYLE, 0), TextRun("now", BOLD, 1), TextRun(", please.", STYLE, 2)])
    # No line begins with the comma that follows the bold word.
    for width in range(30, 120):
        assert not any(line.runs[0].text.startswith(",") for line in text.lines(width).lines)


def test_right_to_left_words_keep_logical_order_and_run_from_the_right():
    text = ShapedText([TextRun("abc שלום עולם def", Style((STYLE.faces[0],), 12, (0, 0, 0)), 0)])
    [line] = text.lines(1000).lines
    assert "".join(run.text for run in line.runs) == "abc שלום עולם def"
    hebrew = [run for run in line.runs if run.right_to_left]
    assert [run.text for run in hebrew] == ["שלום עולם"]
    # The first letter in reading order is the last glyph from the left.
    clusters = [glyph.cluster for glyph in hebrew[0].glyphs]
    assert clusters == sorted(clusters, reverse=True)


def test_missing_characters_are_named_once():
    assert shaped("🤖 and 🤖").lines(500).missing == ("🤖",)


def test_no_single_short_word_is_left_on_the_last_line():
    text = "Some people link this to belly trouble, joint pain, and feeling tired. A link is not a proof of a cause."
    for width in range(150, 500, 10):
        lines = shaped(text).lines(width).lines
        if len(lines) > 2:
            assert lines[-1].width > 0.08 * width


def test_isolates_and_unassigned_characters_beside_hebrew_are_no_crash():
    for text in ("T א \u2066x\u2069", "T א \u0378", "א \u2067ב\u2069 c \u202ad\u202c"):
        lines = shaped(text).lines(500).lines
        assert "".join(run.text for line in lines for run in line.runs) == text


def test_a_last_line_of_one_short_word_gets_company():
    text = "Some people link this to belly trouble, joint pain, and to always feeling quite tired."
    wide = shaped(text).widest()
    for width in (wide * 0.55, wide * 0.52, wide * 0.97, wide * 0.9):
        greedy = shaped(text)._cuts(width)
        lines = lines_of(text, width)
        assert len(lines) == len(greedy) - 1, "no line more"
        assert len(lines[-1].split()) > 1, lines


def test_figures_of_tables_are_of_one_width_and_read_as_typed():
    from dataclasses import replace

    tabular = replace(STYLE, tabular=True)
    widths = {ShapedText([TextRun(digit, tabular, 0)]).widest() for digit in "0123456789"}
    assert len(widths) == 1
    assert len({shaped(digit).widest() for digit in "0123456789"}) > 5
    face = load_face(STYLE.faces[0])
    [line] = ShapedText([TextRun("1,024.50", tabular, 0)]).lines(1000).lines
    assert "".join(face.texts[glyph.id] for run in line.runs for glyph in run.glyphs) == "1,024.50"


@pytest.mark.parametrize(
    "name", sorted({name for each in map(load_theme, known_themes()) for name in each.faces["regular"]})
)
def test_ligatures_read_as_typed(name):
    """Where a font joins letters, what they mean stands beside them or is known of the joined glyph."""
    style = Style((name,), 12, (0, 0, 0))
    text = "difficult affair: fjord, fi fl ffi"
    [line] = ShapedText([TextRun(text, style, 0)]).lines(1000).lines
    face = load_face(name)
    joined = [run for run in line.runs if len(run.glyphs) < len(run.text)]
    shown = " ".join(show(run, face) for run in line.runs)
    for run in joined:
        plain = "".join(face.texts.get(glyph.id, "") for glyph in run.glyphs)
        assert plain == run.text or "ActualText" in shown
    assert "".join(run.text for run in line.runs) == text

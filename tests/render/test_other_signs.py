"""Signs that the program prints and our own faces lack are what HarfBuzz makes of them, and it need not be loaded."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from guidegen.locale import known_languages, words_for
from guidegen.render.pdf import fonts
from guidegen.render.pdf.fonts import OTHER_SIGNS, SIMPLE, load_face, subset
from guidegen.render.pdf.opened_fonts import subset_of
from guidegen.render.pdf.other_signs import is_other_sign, placed_sign
from guidegen.render.pdf.paired import LANGUAGES, placed_letters
from guidegen.render.pdf.shaped_text import ShapedText, _harfbuzz_glyphs_of, _shape_word
from guidegen.render.pdf.text import Style, TextRun
from guidegen.theme import font_files, for_language, load_theme

FACE = "Andika-Regular"


@pytest.mark.parametrize("sign", OTHER_SIGNS)
@pytest.mark.parametrize("tabular", [False, True])
def test_a_sign_is_the_same_wherever_it_stands(sign, tabular):
    face = load_face(FACE)
    for language in sorted(LANGUAGES):
        ours = placed_sign(sign, face, language, tabular=tabular)
        for before, after in (("", ""), ("Glutamine ", " B"), ("A", "V"), ("12", "3"), (" ", "\n"), ("é", "ß")):
            text, start = f"{before}{sign}{after}", len(before)
            [glyph] = _harfbuzz_glyphs_of(text, start, start + 1, face, language, rtl=False, tabular=tabular)
            assert ours == (glyph.id, glyph.advance, glyph.x_offset, glyph.y_offset)


def test_they_are_what_the_words_of_the_program_hold_and_our_faces_lack():
    lacking = set()
    for name in known_languages():
        words = words_for(name)
        assert words is not None
        if words.language in LANGUAGES:
            # Text between the names of what is put in.
            printed = "".join(phrase for phrase in words.phrases.values())
            own = for_language(load_theme("clinic"), words.language).faces["regular"][0]
            lacking |= {letter for letter in printed if not load_face(own).covers(letter)}
    assert set(OTHER_SIGNS) <= lacking
    assert all(not load_face(name).covers(sign) for name in SIMPLE for sign in OTHER_SIGNS)


def test_only_these_are_kept(monkeypatch):
    kept = []
    monkeypatch.setattr(fonts, "once", lambda kind, source, make: kept.append((kind, source)) or make())
    face = load_face(FACE)
    arrow, letter = face.glyphs[ord("→")], face.glyphs[ord("ŋ")]
    kept.clear()
    cut = subset(FACE, frozenset({0, arrow}))
    assert kept == [("cut", (FACE, (0, arrow)))]
    assert cut == subset_of(face.font, face.weight, frozenset({0, arrow}))
    kept.clear()
    subset(FACE, frozenset({0, arrow, letter}))
    assert kept == []
    assert not is_other_sign("ŋ", face) and not is_other_sign("→→", face) and not is_other_sign("", face)


@pytest.mark.parametrize("text", ["Water → B", "AV\nTo", "12 → 3", "naïve “tea” → 5.5 –"])
def test_stretches_are_put_together_as_harfbuzz_shapes_them(text, monkeypatch):
    _shape_word.cache_clear()
    style = Style(for_language(load_theme("clinic"), "en").faces["regular"], 13.0, (0, 0, 0))
    ours = [ShapedText([TextRun(text, style, 0)]).lines(width) for width in (20.0, 40.0, 500.0)]
    monkeypatch.setattr("guidegen.render.pdf.shaped_text.placed_letters", lambda *given, **named: None)
    _shape_word.cache_clear()
    theirs = [ShapedText([TextRun(text, style, 0)]).lines(width) for width in (20.0, 40.0, 500.0)]
    for one, other in zip(ours, theirs, strict=True):
        assert [line.width for line in one.lines] == [line.width for line in other.lines]
        for mine, their in zip(one.lines, other.lines, strict=True):
            assert [(run.text, run.face, run.x, run.width) for run in mine.runs] == [
                (run.text, run.face, run.x, run.width) for run in their.runs
            ]


def test_a_face_of_a_project_is_left_to_harfbuzz():
    face = load_face(FACE)
    assert is_other_sign("→", face)
    name = font_files.project_font("0" * 64, font_files.font_data(FACE)[0])
    assert not is_other_sign("→", load_face(name))
    assert placed_letters("water", load_face("IBMPlexSans-Regular"), "en", tabular=False) is None


def test_a_key_with_arrows_needs_no_harfbuzz(tmp_path):
    code = f"""
import sys
from guidegen.kept import preparation
from guidegen.render.pdf.fonts import load_face, subset
from guidegen.render.pdf.shaped_text import ShapedText
from guidegen.render.pdf.text import Style, TextRun
from guidegen.theme import font_files, for_language, load_theme
style = Style(for_language(load_theme("clinic"), "en").faces["regular"], 13.0, (0, 0, 0))
def draw():
    line = ShapedText([TextRun("Glutamine → B", style, 0)]).lines(500.0)
    face = load_face({FACE!r})
    subset(face.name, frozenset([0, face.glyphs[ord("→")]]))
    return line
preparation.begin()
draw()
preparation.end()
print("uharfbuzz" in sys.modules)
"""
    said = []
    for _ in range(2):
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
        said.append(done.stdout.strip())
    assert said == ["True", "False"]

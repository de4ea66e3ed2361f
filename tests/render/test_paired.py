"""Words put together from letters and pairs are what HarfBuzz makes of them."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont

from guidegen.render.pdf import paired, shaped_words
from guidegen.render.pdf.fonts import SIMPLE, load_face
from guidegen.render.pdf.paired import LANGUAGES, LETTERS, SIGNS, paired_glyphs
from guidegen.theme import font_files

#: What HarfBuzz applies unasked to text of these letters, and what the program asks for.
APPLIED = frozenset("ccmp liga rlig calt clig locl rclt kern mark mkmk curs dist abvm blwm ltra ltrm rvrn tnum".split())
#: The languages of the table, as fonts call them.
TAGS = frozenset({"DEU ", "ENG ", "ESP ", "FIL ", "PIL ", "FRA ", "HAI ", "HTI ", "ITA ", "PLK ", "PTG "})
SINGLE, CHAINED, PAIRS, TO_MARKS = 1, 6, 2, frozenset({4, 5, 6})


def lookups(font, table):
    """The lookups of a table that may be applied in our languages, each with its kind and its parts."""
    found = font[table].table
    wanted = set()
    for record in found.ScriptList.ScriptRecord:
        # Dutch and others have forms of their own, none of ours has.
        assert TAGS.isdisjoint(each.LangSysTag for each in record.Script.LangSysRecord)
        for index in record.Script.DefaultLangSys.FeatureIndex:
            feature = found.FeatureList.FeatureRecord[index]
            if feature.FeatureTag in APPLIED:
                wanted.update(feature.Feature.LookupListIndex)
    for index in sorted(wanted):
        parts = [getattr(part, "ExtSubTable", part) for part in found.LookupList.Lookup[index].SubTable]
        yield parts[0].LookupType, parts


def glyphs_of_letters(font):
    """The glyphs of all letters, and those that single replacements make of them."""
    glyphs = {font.getBestCmap()[ord(letter)] for letter in LETTERS if ord(letter) in font.getBestCmap()}
    while True:
        more = set(glyphs)
        for kind, parts in lookups(font, "GSUB"):
            if kind == SINGLE:
                more |= {new for part in parts for old, new in part.mapping.items() if old in glyphs}
        if more == glyphs:
            return glyphs
        glyphs = more


def rules_of(part):
    """The rules of a chained replacement: for each the sets of glyphs of which it needs one in each place."""
    if part.Format == 3:
        yield [set(each.glyphs) for each in (*part.BacktrackCoverage, *part.InputCoverage, *part.LookAheadCoverage)]
        return
    assert part.Format == 1
    for first, rules in zip(part.Coverage.glyphs, part.ChainSubRuleSet, strict=True):
        for rule in rules.ChainSubRule:
            yield [{glyph} for glyph in (first, *rule.Backtrack, *rule.Input, *rule.LookAhead)]


@pytest.mark.parametrize("name", sorted(SIMPLE))
def test_no_shape_depends_on_more_than_two_letters(name):
    font = TTFont(font_files.__file__.replace("font_files.py", f"fonts/{name}.ttf"))
    glyphs = glyphs_of_letters(font)
    for kind, parts in lookups(font, "GSUB"):
        assert kind in (SINGLE, CHAINED)
        for part in parts if kind == CHAINED else ():
            # Each of its rules needs a glyph that is none of ours.
            assert all(any(map(glyphs.isdisjoint, needed)) for needed in rules_of(part))
    for kind, parts in lookups(font, "GPOS"):
        assert kind == PAIRS or kind in TO_MARKS
        for part in parts:
            if kind == PAIRS:
                assert part.ValueFormat2 == 0
            else:
                assert glyphs.isdisjoint((part.MarkCoverage if kind == 4 else part.Mark1Coverage).glyphs)


@pytest.mark.parametrize("name", sorted(SIMPLE))
@pytest.mark.parametrize("tabular", [False, True])
def test_words_are_those_of_harfbuzz(name, tabular):
    draw = random.Random(name)
    face = load_face(name)
    for _ in range(400):
        letters = draw.choice([SIGNS, LETTERS, LETTERS])
        text = "".join(draw.choices(letters, k=draw.randint(1, 12)))
        following = draw.choice(["", *letters])
        language = draw.choice(sorted(LANGUAGES))
        ours = paired_glyphs(text, following, face, language, tabular=tabular)
        if ours is not None:
            assert ours == shaped_words._shaped_glyphs(text, following, face, language, tabular)


@pytest.mark.parametrize("name", sorted(SIMPLE))
def test_ordinary_words_are_never_left_to_harfbuzz(name):
    face = load_face(name)
    for word in (
        "(edit ",
        "1001) ",
        "Water, ",
        "“Tea” ",
        "AV",
        "naïve ",
        "12.5",
        "a–b",
        "−4)), ",
        "≥5 ",
        "½ ",
        "Dvořák ",
        "Şahin",
    ):
        assert paired_glyphs(word, "T", face, "en", tabular=False) is not None


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("IBMPlexSans-Regular", "en", "fi"),
        ("AtkinsonHyperlegibleNext-Regular", "vi", "water"),
        ("AtkinsonHyperlegibleNext-Regular", "en", "Ħal"),
        ("AtkinsonHyperlegibleNext-Regular", "en", "e\u0301"),
    ],
)
def test_the_rest_is(name, language, text):
    assert paired_glyphs(text, "", load_face(name), language, tabular=False) is None


def test_signs_are_of_no_script():
    import uharfbuzz as hb

    for sign in SIGNS:
        buffer = hb.Buffer()
        buffer.add_str(sign)
        buffer.guess_segment_properties()
        assert not buffer.script or buffer.script == "Zyyy"
    assert set(SIGNS) < set(LETTERS)
    assert len(set(LETTERS)) == len(LETTERS) and paired._NONE == -128


def test_harfbuzz_is_not_loaded_before_it_is_needed():
    code = "import sys, guidegen.batch.build; assert 'uharfbuzz' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)

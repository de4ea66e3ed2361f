"""Subsets of our own files are those that HarfBuzz would make."""

from __future__ import annotations

import io
import random

import pytest
from fontTools.ttLib import TTFont

from guidegen.render.pdf.fonts import SIMPLE, load_face, subset
from guidegen.render.pdf.opened_fonts import subset_of


def glyph_sets(name):
    face, draw = load_face(name), random.Random(name)
    letters, every = sorted(set(face.glyphs.values())), range(face.font.face.glyph_count)
    yield from (frozenset(), frozenset({0}), frozenset(letters), frozenset(every))
    for _ in range(40):
        # Glyphs that no character leads to are wanted as well.
        yield frozenset(draw.sample(draw.choice([letters, every]), draw.randint(1, 150)))


@pytest.mark.parametrize("name", sorted(SIMPLE))
def test_fonts_hold_what_those_of_harfbuzz_hold(name):
    face = load_face(name)
    for glyphs in glyph_sets(name):
        ours = TTFont(io.BytesIO(subset(name, glyphs)), checkChecksums=2)
        theirs = TTFont(io.BytesIO(subset_of(face.font, face.weight, glyphs)))
        assert ours.reader.keys() == theirs.reader.keys()
        assert [(each.platformID, each.cmap) for each in ours["cmap"].tables] == [
            (each.platformID, each.cmap) for each in theirs["cmap"].tables
        ]
        assert ours["hmtx"].metrics == theirs["hmtx"].metrics
        for glyph in ours.getGlyphOrder():
            assert ours["glyf"][glyph] == theirs["glyf"][glyph]
        for table in ("OS/2", "hhea", "maxp", "post", "prep", "gasp"):
            assert ours.getTableData(table) == theirs.getTableData(table)


def test_a_glyph_brings_those_that_it_is_composed_of():
    face = load_face("AtkinsonHyperlegibleNext-Regular")
    font = TTFont(io.BytesIO(subset(face.name, frozenset({face.glyphs[ord("é")]}))))
    names = font.getGlyphOrder()
    drawn = {index for index, name in enumerate(names) if font["glyf"][name].numberOfContours}
    assert {face.glyphs[ord("é")], face.glyphs[ord("e")]} < drawn
    assert font.getBestCmap().keys() == {ord("é")}

"""What is kept of a fragment is all of it: every field of every part goes to plain data and comes back."""

from __future__ import annotations

import dataclasses
import json

import pytest

from guidegen.diagnostics import Span
from guidegen.document.elements import PageReference, Slot
from guidegen.render.pdf.fragment import FieldPlace, Fragment, FragmentLine, InlineElement, LinkPlace, Mark, SlotPlace
from guidegen.render.pdf.glyph_sets import from_text
from guidegen.render.pdf.kept_fragments import _fragment, _plain
from guidegen.render.pdf.text import Style

STYLE = Style(("Face", "Other"), 13.5, (0.1, 0.2, 1), 3.0, "es", True)
#: Every field of every part has another value than its default, except those that are never kept.
WHOLE = Fragment(
    width=1.25,
    height=0.1 + 0.2,
    lines=(
        FragmentLine(
            0.0,
            16.5,
            (Mark(2, "BT (x) Tj ET"), Mark(-1, "")),
            (
                SlotPlace(1, Slot("name", "W", inline=True), 1.5, -3.0, 20, STYLE),
                SlotPlace(3, PageReference("section:a", "other"), 0.0, -1.0, 2.5, STYLE),
            ),
            (LinkPlace(1, 2.0, 3.0, "https://example.org", "an example"),),
            1.75,
            (FieldPlace(2, 1.0, -2.0, 3.0, 4.0, 5, "a word"),),
        ),
    ),
    kids=(0, InlineElement("Span", (1, InlineElement("Em", (2,))), "fr", "long form", "actual", "alt", 4)),
    runs=5,
    glyphs=(("Face", 0b1110), ("Other", (3, 40_000))),
    images=("abc",),
    origin=Span("a", 1, 2, 3, 4),
    extent=9.5,
    mirrors=True,
)


def test_a_fragment_comes_back_as_it_was():
    found = _fragment(json.loads(json.dumps(_plain(WHOLE))), WHOLE.origin)
    assert found == WHOLE
    assert repr(found) == repr(WHOLE)  # whole numbers stay whole, fractions keep all their digits


def test_a_slot_that_is_not_inline_comes_back_as_one():
    [line], [inline, page] = WHOLE.lines, WHOLE.lines[0].slots
    slot = dataclasses.replace(inline, value=Slot("name", "W"))
    fragment = dataclasses.replace(WHOLE, lines=(dataclasses.replace(line, slots=(slot, page)),))
    assert _fragment(json.loads(json.dumps(_plain(fragment))), fragment.origin) == fragment


def test_a_line_of_text_alone_comes_back_as_it_was():
    line = FragmentLine(1.5, 16.5, (Mark(0, "BT (x) Tj ET"),))
    fragment = dataclasses.replace(WHOLE, lines=(line, WHOLE.lines[0], dataclasses.replace(line, lowered=1.0)))
    assert len(_plain(fragment)[2][0]) == 3
    assert _fragment(json.loads(json.dumps(_plain(fragment))), WHOLE.origin) == fragment


@pytest.mark.parametrize("told", ["", "-9", "glyphs", "f" * 513, None, 1.5, ["a"], [[1]], [-1]])
def test_what_tells_no_glyphs_is_refused(told):
    with pytest.raises((ValueError, TypeError)):
        from_text(told)


def test_the_sample_leaves_out_no_field():
    """A field that is new must be kept as well: give it a value above, and see to it in `kept_fragments`."""
    parts = [WHOLE, *WHOLE.lines, WHOLE.lines[0].marks[0], *WHOLE.lines[0].slots, STYLE, WHOLE.kids[1]]
    parts += [*WHOLE.lines[0].links, *WHOLE.lines[0].fields, *(slot.value for slot in WHOLE.lines[0].slots)]
    never_kept = {"problems"}
    for part in parts:
        for field in dataclasses.fields(part):
            if field.name not in never_kept and field.default is not dataclasses.MISSING:
                assert getattr(part, field.name) != field.default, f"{type(part).__name__}.{field.name}"

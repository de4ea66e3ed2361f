"""From words of plain text to where they were typed, through markup, folding and quotation marks."""

from __future__ import annotations

from guidegen.source.places import place_of
from guidegen.source.text import SourceText

SOURCE = SourceText(
    "guide.yaml",
    "summary: >-\n  Take **two** [pills](https://example.org/pills)\n  twice, then .5 mg of pills (90%).\n",
)
TEXT = "Take two pills twice, then .5 mg of pills (90%)."
WHOLE = SOURCE.span(13, len(SOURCE.text) - 1)


def found(wanted, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(wanted, start + 1)
    span = place_of(SOURCE, WHOLE, TEXT, start, start + len(wanted))
    return span.line, span.column, SOURCE.line(span.line)[span.column - 1 : span.end_column - 1]


def test_words_are_found_where_they_were_typed():
    assert found("Take") == (2, 3, "Take")
    assert found("two") == (2, 10, "two")
    assert found("pills") == (2, 17, "pills")
    assert found("pills", 1) == (3, 24, "pills")
    assert found(".5 mg") == (3, 15, ".5 mg")
    assert found("90%") == (3, 31, "90%")


def test_what_cannot_be_found_stands_for_the_whole():
    assert place_of(SOURCE, WHOLE, "other words", 0, 5) == WHOLE
    assert place_of(None, WHOLE, TEXT, 0, 4) == WHOLE

"""From a stretch of plain text back to where it was typed: prose loses its markup and its line ends when it is read.

The letters and figures of a text stand in its file in the same order, with nothing between them but white space,
punctuation and markup. So they are looked for there, from the place where the text begins.
"""

from __future__ import annotations

import re

from guidegen.diagnostics import Span
from guidegen.patterns import pattern
from guidegen.source.text import SourceText

#: What stands between the words of the source and is printed elsewhere: addresses, attributes, citations.
_ASIDE = pattern(r"\]\([^)\n]*\)|\]\{[^}\n]*\}|\[@[^\]\n]*\]|\\u[0-9a-fA-F]{4}")
_PIECE = pattern(r"[^\W_]+|\ufffc")
_CONTEXT = 60


def offset_of(source: SourceText, line: int, column: int) -> int:
    """The offset of a line and column, both from 1."""
    start = 0
    for _ in range(line - 1):
        start = source.text.find("\n", start) + 1
        if not start:
            return len(source.text)
    return min(start + column - 1, len(source.text))


def place_of(source: SourceText | None, origin: Span, text: str, start: int, end: int) -> Span:
    """Where the characters `start` to `end` of `text` stand, a text whose source is the stretch `origin`.

    Falls back to the whole stretch when the text cannot be found there, such as one with escapes.
    """
    if source is None or not origin.line or start >= end:
        return origin
    first = offset_of(source, origin.line, origin.column)
    last = offset_of(source, origin.end_line, origin.end_column) if origin.end_line else len(source.text)
    stretch = _ASIDE.sub(lambda m: " " * len(m.group()), source.text[first:last])
    before = text[max(0, start - _CONTEXT) : start] if start > _CONTEXT else text[:start]
    cut = start - len(before)
    lead = _pattern(text[cut:start], is_lead=True)
    wanted = _pattern(text[start:end])
    found = re.search(f"{lead}(?P<wanted>{wanted})", stretch) if wanted else None
    if found is None:
        return origin
    begin, stop = found.span("wanted")
    begin -= _outside(text[start:end], stretch, begin, forwards=False)
    stop += _outside(text[start:end], stretch, stop, forwards=True)
    return source.span(first + begin, first + stop)


def _pattern(text: str, *, is_lead: bool = False) -> str:
    """A regular expression that finds the words of a text with anything but words between them."""
    pieces = _PIECE.findall(text)
    if not pieces:
        return ""
    made = r"[\W_]+".join(".*?" if p == "\ufffc" else r"[*_]*".join(map(re.escape, p)) for p in pieces)
    # A text that breaks off within a word, as the lead before `.5`, may go on at once.
    return made + (r"[\W_]*?" if is_lead else "")


def _outside(wanted: str, stretch: str, at: int, *, forwards: bool) -> int:
    """How many of the marks at the edge of the wanted text (a full stop, a percent sign) the file has too."""
    edge = re.search(r"[\W_]+$", wanted) if forwards else re.match(r"[\W_]+", wanted)
    if edge is None:
        return 0
    marks = edge.group()
    if forwards:
        return len(marks) if stretch.startswith(marks, at) else 0
    return len(marks) if stretch.endswith(marks, 0, at) else 0

"""Fixes put into a text: each replaces its own stretch, and everything else stays as it was."""

from __future__ import annotations

from collections.abc import Iterable

from guidegen.diagnostics import Fix
from guidegen.source.places import offset_of
from guidegen.source.text import SourceText


def with_fixes(source: SourceText, fixes: Iterable[Fix]) -> tuple[str, int]:
    """The text with fixes in it, and how many were put in. Of two that overlap the first counts."""
    edits = sorted({(*_offsets(source, fix), fix.replacement) for fix in fixes})
    parts: list[str] = []
    last, count = 0, 0
    for start, end, replacement in edits:
        if start < last or (count and start == last == end):
            continue
        parts += [source.text[last:start], replacement]
        last, count = end, count + 1
    return "".join(parts) + source.text[last:], count


def _offsets(source: SourceText, fix: Fix) -> tuple[int, int]:
    span = fix.span
    return offset_of(source, span.line, span.column), offset_of(source, span.end_line, span.end_column)

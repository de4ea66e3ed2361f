"""Markdown of other programs to prose, by the parser that reads guides; what it objects to is kept as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable

from guidegen.exchange.formulas import formula_or_text
from guidegen.exchange.from_html import as_run
from guidegen.exchange.from_text import blocks_from_text, prose_from_text
from guidegen.inline import Prose
from guidegen.model.image import Image
from guidegen.model.prose import Block, Blocks, Heading
from guidegen.patterns import pattern
from guidegen.reading.prose import Notes, parse_blocks, parse_inline
from guidegen.records import replace

Report = Callable[[str], None]
_FORMULA = pattern(
    r"\\\\\(((?:(?!\\\\[()]).)+)\\\\\)|\\\(((?:(?!\\[()]).)+)\\\)|(?<![\$`\\])\$(?![\s`$])([^$\n`]+?)(?<!\s)\$(?![\d`$])",
    re.DOTALL,
)
_DISPLAY = pattern(r"^[ \t]*(?:\\\[|\\\\\[|\$\$)(.+?)(?:\\\]|\\\\\]|\$\$)[ \t]*$", re.DOTALL | re.MULTILINE)
_PICTURE = pattern(r"!\[[^\]\n]*\]\(")
_HARMLESS = frozenset({"S213", "S218"})


def blocks_from_markdown(
    text: str, report: Report, read: Callable[[str, int, int], Image | None] | None = None
) -> Blocks:
    """Blocks of CommonMark. Formulas may stand between dollars or MathJax's marks."""
    typed = _DISPLAY.sub(lambda m: f"\n$$\n{' '.join(m[1].split())}\n$$\n", text)
    typed = _FORMULA.sub(_formula(report), typed)
    return typed_blocks(typed, report, read)


def typed_blocks(text: str, report: Report, read: Callable[[str, int, int], Image | None] | None = None) -> Blocks:
    """Blocks that are typed as in a bank of ours."""
    notes = Notes()
    blocks = parse_blocks(text, notes, read=read)
    if read is None and _PICTURE.search(text):
        report("pictures are left out, because the file does not hold them")
    if _is_good(notes):
        return _with_levels(blocks)
    report("markup that guidegen does not have stands as it was typed")
    return blocks_from_text(text, report)


def _with_levels(blocks: Blocks) -> Blocks:
    """The blocks with headings that begin at the third level and go down one by one, as a bank has them."""
    level = 2
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            level = min(max(3, block.level), level + 1)
            block = replace(block, level=level)
        kept.append(block)
    return tuple(kept)


def typed_prose(text: str, report: Report) -> Prose:
    """One run that is typed as in a bank of ours."""
    notes = Notes()
    prose = parse_inline(text, notes)
    if _is_good(notes):
        return prose
    report("markup that guidegen does not have stands as it was typed")
    return prose_from_text(text, report)


def _is_good(notes: Notes) -> bool:
    return not notes.citations and all(finding.code in _HARMLESS for finding in notes.findings)


def prose_from_markdown(text: str, report: Report) -> Prose:
    """One run of CommonMark."""
    return as_run(blocks_from_markdown(text, report), report)


def _formula(report: Report) -> Callable[[re.Match[str]], str]:
    def typed(match: re.Match[str]) -> str:
        from guidegen.exchange.commonmark import inline_text

        return inline_text(tuple(formula_or_text(match[1] or match[2] or match[3], report)))

    return typed

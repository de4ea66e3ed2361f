"""Pipe tables (GitHub's form of CommonMark): a header row, a row of dashes, and rows with as many cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from guidegen.diagnostics import Span
from guidegen.inline import Prose, Text
from guidegen.model.prose import Block, Paragraph, ProseTable
from guidegen.patterns import pattern
from guidegen.reading.prose.lines import Lines
from guidegen.reading.prose.notes import Finding, Notes
from guidegen.reading.prose.runs import inline_runs

if TYPE_CHECKING:
    from markdown_it.token import Token

_ALIGNMENTS = {"text-align:left": "start", "text-align:right": "end", "text-align:center": "centre"}
#: What a caption begins with; it is the paragraph before its table.
_CAPTION = pattern(r"(?:Table)?:\s+")


def prose_table(tokens: Sequence[Token], lines: Lines, notes: Notes, before: list[Block], origin: Span) -> ProseTable:
    """The table of the tokens between its opening and its closing. A caption is taken off the blocks before it."""
    rows: list[list[Prose]] = []
    alignments: list[str] = []
    for token in tokens:
        first = (token.map or [0])[0]
        if token.type == "tr_open":
            rows.append([])
            if len(rows) > 1:
                _check_cells(lines, first, len(rows[0]), notes)
        elif token.type == "th_open":
            alignments.append(_ALIGNMENTS.get(str(token.attrs.get("style", "")), "start"))
        elif token.type == "inline":
            offset = lines.offsets(first, token.content)
            rows[-1].append(inline_runs(token.content, offset, notes) if token.content else ())
    header, *body = (tuple(row) for row in rows)
    if not body:
        start = lines.start((tokens[0].map or [0])[0])
        notes.findings.append(
            Finding("S202", start, start + 1, "This table has no rows.", "Write them below the line of dashes.")
        )
    return ProseTable(header, tuple(body), tuple(alignments), _caption(before), origin=origin)


def _check_cells(lines: Lines, line: int, columns: int, notes: Notes) -> None:
    """The parser would fill short rows up and cut long ones off."""
    from markdown_it.rules_block.table import escapedSplit

    start, end = lines.start(line), lines.end(line)
    typed = re.sub(r"^[\s>]*", "", lines.text[start:end])
    cells = escapedSplit(typed)
    count = len(cells) - (not cells[0].strip()) - (len(cells) > 1 and not cells[-1].strip())
    if count != columns:
        found = "1 cell" if count == 1 else f"{count} cells"
        notes.findings.append(
            Finding(
                "S214",
                start + len(lines.text[start:end]) - len(typed),
                end,
                f"This row has {found}, and the table has {columns} columns.",
                "Part the cells with `|`; put a blank line before words that follow the table.",
            )
        )


def _caption(before: list[Block]) -> Prose:
    last = before[-1] if before else None
    if not (isinstance(last, Paragraph) and isinstance(last.prose[0], Text)):
        return ()
    match = _CAPTION.match(last.prose[0].text)
    if match is None:
        return ()
    before.pop()
    rest = last.prose[0].text[match.end() :]
    return ((Text(rest),) if rest else ()) + last.prose[1:]

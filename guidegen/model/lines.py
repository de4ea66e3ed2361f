"""Blocks of prose as one run of text."""

from __future__ import annotations

from collections.abc import Sequence

from guidegen.inline import Code, Inline, LineBreak, Mathematics, Prose, Text
from guidegen.model.prose import (
    Blocks,
    BulletList,
    CodeBlock,
    FormulaBlock,
    Heading,
    NumberedList,
    Paragraph,
    Picture,
    ProseTable,
    Quotation,
)


def in_one_line(blocks: Blocks) -> Prose:
    """The words of blocks one after the other: code with a break for each line, cells of a table behind each other."""
    parts: list[Prose] = []
    for block in blocks:
        match block:
            case Paragraph(prose) | Heading(_, prose):
                parts.append(prose)
            case BulletList(points) | NumberedList(points):
                parts += [in_one_line(point) for point in points]
            case Quotation(inner):
                parts.append(in_one_line(inner))
            case CodeBlock(text):
                lines = [(Code(line.strip()),) for line in text.splitlines() if line.strip()]
                parts.append(_with(LineBreak(), lines))
            case FormulaBlock(source):
                parts.append((Mathematics(source),))
            case ProseTable(header, rows):
                parts.append(_with(Text("; "), [_with(Text(" | "), row) for row in (header, *rows)]))
            case Picture(_, alt):
                parts.append((Text(alt),) if alt else ())
    return _with(Text(" "), [part for part in parts if part])


def _with(between: Inline, parts: Sequence[Prose]) -> Prose:
    nodes: list[Inline] = []
    for part in parts:
        nodes += [between] if nodes else []
        nodes += part
    return tuple(nodes)

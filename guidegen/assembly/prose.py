"""Blocks of prose to elements of a document, set for print."""

from __future__ import annotations

from guidegen.assembly.speech import said
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import NumberedBlank, Prose, walk
from guidegen.locale import Words
from guidegen.model import prose as model


def blocks_for_print(blocks: model.Blocks, words: Words, *, style: str = "body") -> tuple[doc.Block, ...]:
    """The blocks in the same order; paragraphs get `style`."""
    return tuple([_block(block, words, style) for block in blocks]) if blocks else ()


def line_for_print(prose: Prose, words: Words) -> doc.Line:
    """A line of prose for print."""
    return for_print(prose, words)


def _block(block: model.Block, words: Words, style: str) -> doc.Block:
    match block:
        case model.Paragraph(prose, origin):
            # Blanks need room to write between the lines.
            style = "cloze" if any(isinstance(node, NumberedBlank) for node in walk(prose)) else style
            return doc.Paragraph(for_print(prose, words), style, origin=origin)
        case model.Heading(level, prose, origin):
            return doc.Heading(level, for_print(prose, words), origin=origin)
        case model.BulletList(points, origin):
            return doc.ListBlock("bullet", _points(points, words, style), origin=origin)
        case model.NumberedList(points, start, origin):
            return doc.ListBlock("number", _points(points, words, style), start, origin=origin)
        case model.Quotation(blocks):
            return doc.Quotation(blocks_for_print(blocks, words, style="quotation"))
        case model.FormulaBlock(source, origin):
            return doc.Formula(source, said(source, words.language, display=True), style, origin)
        case model.ProseTable():
            return _table(block, words)
        case model.Picture(image, alt, caption, width, origin):
            return doc.Figure(image, alt, for_print(caption, words), width, width != 1.0, origin=origin)
        case model.CodeBlock(text, origin):
            return doc.CodeBlock(tuple(text.rstrip("\n").expandtabs(4).split("\n")), origin)


def _points(points: tuple[model.Blocks, ...], words: Words, style: str) -> tuple[tuple[doc.Block, ...], ...]:
    return tuple(blocks_for_print(point, words, style=style) for point in points)


def _table(table: model.ProseTable, words: Words) -> doc.DataTable:
    return doc.DataTable(
        header=tuple(for_print(cell, words) for cell in table.header),
        rows=tuple(tuple(for_print(cell, words) for cell in row) for row in table.rows),
        alignments=table.alignments,
        caption=for_print(table.caption, words),
        origin=table.origin,
    )

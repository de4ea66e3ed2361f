"""The table of block functions: which function writes which kind of block."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.document import elements as doc
from guidegen.render.docx import blocks, items, tables
from guidegen.render.docx.writer import BlockFunction

BLOCKS: Mapping[type, BlockFunction] = {
    doc.Paragraph: blocks.paragraph,
    doc.Heading: blocks.heading,
    doc.Section: blocks.section,
    doc.Quotation: blocks.quotation,
    doc.ListBlock: blocks.list_block,
    doc.CodeBlock: blocks.code,
    doc.DataTable: tables.data_table,
    doc.Formula: blocks.formula,
    doc.Masthead: blocks.masthead,
    doc.MainMessage: blocks.main_message,
    doc.Callout: blocks.callout,
    doc.Cards: blocks.cards,
    doc.Figure: blocks.figure,
    doc.Table: tables.table,
    doc.WideTable: tables.wide_table,
    doc.ItemList: items.item_list,
    doc.ExamHead: blocks.exam_head,
    doc.FieldLine: blocks.field_line,
    doc.KeyList: blocks.key_list,
    doc.AnswerGrid: blocks.answer_grid,
    doc.TurnedAnswers: blocks.turned_answers,
}

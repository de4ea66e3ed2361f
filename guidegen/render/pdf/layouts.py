"""The table of layout functions: which function lays out which kind of block."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.document import elements as doc
from guidegen.render.pdf import answer_key, blocks, code, data_tables, exam_head, items, tables, wide_tables
from guidegen.render.pdf.layout import LayoutFunction

LAYOUTS: Mapping[type, LayoutFunction] = {
    doc.Paragraph: blocks.lay_paragraph,
    doc.Heading: blocks.lay_heading,
    doc.Section: blocks.lay_section,
    doc.Quotation: blocks.lay_quotation,
    doc.ListBlock: blocks.lay_list,
    doc.CodeBlock: code.lay_code,
    doc.DataTable: data_tables.lay_data_table,
    doc.Formula: blocks.lay_formula,
    doc.Masthead: blocks.lay_masthead,
    doc.MainMessage: blocks.lay_main_message,
    doc.Callout: blocks.lay_callout,
    doc.Cards: blocks.lay_cards,
    doc.Figure: blocks.lay_figure,
    doc.Table: tables.lay_table,
    doc.WideTable: wide_tables.lay_wide_table,
    doc.ItemList: items.lay_item_list,
    doc.ExamHead: exam_head.lay_exam_head,
    doc.KeyList: answer_key.lay_key_list,
    doc.AnswerGrid: answer_key.lay_answer_grid,
    doc.TurnedAnswers: answer_key.lay_turned_answers,
}

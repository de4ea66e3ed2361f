"""The table of block functions: which function writes which kind of block."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.document import elements as doc
from guidegen.render.docx.blocks import (
    answer_grid,
    callout,
    cards,
    code,
    exam_head,
    field_line,
    figure,
    formula,
    heading,
    introduced,
    key_list,
    list_block,
    main_message,
    masthead,
    paragraph,
    quotation,
    scan_code,
    section,
    turned_answers,
)
from guidegen.render.docx.charts import chart, pictograph
from guidegen.render.docx.items import item_list, stimulus_alone
from guidegen.render.docx.tables import data_table, marked, schedule, table, wide_table
from guidegen.render.docx.visual import beside, pair, timeline, zones
from guidegen.render.docx.write_on import acknowledgement, fill_ins, tick_row, writing_lines
from guidegen.render.docx.writer import BlockFunction

BLOCKS: Mapping[type, BlockFunction] = {
    doc.Paragraph: paragraph,
    doc.Heading: heading,
    doc.Section: section,
    doc.Quotation: quotation,
    doc.ListBlock: list_block,
    doc.CodeBlock: code,
    doc.DataTable: data_table,
    doc.Formula: formula,
    doc.Masthead: masthead,
    doc.MainMessage: main_message,
    doc.Callout: callout,
    doc.Cards: cards,
    doc.Figure: figure,
    doc.Introduced: introduced,
    doc.ScanCode: scan_code,
    doc.Table: table,
    doc.Marked: marked,
    doc.WideTable: wide_table,
    doc.ItemList: item_list,
    doc.StimulusAlone: stimulus_alone,
    doc.ExamHead: exam_head,
    doc.FieldLine: field_line,
    doc.WritingLines: writing_lines,
    doc.FillIns: fill_ins,
    doc.Acknowledgement: acknowledgement,
    doc.TickRow: tick_row,
    doc.KeyList: key_list,
    doc.AnswerGrid: answer_grid,
    doc.TurnedAnswers: turned_answers,
    doc.Beside: beside,
    doc.Timeline: timeline,
    doc.Pair: pair,
    doc.Zones: zones,
    doc.Schedule: schedule,
    doc.Chart: chart,
    doc.Pictograph: pictograph,
}

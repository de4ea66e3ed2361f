"""The table of layout functions: which function lays out which kind of block."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from guidegen.document import elements as doc
from guidegen.render.pdf.answer_key import lay_answer_grid, lay_key_list, lay_turned_answers
from guidegen.render.pdf.blocks import (
    lay_callout,
    lay_cards,
    lay_figure,
    lay_formula,
    lay_introduced,
    lay_list,
    lay_main_message,
    lay_masthead,
    lay_paragraph,
    lay_quotation,
)
from guidegen.render.pdf.charts import lay_chart
from guidegen.render.pdf.code import lay_code
from guidegen.render.pdf.data_tables import lay_data_table
from guidegen.render.pdf.exam_head import lay_exam_head
from guidegen.render.pdf.fields import fields_fit, lay_field_line
from guidegen.render.pdf.headings import TitleBlock, lay_heading, lay_section, lay_title_block
from guidegen.render.pdf.items import lay_item_list
from guidegen.render.pdf.layout import Frame, Layout, LayoutFunction
from guidegen.render.pdf.marks import lay_marked
from guidegen.render.pdf.pictographs import lay_pictograph
from guidegen.render.pdf.scan_codes import lay_scan_code
from guidegen.render.pdf.schedules import lay_schedule
from guidegen.render.pdf.tables import lay_table
from guidegen.render.pdf.visual import lay_beside, lay_pair, lay_timeline, lay_zones
from guidegen.render.pdf.wide_tables import lay_wide_table
from guidegen.render.pdf.write_on import lay_acknowledgement, lay_fill_ins, lay_tick_row, lay_writing_lines

#: Blocks that span the columns of a page, since they would be too narrow in one.
SPANNING: frozenset[type] = frozenset(
    {
        doc.Masthead,
        TitleBlock,
        doc.MainMessage,
        doc.ExamHead,
        doc.FieldLine,
        doc.Cards,
        doc.Table,
        doc.WideTable,
        doc.KeyList,
        doc.AnswerGrid,
        doc.TurnedAnswers,
        doc.Beside,
        doc.Pair,
        doc.Zones,
        doc.Schedule,
        doc.FillIns,
        doc.Acknowledgement,
    }
)

LAYOUTS: Mapping[type, LayoutFunction] = {
    doc.Paragraph: lay_paragraph,
    doc.Heading: lay_heading,
    TitleBlock: lay_title_block,
    doc.Section: lay_section,
    doc.Quotation: lay_quotation,
    doc.ListBlock: lay_list,
    doc.CodeBlock: lay_code,
    doc.DataTable: lay_data_table,
    doc.Formula: lay_formula,
    doc.Masthead: lay_masthead,
    doc.MainMessage: lay_main_message,
    doc.Callout: lay_callout,
    doc.Cards: lay_cards,
    doc.Figure: lay_figure,
    doc.Introduced: lay_introduced,
    doc.ScanCode: lay_scan_code,
    doc.Table: lay_table,
    doc.Marked: lay_marked,
    doc.WideTable: lay_wide_table,
    doc.ItemList: lay_item_list,
    doc.ExamHead: lay_exam_head,
    doc.FieldLine: lay_field_line,
    doc.WritingLines: lay_writing_lines,
    doc.FillIns: lay_fill_ins,
    doc.Acknowledgement: lay_acknowledgement,
    doc.TickRow: lay_tick_row,
    doc.KeyList: lay_key_list,
    doc.AnswerGrid: lay_answer_grid,
    doc.TurnedAnswers: lay_turned_answers,
    doc.Beside: lay_beside,
    doc.Timeline: lay_timeline,
    doc.Pair: lay_pair,
    doc.Zones: lay_zones,
    doc.Schedule: lay_schedule,
    doc.Chart: lay_chart,
    doc.Pictograph: lay_pictograph,
}

#: On what in the copy the layout of a kind of block depends, where it depends on more than items.
DEPENDS: Mapping[type, Callable[[Layout, Any, Frame], Hashable]] = {doc.FieldLine: fields_fit}

"""Which function lays out which kind of block. What few documents hold is loaded when it is laid out."""

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
from guidegen.render.pdf.headings import TitleBlock, lay_heading, lay_section, lay_title_block
from guidegen.render.pdf.items import lay_item_list
from guidegen.render.pdf.late import late
from guidegen.render.pdf.layout import Frame, Layout, LayoutFunction

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
        doc.StimulusAlone,
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
    doc.CodeBlock: late("code", "lay_code"),
    doc.DataTable: late("data_tables", "lay_data_table"),
    doc.Formula: lay_formula,
    doc.Masthead: lay_masthead,
    doc.MainMessage: lay_main_message,
    doc.Callout: lay_callout,
    doc.Cards: lay_cards,
    doc.Figure: lay_figure,
    doc.Introduced: lay_introduced,
    doc.ScanCode: late("scan_codes", "lay_scan_code"),
    doc.Table: late("tables", "lay_table"),
    doc.Marked: late("marks", "lay_marked"),
    doc.WideTable: late("wide_tables", "lay_wide_table"),
    doc.ItemList: lay_item_list,
    doc.StimulusAlone: late("stimuli", "lay_stimulus_alone"),
    doc.ExamHead: late("exam_head", "lay_exam_head"),
    doc.FieldLine: late("fields", "lay_field_line"),
    doc.WritingLines: late("write_on", "lay_writing_lines"),
    doc.FillIns: late("write_on", "lay_fill_ins"),
    doc.Acknowledgement: late("write_on", "lay_acknowledgement"),
    doc.TickRow: late("write_on", "lay_tick_row"),
    doc.KeyList: lay_key_list,
    doc.AnswerGrid: lay_answer_grid,
    doc.TurnedAnswers: lay_turned_answers,
    doc.Beside: late("visual", "lay_beside"),
    doc.Timeline: late("visual", "lay_timeline"),
    doc.Pair: late("visual", "lay_pair"),
    doc.Zones: late("visual", "lay_zones"),
    doc.Schedule: late("schedules", "lay_schedule"),
    doc.Chart: late("charts", "lay_chart"),
    doc.Pictograph: late("pictographs", "lay_pictograph"),
}

#: On what in the copy the layout of a kind of block depends, where it depends on more than items.
DEPENDS: Mapping[type, Callable[[Layout, Any, Frame], Hashable]] = {doc.FieldLine: late("fields", "fields_fit")}

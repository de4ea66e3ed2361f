"""A document as plain text, in reading order: one line a piece of text, indented by depth, with its role.

It is what a screen reader should say, worked out from the document alone. Tests hold the text of the finished PDF
against it; `guidegen.render.text` prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange, arrange_those, by_stimulus, letter
from guidegen.inline import (
    Abbreviation,
    Blank,
    Citation,
    Code,
    Emphasis,
    Language,
    LineBreak,
    Link,
    Mathematics,
    NumberedBlank,
    Parallel,
    Strong,
    Text,
)
from guidegen.records import dataclass

ValueOf = Callable[[doc.Slot | doc.PageReference], str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text with its structure role and its depth in the document."""

    depth: int
    role: str
    text: str


def dump(document: doc.Document, value_of: ValueOf) -> str:
    """The pieces as lines `role: text`. `value_of` gives the text of slots and page references."""
    return "".join(f"{'  ' * piece.depth}{piece.role}: {piece.text}\n" for piece in pieces(document, value_of))


def pieces(document: doc.Document, value_of: ValueOf) -> Iterator[Piece]:
    """Every piece of text of the document, in reading order."""
    return _Dump(document, value_of).blocks(document.template.blocks, 0)


class _Dump:
    def __init__(self, document: doc.Document, value_of: ValueOf) -> None:
        self.template = document.template
        self.arrangement = document.arrangement
        self.value_of = value_of

    def blocks(self, blocks: tuple[doc.Block, ...], depth: int) -> Iterator[Piece]:
        for block in blocks:
            yield from self.block(block, depth)

    def block(self, block: doc.Block, depth: int) -> Iterator[Piece]:
        match block:
            case doc.Paragraph(line):
                yield self.piece(depth, "P", line)
            case doc.Heading(level, line):
                yield self.piece(depth, f"H{level}", line)
            case doc.CodeBlock(lines):
                yield Piece(depth, "Code", "\n".join(lines))
            case doc.Formula(_, spoken):
                yield Piece(depth, "Formula", spoken)
            case doc.Introduced(line, inner):
                yield self.piece(depth, "P", line)
                yield from self.block(inner, depth)
            case doc.ScanCode(_, _, blocks):
                yield from self.blocks(blocks, depth)
            case doc.Section(blocks) | doc.Quotation(blocks):
                yield from self.blocks(blocks, depth + 1)
            case doc.ListBlock(marker, points, start):
                for index, point in enumerate(points):
                    if label := self.marker(marker, start + index):
                        yield Piece(depth + 1, "Lbl", label)
                    yield from self.blocks(point, depth + 1)
            case doc.Masthead(organisation, note):
                for text in filter(None, (organisation, note)):
                    yield Piece(depth, "P", text)
            case doc.MainMessage(label, line):
                yield self.piece(depth + 1, "P", label)
                yield self.piece(depth + 1, "P", line)
            case doc.Callout(_, title, blocks):
                yield self.piece(depth + 1, "P", title)
                yield from self.blocks(blocks, depth + 1)
            case doc.Cards(cards):
                for card in cards:
                    yield self.piece(depth + 1, "P", card.title)
                    yield from self.blocks(card.blocks, depth + 1)
            case doc.Figure(_, _, caption):
                if caption:
                    yield self.piece(depth, "P", caption)
            case doc.Marked(_, line):
                yield self.piece(depth, "P", line)
            case doc.DataTable():
                yield from self.data_table(block, depth + 1)
            case doc.WideTable(table):
                yield from self.table(table, depth)
            case doc.Table():
                yield from self.table(block, depth + 1)
            case doc.ItemList():
                yield from self.item_list(block, depth)
            case doc.StimulusAlone(stimulus, about):
                yield from self.stimulus(stimulus, about, depth + 1)
            case doc.ExamHead():
                yield from self.exam_head(block, depth)
            case doc.FieldLine():
                yield from self.field_line(block, depth)
            case doc.WritingLines(title, _, said):
                yield self.piece(depth, "P", title)
                yield Piece(depth, "P", said)
            case doc.FillIns():
                yield from self.fill_ins(block, depth)
            case doc.Acknowledgement(title, blocks, fields):
                yield self.piece(depth + 1, "P", title)
                yield from self.blocks(blocks, depth + 1)
                yield from self.fill_ins(fields, depth + 1)
            case doc.TickRow(labels):
                for words in labels:
                    yield Piece(depth + 1, "Lbl", self.template.labels.check_box)
                    yield self.piece(depth + 1, "P", words)
            case doc.AnswerGrid(answers):
                for number, letters in answers:
                    yield Piece(depth + 1, "Lbl", number)
                    yield Piece(depth + 1, "P", letters)
            case doc.TurnedAnswers(line):
                yield self.piece(depth, "P", line)
            case doc.Beside(blocks):
                yield from self.blocks(blocks, depth)
            case doc.Timeline(events):
                for event in events:
                    yield self.piece(depth + 1, "Lbl", event.when)
                    yield from self.blocks(event.blocks, depth + 1)
            case doc.Pair(do, dont):
                for side in (do, dont):
                    yield self.piece(depth + 1, "P", side.title)
                    for line in side.points:
                        yield Piece(depth + 1, "Lbl", side.label)
                        yield self.piece(depth + 1, "P", line)
            case doc.Zones():
                yield from self.zones(block, depth)
            case doc.Chart() | doc.Pictograph():
                yield self.piece(depth, "P", block.caption)
                if block.source:
                    yield self.piece(depth, "P", block.source)
            case doc.Schedule():
                yield from self.schedule(block, depth + 1)
            case doc.KeyList(entries):
                for entry in entries:
                    yield Piece(depth + 1, "Lbl", entry.label)
                    if entry.points:
                        yield self.piece(depth + 1, "P", entry.points)
                    yield from self.blocks(entry.blocks, depth + 1)

    def data_table(self, table: doc.DataTable, depth: int) -> Iterator[Piece]:
        if table.caption:
            yield self.piece(depth, "Caption", table.caption)
        for index, cell in enumerate(table.header):
            yield self.piece(depth, "TH" if index or cell else "TD", cell)
        for row in table.rows:
            for index, cell in enumerate(row):
                yield self.piece(depth, "TD" if index or not table.has_row_headers else "TH", cell)

    def table(self, table: doc.Table, depth: int) -> Iterator[Piece]:
        if table.introduction:
            yield self.piece(depth, "P", table.introduction)
        if table.caption:
            yield self.piece(depth, "Caption", table.caption)
        for column in table.columns:
            yield self.piece(depth, "TH", column)
        for row in table.rows:
            yield self.piece(depth, "TH", row.header)
            if isinstance(row, doc.RowGroup):
                for inner in row.rows:
                    yield self.piece(depth + 1, "TH", inner.header)
                    yield from self.cells(inner, depth + 1)
            else:
                yield from self.cells(row, depth)

    def cells(self, row: doc.Row, depth: int) -> Iterator[Piece]:
        for cell in row.cells:
            yield from self.blocks(cell.blocks, depth + 1)

    def item_list(self, block: doc.ItemList, depth: int) -> Iterator[Piece]:
        items = {item.id: item for item in block.items}
        stimuli = {stimulus.id: stimulus for stimulus in block.stimuli}
        for id_, group in by_stimulus((block.arrangement or self.arrangement).items):
            if id_:
                yield from self.stimulus(stimuli[id_], group, depth + 1)
            for placed in group:
                yield from self.item(items[placed.item], placed, depth + 1)

    def stimulus(self, stimulus: doc.Stimulus, about: Sequence[ArrangedItem], depth: int) -> Iterator[Piece]:
        yield Piece(depth, f"H{stimulus.level}", stimulus.directions.text(about[0].number, about[-1].number))
        if stimulus.title:
            yield self.piece(depth + 1, "P", stimulus.title)
        yield from self.blocks(stimulus.blocks, depth + 1)

    def item(self, item: doc.Item, placed: ArrangedItem, depth: int) -> Iterator[Piece]:
        yield Piece(depth, "Lbl", str(placed.number))
        yield from self.blocks(item.stem, depth)
        for line in (item.hint, item.points):
            if line:
                yield self.piece(depth, "P", line)
        match item.task:
            case doc.Options(options):
                yield from self.lettered(arrange(options, placed.options), depth + 1)
            case doc.Premises() as task:
                yield self.piece(depth, "TH", task.answer_header)
                yield self.piece(depth, "TH", task.premise_header)
                for premise in task.premises:
                    yield Piece(depth, "TD", task.answer_label)
                    yield self.piece(depth, "TH", premise.line)
                yield self.piece(depth, "P", task.responses_label)
                yield from self.lettered(arrange(task.responses, placed.options), depth + 1)
            case doc.StatementTable():
                yield from self.statements(item.task, placed, depth)
            case doc.OrderBoxes(entries, box_label):
                for index, entry in enumerate(arrange(entries, placed.options)):
                    yield Piece(depth + 1, "Lbl", self.letter(index))
                    yield Piece(depth + 1, "P", box_label.replace("{letter}", self.letter(index)))
                    yield self.piece(depth + 1, "P", entry.line)
            case doc.AnswerSpace():
                yield Piece(depth, "P", item.task.label)
            case doc.FigureLabels(places, labels, label):
                for number, place in enumerate(places, start=1):
                    yield Piece(depth + 1, "Lbl", str(number))
                    yield Piece(depth + 1, "P", place.answer_label)
                if labels:
                    yield self.piece(depth, "P", label)
                    yield from self.lettered(arrange(labels, placed.options), depth + 1)
            case doc.NumberLine():
                yield from self.number_line(item.task, depth)
            case doc.Blanks(lists, words_of_bank, label):
                for each in lists:
                    yield self.piece(depth, "Lbl", each.label)
                    yield from self.lettered(arrange_those(each.options, placed.options), depth + 1)
                if words_of_bank:
                    yield self.piece(depth, "P", label)
                    for word in arrange_those(words_of_bank, placed.options):
                        yield self.piece(depth + 1, "P", word.line)
        yield from self.blocks(item.answer, depth)

    def statements(self, table: doc.StatementTable, placed: ArrangedItem, depth: int) -> Iterator[Piece]:
        for line in (table.header, *table.labels):
            yield self.piece(depth, "TH", line)
        for index, statement in enumerate(arrange(table.statements, placed.options)):
            yield Piece(depth, "P", self.letter(index))
            yield self.piece(depth, "P", statement.line)
            for label in table.labels:
                yield Piece(depth, "TD", table.label_of(self.letter(index), label))

    def number_line(self, task: doc.NumberLine, depth: int) -> Iterator[Piece]:
        if task.work is not None:
            yield Piece(depth, "P", task.work.label)
        if task.before:
            yield self.piece(depth, "P", task.before)
        yield Piece(depth, "P", task.label)
        if task.unit:
            yield self.piece(depth, "P", task.unit)

    def letter(self, index: int) -> str:
        return letter(index, self.template.labels.letters)

    def lettered(self, options: list[doc.Option], depth: int) -> Iterator[Piece]:
        for index, option in enumerate(options):
            yield Piece(depth, "Lbl", self.letter(index))
            yield from self.blocks(option.blocks, depth)
            if option.line and not option.blocks:
                yield self.piece(depth, "P", option.line)

    def exam_head(self, head: doc.ExamHead, depth: int) -> Iterator[Piece]:
        yield self.piece(depth, "H1", head.title)
        for line in (head.about, head.form_label, head.form, head.code):
            if line:
                yield self.piece(depth, "P", line)
        yield from self.field_line(head.fields, depth)

    def field_line(self, line: doc.FieldLine, depth: int) -> Iterator[Piece]:
        for field in line.fields:
            yield Piece(depth, "P", field.label)
            blank = line.field_text.replace("{label}", field.label)
            yield Piece(depth, "P", self.value_of(field.slot) if field.slot else blank)

    def fill_ins(self, block: doc.FillIns, depth: int) -> Iterator[Piece]:
        if block.title:
            yield self.piece(depth, "P", block.title)
        for field in block.fields:
            yield self.piece(depth, "P", field.label)
            yield Piece(depth, "P", field.said)
            if field.after:
                yield self.piece(depth, "P", field.after)

    def zones(self, block: doc.Zones, depth: int) -> Iterator[Piece]:
        yield self.piece(depth, "P", block.caption)
        for zone in block.zones:
            yield self.piece(depth + 1, "P", zone.title)
            for heading, points in zone.parts:
                yield self.piece(depth + 1, "P", heading)
                for point in points:
                    yield self.piece(depth + 2, "P", point)

    def schedule(self, block: doc.Schedule, depth: int) -> Iterator[Piece]:
        yield self.piece(depth, "Caption", block.caption)
        for heading in (block.corner, *(line for _, line in block.times), block.remarks):
            yield self.piece(depth, "TH", heading)
        for row in block.rows:
            for index, line in enumerate(row or ((),) * (len(block.times) + 2)):
                role = "TD" if index else "TH"
                yield self.piece(depth, role, line) if row else Piece(depth, role, block.blank)

    def marker(self, marker: str, number: int) -> str:
        match marker:
            case "bullet":
                return ""
            case "check":
                return self.template.labels.check_box
            case "step":
                return str(number)
            case _:
                return f"{number}."

    def piece(self, depth: int, role: str, line: doc.Line) -> Piece:
        return Piece(depth, role, "".join(self.text(run) for run in line))

    def text(self, run: doc.Run) -> str:
        match run:
            case Text(text) | Code(text):
                return text
            case (
                Strong(children)
                | Emphasis(children)
                | Link(_, children)
                | Language(_, children)
                | Abbreviation(_, children)
                | Parallel(children)
            ):
                return "".join(self.text(child) for child in children)
            case Citation(sources):
                return ", ".join(str(self.template.sources.index(source) + 1) for source in sources)
            case Mathematics(_, spoken):
                return spoken
            case Blank():
                return self.template.labels.blank
            case NumberedBlank(number):
                return self.template.labels.numbered_blank.replace("{number}", str(number))
            case LineBreak():
                return " "
            case doc.Slot() | doc.PageReference():
                return self.value_of(run)
            case _:
                raise TypeError(f"{type(run).__name__} reached a document")

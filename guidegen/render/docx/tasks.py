"""What there is to do with an item: one function a kind of task.

`shown` are the answers of a teacher's copy by their places, and empty in what is handed out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange, arrange_those, letter
from guidegen.inline import Parallel, Strong, Text
from guidegen.locale import LATIN
from guidegen.records import replace
from guidegen.render.docx.blocks import numbered, ruled, size_of
from guidegen.render.docx.elements import Element, border, element
from guidegen.render.docx.keeping import keep_together
from guidegen.render.docx.numbering import MOST_LETTERS
from guidegen.render.docx.tables import cell_text, table_of
from guidegen.render.docx.writer import PLAIN, Elements, Marks, Room, Writer, gap, styled

Shown = Mapping[str, doc.Line]
TaskFunction = Callable[[Writer, Any, ArrangedItem, Room, Shown], Elements]
_ANSWER = Marks(strong=True)
#: From one line of handwriting to the next, and the side of a square, in points of regular print.
_LINE = 27.0
_MOST_KEPT = 0.6
_MOST_SQUARES = 0.9
_SQUARE = 5 * 72 / 25.4
_POINTS_PER_MM = 72 / 25.4
#: The highest picture of an option, in points.
_HIGHEST = 110.0
_BLANK = "________"
_CIRCLE, _FILLED, _RIGHT = "○", "●", "✓ "


def options(writer: Writer, task: doc.Options, placed: ArrangedItem, room: Room, shown: Shown) -> Elements:
    """Options behind their letters; the right ones of a teacher's copy are ticked and bold."""
    return _lettered(writer, arrange(task.options, placed.options), room, shown)


def _lettered(writer: Writer, options: Sequence[doc.Option], room: Room, shown: Shown, before: str = "") -> Elements:
    """Options as a list with letters. `before` stands in front of each."""
    number = writer.numbering.new("letter", 1)
    letters = writer.document.template.labels.letters
    made: Elements = []
    for index, option in enumerate(options):
        is_right = option.id in shown
        lead = _RIGHT if is_right else ""
        answer = shown.get(option.id, ())
        if before:
            lead = "" if answer else f"{before} "
        # Word counts in Latin letters alone, and only as far as they reach.
        typed = f"{letter(index, letters)}. " if index >= MOST_LETTERS or letters != LATIN else ""
        start = (Text(typed + lead),) if typed or lead else ()
        if answer and before:
            # What is written on the blank stands out, not what it belongs to.
            strong = Strong(
                tuple(run for run in answer if not isinstance(run, doc.Slot | doc.PageReference | Parallel))
            )
            start = (*start, strong, Text("  "))
        blocks = option.blocks or ((doc.Paragraph((*start, *option.line), "option"),) if option.line or start else ())
        pictures: Elements = []
        if option.figure is not None:
            wide = (room.width - room.indent - writer.step()) / 20
            size = size_of(writer, option.figure, wide, _HIGHEST * writer.look.scale)
            pictures = [writer.picture(option.figure, *size)]
            if option.line:
                pictures.insert(0, element("w:r", {}, element("w:br")))
        marks = _ANSWER if is_right and not before else PLAIN
        # The last option may be followed by a page break, the others not.
        place = replace(room, keeps=index + 1 < len(options))
        inner = place.set_in(writer.step())
        if option.blocks and is_right:
            made.append(writer.paragraph((Text(_RIGHT),), "option", inner, marks=marks))
        if typed:
            made += writer.blocks(blocks, inner)
            continue
        entry = numbered(writer, blocks, place, inner, (number, 1), style="option", marks=marks)
        entry[0].extend(pictures)
        made += entry
    return made


def premises(writer: Writer, task: doc.Premises, placed: ArrangedItem, room: Room, shown: Shown) -> Elements:
    """A table with a cell for each letter, and the responses below it."""
    wide = room.width - room.indent
    side = writer.points(55)
    widths = [side, wide - side]
    rows = [_headers(writer, (task.answer_header, task.premise_header), widths)]
    for premise in task.premises:
        answer = cell_text(writer, shown.get(premise.id, ()), widths[0], "option", centred=True, marks=_ANSWER)
        rows.append([answer, _content(writer, premise, widths[1])])
    label = writer.paragraph(task.responses_label, "points", room, keep_next=True)
    responses = _lettered(writer, arrange(task.responses, placed.options), room, {})
    return [table_of(writer, rows, widths, room), gap(keeps=True), label, *responses]


def statements(writer: Writer, task: doc.StatementTable, placed: ArrangedItem, room: Room, shown: Shown) -> Elements:
    """A row for each statement with a circle below each label."""
    wide = room.width - room.indent
    mark, side = writer.points(26), min(writer.points(66), wide // 5)
    widths = [mark, wide - mark - 2 * side, side, side]
    rows = [_headers(writer, ((), task.header, *task.labels), widths, centred=(2, 3))]
    letters = writer.document.template.labels.letters
    for index, statement in enumerate(arrange(task.statements, placed.options)):
        lettered = cell_text(writer, (Text(letter(index, letters)),), widths[0], "table-row")
        circles = [
            cell_text(
                writer,
                (Text(_FILLED if task.place(statement.id, label) in shown else _CIRCLE),),
                side,
                "option",
                centred=True,
            )
            for label in range(2)
        ]
        rows.append([lettered, _content(writer, statement, widths[1]), *circles])
    return [table_of(writer, rows, widths, room, ends=True), gap()]


def _headers(
    writer: Writer, lines: Sequence[doc.Line], widths: list[int], centred: Sequence[int] = ()
) -> list[Elements]:
    return [
        cell_text(writer, line, width, "data-head", centred=index in centred)
        for index, (line, width) in enumerate(zip(lines, widths, strict=True))
    ]


def _content(writer: Writer, option: doc.Option, width: int) -> Elements:
    made = writer.blocks(option.blocks, Room(width - 200)) or cell_text(writer, option.line, width, "option")
    if option.figure is not None:
        size = size_of(writer, option.figure, (width - 200) / 20, _HIGHEST * writer.look.scale)
        made[-1].append(writer.picture(option.figure, *size))
    return made


def order_boxes(writer: Writer, task: doc.OrderBoxes, placed: ArrangedItem, room: Room, shown: Shown) -> Elements:
    """Entries behind their letters, each with a blank for its number."""
    return _lettered(writer, arrange(task.entries, placed.options), room, shown, before="____")


def answer_space(writer: Writer, task: doc.AnswerSpace, placed: ArrangedItem, room: Room, shown: Shown) -> Elements:
    """Room to answer in: ruled lines, a frame, squares, or nothing but room."""
    measures = {"line": _LINE * writer.look.scale, "mm": _POINTS_PER_MM, "page": writer.height}
    height = float(task.amount) * measures[task.measure]
    match task.look:
        case "lines":
            count = max(1, int(height / (_LINE * writer.look.scale) + 0.01))
            # Lines that leave room for other things on a page stay together, of more only the first two.
            kept = count - 1 if height <= _MOST_KEPT * writer.height else 2
            return [_rule(writer, room, keeps=index < kept) for index in range(count)]
        case "grid":
            return _squares(writer, task, height, room)
        case look:
            wide = room.width - room.indent
            edge = _edges("single" if look == "box" else "dotted", writer.colour("ink"))
            return [_empty_table(writer, [wide], 1, height, edge, task.label, room), gap(keeps=room.keeps)]


def _rule(writer: Writer, room: Room, *, keeps: bool) -> Element:
    made = writer.paragraph((), "body", replace(room, keeps=keeps), after=0)
    properties = made[0]
    high = {"w:before": 0, "w:after": 0, "w:line": writer.points(_LINE), "w:lineRule": "exact"}
    for old in properties.findall(element("w:spacing").tag):
        properties.remove(old)
    # Equal borders of neighbours become one, unless a line between them is asked for.
    after_style = 2 if keeps else 1  # the order of the properties is fixed: style, keepNext, borders
    properties.insert(after_style, border(("bottom", "between"), writer.colour("ink")))
    properties.insert(after_style + 1, element("w:spacing", high))
    return made


def _squares(writer: Writer, task: doc.AnswerSpace, height: float, room: Room) -> Elements:
    side = round(20 * _SQUARE * writer.look.scale)
    columns = (room.width - room.indent) // side
    rows = max(1, round(20 * height / side))
    edge = _edges("single", writer.colour("rule"))
    table = _empty_table(writer, [side] * columns, rows, side / 20, edge, task.label, room)
    # Squares on two pages are of no use where one holds them.
    keep_together(writer, [table], side * columns, most=_MOST_SQUARES)
    return [table, gap(keeps=room.keeps)]


def _edges(look: str, colour: str) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = {"w:val": look, "w:sz": 6, "w:space": 0, "w:color": colour}
    return element("w:tblBorders", {}, *(element(f"w:{side}", line) for side in sides))


def _empty_table(
    writer: Writer, widths: list[int], rows: int, height: float, edges: Element, said: str, room: Room
) -> Element:
    """A table to write in, by hand or on the screen."""
    made = []
    for _ in range(rows):
        high = element("w:trHeight", {"w:val": round(20 * height), "w:hRule": "atLeast"})
        line = [writer.cell([gap()], width) for width in widths]
        made.append(element("w:tr", {}, element("w:trPr", {}, high), *line))
    table = ruled(writer, widths, made, room, said=said)
    properties = table[0]
    for old in properties.findall(edges.tag):
        properties.replace(old, edges)
    return table


def number_line(writer: Writer, task: doc.NumberLine, placed: ArrangedItem, room: Room, shown: Shown) -> Elements:
    """Room to work it out, and a line for the number with its unit."""
    work = answer_space(writer, task.work, placed, room, {}) if task.work is not None else []
    # A unit in Latin letters makes no line from left to right of it.
    before = (*task.before, Text("\u00a0")) if task.before else (Text(writer.start_mark),) if writer.start_mark else ()
    answer = shown.get(task.PLACE)
    line = writer.runs(answer, Marks(strong=True, underlined=True)) if answer else [styled(_BLANK, PLAIN)]
    unit = writer.runs((Text("\u00a0"), *task.unit)) if task.unit else []
    return [*work, writer.paragraph(before, "option", replace(room, keeps=False), extra=[*line, *unit])]


def blanks(writer: Writer, task: doc.Blanks, placed: ArrangedItem, room: Room, shown: Shown) -> Elements:
    """The lists to choose from, and the words of the word bank."""
    made: Elements = []
    for each in task.lists:
        made.append(writer.paragraph(each.label, "points", room, keep_next=True))
        made += _lettered(writer, arrange_those(each.options, placed.options), room, shown)
    if task.words:
        made.append(writer.paragraph(task.words_label, "points", room, keep_next=True))
        number = (writer.numbering.new("bullet"), 0)
        words = arrange_those(task.words, placed.options)
        for index, word in enumerate(words):
            place = replace(room, keeps=index + 1 < len(words))
            made.append(writer.paragraph(word.line, "option", place, number=number))
    return made


def figure_labels(writer: Writer, task: doc.FigureLabels, placed: ArrangedItem, room: Room, shown: Shown) -> Elements:
    """A blank for each number of the picture, and the labels behind their letters."""
    number = (writer.numbering.new("number", 1), 1)
    made: Elements = []
    for index in range(len(task.places)):
        answer = shown.get(str(index + 1))
        marks = Marks(strong=True, underlined=True) if answer else PLAIN
        line = answer or (Text(_BLANK),)
        made.append(writer.paragraph(line, "option", room, number=number, marks=marks))
    if task.labels:
        made.append(writer.paragraph(task.list_label, "points", room, keep_next=True))
        made += _lettered(writer, arrange(task.labels, placed.options), room, {})
    return made


TASKS: Mapping[type, TaskFunction] = {
    doc.Options: options,
    doc.Premises: premises,
    doc.StatementTable: statements,
    doc.OrderBoxes: order_boxes,
    doc.AnswerSpace: answer_space,
    doc.NumberLine: number_line,
    doc.Blanks: blanks,
    doc.FigureLabels: figure_labels,
}

"""Places to write on: lines for notes, labelled fields, an acknowledgement to sign."""

from __future__ import annotations

from docx.oxml.ns import qn

from guidegen.document import elements as doc
from guidegen.inline import Text, plain_text
from guidegen.render.docx.elements import Element, element
from guidegen.render.docx.keeping import keep_together
from guidegen.render.docx.writer import Elements, Room, Writer

#: From one line to write on to the next, in points of regular print.
_LINE = 27.0
#: The most of a row that words beside a line take.
_MOST_WORDS = 0.75
#: The room below the last line, so that nothing touches what is written there, in points of regular print.
_BELOW = 12.0


def writing_lines(writer: Writer, block: doc.WritingLines, room: Room) -> Elements:
    """A title with lines below it."""
    title = writer.paragraph(block.title, "box-title", room, keep_next=True, before=writer.points(8))
    made = _with_room_below(writer, [title, *_lines(writer, block.lines, room)])
    keep_together(writer, made, room.width - room.indent)
    return made


def fill_ins(writer: Writer, block: doc.FillIns, room: Room) -> Elements:
    """A row for each field: its label, a line to the edge, and what stands behind it."""
    return _with_room_below(writer, _rows(writer, block, room))


def _rows(writer: Writer, block: doc.FillIns, room: Room) -> Elements:
    title = [writer.paragraph(block.title, "box-title", room, keep_next=True)] if block.title else []
    return [*title, *(made for field in block.fields for made in _field(writer, field, room))]


def _field(writer: Writer, field: doc.FillIn, room: Room) -> Elements:
    wide = room.width - room.indent
    if _width(writer, field.label) + _width(writer, field.after) > _MOST_WORDS * wide:
        # Too many words for a line beside them.
        label = writer.paragraph(field.label, "body", room, keep_next=True, before=writer.points(8), after=0)
        after = [writer.paragraph(field.after, "body", room)] if field.after else []
        return [label, *_lines(writer, field.lines, room), *after]
    # Words behind the line stand at the edge, behind a line that leaves them their room.
    end = room.width - _width(writer, field.after)
    runs = [element("w:r", {}, element("w:tab")), *writer.runs((Text(" "), *field.after) if field.after else ())]
    line = writer.paragraph(
        (*field.label, Text(" ")),
        "body",
        room,
        extra=runs,
        tabs=[("left", end, "underscore")],
        before=writer.points(8),
        after=writer.points(4),
    )
    return [line, *_lines(writer, field.lines - 1, room)]


def _width(writer: Writer, line: doc.Line) -> int:
    """About the room that words need, in twips."""
    characters = len(plain_text(tuple(run for run in line if not isinstance(run, doc.Slot | doc.PageReference))))
    return writer.points((characters + 3) * writer.look.theme.styles["body"].size * 0.58) if line else 0


def acknowledgement(writer: Writer, block: doc.Acknowledgement, room: Room) -> Elements:
    """A box with the statement and its lines."""
    inside = Room(room.width - room.indent - 320, language=room.language, keeps=True)
    content = [
        writer.paragraph(block.title, "box-title", inside, keep_next=True),
        *writer.blocks(block.blocks, inside),
        # The padding of the box is room enough below them.
        *_rows(writer, block.fields, inside),
    ]
    box = writer.box(content, room, edge=writer.colour("ink"))
    if block.break_before == "sheet":
        return [element("w:sectPr"), *box]
    if block.break_before:
        # A table cannot begin a page by itself.
        return [writer.paragraph((), "small", room, new_page=True, before=0, after=0), *box]
    return box


def tick_row(writer: Writer, block: doc.TickRow, room: Room) -> Elements:
    """Boxes with their words, in one line."""
    line: list[doc.Run] = []
    for label in block.labels:
        line += [Text("\u2003" if line else ""), Text("\u2610\u00a0"), *label]
    return [writer.paragraph(tuple(line), "body", room)]


def _with_room_below(writer: Writer, made: Elements) -> Elements:
    """The same with room below if it ends with a line to write on: a box that follows has none above it."""
    for spacing in made[-1].iter(qn("w:spacing")):
        spacing.set(qn("w:after"), str(writer.points(_BELOW)))
    return made


def _lines(writer: Writer, count: int, room: Room) -> list[Element]:
    """So many lines across the text."""
    tabs = [("left", room.width, "underscore")]
    return [
        writer.paragraph(
            (),
            "body",
            room,
            extra=[element("w:r", {}, element("w:tab"))],
            tabs=tabs,
            before=writer.points(_LINE - writer.look.theme.styles["body"].leading),
            after=0,
        )
        for _ in range(count)
    ]

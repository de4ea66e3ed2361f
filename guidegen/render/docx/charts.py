"""Charts and pictographs as what every office program can show and edit: tables of their numbers, rows of signs."""

from __future__ import annotations

from guidegen.document import elements as doc
from guidegen.inline import LineBreak, Strong, Text
from guidegen.render.docx.tables import data_table
from guidegen.render.docx.writer import Elements, Room, Writer

_FILLED, _EMPTY = "●", "○"
#: More signs than this are no picture in an office program any more.
_MOST, _PER_ROW = 100, 10


def chart(writer: Writer, block: doc.Chart, room: Room) -> Elements:
    """The numbers as a table, with the source below."""
    heads: tuple[doc.Line, ...] = tuple((Text(series.name),) for series in block.series if series.name)
    unit: doc.Line = (Text(block.axis),) if block.axis else block.corner
    table = doc.DataTable(
        header=((), *(heads or (unit,))),
        rows=tuple(
            ((Text(category),), *((Text(series.shown[index]),) for series in block.series))
            for index, category in enumerate(block.categories)
        ),
        alignments=("start", *("end" for _ in block.series)),
        caption=block.caption,
        origin=block.origin,
    )
    return [*data_table(writer, table, room), *_source(writer, block.source, room)]


def pictograph(writer: Writer, block: doc.Pictograph, room: Room) -> Elements:
    """Each group as rows of signs, the first so many of them filled, and its count in words."""
    made = [writer.paragraph(block.caption, "caption", room, keep_next=True)]
    for group in block.groups:
        if group.name:
            made.append(writer.paragraph((Strong((Text(group.name),)),), "body", room, keep_next=True))
        if block.total <= _MOST:
            made.append(writer.paragraph(_signs(group.count, block.total), "body", room, keep_next=True))
        made.append(writer.paragraph((Text(group.words),), "chart-count", room))
    return [*made, *_source(writer, block.source, room)]


def _signs(count: int, total: int) -> doc.Line:
    signs = _FILLED * count + _EMPTY * (total - count)
    line: list[doc.Run] = []
    for start in range(0, total, _PER_ROW):
        line += [LineBreak()] if line else []
        line.append(Text(" ".join(signs[start : start + _PER_ROW])))
    return tuple(line)


def _source(writer: Writer, source: doc.Line, room: Room) -> Elements:
    return [writer.paragraph(source, "figure-caption", room)] if source else []

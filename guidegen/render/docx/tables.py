"""Tables whose header row stands on every page, and whose cells say what they are the headers of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from guidegen.document import elements as doc
from guidegen.inline import LineBreak, Text
from guidegen.render.docx.blocks import ruled
from guidegen.render.docx.elements import Element, element, value
from guidegen.render.docx.writer import PLAIN, Elements, Marks, Room, Writer, gap, words_of

_JUSTIFIED = {"start": "left", "centre": "center", "end": "right"}
#: The signs of cells as characters, which office programs find in one font or another.
_SIGNS = {
    "yes": "\u2714",
    "no": "\u2718",
    "partly": "\u25d0",
    "unknown": "?",
    "high": "\u25cf\u25cf\u25cf\u25cf",
    "moderate": "\u25cf\u25cf\u25cf\u25cb",
    "low": "\u25cf\u25cf\u25cb\u25cb",
    "very-low": "\u25cf\u25cb\u25cb\u25cb",
}
#: The share of the first column of a comparison, and the bounds of a column that fits its words, in characters.
_FIRST = 0.24
_LEAST, _MOST = 4, 36
#: The padding of a cell on both sides, in twips, and a little more.
_PADDING = 240
#: A table of so many rows stands on one page.
_SHORT = 12


def table(writer: Writer, block: doc.Table, room: Room) -> Elements:
    """A table with header cells on both axes, and groups of rows under headings of their own."""
    wide = room.width - room.indent
    widths = _with_whole_words(
        writer,
        _fitting(block, wide) if block.fit else _even(len(block.columns), wide),
        [[line] for line in block.columns],
        [row.header for row in _rows_of(block)],
        wide,
    )
    rows = [_header(writer, block.columns, widths)]
    for row in block.rows:
        if isinstance(row, doc.RowGroup):
            rows.append(_group(writer, row.header, widths))
            rows += [_row(writer, inner, widths) for inner in row.rows]
        else:
            rows.append(_row(writer, row, widths))
    before = [writer.paragraph(block.introduction, "body", room, keep_next=True)] if block.introduction else []
    return [*before, *_captioned(writer, block.caption, rows, widths, room)]


def wide_table(writer: Writer, block: doc.WideTable, room: Room) -> Elements:
    """A table of many columns: in Word it has them all side by side."""
    return table(writer, block.table, room)


def data_table(writer: Writer, block: doc.DataTable, room: Room) -> Elements:
    """A plain table with its header row."""
    lines = [block.header, *block.rows]
    widths = _by_length([[_length(row[column]) for row in lines] for column in range(len(block.header))], room)
    rows = [_header(writer, block.header, widths, block.alignments)]
    for line in block.rows:
        cells = [
            _cell(writer, cell, width, "table-row" if block.has_row_headers and not index else "table", alignment)
            for index, (cell, width, alignment) in enumerate(zip(line, widths, block.alignments, strict=True))
        ]
        rows.append(element("w:tr", {}, _together(), *cells))
    return _captioned(writer, block.caption, rows, widths, room)


def marked(writer: Writer, block: doc.Marked, room: Room) -> Elements:
    """A sign and its word; below a scale of dots, which narrow columns leave no room beside."""
    sign = _SIGNS[block.sign]
    between: tuple[doc.Run, ...] = (Text(sign), LineBreak()) if len(sign) > 1 else (Text(f"{sign}\u00a0"),)
    return [writer.paragraph((*between, *block.line), block.style, room)]


def _captioned(writer: Writer, caption: doc.Line, rows: list[Element], widths: list[int], room: Room) -> Elements:
    before = [writer.paragraph(caption, "caption", room, keep_next=True)] if caption else []
    # Of a long table the header stays with the first row, and the last row with the one before.
    kept = rows[:-1] if len(rows) <= _SHORT else (rows[0], rows[-2])
    for row in kept:
        for cell in row.findall(element("w:tc").tag):
            _kept(cast(Elements, cell.findall(element("w:p").tag)))
    return [*before, ruled(writer, widths, rows, room, said=words_of(caption)), gap(keeps=room.keeps)]


def _header(writer: Writer, lines: Sequence[doc.Line], widths: list[int], alignments: Sequence[str] = ()) -> Element:
    fill = writer.colour("tint")
    cells = [
        _cell(writer, line, width, "data-head", alignments[index] if alignments else "start", fill=fill)
        for index, (line, width) in enumerate(zip(lines, widths, strict=True))
    ]
    return element("w:tr", {}, element("w:trPr", {}, value("w:cantSplit"), value("w:tblHeader")), *cells)


def _group(writer: Writer, header: doc.Line, widths: list[int]) -> Element:
    wide = sum(widths)
    made = writer.paragraph(header, "table-group", Room(wide), keep_next=True, after=0)
    cell = writer.cell([made], wide, columns=len(widths), fill=writer.colour("stripe"))
    return element("w:tr", {}, _together(), cell)


def _row(writer: Writer, row: doc.Row, widths: list[int]) -> Element:
    cells = [_cell(writer, row.header, widths[0], "table-row")]
    start = 1
    for cell in row.cells:
        width = sum(widths[start : start + cell.columns])
        cells.append(writer.cell(writer.blocks(cell.blocks, Room(width - 200)), width, columns=cell.columns))
        start += cell.columns
    return element("w:tr", {}, _together(), *cells)


def _cell(
    writer: Writer, line: doc.Line, width: int, style: str, alignment: str = "start", *, fill: str = ""
) -> Element:
    made = writer.paragraph(line, style, Room(width - 200), after=0)
    if alignment != "start":
        made[0].append(value("w:jc", _JUSTIFIED[alignment]))
    return writer.cell([made], width, fill=fill)


def _together() -> Element:
    return element("w:trPr", {}, value("w:cantSplit"))


def _length(line: doc.Line) -> int:
    return len(words_of(line))


def _even(columns: int, wide: int) -> list[int]:
    first = round(wide * _FIRST)
    return [first] + [(wide - first) // (columns - 1)] * (columns - 1)


def _fitting(block: doc.Table, wide: int) -> list[int]:
    rows = _rows_of(block)
    lengths = [[_length(line)] for line in block.columns]
    for row in rows:
        lengths[0].append(_length(row.header))
        start = 1
        for cell in row.cells:
            longest = max((_length(b.line) for b in cell.blocks if isinstance(b, doc.Paragraph)), default=_LEAST)
            for column in range(start, start + cell.columns):
                lengths[column].append(longest // cell.columns)
            start += cell.columns
    return _by_length(lengths, Room(wide))


def _rows_of(block: doc.Table) -> list[doc.Row]:
    return [row for each in block.rows for row in (each.rows if isinstance(each, doc.RowGroup) else (each,))]


def _with_whole_words(
    writer: Writer, widths: list[int], columns: Sequence[Sequence[doc.Line]], headers: Sequence[doc.Line], wide: int
) -> list[int]:
    """The widths, with room for the longest word of each header; the widest columns give it."""
    needed = [_room_for(writer, lines, "data-head") for lines in columns]
    needed[0] = max(needed[0], _room_for(writer, headers, "table-row"))
    if sum(needed) > wide:
        return widths
    short = [index for index, width in enumerate(widths) if width < needed[index]]
    missing = sum(needed[index] - widths[index] for index in short)
    spare = {index: widths[index] - needed[index] for index in range(len(widths)) if index not in short}
    return [
        needed[index] if index in short else width - missing * spare[index] // max(1, sum(spare.values()))
        for index, width in enumerate(widths)
    ]


def _room_for(writer: Writer, lines: Sequence[doc.Line], style: str) -> int:
    longest = max((len(word) for line in lines for word in words_of(line).split()), default=0)
    return writer.about(longest, style) + _PADDING


def _by_length(lengths: list[list[int]], room: Room) -> list[int]:
    """Widths by the longest text of each column. A table of short words is not stretched."""
    shares = [min(max(max(column), _LEAST), _MOST) for column in lengths]
    wide = room.width - room.indent
    character = min(wide / sum(shares), 260)
    return [int(share * character) for share in shares]


def table_of(
    writer: Writer, rows: Sequence[Sequence[Elements]], widths: list[int], room: Room, *, ends: bool = False
) -> Element:
    """A table of cells with content, its first row the header, on one page with what follows unless it `ends` there."""
    made = []
    for index, row in enumerate(rows):
        keep = not ends or index + 1 < len(rows)
        cells = [
            writer.cell(_kept(content) if keep else content, width, middle=True)
            for content, width in zip(row, widths, strict=True)
        ]
        kind = value("w:tblHeader") if not index else None
        made.append(element("w:tr", {}, element("w:trPr", {}, value("w:cantSplit"), kind), *cells))
    return ruled(writer, widths, made, room)


def _kept(content: Elements) -> Elements:
    """Content whose paragraphs stay on one page with what follows."""
    for made in content:
        if made.tag.endswith("}p") and made[0].find(element("w:keepNext").tag) is None:
            made[0].insert(1 if made[0][0].tag == element("w:pStyle").tag else 0, value("w:keepNext"))
    return content


def cell_text(
    writer: Writer, line: doc.Line, width: int, style: str, *, centred: bool = False, marks: Marks = PLAIN
) -> Elements:
    """A cell's one paragraph."""
    made = writer.paragraph(line, style, Room(width - 200), after=0, marks=marks)
    if centred:
        made[0].append(value("w:jc", "center"))
    return [made]


def schedule(writer: Writer, block: doc.Schedule, room: Room) -> Elements:
    """A table with a grid to write in, its header row on every page."""
    headings = [block.corner, *(line for _, line in block.times), block.remarks]
    wide = room.width - room.indent
    narrow = round(wide * 0.13)
    last = (wide - narrow * len(block.times)) // 2
    widths = [wide - narrow * len(block.times) - last, *([narrow] * len(block.times)), last]
    alignments = ["start", *(["centre"] * len(block.times)), "start"]
    rows = [_header(writer, headings, widths, alignments)]
    for row in block.rows:
        high = None if row else element("w:trHeight", {"w:val": writer.points(32), "w:hRule": "atLeast"})
        cells = [
            _cell(writer, line, width, "table" if index else "table-row", alignment)
            for index, (line, width, alignment) in enumerate(
                zip(row or [()] * len(widths), widths, alignments, strict=False)
            )
        ]
        if len(row) == 2:
            remark = writer.paragraph(row[1], "table", Room(sum(widths[1:]) - 200), after=0)
            cells[1] = writer.cell([remark], sum(widths[1:]), columns=len(widths) - 1)
        rows.append(element("w:tr", {}, element("w:trPr", {}, value("w:cantSplit"), high), *cells))
    return _captioned(writer, block.caption, rows, widths, room)

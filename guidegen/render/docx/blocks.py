"""Prose, lists, boxes and pictures: one function a kind of block."""

from __future__ import annotations

from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.records import replace
from guidegen.render.docx.elements import Element, border, element, text_of, value
from guidegen.render.docx.keeping import keep_together
from guidegen.render.docx.styles import heading_id
from guidegen.render.docx.writer import PLAIN, Elements, Marks, Room, Writer, gap, styled
from guidegen.render.scan_codes import QUIET, picture, side_of, squares

#: The most of a page that a picture takes, and the height of a logo, in points.
_HIGHEST = 0.6
_LOGO = 30.0
#: The width of a letter or digit, in sizes of its text, and the room beside the text of a cell, in twips.
_LETTER, _SIDE = 0.62, 100
#: The shortest line to write on, in points, and how much of its share of the width one has at least.
_SHORTEST, _OF_SHARE = 70.0, 0.8


def paragraph(writer: Writer, block: doc.Paragraph, room: Room) -> Elements:
    """A paragraph of prose."""
    return [writer.paragraph(block.line, block.style, room, anchor=block.anchor)]


def heading(writer: Writer, block: doc.Heading, room: Room) -> Elements:
    """A heading in Word's own style, so that it stands in the navigation pane."""
    made = writer.paragraph(
        block.line,
        "body",
        room,
        anchor=block.anchor,
        style_of_word=heading_id(block.level),
        new_page=block.break_before == "page",
    )
    # The section of the document that ends here; the next begins on a sheet of its own (see `package`).
    return [element("w:sectPr"), made] if block.break_before == "sheet" else [made]


def section(writer: Writer, block: doc.Section, room: Room) -> Elements:
    """Blocks under their heading."""
    return writer.blocks(block.blocks, room)


def quotation(writer: Writer, block: doc.Quotation, room: Room) -> Elements:
    """Quoted blocks, set in from the start."""
    return writer.blocks(block.blocks, room.set_in(writer.step()))


def list_block(writer: Writer, block: doc.ListBlock, room: Room) -> Elements:
    """A list that Word counts. What a point holds beside its first paragraph stands below it, set in."""
    number = (writer.numbering.new(block.marker, room.depth, block.start), room.depth)
    inner = replace(room.set_in(writer.step(block.start + len(block.points) - 1)), depth=room.depth + 1)
    made: Elements = []
    for index, point in enumerate(block.points):
        anchor = block.anchors[index] if block.anchors else ""
        made += numbered(writer, point, room, inner, number, anchor)
    return made


def numbered(
    writer: Writer,
    blocks: tuple[doc.Block, ...],
    room: Room,
    inner: Room,
    number: tuple[int, int],
    anchor: str = "",
    style: str = "",
    extra: Elements | None = None,
    marks: Marks = PLAIN,
) -> Elements:
    """Blocks behind a number: in the first if it is a paragraph, else in an empty one before it.

    Paragraphs of running text take the `style`; `extra` ends the paragraph with the number.
    """
    if style:
        blocks = tuple(
            replace(b, style=style) if isinstance(b, doc.Paragraph) and b.style == "body" else b for b in blocks
        )
    if blocks and isinstance(blocks[0], doc.Beside):
        blocks = (*blocks[0].blocks, blocks[0].figure, *blocks[1:])
    if blocks and isinstance(blocks[0], doc.ScanCode):
        # The number stands before the words; the code is a paragraph of its own.
        blocks = (*blocks[0].blocks, replace(blocks[0], blocks=()), *blocks[1:])
    first, rest = blocks[0] if blocks else None, blocks[1:]
    if not isinstance(first, doc.Paragraph):
        first, rest = doc.Paragraph((), style or "body"), blocks
    head = writer.paragraph(
        first.line,
        first.style,
        room,
        anchor=anchor or first.anchor,
        number=number,
        hanging=inner.indent - room.indent,
        tabs=[("right", room.width, "none")] if extra else (),
        extra=extra,
        marks=marks,
        keep_next=bool(rest) and isinstance(rest[0], doc.ScanCode),
    )
    return [head, *writer.blocks(rest, inner)]


def code(writer: Writer, block: doc.CodeBlock, room: Room) -> Elements:
    """Lines of code in one paragraph."""
    runs: Elements = []
    for index, line in enumerate(block.lines):
        if index:
            runs.append(element("w:r", {}, element("w:br")))
        runs.append(element("w:r", {}, text_of("w:t", line)))
    return [writer.paragraph((), "code", room, extra=runs, ground=writer.colour("stripe"))]


def formula(writer: Writer, block: doc.Formula, room: Room) -> Elements:
    """A formula on a line of its own."""
    made = element("m:oMathPara", {}, writer.mathematics(block.source, block.spoken, display=True))
    return [writer.paragraph((), block.style, room, extra=[made])]


def masthead(writer: Writer, block: doc.Masthead, room: Room) -> Elements:
    """Logo, name and note of the organisation, with a rule below."""
    runs: Elements = []
    if block.logo is not None:
        image = block.logo
        width = min(_LOGO * writer.look.scale * image.width / image.height, room.width / 40)
        runs.append(writer.picture(doc.Figure(image, block.logo_alt), width, width * image.height / image.width))
        runs.append(styled("  ", PLAIN))
    runs += writer.runs((Text(block.organisation),) if block.organisation else ())
    if block.note:
        runs += [element("w:r", {}, element("w:tab")), styled(block.note, PLAIN)]
    made = writer.paragraph((), "organisation", room, extra=runs, tabs=[("right", room.width, "none")], after=240)
    properties = made[0]
    properties.insert(1, border(("bottom",), writer.colour("rule"), space=4))
    return [made]


def main_message(writer: Writer, block: doc.MainMessage, room: Room) -> Elements:
    """A tinted box with a bar at its start."""
    inside = _inside(room)
    content = [
        writer.paragraph(block.label, "label", inside, keep_next=True),
        writer.paragraph(block.line, "main-message", inside, after=0),
    ]
    return writer.box(content, room, fill=writer.colour("tint"), bar=writer.colour("primary"))


def callout(writer: Writer, block: doc.Callout, room: Room) -> Elements:
    """A box with a title that says what it is."""
    urgent, inside = block.kind == "warning", _inside(room)
    style = "warning-title" if urgent else "box-title"
    title = writer.paragraph(block.title, style, inside, anchor=block.anchor, keep_next=True)
    fill = writer.colour("warning-tint" if urgent else "tint")
    edge = writer.colour("warning" if urgent else "primary")
    return writer.box([title, *writer.blocks(block.blocks, inside)], room, fill=fill, edge=edge)


def _inside(room: Room) -> Room:
    return Room(room.width - room.indent - 320, language=room.language)


def cards(writer: Writer, block: doc.Cards, room: Room) -> Elements:
    """Boxes below each other: they can be moved side by side by hand, and read in any order."""
    made: Elements = []
    for card in block.cards:
        inside = _inside(room)
        title = writer.paragraph(card.title, "card-title", inside, keep_next=True)
        made += writer.box([title, *writer.blocks(card.blocks, inside)], room, edge=writer.colour("rule"))
    return made


def figure(writer: Writer, block: doc.Figure, room: Room) -> Elements:
    """A picture with its caption."""
    width, height = size_of(writer, block, (room.width - room.indent) / 20 * block.width)
    picture = writer.picture(block, width, height)
    made = [writer.paragraph((), "body", room, extra=[picture], keep_next=bool(block.caption))]
    if block.caption:
        made.append(writer.paragraph(block.caption, "figure-caption", room))
    return made


def introduced(writer: Writer, block: doc.Introduced, room: Room) -> Elements:
    """A sentence that stays with what it introduces."""
    return [writer.paragraph(block.line, "body", room, keep_next=True), *writer.blocks([block.block], room)]


def scan_code(writer: Writer, block: doc.ScanCode, room: Room) -> Elements:
    """A code to scan below its words, as a picture."""
    image = picture(block.url)
    count = len(squares(block.url))
    side = side_of(count) * (count + 2 * QUIET) / count * 72 / 25.4
    shown = writer.picture(doc.Figure(image, block.alt), side, side)
    words = writer.blocks(block.blocks, replace(room, keeps=True))
    return [*words, writer.paragraph((), "body", room, extra=[shown])]


def size_of(writer: Writer, figure: doc.Figure, width: float, highest: float | None = None) -> tuple[float, float]:
    """The width and height of a picture in points, when it may be so wide and so high."""
    image, most = figure.image, highest or _HIGHEST * writer.height
    height = width * image.height / image.width
    return (width, height) if height <= most else (most * image.width / image.height, most)


def field_line(writer: Writer, block: doc.FieldLine, room: Room) -> Elements:
    """Labels with lines to write on, or with what is known, in as many rows as they need."""
    rows: list[list[doc.Field]] = [[]]
    for field in block.fields:
        if rows[-1] and sum(_need(writer, each, room) for each in (*rows[-1], field)) > room.width:
            rows.append([])
        rows[-1].append(field)
    return [_fields(writer, row, room) for row in rows]


def _need(writer: Writer, field: doc.Field, room: Room) -> int:
    """The width of a label, at half its size a character, and of a line to write on: most of the share that it has."""
    label = writer.points(len(field.label) * writer.look.theme.styles["body"].size * 0.5)
    return label + max(writer.points(_SHORTEST), round(_OF_SHARE * field.share * room.width))


def _fields(writer: Writer, fields: list[doc.Field], room: Room) -> Element:
    runs: Elements = []
    needs = [_need(writer, field, room) for field in fields]
    spare, shares = room.width - sum(needs), sum(field.share for field in fields)
    stops, at = [], 0.0
    for field, need in zip(fields, needs, strict=True):
        at += need + spare * field.share / shares
        known = writer.runs((field.slot,), Marks(strong=True)) if field.slot is not None else []
        stops.append(("left", round(at), "none" if known else "underscore"))
        start = f"  {field.label} " if runs else f"{field.label} "
        runs += [styled(start, PLAIN), *known, element("w:r", {}, element("w:tab"))]
    return writer.paragraph((), "body", room, extra=runs, tabs=stops, before=writer.points(4), after=writer.points(6))


def exam_head(writer: Writer, block: doc.ExamHead, room: Room) -> Elements:
    """The title of a quiz, what it is, its form and code, and the fields to fill in."""
    made = [writer.paragraph(block.title, "body", room, style_of_word=heading_id(1))]
    if block.about:
        made.append(writer.paragraph(block.about, "body", room))
    if block.form:
        label = (*block.form_label, Text(" ")) if block.form_label else ()
        made.append(writer.paragraph((*label, *block.form), "box-title", room))
    if block.code:
        made.append(writer.paragraph(block.code, "points", room, after=120))
    return [*made, *field_line(writer, block.fields, room)]


def answer_grid(writer: Writer, block: doc.AnswerGrid, room: Room) -> Elements:
    """All answers at a glance, in rows of a table."""
    longest = max(len(number) + 2 + len(letters) for number, letters in block.answers)
    needed = writer.points(longest * writer.look.theme.styles["body"].size * _LETTER) + 2 * _SIDE
    columns = max(1, min(8, room.width // needed, len(block.answers)))
    width = room.width // columns
    rows = []
    for start in range(0, len(block.answers), columns):
        answers = block.answers[start : start + columns]
        cells = [_answer_cell(writer, number, letters, width) for number, letters in answers]
        cells += [writer.cell([], width) for _ in range(columns - len(cells))]
        rows.append(element("w:tr", {}, element("w:trPr", {}, value("w:cantSplit")), *cells))
    return [ruled(writer, [width] * columns, rows, room), gap()]


def _answer_cell(writer: Writer, number: str, letters: str, width: int) -> Element:
    runs = [styled(f"{number}  ", PLAIN), styled(letters, Marks(strong=True))]
    return writer.cell([writer.paragraph((), "body", Room(width), extra=runs, after=0)], width)


def ruled(writer: Writer, widths: list[int], rows: list[Element], room: Room, *, said: str = "") -> Element:
    """A table with lines between its cells. `said` is what a screen reader says of it."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    look = {"w:val": "single", "w:sz": 6, "w:space": 0, "w:color": writer.colour("rule")}
    padding = [
        element(f"w:{side}", {"w:w": wide, "w:type": "dxa"})
        for side, wide in (("top", 60), ("left", _SIDE), ("bottom", 60), ("right", _SIDE))
    ]
    properties = element(
        "w:tblPr",
        {},
        element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
        element("w:tblInd", {"w:w": room.indent, "w:type": "dxa"}),
        element("w:tblBorders", {}, *(element(f"w:{side}", look) for side in sides)),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblCellMar", {}, *padding),
        value("w:tblDescription", said) if said else None,
    )
    grid = element("w:tblGrid", {}, *(element("w:gridCol", {"w:w": width}) for width in widths))
    return element("w:tbl", {}, properties, grid, *rows)


def worth(writer: Writer, points: doc.Line) -> Elements:
    """Points at the end of a line, if there are any: a number stays with its word where there is no room for both."""
    if not points:
        return []
    whole = tuple(Text(run.text.replace(" ", "\u00a0")) if isinstance(run, Text) else run for run in points)
    return [element("w:r", {}, element("w:tab")), *writer.runs(whole, Marks(points=True))]


def key_list(writer: Writer, block: doc.KeyList, room: Room) -> Elements:
    """Answers item by item: number and letters, then what explains them."""
    made: Elements = []
    for entry in block.entries:
        extra = worth(writer, entry.points)
        label = (Text(entry.label),)
        tabs = [("right", room.width, "none")] if extra else []
        head = writer.paragraph(
            label,
            "key-number",
            room,
            anchor=entry.anchor,
            extra=extra,
            tabs=tabs,
            keep_next=True,
            before=writer.points(10),
        )
        inside = room.set_in(writer.step())
        answer = [head, *writer.blocks(entry.blocks, inside)]
        keep_together(writer, answer, inside.width - inside.indent)
        made += answer
    return made


def turned_answers(writer: Writer, block: doc.TurnedAnswers, room: Room) -> Elements:
    """The answers on a page of their own: no office program turns a paragraph upside down for certain."""
    return [writer.paragraph(block.line, "small", room, new_page=True)]

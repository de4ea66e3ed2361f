"""Items of a quiz, the head of an exam, and the entries of an answer key."""

from __future__ import annotations

from dataclasses import replace

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange, letter
from guidegen.inline import Text
from guidegen.render.pdf import operators as ops
from guidegen.render.pdf.flow import Group, Placed, Unit
from guidegen.render.pdf.fragments import Fragment, drawn_content, ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, OutlineEntry, artifact, lay_text, stacked
from guidegen.render.pdf.structure import Element

_MARGIN = 24.0
_BUBBLE = 17.0
_ANSWER_CELL = 52.0


def lay_item_list(layout: Layout, block: doc.ItemList, frame: Frame) -> Laid:
    """The items of the arrangement, in its order, as one numbered list."""
    by_id = {item.id: item for item in block.items}
    # Numbers hang in the margin of the items; three digits fit, more push the items in.
    widest = layout.fragments.extent((Text("0" * len(str(len(layout.arrangement.items)))),), "number")[1]
    margin = max(_MARGIN * layout.scale, widest + 1)
    laid, entries = Laid(), []
    for arranged in layout.arrangement.items:
        item = _lay_item(layout, by_id[arranged.item], arranged, frame, margin)
        laid.units += item.units
        entries += item.elements
    return Laid(laid.units, [Element("L", list(entries), {"List": {"ListNumbering": "/Decimal"}})])


def _lay_item(layout: Layout, item: doc.Item, arranged: ArrangedItem, frame: Frame, margin: float) -> Laid:
    scale = layout.scale
    indent = margin + 10 * scale
    group = Group(keep=True)
    points, points_element, points_width = _points(layout, item, frame)
    body = Frame(frame.x + indent, frame.width - indent, (*frame.groups, group))
    stem_frame = Frame(body.x, body.width - points_width, body.groups)
    laid = Laid()
    for block in item.stem:
        if isinstance(block, doc.Paragraph) and block.style == "body":
            block = replace(block, style="stem")
        laid.add(layout.blocks([block], stem_frame))
    if item.figure is not None:
        laid.add(layout.blocks([item.figure], body))
    if item.hint:
        laid.add(lay_text(layout, item.hint, "hint", body, origin=item.origin))
    if points_element is not None:
        laid.elements.append(points_element)
    number, label = layout.whole((Text(str(arranged.number)),), "number", frame.x, 0, margin, role="Lbl", align="end")
    laid.units[0].placed.insert(0, number)
    laid.units[0].placed += points
    laid.units[0].before = 0.0
    laid.units[0].anchors = (f"item:{item.id}",)
    for unit in laid.units:
        unit.keep_next = True
    laid.add(_lay_task(layout, item.task, arranged, body))
    laid.units[0].before = 13 * scale
    laid.units[-1].keep_next = False
    return Laid(laid.units, [Element("LI", [label, Element("LBody", list(laid.elements))])])


def _points(layout: Layout, item: doc.Item, frame: Frame) -> tuple[list[Placed], Element | None, float]:
    """The points at the end of the stem's first line, and the room that they take."""
    if not item.points:
        return [], None, 0.0
    placed, element = layout.whole(item.points, "points", frame.x, 0, frame.width, align="end")
    offset = (layout.fragments.leading("stem") - placed.fragment.height) / 2
    return [replace(placed, y=offset)], element, placed.fragment.width + 14 * layout.scale


def _lay_task(layout: Layout, task: doc.Task, arranged: ArrangedItem, frame: Frame) -> Laid:
    match task:
        case doc.Options():
            return _lay_options(layout, task, arranged, frame)
        case doc.Premises():
            return _lay_premises(layout, task, arranged, frame)
        case doc.AnswerLines():
            return _lay_answer_lines(layout, task, frame)


def _lay_options(layout: Layout, task: doc.Options, arranged: ArrangedItem, frame: Frame) -> Laid:
    """Lettered options, in two columns when all of them are short."""
    scale = layout.scale
    options = arrange(task.options, arranged.options)
    indent = 27.0 * scale
    columns = _option_columns(layout, options, frame.width, indent)
    width = frame.width / columns
    units, entries = [], []
    for start in range(0, len(options), columns):
        placed: list[Placed] = []
        height = 0.0
        for column, option in enumerate(options[start : start + columns]):
            x = frame.x + column * width
            text, body = layout.whole(
                option.line, "option", x + indent, 0, width - indent - 6 * scale, origin=option.origin
            )
            bubble, label = _bubble(layout, letter(start + column), x, square=task.many)
            height = max(height, text.fragment.height, layout.fragments.leading("option"))
            placed += [*bubble, text]
            entries.append(Element("LI", [label, Element("LBody", [body])]))
        units.append(Unit(height, placed, before=6.5 * scale, groups=frame.groups, keep_next=True))
    return Laid(units, [Element("L", list(entries), {"List": {"ListNumbering": "/UpperAlpha"}})])


def _option_columns(layout: Layout, options: list[doc.Option], width: float, indent: float) -> int:
    widest = max(layout.fragments.extent(option.line, "option")[1] for option in options)
    room = widest + indent + 10 * layout.scale
    if len(options) == 2 and room <= width / 4:
        return 4
    return 2 if room <= width / 2 else 1


def _bubble(layout: Layout, text: str, x: float, *, square: bool) -> tuple[list[Placed], Element]:
    """A letter in the circle (or square) that is filled in."""
    side = _BUBBLE * layout.scale
    colour = layout.colour("ink")
    drawing = (
        ops.box(0.5, 0.5 - side, side - 1, side - 1, radius=2 * layout.scale, stroke=colour, thickness=1.0)
        if square
        else ops.circle(side / 2, -side / 2, side / 2 - 0.5, stroke=colour)
    )
    shown, label = layout.whole((Text(text),), "letter", x, 0, side, role="Lbl", align="centre")
    line = layout.fragments.leading("option")
    shown = replace(shown, y=(line - shown.fragment.height) / 2)
    return [artifact(ornament(drawing, side, side), x, (line - side) / 2), shown], label


def _lay_premises(layout: Layout, task: doc.Premises, arranged: ArrangedItem, frame: Frame) -> Laid:
    """Premises with an answer cell each, and beside them (or below) the list of lettered responses."""
    gap = 24.0 * layout.scale
    half = (frame.width - gap) / 2
    if _fits_beside(layout, task, half):
        table, table_element = _premise_table(layout, task, Frame(frame.x, half))
        side = _responses(layout, task, arranged, Frame(frame.x + half + gap, half))
        left, left_height = stacked(table)
        right, right_height = stacked(side.units)
        height = max(left_height, right_height)
        if height <= layout.page_height * 0.8:
            unit = Unit(height, left + right, before=6 * layout.scale, groups=frame.groups)
            return Laid([unit], [table_element, *side.elements])
    table, table_element = _premise_table(layout, task, Frame(frame.x, frame.width))
    below = _responses(layout, task, arranged, Frame(frame.x, frame.width))
    below.units[0].before = 10 * layout.scale
    for unit in [*table, *below.units]:
        unit.groups = frame.groups
    return Laid([*table, *below.units], [table_element, *below.elements])


def _fits_beside(layout: Layout, task: doc.Premises, width: float) -> bool:
    """True when no word is wider than its half, and no entry runs over more than a few lines."""
    lines = [option.line for option in (*task.premises, *task.responses)]
    narrowest = max(layout.fragments.extent(line, "option")[0] for line in lines)
    widest = max(layout.fragments.extent(line, "option")[1] for line in lines)
    room = width - _ANSWER_CELL * layout.scale
    return narrowest <= room and widest <= 4 * room


def _premise_table(layout: Layout, task: doc.Premises, frame: Frame) -> tuple[list[Unit], Element]:
    scale = layout.scale
    box = 24.0 * scale
    cell = _ANSWER_CELL * scale
    width = frame.width - cell
    first, first_head = layout.whole(task.answer_header, "points", frame.x, 0, cell, role="TH")
    second, second_head = layout.whole(task.premise_header, "points", frame.x + cell, 0, width, role="TH")
    for head in (first_head, second_head):
        head.attributes["Table"] = {"Scope": "/Column"}
    units = [Unit(max(first.fragment.height, second.fragment.height), [first, second], after=4 * scale, keep_next=True)]
    rows = []
    for premise in task.premises:
        text, head = layout.whole(premise.line, "option", frame.x + cell, 0, width, role="TH", origin=premise.origin)
        head.attributes["Table"] = {"Scope": "/Row"}
        height = max(box, text.fragment.height)
        square = drawn_content(
            ops.box(0.5, 0.5 - box, box - 1, box - 1, radius=2 * scale, stroke=layout.colour("ink"), thickness=1.0),
            box,
            box,
            task.answer_label,
        )
        answer, answer_cell = layout.content(square, frame.x, (height - box) / 2, "TD")
        text = replace(text, y=(height - text.fragment.height) / 2)
        units.append(Unit(height, [answer, text], before=5 * scale, keep_next=True))
        rows.append(Element("TR", [answer_cell, head]))
    head_row = Element("THead", [Element("TR", [first_head, second_head])])
    return units, Element("Table", [head_row, Element("TBody", list(rows))])


def _responses(layout: Layout, task: doc.Premises, arranged: ArrangedItem, frame: Frame) -> Laid:
    scale = layout.scale
    indent = 24.0 * scale
    laid = lay_text(layout, task.responses_label, "points", frame, keep_next=True)
    laid.units[-1].after = 4 * scale
    entries = []
    for index, response in enumerate(arrange(task.responses, arranged.options)):
        text, body = layout.whole(
            response.line, "option", frame.x + indent, 0, frame.width - indent, origin=response.origin
        )
        label, label_element = layout.whole((Text(letter(index)),), "number", frame.x, 0, indent, role="Lbl")
        height = max(24.0 * scale, text.fragment.height)
        shift = (height - text.fragment.height) / 2 if len(text.fragment.lines) == 1 else 0.0
        placed = [replace(label, y=shift), replace(text, y=shift)]
        laid.units.append(Unit(height, placed, before=5 * scale, keep_next=True))
        entries.append(Element("LI", [label_element, Element("LBody", [body])]))
    laid.elements.append(Element("L", list(entries), {"List": {"ListNumbering": "/UpperAlpha"}}))
    return laid


def _lay_answer_lines(layout: Layout, task: doc.AnswerLines, frame: Frame) -> Laid:
    distance = 27.0 * layout.scale
    units, elements = [], []
    for _ in range(task.count):
        line = _writing_line(layout, frame.width, distance, task.label)
        placed, element = layout.content(line, frame.x, 0, "P")
        units.append(Unit(distance, [placed], groups=frame.groups, keep_next=True))
        elements.append(element)
    return Laid(units, elements)


def _writing_line(layout: Layout, width: float, height: float, label: str) -> Fragment:
    return drawn_content(ops.rule(0, -height + 2, width, 0.9, layout.colour("ink")), width, height, label)


def lay_exam_head(layout: Layout, block: doc.ExamHead, frame: Frame) -> Laid:
    """A box with the title, what the quiz is, its form and code; below it the fields to fill in."""
    scale = layout.scale
    padding = 14.0 * scale
    side = 112.0 * scale
    beside = side <= frame.width / 3
    if not beside:
        side = 0.0
    title, title_element = layout.whole(
        block.title,
        "exam-title",
        frame.x + padding,
        padding,
        frame.width - side - 2 * padding,
        role="H1",
        origin=block.origin,
    )
    placed, elements = [title], [title_element]
    height = padding + title.fragment.height
    if block.about:
        about, about_element = layout.whole(
            block.about, "body", frame.x + padding, height + 2 * scale, frame.width - side - 2 * padding
        )
        height += about.fragment.height + 2 * scale
        placed.append(about)
        elements.append(about_element)
    y = padding if beside else height + 6 * scale
    at, room = (frame.x + frame.width - side, side) if beside else (frame.x + padding, frame.width - 2 * padding)
    for line, style in ((block.form_label, "points"), (block.form, "exam-form"), (block.code, "points")):
        if line:
            one, element = layout.whole(line, style, at, y, room, align="centre" if beside else "start")
            y += one.fragment.height
            placed.append(one)
            elements.append(element)
    height = max(height, y) + padding
    colour = layout.colour("ink")
    outline = ops.box(0.5, 0.5 - height, frame.width - 1, height - 1, stroke=colour, thickness=1.0)
    divider = ops.box(frame.width - side, -height + padding / 2, 0.75, height - padding, fill=colour) if beside else ""
    placed.insert(0, artifact(ornament(f"{outline} {divider}".strip(), frame.width, height), frame.x, 0))
    head = Unit(height, placed, after=14 * scale, groups=frame.groups, anchors=("title",))
    layout.outline.append(OutlineEntry(1, block.title_text, "title"))
    fields = Laid()
    for row in _field_rows(layout, block, frame.width):
        fields.add(_lay_fields(layout, row, block.field_text, frame))
    fields.units[-1].after = 10 * scale
    return Laid([head, *fields.units], [*elements, *fields.elements])


_FIELD_GAP = 18.0

Fields = tuple[tuple[str, float], ...]


def _field_rows(layout: Layout, block: doc.ExamHead, width: float) -> list[Fields]:
    """The fields in one row, or, where a label does not fit, the first alone, or each alone."""
    for rows in ([block.fields], [block.fields[:1], block.fields[1:]]):
        if all(_labels_fit(layout, row, width) for row in rows if row):
            return [row for row in rows if row]
    return [(field,) for field in block.fields]


def _labels_fit(layout: Layout, row: Fields, width: float) -> bool:
    room = width - _FIELD_GAP * layout.scale * (len(row) - 1)
    total = sum(share for _, share in row)
    return all(layout.fragments.extent((Text(label),), "points")[1] <= room * share / total for label, share in row)


def _lay_fields(layout: Layout, row: Fields, field_text: str, frame: Frame) -> Laid:
    gap = _FIELD_GAP * layout.scale
    room = frame.width - gap * (len(row) - 1)
    total = sum(share for _, share in row)
    x = frame.x
    height = layout.fragments.leading("points") + 16 * layout.scale
    placed: list[Placed] = []
    elements: list[Element] = []
    for label, share in row:
        width = room * share / total
        text, element = layout.whole((Text(label),), "points", x, 0, width)
        line = drawn_content(
            ops.rule(0, 0, width, 0.9, layout.colour("ink")), width, 2, field_text.replace("{label}", label)
        )
        ruled, line_element = layout.content(line, x, height - 2, "P")
        placed += [text, ruled]
        elements += [element, line_element]
        x += width + gap
    return Laid([Unit(height, placed, before=6 * layout.scale, groups=frame.groups)], list(elements))


def lay_answer_grid(layout: Layout, block: doc.AnswerGrid, frame: Frame) -> Laid:
    """Answers in boxes, as many in a row as fit."""
    scale = layout.scale
    padding = 7.0 * scale
    number_width = max(
        22.0 * scale, layout.fragments.extent((Text("0" * len(block.answers[-1][0])),), "points")[1] + padding
    )
    widest = max(layout.fragments.extent((Text(letters),), "table-row")[1] for _, letters in block.answers)
    cell = max(46.0 * scale, number_width + widest + 2 * padding)
    columns = max(1, int(frame.width / cell))
    height = 26.0 * scale
    units: list[Unit] = []
    entries = []
    outline = ornament(ops.box(0, -height, cell, height, stroke=layout.colour("rule"), thickness=0.75), cell, height)
    for start in range(0, len(block.answers), columns):
        placed: list[Placed] = []
        for index, (number, letters) in enumerate(block.answers[start : start + columns]):
            x = frame.x + index * cell
            shown, label = layout.whole((Text(number),), "points", x + padding, 0, number_width, role="Lbl")
            answer, body = layout.whole(
                (Text(letters),), "table-row", x + padding + number_width, 0, cell - number_width - padding
            )
            centred = [replace(p, y=(height - p.fragment.height) / 2) for p in (shown, answer)]
            placed += [artifact(outline, x, 0), *centred]
            entries.append(Element("LI", [label, Element("LBody", [body])]))
        units.append(Unit(height, placed, groups=frame.groups))
    units[0].before = 4 * scale
    units[-1].after = 8 * scale
    return Laid(units, [Element("L", list(entries), {"List": {"ListNumbering": "/Decimal"}})])


def lay_key_list(layout: Layout, block: doc.KeyList, frame: Frame) -> Laid:
    """Answers item by item: number and letters in large type, beside them what explains them."""
    scale = layout.scale
    side = 84.0 * scale
    units: list[Unit] = []
    entries = []
    for entry in block.entries:
        group = Group(keep=True)
        body = Frame(frame.x + side, frame.width - side, (*frame.groups, group))
        laid = layout.blocks(entry.blocks, body)
        number, label = layout.whole(
            (Text(f"{entry.number} {entry.answer}".strip()),), "key-number", frame.x, 0, side - 8 * scale, role="Lbl"
        )
        placed = [number]
        height = number.fragment.height
        if entry.points:
            points, points_element = layout.whole(entry.points, "small", frame.x, height, side - 8 * scale)
            placed.append(points)
            laid.elements.insert(0, points_element)
            height += points.fragment.height
        first = laid.units[0]
        first.placed[:0] = placed
        # What stands at the side may be taller than what stands beside it.
        laid.units[-1].height += max(0.0, height - stacked(laid.units)[1])
        first.before = 9 * scale
        first.anchors = (entry.anchor,) if entry.anchor else ()
        line = ornament(ops.rule(0, 0, frame.width, 0.75, layout.colour("rule")), frame.width, 1)
        laid.units[-1].after = 7 * scale
        laid.units[-1].keep_next = True
        laid.units.append(Unit(1.0, [artifact(line, frame.x, 0)], groups=(*frame.groups, group), after=0))
        units += laid.units
        entries.append(Element("LI", [label, Element("LBody", list(laid.elements))]))
    return Laid(units, [Element("L", list(entries), {"List": {"ListNumbering": "/Decimal"}})])

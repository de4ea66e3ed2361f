"""Places to write on a handout: lines for notes, labelled fields, an acknowledgement to sign.

Lines are far enough apart for a hand. A screen reader hears once what a place is for; in a file that can be filled in
on the screen each place is one field.
"""

from __future__ import annotations

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.records import replace
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.fonts import load_face
from guidegen.render.pdf.form_fields import TextField, unique
from guidegen.render.pdf.fragment import drawn_content, ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact, lay_text
from guidegen.render.pdf.panels import Panel, lay_panel
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.tick_boxes import box_to_tick
from guidegen.render.pdf.writing_line import line_height, writing_line

_LABEL = "body"
_GAP = 8.0
#: The least of a line to write on, in points of regular print, and the most of the width that labels beside lines take.
_LEAST_LINE = 110.0
_MOST_LABEL = 0.5
#: From the baseline of a label to the line beside it, and from a line to the lower edge of its row.
_BELOW, _FOOT = 1.5, 3.0


def lay_writing_lines(layout: Layout, block: doc.WritingLines, frame: Frame) -> Laid:
    """Lines below their title, or a frame to type in."""
    laid = lay_text(layout, block.title, "box-title", frame, origin=block.origin, narrow=False, keep_next=True)
    distance = line_height(layout)
    if laid.units:
        laid.units[0].before = 8 * layout.scale
        laid.units[-1].after = 0.0
    if layout.phrases is not None:
        height = min(block.lines * distance, 0.7 * layout.page_height)
        field = TextField(*unique(block.said, layout.fields), layout.fragments.style("option"), multiline=True)
        laid.add(_framed(layout, frame, height, field))
        return laid
    rule = writing_line(layout, 2 - distance, frame.width)
    said, element = layout.content(drawn_content(rule, frame.width, distance, block.said), frame.x, 0, "P")
    units = [Unit(distance, [said], groups=frame.groups, origin=block.origin, keep_next=block.lines > 1)]
    line = ornament(rule, frame.width, distance)
    units += [Unit(distance, [artifact(line, frame.x, 0)], groups=frame.groups) for _ in range(block.lines - 1)]
    if block.lines > 2:
        units[-2].keep_next = True
    units[-1].after = 12 * layout.scale
    return Laid([*laid.units, *units], [*laid.elements, element])


def _framed(layout: Layout, frame: Frame, height: float, field: TextField) -> Laid:
    thin = layout.stroke("write")
    edge = ops.box(
        thin / 2, thin / 2 - height, frame.width - thin, height - thin, stroke=layout.colour("ink"), thickness=thin
    )
    placed, element = layout.field(field, frame.x + 3, 3, frame.width - 6, height - 6, role="P")
    box = artifact(ornament(edge, frame.width, height), frame.x, 0)
    room = 4 * layout.scale
    return Laid([Unit(height, [box, placed], before=room, after=3 * room, groups=frame.groups)], [element])


def lay_fill_ins(layout: Layout, block: doc.FillIns, frame: Frame) -> Laid:
    """A row for each field. Lines begin at one place where labels are short; a long label stands above its line."""
    laid = Laid()
    if block.title:
        laid.add(lay_text(layout, block.title, "box-title", frame, narrow=False, keep_next=True))
        laid.units[0].before = 8 * layout.scale
        laid.units[-1].after = 0.0
    start = _start_of_lines(layout, block, frame.width)
    for field in block.fields:
        laid.add(_lay_field(layout, field, frame, start))
    laid.units[-1].after = 12 * layout.scale
    return laid


def _start_of_lines(layout: Layout, block: doc.FillIns, width: float) -> float:
    """How far from the start lines begin: behind the longest of the labels that can stand beside a line."""
    gap, most = _GAP * layout.scale, _MOST_LABEL * width
    needs = [layout.fragments.extent(field.label, _LABEL)[1] + gap for field in block.fields]
    return max((need for need in needs if need <= most and width - need >= _LEAST_LINE * layout.scale), default=0.0)


def _lay_field(layout: Layout, field: doc.FillIn, frame: Frame, start: float) -> Laid:
    scale = layout.scale
    gap, need = _GAP * scale, layout.fragments.extent(field.label, _LABEL)[1]
    after = layout.fragments.extent(field.after, _LABEL)[1] + gap if field.after else 0.0
    beside = need + gap <= start + 0.01 and frame.width - start - after >= _LEAST_LINE * scale / 2
    laid = Laid()
    x = frame.x + start if beside else frame.x
    if not beside:
        laid.add(lay_text(layout, field.label, _LABEL, frame, origin=field.origin, narrow=False, keep_next=True))
        laid.units[0].before = 6 * scale
        laid.units[-1].after = 0.0
    # What stands behind a line stays on its row if there is room, else below.
    room = frame.x + frame.width - x
    behind = after if room - after >= _LEAST_LINE * scale / 2 else 0.0
    row, element = _row(layout, field, x, room - behind)
    if beside:
        label, label_element = layout.whole(field.label, _LABEL, frame.x, 0, start, origin=field.origin)
        row.placed.append(replace(label, y=_label_top(layout)))
        laid.elements.append(label_element)
    laid.elements.append(element)
    below = Laid()
    if field.after and behind:
        text, text_element = layout.whole(
            field.after, _LABEL, x + room - behind + gap, 0, behind - gap + 0.5, origin=field.origin
        )
        row.placed.append(replace(text, y=_label_top(layout)))
        laid.elements.append(text_element)
    elif field.after:
        below = lay_text(layout, field.after, _LABEL, frame, origin=field.origin, narrow=False)
        row.keep_next = True
    row.groups = frame.groups
    laid.units.append(row)
    laid.add(below)
    return laid


def _label_top(layout: Layout) -> float:
    """Where a label begins so that it stands on the first line beside it."""
    style = layout.fragments.style(_LABEL)
    cap = load_face(style.faces[0]).cap_height * style.size / 1000
    return line_height(layout) - _FOOT - _BELOW - (layout.fragments.leading(_LABEL) + cap) / 2


def _row(layout: Layout, field: doc.FillIn, x: float, width: float) -> tuple[Unit, Element]:
    """The lines of a field."""
    distance = line_height(layout)
    height = distance * field.lines
    rules = " ".join(writing_line(layout, _FOOT - distance * (index + 1), width) for index in range(field.lines))
    if layout.phrases is None:
        placed, element = layout.content(drawn_content(rules, width, height, field.said), x, 0, "P")
        return Unit(height, [placed], origin=field.origin), element
    several = field.lines > 1
    what = TextField(*unique(field.name, layout.fields), layout.fragments.style("option"), multiline=several)
    typed, element = layout.field(what, x, 4, width, height - 4 - _FOOT - 1, role="P")
    return Unit(height, [artifact(ornament(rules, width, height), x, 0), typed], origin=field.origin), element


def lay_acknowledgement(layout: Layout, block: doc.Acknowledgement, frame: Frame) -> Laid:
    """A frame around the statement and its lines, which stay on one page."""

    def body(inside: Frame) -> Laid:
        laid = layout.blocks(block.blocks, inside)
        laid.add(lay_fill_ins(layout, block.fields, inside))
        return laid

    laid = lay_panel(layout, Panel("outline", "ink", "ink", "tint"), frame, block.title, "box-title", body)
    laid.units[0].break_before = block.break_before
    return laid


def lay_tick_row(layout: Layout, block: doc.TickRow, frame: Frame) -> Laid:
    """Boxes with their words, as many in a row as fit."""
    side, gap = layout.mark("check-box"), _GAP * layout.scale
    line = layout.fragments.leading(_LABEL)
    units: list[Unit] = []
    entries: list[Element] = []
    x = frame.x
    for label in block.labels:
        wide = layout.fragments.extent(label, _LABEL)[1] + 0.5
        if not units or x + side + gap + wide > frame.x + frame.width:
            x = frame.x
            units.append(Unit(line, [], groups=frame.groups, keep_next=True))
        room = min(wide, frame.x + frame.width - x - side - gap)
        square = drawn_content(box_to_tick(layout), side, side, layout.fragments.labels.check_box)
        box, mark = layout.content(square, x, (line - side) / 2, "Lbl")
        words, element = layout.whole(label, _LABEL, x + side + gap, 0, room)
        units[-1].placed += [box, words]
        units[-1].height = max(units[-1].height, words.fragment.height)
        entries.append(Element("LI", [mark, Element("LBody", [element])]))
        x += side + gap + room + 3 * gap
    units[0].before, units[-1].after, units[-1].keep_next = 4 * layout.scale, 4 * layout.scale, False
    return Laid(units, [Element("L", list(entries), {"List": {"ListNumbering": "/Square"}})])

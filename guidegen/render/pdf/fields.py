"""Lines to write on, side by side, with what is known already printed on them."""

from __future__ import annotations

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.form_fields import TextField, unique
from guidegen.render.pdf.fragment import Fragment, FragmentLine, SlotPlace, drawn_content, ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact, line_of
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.plain_text import one_line
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.writing_line import writing_line

_GAP = 18.0
#: Between the edge of a box and what stands in it.
_INSIDE = 6.0
_VALUE = "body"

Fields = tuple[doc.Field, ...]


def lay_field_line(layout: Layout, block: doc.FieldLine, frame: Frame) -> Laid:
    """The fields in one row, or in more where labels or values are too long for it."""
    laid = Laid()
    for row in _rows(layout, block.fields, frame.width):
        laid.add(_lay_row(layout, row, block.field_text, frame))
    laid.units[-1].after = 6 * layout.scale
    return laid


def fields_fit(layout: Layout, block: doc.FieldLine, frame: Frame) -> tuple[int, ...]:
    """How many fields stand in each row: so much of the layout depends on the values of a copy."""
    return tuple(len(row) for row in _rows(layout, block.fields, frame.width))


def lay_field_boxes(layout: Layout, block: doc.FieldLine, frame: Frame) -> Laid:
    """The fields as boxes side by side, each with its label in the corner: a table to fill in."""
    laid = Laid()
    padding = _INSIDE * layout.scale
    for row in _rows(layout, block.fields, frame.width, gap=0.0, padding=padding):
        laid.add(_lay_boxes(layout, row, block.field_text, frame))
    for unit in laid.units[:-1]:
        unit.keep_next = True
    return laid


def _rows(layout: Layout, fields: Fields, width: float, *, gap: float = _GAP, padding: float = 0.0) -> list[Fields]:
    """All in one row, or the first alone, or each alone."""
    for rows in ([fields], [fields[:1], fields[1:]]):
        if all(_fit(layout, row, width, gap, padding) for row in rows if row):
            return [row for row in rows if row]
    return [(field,) for field in fields]


def _fit(layout: Layout, row: Fields, width: float, gap: float, padding: float) -> bool:
    widths = _widths(layout, row, width, gap)
    return all(_extent(layout, field) + 2 * padding <= wide for field, wide in zip(row, widths, strict=True))


def _extent(layout: Layout, field: doc.Field) -> float:
    """The width of the label or of the value, whichever is wider."""
    label = layout.fragments.extent(line_of(field.label), "points")[1]
    value = layout.values.get(field.slot.name, "") if field.slot else ""
    # It is personal, so it is not remembered for long.
    return max(label, one_line(value, layout.fragments.style(_VALUE)).widest()) if value else label


def _widths(layout: Layout, row: Fields, width: float, gap: float = _GAP) -> list[float]:
    room = width - gap * layout.scale * (len(row) - 1)
    total = sum(field.share for field in row)
    return [room * field.share / total for field in row]


def _lay_row(layout: Layout, row: Fields, field_text: str, frame: Frame) -> Laid:
    label_height = layout.fragments.leading("points")
    # A line of type needs more room below its label than handwriting, which may run into it.
    room = (16 if layout.phrases is None else 22) * layout.scale
    if any(field.slot for field in row):
        room = max(room, layout.fragments.leading(_VALUE) + 1)
    height = layout.on_grid(label_height + room)
    x = frame.x
    placed: list[Placed] = []
    elements: list[Element] = []
    for field, width in zip(row, _widths(layout, row, frame.width), strict=True):
        text, element = layout.whole((Text(field.label),), "points", x, 0, width)
        rule = writing_line(layout, 0, width)
        if layout.phrases is not None and field.slot is None:
            placed.append(artifact(ornament(rule, width, 2), x, height - 2))
            what = TextField(*unique(field.label, layout.fields), layout.fragments.style("option"))
            top = label_height - 1
            written, line_element = layout.field(what, x, top, width, height - 3 - top, role="P")
        elif field.slot is None:
            line = drawn_content(rule, width, 2, field_text.replace("{label}", field.label))
            written, line_element = layout.content(line, x, height - 2, "P")
        else:
            placed.append(artifact(ornament(rule, width, 2), x, height - 2))
            value = _place_of(layout, field.slot, width)
            written, line_element = layout.content(value, x, height - 2 - value.height, "P")
        placed += [text, written]
        elements += [element, line_element]
        x += width + _GAP * layout.scale
    return Laid([Unit(height, placed, before=6 * layout.scale, groups=frame.groups)], list(elements))


def _lay_boxes(layout: Layout, row: Fields, field_text: str, frame: Frame) -> Laid:
    scale, padding, edge = layout.scale, _INSIDE * layout.scale, layout.stroke("mark")
    label_height = layout.fragments.leading("points")
    height = layout.on_grid(max(label_height + layout.fragments.leading(_VALUE) + 4 * scale, 36 * scale))
    x = frame.x
    placed: list[Placed] = []
    elements: list[Element] = []
    for field, width in zip(row, _widths(layout, row, frame.width, 0.0), strict=True):
        text, element = layout.whole((Text(field.label),), "points", x + padding, 2 * scale, width - 2 * padding)
        # Boxes share their edges: each is drawn as wide as reaches over the next one's.
        box = ops.box(0, -height, width, height, stroke=layout.colour("ink"), thickness=edge)
        if layout.phrases is not None and field.slot is None:
            placed.append(artifact(ornament(box, width, height), x, 0))
            what = TextField(field.label.replace(".", ""), field.label, layout.fragments.style("option"))
            top = label_height + 2 * scale
            room = (width - padding, height - top - 2 * scale)
            written, line_element = layout.field(what, x + padding / 2, top, *room, role="P")
        elif field.slot is None:
            drawn = drawn_content(box, width, height, field_text.replace("{label}", field.label))
            written, line_element = layout.content(drawn, x, 0, "P")
        else:
            placed.append(artifact(ornament(box, width, height), x, 0))
            value = _place_of(layout, field.slot, width - 2 * padding)
            written, line_element = layout.content(value, x + padding, height - 2 * scale - value.height, "P")
        placed += [text, written]
        elements += [element, line_element]
        x += width
    return Laid([Unit(height, placed, groups=frame.groups)], list(elements))


def _place_of(layout: Layout, slot: doc.Slot, width: float) -> Fragment:
    """The place of a value, one line high and `width` points wide."""
    leading, baseline = layout.fragments.leading_and_baseline(_VALUE)
    place = SlotPlace(0, slot, 0.0, baseline, width, layout.fragments.style(_VALUE))
    return Fragment(width, leading, (FragmentLine(0.0, leading, (), (place,)),), (0,), runs=1)

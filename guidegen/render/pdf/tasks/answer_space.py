"""Room to answer in: ruled lines, a frame, squared paper or blank paper. Room taller than a page goes on over pages.

A screen reader hears once what the room is; further lines and squares are ornaments.
"""

from __future__ import annotations

import math

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.records import replace
from guidegen.render.pdf.flow import Backdrop, Group, Unit
from guidegen.render.pdf.form_fields import TextField, fill, question
from guidegen.render.pdf.fragment import Fragment, drawn_content, ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.writing_line import line_height, writing_line

#: The side of a square, in points of regular print.
_SQUARE = 5 * 72 / 25.4
_POINTS_PER_MM = 72 / 25.4
_CORNER = 12.0
#: The most of a page that a field to type in takes, so that the question can stand above it.
_SHARE_OF_PAGE = 0.7


def lay_answer_space(
    layout: Layout, task: doc.AnswerSpace, arranged: ArrangedItem, frame: Frame, part: str = ""
) -> Laid:
    """Room of the whole width. `part` tells room to work in from the answer itself, in the name of a field."""
    if layout.phrases is not None:
        words = fill(layout.phrases.answer, number=arranged.number, what=task.label)
        name = question(arranged.number, part) if part else question(arranged.number)
        return _field(layout, task, TextField(name, words, layout.fragments.style("option")), frame)
    return _LOOKS[task.look](layout, task, frame)


def _field(layout: Layout, task: doc.AnswerSpace, what: TextField, frame: Frame) -> Laid:
    """A line to type on, or a frame for several lines. It stands on one page; longer texts scroll in it."""
    height = min(_height(layout, task), _SHARE_OF_PAGE * layout.page_height)
    single = task.look == "lines" and height < 2 * line_height(layout)
    height = line_height(layout) if single else height
    edge = writing_line(layout, 2 - height, frame.width) if single else _edge(layout, frame.width, height)
    inset = 0.0 if single else 3.0
    field, element = layout.field(
        replace(what, multiline=not single), frame.x + inset, inset, frame.width - 2 * inset, height - 2 * inset - 2
    )
    placed = [artifact(ornament(edge, frame.width, height), frame.x, 0), field]
    gap = 0.0 if single else 6.0 * layout.scale
    return Laid([Unit(height, placed, before=gap, after=gap, groups=frame.groups)], [element])


def _height(layout: Layout, task: doc.AnswerSpace) -> float:
    measures = {"line": line_height(layout), "mm": _POINTS_PER_MM, "page": layout.page_height}
    return float(task.amount) * measures[task.measure]


def _lines(layout: Layout, task: doc.AnswerSpace, frame: Frame) -> Laid:
    distance = line_height(layout)
    count = max(1, int(_height(layout, task) / distance + 0.01))
    rule = writing_line(layout, -distance + 2, frame.width)
    return _rows(layout, task, frame, [(rule, distance)] * count)


def _box(layout: Layout, task: doc.AnswerSpace, frame: Frame) -> Laid:
    height = _height(layout, task)
    count = math.ceil(height / line_height(layout))
    edge = ops.rule(0, 0, frame.width, layout.stroke("write"), layout.colour("ink"))
    group = _framed(layout, frame.x, frame.width)
    rows = [(edge if index == 0 else "", height / count) for index in range(count)]
    return _rows(layout, task, Frame(frame.x, frame.width, (*frame.groups, group)), rows)


def _grid(layout: Layout, task: doc.AnswerSpace, frame: Frame) -> Laid:
    side = _SQUARE * layout.scale
    columns = int(frame.width / side)
    count = max(1, round(_height(layout, task) / side))
    width, colour = columns * side, layout.colour("rule")
    # Above the foot of its square, so that it never covers the frame where a page ends.
    across = ops.rule(0, -side + 1.5, width, 0.6, colour)
    down = " ".join(ops.box(column * side - 0.3, -side, 0.6, side, fill=colour) for column in range(1, columns))
    group = _framed(layout, frame.x, width)
    squares = Frame(frame.x, width, (*frame.groups, group))
    return _rows(layout, task, squares, [*[(f"{across} {down}", side)] * (count - 1), (down, side)])


def _blank(layout: Layout, task: doc.AnswerSpace, frame: Frame) -> Laid:
    """Marks at the corners show where the room begins and ends."""
    height = _height(layout, task)
    count = max(2, math.ceil(height / line_height(layout)))
    row = height / count
    top, bottom = _corners(layout, frame.width, 0.0, row), _corners(layout, frame.width, row, row)
    return _rows(layout, task, frame, [(top, row), *[("", row)] * (count - 2), (bottom, row)])


def _corners(layout: Layout, width: float, y: float, row: float) -> str:
    side, colour = min(_CORNER * layout.scale, row), layout.colour("soft")
    low = -min(y + side, row)
    return " ".join(
        [
            ops.box(0, -y, side, 0.75, fill=colour),
            ops.box(width - side, -y, side, 0.75, fill=colour),
            ops.box(0, low, 0.75, side, fill=colour),
            ops.box(width - 0.75, low, 0.75, side, fill=colour),
        ]
    )


def _framed(layout: Layout, x: float, width: float) -> Group:
    """A frame that is closed on every page that it reaches."""

    def draw(height: float) -> Fragment:
        return ornament(_edge(layout, width, height), width, height)

    return Group(backdrop=Backdrop(x, draw))


def _edge(layout: Layout, width: float, height: float) -> str:
    thin = layout.stroke("write")
    return ops.box(
        thin / 2, thin / 2 - height, width - thin, height - thin, stroke=layout.colour("ink"), thickness=thin
    )


def _rows(layout: Layout, task: doc.AnswerSpace, frame: Frame, rows: list[tuple[str, float]]) -> Laid:
    """Rows of drawings. The first is what the room says, and the last of them is never alone on a page."""
    first, height = rows[0]
    said, element = layout.content(drawn_content(first, frame.width, height, task.label), frame.x, 0, "P")
    units = [Unit(height, [said], groups=frame.groups, keep_next=True)]
    for drawing, row in rows[1:]:
        placed: list[Placed] = [artifact(ornament(drawing, frame.width, row), frame.x, 0)] if drawing else []
        units.append(Unit(row, placed, groups=frame.groups))
    units[0].before = (0.0 if task.look == "lines" else 6.0) * layout.scale
    units[-1].after = (0.0 if task.look == "lines" else 4.0) * layout.scale
    if len(units) > 2:
        units[-2].keep_next = True
    return Laid(units, [element])


_LOOKS = {"lines": _lines, "box": _box, "grid": _grid, "blank": _blank}

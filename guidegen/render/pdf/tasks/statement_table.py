"""A table of statements with a circle under each of two labels."""

from __future__ import annotations

from functools import partial

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange
from guidegen.inline import Text
from guidegen.records import replace
from guidegen.render.pdf.flow import Group, Unit
from guidegen.render.pdf.form_fields import Button, Drawn, fill, question, said, said_of
from guidegen.render.pdf.fragment import ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.structure import Element

_INDENT = 24.0
_NARROWEST = 52.0
_PADDING = 5.0
_GAP = 10.0


def lay_statement_table(layout: Layout, task: doc.StatementTable, arranged: ArrangedItem, frame: Frame) -> Laid:
    """A row for each statement. The header row is shown again on every further page."""
    scale = layout.scale
    table = Group()
    inside = Frame(frame.x, frame.width, (*frame.groups, table))
    cell = _cell_width(layout, task, frame.width)
    head, head_row = _header(layout, task, inside, cell)
    table.repeat.append(head)
    units, rows = [head], []
    for index, statement in enumerate(arrange(task.statements, arranged.options)):
        unit, row = _row(layout, task, statement, layout.letter(index), inside, cell, arranged.number)
        units.append(unit)
        rows.append(row)
    element = Element("Table", [Element("THead", [head_row]), Element("TBody", list(rows))])
    head.before = 6 * scale
    return Laid(units, [element])


def _cell_width(layout: Layout, task: doc.StatementTable, width: float) -> float:
    """Room for a label on one line, or for its longest word where the statements need the rest."""
    scale, extent = layout.scale, layout.fragments.extent
    labels = [extent(label, "points") for label in task.labels]
    words = max(extent(statement.line, "option")[0] for statement in task.statements)
    left = (width - words - (_INDENT + _GAP) * scale - 1) / 2
    least = max(layout.mark("letter"), max(narrow for narrow, _ in labels)) + 2
    wished = max(_NARROWEST * scale, max(wide for _, wide in labels) + 2 * _PADDING * scale)
    return max(least, min(wished, width / 4, left))


def _header(layout: Layout, task: doc.StatementTable, frame: Frame, cell: float) -> tuple[Unit, Element]:
    width = frame.width - 2 * cell
    placed, heads = [], []
    for line, x, room, align in (
        (task.header, frame.x, width, "start"),
        (task.labels[0], frame.x + width, cell, "centre"),
        (task.labels[1], frame.x + width + cell, cell, "centre"),
    ):
        one, head = layout.whole(line, "points", x, 0, room, role="TH", align=align)
        head.tell("Table", {"Scope": "/Column"})
        placed.append(one)
        heads.append(head)
    height = max(one.fragment.height for one in placed) + 3 * layout.scale
    placed.insert(0, _rule(layout, frame, height, "ink"))
    return Unit(height, placed, keep_next=True, groups=frame.groups), Element("TR", list(heads))


def _row(
    layout: Layout, task: doc.StatementTable, statement: doc.Option, mark: str, frame: Frame, cell: float, item: int
) -> tuple[Unit, Element]:
    scale = layout.scale
    indent, side, width = _INDENT * scale, layout.mark("letter"), frame.width - 2 * cell
    text, body = layout.whole(
        statement.line, "option", frame.x + indent, 0, width - indent - _GAP * scale, origin=statement.origin
    )
    lettered, label = layout.whole((Text(mark),), "number", frame.x, 0, indent)
    height = max(side, text.fragment.height) + 2 * _PADDING * scale
    top = (height - text.fragment.height) / 2
    placed: list[Placed] = [_rule(layout, frame, height, "rule"), replace(lettered, y=top), replace(text, y=top)]
    cells = [Element("TH", [label, body], {"Table": {"Scope": "/Row"}})]
    ink, edge = layout.colour("ink"), layout.stroke("mark")
    for column, name in enumerate(task.labels):
        is_shown = task.place(statement.id, column) in layout.shown
        ring = ops.circle(
            side / 2, -side / 2, (side - edge) / 2, fill=ink if is_shown else None, stroke=ink, thickness=edge
        )
        x, y = frame.x + width + column * cell + (cell - side) / 2, (height - side) / 2
        shown, data = layout.answer(
            ring, x, y, side, side,
            said=task.label_of(mark, name),
            place=task.place(statement.id, column),
            field=partial(_button, layout, item, mark, statement, name, side),
            role="TD",
        )  # fmt: skip
        placed += shown
        cells.append(data)
    return Unit(height, placed, groups=frame.groups, keep_next=True), Element("TR", list(cells))


def _button(
    layout: Layout,
    item: int,
    mark: str,
    statement: doc.Option,
    label: doc.Line,
    side: float,
    phrases: doc.FieldPhrases,
) -> Button:
    """A circle as a field: those of a row exclude each other."""
    text = said_of(statement)
    disc = ornament(ops.circle(side / 2, -side / 2, side / 2 - 0.5, fill=layout.colour("ink")), side, side)
    return Button(
        name=question(item, mark),
        said=fill(phrases.statement, number=item, letter=mark, text=text, label=said(label)),
        value=said(label),
        marked=(Drawn(disc),),
        radio=True,
        group=fill(phrases.option, number=item, letter=mark, text=text),
    )


def _rule(layout: Layout, frame: Frame, height: float, colour: str) -> Placed:
    thin = layout.stroke("rule")
    line = ops.rule(0, -height + thin, frame.width, thin, layout.colour(colour))
    return artifact(ornament(line, frame.width, height), frame.x, 0)

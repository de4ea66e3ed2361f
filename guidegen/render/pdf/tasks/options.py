"""Lettered options: circles for one answer, squares for several."""

from __future__ import annotations

from dataclasses import replace

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange, letter
from guidegen.inline import Text
from guidegen.render.pdf import operators as ops
from guidegen.render.pdf.flow import Placed, Unit
from guidegen.render.pdf.fragments import ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, artifact
from guidegen.render.pdf.structure import Element

_BUBBLE = 17.0


def lay_options(layout: Layout, task: doc.Options, arranged: ArrangedItem, frame: Frame) -> Laid:
    """Lettered options, in two or four columns when all of them are short enough."""
    scale = layout.scale
    options = arrange(task.options, arranged.options)
    indent = 27.0 * scale
    columns = _option_columns(layout, options, frame.width, indent)
    width = frame.width / columns
    units, entries = [], []
    for start in range(0, len(options), columns):
        placed: list[Placed] = []
        height = baseline = 0.0
        row: list[tuple[Placed, list[Placed]]] = []
        for column, option in enumerate(options[start : start + columns]):
            x = frame.x + column * width
            text, body = layout.whole(
                option.line, "option", x + indent, 0, width - indent - 6 * scale, origin=option.origin
            )
            bubble, label = _bubble(
                layout, letter(start + column), x, square=task.many, marked=option.id in task.marked
            )
            row.append((text, bubble))
            baseline = max(baseline, text.fragment.lines[0].lowered)
            entries.append(Element("LI", [label, Element("LBody", [body])]))
        for text, bubble in row:
            # Options side by side share their first baseline, however tall the formulas in them are.
            drop = baseline - text.fragment.lines[0].lowered
            placed += [*(replace(each, y=each.y + baseline) for each in bubble), replace(text, y=drop)]
            height = max(height, drop + text.fragment.height, layout.fragments.leading("option"))
        units.append(Unit(height, placed, before=6.5 * scale, groups=frame.groups, keep_next=True))
    return Laid(units, [Element("L", list(entries), {"List": {"ListNumbering": "/UpperAlpha"}})])


def _option_columns(layout: Layout, options: list[doc.Option], width: float, indent: float) -> int:
    widest = max(layout.fragments.extent(option.line, "option")[1] for option in options)
    room = widest + indent + 10 * layout.scale
    return next((columns for columns in (4, 2) if room <= width / columns), 1)


def _bubble(layout: Layout, text: str, x: float, *, square: bool, marked: bool) -> tuple[list[Placed], Element]:
    """A letter in the circle (or square) that is filled in; a teacher's copy shows the right ones filled."""
    side = _BUBBLE * layout.scale
    colour = layout.colour("ink")
    fill = colour if marked else None
    drawing = (
        ops.box(0.5, 0.5 - side, side - 1, side - 1, radius=2 * layout.scale, fill=fill, stroke=colour, thickness=1.0)
        if square
        else ops.circle(side / 2, -side / 2, side / 2 - 0.5, fill=fill, stroke=colour)
    )
    style = "letter-marked" if marked else "letter"
    shown, label = layout.whole((Text(text),), style, x, 0, side, role="Lbl", align="centre")
    line = layout.fragments.leading("option")
    shown = replace(shown, y=(line - shown.fragment.height) / 2)
    return [artifact(ornament(drawing, side, side), x, (line - side) / 2), shown], label

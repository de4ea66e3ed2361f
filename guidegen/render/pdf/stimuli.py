"""Stimuli: a heading that names the items, and a box with what they are about."""

from __future__ import annotations

from dataclasses import replace

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.inline import Text
from guidegen.render.pdf.flow import Backdrop, Group, Placed, Unit
from guidegen.render.pdf.fragments import Fragment, ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, lay_text
from guidegen.render.pdf.outline import OutlineEntry
from guidegen.render.pdf.structure import Element

_PADDING = 13.0


def lay_stimulus(layout: Layout, stimulus: doc.Stimulus, items: list[ArrangedItem], frame: Frame, anchor: str) -> Laid:
    """The stimulus of `items`, which follow it: its last unit keeps with the first of them.

    Where a page cannot hold it, its box goes on, with its name above.
    """
    text = stimulus.directions.text(items[0].number, items[-1].number)
    layout.outline.append(OutlineEntry(stimulus.level, text, anchor))
    laid = lay_text(
        layout,
        (Text(text),),
        "directions",
        frame,
        role=f"H{stimulus.level}",
        anchor=anchor,
        narrow=False,
        keep_next=True,
        origin=stimulus.origin,
    )
    laid.add(_lay_box(layout, stimulus, frame))
    return laid


def lay_reminder(layout: Layout, stimulus: doc.Stimulus, frame: Frame, anchor: str) -> Unit:
    """What a page begins with that has items without their stimulus: where it stands. An artifact, as it repeats."""
    line = tuple(replace(r, anchor=anchor) if isinstance(r, doc.PageReference) else r for r in stimulus.reminder)
    fragment = layout.fragments.paragraph(line, "points", frame.width, stimulus.origin)
    layout.problems += fragment.problems
    placed = Placed(fragment, frame.x, 0, -1, 0, 0, len(fragment.lines), "Pagination")
    return Unit(fragment.height, [placed], after=8 * layout.scale, groups=frame.groups)


def _lay_box(layout: Layout, stimulus: doc.Stimulus, frame: Frame) -> Laid:
    padding = _PADDING * layout.scale
    group = Group(keep=True, backdrop=_outline(layout, frame), padding=0.6 * padding)
    inside = Frame(frame.x + padding, frame.width - 2 * padding, (*frame.groups, group))
    group.repeat.append(_continued(layout, stimulus, inside))
    laid = Laid()
    if stimulus.title:
        laid.add(
            lay_text(layout, stimulus.title, "card-title", inside, narrow=False, keep_next=True, origin=stimulus.origin)
        )
    laid.add(layout.blocks(stimulus.blocks, inside))
    laid.units[0].before = laid.units[-1].after = 0.0
    laid.units[-1].keep_next = True
    top = Unit(0.8 * padding, [], keep_next=True, groups=inside.groups)
    bottom = Unit(0.8 * padding, [], keep_next=True, groups=inside.groups)
    box = Element("Div", list(laid.elements), language=stimulus.language)
    return Laid([top, *laid.units, bottom], [box])


def _outline(layout: Layout, frame: Frame) -> Backdrop:
    def draw(height: float) -> Fragment:
        box = ops.box(
            0.5, -height, frame.width - 1, height, radius=5 * layout.scale, stroke=layout.colour("rule"), thickness=1.0
        )
        return ornament(box, frame.width, height)

    return Backdrop(frame.x, draw)


def _continued(layout: Layout, stimulus: doc.Stimulus, inside: Frame) -> Unit:
    """What a further page of the box begins with. It repeats and is no part of the text, so it is an artifact."""
    fragment = layout.fragments.paragraph(stimulus.continued, "points", inside.width, stimulus.origin)
    layout.problems += fragment.problems
    padding = 0.5 * _PADDING * layout.scale
    placed = Placed(fragment, inside.x, padding, -1, 0, 0, len(fragment.lines), "Pagination")
    return Unit(padding + fragment.height, [placed], groups=inside.groups)

"""Stimuli: a heading that names the items, and a box with what they are about."""

from __future__ import annotations

from functools import partial
from typing import cast

from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem
from guidegen.inline import Language, Parallel, Prose, Text
from guidegen.records import replace
from guidegen.render.pdf.flow import Unit
from guidegen.render.pdf.layout import Frame, Laid, Layout, lay_text
from guidegen.render.pdf.outline import OutlineEntry
from guidegen.render.pdf.panels import Panel, lay_panel
from guidegen.render.pdf.placed import Placed
from guidegen.render.pdf.reminders import Reminder
from guidegen.render.pdf.structure import Element


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


def lay_stimulus_alone(layout: Layout, block: doc.StimulusAlone, frame: Frame) -> Laid:
    """A stimulus that no list of items follows: it stays with what does."""
    laid = lay_stimulus(layout, block.stimulus, [*block.about], frame, block.anchor)
    return Laid(laid.units, [Element("Sect", list(laid.elements))])


def lay_reminder(layout: Layout, stimulus: doc.Stimulus, frame: Frame, anchor: str) -> Unit:
    """What a page begins with that has items without their stimulus: where it stands. An artifact, as it repeats.

    It is noted among the reminders of the layout, to be set again when the page of the stimulus is known.
    """
    line, fragments = _with_page_of(anchor, stimulus.reminder), layout.fragments
    set_again = partial(fragments.paragraph, line, "points", frame.width, stimulus.origin)
    before, fragments.referred = fragments.referred, set()
    # The line of another stimulus may have the same words, and another page.
    fragment = replace(set_again())
    pages = {each: fragments.page_text(each) for each in tuple(fragments.referred)}
    fragments.referred = before
    layout.reminders.append(Reminder(fragment, pages, set_again))
    layout.problems += fragment.problems
    placed = Placed(fragment, frame.x, 0, -1, 0, 0, len(fragment.lines), "Pagination")
    return Unit(fragment.height, [placed], after=8 * layout.scale, groups=frame.groups)


def _with_page_of(anchor: str, line: doc.Line) -> doc.Line:
    """A line whose page is that of the anchor, in each language that it has."""
    runs: list[doc.Run] = []
    for run in line:
        match run:
            case doc.PageReference():
                runs.append(replace(run, anchor=anchor))
            case Parallel(children) | Language(_, children):
                # Lines of a document hold references too, which no prose does.
                runs.append(replace(run, children=cast(Prose, _with_page_of(anchor, children))))
            case _:
                runs.append(run)
    return tuple(runs)


def _lay_box(layout: Layout, stimulus: doc.Stimulus, frame: Frame) -> Laid:
    panel = Panel(layout.part("stimulus"), "primary", "rule", "tint")

    def body(inside: Frame) -> Laid:
        inside.groups[-1].repeat.append(_continued(layout, stimulus, inside))
        return layout.blocks(stimulus.blocks, inside)

    laid = lay_panel(layout, panel, frame, stimulus.title, "card-title", body)
    laid.elements[0].language = stimulus.language
    # The items follow on the same page.
    laid.units[-1].keep_next = True
    laid.units[0].before = 0.0
    return laid


def _continued(layout: Layout, stimulus: doc.Stimulus, inside: Frame) -> Unit:
    """What a further page of the box begins with. It repeats and is no part of the text, so it is an artifact."""
    fragment = layout.fragments.paragraph(stimulus.continued, "points", inside.width, stimulus.origin)
    layout.problems += fragment.problems
    padding = 6 * layout.scale
    placed = Placed(fragment, inside.x, padding, -1, 0, 0, len(fragment.lines), "Pagination")
    return Unit(padding + fragment.height, [placed], groups=inside.groups)

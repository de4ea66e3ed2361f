"""Cloze: for each blank with a list its lettered options, and the word bank in a box."""

from __future__ import annotations

from collections.abc import Callable

import guidegen.render.pdf.operators as ops
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, arrange_those
from guidegen.records import replace
from guidegen.render.pdf.flow import Backdrop, Group, Unit
from guidegen.render.pdf.form_fields import DropDown, TextField, fill, question, said_of
from guidegen.render.pdf.fragment import Fragment, ornament
from guidegen.render.pdf.layout import Frame, Laid, Layout, lay_text
from guidegen.render.pdf.structure import Element
from guidegen.render.pdf.tasks.options import lay_lettered

_GAP = 22.0


def lay_blanks(layout: Layout, task: doc.Blanks, arranged: ArrangedItem, frame: Frame) -> Laid:
    """Lists below the text, then the word bank; nothing where all answers are to be known."""
    laid = _lay_lists(layout, task.lists, arranged, frame) if task.lists else Laid()
    if task.words:
        laid.add(_lay_words(layout, task, arranged, frame))
    return laid


def blank_fields(
    layout: Layout, task: doc.Blanks, arranged: ArrangedItem
) -> Callable[[int], TextField | DropDown] | None:
    """The field of each blank in the text: a list that opens, or a line to type on. None in what is only printed."""
    phrases = layout.phrases
    if phrases is None:
        return None
    style = layout.fragments.style("option")
    lists = {each.number: arrange_those(each.options, arranged.options) for each in task.lists}

    def field_of(blank: int) -> TextField | DropDown:
        name = question(arranged.number, "blank", blank)
        words = fill(phrases.blank, number=arranged.number, blank=blank)
        if blank not in lists:
            return TextField(name, words, style)
        letters = [(layout.letter(index), said_of(option)) for index, option in enumerate(lists[blank])]
        return DropDown(name, words, style, tuple((mark, f"{mark}: {text}") for mark, text in letters))

    return field_of


def _lay_lists(layout: Layout, lists: tuple[doc.BlankOptions, ...], arranged: ArrangedItem, frame: Frame) -> Laid:
    """One list a blank, its name at the start of the first row."""
    scale = layout.scale
    side = max(layout.fragments.extent(each.label, "points")[1] for each in lists) + 12 * scale
    inside = Frame(frame.x + side, frame.width - side, frame.groups)
    laid, entries = Laid(), []
    for each in lists:
        options = arrange_those(each.options, arranged.options)
        own = lay_lettered(layout, options, inside)
        label, element = layout.whole(each.label, "points", frame.x, 0, side, role="Lbl")
        first = own.units[0]
        first.placed.insert(0, replace(label, y=(layout.fragments.leading("option") - label.fragment.height) / 2))
        laid.units += own.units
        entries.append(Element("LI", [element, Element("LBody", list(own.elements))]))
    return Laid(laid.units, [Element("L", list(entries), {"List": {"ListNumbering": "/Decimal"}})])


def _lay_words(layout: Layout, task: doc.Blanks, arranged: ArrangedItem, frame: Frame) -> Laid:
    """The words in columns, in a box with its label."""
    scale = layout.scale
    padding, gap = 9.0 * scale, _GAP * scale
    group = Group(backdrop=_outline(layout, frame), padding=padding)
    inside = Frame(frame.x + padding, frame.width - 2 * padding, (*frame.groups, group))
    words = arrange_those(task.words, arranged.options)
    widest = max(layout.fragments.extent(word.line, "option")[1] for word in words)
    columns = max(1, min(len(words), int((inside.width + gap) / (widest + gap))))
    width = (inside.width + gap) / columns
    laid = lay_text(layout, task.words_label, "points", inside, keep_next=True)
    entries = []
    for start in range(0, len(words), columns):
        placed = []
        for column, word in enumerate(words[start : start + columns]):
            text, element = layout.whole(
                word.line, "option", inside.x + column * width, 0, width - gap, origin=word.origin
            )
            placed.append(text)
            entries.append(Element("LI", [Element("LBody", [element])]))
        height = max(text.fragment.height for text in placed)
        laid.units.append(Unit(height, placed, before=2 * scale, groups=inside.groups, keep_next=True))
    laid.elements.append(Element("L", list(entries), {"List": {"ListNumbering": "/None"}}))
    top = Unit(0.8 * padding, [], before=8 * scale, groups=inside.groups, keep_next=True)
    bottom = Unit(0.8 * padding, [], groups=inside.groups, keep_next=True)
    return Laid([top, *laid.units, bottom], laid.elements)


def _outline(layout: Layout, frame: Frame) -> Backdrop:
    def draw(height: float) -> Fragment:
        colour = layout.colour("rule")
        box = ops.box(
            0.5,
            -height,
            frame.width - 1,
            height,
            radius=0.6 * layout.corner("box"),
            stroke=colour,
            thickness=layout.stroke("edge"),
        )
        return ornament(box, frame.width, height)

    return Backdrop(frame.x, draw)

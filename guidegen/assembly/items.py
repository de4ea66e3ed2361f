"""Items of a form to the items of a document. What is right stays behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guidegen.assembly.form import Form
from guidegen.assembly.kinds import kind_of
from guidegen.assembly.points import points_phrase, total_points
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.stimuli import printed_stimulus
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, Arrangement
from guidegen.inline import Text
from guidegen.locale import Words
from guidegen.model.item import Item


def printed_items(form: Form, words: Words, *, show_points: bool, level: int) -> tuple[doc.Block, ...]:
    """The items of a form: one list, or a section with heading, instructions and list for each section of the quiz.

    `level` is that of the headings of sections and, where there are none, of those above stimuli.
    """
    if not form.sections:
        return (_item_list(form, form.arrangement.items, words, show_points=show_points, level=level),)
    blocks = []
    for section in form.sections:
        placed = tuple(each for each in form.arrangement.items if each.section == section.id)
        inside: list[doc.Block] = [doc.Heading(level, for_print(section.title, words), f"part:{section.id}")]
        if show_points:
            inside.append(doc.Paragraph((Text(_extent(form, placed, words)),), "points"))
        inside += blocks_for_print(section.instructions, words)
        items = _item_list(form, placed, words, show_points=show_points, level=level + 1)
        blocks.append(doc.Section((*inside, replace(items, arrangement=Arrangement(placed)))))
    return tuple(blocks)


def _item_list(
    form: Form, placed: Sequence[ArrangedItem], words: Words, *, show_points: bool, level: int
) -> doc.ItemList:
    """The items in the order of the arrangement, so that the list's own order tells nothing."""
    needed = {each.stimulus for each in placed}
    return doc.ItemList(
        tuple(_item(form.item(each.item), words, show_points=show_points) for each in placed),
        tuple(printed_stimulus(each, words, level) for each in form.stimuli if each.id in needed),
    )


def _extent(form: Form, placed: Sequence[ArrangedItem], words: Words) -> str:
    """`5 questions · 10 points`."""
    items = words.counted("items", len(placed))
    return f"{items} · {points_phrase(total_points(form.item(each.item) for each in placed), words)}"


def _item(item: Item, words: Words, *, show_points: bool) -> doc.Item:
    common = item.common
    figure = None
    if common.figure is not None:
        figure = doc.Figure(common.figure.image, common.figure.alt, width=0.6, origin=common.figure.origin)
    kind = kind_of(item)
    return doc.Item(
        id=common.id,
        stem=blocks_for_print(common.stem, words),
        task=kind.task(item, words),
        hint=(Text(words[kind.hint]),) if kind.hint else (),
        points=(Text(points_phrase(common.points, words)),) if show_points else (),
        figure=figure,
        origin=common.origin,
    )

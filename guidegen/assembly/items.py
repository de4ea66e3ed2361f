"""Items of a form to the items of a document. What is right stays behind."""

from __future__ import annotations

from guidegen.assembly.form import Form
from guidegen.assembly.kinds import kind_of
from guidegen.assembly.points import points_phrase
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.stimuli import printed_stimulus
from guidegen.document import elements as doc
from guidegen.inline import Text
from guidegen.locale import Words
from guidegen.model.item import Item


def printed_items(form: Form, words: Words, *, show_points: bool, level: int) -> doc.ItemList:
    """The items of a form. The list is in the order of the arrangement's ids, so that its own order tells nothing.

    `level` is that of the headings above stimuli.
    """
    return doc.ItemList(
        tuple(_item(form.item(placed.item), words, show_points=show_points) for placed in form.arrangement.items),
        tuple(printed_stimulus(stimulus, words, level) for stimulus in form.stimuli),
    )


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

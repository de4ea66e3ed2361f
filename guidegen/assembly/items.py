"""Items of a form to the items of a document. What is right stays behind."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from guidegen.assembly.form import Form, FormSection
from guidegen.assembly.kinds import kind_of
from guidegen.assembly.points import points_phrase, total_points
from guidegen.assembly.prose import blocks_for_print
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.document.arrangement import ArrangedItem, Arrangement
from guidegen.inline import Text
from guidegen.locale import Words
from guidegen.model.item import Item, ItemFigure
from guidegen.model.stimulus import Stimulus
from guidegen.records import replace


def printed_items(form: Form, words: Words, *, show_points: bool, level: int) -> tuple[doc.Block, ...]:
    """The items of a form: one list, or a section with heading, instructions and list for each section of the quiz.

    `level` is that of the headings of sections and, where there are none, of those above stimuli.
    """
    return ItemPrinter(words, show_points=show_points).blocks(form, level)


class ItemPrinter:
    """Makes the items of documents. Items without drawn values are made once for all forms."""

    def __init__(self, words: Words, *, show_points: bool) -> None:
        """For one language, with or without the points of each item."""
        self.words = words
        self.show_points = show_points
        # By the identity of items, which are kept beside them so that no other item takes the identity over.
        self._made: dict[int, tuple[Item, doc.Item]] = {}
        self._stimuli: dict[tuple[int, int], tuple[Stimulus, doc.Stimulus]] = {}
        self._points: dict[Decimal, doc.Line] = {}
        self._heads: dict[tuple[int, str, int], tuple[FormSection, doc.Heading, tuple[doc.Block, ...]]] = {}

    def blocks(self, form: Form, level: int) -> tuple[doc.Block, ...]:
        """The items of a form, as `printed_items` gives them."""
        words = self.words
        if not form.sections:
            return (self._list(form, form.arrangement.items, level),)
        blocks = []
        for section in form.sections:
            placed = tuple(each for each in form.arrangement.items if each.section == section.id)
            heading, instructions = self._head(section, level)
            inside: list[doc.Block] = [heading]
            if self.show_points:
                inside.append(doc.Paragraph((Text(_extent(form, placed, words)),), "points"))
            inside += instructions
            items = self._list(form, placed, level + 1)
            blocks.append(doc.Section((*inside, replace(items, arrangement=Arrangement(placed)))))
        return tuple(blocks)

    def _head(self, section: FormSection, level: int) -> tuple[doc.Heading, tuple[doc.Block, ...]]:
        """The heading and the instructions of a section: forms share the words of theirs."""
        key = id(section.title), section.id, level
        if key not in self._heads:
            heading = doc.Heading(level, for_print(section.title, self.words), f"part:{section.id}", part=True)
            self._heads[key] = section, heading, blocks_for_print(section.instructions, self.words)
        return self._heads[key][1:]

    def _stimulus(self, stimulus: Stimulus, level: int) -> doc.Stimulus:
        from guidegen.assembly.stimuli import printed_stimulus

        key = id(stimulus), level
        if key not in self._stimuli:
            self._stimuli[key] = stimulus, printed_stimulus(stimulus, self.words, level)
        return self._stimuli[key][1]

    def _list(self, form: Form, placed: Sequence[ArrangedItem], level: int) -> doc.ItemList:
        """The items in the order of the arrangement, so that the list's own order tells nothing."""
        needed = {each.stimulus for each in placed}
        return doc.ItemList(
            tuple(self._item(form, each.item) for each in placed),
            tuple(self._stimulus(each, level) for each in form.stimuli if each.id in needed),
        )

    def _item(self, form: Form, id_: str) -> doc.Item:
        item = form.item(id_)
        if id_ in form.values:
            return self._printed(item)
        if id(item) not in self._made:
            self._made[id(item)] = item, self._printed(item)
        return self._made[id(item)][1]

    def _printed(self, item: Item) -> doc.Item:
        return _item(item, self.words, self._points_of(item) if self.show_points else ())

    def _points_of(self, item: Item) -> doc.Line:
        """The points of an item in words: many items have the same."""
        points = item.common.points
        if points not in self._points:
            self._points[points] = (Text(points_phrase(points, self.words)),)
        return self._points[points]


def _extent(form: Form, placed: Sequence[ArrangedItem], words: Words) -> str:
    """`5 questions · 10 points`."""
    items = words.counted("items", len(placed))
    return f"{items} · {points_phrase(total_points(form.item(each.item) for each in placed), words)}"


def _item(item: Item, words: Words, points: doc.Line) -> doc.Item:
    common = item.common
    kind = kind_of(item)
    task = kind.task(item, words)
    return doc.Item(
        id=common.id,
        stem=blocks_for_print(common.stem, words),
        task=task,
        hint=(Text(words[kind.hint]),) if kind.hint else (),
        points=points,
        figure=printed_figure(common.figure, task),
        origin=common.origin,
    )


def printed_figure(figure: ItemFigure | None, task: doc.Task) -> doc.Figure | None:
    """The picture of the stem; one whose places are to be labelled is larger, and its alternate text tells them."""
    if figure is None:
        return None
    if not isinstance(task, doc.FigureLabels):
        return doc.Figure(figure.image, figure.alt, width=0.6, origin=figure.origin)
    alt = " ".join([figure.alt, *(place.description for place in task.places)])
    return doc.Figure(figure.image, alt, width=0.75, places=task.places, origin=figure.origin)

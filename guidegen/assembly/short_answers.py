"""The answers of a form in short, for the last page of what is handed out: letter, words, and where to read on."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.assembly.code_line import code_line
from guidegen.assembly.form import Form
from guidegen.assembly.kinds import kind_of
from guidegen.assembly.typography import for_print
from guidegen.document import elements as doc
from guidegen.inline import Prose, Text
from guidegen.locale import Words
from guidegen.model.item import Item

#: For items by id: the id and the title of the section that each tests.
Places = Mapping[str, tuple[str, Prose]]

#: How many short answers are kept.
_MOST_ANSWERS = 4096


class ShortAnswers:
    """Makes the answers of forms. What one form has in common with another is made once; its code is a value.

    They stand on a `page` or `sheet` (`break_before`) of their own, below a heading that is called `anchor`. `places`
    say for items which section of this document to read again.
    """

    def __init__(self, words: Words, anchor: str, places: Places, break_before: str) -> None:
        self.words = words
        self.places = places
        self._heading = doc.Heading(2, (Text(words["answers-title"]),), anchor, break_before=break_before)
        self._code = code_line(words)
        # By the identity of the item, which is kept, and the order of its options.
        self._known: dict[tuple[int, tuple[str, ...]], tuple[Item, tuple[doc.Block, ...]]] = {}

    def of(self, form: Form) -> doc.Section:
        """The answers of a form, numbered as it prints them."""
        points = [
            self._made(form.item(placed.item), placed.options)
            if placed.item in form.values
            else self._point(form.item(placed.item), placed.options)
            for placed in form.arrangement.items
        ]
        return doc.Section((self._heading, self._code, doc.ListBlock("number", tuple(points))))

    def _point(self, item: Item, order: tuple[str, ...]) -> tuple[doc.Block, ...]:
        """The answer of an item that has no values of its own, so that it comes again."""
        key = id(item), order
        if key not in self._known:
            if len(self._known) >= _MOST_ANSWERS:
                self._known.clear()
            self._known[key] = item, self._made(item, order)
        return self._known[key][1]

    def _made(self, item: Item, order: tuple[str, ...]) -> tuple[doc.Block, ...]:
        words = self.words
        point = [doc.Paragraph(kind_of(item).right(item, order, words), "answer", origin=item.common.origin)]
        if item.common.id in self.places:
            section, section_title = self.places[item.common.id]
            title = for_print(section_title, words)
            page = (doc.PageReference(f"section:{section}"),)
            point.append(doc.Paragraph(words.phrase("see-section-page", section=title, page=page), "points"))
        return tuple(point)

"""The words of a document, told apart from all else.

After the edit of a sentence a document differs from what it was in the words of few lines. What is the same in both,
but for the words of paragraphs, is told by one digest; each paragraph has a digest of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guidegen.content_digest import digest_of_plain
from guidegen.document.elements import Document, Furniture, ItemList, Line, MainMessage, Paragraph
from guidegen.document.named_pages import NamedPages
from guidegen.inline import Text
from guidegen.records import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The lines of paragraphs and main messages in the order of the document, each with its digest: those before the
    first items, since what follows changes with the code of the quiz.

    `foot` stands at the start of the foot of every page. `rest` is a digest of everything else.
    """

    rest: str
    lines: Sequence[Line]
    digests: Sequence[str]
    foot: str


class Wordings:
    """Tells the words of documents apart."""

    def __init__(self) -> None:
        """For documents of any kind."""
        self._lines: list[Line] = []
        self._has_items = False
        self._whole = NamedPages()
        self._ways = NamedPages(
            {
                Paragraph: self._paragraph,
                MainMessage: self._main_message,
                ItemList: self._items,
                Furniture: self._furniture,
            }
        )

    def of(self, document: Document, pages: Mapping[str, Mapping[str, int]], *decides: object) -> Wording:
        """The words of a document. The rest has in it what else `decides` its bytes, and those of the `pages` of other
        documents that this one names.
        """
        lines, self._has_items = list[Line](), False
        self._lines = lines
        plain = self._ways.plain((document, decides))
        digests = [self._digest(line) for line in lines]
        named = [*self._ways.pages(pages), *self._whole.pages(pages)]
        return Wording(digest_of_plain((plain, named)), lines, digests, document.template.furniture.foot_start)

    def _digest(self, line: Line) -> str:
        if len(line) == 1 and isinstance(line[0], Text):
            # Words alone, as most lines are, and a text is nothing else in plain data.
            return digest_of_plain(line[0].text)
        return digest_of_plain(self._ways.plain(line))

    def _paragraph(self, block: Paragraph) -> Any:
        if self._has_items:
            return self._whole.plain(block)
        self._lines.append(block.line)
        return "Paragraph", block.style, block.anchor

    def _items(self, block: ItemList) -> Any:
        self._has_items = True
        return self._whole.plain(block)

    def _main_message(self, block: MainMessage) -> Any:
        if self._has_items:
            return self._whole.plain(block)
        self._lines.append(block.line)
        return "MainMessage", self._ways.plain(block.label)

    def _furniture(self, words: Furniture) -> Any:
        head = self._ways.plain(words.head_start)
        return "Furniture", head, words.head_end, words.page_pattern, words.goes_on, words.ends

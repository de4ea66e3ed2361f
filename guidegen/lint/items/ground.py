"""What every rule about items stands on: the item, its texts as plain words, its bank's language, its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Fix, Label, Span
from guidegen.inline import Blank, walk
from guidegen.model.item import Item, MultipleChoice, MultipleResponse, Option
from guidegen.model.prose import Blocks, BulletList, NumberedList, Paragraph, Quotation
from guidegen.readability.counts import base_of
from guidegen.readability.passages import flat
from guidegen.readability.sentences import sentences_in
from guidegen.records import dataclass
from guidegen.source.places import place_of
from guidegen.source.text import SourceText


@dataclass(frozen=True)
class ItemGround:
    """An item as rules see it. `source` is None when its text is not at hand; then problems stand at whole texts."""

    item: Item
    tag: str
    source: SourceText | None = None

    @property
    def language(self) -> str:
        """The first part of the bank's language tag."""
        return base_of(self.tag)

    @cached_property
    def paragraphs(self) -> list[tuple[str, Span]]:
        """The texts of the stem with their places."""
        return list(_paragraphs(self.item.common.stem))

    @cached_property
    def stem(self) -> str:
        """The words of the stem in one line."""
        return " ".join(text.strip() for text, _ in self.paragraphs)

    @cached_property
    def lead_in(self) -> tuple[int, int, int]:
        """The last sentence of the stem: which paragraph, and from where to where."""
        for number in reversed(range(len(self.paragraphs))):
            sentences = sentences_in(self.paragraphs[number][0], self.tag)
            if sentences:
                return (number, *sentences[-1])
        return 0, 0, 0

    @property
    def lead_in_text(self) -> str:
        """The words of the last sentence; empty when the stem has none."""
        number, start, end = self.lead_in
        return self.paragraphs[number][0][start:end] if self.paragraphs else ""

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """The options of an item with one right answer or several; none of other kinds."""
        return self.item.options if isinstance(self.item, MultipleChoice | MultipleResponse) else ()

    @cached_property
    def texts(self) -> list[str]:
        """The words of the options, in the order of the file."""
        return [flat(option.prose).strip() for option in self.options]

    @cached_property
    def key(self) -> int | None:
        """The place of the one right option; None when there are several or none."""
        keys = [number for number, option in enumerate(self.options) if option.is_key]
        return keys[0] if len(keys) == 1 and isinstance(self.item, MultipleChoice) else None

    @property
    def has_variables(self) -> bool:
        """True when texts differ from form to form, so that their words say little."""
        return self.item.common.parameters is not None

    @property
    def has_blank(self) -> bool:
        """True when the stem has a blank to fill in."""
        lines = [block.prose for block in self.item.common.stem if isinstance(block, Paragraph)]
        return any(isinstance(node, Blank) for prose in lines for node in walk(prose))

    def in_lead_in(self, start: int, end: int) -> Span:
        """Where characters of the last sentence were typed."""
        number, first, _ = self.lead_in
        text, origin = self.paragraphs[number]
        return place_of(self.source, origin, text, first + start, first + end)

    def at_stem(self) -> Span:
        """Where the stem was typed."""
        return self.paragraphs[0][1] if self.paragraphs else self.item.common.origin

    def typed(self, span: Span) -> str:
        """What stands in the file at a span of one line; empty when it cannot be known."""
        if self.source is None or span.line != span.end_line:
            return ""
        return self.source.line(span.line)[span.column - 1 : span.end_column - 1]

    def line_of(self, option: Option) -> str:
        """The line of the file in which an option begins, without the signs of a list."""
        return self.source.line(option.origin.line).lstrip(" -") if self.source is not None else ""

    def problem(
        self, code: str, span: Span, message: str, hint: str, labels: Sequence[Label] = (), fix: Fix | None = None
    ) -> Diagnostic:
        """A diagnostic with the severity of the catalogue."""
        return diagnosed(code, message, span, hint=hint, labels=labels, fix=fix)


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without punctuation."""
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text.lower())


def _paragraphs(blocks: Blocks) -> list[tuple[str, Span]]:
    found: list[tuple[str, Span]] = []
    for block in blocks:
        match block:
            case Paragraph(prose, origin):
                found.append((flat(prose), origin))
            case BulletList(points) | NumberedList(points):
                for point in points:
                    found += _paragraphs(point)
            case Quotation(inner):
                found += _paragraphs(inner)
            case _:
                pass
    return found

"""What every rule about guides stands on: the guide, its passages, its source, the day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cached_property

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Fix, Label, Severity, Span
from guidegen.model.guide import Guide
from guidegen.readability.counts import base_of
from guidegen.readability.measures import body_of
from guidegen.readability.passages import Passage, passages_of
from guidegen.records import dataclass
from guidegen.source.places import place_of
from guidegen.source.text import SourceText


@dataclass(frozen=True)
class Ground:
    """A guide as rules see it. `source` is None when its text is not at hand; then problems stand at whole texts."""

    guide: Guide
    today: datetime.date
    source: SourceText | None = None

    @cached_property
    def passages(self) -> list[Passage]:
        """Every passage of the guide, in printed order."""
        return passages_of(self.guide)

    @cached_property
    def body(self) -> list[Passage]:
        """The passages that readers are to read: no title, captions or disclaimer."""
        return [p for p in body_of(self.passages) if p.kind != "quotation"]

    @cached_property
    def running(self) -> list[Passage]:
        """The passages of the body that are sentences, points or cells: no headings."""
        return [passage for passage in self.body if passage.kind != "heading"]

    @property
    def language(self) -> str:
        """The first part of the guide's language tag."""
        return base_of(self.guide.language)

    @cached_property
    def readers(self) -> str:
        """Who reads the guide: what the author says, or what the words of the audience tell; `public` otherwise."""
        return self.guide.readers or _readers_by_audience(self.guide)

    @property
    def is_for_lay_readers(self) -> bool:
        """True for a guide on health that patients or the public may act upon."""
        return self.readers in ("patients", "public")

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The words that count as easy here, in small letters: declared, explained or in the title."""
        from guidegen.lint.guides.known import known_words

        return known_words(self.guide)

    def place(self, passage: Passage, start: int, end: int) -> Span:
        """Where the characters `start` to `end` of a passage were typed."""
        return place_of(self.source, passage.origin, passage.text, start, end)

    def problem(
        self,
        code: str,
        span: Span,
        message: str,
        hint: str = "",
        *,
        severity: Severity | None = None,
        labels: Sequence[Label] = (),
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A diagnostic, of the severity that the catalogue gives unless another is named."""
        return diagnosed(code, message, span, severity=severity, hint=hint, labels=labels, fix=fix)

    def typed(self, span: Span) -> str:
        """What stands in the file at a span of one line; empty when it cannot be known."""
        if self.source is None or span.line != span.end_line:
            return ""
        return self.source.line(span.line)[span.column - 1 : span.end_column - 1]


def _readers_by_audience(guide: Guide) -> str:
    from guidegen.lint.guides.audience import readers_in

    return readers_in(guide)

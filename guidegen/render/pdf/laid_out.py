"""A document that was laid out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from guidegen.diagnostics import Diagnostic
from guidegen.document.elements import Document
from guidegen.records import dataclass, field, replace

if TYPE_CHECKING:
    from guidegen.render.pdf.writer import DocumentWriter, Layered


@dataclass(slots=True)
class LaidOut:
    """A document on its pages. `anchors` maps each anchor to its page number, counted from 1.

    An `observer` is shown how it was written.
    """

    document: Document
    layered: Layered
    problems: list[Diagnostic]
    references: Mapping[str, Mapping[str, int]]
    anchors: dict[str, int] = field(default_factory=dict)
    observer: Callable[[DocumentWriter], None] | None = None

    def let_go(self) -> None:
        """Hold the blocks of the document no longer: they stand on its pages."""
        self.document = replace(self.document, template=replace(self.document.template, blocks=()))

    @property
    def pages(self) -> int:
        """How many pages the file has: sides of sheets, where several pages are imposed on each."""
        return len(self.layered.sides)

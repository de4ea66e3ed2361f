"""Word: a document as a file that office programs open and people edit, with real headings, lists and tables."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.diagnostics import Diagnostic
from guidegen.document.elements import Document
from guidegen.records import dataclass, field
from guidegen.render.look import Look


@dataclass(slots=True)
class WordDocument:
    """A document as it will be written. Word lays it out, so that nobody knows its pages (0) and anchors here."""

    document: Document
    look: Look
    problems: list[Diagnostic] = field(default_factory=list)
    anchors: Mapping[str, int] = field(default_factory=dict)
    pages: int = 0


def render(made: WordDocument, producer: str) -> bytes:
    """The bytes of the `.docx` file."""
    from guidegen.render.docx.package import word_file

    return word_file(made.document, made.look, producer)

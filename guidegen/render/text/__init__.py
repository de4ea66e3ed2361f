"""Plain text: the plainest example of a renderer. A document in, text in reading order out."""

from __future__ import annotations

from guidegen.document.dump import pieces
from guidegen.document.elements import Document, PageReference, Slot


def render_text(document: Document) -> str:
    """The document as lines of text; page references are left out, as plain text has no pages."""

    def value_of(slot: Slot | PageReference) -> str:
        return document.values[slot.name] if isinstance(slot, Slot) else ""

    return "".join(f"{piece.text}\n" for piece in pieces(document, value_of))

"""PDF: a document is laid out once (text, fragments, flow) and written as often as there are copies (writer).

`lay_out` gives pages and anchors; `render` writes them. Another document of the same build may refer to the
anchors, so a plan lays the handout out before its key. What does it is loaded when it is needed: a file in which only
words change is corrected, and nothing is laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guidegen.kept import preparation
from guidegen.render.pdf.laid_out import LaidOut

if TYPE_CHECKING:
    from guidegen.render.pdf.laying_out import add_to, lay_out, render, text_width
else:

    def lay_out(*given, **named):
        """Lay a document out."""
        return _laying_out().lay_out(*given, **named)

    def text_width(look):
        """How wide text is set at most."""
        return _laying_out().text_width(look)

    def render(laid, producer):
        """The bytes of the PDF."""
        return _laying_out().render(laid, producer)

    def add_to(file, laid, called):
        """Add a document to a file with several."""
        _laying_out().add_to(file, laid, called)

    def _laying_out():
        preparation.load("guidegen.render.pdf.laying_out")
        from guidegen.render.pdf import laying_out

        return laying_out


__all__ = ["LaidOut", "add_to", "lay_out", "render", "text_width"]

"""What is said of words that are wider than their line."""

from __future__ import annotations

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.render.pdf.text import OBJECT


def word_too_wide(word: str, width: float, origin: Span) -> Diagnostic:
    """That a word does not fit on a line of this width."""
    word = word.replace(OBJECT, "…")
    shown = word if len(word) <= 40 else word[:37] + "…"
    return diagnosed(
        "P102",
        f"“{shown}” is wider than its line ({max(0.0, width):.0f} points), and words are never split.",
        origin,
        hint="Put a space into it, write it shorter, or choose a larger page or a smaller print.",
    )

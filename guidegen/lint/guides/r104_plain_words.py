"""R104: a stiff word for which there is a plain one.

The lists are our own; the ideas are those of plainlanguage.gov (public domain) and of the style guides of the CDC and
the NHS. A fix puts the plain word in; it is not safe, since the grammar around it may have to change.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Fix
from guidegen.lint.guides.ground import Ground
from guidegen.lint.guides.known import is_explained
from guidegen.lint.phrases import phrases


def find(ground: Ground) -> Iterator[Diagnostic]:
    """A note at each stiff word."""
    listed = phrases("plain-words", ground.guide.language)
    if listed is None:
        return
    for passage in ground.running:
        for match, better in listed.find(passage.text):
            if match.group().lower() in ground.known_words or is_explained(passage, *match.span()):
                continue
            span = ground.place(passage, match.start(), match.end())
            first = better.split(",")[0].strip()
            shown = first[:1].upper() + first[1:] if match.group()[0].isupper() else first
            is_typed = ground.typed(span).lower() == match.group().lower()
            yield ground.problem(
                "R104",
                span,
                f"“{match.group()}” can be said more plainly.",
                f"Write “{better.replace(', ', '” or “')}”.",
                fix=Fix(span, shown, safe=False) if is_typed else None,
            )

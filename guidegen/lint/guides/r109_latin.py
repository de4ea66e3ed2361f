"""R109: Latin short forms and `and/or`, which many readers do not know how to read.

Source: NHS content style guide; PLAIN (plainlanguage.gov).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegen.diagnostics import Diagnostic, Fix
from guidegen.lint.guides.ground import Ground

#: By language: what stands there, with what to write instead.
_FORMS = {
    "en": (
        (r"e\.\s?g\.,?|\beg\b,?", "for example"),
        (r"i\.\s?e\.,?|\bie\b,?", "that is"),
        (r"\bvia\b", "through"),
        (r"\band/or\b", "or"),
        (r"\bviz\.", "namely"),
    ),
    "es": ((r"\by/o\b", "o"), (r"\bi\.\s?e\.,?", "es decir"), (r"\be\.\s?g\.,?", "por ejemplo")),
    "fr": ((r"\bet/ou\b", "ou"), (r"\bi\.\s?e\.,?", "c’est-à-dire"), (r"\be\.\s?g\.,?", "par exemple")),
    "de": ((r"\bund/oder\b", "oder"), (r"\bi\.\s?e\.,?", "das heißt"), (r"\be\.\s?g\.,?", "zum Beispiel")),
    "pt": ((r"\be/ou\b", "ou"), (r"\bi\.\s?e\.,?", "isto é"), (r"\be\.\s?g\.,?", "por exemplo")),
}


def find(ground: Ground) -> Iterator[Diagnostic]:
    """A note with a fix at each of them."""
    for passage in ground.running:
        for pattern, better in _FORMS.get(ground.language, ()):
            for match in re.finditer(rf"(?<![\w.])(?:{pattern})(?!\w)", passage.text, re.IGNORECASE):
                span = ground.place(passage, *match.span())
                comma = "," if match.group().endswith(",") else ""
                is_typed = ground.typed(span) == match.group()
                yield ground.problem(
                    "R109",
                    span,
                    f"Not every reader knows how to read “{match.group().rstrip(',')}”.",
                    f"Write “{better}”.",
                    fix=Fix(span, better + comma, safe=False) if is_typed else None,
                )

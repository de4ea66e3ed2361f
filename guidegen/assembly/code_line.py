"""The line that tells which form of a quiz it is. The code is a value of the copy, so that copies share the line."""

from __future__ import annotations

from collections.abc import Mapping

from guidegen.assembly.codes import quiz_code
from guidegen.assembly.form import Form
from guidegen.document import elements as doc
from guidegen.locale import Words

#: As wide as any code.
_SAMPLE = "WWWW-WWWW"


def code_line(words: Words) -> doc.Paragraph:
    """The line, for all forms."""
    return doc.Paragraph(words.phrase("quiz-code", code=(doc.Slot(_name(words), _SAMPLE, inline=True),)), "points")


def with_code(values: Mapping[str, str], form: Form, words: Words) -> dict[str, str]:
    """The values of a copy with the code of its form."""
    return {**values, _name(words): quiz_code(form)}


def _name(words: Words) -> str:
    # A sheet in two languages has two codes.
    return f"quiz-code-{words.language}"

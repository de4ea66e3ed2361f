"""Whether the fonts at hand can print the language of a source at all: told once, before every word of it would be."""

from __future__ import annotations

from guidegen.diagnostics import Diagnostic, Span
from guidegen.locale import Words, file_for
from guidegen.theme import Theme, for_language

#: Languages with words of the program, and without a font that comes along.
_WITHOUT_FONT = frozenset(["zh-Hans", "zh-Hant", "ko"])


def without_font(words: Words, theme: Theme, at: Span) -> list[Diagnostic]:
    """That the words of the program cannot be drawn, which stands for all words in their script."""
    if file_for(words.language) not in _WITHOUT_FONT:
        return []
    from guidegen.render.pdf.faces import script_of
    from guidegen.render.pdf.fonts import load_face
    from guidegen.render.pdf.missing import script_without_font

    faces = [load_face(name) for name in for_language(theme, words.language).faces["regular"]]
    letters = (character for character in "".join(words.phrases.values()) if character.isalpha())
    lacking = next((letter for letter in letters if not any(face.covers(letter) for face in faces)), "")
    return [script_without_font(script_of(lacking), lacking, at)] if lacking else []

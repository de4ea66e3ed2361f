"""A stretch of a text as HarfBuzz shapes it. It is loaded when it is asked for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from guidegen.patterns import pattern
from guidegen.render.pdf.fonts import Face

if TYPE_CHECKING:
    import uharfbuzz as hb

#: The OpenType feature for figures of one width.
_TABULAR = {"tnum": True}


def shaped_buffer(
    text: str, start: int, length: int, face: Face, language: str, *, rtl: bool, tabular: bool
) -> hb.Buffer:
    """A stretch of a text, shaped. To ask each glyph for its flags takes several times as long as to shape it."""
    import uharfbuzz as hb

    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    # A line feed forces a break and has no glyph: it is shaped as a space, which also parts words when copied.
    buffer.add_str(text.replace("\n", " "), item_offset=start, item_length=length)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = language
    # Ligatures that Arabic does without hide letters from programs that copy text.
    features: dict[str, Any] = {"liga": False, "dlig": False} if rtl else _set_closer(text, language)
    hb.shape(face.font, buffer, {**features, **(_TABULAR if tabular else {})} or None)
    return buffer


def _set_closer(text: str, language: str) -> dict[str, Any]:
    """Chinese and Japanese marks that follow each other share the room between them: half of it belongs to either."""
    if not language.startswith(("zh", "ja", "yue", "cmn")):
        return {}
    closer = [(match.start(), match.start() + 1, True) for match in _CLOSE_MARKS.finditer(text)]
    return {"halt": closer} if closer else {}


_ENDING, _BEGINNING = "，。、；：！？）」』】》”’", "（「『【《“‘"
#: A mark with room behind it before another mark, and one with room before it after another such.
_CLOSE_MARKS = pattern(rf"[{_ENDING}](?=[{_ENDING}{_BEGINNING}])|(?<=[{_BEGINNING}])[{_BEGINNING}]")

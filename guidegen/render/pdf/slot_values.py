"""The values of a page's slots as a stream of their own: names and dates of a copy, and numbers of pages."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Mapping, Sequence

from guidegen.document.elements import PageReference
from guidegen.records import dataclass
from guidegen.render.pdf.deflating import deflated
from guidegen.render.pdf.drawing import DrawnSlot, marked
from guidegen.render.pdf.embedding import whole_blocks
from guidegen.render.pdf.fragments import text_object
from guidegen.render.pdf.glyph_sets import GlyphSet
from guidegen.render.pdf.plain_text import one_line
from guidegen.render.pdf.text import Style, TextLine


@dataclass(frozen=True, slots=True)
class Values:
    """A stream (deflated), the owners of its marked content in their order, each with its page, and the glyphs."""

    stream: bytes
    owners: tuple[tuple[int, int], ...]
    glyphs: Mapping[str, GlyphSet]


def set_values(
    slots: Sequence[DrawnSlot], texts: Sequence[str], first: int, roles: Mapping[int, str], *, to_the_left: bool
) -> Values:
    """The texts in their slots. Marked content is numbered from `first`; `roles` are those of content keys."""
    parts: list[str] = []
    owners: list[tuple[int, int]] = []
    glyphs: dict[str, GlyphSet] = {}
    for (page, owner), group in itertools.groupby(
        zip(slots, texts, strict=True), key=lambda pair: (pair[0].page, pair[0].owner)
    ):
        inside = "\n".join([_drawn(slot, text, glyphs, to_the_left=to_the_left) for slot, text in group])
        if isinstance(owner, int):
            parts.append(marked(owner, roles.get(owner, "Span"), inside, first + len(owners)))
            owners.append((page, owner))
        else:
            parts.append(marked(owner, "", inside, 0))
    return Values(deflated("\n".join(parts).encode("latin-1"), quickly=True), tuple(owners), glyphs)


def _drawn(place: DrawnSlot, text: str, glyphs: dict[str, GlyphSet], *, to_the_left: bool) -> str:
    """The operators of a text in its slot; its glyphs are added to `glyphs`."""
    slot = place.slot
    # Numbers of pages come again and again; what is personal is not remembered.
    set_ = _set_again if isinstance(slot.value, PageReference) else _set
    line, used = set_(text, slot.style, slot.width, to_the_left)
    for face, ids in used:
        glyphs[face] = glyphs.get(face, 0) | ids
    x = place.x + slot.x + (slot.width - line.width if to_the_left else 0.0)
    y = place.y + slot.baseline + slot.style.rise
    return " ".join([text_object(run, x + run.x, y) for run in line.runs])


def _set(text: str, style: Style, width: float, to_the_left: bool) -> tuple[TextLine, list[tuple[str, GlyphSet]]]:
    """A value on one line no wider than its place, and the glyphs that are embedded for it, by face.

    A value that is wider than its place is set smaller, never cut.
    """
    shaped = one_line(text, style, right_to_left=to_the_left)
    if shaped.missing:
        raise ValueError("a value with a character that no font can draw: the plan has to check values first")
    if (widest := shaped.widest()) > width + 0.01:
        narrower = dataclasses.replace(style, size=style.size * width / widest)
        shaped = one_line(text, narrower, right_to_left=to_the_left)
    [line] = shaped.lines(float("inf")).lines
    used: dict[str, set[int]] = {}
    for run in line.runs:
        for face, id_ in run.text_glyphs():
            used.setdefault(face, set()).add(id_)
    return line, [(face, whole_blocks(face, ids)) for face, ids in used.items()]


_set_again = functools.lru_cache(maxsize=2048)(_set)

"""Values in their slots: on a line of fields or for a number of a page, and in text."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from guidegen.document.elements import PageReference, Slot
from guidegen.records import replace
from guidegen.render.pdf.fragment import Fragment, FragmentLine, Mark, SlotPlace
from guidegen.render.pdf.glyph_sets import Glyphs
from guidegen.render.pdf.plain_text import one_line
from guidegen.render.pdf.prose_fragments import glyphs_used_by
from guidegen.render.pdf.text import Style, TextLine
from guidegen.render.pdf.text_operators import text_object

#: So many values are remembered: numbers of pages come again, codes within their copy alone.
_MOST = 256
#: Glyphs by face.
_Used = tuple[tuple[str, Glyphs], ...]


def value_in(slot: SlotPlace, text: str, x: float, y: float, *, to_the_left: bool) -> tuple[str, _Used]:
    """The operators that draw a value in its slot, whose line has its upper left corner at (x, y); and its glyphs.

    A value that is wider than its place is set smaller, never cut. Raises ValueError where no font can draw it.
    """
    if _is_told(slot):
        line, used = _set_again(slot, text, to_the_left)
    else:
        line, used = _set(text, slot.style, slot.width, to_the_left)
    x += slot.x + (slot.width - line.width if to_the_left else 0.0)
    y += slot.baseline + slot.style.rise
    return " ".join([text_object(run, x + run.x, y) for run in line.runs]), used


def filled(fragment: Fragment, values: Mapping[str, str], *, to_the_left: bool) -> Fragment:
    """A fragment with the values of its inline slots written into its text; others stay open."""
    if not any(_is_inline(slot) for line in fragment.lines for slot in line.slots):
        return fragment
    glyphs = list(fragment.glyphs)
    lines = [_with_values(line, values, glyphs, to_the_left=to_the_left) for line in fragment.lines]
    return replace(fragment, lines=tuple(lines), glyphs=tuple(glyphs))


def _is_inline(slot: SlotPlace) -> bool:
    return isinstance(slot.value, Slot) and slot.value.inline


def _with_values(
    line: FragmentLine, values: Mapping[str, str], glyphs: list[tuple[str, Glyphs]], *, to_the_left: bool
) -> FragmentLine:
    marks, slots = list(line.marks), []
    for slot in line.slots:
        if not (isinstance(slot.value, Slot) and slot.value.inline):
            slots.append(slot)
            continue
        operators, used = value_in(slot, values[slot.value.name], 0.0, 0.0, to_the_left=to_the_left)
        marks.append(Mark(slot.run, operators))
        glyphs += used
    return FragmentLine(line.top, line.height, tuple(marks), tuple(slots), line.links, line.lowered, line.fields)


def _is_told(slot: SlotPlace) -> bool:
    """Whether it is for what comes again: numbers of pages, and codes. What is personal is not remembered."""
    return isinstance(slot.value, PageReference) or slot.value.inline


#: The last value of a slot as it was set, by the identity of the slot, which is held: to compare styles takes longer.
_last: dict[int, tuple[SlotPlace, str, bool, tuple[TextLine, _Used]]] = {}


def _set_again(slot: SlotPlace, text: str, to_the_left: bool) -> tuple[TextLine, _Used]:
    known = _last.get(id(slot))
    if known is not None and known[0] is slot and known[1] == text and known[2] == to_the_left:
        return known[3]
    if len(_last) >= _MOST:
        _last.clear()
    made = _set_alike(text, slot.style, slot.width, to_the_left)
    _last[id(slot)] = slot, text, to_the_left, made
    return made


def _set(text: str, style: Style, width: float, to_the_left: bool) -> tuple[TextLine, _Used]:
    """A value on one line no wider than its place, and its glyphs."""
    shaped = one_line(text, style, right_to_left=to_the_left)
    if shaped.missing:
        raise ValueError("a value with a character that no font can draw: the plan has to check values first")
    if (widest := shaped.widest()) > width + 0.01:
        narrower = replace(style, size=style.size * width / widest)
        shaped = one_line(text, narrower, right_to_left=to_the_left)
    [line] = shaped.lines(float("inf")).lines
    return line, glyphs_used_by(line.runs)


_set_alike = functools.lru_cache(maxsize=_MOST)(_set)

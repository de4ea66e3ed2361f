"""Fragments as plain data and back, to be kept between runs. Those with problems know places in files, and are not.

What stands in plain data may be anything: what does not read as a fragment raises one of `plain_kinds.UNREADABLE`.
"""

from __future__ import annotations

from typing import Any

from guidegen.diagnostics import Span
from guidegen.document.elements import PageReference, Slot
from guidegen.render.pdf.fragments import (
    FieldPlace,
    Fragment,
    FragmentLine,
    InlineElement,
    LinkPlace,
    Mark,
    SlotPlace,
)
from guidegen.render.pdf.glyph_sets import as_text, from_text
from guidegen.render.pdf.plain_kinds import SIZES, TEXTS, TRUTHS, WHOLE, check
from guidegen.render.pdf.text import Style


def plain_fragment(fragment: Fragment) -> list[Any]:
    """A fragment as plain data, without its problems and its origin."""
    return [
        fragment.width,
        fragment.height,
        [_plain_line(line) for line in fragment.lines],
        plain_kids(fragment.kids),
        fragment.runs,
        plain_glyphs(fragment),
        list(fragment.images),
        fragment.extent,
        fragment.mirrors,
    ]


def fragment_from(data: Any, origin: Span) -> Fragment:
    """The fragment that plain data tells, as one that stands at `origin`."""
    width, height, lines, kids, runs, glyphs, images, extent, mirrors = data
    check(SIZES, [width, height, extent])
    check(WHOLE, [runs])
    check(TEXTS, images, [face for face, _ in glyphs])
    check(TRUTHS, [mirrors])
    return Fragment(
        width,
        height,
        tuple([_line(*line) for line in lines]),
        kids_from(kids),
        runs,
        tuple([(face, from_text(told)) for face, told in glyphs]),
        tuple(images),
        (),
        origin,
        extent,
        mirrors,
    )


def plain_kids(kids: tuple[int | InlineElement, ...]) -> list[Any]:
    """The part of a fragment in the structure as plain data."""
    return [kid if isinstance(kid, int) else _plain_kid(kid) for kid in kids]


def kids_from(data: Any) -> tuple[int | InlineElement, ...]:
    """The part of a fragment in the structure."""
    return tuple([kid if type(kid) is int else _kid(kid) for kid in data])


def plain_glyphs(fragment: Fragment) -> list[Any]:
    """The glyphs of a fragment, by face."""
    return [[face, as_text(glyphs)] for face, glyphs in fragment.glyphs]


def _plain_beside(line: FragmentLine) -> list[Any]:
    """What a line has beside its marks; nothing, as most lines."""
    if not (line.slots or line.links or line.lowered or line.fields):
        return []
    return [
        [_plain_slot(slot) for slot in line.slots],
        [[link.link, link.x, link.width, link.target, link.contents] for link in line.links],
        line.lowered,
        [[f.link, f.x, f.bottom, f.width, f.height, f.blank, f.prompt] for f in line.fields],
    ]


def plain_style(style: Style) -> list[Any]:
    """How a run is set, as plain data."""
    return [list(style.faces), style.size, list(style.colour), style.rise, style.language, style.tabular]


def _plain_line(line: FragmentLine) -> list[Any]:
    return [line.top, line.height, [[mark.run, mark.operators] for mark in line.marks], *_plain_beside(line)]


def _plain_slot(slot: SlotPlace) -> list[Any]:
    value, style = slot.value, slot.style
    if isinstance(value, Slot):
        told = ["inline" if value.inline else "slot", value.name, value.sample]
    else:
        told = ["page", value.anchor, value.document]
    return [slot.run, told, slot.x, slot.baseline, slot.width, plain_style(style)]


def _plain_kid(kid: InlineElement) -> list[Any]:
    return [kid.role, plain_kids(kid.kids), kid.language, kid.expansion, kid.actual_text, kid.alt, kid.link]


def _line(top: Any, height: Any, marks: Any, *beside: Any) -> FragmentLine:
    check(SIZES, [top, height])
    check(WHOLE, [run for run, _ in marks])
    check(TEXTS, [operators for _, operators in marks])
    drawn = tuple([Mark(run, operators) for run, operators in marks])
    return _line_with(top, height, drawn, *beside) if beside else FragmentLine(top, height, drawn)


def _line_with(
    top: float, height: float, marks: tuple[Mark, ...], slots: Any, links: Any, lowered: Any, fields: Any
) -> FragmentLine:
    """A line with what it has beside its marks."""
    check(SIZES, [lowered])
    return FragmentLine(
        top,
        height,
        marks,
        tuple([_slot(*slot) for slot in slots]),
        tuple([_link(*link) for link in links]),
        lowered,
        tuple([_field(*each) for each in fields]),
    )


def _slot(run: Any, told: Any, x: Any, baseline: Any, width: Any, set_in: Any) -> SlotPlace:
    kind, name, more = told
    value = PageReference(name, more) if kind == "page" else Slot(name, more, inline=kind == "inline")
    check(WHOLE, [run])
    check(TEXTS, told)
    check(SIZES, [x, baseline, width])
    return SlotPlace(run, value, x, baseline, width, style_from(*set_in))


def style_from(faces: Any, size: Any, colour: Any, rise: Any, language: Any, tabular: Any) -> Style:
    """How a run is set."""
    check(TEXTS, faces, [language])
    check(SIZES, colour, [size, rise])
    check(TRUTHS, [tabular])
    return Style(tuple(faces), size, tuple(colour), rise, language, tabular)


def _link(link: Any, x: Any, width: Any, target: Any, contents: Any) -> LinkPlace:
    check(WHOLE, [link])
    check(SIZES, [x, width])
    check(TEXTS, [target, contents])
    return LinkPlace(link, x, width, target, contents)


def _field(link: Any, x: Any, bottom: Any, width: Any, height: Any, blank: Any, prompt: Any) -> FieldPlace:
    check(WHOLE, [link, blank])
    check(SIZES, [x, bottom, width, height])
    check(TEXTS, [prompt])
    return FieldPlace(link, x, bottom, width, height, blank, prompt)


def _kid(data: Any) -> InlineElement:
    role, kids, language, expansion, actual_text, alt, link = data
    check(TEXTS, [role, language, expansion, actual_text, alt])
    check(WHOLE, [link])
    return InlineElement(role, kids_from(kids), language, expansion, actual_text, alt, link)

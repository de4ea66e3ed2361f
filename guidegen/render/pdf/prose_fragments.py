"""Text that was broken into lines to fragments: operators, slots, links and fields in their places."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from guidegen.diagnostics import Diagnostic, Span
from guidegen.records import replace
from guidegen.render.pdf.fragment import ARTIFACT, FieldPlace, Fragment, FragmentLine, LinkPlace, Mark, SlotPlace
from guidegen.render.pdf.glyph_sets import Glyphs, GlyphSet, glyphs_of, together
from guidegen.render.pdf.late import late
from guidegen.render.pdf.line_breaking import Breakable
from guidegen.render.pdf.operators import numbers, rule
from guidegen.render.pdf.plain_text import OneRunText
from guidegen.render.pdf.prose_runs import OneRun, Runs
from guidegen.render.pdf.setting import Setting
from guidegen.render.pdf.text import OBJECT, GlyphRun, TextLine
from guidegen.render.pdf.text_operators import set_in, text_on_line

if TYPE_CHECKING:
    from guidegen.render.pdf.formulas import SetFormula

#: What hangs in the margin at the start of a line.
_HANGING = frozenset("“‘„‚«‹\"'")
_missing: Callable[[Sequence[str], Span], list[Diagnostic]] = late("missing", "missing")
_room_for: Callable[..., tuple[float, float]] = late("formulas", "room_for")
_wider_than: Callable[[Mapping[int, SetFormula], float], list[Diagnostic]] = late("formulas", "wider_than")
_word_too_wide: Callable[[str, float, Span], Diagnostic] = late("wide_words", "word_too_wide")


def prose_fragment(
    shaped: Breakable, runs: Runs | OneRun, setting: Setting, style_name: str, width: float, align: str, origin: Span
) -> Fragment:
    """Text in lines no wider than `width` points."""
    leading, baseline = setting.leading_and_baseline(style_name)
    if isinstance(shaped, OneRunText) and isinstance(runs, OneRun) and shaped.widest() <= width + 0.01:
        return _on_one_line(shaped, width, leading, baseline, align, origin)
    style = setting.theme.styles[style_name]
    broken = shaped.lines(width, balance=style.balance)
    lines, drawn = [], list[GlyphRun]()
    top = 0.0
    for text_line in broken.lines:
        room = width - text_line.width
        # What begins at the start in a right-to-left paragraph ends at the right edge.
        left, right = (room, 0.0) if setting.right_to_left else (0.0, room)
        shift = {"start": left, "centre": room / 2, "end": right}[align]
        if style.hang and align == "start" and not setting.right_to_left:
            shift -= _hanging(text_line)
        above = below = 0.0
        if runs.formulas:
            above, below = _room_for(runs.formulas, text_line.runs, -baseline, leading + baseline)
        height = above + leading + below
        lines.append(_line(text_line.runs, runs, shift, baseline - above, top, height, above))
        top += height
        drawn += text_line.runs
    if runs.blanks:
        drawn += [part for blank in runs.blanks.values() for part in (*blank.number, *blank.answer)]
    wide = _wider_than(runs.formulas, width) if runs.formulas else []
    problems = _missing(broken.missing, origin) if broken.missing else []
    problems += [_word_too_wide(word, width, origin) for word in broken.too_wide if not (wide and OBJECT in word)]
    problems += [replace(problem, span=origin) for problem in (*runs.problems, *wide)]
    return Fragment(
        width=max((text_line.width for text_line in broken.lines), default=0.0),
        height=top,
        lines=tuple(lines),
        kids=runs.kids,
        runs=runs.count,
        glyphs=glyphs_used_by(drawn),
        problems=tuple(problems),
        origin=origin,
        extent=width,
    )


def _on_one_line(
    shaped: OneRunText, width: float, leading: float, baseline: float, align: str, origin: Span
) -> Fragment:
    """Words alone that fit on one line: most options, cells and labels are such."""
    ink, style = shaped.widest(), shaped.run.style
    array, glyphs = shaped.alone()
    room = width - ink
    shift = {"start": 0.0, "centre": room / 2, "end": room}[align]
    chosen = set_in(style.faces[0], style.size, style.colour)
    drawn = f"BT {chosen} 1 0 0 1 {numbers(shift, baseline + style.rise)} Tm [{array}] TJ ET"
    line = FragmentLine(0.0, leading, (Mark(0, drawn),))
    return Fragment(
        width=ink,
        height=leading,
        lines=(line,),
        kids=(0,),
        runs=1,
        glyphs=((style.faces[0], glyphs),),
        origin=origin,
        extent=width,
    )


def glyphs_used_by(runs: Sequence[GlyphRun]) -> tuple[tuple[str, Glyphs], ...]:
    """The glyphs of runs, by face."""
    plain: dict[str, GlyphSet] = {}
    others: dict[str, set[int]] = {}
    for run in runs:
        if run.glyph_set:
            plain[run.face] = plain.get(run.face, 0) | run.glyph_set
        elif run.face:
            for face, id_ in run.text_glyphs():
                others.setdefault(face, set()).add(id_)
    used: dict[str, Glyphs] = {**plain}
    for face, ids in others.items():
        used[face] = together(plain.get(face, 0), glyphs_of(ids))
    return tuple(sorted(used.items()))


def _line(
    glyph_runs: tuple[GlyphRun, ...],
    runs: Runs | OneRun,
    shift: float,
    baseline: float,
    top: float,
    height: float,
    lowered: float,
) -> FragmentLine:
    marks: list[Mark] = []
    slots: list[SlotPlace] = []
    links: list[LinkPlace] = []
    fields: list[FieldPlace] = []
    rules: list[str] = []
    for run_number, group in itertools.groupby(glyph_runs, key=lambda g: g.run.index):
        members = list(group)
        if run_number in runs.slots:
            one = members[0]
            slots.append(
                SlotPlace(run_number, runs.slots[run_number], one.x + shift, baseline, one.width, one.run.style)
            )
            continue
        if run_number in runs.blanks:
            blank, one = runs.blanks[run_number], members[0]
            marks.append(Mark(ARTIFACT if blank.is_ornament else run_number, blank.operators(one, shift, baseline)))
            if (place := blank.field) is not None:
                fields.append(replace(place, x=one.x + shift + place.x, bottom=baseline + place.bottom))
            continue
        if run_number in runs.formulas:
            one = members[0]
            drawn = runs.formulas[run_number].operators(one.x + shift, baseline, one.run.style)
            marks.append(Mark(run_number, drawn))
        else:
            marks.append(Mark(run_number, "\n".join(text_on_line(g, shift, baseline) for g in members)))
        if run_number in runs.link_of:
            link = runs.link_of[run_number]
            target, contents = runs.links[link]
            # A space that ends a line is no part of the link's area.
            inked = [each for each in members if each.text.strip()] or members
            x = min(g.x for g in inked) + shift
            width = max(g.x + _ink_width(g) for g in inked) + shift - x
            links.append(LinkPlace(link, x, width, target, contents))
            if not target.startswith("#source:"):
                rules.append(rule(x, baseline - 1.6, width, 0.6, members[0].run.style.colour))
    if rules:
        marks.append(Mark(ARTIFACT, " ".join(rules)))
    return FragmentLine(top, height, tuple(marks), tuple(slots), tuple(links), lowered, tuple(fields))


def _hanging(line: TextLine) -> float:
    """How far a quotation mark at the start of a line stands out, so that the letters begin at the margin."""
    first = line.runs[0] if line.runs else None
    if first is None or not first.glyphs or first.text[:1] not in _HANGING or first.right_to_left:
        return 0.0
    return first.glyphs[0].advance * first.run.style.size / 1000


def _ink_width(run: GlyphRun) -> float:
    """The width without a space at the end."""
    if run.shown:
        return run.ink
    if run.text.endswith(" ") and run.glyphs and not run.right_to_left:
        return run.width - run.glyphs[-1].advance * run.run.style.size / 1000
    return run.width

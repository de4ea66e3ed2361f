"""Themes of a project: what they make of the themes that they extend, and what in them cannot be read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from guidegen.catalogue import diagnosed
from guidegen.diagnostics import Diagnostic, Span
from guidegen.model.theme import ThemeFile
from guidegen.records import replace
from guidegen.theme.colours import hexadecimal, lightness, parse_colour
from guidegen.theme.grey import alike_in_grey
from guidegen.theme.legibility import Illegible, ground_colour, illegible, indistinct, nearest_legible
from guidegen.theme.styles import TextStyle, Theme, known_themes, load_theme

_SMALLEST, _SMALLEST_BODY = 9.0, 12.0
#: A mark is so many times as large as the letters in it, at least.
_ROOM_AROUND = 1.35
_THINNEST = 0.5
#: What a hand needs, in points.
_LEAST_ROOM: Mapping[str, float] = {"answer-line": 20.0, "answer-box": 16.0}


def theme_named(name: str, own: Mapping[str, ThemeFile]) -> Theme:
    """The built-in theme `name`, or that of the project; KeyError when there is none (readers check names first)."""
    if name in known_themes():
        return load_theme(name)
    file = own[name]
    return changed(theme_named(file.extends, own), file)


def changed(base: Theme, file: ThemeFile) -> Theme:
    """The theme `base` with what the file changes of it."""
    return replace(
        base,
        name=file.name,
        page=replace(base.page, **file.page),
        measure=base.measure if file.measure is None else file.measure,
        grid=base.grid if file.grid is None else file.grid,
        colours={**base.colours, **{name: parse_colour(colour) for name, colour in file.colours.items()}},
        styles={name: _style(style, file.styles.get(name, {})) for name, style in base.styles.items()},
        parts={**base.parts, **file.parts},
        lengths={group: {**lengths, **file.lengths.get(group, {})} for group, lengths in base.lengths.items()},
    )


def _style(style: TextStyle, changes: Mapping[str, Any]) -> TextStyle:
    """The style with its changes. A size that changes alone takes the leading with it."""
    if "size" in changes and "leading" not in changes:
        changes = {**changes, "leading": round(style.leading * changes["size"] / style.size, 2)}
    return replace(style, **changes)


def theme_problems(file: ThemeFile, own: Mapping[str, ThemeFile]) -> list[Diagnostic]:
    """What cannot be read in print, at the colour or style that the file changes; what its base has is not its own."""
    base = theme_named(file.extends, own)
    theme = changed(base, file)
    had = {(each.style, each.ground) for each in (*illegible(base), *indistinct(base))}
    problems = [_pale(each, theme, file, "T105") for each in illegible(theme) if (each.style, each.ground) not in had]
    problems += [_pale(each, theme, file, "T106") for each in indistinct(theme) if (each.style, each.ground) not in had]
    close = _alike(theme, file, {each.what for each in alike_in_grey(base)})
    return [*_one_for_each_place(problems), *close, *_small(theme, file, base), *_made_up(theme, file)]


def _alike(theme: Theme, file: ThemeFile, known: set[str]) -> Iterator[Diagnostic]:
    """Colours that a copier makes one, at the one that the file changes."""
    for pair in alike_in_grey(theme):
        if pair.what in known:
            continue
        beside = "the paper" if pair.other == "paper" else f"`{pair.other}`"
        message = (
            f"{pair.what}: `{pair.colour}` and {beside} are {pair.found:.0f} steps of lightness apart in grey; "
            f"a copier needs {pair.needed:.0f} of 100."
        )
        paths = (f"colours.{pair.colour}", f"colours.{pair.other}")
        place = next((file.places[path] for path in paths if path in file.places), file.origin)
        is_lighter = lightness(theme.colours[pair.colour]) > lightness(ground_colour(theme, pair.other))
        hint = f"Make `{pair.colour}` {'lighter' if is_lighter else 'darker'}, or the other colour paler."
        yield diagnosed("P142", message, place, hint=hint)


def _one_for_each_place(problems: list[Diagnostic]) -> Iterator[Diagnostic]:
    """The worst problem of each colour: many styles share one."""
    seen: set[tuple[str, Span]] = set()
    for problem in problems:
        if (problem.code, problem.span) not in seen:
            seen.add((problem.code, problem.span))
            yield problem


def _pale(pale: Illegible, theme: Theme, file: ThemeFile, code: str) -> Diagnostic:
    """`The text of "small" (soft, #999999) has a contrast of 2.8 to 1 with paper ...`, and the nearest colour."""
    colour = theme.colours[pale.colour]
    what = f"The text of `{pale.style}`" if code == "T105" else pale.style
    beside = "the paper" if pale.ground == "paper" else f"`{pale.ground}`"
    ratio = math.floor(pale.ratio * 10) / 10
    message = (
        f"{what} ({pale.colour}, {hexadecimal(colour)}) has a contrast of {ratio:g} to 1 with {beside}; "
        f"readers need {pale.needed:g} to 1."
    )
    nearest = nearest_legible(theme, pale.colour)
    hint = (
        f"The nearest colour that passes is {hexadecimal(nearest)}."
        if nearest
        else "Choose another colour, or another ground."
    )
    return diagnosed(code, message, _place(pale, file), hint=hint)


def _place(pale: Illegible, file: ThemeFile) -> Span:
    """Where the file sets the colour, the ground, or what makes the style need more contrast."""
    paths = (
        f"styles.{pale.style}.colour",
        f"colours.{pale.colour}",
        f"colours.{pale.ground}",
        f"styles.{pale.style}.size",
        f"styles.{pale.style}.face",
    )
    return next((file.places[path] for path in paths if path in file.places), file.origin)


def _small(theme: Theme, file: ThemeFile, base: Theme) -> Iterator[Diagnostic]:
    # Papers for examinations are set smaller than handouts.
    body = min(_SMALLEST_BODY, base.styles["body"].size)
    for name in file.styles:
        size, least = theme.styles[name].size, body if name == "body" else _SMALLEST
        if size < least:
            message = f"The text of `{name}` is {size:g} points high; readers need {least:g}."
            place = file.places.get(f"styles.{name}.size", file.origin)
            yield diagnosed("T107", message, place, hint=f"Write {least:g} or more.")


def _made_up(theme: Theme, file: ThemeFile) -> Iterator[Diagnostic]:
    """Lengths that do not go together, at the one that the file names."""
    marks, strokes = theme.lengths["marks"], theme.lengths["strokes"]
    for mark, style in (("letter", "letter"), ("step", "box-title")):
        size, side = theme.styles[style].size, marks[mark]
        place = file.places.get(f"marks.{mark}") or file.places.get(f"styles.{style}.size")
        if place is not None and size * _ROOM_AROUND > side:
            message = f"Letters of {size:g} points (`{style}`) do not fit into `marks.{mark}` of {side:g} points."
            yield diagnosed(
                "T110", message, place, hint=f"Write `{mark}: {math.ceil(size * 1.7):g}`, or smaller letters."
            )
    for stroke in ("write", "mark"):
        if strokes[stroke] < _THINNEST and (place := file.places.get(f"strokes.{stroke}")) is not None:
            message = f"Lines of {strokes[stroke]:g} points (`{stroke}`) are lost on copies."
            yield diagnosed("T111", message, place, hint=f"Write {_THINNEST:g} or more.")
    for mark, least in _LEAST_ROOM.items():
        if marks[mark] < least and (place := file.places.get(f"marks.{mark}")) is not None:
            message = f"`{mark}` gives a hand {marks[mark]:g} points, which is too little to write in."
            yield diagnosed("T112", message, place, hint=f"Write {least:g} or more.")
    leading = theme.styles["body"].leading
    place = next((file.places[path] for path in ("styles.body.leading", "grid") if path in file.places), None)
    if place is not None and abs(leading / theme.grid - round(leading / theme.grid)) > 0.01:
        message = (
            f"Lines of body text are {leading:g} points apart, which is no multiple of the grid of {theme.grid:g}."
        )
        near = round(leading / theme.grid) * theme.grid
        yield diagnosed("T113", message, place, hint=f"Set the lines {near:g} points apart, or choose another `grid:`.")

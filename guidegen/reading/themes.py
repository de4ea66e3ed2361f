"""A theme extends one that there is, and not itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guidegen.diagnostics import Span, check_of
from guidegen.model.theme import BUILT_IN, ThemeFile
from guidegen.reading.reader import Reader
from guidegen.reading.references import ContentFile


def check_themes(files: Sequence[ContentFile]) -> None:
    """Check what themes extend. What names a theme to print with is checked where it is printed."""
    themes = {file.name: file for file in files if file.kind == "theme"}
    checked: set[str] = set()
    for file in themes.values():
        _check_base(file, themes, checked)


def _check_base(file: ContentFile, themes: Mapping[str, ContentFile], checked: set[str]) -> None:
    """Check the theme that a theme extends before the theme itself: one with a broken base is broken."""
    if file.name in checked:
        return
    checked.add(file.name)
    theme = file.value
    if not isinstance(theme, ThemeFile):
        return
    if _comes_back(theme, themes):
        message = f"The theme `{file.name}` extends itself."
        file.reader.report("T103", theme.places["extends"], message, f"Extend one of {', '.join(BUILT_IN)}.")
        return
    if theme.extends in themes:
        _check_base(themes[theme.extends], themes, checked)
    if theme.extends:
        _check(theme.extends, theme.places["extends"], file.reader, themes)


def _comes_back(theme: ThemeFile, themes: Mapping[str, ContentFile]) -> bool:
    seen, at = {theme.name}, theme
    while at.extends in themes:
        if at.extends in seen:
            return at.extends == theme.name
        seen.add(at.extends)
        base = themes[at.extends].value
        if not isinstance(base, ThemeFile):
            return False
        at = base
    return False


def _check(name: str, at: Span, reader: Reader, themes: Mapping[str, ContentFile]) -> None:
    if name in BUILT_IN:
        return
    if name in themes:
        if not themes[name].is_good:
            path = themes[name].reader.source.path
            hint = f"`{check_of(path)}` shows what is wrong with it."
            reader.report("T101", at, f"The theme `{name}` in {path} has errors.", hint)
        return
    known = sorted({*BUILT_IN, *themes})
    near = reader.nearest(name, known)
    hint = f"Is `{near}` meant?" if near else f"The themes are {', '.join(known)}."
    reader.report("T101", at, f"There is no theme `{name}`.", hint)
